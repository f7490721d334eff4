"""How a phone leaves its sheet: handed in, deleted, or passed on to the next person."""

import contextlib

from starlette.responses import Response

from data.store.sheets import UnknownSheet, WorkshopClosed, delete_sheet, finish_sheet
from phone import screens
from phone.visit import TABLET, Visit
from web.arrivals import arrival


async def finish(visit: Visit) -> Response:
    """Hand the sheet in; a device that is passed round lets go of it at once."""
    try:
        await arrival(finish_sheet(visit.store, visit.token_hash, visit.room.code))
    except UnknownSheet:
        return visit.to("?hinweis=neu")
    except WorkshopClosed:
        return visit.to()
    if visit.tablet:
        return visit.forget(visit.to(f"danke?tablet=1&lang={visit.language}"))
    return visit.to("danke")


async def show_thanks(visit: Visit) -> Response:
    """Thanks, and until closing the ways back in."""
    sheet = await visit.sheet()
    if sheet is None and visit.tablet:
        return screens.thanks_screen(visit, None, tablet=True)
    if not visit.room.is_open:
        return screens.not_open_screen(visit)
    if sheet is None:
        return visit.to()
    return visit.in_language(screens.thanks_screen(visit, sheet, tablet=False))


async def show_delete(visit: Visit) -> Response:
    """Ask once more."""
    sheet = await visit.sheet()
    if sheet is None or not visit.room.is_open:
        return visit.to()
    return visit.in_language(screens.delete_screen(visit, sheet))


async def delete(visit: Visit) -> Response:
    """Delete the sheet and let the device forget it."""
    try:
        await arrival(delete_sheet(visit.store, visit.token_hash, visit.room.code))
    except (UnknownSheet, WorkshopClosed):
        return visit.to()
    return visit.forget(visit.to(f"?hinweis=geloescht&lang={visit.language}"))


async def ask_who_is_there(visit: Visit) -> Response:
    """Cover the sheet of a device that is passed round; where nobody answers, hand it in (without JavaScript, too)."""
    if await visit.sheet() is None or not visit.room.is_open:
        return visit.to()
    if visit.tablet and visit.request.query_params.get("antwort") == "keine":
        return await pass_on(visit)
    return screens.still_there_screen(visit)


async def pass_on(visit: Visit) -> Response:
    """Hand the sheet in, and let the device forget it for the next person."""
    if visit.room.is_open and visit.token:
        with contextlib.suppress(UnknownSheet, WorkshopClosed):
            await arrival(finish_sheet(visit.store, visit.token_hash, visit.room.code))
    return visit.forget(visit.to(f"?{TABLET}=1" if visit.tablet else ""))
