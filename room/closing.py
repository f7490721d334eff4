"""Closing from the Regie: how the groups are formed and why, without any result; and opening once more."""

import asyncio
import json
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from analysis.grouping import MODES, Mode, form_groups
from analysis.stage import KINDS
from content import grouping_words
from data.closing import GroupsChanged, Outline, close_as_shown, outline
from data.store.sheets import counts, tally
from data.store.workshops import AlreadyRevealed, WrongState, reopen_workshop
from room.moving import REFUSED, move_stage
from room.regie import back
from room.visit import Visit, visit_of
from texts.titles import group_title
from web import light, runtime, same_address
from web.forms import fields_of, form_of


@dataclass(frozen=True)
class Choice:
    """Where the groups start from, and which of them are merged further."""

    mode: Mode
    also: tuple[str, ...]


async def show_groups(request: Request) -> Response:
    """The groups as they would be now, by the choice in the address."""
    visit = await visit_of(request, "steer")
    if visit.evening.workshop.state not in ("prepared", "open"):
        return back(visit)
    return await _dialog(request, visit, _choice(visit, request.query_params.multi_items()))


async def close(request: Request) -> Response:
    """Close by the groups that were shown; where others came out meanwhile, show those."""
    visit = await visit_of(request, "steer")
    fields = await fields_of(request)
    choice, now = _choice(visit, fields), visit.evening
    try:
        await asyncio.to_thread(
            close_as_shown,
            runtime.store(),
            now.workshop,
            now.questionnaire,
            shown=_shown(dict(fields).get("gezeigt", "")),
            mode=choice.mode,
            also_merge=choice.also,
        )
    except GroupsChanged:
        return await _dialog(request, visit, choice, is_anew=True)
    except WrongState:
        return back(visit, "geschlossen")
    return back(visit, "angekommen")


async def ask_to_reopen(request: Request) -> Response:
    """Whether they are sure."""
    visit = await visit_of(request, "steer")
    if visit.evening.workshop.state != "closed" or visit.evening.is_revealed:
        return back(visit)
    page = light.rendered("regie_reopen.html", visit.words.language, workshop=visit.evening.workshop)
    return light.html(request, page)


async def reopen(request: Request) -> Response:
    """Take answers again, and lead the room back to them."""
    visit = await visit_of(request, "steer")
    await form_of(request)
    try:
        await asyncio.to_thread(_reopen, visit)
    except (AlreadyRevealed, WrongState):
        return back(visit, "gezeigt")
    except REFUSED:
        return back(visit)  # it is open, and somebody else has moved the stage meanwhile
    return back(visit, "angekommen")


def _reopen(visit: Visit) -> None:
    reopen_workshop(runtime.store(), visit.evening.workshop.id)
    stage = visit.evening.stage
    if KINDS[stage.place.kind].has_slide:
        move_stage(visit, {"zug": "zu", "kind": "antworten", "nummer": stage.number})


async def _dialog(request: Request, visit: Visit, choice: Choice, *, is_anew: bool = False) -> Response:
    text = await asyncio.to_thread(_rendered, visit, choice, is_anew)
    return light.html(request, text, 409 if is_anew else 200)


def _rendered(visit: Visit, choice: Choice, is_anew: bool) -> str:
    _, store, of, asked = visit.words, runtime.store(), visit.evening.workshop, visit.evening.questionnaire
    __, people, without_answers = counts(store, of.id)
    now = tally(store, of.id)
    free = grouping_words.choosable(people, asked, threshold=of.threshold, mode=choice.mode)
    why = partial(grouping_words.why, _, people, asked, threshold=of.threshold, mode=choice.mode)
    groups = form_groups(people, asked, threshold=of.threshold, mode=choice.mode, also_merge=choice.also)
    return light.rendered(
        "regie_close.html",
        _.language,
        workshop=of,
        is_anew=is_anew,
        choice=choice,
        modes=grouping_words.modes(_),
        first=[(group.id, group_title(_, group, asked)) for group in free],
        groups=[(group_title(_, group, asked), group.people) for group in groups],
        shown=json.dumps(outline(groups)),
        reasons=why(also_merge=choice.also),
        notes=[
            *grouping_words.unfinished(_, sum(now.people.values()), now.finished, without_answers),
            *grouping_words.from_one_address(_, *same_address.brought_by_one(store, of), of.threshold),
        ],
    )


def _choice(visit: Visit, fields: list[tuple[str, str]]) -> Choice:
    """What was chosen; what nobody can choose is left out."""
    mode = dict(fields).get("von", visit.evening.workshop.mode)
    also = tuple(value for name, value in fields if name == "auch")
    return Choice(mode if mode in MODES else visit.evening.workshop.mode, also)


def _shown(text: str) -> Outline:
    """The outline that the page had; of what is none, one that no groups have."""
    try:
        return tuple((str(group), tuple(map(str, parts))) for group, parts in json.loads(text))
    except (ValueError, TypeError, RecursionError):
        return ()
