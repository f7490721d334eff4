"""What the script on the phone talks to: save answers, and what to show now."""

import hashlib
import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data.store.sheets import SavedSheet, save_answers
from phone.refusals import NotUnderstood
from phone.visit import Visit
from web.arrivals import arrival
from web.limits import body_of

MOST_ATTEMPTS = 1_000_000
"""More than any device makes."""


async def put_answers(visit: Visit) -> Response:
    """Store the changes; "saved" is all that is stored, told only after the commit."""
    changes, sequence = await _changes(visit.request)
    saved = await arrival(save_answers(visit.store, visit.token_hash, visit.room.code, changes, sequence))
    visit.count(saved, len(changes))
    told = {"saved": saved.answers, "done": len(saved.answers), "of": len(visit.room.workshop.room)}
    # A late attempt stored nothing: the device sends again what still waits, with a number above this one.
    return JSONResponse(told if sequence is None else told | {"sequence": saved.sequence, "late": saved.late})


async def show_state(visit: Visit) -> Response:
    """Which page the phone should show; unchanged states cost no body."""
    state = await _state(visit)
    etag = '"' + hashlib.sha256(json.dumps(state).encode()).hexdigest()[:16] + '"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if etag in visit.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return JSONResponse(state, headers=headers)


async def _state(visit: Visit) -> dict[str, str]:
    """``stand`` is another word once the page that goes along with the room has something else to show."""
    if visit.request.query_params.get("seite") == "watch":
        return {"show": "watch", "stand": visit.room.stand}
    show = shown_to(visit, await visit.sheet() if visit.room.is_open else None)
    return {"show": show, "stand": visit.room.stand} if show == "slide" else {"show": show}


def shown_to(visit: Visit, sheet: SavedSheet | None) -> str:
    """Name of the page: wait, join, questions, thanks, closed, or slide for what the room sees."""
    if visit.room.workshop.state == "prepared" and not visit.room.is_followed:
        return "wait"
    if not visit.room.is_open:
        return "slide" if visit.room.is_followed else "closed"
    if sheet is None:
        return "join"
    return "thanks" if sheet.finished else "questions"


async def _changes(request: Request) -> tuple[dict[str, str | None], int | None]:
    """The answers, and the number of the attempt where the device counts."""
    try:
        sent = json.loads(await body_of(request))
        changes, sequence = sent["answers"], sent.get("sequence")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotUnderstood from None
    if not isinstance(changes, dict) or not all(value is None or isinstance(value, str) for value in changes.values()):
        raise NotUnderstood
    if sequence is not None and (type(sequence) is not int or not 0 < sequence <= MOST_ATTEMPTS):
        raise NotUnderstood
    return changes, sequence
