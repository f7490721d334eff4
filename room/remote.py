"""What the Regie shows of a moment, as a value: what the room sees, what comes next, and what can be done."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from analysis.points import Poll
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.stage import KINDS, Place, Stage
from analysis.talk import Votes
from content.action_plan import measures_finding, room_table
from content.balloting import ASKED
from content.deck import slide
from content.findings import opening_questions
from content.guess import resolution
from content.labels import labels
from content.look_back import look_back_finding, look_back_table
from content.points import poll_finding, poll_state, poll_table
from content.show import kind_title, reveals, show_of, shows_results, steps_at, ways
from content.slides import AXES, Note, Slide
from content.statements import short_name
from content.tables import as_read, as_text, too_few
from content.talk import ENDED_AT, STEPS, VOTED_AT, statement_at, step_at, step_titles
from content.talking import talk_sentence
from content.views import View, view_at
from data.evening import Evening
from data.looking_back import agreed_before
from data.polling import poll_now
from data.store.measures import measures
from data.talk import guess_told, talk_at, votes_on
from room.visit import Visit
from texts.words import Words
from web import runtime

Onward = Literal["zug", "oeffnen", "schliessen", "ende"]
"""What the large button does: a step, open or close the survey, nothing."""


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


@dataclass(frozen=True)
class Remote:
    """``seen`` by the room; ``ahead``: what stands on the stage meanwhile, where the room's view is frozen.

    ``at``: which of how many places. ``is_final``, ``back_is_final``, ``thaws_finally``: going on, going back, or
    unfreezing shows the first result. ``ends_vote``: says that going on ends the ballot, for good.
    ``timer``: seconds left, and the time of day of its end. ``votes``: the ballot that the room sees, ``poll``:
    that on measures likewise. ``counted``: how many have voted, with the gaps {finished} and {present}. ``statement``:
    the one that stands on the stage; ``steps`` of it: by what is to be wished for each, its title and whether it
    stands there.
    """

    seen: Said
    ahead: Said | None
    at: tuple[int, int] | None
    onward: Onward
    coming: Said | None
    is_final: bool
    ends_vote: str
    thaws_finally: bool
    back_is_final: bool
    has_back: bool
    timer: tuple[int, str] | None
    may_reopen: bool
    votes: Votes | None
    poll: Poll | None
    counted: str
    steps: tuple[tuple[Mapping[str, object], str, bool], ...]
    statement: str


def remote_of(visit: Visit) -> Remote:
    """What there is to see and to do for who steers."""
    _, now = visit.words, visit.evening
    votes = votes_now(visit)
    poll = poll_now(runtime.store(), now.workshop) if visit.seen_by("screen").kind == "punkte" else None
    stage, show = now.stage, show_of(now.stage, now.results, is_revealed=now.is_revealed)
    coming, before = ways(stage, show, now.results)
    onward = _onward(visit.place, now, coming)
    return Remote(
        seen=said_of(_, visit.seen_by("screen"), now),
        ahead=said_of(_, stage.place, now) if stage.frozen is not None else None,
        at=_at(stage.place, show),
        onward=onward,
        coming=said_of(_, coming, now) if coming is not None and onward == "zug" else None,
        is_final=onward == "zug" and stage.frozen is None and is_first_result(coming, now),
        ends_vote=_ends_vote(_, votes, poll, coming) if stage.frozen is None else "",
        thaws_finally=stage.frozen is not None and is_first_result(stage.place, now),
        back_is_final=stage.frozen is None and is_first_result(before, now),
        has_back=before is not None,
        timer=_timer(clock_until(stage, votes)),
        may_reopen=now.workshop.state == "closed" and not now.is_revealed,
        votes=votes,
        poll=poll,
        counted=ASKED[votes.kind](_).counted if votes is not None else "",
        steps=_steps(_, stage.place) if now.is_revealed else (),
        statement=statement_at(visit.place),
    )


def _steps(_: Words, place: Place) -> tuple[tuple[Mapping[str, object], str, bool], ...]:
    """Each step of a statement is one tap away, in whatever order."""
    if step_at(place) is None:
        return ()
    titles = enumerate(step_titles(_).values())
    return tuple(({"zug": "zu", **replace(place, step=at).as_json()}, title, at == place.step) for at, title in titles)


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


def _onward(place: Place, now: Evening, coming: Place | None) -> Onward:
    if place.kind == "antworten" and now.workshop.state == "prepared":
        return "oeffnen"
    if place.kind == "antworten" and now.workshop.state == "open":
        return "schliessen"
    return "ende" if coming is None else "zug"


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
        camps = _("trifft (eher) zu : trifft (eher) nicht zu, in Personen")
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
    questions = () if named is None else tuple(opening_questions(_, named.pattern, questionnaire))
    return (Note("questions", _("Fragen zum Einstieg"), questions),) if questions else ()


def _at(place: Place, show: tuple[Place, ...]) -> tuple[int, int] | None:
    found = [at for at, one in enumerate(show, 1) if (one.kind, one.slide) == (place.kind, place.slide)]
    return (found[0], len(show)) if found else None


def _timer(until: int | None) -> tuple[int, str] | None:
    if until is None:
        return None
    return max(until - int(time.time()), 0), time.strftime("%H:%M", time.localtime(until))


def _ends_vote(_: Words, votes: Votes | None, poll: Poll | None, coming: Place | None) -> str:
    if poll is not None and poll.result is None and coming is not None and coming.kind == "punkte":
        return _("Beendet die Abstimmung und zeigt ihr Ergebnis.")
    if votes is None or votes.is_final or coming is None or step_at(coming) not in ENDED_AT[votes.kind]:
        return ""
    return ASKED[votes.kind](_).ends


def is_voting(place: Place) -> bool:
    """Whether the room votes there, on what it thinks now, on what it guesses, or on measures."""
    return step_at(place) in VOTED_AT or (place.kind == "punkte" and place.step == 0)


def votes_now(visit: Visit) -> Votes | None:
    """The ballot that the room sees; None where it sees none."""
    place = visit.seen_by("screen")
    kind = VOTED_AT.get(step_at(place) or "")
    return None if kind is None else votes_on(runtime.store(), visit.evening.workshop.id, statement_at(place), kind)


def clock_until(stage: Stage, votes: Votes | None) -> int | None:
    """Until when the clock runs, in seconds since 1970: that of a ballot before any other."""
    return votes.until if votes is not None and votes.is_open else stage.timer_until


def counts_people(place: Place) -> bool:
    """Whether the room is told there how many take part."""
    return KINDS[place.kind].counts
