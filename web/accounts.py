"""Light pages of accounts: sign in with a password, and accept an invitation. Without ACCOUNTS there are none."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from config import accounts_are_on, load_oidc, load_settings, load_smtp
from data.store.access import access_of_person
from data.store.engine import StoreUnavailable
from data.store.known_devices import is_known, mark_of
from data.store.people import folded_email, person, sign_in_person
from texts.words import LANGUAGES, words
from web import light, runtime
from web.account_words import refusal_of
from web.forms import form_of
from web.home import home_of
from web.identity import (
    ELSEWHERE_COOKIE,
    access_to,
    clear_cookie,
    known_token,
    new_token,
    set_cookie,
    set_known_cookie,
    set_staff_cookie,
    staff_language,
    staff_token,
)
from web.limits import TooLarge
from web.routes import nothing_here
from web.senders import sender_of
from web.signing_in import TooManyAttempts, account_of

Handler = Callable[[Request], Awaitable[Response]]


def routes() -> list[Route]:
    """The page for signing in."""
    return [
        Route("/anmelden", answering(show_sign_in), methods=["GET"]),
        Route("/anmelden", answering(take_sign_in), methods=["POST"]),
    ]


async def show_sign_in(request: Request) -> Response:
    """Two fields; who is signed in already is led on."""
    access = await access_to(request)
    if access is not None and access.person is not None:
        return RedirectResponse(await asyncio.to_thread(home_of, access, runtime.store()), 303)
    return _page(request)


async def take_sign_in(request: Request) -> Response:
    """Check the password, and let this browser in."""
    form, _ = await form_of(request), words(language_of(request))
    email = form.get("email", "")
    try:
        known = await _known(request, email)
        found = await account_of(runtime.store(), email, form.get("passwort", ""), sender_of(request), known)
    except TooManyAttempts:
        sentence = _("Zu viele Versuche. Bitte warten Sie eine Viertelstunde, und versuchen Sie es dann noch einmal.")
        return _page(request, sentence, email, 429)
    if found is None:
        return _page(request, _("E-Mail-Adresse oder Passwort stimmen nicht."), email, 422)
    return await let_in(request, found)


async def let_in(request: Request, person_id: str, *, elsewhere: bool = False) -> Response:
    """Sign this browser in as somebody who has shown who they are, here or ``elsewhere``; lead them to their first
    page."""
    store, before = runtime.store(), staff_token(request.cookies) or None
    known_before = known_token(request.cookies)
    is_kept = bool(known_before) and await asyncio.to_thread(is_known, store, known_before)
    known_as = known_before if is_kept else new_token()  # others are known there by the same one
    signing_in = partial(sign_in_person, store, person_id, before, known_as=known_as, known_before=known_before)
    token = await asyncio.to_thread(signing_in)
    who = await asyncio.to_thread(person, store, person_id)
    access = None if who is None else access_of_person(who)
    if token is None or access is None:
        return refused(request, "nothing_yet", 403)
    response = RedirectResponse(await asyncio.to_thread(home_of, access, store), 303)
    set_staff_cookie(request, response, token, language_of(request))
    set_known_cookie(request, response, known_as)
    if elsewhere:
        set_cookie(request, response, ELSEWHERE_COOKIE, "1", days=load_settings().sign_in_days)
    elif ELSEWHERE_COOKIE in request.cookies:
        clear_cookie(request, response, ELSEWHERE_COOKIE)
    return response


async def _known(request: Request, email: str) -> str | None:
    """By what this browser counts for this account; None where it was not signed in there."""
    token = known_token(request.cookies)
    return await asyncio.to_thread(mark_of, runtime.store(), folded_email(email), token) if token else None


def refused(request: Request, why: str, status: int) -> Response:
    """A page that says why not, and where to go on."""
    language = language_of(request)
    _ = words(language)
    title, *sentences = refusal_of(_)[why]
    way_on = ("/anmelden", _("Anmelden"))
    return light.message(request, title, *sentences, status=status, language=language, way_on=way_on)


def language_of(request: Request) -> str:
    """That of who is signed in, else the browser's."""
    if staff_token(request.cookies) and "lang" not in request.query_params:
        return staff_language(request.cookies)
    return light.preferred_language(request, LANGUAGES)


def provider_name() -> str | None:
    """Where people may sign in besides, as they call it; None for nowhere."""
    provider = load_oidc()
    return None if provider is None else provider.name


def answering(handler: Handler) -> Handler:
    """The handler, where people have accounts; with a sentence for a store that does not answer."""

    async def answered(request: Request) -> Response:
        if not accounts_are_on():
            return await nothing_here(request)
        try:
            return await handler(request)
        except TooLarge:
            return refused(request, "too_large", 413)
        except StoreUnavailable:
            return refused(request, "store", 503)

    return answered


def _page(request: Request, wrong: str = "", email: str = "", status: int = 200) -> Response:
    language = language_of(request)
    context: Mapping[str, object] = {
        "wrong": wrong,
        "email": email,
        "provider": provider_name(),
        "sends_letters": load_smtp() is not None,
        "languages": light.choices(LANGUAGES),
    }
    return light.html(request, light.rendered("sign_in.html", language, **context), status)
