"""Addresses of the Leinwand, the Regie, the Protokoll and the tables; design §16 and §17."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from content.moves import UnknownMove
from content.talk import VOTED_AT, statement_at, step_at
from data.store.ballots import progress
from data.store.errors import StoreUnavailable
from data.store.point_polls import poll_progress
from data.store.sheets import tally
from data.store.stages import StageMoved
from room import (
    closing,
    comments,
    devices,
    farewell,
    leinwand,
    measures,
    points,
    protocol,
    regie,
    running_order,
    stand,
    statuses,
    table,
    table_sheets,
    tables,
    voting,
)
from room.moving import REFUSED, move_stage, refusals
from room.streams import events
from room.streams import hub as hub
from room.visit import NotYours, Visit, visit_of
from web import light, runtime
from web.limits import TooLarge, body_of

Handler = Callable[[Request], Awaitable[Response]]


def routes() -> list[Route]:
    """All routes of the room."""
    return [
        Route("/leinwand/{code}", _answering(leinwand.show_page), methods=["GET"]),
        Route("/leinwand/{code}/bild", _answering(leinwand.show_picture), methods=["GET"]),
        Route("/leinwand/{code}/ereignisse", _answering(events), methods=["GET"]),
        Route("/leinwand/{code}/stand", _answering(show_stand), methods=["GET"]),
        Route("/regie/{code}", _answering(regie.show_page), methods=["GET"]),
        Route("/regie/{code}", _answering(regie.post_move), methods=["POST"]),
        Route("/regie/{code}/bild", _answering(regie.show_picture), methods=["GET"]),
        Route("/regie/{code}/oeffnen", _answering(regie.open_survey), methods=["POST"]),
        Route("/regie/{code}/schliessen", _answering(closing.show_groups), methods=["GET"]),
        Route("/regie/{code}/schliessen", _answering(closing.close), methods=["POST"]),
        Route("/regie/{code}/wieder-oeffnen", _answering(closing.ask_to_reopen), methods=["GET"]),
        Route("/regie/{code}/wieder-oeffnen", _answering(closing.reopen), methods=["POST"]),
        Route("/regie/{code}/folien", _answering(running_order.show_slides), methods=["GET"]),
        Route("/regie/{code}/gruppen", _answering(running_order.show_groups), methods=["POST"]),
        Route("/regie/{code}/folge", _answering(running_order.show_order), methods=["GET"]),
        Route("/regie/{code}/folge", _answering(running_order.change_order), methods=["POST"]),
        Route("/regie/{code}/geraete", _answering(devices.show_devices), methods=["GET"]),
        Route("/regie/{code}/geraete", _answering(devices.change_devices), methods=["POST"]),
        Route("/regie/{code}/protokoll", _answering(protocol.show_for_regie), methods=["GET"]),
        Route("/regie/{code}/protokoll", _answering(protocol.write_for_regie), methods=["POST"]),
        Route("/protokoll/{code}", _answering(protocol.show_for_scribe), methods=["GET"]),
        Route("/protokoll/{code}", _answering(protocol.write_for_scribe), methods=["POST"]),
        Route("/regie/{code}/massnahmen", _answering(measures.show_for_regie), methods=["GET"]),
        Route("/regie/{code}/massnahmen", _answering(measures.write_for_regie), methods=["POST"]),
        Route("/stand/{token}", _answering(stand.show_list), methods=["GET"]),
        Route("/stand/{token}", _answering(stand.take_statuses), methods=["POST"]),
        Route("/regie/{code}/rueckblick", _answering(statuses.show_statuses), methods=["GET"]),
        Route("/regie/{code}/rueckblick", _answering(statuses.change_status), methods=["POST"]),
        Route("/regie/{code}/abschluss", _answering(farewell.show_farewell), methods=["GET"]),
        Route("/regie/{code}/abschluss", _answering(farewell.change_farewell), methods=["POST"]),
        Route("/regie/{code}/termine.ics", _answering(farewell.show_calendar), methods=["GET"]),
        Route("/protokoll/{code}/massnahmen", _answering(measures.show_for_scribe), methods=["GET"]),
        Route("/protokoll/{code}/massnahmen", _answering(measures.write_for_scribe), methods=["POST"]),
        Route("/regie/{code}/punkte", _answering(points.show_points), methods=["GET"]),
        Route("/regie/{code}/punkte", _answering(points.change_points), methods=["POST"]),
        Route("/regie/{code}/kommentare", _answering(comments.show_comments), methods=["GET"]),
        Route("/regie/{code}/kommentare", _answering(comments.judge_comment), methods=["POST"]),
        Route("/regie/{code}/tische", _answering(tables.show_tables), methods=["GET"]),
        Route("/regie/{code}/tische", _answering(tables.decide_on_proposal), methods=["POST"]),
        Route("/regie/{code}/tische/druck", _answering(table_sheets.show_sheets), methods=["GET"]),
        Route("/regie/{code}/tische/druck", _answering(table_sheets.show_sheets_with_codes), methods=["POST"]),
        Route("/tisch/{code}", _answering(table.show_table), methods=["GET"]),
        Route("/tisch/{code}", _answering(table.write_at_table), methods=["POST"]),
        Route("/regie/{code}/abstimmung", _answering(voting.change_ballot), methods=["POST"]),
        Route("/regie/{code}/zug", _answering(make_move), methods=["POST"]),
    ]


async def show_stand(request: Request) -> Response:
    """What stands, and how many are there and done, or have voted: for pages whose stream is interrupted, and for
    the tally."""
    visit = await visit_of(request)
    present, finished = await asyncio.to_thread(_counted, visit)
    told = {"stand": visit.evening.stand, "dabei": present, "fertig": finished}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _counted(visit: Visit) -> tuple[int, int]:
    place, store, of = visit.seen_by("screen"), runtime.store(), visit.evening.workshop.id
    if (kind := VOTED_AT.get(step_at(place) or "")) is not None:
        votes = progress(store, of, statement_at(place), kind)
        return votes.present, votes.voted
    if place.kind == "punkte":
        given = poll_progress(store, of)
        return given.present, given.voted
    now = tally(store, of)
    return now.present, now.finished


async def make_move(request: Request) -> Response:
    """Move the stage: ``{"nummer": the number that was seen, "zug": …}``; gives the number that stands now.

    A move to another place is refused with 409 where somebody else was faster; everything else is done all the same.
    """
    visit = await visit_of(request, "steer")
    try:
        number = await asyncio.to_thread(move_stage, visit, await _wish(request))
    except REFUSED as error:
        sentence, status = refusals(visit.words)[type(error).__name__]
        return _told(sentence, status, error.stage.number if isinstance(error, StageMoved) else None)
    hub.look_now()
    return JSONResponse({"nummer": number})


async def _wish(request: Request) -> dict[str, Any]:
    """What was sent; raises UnknownMove for what is no move."""
    try:
        wish = json.loads(await body_of(request))
    except (ValueError, RecursionError):
        raise UnknownMove from None
    if not isinstance(wish, dict) or type(wish.get("nummer")) is not int:
        raise UnknownMove
    return wish


def _told(sentence: str, status: int, number: int | None = None) -> Response:
    told = {"error": sentence} if number is None else {"error": sentence, "nummer": number}
    return JSONResponse(told, status)


def _answering(handler: Handler) -> Handler:
    """The handler, with a sentence for devices that are not signed in and for a store that does not answer."""

    async def answered(request: Request) -> Response:
        _ = light.words_for(request)
        more: tuple[str, ...] = ()
        try:
            return await handler(request)
        except NotYours:
            sentence, status = _("Dieses Gerät ist dafür nicht angemeldet, oder die Anmeldung ist zu Ende."), 403
            more = (_("Die Adresse zum Anmelden zeigt die Regie unter „Weiteres Gerät“; sie gilt zwei Minuten lang."),)
        except TooLarge:
            sentence, status = _("Das ist mehr, als hier gesendet werden kann. Es wurde nichts geändert."), 413
        except StoreUnavailable:
            sentence, status = _("Gerade lässt sich nichts speichern. Bitte versuchen Sie es gleich noch einmal."), 503
        if "application/json" in request.headers.get("accept", ""):
            return _told(sentence, status)
        return light.message(request, sentence, *more, status=status, language=light.preferred_language(request))

    return answered
