"""Who is it: our cookies, and the tokens in them, of which the store keeps only hashes."""

import asyncio
import secrets
from collections.abc import Mapping

from starlette.requests import HTTPConnection
from starlette.responses import Response

from config import accounts_are_on, load_settings
from data.store.access import Access, role_of
from data.store.access import hashed as hashed
from data.store.engine import Store
from data.store.known_devices import KNOWN_DAYS as KNOWN_DAYS
from texts.words import LANGUAGES
from web import runtime

STAFF_COOKIE = "selbstcheck"
"""Holds the token of a moderator, a screen or a team, and behind a dot their language."""

KNOWN_COOKIE = "geraet"
"""Holds the token of a browser in which an account was signed in; it lets nobody in."""

SHEET_DAYS = 14

ELSEWHERE_COOKIE = "anmeldedienst"
"""Says that an identity provider let this browser in, where it may be signed in still once it is signed out here."""
SIGNED_OUT = "/abmelden/extern"
"""Where that is told."""


def sheet_cookie(code: str) -> str:
    """Name of the cookie that holds a participant's sheet of the workshop with this code."""
    return f"bogen_{code}"


def new_token() -> str:
    """192 random bits, fit for a cookie and an address."""
    return secrets.token_urlsafe(24)


def staff_token(cookies: Mapping[str, str]) -> str:
    """The token of a moderator, a screen or a team; empty for everyone else."""
    return cookies.get(STAFF_COOKIE, "").partition(".")[0]


def staff_language(cookies: Mapping[str, str]) -> str:
    """The language that they have chosen; German until then."""
    chosen = cookies.get(STAFF_COOKIE, "").partition(".")[2]
    return chosen if chosen in LANGUAGES else "de"


def access_of(cookies: Mapping[str, str], store: Store, *, is_use: bool = True) -> Access | None:
    """What the moderator, screen or team with these cookies may do; None for everyone else. ``is_use``: somebody asks,
    and no page that goes on by itself."""
    token = staff_token(cookies)
    return role_of(store, hashed(token), is_use=is_use) if token else None


def set_staff_cookie(connection: HTTPConnection, response: Response, token: str, language: str) -> None:
    """Sign in a moderator, a screen or a team, or change their language; an unknown one is German."""
    spoken = language if language in LANGUAGES else "de"
    set_cookie(connection, response, STAFF_COOKIE, f"{token}.{spoken}", days=load_settings().sign_in_days)


def known_token(cookies: Mapping[str, str]) -> str:
    """By which this browser is known to accounts that were signed in there; empty where none was, and on all pages but
    those for signing in, to which alone it is sent."""
    return cookies.get(KNOWN_COOKIE, "")


def set_known_cookie(connection: HTTPConnection, response: Response, token: str) -> None:
    """Let the browser show next time that an account was signed in there."""
    set_cookie(connection, response, KNOWN_COOKIE, token, days=KNOWN_DAYS, path="/anmelden")


def set_cookie(
    connection: HTTPConnection, response: Response, name: str, value: str, *, days: float, path: str = "/"
) -> None:
    """Set one of our cookies: unreadable for scripts, never sent along from other sites."""
    response.set_cookie(
        name,
        value,
        max_age=round(days * 24 * 3600),
        path=path,
        secure=is_kept_safe(connection),
        httponly=True,
        samesite="lax",
    )


def clear_cookie(connection: HTTPConnection, response: Response, name: str, *, path: str = "/") -> None:
    """Make the browser forget one of our cookies."""
    response.delete_cookie(name, path=path, secure=is_kept_safe(connection), httponly=True, samesite="lax")


def is_encrypted(connection: HTTPConnection) -> bool:
    """Does the browser speak https with us, or with the proxy before us?"""
    forwarded = connection.headers.get("x-forwarded-proto", "")
    return connection.scope["scheme"] in ("https", "wss") or forwarded.split(",")[0].strip() == "https"


def is_kept_safe(connection: HTTPConnection) -> bool:
    """Whether a cookie is for https alone: where people have accounts also if a proxy forgets to say that it is."""
    return is_encrypted(connection) or (accounts_are_on() and load_settings().public_url.lower().startswith("https://"))


async def access_to(connection: HTTPConnection) -> Access | None:
    """What the moderator, screen or team behind a request may do; None for everyone else."""
    if not staff_token(connection.cookies):
        return None
    return await asyncio.to_thread(lambda: access_of(connection.cookies, runtime.store()))
