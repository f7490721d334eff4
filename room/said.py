"""Places of the show in words, for who steers: what stands there, and a small table of it that fits on a phone."""

from dataclasses import dataclass
from decimal import Decimal

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.stage import Place
from content.action_plan import measures_finding, room_table
from content.deck import slide
from content.findings.field import opening_questions
from content.guess import resolution
from content.labels import labels
from content.look_back import look_back_finding, look_back_table
from content.points import poll_finding, poll_state, poll_table
from content.show import kind_title, reveals, shows_results, steps_at
from content.slides import AXES, Note, Slide
from content.statements import short_name
from content.tables import as_read, as_text, too_few
from content.talk import STEPS, step_at, step_titles
from content.talking import talk_sentence
from content.views import View, view_at
from data.evening import Evening
from data.looking_back import agreed_before
from data.polling import poll_now
from data.store.measures import measures
from data.talk import guess_told, talk_at
from texts.words import Words
from web import runtime

MOST_MEANS = 2
"""Columns of means that fit on a phone."""


@dataclass(frozen=True)
class Said:
    """A place in words; before the first reveal a result is named and not told (``is_kept``).

    ``name``: of a single statement, whose ``title`` is its whole sentence; ``step``: which of its steps, but the first.
    ``guessed``: what the room had guessed, beside what came.
    """

    title: str
    sentence: str = ""
    is_kept: bool = False
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    marked: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    name: str = ""
    step: str = ""
    guessed: str = ""

    @property
    def listed(self) -> str:
        """What lists call the place."""
        return self.name or self.title

    @property
    def called(self) -> str:
        """What buttons call it: of a statement that is already seen, the step."""
        return self.step or self.listed


def said_of(_: Words, place: Place, now: Evening) -> Said:
    """The place in words, as far as those who steer may read them by now."""
    if place.kind == "massnahmen":
        return _measures(_, now)
    if place.kind == "rueckblick":
        return _look_back(_, now)
    if place.kind == "punkte":
        return _points(_, place, now)
    if not place.slide or now.results is None:
        return Said(kind_title(_, place.kind if not place.slide else "antworten"))
    made = slide(view_at(place.slide), now.results, now.questionnaire, _, place.step)
    title = _title(_, made, place, now.results, now.questionnaire)
    name, step = _name(_, made.view, now.questionnaire), _step(_, made)
    if is_first_result(place, now):
        return Said(title, is_kept=True, name=name, step=step)
    talk = talk_at(runtime.store(), now.workshop, now.questionnaire, now.results, step_at(place), made.view.part)
    if talk is not None:
        said = talk_sentence(_, talk, made.view.part, now.results, now.questionnaire)
        return Said(title, said, name=name, step=step)
    heads, rows = _small_table(_, made, now.results, now.questionnaire)
    notes = _notes(_, made, now.results, now.questionnaire)
    guess = guess_told(runtime.store(), now.workshop.id, now.results, step_at(place), made.view.part)
    guessed = "" if guess is None else resolution(_, guess, now.questionnaire)
    return Said(title, made.finding.sentence, False, heads, rows, made.marked, notes, name, step, guessed)


def _measures(_: Words, now: Evening) -> Said:
    """The measures, each by what it is and who does it."""
    found = measures(runtime.store(), now.workshop.id)
    table = room_table(_, found)
    rows = tuple((str(what), f"{who}, {due}") for what, who, due in table.rows)
    heads = (table.heads[0], f"{table.heads[1]} {table.heads[2]}")
    return Said(kind_title(_, "massnahmen"), measures_finding(_, found), heads=heads, rows=rows)


def _look_back(_: Words, now: Evening) -> Said:
    """The measures of the run before, each by what it is and how far."""
    found = agreed_before(runtime.store(), now)
    table = look_back_table(_, found)
    rows = tuple((str(what), str(status)) for what, _who, status in table.rows)
    return Said(
        kind_title(_, "rueckblick"), look_back_finding(_, found), heads=(table.heads[0], table.heads[2]), rows=rows
    )


def _points(_: Words, place: Place, now: Evening) -> Said:
    """The poll on measures; before the room has seen it nothing of its result."""
    poll = poll_now(runtime.store(), now.workshop)
    title = kind_title(_, "punkte")
    if not place.step or poll is None:
        return Said(title, poll_state(_, poll))
    step = _("Ergebnis der Abstimmung")
    if poll.result is None:
        return Said(step, poll_state(_, poll) if poll.is_too_few else "", is_kept=not poll.is_too_few, step=step)
    table = poll_table(_, poll.result)
    rows = tuple(tuple(row) for row in as_read(_, table))
    return Said(title, poll_finding(_, poll.result), heads=table.heads, rows=rows, step=step)


def is_first_result(place: Place | None, now: Evening) -> bool:
    """Whether to show this makes the release final."""
    return place is not None and not now.is_revealed and shows_results(place) and reveals(place) is not None


def _title(_: Words, made: Slide, place: Place, results: Results, questionnaire: Questionnaire) -> str:
    steps = steps_at(place, results)
    if len(steps) > 1 and made.view.page != "aussage":
        step = steps[place.step]
        # Translators: a step of a chart that shows its axes only, without any result.
        line = _("Achsen") if step == AXES else labels(results, questionnaire, _).line(step)
        return _("{slide}: {step}", slide=made.title, step=line)
    part = view_at(place.slide).part
    if view_at(place.slide).page in ("unterschiede", "plan", "vergleich") and part:
        return _("{slide}, Seite {n}", slide=made.title, n=part)
    return made.title


def _name(_: Words, view: View, questionnaire: Questionnaire) -> str:
    return short_name(_, questionnaire.statements[view.part]) if view.page == "aussage" else ""


def _step(_: Words, made: Slide) -> str:
    return step_titles(_)[STEPS[made.step]] if made.view.page == "aussage" and made.step else ""


def _small_table(
    _: Words, made: Slide, results: Results, questionnaire: Questionnaire
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and rows for a phone: of statements, by their names, how many agree and disagree, else the first means,
    else what stands beside the first column."""
    heads, rows = made.table.heads, made.table.rows
    if made.view.page == "unterschiede" or made.view.view == "aussagen":
        names = [short_name(_, questionnaire.statements[one]) for one in made.table.ids]
        rows = tuple((name, *row[1:]) for name, row in zip(names, rows, strict=True))
    if made.chart == "diverging":
        ratings = [results.by_statement[one].ratings for one in made.table.ids]
        told = [too_few(_) if one is None else f"{one.agree} : {one.disagree}" for one in ratings]
        camps = _("stimmen (eher) zu : stimmen (eher) nicht zu, in Personen")
        return (heads[0], camps), tuple((str(row[0]), one) for row, one in zip(rows, told, strict=True))
    means = [at for at in range(1, len(heads)) if any(isinstance(row[at], Decimal) for row in rows)][:MOST_MEANS]
    chosen = [0, *(means or range(1, min(len(heads), MOST_MEANS)))]
    return tuple(heads[at] for at in chosen), tuple(tuple(as_text(_, row[at]) for at in chosen) for row in rows)


def _notes(_: Words, made: Slide, results: Results, questionnaire: Questionnaire) -> tuple[Note, ...]:
    """Those of the slide; without any, the questions to begin with that fit what its finding names first."""
    if made.notes or not made.finding.named:
        return tuple(note for note in made.notes if note.kind != "pattern")
    first = made.finding.named[0]
    named = results.by_statement.get(first) or results.by_field.get(first)
    questions = () if named is None else tuple(opening_questions(_, named.topic, questionnaire))
    return (Note("questions", _("Fragen zum Einstieg"), questions),) if questions else ()
