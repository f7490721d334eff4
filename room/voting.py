"""A ballot is led from the Regie: longer, over now, once more."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from content.talk import VOTED_AT, statement_at, step_at
from data.store.ballots import (
    AlreadyRevealed,
    BallotOver,
    UnknownStatement,
    WrongState,
    close_ballot,
    extend,
    open_ballot,
)
from data.turns import MORE, SECONDS
from room.regie import back
from room.visit import visit_of
from web import runtime
from web.forms import form_of


async def change_ballot(request: Request) -> Response:
    """``tun``: "laenger", "beenden", or "oeffnen" once more as long as nothing of its result was shown."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    seen = visit.evening.stage.seen
    statement, kind = statement_at(seen), VOTED_AT.get(step_at(seen) or "")
    if kind is None or form.get("aussage") != statement:
        return back(visit, "StageMoved")
    store, of = runtime.store(), visit.evening.workshop.id
    try:
        match form.get("tun"):
            case "laenger":
                await asyncio.to_thread(extend, store, of, statement, MORE, kind=kind)
            case "beenden":
                await asyncio.to_thread(close_ballot, store, of, statement, kind)
            case "oeffnen":
                await asyncio.to_thread(open_ballot, store, of, statement, int(store.now()) + SECONDS, kind)
    except (BallotOver, AlreadyRevealed, UnknownStatement, WrongState):
        return back(visit, "abgestimmt")
    return back(visit, "angekommen")
