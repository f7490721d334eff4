"""Whatever a phone can say of the Leinwand has a form in Einfache Sprache; without one it would be plain German."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from analysis.action_plan import STATUSES, Measure, Status
from analysis.farewell import NextDate
from analysis.points import Option, Poll, PollKind, PollResult, Question, Tallied
from analysis.protocol import ASSESSMENTS, Agreement
from analysis.questionnaire import Field, Questionnaire, Suggestion
from analysis.stage import Place
from content.action_plan import measures_finding, room_table
from content.balloting import ASKED
from content.deck import slide, views
from content.farewell import exit_questions, exit_steps, invitation, missing_question, next_date_sentence, what_happens
from content.look_back import look_back_finding, look_back_table
from content.points import poll_finding, poll_question, poll_state, poll_table
from content.protocol import agreement_sentence, quoted
from content.views import View
from phone.seen import Seen
from phone.slides import PhoneSlide, phone_slide
from tests.dossiers import ASKED as QUESTIONNAIRE
from tests.dossiers import demo_dossiers, made_up
from tests.running import ROOT
from tests.test_translations import Message, _in_python, messages_in_code
from texts.words import Words

from .test_simple_language import SIMPLE, catalogue, forms

WHOLE_MODULES = (
    "answers",
    "change_words",
    "changes",
    "differences",
    "fields",
    "findings",
    "groups",
    "guess",
    "look_back",
    "overview",
    "plan",
    "second_vote",
    "statements",
    "tables",
    "talking",
)
"""Of content/: what can stand on a slide; a module is a file or a folder."""
OF_A_BALLOT = ("coming", "on_wall", "on_phone", "counted", "over", "over_with", "own")
"""What of its words phones can show; the others are for who leads it."""
DAY = date(2027, 3, 9)


class Listening(Words):
    """Keeps what it was asked to say."""

    def __init__(self) -> None:
        super().__init__(SIMPLE)
        self.heard: set[Message] = set()

    def __call__(self, message: str, **gaps: object) -> str:
        self.heard.add((message,))
        return super().__call__(message, **gaps)

    def plural(self, one: str, many: str, n: int, **gaps: object) -> str:
        self.heard.add((one, many))
        return super().plural(one, many, n, **gaps)


def measure(number: int, *, status: Status = "planned", due: date | None = None) -> Measure:
    return Measure(what="Ein Blatt", status=status, due=due, id=str(number), number=number, version="")


def without_simple_form(messages: set[Message]) -> list[Message]:
    simple = {forms(m.id) for m in catalogue() if m.id and m.string and all(forms(m.string))}
    return sorted((messages & messages_in_code()) - simple)


@pytest.mark.parametrize("module", WHOLE_MODULES)
def test_every_sentence_of_a_slide_has_a_simple_form(module: str) -> None:
    files = [*(ROOT / "content").glob(f"{module}.py"), *(ROOT / "content" / module).glob("*.py")]

    assert files
    assert without_simple_form({said for file in files for said in _in_python(file)}) == []


def test_every_step_of_every_slide_is_said_simply() -> None:
    _ = Listening()
    for of in (*demo_dossiers(), made_up(60), made_up(12), made_up(3)):
        for view in views(of.results):
            steps = len(slide(view, of.results, of.questionnaire, _).steps)
            for step in range(steps):
                slide(view, of.results, of.questionnaire, _, step)

    assert len(_.heard) > 100
    assert without_simple_form(_.heard) == []


def test_what_is_agreed_is_said_simply() -> None:
    _ = Listening()
    for answer in ASSESSMENTS:
        agreement_sentence(_, Agreement("1.01", answer, "", ""), QUESTIONNAIRE)
    agreement_sentence(_, None, QUESTIONNAIRE)
    quoted(_, "Hier", is_shortened=True)
    made = [measure(n, status=status) for n, status in enumerate(STATUSES)]
    for some in ([], made, made[:1]):
        for say in (measures_finding, room_table, look_back_finding, look_back_table):
            said: Callable[[Words, list[Measure]], object] = say
            said(_, some)
    look_back_table(_, [measure(1, due=DAY)], date(2028, 1, 1))

    assert ("{agreed}. Wer oder bis wann ist noch offen",) in _.heard
    assert without_simple_form(_.heard) == []


def test_ballots_and_the_end_are_said_simply() -> None:
    _ = Listening()
    for decided in (NextDate(), NextDate(is_none=True), NextDate(DAY, "Rat")):
        next_date_sentence(_, decided)
        invitation(_, decided)
    what_happens(_, DAY)
    exit_questions(_)
    exit_steps(_)
    missing_question(_)
    german = [make(Words("de")) for make in ASKED.values()]
    asked: set[Message] = {(getattr(one, said),) for one in german for said in OF_A_BALLOT}

    assert len(asked) > 10 and asked <= messages_in_code()
    assert without_simple_form(asked) == []
    assert without_simple_form(_.heard) == []


@pytest.mark.parametrize("kind", ["points", "resistance"])
def test_a_poll_on_measures_is_said_simply(kind: PollKind) -> None:
    _ = Listening()
    options = tuple(Option(f"{n}", what) for n, what in enumerate(("Ein Blatt", "x" * 80, "Ein Fest")))
    question = Question(kind, options)
    strong = None if kind == "points" else 1
    poll_question(_, kind)
    poll_state(_, None)
    for is_open, is_too_few in ((True, False), (False, False), (False, True)):
        poll_state(_, Poll(question, 1, is_open, 3, 9, 5, is_too_few=is_too_few))
    for totals in ((1, 1, 1), (2, 2, 1), (2, 1, 1)):
        for order in (options, options[1:] + options[:1]):
            rows = tuple(Tallied(option, total, strong) for option, total in zip(order, totals, strict=True))
            result = PollResult(question, 7, rows)
            poll_finding(_, result)
            poll_table(_, result)

    assert len(_.heard) > 8
    assert without_simple_form(_.heard) == []


PLACE = Place("folie", View("ueberblick", "anregungen", "teilhabe").address)


def told(language: str, questionnaire: Questionnaire) -> PhoneSlide:
    return phone_slide(Words(language), Seen(PLACE, False, True, "", made_up(60).results, questionnaire))


def notes(slide: PhoneSlide) -> list[str]:
    return [line for note in slide.notes if note.kind == "ideas" for line in note.lines]


def test_our_anregungen_are_said_simply() -> None:
    """Word for word: they are the rows of the table."""
    slide = told(SIMPLE, QUESTIONNAIRE)
    ours = [one.text for ideas in QUESTIONNAIRE.field("teilhabe").suggestions.values() for one in ideas]

    said = [row.cells[-1].text for row in slide.rows]

    assert len(said) > 3
    assert set(said) <= {text[SIMPLE] for text in ours}
    assert notes(slide) == notes(told("en", QUESTIONNAIRE)) == []


def test_anregungen_without_a_simple_form_say_so() -> None:
    """Own questionnaires may have them in German only."""
    fields = tuple(replace(field, suggestions=in_german(field)) for field in QUESTIONNAIRE.fields)
    theirs = replace(QUESTIONNAIRE, fields=fields)

    assert notes(told(SIMPLE, theirs)) == ["Diese Ideen sind nicht in Einfacher Sprache."]
    assert notes(told("de", theirs)) == []


def in_german(field: Field) -> dict[str, tuple[Suggestion, ...]]:
    return {
        pattern: tuple(replace(one, text={"de": one.text["de"]}) for one in found)
        for pattern, found in field.suggestions.items()
    }
