"""The page behind a one-time link: the first account, an invitation, a new password. Only sending it uses it up."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.store.invitations import Invitation, invitation
from data.store.opening import NameTaken, Used, accept, join, take_new_password
from data.store.people import LONGEST_EMAIL, LONGEST_NAME, can_be_email
from texts.words import Words, words
from web import light, runtime
from web.account_words import password_fault, role_titles
from web.accounts import answering, language_of, let_in, provider_name, refused
from web.forms import form_of
from web.identity import access_to
from web.passwords import SHORTEST, apart, hashed_password
from web.senders import sender_of
from web.signing_in import TooManyAttempts, account_of


def routes() -> list[Route]:
    """The one page."""
    return [
        Route("/einladung/{token}", answering(show_link), methods=["GET"]),
        Route("/einladung/{token}", answering(take_link), methods=["POST"]),
    ]


async def show_link(request: Request) -> Response:
    """What the link is for, and the form."""
    found = await _found(request)
    return refused(request, "used", 410) if found is None else await _page(request, found)


async def take_link(request: Request) -> Response:
    """Do what the link is for, and let this browser in; what is wrong is said, and the link stays good."""
    found = await _found(request)
    if found is None:
        return refused(request, "used", 410)
    form = await form_of(request)
    try:
        if found.kind == "reset":
            return await _set_password(request, found, form)
        if found.kind == "first" or "nochmal" in form:
            return await _join(request, found, form)
        return await _accept(request, found, form)
    except Used:
        return refused(request, "used", 410)


async def _join(request: Request, found: Invitation, form: dict[str, str]) -> Response:
    """A new account."""
    _ = words(language_of(request))
    name, email = " ".join(form.get("name", "").split()), form.get("email", "").strip()
    wrong = _name_fault(_, name) or (_email_fault(_, email) if found.kind == "first" else "")
    wrong = wrong or password_fault(_, form.get("passwort", ""), form.get("nochmal", ""))
    if wrong:
        return await _page(request, found, wrong, form)
    password_hash = await apart(hashed_password, form["passwort"])
    store, token = runtime.store(), request.path_params["token"]
    try:
        new = await asyncio.to_thread(lambda: join(store, token, name=name, email=email, password_hash=password_hash))
    except NameTaken:
        return await _page(request, found, _("Zu dieser E-Mail-Adresse gibt es schon ein Konto."), form)
    return await let_in(request, new)


async def _accept(request: Request, found: Invitation, form: dict[str, str]) -> Response:
    """One more role for an account that is there; who is signed in as it only presses the button. Whether there is one
    is not said: whoever has invited has the link, too."""
    _, store = words(language_of(request)), runtime.store()
    person_id = await _own_id(request, found)
    if person_id is None:
        try:
            person_id = await account_of(store, found.email, form.get("passwort", ""), sender_of(request))
        except TooManyAttempts:
            return await _page(request, found, _("Zu viele Versuche. Bitte warten Sie eine Viertelstunde."), form)
    if person_id is None:
        wrong = _("Dieses Passwort gehört zu keinem Konto mit dieser E-Mail-Adresse.")
        return await _page(request, found, wrong, form)
    await asyncio.to_thread(accept, store, request.path_params["token"], person_id)
    return await let_in(request, person_id)


async def _set_password(request: Request, found: Invitation, form: dict[str, str]) -> Response:
    _ = words(language_of(request))
    if wrong := password_fault(_, form.get("passwort", ""), form.get("nochmal", "")):
        return await _page(request, found, wrong, form)
    password_hash = await apart(hashed_password, form["passwort"])
    token = request.path_params["token"]
    person_id = await asyncio.to_thread(take_new_password, runtime.store(), token, password_hash)
    return await let_in(request, person_id)


async def _found(request: Request) -> Invitation | None:
    return await asyncio.to_thread(invitation, runtime.store(), request.path_params["token"])


async def _own_id(request: Request, found: Invitation) -> str | None:
    """Whose browser this is, if it is signed in as whom the invitation is for."""
    access = await access_to(request)
    who = None if access is None else access.person
    return who.id if who is not None and who.email == found.email else None


async def _page(request: Request, found: Invitation, wrong: str = "", form: dict[str, str] | None = None) -> Response:
    language = language_of(request)
    page = light.rendered(
        "joining_account.html",
        language,
        found=found,
        is_theirs=found.kind == "invite" and await _own_id(request, found) is not None,
        role=role_titles(words(language)).get(found.role) if found.role is not None else None,
        wrong=wrong,
        form={"name": "", "email": "", **(form or {})},
        shortest=SHORTEST,
        longest_name=LONGEST_NAME,
        longest_email=LONGEST_EMAIL,
        here=f"/einladung/{request.path_params['token']}",
        token=request.path_params["token"],
        provider=provider_name(),
    )
    return light.html(request, page, 422 if wrong else 200)


def _name_fault(_: Words, name: str) -> str:
    if not name:
        return _("Bitte geben Sie Ihren Namen an.")
    return "" if len(name) <= LONGEST_NAME else _("Der Name hat höchstens {n} Zeichen.", n=LONGEST_NAME)


def _email_fault(_: Words, email: str) -> str:
    if len(email) <= LONGEST_EMAIL and can_be_email(email):
        return ""
    return _("Bitte geben Sie eine E-Mail-Adresse an.")
