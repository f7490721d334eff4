"""The poll on measures is led from the Regie: what is asked, begun, ended, once more."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from analysis.points import FEWEST_OPTIONS, MOST_OPTIONS, MOST_POINTS, USUAL_MOST, Poll, PollKind
from content.action_plan import in_force
from content.points import poll_finding, poll_state, poll_table
from content.tables import as_read
from data.polling import poll_now
from data.store.measures import measures
from data.store.point_polls import AlreadyRevealed, BallotOver, TooFew, TooMany, WrongState, close_poll, open_poll
from room.moving import REFUSED, move_stage
from room.regie import back
from room.streams import hub
from room.visit import Visit, visit_of
from texts.words import Words
from web import light, runtime
from web.forms import fields_of

KINDS: tuple[PollKind, ...] = ("points", "resistance")


@dataclass(frozen=True)
class Chosen:
    """What the form asks for: the kind, points on one measure at most, and which measures."""

    kind: PollKind
    most: int
    measures: tuple[str, ...]


async def show_points(request: Request) -> Response:
    """What can be asked, how far it is, and once the room has seen it what came of it."""
    visit = await visit_of(request, "steer")
    return light.html(request, await asyncio.to_thread(_page, visit))


async def change_points(request: Request) -> Response:
    """``tun``: "beginnen" with what was chosen, "noch-einmal" with the same, "beenden"."""
    visit = await visit_of(request, "steer")
    fields = await fields_of(request)
    try:
        shows = await asyncio.to_thread(_done, visit, fields)
    except BallotOver:
        return back(visit, "abgestimmt")
    except (TooFew, TooMany, AlreadyRevealed, WrongState) as error:
        text = await asyncio.to_thread(_page, visit, _refusals(visit.words)[type(error)], _chosen(fields))
        return light.html(request, text, 422)
    hub.look_now()
    return back(visit, shows)


def _done(visit: Visit, fields: list[tuple[str, str]]) -> str:
    """Do what the form says; gives the hint for the Regie."""
    store, of = runtime.store(), visit.evening.workshop.id
    match dict(fields).get("tun"):
        case "beginnen":
            chosen = _chosen(fields)
            open_poll(store, of, chosen.kind, chosen.measures, most=chosen.most)
            return _put_on_stage(visit)
        case "noch-einmal":
            before = poll_now(store, visit.evening.workshop)
            if before is None:
                raise BallotOver
            asked = before.question
            open_poll(store, of, asked.kind, [option.id for option in asked.options], most=asked.most)
            return _put_on_stage(visit)
        case "beenden":
            close_poll(store, of)
    return "angekommen"


def _put_on_stage(visit: Visit) -> str:
    """The room is asked at once, whatever stood on the stage."""
    wish = {"zug": "zu", "kind": "punkte", "slide": "", "step": 0, "nummer": visit.evening.stage.number}
    try:
        move_stage(visit, wish)
    except REFUSED as error:
        return type(error).__name__
    return "angekommen"


def _chosen(fields: list[tuple[str, str]]) -> Chosen:
    """What a form says; a number that there is not is the usual one."""
    form = dict(fields)
    kind: PollKind = "resistance" if form.get("art") == "resistance" else "points"
    most = form.get("hoechstens", "")
    is_number = most.isascii() and most.isdecimal() and len(most) == 1 and 1 <= int(most) <= MOST_POINTS
    ids = tuple(value for name, value in fields if name == "massnahme")
    return Chosen(kind, int(most) if is_number else USUAL_MOST, ids)


def _page(visit: Visit, wrong: str = "", chosen: Chosen | None = None) -> str:
    _, now, store = visit.words, visit.evening, runtime.store()
    found = in_force(measures(store, now.workshop.id))
    poll = poll_now(store, now.workshop)
    return light.rendered(
        "regie_points.html",
        _.language,
        workshop=now.workshop,
        wrong=wrong,
        poll=poll,
        call=poll_state(_, poll),
        finding=poll_finding(_, poll.result) if poll and poll.result else "",
        table=poll_table(_, poll.result) if poll and poll.result else None,
        rows=as_read(_, poll_table(_, poll.result)) if poll and poll.result else [],
        measures=found,
        chosen=chosen or _usual(poll, [one.id for one in found]),
        kinds=zip(KINDS, _kinds(_), strict=True),
        numbers=range(1, MOST_POINTS + 1),
        fewest=FEWEST_OPTIONS,
        may_begin=now.is_revealed and now.workshop.state == "closed",
    )


def _usual(poll: Poll | None, ids: list[str]) -> Chosen:
    """All measures, or what was asked before."""
    if poll is None:
        return Chosen("points", USUAL_MOST, tuple(ids[:MOST_OPTIONS]))
    asked = poll.question
    return Chosen(asked.kind, asked.most, tuple(option.id for option in asked.options))


def _kinds(_: Words) -> tuple[str, str]:
    return (
        _("Punkte: Was ist am wichtigsten?"),
        _("Widerstand von 0 bis 10: Womit können alle leben?"),
    )


def _refusals(_: Words) -> dict[type[Exception], str]:
    return {
        TooFew: _("Zum Abstimmen braucht es mindestens {n} Maßnahmen.", n=FEWEST_OPTIONS),
        TooMany: _("Höchstens {n} Maßnahmen auf einmal: mehr kann am Telefon niemand abwägen.", n=MOST_OPTIONS),
        AlreadyRevealed: _("Das Ergebnis wurde schon gezeigt und bleibt, wie es ist."),
        WrongState: _("Abstimmen lässt sich erst, wenn die Auswertung aufgedeckt ist."),
    }
