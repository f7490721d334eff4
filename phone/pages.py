"""The phone's pages and forms: each takes a visit and answers it."""

import asyncio
from urllib.parse import quote

from starlette.responses import Response

from data.store.sheets import (
    UnknownPerspective,
    UnknownSheet,
    WorkshopClosed,
    WrongState,
    change_perspective,
    join,
    save_answers,
    take_back,
)
from phone import screens
from phone.comments import own_comments, refused_screen, save_typed
from phone.forms import changes_in, form_of
from phone.questions import questions_screen
from phone.refusals import NotUnderstood, refusal
from phone.visit import Visit
from web.arrivals import arrival
from web.contact import note_contact
from web.identity import hashed, new_token
from web.senders import address_of

_ENOUGH = 16
"""Signs of a sheet's stored name by which it is found again among those that have just begun."""


async def show_start(visit: Visit) -> Response:
    """Where this phone belongs now: wait, join, go on, or thanks."""
    note_contact(visit.store, visit.room.workshop.id, address_of(visit.request))
    if not visit.room.is_open:
        return screens.not_open_screen(visit)
    sheet = await visit.sheet()
    if sheet is not None:
        return visit.to("danke" if sheet.finished else "fragen")
    return screens.join_screen(visit, _note(visit))


async def start(visit: Visit) -> Response:
    """Create the sheet; a phone that has one already simply goes on with it."""
    form = await _form(visit)
    tablet = form.get("tablet") == "1"
    if visit.room.is_open and await visit.sheet() is not None:
        return visit.to("fragen")
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
        return visit.to()
    return joined.remember(joined.to(f"fragen?beginn={joined.token_hash[:_ENOUGH]}"))


async def show_questions(visit: Visit) -> Response:
    """The questionnaire with what is saved, at the asked step or the first open one."""
    if not visit.room.is_open:
        return screens.not_open_screen(visit)
    asked = visit.request.query_params
    sheet = await visit.sheet()
    if sheet is None:
        begun = asked.get("beginn", "")
        return visit.to("?hinweis=neu") if visit.token or not begun else await _not_kept(visit, begun)
    own = {} if "beginn" in asked and not sheet.answers else await own_comments(visit)
    page = questions_screen(visit, sheet, own, asked.get("schritt", ""), is_open=asked.get("offen") == "1")
    return visit.in_language(page)


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
        refused = await save_typed(visit, form)
    except UnknownSheet:
        return visit.to("?hinweis=neu")
    except WorkshopClosed:
        return visit.to()
    visit.count(saved, len(changes))
    here = f"fragen?schritt={step.number}" if step else "fragen"
    if refused:
        return refused_screen(visit, refused, here)
    if step and "kommentar" in form:
        return visit.to(f"{here}#k{quote(form['kommentar'], safe='')}")
    still_open = next((statement for statement in asked if statement not in saved.answers), None)
    if step and "weiter" in form and still_open:
        return visit.to(f"fragen?schritt={step.number}&offen=1#a{still_open}")
    target = form.get("weiter", form.get("ziel", ""))
    return visit.to(f"fragen?schritt={target}" if target.isalnum() and target.isascii() else "fragen")


async def show_perspective(visit: Visit) -> Response:
    """Ask for another perspective."""
    sheet = await visit.sheet()
    if sheet is None or not visit.room.is_open:
        return visit.to()
    return visit.in_language(screens.perspective_screen(visit, sheet))


async def post_perspective(visit: Visit) -> Response:
    """Move the sheet to another perspective."""
    form = await _form(visit)
    try:
        await arrival(change_perspective(visit.store, visit.token_hash, visit.room.code, form.get("perspective", "")))
    except UnknownPerspective as error:
        sheet = await visit.sheet()
        status, sentence = refusal(visit.words, error)
        return screens.perspective_screen(visit, sheet, sentence, status) if sheet else visit.to()
    except (UnknownSheet, WorkshopClosed):
        return visit.to()
    return visit.to()


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
