"""Routes that belong to nobody's page: health, signing in and out, our static files."""

import asyncio
import re
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from config import accounts_are_on, load_oidc
from data.store.access import Access, redeem_key, revoke
from data.store.engine import answers_now
from data.store.links import link_behind, redeem_upload_link
from data.store.workshops import workshop
from texts.words import LANGUAGES, words
from web import light, runtime
from web.asking import asked_first
from web.assets import PREFIX, asset_response
from web.health import Pulse
from web.home import home_of
from web.identity import (
    ELSEWHERE_COOKIE,
    SIGNED_OUT,
    STAFF_COOKIE,
    access_to,
    clear_cookie,
    hashed,
    set_staff_cookie,
    staff_token,
)
from web.matrix import may

_pulse = Pulse(lambda: answers_now(runtime.store()))


def routes() -> list[Route]:
    """All routes of this module."""
    return [
        Route("/health", health),
        Route("/anmelden/{key}", sign_in, methods=["GET", "POST"]),
        Route("/team/{token}", open_team_link, methods=["GET", "POST"]),
        Route("/abmelden", sign_out, methods=["POST"]),
        Route("/sprache/{language}", change_language, methods=["POST"]),
        Route(PREFIX + "{name}", static_file),
    ]


async def nothing_here(request: Request) -> Response:
    """There is no such page under our own paths; Streamlit would show its app there."""
    return light.refusal(request, light.words_for(request)("Diese Seite gibt es nicht."), 404)


async def health(_request: Request) -> Response:
    """Healthy is who can reach the store and have something stored."""
    if await _pulse.beats():
        return JSONResponse({"status": "ok"})
    return JSONResponse({"status": "error", "error": "Der Datenspeicher antwortet nicht."}, 503)


async def sign_in(request: Request) -> Response:
    """Redeem a one-time key, with ?lang= in a language; whoever merely looks ahead does not use it up."""
    if _looks_ahead(request):
        return Response(status_code=204)
    if asking := await asked_first(request):
        return asking
    store = runtime.store()
    device = staff_token(request.cookies) or None
    redeemed = await asyncio.to_thread(redeem_key, store, request.path_params["key"], device)
    if redeemed is None:
        may = await access_to(request)
        if may is not None:
            return RedirectResponse(await asyncio.to_thread(home_of, may, store), 303)
        return _used_up(request)
    role, workshop_id, token = redeemed
    home = await asyncio.to_thread(home_of, Access(role, workshop_id), store)
    response = RedirectResponse(home, 303)
    set_staff_cookie(request, response, token, request.query_params.get("lang", "de"))
    return response


async def open_team_link(request: Request) -> Response:
    """Let this browser upload for the link's workshop; a moderator stays one and is led to the same page."""
    if _looks_ahead(request):
        return Response(status_code=204)
    store, token = runtime.store(), request.path_params["token"]
    language = light.preferred_language(request, LANGUAGES)
    link = await asyncio.to_thread(link_behind, store, token)
    who = await access_to(request)
    if link is not None and await asyncio.to_thread(_moderates, who, link[1]):
        return RedirectResponse(f"/hochladen?{urlencode({'w': link[1]})}", 303)
    if link is not None and who is not None and who.link_id == link[0]:
        return RedirectResponse("/", 303)
    if (link is not None or request.method == "POST") and (asking := await asked_first(request)):
        return asking
    redeemed = await asyncio.to_thread(redeem_upload_link, store, token, staff_token(request.cookies) or None)
    if redeemed is None:
        sentence = words(language)("Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen.")
        return light.message(request, sentence, status=410, language=language)
    response = RedirectResponse("/", 303)
    set_staff_cookie(request, response, redeemed[1], language)
    return response


def _moderates(who: Access | None, workshop_id: str) -> bool:
    of = workshop(runtime.store(), workshop_id)
    return of is not None and may(who, "moderate", of)


async def change_language(request: Request) -> Response:
    """Speak the chosen language to who is signed in, on the page that ?seite= names, with the rest of the query."""
    query = dict(request.query_params)
    page = query.pop("seite", "")
    target = page if re.fullmatch("[a-z-]*", page) else ""
    response = RedirectResponse(f"/{target}?{urlencode(query)}".removesuffix("?"), 303)
    token = staff_token(request.cookies)
    if token:
        set_staff_cookie(request, response, token, request.path_params["language"])
    return response


async def sign_out(request: Request) -> Response:
    """Forget this browser, here and in the store; who came by an identity provider reads that they are there still."""
    token = staff_token(request.cookies)
    if token:
        await asyncio.to_thread(revoke, runtime.store(), hashed(token))
    is_elsewhere = ELSEWHERE_COOKIE in request.cookies and accounts_are_on() and load_oidc() is not None
    response = RedirectResponse(SIGNED_OUT if is_elsewhere else "/", 303)
    clear_cookie(request, response, STAFF_COOKIE)
    if ELSEWHERE_COOKIE in request.cookies:
        clear_cookie(request, response, ELSEWHERE_COOKIE)
    return response


async def static_file(request: Request) -> Response:
    """One of our style sheets or scripts, by its address with the hash."""
    for asset in light.assets().values():
        if asset.address == request.url.path:
            return asset_response(request, asset)
    return Response("Nicht gefunden", 404, media_type="text/plain")


def _looks_ahead(request: Request) -> bool:
    """Does nobody open the page: a program looks what is there, or another page embeds it?"""
    is_page = request.headers.get("sec-fetch-dest", "document") == "document"
    return request.method == "HEAD" or "prefetch" in request.headers.get("sec-purpose", "") or not is_page


def _used_up(request: Request) -> Response:
    language = light.preferred_language(request)
    _ = words(language)
    if accounts_are_on():
        sentence = _("Jeder Schlüssel öffnet genau einmal und nur für begrenzte Zeit.")
        way_on = ("/anmelden", _("Anmelden"))
        title = _("Dieser Schlüssel gilt nicht mehr.")
        return light.message(request, title, sentence, status=410, language=language, way_on=way_on)
    return light.message(
        request,
        _("Dieser Schlüssel gilt nicht mehr."),
        _("Jeder Schlüssel öffnet genau einmal und nur für begrenzte Zeit."),
        _("Einen neuen für Leinwand, Co-Moderation, Protokoll oder Tisch gibt es in der Regie unter „Weiteres Gerät“."),
        _(
            "Einen neuen erhalten Sie auf dem Rechner, auf dem das Dashboard läuft, mit: {command}",
            command="python3 run.py key",
        ),
        status=410,
        language=language,
    )
