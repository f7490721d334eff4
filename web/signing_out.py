"""Signing out at the identity provider, too: OpenID Connect RP-Initiated Logout 1.0, the second step after our own.

No ID token is kept for it and nobody is named in an address: the provider knows this browser by its own cookie, and
asks back. What it did then is its matter, so that nothing is claimed of it.
"""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from authlib.integrations.starlette_client import OAuthError
from httpx2 import HTTPError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from config import Oidc, is_safe
from web import light
from web.accounts import answering, language_of
from web.identity import SIGNED_OUT, access_to, clear_cookie, new_token, set_cookie
from web.oidc import client_of, own_base, with_provider

ONWARD, BACK = f"{SIGNED_OUT}/weiter", f"{SIGNED_OUT}/zurueck"
COOKIE = "abmeldung"
VALID = 600
"""Seconds in which somebody comes back."""


def routes() -> list[Route]:
    """Our own step is done; on to the provider, and back."""
    return [
        Route(SIGNED_OUT, answering(with_provider(show_signed_out)), methods=["GET"]),
        Route(ONWARD, answering(with_provider(go_on)), methods=["GET"]),
        Route(BACK, answering(with_provider(come_back)), methods=["GET"]),
    ]


async def show_signed_out(request: Request, provider: Oidc) -> Response:
    """Here they are signed out; there they are not, and can be where the provider offers it."""
    if await _is_signed_in(request):
        return RedirectResponse("/konto", 303)
    return _page(request, provider, "offered" if await _end_address(provider) else "alone")


async def go_on(request: Request, provider: Oidc) -> Response:
    """To the provider, for who has pressed our button: another page must not sign anybody out there."""
    address = await _end_address(provider)
    is_own = request.headers.get("sec-fetch-site") == "same-origin"
    if address is None or not is_own or await _is_signed_in(request):
        return RedirectResponse(SIGNED_OUT, 303)
    state, back = new_token(), own_base(request) + BACK
    asked = {"client_id": provider.client_id, "post_logout_redirect_uri": back, "state": state}
    response = RedirectResponse(with_query(address, asked | {"ui_locales": language_of(request)}), 303)
    set_cookie(request, response, COOKIE, state, days=VALID / 86_400, path=SIGNED_OUT)
    return response


async def come_back(request: Request, provider: Oidc) -> Response:
    """Whoever has set out from here, once; others see where they are."""
    set_out, state = request.cookies.get(COOKIE, ""), request.query_params.get("state", "")
    is_same = bool(set_out) and secrets.compare_digest(set_out.encode(), state.encode())
    response = _page(request, provider, "back") if is_same else RedirectResponse(SIGNED_OUT, 303)
    clear_cookie(request, response, COOKIE, path=SIGNED_OUT)
    return response


async def _end_address(provider: Oidc) -> str | None:
    """Where the provider signs people out; None if it does not say so, or somebody could read along."""
    try:
        metadata = await client_of(provider).load_server_metadata()
    except (OAuthError, HTTPError, ValueError, RuntimeError):
        return None
    return end_address(metadata)


def end_address(metadata: Mapping[str, Any]) -> str | None:
    """The published address, if a browser may be sent there."""
    address = metadata.get("end_session_endpoint")
    try:
        parts = urlsplit(address if isinstance(address, str) else "")
    except ValueError:
        return None
    is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and is_safe(parts.geturl())
    return address if is_one else None


def with_query(address: str, asked: Mapping[str, str]) -> str:
    """The address with these gaps behind what it asks for already."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query=urlencode([*parse_qsl(parts.query), *asked.items()]), fragment=""))


async def _is_signed_in(request: Request) -> bool:
    access = await access_to(request)
    return access is not None


def _page(request: Request, provider: Oidc, step: str) -> Response:
    language = language_of(request)
    page = light.rendered("signed_out.html", language, step=step, provider=provider.name, onward=ONWARD)
    return light.html(request, page)
