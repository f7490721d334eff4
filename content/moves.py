"""What somebody who steers can do with the stage, by name: each a change of the stage as a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.results import Results
from analysis.stage import Place, Stage, place_of
from content.changes import comparable_groups
from content.overview import LINES_BESIDE
from content.show import default_show, left_at, reveals, show_of, steps_at, there_of, usual, ways, whole
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


def moved(
    stage: Stage, wish: Mapping[str, Any], results: Results | None, now: int, *, is_revealed: bool = True
) -> Move:
    """The stage after this wish: ``{"zug": name, …}``; ``now`` in seconds since 1970, ``is_revealed``: whether a
    result was shown.

    weiter · zurueck · zu (kind, slide, step) · schwarz, einfrieren, beitritt (an) · uhr (minuten, 0 ends it) ·
    ordnung (places, null for the default). Raises UnknownMove, or NoWayOn.
    """
    match wish.get("zug"):
        case "weiter":
            onward = _to(stage, ways(stage, show_of(stage, results, is_revealed=is_revealed), results)[0], results)
            is_same = onward.stage.place.slide == stage.place.slide != ""
            return replace(onward, stage=replace(onward.stage, resume=stage.resume)) if is_same else onward
        case "zurueck":
            return _to(stage, ways(stage, show_of(stage, results, is_revealed=is_revealed), results)[1], results)
        case "zu":
            place = _known(wish, stage, results, there_of(stage, results, is_revealed=is_revealed))
            move = _to(stage, place, results)
            left = left_at(stage, place, show_of(stage, results, is_revealed=is_revealed), results)
            return replace(move, stage=replace(move.stage, resume=left))
        case "schwarz":
            return Move(replace(stage, black=_is_on(wish)), None, False)
        case "beitritt":
            return Move(replace(stage, joining=_is_on(wish)), None, False)
        case "einfrieren":
            if _is_on(wish):
                return Move(replace(stage, frozen=stage.seen), None, False)
            return Move(replace(stage, frozen=None), _reveals(stage.place, results), True)
        case "uhr":
            return Move(replace(stage, timer_until=_timer(stage, wish, now)), None, False)
        case "ordnung":
            there = there_of(stage, results, is_revealed=is_revealed)
            order = _order(wish, stage, results, there)
            if order is not None:
                before = stage.order or (default_show(results) if results is not None else ())
                away = [one for one in before if one.slide and usual(one) not in there]
                order = _with_those_away(order, away, keeps_all=results is None)
            return Move(replace(stage, order=order), None, True)
    raise UnknownMove


def _to(stage: Stage, place: Place | None, results: Results | None) -> Move:
    """Going somewhere ends black; what is frozen stays as it is, so nothing new is revealed."""
    if place is None:
        raise NoWayOn
    if stage.frozen:
        return Move(replace(stage, place=place, resume=None), None, True)
    return Move(replace(stage, place=place, resume=None, black=False), _reveals(place, results), True)


def _reveals(place: Place, results: Results | None) -> str | None:
    return None if results is None else reveals(place)


def _known(wish: Mapping[str, Any], stage: Stage, results: Results | None, there: Sequence[Place]) -> Place:
    """The place of a wish; without a step all of it, the radar by its axes unless groups were asked for."""
    try:
        place = place_of({"slide": "", **wish, "step": 0 if wish.get("step") is None else wish["step"]})
        known = _is_there(place, results, there)
    except ValueError as error:
        raise UnknownMove from error
    if not known or place.step >= len(steps_at(place, results, looks_back=stage.looks_back)):
        raise UnknownMove
    if place.slide:
        place = replace(place, slide=view_at(place.slide).address)
    if wish.get("step") is None and place.slide and view_at(place.slide).groups:
        return whole(place, results)
    return place


def _is_there(place: Place, results: Results | None, there: Sequence[Place]) -> bool:
    if place.kind == "pause":
        return True
    if not place.slide:
        return replace(place, step=0) in there
    view = view_at(place.slide)
    if results is None:
        return False
    if view.page == "vergleich" and view.groups:
        return view.groups[0] in comparable_groups(results) and len(view.groups) == 1
    if view.groups:
        ids = {group.id for group in results.groups}
        is_radar = (view.page, view.view) == ("ueberblick", VIEWS["ueberblick"][0])
        return is_radar and len(view.groups) <= LINES_BESIDE and set(view.groups) <= ids
    return any(one.slide == usual(place).slide for one in there)


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


def _order(
    wish: Mapping[str, Any], stage: Stage, results: Results | None, there: Sequence[Place]
) -> tuple[Place, ...] | None:
    """Each place once: Weiter would go round in circles."""
    order = wish.get("ordnung")
    if order is None:
        return None
    if not isinstance(order, list) or not 0 < len(order) <= MOST_PLACES:
        raise UnknownMove
    wishes = ({**one, "step": 0} if isinstance(one, dict) else {} for one in order)
    return tuple(dict.fromkeys(_known(one, stage, results, there) for one in wishes))


def _with_those_away(order: tuple[Place, ...], away: Sequence[Place], *, keeps_all: bool) -> tuple[Place, ...]:
    """The order with the slides that cannot be arranged at the moment, each behind those of its view; where the view
    was left out only if all are kept."""
    kept = list(order)
    for one in away:
        same = [at for at, other in enumerate(kept) if other.slide and _kind_of(other) == _kind_of(one)]
        if same or keeps_all:
            kept.insert(same[-1] + 1 if same else len(kept), one)
    return tuple(kept)


def _kind_of(place: Place) -> tuple[str, str]:
    view = view_at(place.slide)
    return view.page, view.view
