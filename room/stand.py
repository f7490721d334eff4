"""How far measures are, said by those whom they concern: one list behind a link, and nothing else of the workshop."""

import asyncio
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.action_plan import by_date
from content.action_plan import status_titles
from content.look_back import who_and_when
from data.store.measures import MeasureChanged, ReasonMissing, TextTooLong, WrongState, measures
from data.store.status_links import UnknownLink, say_status, workshop_of_status_link
from data.store.workshops import workshop
from room.regie import form_of
from room.statuses import refusals, status_in
from room.streams import hub
from texts.words import LANGUAGES, words
from web import light, runtime

NOT_FOUND = 410


async def show_list(request: Request) -> Response:
    """The measures behind the link, each with its status to choose and a sentence to say."""
    said = "gespeichert" if request.query_params.get("hinweis") == "gespeichert" else ""
    return await _page(request, said=said)


async def take_status(request: Request) -> Response:
    """Store one status, of the version that was seen; told only after the commit."""
    form = await form_of(request)
    try:
        await asyncio.to_thread(_say, request, form)
    except UnknownLink:
        return _over(request)
    except (MeasureChanged, ReasonMissing, TextTooLong, WrongState) as error:
        return await _page(request, wrong=error, form=form)
    hub.look_now()
    language = _language(request)
    return RedirectResponse(f"{request.url.path}?hinweis=gespeichert&lang={language}", 303)


def _say(request: Request, form: Mapping[str, str]) -> None:
    status = status_in(form)
    if status is None:
        raise WrongState
    said = form.get("satz", "")
    version = form.get("fassung", "")
    say_status(runtime.store(), request.path_params["token"], form.get("massnahme", ""), status, said, version=version)


async def _page(
    request: Request, *, said: str = "", wrong: Exception | None = None, form: Mapping[str, str] | None = None
) -> Response:
    page = await asyncio.to_thread(_rendered, request, said, wrong, form or {})
    if page is None:
        return _over(request)
    status = 200 if wrong is None else 409 if isinstance(wrong, MeasureChanged) else 422
    return light.html(request, page, status)


def _rendered(request: Request, said: str, wrong: Exception | None, form: Mapping[str, str]) -> str | None:
    """The page; None where the link leads nowhere (any more). ``form``: what was sent and could not be stored."""
    store, token, language = runtime.store(), request.path_params["token"], _language(request)
    workshop_id = workshop_of_status_link(store, token)
    of = workshop(store, workshop_id) if workshop_id is not None else None
    if of is None:
        return None
    _ = words(language)
    return light.rendered(
        "stand.html",
        language,
        place=of.municipality,
        here=f"/stand/{token}?lang={language}",
        listed=[(one, who_and_when(_, one)) for one in by_date(measures(store, of.id))],
        titles=status_titles(_),
        said=_("Gespeichert. Danke!") if said else "",
        wrong=refusals(_)[type(wrong)] if wrong is not None else "",
        kept=form,
    )


def _over(request: Request) -> Response:
    language = _language(request)
    sentence = words(language)("Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen.")
    return light.message(request, sentence, status=NOT_FOUND, language=language)


def _language(request: Request) -> str:
    return light.preferred_language(request, LANGUAGES)
