"""The Leinwand: a page that keeps up with the stage, and the pictures that it fetches, made once for all who look."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from analysis.stage import KINDS, STEERING, Place
from content.deck import slide
from content.guess import resolution
from content.show import show_of, ways
from content.talk import statement_at, step_at
from content.views import view_at
from data.evening import Evening
from data.looking_back import agreed_before
from data.polling import poll_now
from data.store.engine import Store
from data.store.farewell import farewell, next_date
from data.store.measures import measures
from data.store.sheets import tally
from data.store.wording import Place as TextPlace
from data.talk import guess_told, talk_at
from room import scenes
from room.canvas import WallSize
from room.farewell_scene import farewell_scene
from room.look_back import look_back_scene
from room.measure_scene import measure_scene
from room.points_scene import points_scene
from room.remote import clock_until, is_voting, votes_now
from room.talk import talk_scene
from room.visit import Visit, visit_of
from texts.prose import blocks
from texts.words import Words
from web import light, runtime
from web.address import join_url
from web.legal import text_for

SIZES: tuple[WallSize, ...] = ("wall", "wall43")
PREPARES_AFTER = 0.15
"""Seconds after a picture when the next one is made: by then the room has got this one."""

KEPT = 200
"""Pictures that are remembered, of all rooms; an evening has about sixty."""

_kept: "OrderedDict[tuple[Any, ...], str]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Scene:
    """``html`` stands on the Leinwand; ``address`` names the picture: of one address, steps are animated."""

    html: str
    address: str


async def show_page(request: Request) -> Response:
    """The frame, with the first picture in it already."""
    visit = await visit_of(request)
    picture = await asyncio.to_thread(_picture, visit, _size(request))
    _ = visit.words
    page = light.rendered(
        "leinwand.html",
        _.language,
        code=visit.code,
        picture=picture,
        may_steer=visit.role in STEERING,
        title=visit.evening.workshop.title,
    )
    return light.html(request, page)


async def show_picture(request: Request) -> Response:
    """What the room sees now, as JSON; the picture that comes next is made meanwhile."""
    visit = await visit_of(request)
    size = _size(request)
    told = await asyncio.to_thread(_picture, visit, size)
    _prepare_next(visit, size)
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _picture(visit: Visit, size: WallSize) -> dict[str, Any]:
    """All that the page needs to know of a moment."""
    now, store = visit.evening, runtime.store()
    place = visit.seen_by("screen")
    drawn = scene(visit.words, store, now, place, size)
    is_open = now.workshop.state in ("prepared", "open")
    until = clock_until(now.stage, votes_now(visit))
    has_strip = now.stage.joining and is_open and not KINDS[place.kind].is_joinable and place.kind != "pause"
    link = join_url(now.workshop.code)
    return {
        "stand": visit.evening.stand,
        "nummer": now.stage.number,
        "adresse": drawn.address,
        "html": drawn.html,
        "zaehlt": (KINDS[place.kind].counts and is_open) or is_voting(place),
        "schwarz": now.stage.black,
        "uhr": max(until - int(store.now()), 0) if until else None,
        "streifen": scenes.join_strip(visit.words, link=link, code=now.workshop.code) if has_strip else "",
    }


def scene(_: Words, store: Store, now: Evening, place: Place, size: WallSize) -> Scene:
    """The picture of a place, which its caller may see."""
    if place.slide and now.results is not None and now.release is not None:
        asked, statement = now.questionnaire, statement_at(place)
        talk = talk_at(store, now.workshop, asked, now.results, step_at(place), statement)
        if talk is not None:
            return Scene(talk_scene(_, talk, statement, now.results, asked, size), place.slide)
        told = guess_told(store, now.workshop.id, now.results, step_at(place), statement)
        guessed = "" if told is None else resolution(_, told, asked)
        key = (now.workshop.id, now.release.number, _.language, size, place, _besides(now, place), guessed)
        return Scene(_once(key, lambda: _slide(_, now, place, size, guessed)), place.slide)
    match place.kind:
        case "ankommen":
            return Scene(_joining(_, store, now), "ankommen")
        case "leitmotiv" | "spielregeln":
            return Scene(_text(_, store, now, place.kind), place.kind)
        case "massnahmen":
            return Scene(_measures(_, store, now, place.step, size), place.kind)
        case "rueckblick":
            return Scene(_look_back(_, store, now, place.step, size), place.kind)
        case "punkte":
            return Scene(points_scene(_, poll_now(store, now.workshop), place.step, size), place.kind)
        case "abschluss":
            return Scene(_farewell(_, store, now), place.kind)
        case "pause":
            return Scene(scenes.pause(_, until=_clock(now.stage.timer_until)), "pause")
    people = tally(store, now.workshop.id)
    return Scene(scenes.answering(_, present=people.present, finished=people.finished), "antworten")


def _besides(now: Evening, place: Place) -> object:
    """What the picture of a slide depends on besides its release: the plan, or the run that it is compared with."""
    page = view_at(place.slide).page
    if page == "vergleich":
        return now.before, now.workshop.held_on
    return now.results.plan if page == "plan" and now.results is not None else ()


def _slide(_: Words, now: Evening, place: Place, size: WallSize, guessed: str) -> str:
    results = now.results
    assert results is not None
    shown = slide(view_at(place.slide), results, now.questionnaire, _, place.step)
    return scenes.slide(_, shown, results, now.questionnaire, size, guessed=guessed)


def _joining(_: Words, store: Store, now: Evening) -> str:
    of, people = now.workshop, tally(store, now.workshop.id)
    return scenes.joining(
        _,
        link=join_url(of.code),
        code=of.code,
        wifi=(of.wifi_name, of.wifi_password) if of.wifi_name else None,
        present=people.present,
        finished=people.finished,
        state="closed" if of.state == "finished" else of.state,
        municipality=of.municipality,
    )


def _text(_: Words, store: Store, now: Evening, place: TextPlace) -> str:
    text, language = text_for(store, place, _.language, now.workshop.id)
    titles = {"leitmotiv": _("Leitmotiv"), "spielregeln": _("Spielregeln")}
    return scenes.text(_, title=titles[place], blocks=blocks(text), language=language)


def _measures(_: Words, store: Store, now: Evening, step: int, size: WallSize) -> str:
    of = now.workshop
    found, decided = measures(store, of.id), next_date(store, of.id)
    return measure_scene(_, found, step, size, place=of.municipality, held_on=of.held_on, decided=decided)


def _farewell(_: Words, store: Store, now: Evening) -> str:
    of = now.workshop
    decided, state = farewell(store, of.id)
    return farewell_scene(_, decided, deleted_on=of.delete_sheets_on, is_asking=state == "open")


def _look_back(_: Words, store: Store, now: Evening, step: int, size: WallSize) -> str:
    day = None if now.before is None else now.before.held_on
    agreed = agreed_before(store, now)
    return look_back_scene(_, agreed, step, size, place=now.workshop.municipality, agreed_on=day)


def _clock(seconds: int | None) -> str:
    """The time of day; empty once it is over."""
    return time.strftime("%H:%M", time.localtime(seconds)) if seconds and seconds > runtime.store().now() else ""


def _size(request: Request) -> WallSize:
    wanted = request.query_params.get("format", "")
    return next((one for one in SIZES if one == wanted), SIZES[0])


def _prepare_next(visit: Visit, size: WallSize) -> None:
    """Make the picture of the next place; nobody gets it before it stands on the stage."""
    now = visit.evening
    if now.results is None:
        return
    coming, _back = ways(now.stage, show_of(now.stage, now.results, is_revealed=now.is_revealed), now.results)
    if coming is not None and coming.slide:
        loop, prepared = asyncio.get_running_loop(), (visit.words, runtime.store(), now, coming, size)
        loop.call_later(PREPARES_AFTER, loop.run_in_executor, None, scene, *prepared)


def _once(key: tuple[Any, ...], make: Callable[[], str]) -> str:
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made
