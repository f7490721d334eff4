"""What people write beside their answers: taken, changed and withdrawn, with a script and without."""

import asyncio
import json
import re
from collections.abc import Mapping

from markupsafe import Markup
from starlette.responses import JSONResponse, Response

from analysis.commenting import commentable, commented_with
from data.store.comments import TAKEN_IN, comments_of, save_comment
from data.store.sheets import UnknownSheet, UnknownStatement, WorkshopClosed, sheet
from phone.comment_forms import Line, Objection, kept, objection, title_of, typed_in
from phone.forms import form_of
from phone.framing import mark, screen
from phone.refusals import NotUnderstood
from phone.visit import Visit
from web import light
from web.arrivals import arrival
from web.limits import body_of

_WAY_BACK = re.compile(r"jetzt|fragen\?schritt=[a-z0-9]{1,4}")


async def put_comment(visit: Visit) -> Response:
    """For the script: ``{"about", "text", "insist"}``; says what became of it, or what is said against it."""
    about, text, insists = await _sent(visit)
    if _is_anybodys(visit):
        raise UnknownSheet
    _ = visit.words
    against = objection(_, text, insists=insists)
    if against is not None:
        told = {"error": against.sentence} | ({"insist": _("Trotzdem senden")} if against.may_insist else {})
        return JSONResponse(told, 422)
    await _save(visit, about, text)
    return JSONResponse({"said": kept(_) if text.strip() else _("Der Text ist gelöscht.")})


async def show_comments(visit: Visit) -> Response:
    """What this person wrote, to be changed or withdrawn as long as anybody can know whose it is."""
    if _is_anybodys(visit) or visit.room.workshop.state not in TAKEN_IN or await visit.sheet() is None:
        return visit.to()
    own = await own_comments(visit)
    order = [about for about in commentable(visit.room.questionnaire) if about in own]
    return visit.in_language(_lines_screen(visit, [_line(visit, about, own[about]) for about in order]))


def _is_anybodys(visit: Visit) -> bool:
    """A device that is passed round: after the closing it may hold the sheet of whoever had it last."""
    return visit.tablet and not visit.room.is_open


async def post_comments(visit: Visit) -> Response:
    """Lines without JavaScript, from wherever ``von`` says."""
    if _is_anybodys(visit):
        return visit.to()
    try:
        form = await form_of(visit.request)
    except ValueError:
        raise NotUnderstood from None
    came_from = form.get("von", "")
    way_back = came_from if _WAY_BACK.fullmatch(came_from) else "kommentare"
    try:
        refused = await save_typed(visit, form, insists=form.get("trotzdem") == "1")
    except UnknownSheet:
        return visit.to("?hinweis=neu")
    except WorkshopClosed:
        return visit.to()
    return refused_screen(visit, refused, way_back) if refused else visit.to(way_back)


async def save_typed(visit: Visit, form: Mapping[str, str], *, insists: bool = False) -> list[Line]:
    """Store what is new in a form's lines, unless something is said against it: these are given back.

    Raises as ``save_comment``.
    """
    refused = []
    for about, text in typed_in(form, await own_comments(visit)).items():
        if about not in commentable(visit.room.questionnaire):
            raise UnknownStatement([about])
        against = objection(visit.words, text, insists=insists)
        if against is None:
            await _save(visit, about, text)
        else:
            refused.append(_line(visit, about, text, against))
    return refused


def refused_screen(visit: Visit, lines: list[Line], way_back: str) -> Response:
    """The lines come back with what was typed."""
    return _lines_screen(visit, lines, way_back, status=422)


async def own_comments(visit: Visit) -> dict[str, str]:
    """What this phone's sheet wrote, by what it is about."""
    if visit.token is None:
        return {}
    return await asyncio.to_thread(comments_of, visit.store, visit.token_hash, visit.room.code)


async def line_in_the_talk(visit: Visit, statement: str) -> Markup:
    """The line about the statement on the Leinwand (empty: none stands there), for the device of somebody who takes
    part; else nothing."""
    if visit.token is None or visit.tablet:
        return Markup("")
    if await asyncio.to_thread(sheet, visit.store, visit.token_hash, visit.room.code) is None:
        return Markup("")
    line = None
    if statement:
        about = commented_with(visit.room.questionnaire, statement)
        line = _line(visit, about, (await own_comments(visit)).get(about, ""))
    return Markup(light.rendered("own_line.html", visit.language, line=line, code=visit.room.code))  # noqa: S704


async def _sent(visit: Visit) -> tuple[str, str, bool]:
    try:
        sent = json.loads(await body_of(visit.request))
        about, text, insists = sent["about"], sent["text"], sent.get("insist") is True
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotUnderstood from None
    if not isinstance(about, str) or not isinstance(text, str):
        raise NotUnderstood
    return about, text, insists


async def _save(visit: Visit, about: str, text: str) -> None:
    await arrival(save_comment(visit.store, visit.token_hash, visit.room.code, about, text))


def _line(visit: Visit, about: str, text: str, against: Objection | None = None) -> Line:
    return Line(about, title_of(visit.words, visit.room.questionnaire, about), text, against)


def _lines_screen(visit: Visit, lines: list[Line], way_back: str = "", status: int = 200) -> Response:
    context = {"lines": lines, "came_from": way_back, "mark": mark(visit)}
    return screen(visit, "own_comments", visit.words("Meine Kommentare"), status=status, **context)
