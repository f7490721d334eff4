"""The phone's pages and forms: each takes a visit and answers it."""

import asyncio
import contextlib

from starlette.responses import RedirectResponse, Response

from data.store.sheets import (
    UnknownPerspective,
    UnknownSheet,
    WorkshopClosed,
    WrongState,
    change_perspective,
    delete_sheet,
    finish_sheet,
    join,
    save_answers,
    take_back,
)
from phone import screens
from phone.forms import changes_in, form_of
from phone.refusals import NotUnderstood, refusal
from phone.visit import TABLET, Visit
from web.arrivals import arrival
from web.contact import note_contact
from web.identity import hashed, new_token
from web.limits import address_of

_ENOUGH = 16
"""Signs of a sheet's stored name by which it is found again among those that have just begun."""


async def show_start(visit: Visit) -> Response:
    """Where this phone belongs now: wait, join, go on, or thanks."""
    note_contact(visit.room.code, address_of(visit.request))
    if not visit.room.is_open:
        return _not_open(visit)
    sheet = await visit.sheet()
    if sheet is not None:
        return _to(visit, "danke" if sheet.finished else "fragen")
    return screens.join_screen(visit, _note(visit))


async def start(visit: Visit) -> Response:
    """Create the sheet; a phone that has one already simply goes on with it."""
    form = await _form(visit)
    tablet = form.get("tablet") == "1"
    if visit.room.is_open and await visit.sheet() is not None:
        return _to(visit, "fragen")
    token = new_token()
    joined = visit.joining(token, language=form.get("lang", ""), tablet=tablet)
    try:
        await arrival(
            join(
                visit.store,
                visit.room.workshop.id,
                perspective=form.get("perspective", ""),
                source="tablet" if tablet else "phone",
                token_hash=hashed(token),
            )
        )
    except UnknownPerspective as error:
        status, sentence = refusal(joined.words, error)
        return screens.join_screen(joined, sentence, status)
    except WrongState:
        return _to(visit)
    return joined.remember(_to(joined, f"fragen?beginn={joined.token_hash[:_ENOUGH]}"))


async def show_questions(visit: Visit) -> Response:
    """The questionnaire with what is saved, at the asked step or the first open one."""
    if not visit.room.is_open:
        return _not_open(visit)
    asked = visit.request.query_params
    sheet = await visit.sheet()
    if sheet is None:
        begun = asked.get("beginn", "")
        return _to(visit, "?hinweis=neu") if visit.token or not begun else await _not_kept(visit, begun)
    page = screens.questions_screen(visit, sheet, asked.get("schritt", ""), is_open=asked.get("offen") == "1")
    return _in_language(visit, page)


async def _not_kept(visit: Visit, begun: str) -> Response:
    """The browser came without the cookie that it has just been given: say so; its sheet is nobody's."""
    if len(begun) == _ENOUGH and begun.isalnum():
        await asyncio.to_thread(take_back, visit.store, visit.room.workshop.id, begun)
    return screens.cookies_screen(visit)


async def post_questions(visit: Visit) -> Response:
    """Save a step without JavaScript and go where the button says."""
    form = await _form(visit)
    step = next((step for step in visit.room.steps if str(step.number) == form.get("schritt")), None)
    asked = [statement.id for statement in step.statements] if step else []
    try:
        changes = changes_in(form, asked)
        saved = await arrival(save_answers(visit.store, visit.token_hash, visit.room.code, changes))
    except UnknownSheet:
        return _to(visit, "?hinweis=neu")
    except WorkshopClosed:
        return _to(visit)
    still_open = next((statement for statement in asked if statement not in saved.answers), None)
    if step and "weiter" in form and still_open:
        return _to(visit, f"fragen?schritt={step.number}&offen=1#a{still_open}")
    target = form.get("weiter", form.get("ziel", ""))
    return _to(visit, f"fragen?schritt={target}" if target.isalnum() and target.isascii() else "fragen")


async def finish(visit: Visit) -> Response:
    """Hand the sheet in; a device that is passed round lets go of it at once."""
    try:
        await arrival(finish_sheet(visit.store, visit.token_hash, visit.room.code))
    except UnknownSheet:
        return _to(visit, "?hinweis=neu")
    except WorkshopClosed:
        return _to(visit)
    if visit.tablet:
        return visit.forget(_to(visit, f"danke?tablet=1&lang={visit.language}"))
    return _to(visit, "danke")


async def show_thanks(visit: Visit) -> Response:
    """Thanks, and until closing the ways back in."""
    sheet = await visit.sheet()
    if sheet is None and visit.tablet:
        return screens.thanks_screen(visit, None, tablet=True)
    if not visit.room.is_open:
        return _not_open(visit)
    if sheet is None:
        return _to(visit)
    return _in_language(visit, screens.thanks_screen(visit, sheet, tablet=False))


async def show_perspective(visit: Visit) -> Response:
    """Ask for another perspective."""
    sheet = await visit.sheet()
    if sheet is None or not visit.room.is_open:
        return _to(visit)
    return _in_language(visit, screens.perspective_screen(visit, sheet))


async def post_perspective(visit: Visit) -> Response:
    """Move the sheet to another perspective."""
    form = await _form(visit)
    try:
        await arrival(change_perspective(visit.store, visit.token_hash, visit.room.code, form.get("perspective", "")))
    except UnknownPerspective as error:
        sheet = await visit.sheet()
        status, sentence = refusal(visit.words, error)
        return screens.perspective_screen(visit, sheet, sentence, status) if sheet else _to(visit)
    except (UnknownSheet, WorkshopClosed):
        return _to(visit)
    return _to(visit)


async def show_delete(visit: Visit) -> Response:
    """Ask once more."""
    sheet = await visit.sheet()
    if sheet is None or not visit.room.is_open:
        return _to(visit)
    return _in_language(visit, screens.delete_screen(visit, sheet))


async def delete(visit: Visit) -> Response:
    """Delete the sheet and let the device forget it."""
    try:
        await arrival(delete_sheet(visit.store, visit.token_hash, visit.room.code))
    except (UnknownSheet, WorkshopClosed):
        return _to(visit)
    return visit.forget(_to(visit, f"?hinweis=geloescht&lang={visit.language}"))


async def ask_who_is_there(visit: Visit) -> Response:
    """Cover the sheet of a device that is passed round; where nobody answers, hand it in (without JavaScript, too)."""
    if await visit.sheet() is None or not visit.room.is_open:
        return _to(visit)
    if visit.tablet and visit.request.query_params.get("antwort") == "keine":
        return await pass_on(visit)
    return screens.still_there_screen(visit)


async def pass_on(visit: Visit) -> Response:
    """Hand the sheet in, and let the device forget it for the next person."""
    if visit.room.is_open and visit.token:
        with contextlib.suppress(UnknownSheet, WorkshopClosed):
            await arrival(finish_sheet(visit.store, visit.token_hash, visit.room.code))
    return visit.forget(_to(visit, f"?{TABLET}=1" if visit.tablet else ""))


async def _form(visit: Visit) -> dict[str, str]:
    try:
        return await form_of(visit.request)
    except ValueError:
        raise NotUnderstood from None


def _note(visit: Visit) -> str:
    hint = visit.request.query_params.get("hinweis")
    if hint == "neu":
        return refusal(visit.words, UnknownSheet())[1]
    return visit.words("Ihre Antworten sind gelöscht.") if hint == "geloescht" else ""


def _not_open(visit: Visit) -> Response:
    if visit.room.workshop.state == "prepared":
        return screens.waiting_screen(visit)
    return _in_language(visit, screens.closed_screen(visit))


def _in_language(visit: Visit, page: Response) -> Response:
    """The page, and where its language was just chosen, the sheet remembers it."""
    return visit.remember(page) if visit.token and "lang" in visit.request.query_params else page


def _to(visit: Visit, place: str = "") -> Response:
    gap = "" if not place or place.startswith("?") else "/"
    if visit.tablet and "tablet=1" not in place and (visit.token is None or "?" in place):
        path, mark, anchor = place.partition("#")
        place = f"{path}{'&' if '?' in path else '?'}tablet=1{mark}{anchor}"
        gap = "" if place.startswith("?") else "/"
    return RedirectResponse(f"/t/{visit.room.code}{gap}{place}", 303)
