"""The moderator's inbox: what people wrote, and what of it the room may see."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.commenting import LONGEST, by_field, commentable, tidied
from analysis.questionnaire import Questionnaire
from data.store.comments import (
    Comment,
    CommentGone,
    CommentState,
    UnfitComment,
    comments,
    hide_comment,
    release_comment,
    shorten_comment,
)
from room.streams import hub
from room.visit import Visit, visit_of
from texts.words import Words
from web import light, runtime
from web.forms import form_of

ORDER: tuple[CommentState, ...] = ("new", "released", "hidden")
"""What nobody has read comes first."""


@dataclass(frozen=True)
class Part:
    """The comments to one statement or field (``title``)."""

    title: str
    comments: tuple[Comment, ...]


async def show_comments(request: Request) -> Response:
    """All comments, the new ones first, each part in the questionnaire's order."""
    visit = await visit_of(request, "steer")
    hint = _hints(visit.words).get(request.query_params.get("hinweis", ""), "")
    return await _page(request, visit, hint)


async def judge_comment(request: Request) -> Response:
    """Release, shorten or hide one (``tun``); the later of two moderators has the last word."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    comment = form.get("kommentar", "")
    try:
        done = await asyncio.to_thread(_judged, visit.evening.workshop.id, comment, form)
    except CommentGone:
        done = "weg"
    except UnfitComment as refused:
        typed = {comment: form.get("text", "")}
        return await _page(request, visit, _refusal(visit.words, refused), typed, status=422)
    hub.look_now()
    return RedirectResponse(f"/regie/{visit.code}/kommentare{f'?hinweis={done}' if done else ''}", 303)


def _judged(workshop_id: str, comment: str, form: Mapping[str, str]) -> str:
    """Do what the form says; gives the hint that says so."""
    store = runtime.store()
    match form.get("tun"):
        case "freigeben":
            if "text" in form and tidied(form["text"]) != form.get("war", ""):  # shortened, and released at one tap
                shorten_comment(store, workshop_id, comment, form["text"])
            release_comment(store, workshop_id, comment, in_report=form.get("bericht") == "1")
            return "freigegeben"
        case "verbergen":
            hide_comment(store, workshop_id, comment)
            return "verborgen"
        case "kuerzen":
            shorten_comment(store, workshop_id, comment, form.get("text", ""))
            return "gekuerzt"
    return ""


async def _page(
    request: Request, visit: Visit, said: str, typed: Mapping[str, str] | None = None, *, status: int = 200
) -> Response:
    return light.html(request, await asyncio.to_thread(_rendered, visit, said, typed or {}), status)


def _rendered(visit: Visit, said: str, typed: Mapping[str, str]) -> str:
    _, of = visit.words, visit.evening.workshop
    asked = visit.evening.questionnaire.only(of.room)
    found = comments(runtime.store(), of.id)
    titles = {"new": _("Neu"), "released": _("Freigegeben"), "hidden": _("Verborgen")}
    return light.rendered(
        "regie_comments.html",
        _.language,
        workshop=of,
        said=said,
        sections=[(titles[state], parts_of(_, asked, found, state)) for state in ORDER],
        typed=typed,
        by_field=by_field(asked),
    )


def parts_of(_: Words, asked: Questionnaire, found: tuple[Comment, ...], state: CommentState) -> list[Part]:
    """The comments in this state by what they are about, in the questionnaire's order."""
    order = {about: at for at, about in enumerate(commentable(asked))}
    here = sorted((one for one in found if one.state == state and one.about in order), key=lambda one: order[one.about])
    return [Part(_title(_, asked, about), tuple(some)) for about, some in groupby(here, key=lambda one: one.about)]


def _title(_: Words, asked: Questionnaire, about: str) -> str:
    return _.local(asked.field(about).title if by_field(asked) else asked.statements[about].text)


def _hints(_: Words) -> Mapping[str, str]:
    return {
        "freigegeben": _("Freigegeben."),
        "verborgen": _("Verborgen. Auf der Leinwand steht dieser Kommentar nicht."),
        "gekuerzt": _("Gekürzt. Auf der Leinwand wird der Kommentar als gekürzt gekennzeichnet."),
        "weg": _("Dieser Kommentar wurde inzwischen zurückgezogen oder geändert. Es wurde nichts getan."),
    }


def _refusal(_: Words, refused: UnfitComment) -> str:
    match refused.fault:
        case "too_long":
            return _("Ein Kommentar hat höchstens {n} Zeichen. Es wurde nichts geändert.", n=LONGEST)
        case "empty":
            return _("Ein leerer Kommentar lässt sich nicht zeigen. Zum Weglassen gibt es „Verbergen“.")
    return _("Der Text enthält Steuerzeichen, die sich nicht zeigen lassen. Es wurde nichts geändert.")
