"""What somebody who steers can do with the stage, by name: each a change of the stage as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.results import Results
from analysis.stage import Place, Stage, place_of
from content.overview import LINES_BESIDE
from content.show import every_place, following, preceding, reveals, show_of, steps_at, usual, whole
from content.views import VIEWS, view_at

MOST_PLACES = 500
LONGEST_TIMER = 3 * 60
"""Minutes."""


class UnknownMove(ValueError):  # noqa: N818 - named by what is so
    """There is no such move, or it does not say what it needs."""


class NoWayOn(ValueError):  # noqa: N818
    """The stage is at the end of the show, or at its beginning."""


@dataclass(frozen=True)
class Move:
    """What the stage becomes; ``reveals``: the page of results that the room sees with it for the first time.

    ``is_about_place``: it leads somewhere, so it means only what it meant for the stage that its sender saw.
    """

    stage: Stage
    reveals: str | None
    is_about_place: bool


def moved(stage: Stage, wish: Mapping[str, Any], results: Results | None, now: int) -> Move:
    """The stage after this wish: ``{"zug": name, …}``; ``now`` in seconds since 1970.

    weiter · zurueck · zu (kind, slide, step) · schwarz, einfrieren, beitritt (an) · uhr (minuten, 0 ends it) ·
    ordnung (places, null for the default). Raises UnknownMove, or NoWayOn.
    """
    match wish.get("zug"):
        case "weiter":
            return _to(stage, following(stage.place, show_of(stage, results), results))
        case "zurueck":
            return _to(stage, preceding(stage.place, show_of(stage, results), results))
        case "zu":
            return _to(stage, _known(wish, results))
        case "schwarz":
            return Move(replace(stage, black=_is_on(wish)), None, False)
        case "beitritt":
            return Move(replace(stage, joining=_is_on(wish)), None, False)
        case "einfrieren":
            frozen = stage.seen if _is_on(wish) else None
            return Move(replace(stage, frozen=frozen), reveals(frozen or stage.place), False)
        case "uhr":
            return Move(replace(stage, timer_until=_timer(stage, wish, now)), None, False)
        case "ordnung":
            return Move(replace(stage, order=_order(wish, results)), None, False)
    raise UnknownMove


def _to(stage: Stage, place: Place | None) -> Move:
    """Going somewhere ends black; what is frozen stays seen, so nothing new is revealed."""
    if place is None:
        raise NoWayOn
    return Move(replace(stage, place=place, black=False), None if stage.frozen else reveals(place), True)


def _known(wish: Mapping[str, Any], results: Results | None) -> Place:
    """The place of a wish; without a step all of it, the radar by its axes unless groups were asked for."""
    try:
        place = place_of({"slide": "", **wish, "step": wish.get("step") or 0})
        known = _is_there(place, results)
    except ValueError as error:
        raise UnknownMove from error
    if not known or place.step >= len(steps_at(place, results)):
        raise UnknownMove
    if wish.get("step") is None and place.slide and view_at(place.slide).groups:
        return whole(place, results)
    return place


def _is_there(place: Place, results: Results | None) -> bool:
    if place.kind == "pause":
        return True
    if not place.slide:
        return place in every_place(results) or replace(place, step=0) in every_place(results)
    view = view_at(place.slide)
    if results is None:
        return False
    if view.groups:
        ids = {group.id for group in results.groups}
        is_radar = (view.page, view.view) == ("ueberblick", VIEWS["ueberblick"][0])
        return is_radar and len(view.groups) <= LINES_BESIDE and set(view.groups) <= ids
    return any(one.slide == usual(place).slide for one in every_place(results))


def _is_on(wish: Mapping[str, Any]) -> bool:
    if not isinstance(wish.get("an"), bool):
        raise UnknownMove
    return bool(wish["an"])


def _timer(stage: Stage, wish: Mapping[str, Any], now: int) -> int | None:
    """So many minutes more than what is left of it; 0 ends it."""
    minutes = wish.get("minuten")
    if type(minutes) is not int or not 0 <= minutes <= LONGEST_TIMER:
        raise UnknownMove
    if minutes == 0:
        return None
    return min(max(stage.timer_until or now, now) + 60 * minutes, now + 60 * LONGEST_TIMER)


def _order(wish: Mapping[str, Any], results: Results | None) -> tuple[Place, ...] | None:
    order = wish.get("ordnung")
    if order is None:
        return None
    if not isinstance(order, list) or not 0 < len(order) <= MOST_PLACES:
        raise UnknownMove
    return tuple(_known({**one, "step": 0} if isinstance(one, dict) else {}, results) for one in order)
