"""What the Regie shows of a moment, as a value: what the room sees, what comes next, and what can be done."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from analysis.points import Poll
from analysis.stage import KINDS, Place, Stage
from analysis.talk import Votes
from content.balloting import ASKED
from content.points import poll_ends
from content.show import show_of, ways
from content.talk import ENDED_AT, VOTED_AT, statement_at, step_at, step_titles
from data.evening import Evening
from data.polling import poll_now
from data.talk import votes_on
from room.said import Said, is_first_result, said_of
from room.visit import Visit
from texts.words import Words
from web import runtime

Onward = Literal["zug", "oeffnen", "schliessen", "ende"]
"""What the large button does: a step, open or close the survey, nothing."""


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
        ends_vote=_ends_vote(_, votes, poll, coming, now.workshop.threshold) if stage.frozen is None else "",
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


def _onward(place: Place, now: Evening, coming: Place | None) -> Onward:
    if place.kind == "antworten" and now.workshop.state == "prepared":
        return "oeffnen"
    if place.kind == "antworten" and now.workshop.state == "open":
        return "schliessen"
    return "ende" if coming is None else "zug"


def _at(place: Place, show: tuple[Place, ...]) -> tuple[int, int] | None:
    found = [at for at, one in enumerate(show, 1) if (one.kind, one.slide) == (place.kind, place.slide)]
    return (found[0], len(show)) if found else None


def _timer(until: int | None) -> tuple[int, str] | None:
    if until is None:
        return None
    return max(until - int(runtime.store().now()), 0), time.strftime("%H:%M", time.localtime(until))


def _ends_vote(_: Words, votes: Votes | None, poll: Poll | None, coming: Place | None, threshold: int) -> str:
    if poll is not None and poll.result is None and coming is not None and coming.kind == "punkte":
        return poll_ends(_, poll)
    if votes is None or votes.is_final or coming is None or step_at(coming) not in ENDED_AT[votes.kind]:
        return ""
    if votes.voted < threshold:
        return ASKED[votes.kind](_).ends_early.format(n=threshold)
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
