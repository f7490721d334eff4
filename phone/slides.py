"""A slide as a phone lays it out: the same words and numbers as everywhere, one row below the other."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from analysis.questionnaire import RATINGS
from analysis.talk import BallotKind, Quote
from content.action_plan import measures_finding, room_table
from content.balloting import ASKED
from content.deck import slide
from content.guess import guess_table, resolution
from content.labels import ROOM
from content.look_back import look_back_finding, look_back_table
from content.points import poll_finding, poll_question, poll_state, poll_table
from content.protocol import quoted
from content.second_vote import after_table
from content.slides import Note, Slide
from content.statements import answer_titles
from content.tables import Table, Value, as_text
from content.talking import talk_sentence
from content.views import view_at
from phone.seen import Seen
from texts.words import Words

_BESIDE = ("about", "assessment", "pattern", "questions")
"""Notes that say more than the table does; Anregungen stand in it."""

LONG = 28
"""Signs of a value that has no place beside its head."""


@dataclass(frozen=True)
class Cell:
    """``answer``: the letter that it counts, of which the phone's own may be one; ``bar``: its length in percent."""

    head: str
    text: str
    answer: str = ""
    bar: int | None = None

    @property
    def is_long(self) -> bool:
        """Whether it is a sentence, which needs the width of the phone."""
        return len(self.text) > LONG


@dataclass(frozen=True)
class Row:
    """``statement``: that of which the own answer is said here; ``marked``: the finding speaks of the row."""

    head: str
    cells: tuple[Cell, ...]
    statement: str
    marked: bool


@dataclass(frozen=True)
class PhoneSlide:
    """``statement``: the only one that the slide is about, whose text is the title; empty where it has more.

    ``finding`` is empty while the statement stands alone, ``guessed`` unless a guess is resolved. ``choices``: the
    answers by letter while the room votes, on a ballot of this ``kind``. ``own_of``: whose own answer is marked in the
    table, that to the statement or the guess. ``has_own_guess``: the own guess is said. ``sentences``: what is said
    where there is no table.
    """

    address: str
    topic: str
    title: str
    finding: str
    statement: str
    caption: str
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    guessed: str = ""
    kind: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    own_of: str = ""
    sentences: tuple[str, ...] = ()
    has_own_guess: bool = False


def phone_slide(_: Words, seen: Seen) -> PhoneSlide:
    """What stands on the Leinwand, at its step; ValueError for a place without a slide."""
    asked, view = seen.questionnaire, view_at(seen.place.slide)
    made = slide(view, seen.results, asked, _, seen.place.step)
    only = made.view.part if made.view.page == "aussage" else ""
    topic = _.local(asked.field(asked.field_of[only]).title) if only else made.title
    return PhoneSlide(
        address=made.address,
        topic="" if made.view.view == "anregungen" else topic,
        title=made.title if only else made.finding.sentence,
        finding=_finding(_, seen, made),
        statement=only,
        caption=made.table.title if _totals(seen) is None else _("Was der Raum vermutet hat"),
        rows=_talk_rows(_, seen, made) if seen.talk is not None else _rows(_, made, answer_titles(_, asked)),
        notes=_notes(_, seen, made),
        guessed="" if seen.guess is None else resolution(_, seen.guess, asked),
        kind=_kind(seen) or "",
        choices=tuple(answer_titles(_, asked).items()) if _may_vote(seen) else (),
        own_of="guess" if _kind(seen) == "guess" else only,
        has_own_guess=seen.guess is not None or (_kind(seen) == "guess" and not _may_vote(seen)),
    )


def measures_slide(_: Words, seen: Seen) -> PhoneSlide:
    """What was agreed: what, who, until when; of an earlier run how far it is."""
    looks_back = seen.place.kind == "rueckblick"
    table = (look_back_table if looks_back else room_table)(_, seen.measures)
    finding = (look_back_finding if looks_back else measures_finding)(_, seen.measures)
    rows = tuple(
        Row(as_text(_, head), _cells(_, table.heads[1:], values, {}), "", False) for head, *values in table.rows
    )
    return PhoneSlide(seen.place.kind, "", finding, "", "", table.title, rows, ())


def points_slide(_: Words, seen: Seen) -> PhoneSlide:
    """What the room votes on, and once it sees that, what each measure got."""
    poll = seen.poll
    if poll is None or poll.result is None or not seen.place.step:
        question = poll_question(_, poll.question.kind if poll else None)
        return PhoneSlide("punkte", "", question, "", "", "", (), (), sentences=(poll_state(_, poll),))
    table = poll_table(_, poll.result)
    best = {row.option.id for row in poll.result.best}
    rows = tuple(
        Row(as_text(_, head), _cells(_, table.heads[1:], values, {}), "", id_ in best)
        for id_, (head, *values) in zip(table.ids, table.rows, strict=True)
    )
    return PhoneSlide("punkte", "", poll_finding(_, poll.result), "", "", table.title, rows, ())


def _kind(seen: Seen) -> BallotKind | None:
    """What the room votes on, or has just voted on; None where it does not."""
    return None if seen.talk is None or seen.talk.votes is None else seen.talk.votes.kind


def _talk_rows(_: Words, seen: Seen, made: Slide) -> tuple[Row, ...]:
    """The guess, or the second vote beside the first, once it is shown; other steps of the talk have no table."""
    if (totals := _totals(seen)) is not None:
        table, answers = guess_table(_, totals, seen.questionnaire), answer_titles(_, seen.questionnaire)
    elif seen.talk is not None and seen.talk.after is not None:
        before = seen.results.by_statement[made.view.part]
        table, answers = after_table(_, before, seen.talk.after, seen.results, seen.questionnaire), {}
    else:
        return ()
    heads = table.heads[1:]
    return tuple(Row(as_text(_, head), _cells(_, heads, values, answers), "", False) for head, *values in table.rows)


def _totals(seen: Seen) -> Mapping[str, int] | None:
    """What was guessed, at the step of the guess."""
    return None if seen.talk is None or seen.talk.guess is None else seen.talk.guess.totals


def _may_vote(seen: Seen) -> bool:
    return seen.talk is not None and seen.talk.votes is not None and seen.talk.votes.is_open


def _finding(_: Words, seen: Seen, made: Slide) -> str:
    kind = _kind(seen)
    if kind is not None and _may_vote(seen):
        return ASKED[kind](_).on_phone
    if kind is not None and _totals(seen) is None:
        return ASKED[kind](_).over
    if seen.talk is not None:
        return talk_sentence(_, seen.talk, made.view.part, seen.results, seen.questionnaire)
    return made.finding.sentence if made.finding.sentence != made.title else ""


def _quotes(_: Words, comments: Sequence[Quote]) -> tuple[str, ...]:
    return tuple(quoted(_, one.text, is_shortened=one.is_shortened) for one in comments)


def _notes(_: Words, seen: Seen, made: Slide) -> tuple[Note, ...]:
    if seen.talk is not None and seen.talk.comments:
        return (Note("about", _("Kommentare"), _quotes(_, seen.talk.comments)),)
    if seen.talk is not None and seen.talk.agreement is not None and seen.talk.agreement.reason:
        return (Note("about", _("Begründung"), (seen.talk.agreement.reason,)),)
    beside = tuple(note for note in made.notes if note.kind in _BESIDE) if made.chart in (None, "slope") else ()
    return (*beside, *_not_in_this_language(_, seen, made))


def _not_in_this_language(_: Words, seen: Seen, made: Slide) -> tuple[Note, ...]:
    """Above Anregungen that are there in German only, who reads in another language is told so."""
    if made.view.view != "anregungen":
        return ()
    ideas = chain.from_iterable(seen.questionnaire.field(made.view.part).suggestions.values())
    if all(_.language in one.text for one in ideas):
        return ()
    return (Note("ideas", _("Anregungen"), (_("Diese Anregungen gibt es nur auf Deutsch."),)),)


def _rows(_: Words, made: Slide, answers: Mapping[str, str]) -> tuple[Row, ...]:
    """By row of the slide's table; where groups are its rows, the room's says which answer is the own one."""
    table = _briefly(made.table) if made.chart == "slope" else made.table
    rated = {code: answers[code] for code in RATINGS}
    rows = []
    for number, (head, *values) in enumerate(table.rows):
        named = table.ids[number] if table.ids else ""
        counted = rated if made.chart == "statement" and named == ROOM else {}
        rows.append(
            Row(
                as_text(_, head),
                _cells(_, table.heads[1:], values, counted),
                named if made.view.page == "unterschiede" else "",
                number in made.marked,
            )
        )
    return tuple(rows)


def _briefly(table: Table) -> Table:
    """A comparison of two runs without what it says of each group: on a phone that hides what is said of all."""
    kept = [at for at, group in enumerate(table.columns) if not group]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return Table(table.title, tuple(table.heads[at] for at in kept), rows, table.ids)


def _cells(_: Words, heads: Sequence[str], values: Sequence[Value], answers: Mapping[str, str]) -> tuple[Cell, ...]:
    letters = {title: code for code, title in answers.items()}
    longest = max((value for value in _counts(heads, values, letters).values()), default=0)
    bars = {head: round(100 * n / longest) for head, n in _counts(heads, values, letters).items() if longest}
    return tuple(
        Cell(head, as_text(_, value), letters.get(head, ""), bars.get(head))
        for head, value in zip(heads, values, strict=True)
    )


def _counts(heads: Sequence[str], values: Sequence[Value], letters: Container[str]) -> dict[str, int]:
    return {
        head: value for head, value in zip(heads, values, strict=True) if head in letters and isinstance(value, int)
    }
