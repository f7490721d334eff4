"""All slides, each one tap away, and the order in which "Weiter" goes through them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.stage import Place
from content.overview import LINES_BESIDE
from content.plan import plan_items, plan_table
from content.show import show_of, there_of
from content.talk import TOLD, step_at
from content.views import View
from room.moving import REFUSED, move_stage
from room.regie import back
from room.said import Said, is_first_result, said_of
from room.visit import Visit, visit_of
from texts.titles import group_title
from web import light
from web.forms import form_of

PAUSE = Place("pause")


async def show_slides(request: Request) -> Response:
    """The list of all places."""
    visit = await visit_of(request, "steer")
    return light.html(request, await asyncio.to_thread(_slides, visit))


async def show_groups(request: Request) -> Response:
    """Go to the radar with the groups of the form beside the room."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    groups = tuple(dict.fromkeys(form[name] for name in _CHOICES if form.get(name)))
    wish = {"zug": "zu", "kind": "folie", "slide": View("ueberblick", groups=groups).address}
    try:
        await asyncio.to_thread(move_stage, visit, wish | {"nummer": _number(form.get("nummer", ""))})
    except REFUSED as error:
        return back(visit, type(error).__name__)
    return back(visit, "angekommen")


async def show_order(request: Request) -> Response:
    """The show as it is arranged, and what was left out of it."""
    visit = await visit_of(request, "steer")
    text = await asyncio.to_thread(_order, visit, request.query_params.get("bei", ""))
    return light.html(request, text)


async def change_order(request: Request) -> Response:
    """Move, leave out or take in a place (``tun``: "hoch 3"), or go back to the default order ("vorgabe")."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    here = f"/regie/{visit.code}/folge"
    stage = visit.evening.stage
    if form.get("nummer") != str(stage.number):
        return back(visit, "StageMoved")
    what, _, place = form.get("tun", "").partition(" ")
    order = None if what == "vorgabe" else rearranged(_show(visit), _left_out(visit), what, place)
    wish = {"zug": "ordnung", "nummer": stage.number, "ordnung": order and [one.as_json() for one in order]}
    try:
        await asyncio.to_thread(move_stage, visit, wish)
    except REFUSED as error:
        return back(visit, type(error).__name__)
    return RedirectResponse(f"{here}?bei={_focus(what, place, order)}" if order else here, 303)


def rearranged(show: Sequence[Place], left_out: Sequence[Place], what: str, number: str) -> tuple[Place, ...]:
    """The show after "hoch", "runter" or "weglassen" of its place with this number, or "aufnehmen" of one left out.

    Numbers count from 0; what is none, or would leave nothing, changes nothing.
    """
    order = list(show)
    at = _number(number)
    if what == "aufnehmen" and 0 <= at < len(left_out):
        return (*order, left_out[at])
    if not 0 <= at < len(order):
        return tuple(order)
    if what == "weglassen" and len(order) > 1:
        del order[at]
    to = at + {"hoch": -1, "runter": 1}.get(what, 0)
    if what in ("hoch", "runter") and 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return tuple(order)


def _number(text: str) -> int:
    """The number that was sent; -1 for what is none."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else -1


_CHOICES = ("gruppe", "dazu")[:LINES_BESIDE]


def _slides(visit: Visit) -> str:
    _, now = visit.words, visit.evening
    on_stage = now.stage.place
    places = [*_there(visit), PAUSE]
    groups = () if now.results is None else now.results.groups
    return light.rendered(
        "regie_slides.html",
        _.language,
        workshop=now.workshop,
        number=now.stage.number,
        slides=[
            (
                {"zug": "zu", "kind": place.kind, "slide": place.slide},
                said_of(_, place, now),
                (place.kind, place.slide) == (on_stage.kind, on_stage.slide),
            )
            for place in (_whole(place) for place in places)
        ],
        plan=_plan(visit),
        is_final=any(is_first_result(_whole(place), now) for place in places) and now.stage.frozen is None,
        groups=[(group.id, group_title(_, group, now.questionnaire)) for group in groups],
    )


def _plan(visit: Visit) -> list[tuple[dict[str, str], str, str, int]]:
    """By statement of the Gesprächsplan: what is to be wished for it, its name, why it is there, its minutes."""
    _, now = visit.words, visit.evening
    if now.results is None or not now.is_revealed:
        return []
    rows = plan_table(_, plan_items(now.results), now.results, now.questionnaire)
    wishes = ({"zug": "zu", "kind": "folie", "slide": View("aussage", part=one).address} for one in rows.ids)
    return [
        (wish, str(name), str(why), int(str(minutes)))
        for wish, (name, _field, why, _question, minutes) in zip(wishes, rows.rows, strict=True)
    ]


def _whole(place: Place) -> Place:
    """The radar is listed by what it says of the room, not by its axes, a statement by all that is told of it."""
    if place.slide == View("ueberblick").address:
        return replace(place, step=1)
    return replace(place, step=TOLD) if step_at(place) is not None else place


def _order(visit: Visit, focus: str) -> str:
    def told(places: Sequence[Place]) -> list[Said]:
        return [said_of(visit.words, _whole(place), visit.evening) for place in places]

    return light.rendered(
        "regie_order.html",
        visit.words.language,
        workshop=visit.evening.workshop,
        number=visit.evening.stage.number,
        is_default=visit.evening.stage.order is None,
        show=told(_show(visit)),
        left_out=told(_left_out(visit)),
        focus=focus,
    )


def _show(visit: Visit) -> tuple[Place, ...]:
    now = visit.evening
    return show_of(now.stage, now.results, is_revealed=now.is_revealed)


def _left_out(visit: Visit) -> tuple[Place, ...]:
    there = {(place.kind, place.slide) for place in _show(visit)}
    return tuple(one for one in _there(visit) if (one.kind, one.slide) not in there)


def _there(visit: Visit) -> tuple[Place, ...]:
    return there_of(visit.evening.stage, visit.evening.results, is_revealed=visit.evening.is_revealed)


def _focus(what: str, number: str, order: Sequence[Place]) -> str:
    """The button on which the keyboard goes on: that of the place that was moved."""
    at = max(0, min(len(order) - 1, _number(number) + {"hoch": -1, "runter": 1}.get(what, 0)))
    return f"{what if what in ('hoch', 'runter') else 'weglassen'}-{at}"
