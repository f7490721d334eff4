"""The page „Passwort vergessen“, where e-mails can be sent: it answers alike and at once, whether or not there is such
an account; all that depends on it happens after the answer."""

import asyncio
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from config import Smtp, load_settings, load_smtp
from data.store.attempts import count
from data.store.engine import Store
from data.store.forgotten import ask_for_reset, forget_link
from data.store.people import LONGEST_EMAIL, folded_email, known_by_email, person
from texts.words import LANGUAGES, words
from web import light, runtime
from web.accounts import Handler, answering, language_of
from web.forms import form_of
from web.letters import password_letter
from web.mail import NotSent
from web.post import deliver, send_later
from web.routes import nothing_here
from web.senders import sender_of

HERE = "/passwort-vergessen"
MOST_OF_AN_ACCOUNT, MOST_OF_A_SENDER, MOST = 3, 20, 200
"""In a quarter of an hour or two: how often one sender may ask for one account and in all, and letters in all."""


def routes() -> list[Route]:
    """The form, and what comes of it."""
    return [
        Route(HERE, answering(_with_mail(show_form)), methods=["GET"]),
        Route(HERE, answering(_with_mail(take_form)), methods=["POST"]),
    ]


def _with_mail(handler: Handler) -> Handler:
    """The handler, where e-mails can be sent."""

    async def answered(request: Request) -> Response:
        return await nothing_here(request) if load_smtp() is None else await handler(request)

    return answered


async def show_form(request: Request) -> Response:
    """One field; afterwards what happens now."""
    return _page(request, is_taken="geschickt" in request.query_params)


async def take_form(request: Request) -> Response:
    """Take the address, and look only later whether it is anybody's."""
    form, language, smtp = await form_of(request), language_of(request), load_smtp()
    _, email = words(language), form.get("email", "").strip()
    if "@" not in email or len(email) > LONGEST_EMAIL or smtp is None:
        return _page(request, _("Bitte geben Sie eine E-Mail-Adresse an."), email, 422)
    store = runtime.store()
    if await asyncio.to_thread(_is_too_much, store, email, sender_of(request)):
        sentence = _("Zu viele Versuche. Bitte warten Sie eine Viertelstunde, und versuchen Sie es dann noch einmal.")
        return _page(request, sentence, email, 429)
    send_later(partial(_send_link, store, smtp, email, language))
    return RedirectResponse(f"{HERE}?lang={language}&geschickt=1", 303)


def _is_too_much(store: Store, email: str, sender: str) -> bool:
    """Counted by what was typed, so that it tells nothing of accounts, and by who has typed it: nobody else's asking
    holds somebody up."""
    if _count(store, "reset-address", sender) > MOST_OF_A_SENDER:
        return True
    return _count(store, "reset-account", f"{folded_email(email)} {sender}") > MOST_OF_AN_ACCOUNT


def _count(store: Store, what: str, of: str) -> int:
    (n,), _slot = count(store, [(what, of)])
    return n


def _send_link(store: Store, smtp: Smtp, email: str, language: str) -> None:
    """For who has a password here; whoever signs in elsewhere alone gets none by a letter. Raises NotSent."""
    known = known_by_email(store, email)
    who = None if known is None or known.password_hash is None else person(store, known.id)
    if who is None or _count(store, "reset-all", "") > MOST:
        return
    token = ask_for_reset(store, who.id)
    if token is None:
        return
    link = f"{load_settings().public_url}/einladung/{token}?lang={language}"
    try:
        deliver(smtp, password_letter(words(language), who.email, link))
    except NotSent:
        forget_link(store, token)
        raise


def _page(request: Request, wrong: str = "", email: str = "", status: int = 200, *, is_taken: bool = False) -> Response:
    page = light.rendered(
        "forgotten.html",
        language_of(request),
        wrong=wrong,
        email=email,
        is_taken=is_taken,
        languages=light.choices(LANGUAGES),
    )
    return light.html(request, page, status)
