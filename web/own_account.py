"""The page „Konto“: one's own roles, devices and password; and the rooms of who has no dashboard."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data.store.access import Access
from data.store.devices import own_devices, sign_out_device, sign_out_everywhere
from data.store.members import Person
from data.store.people import WrongState, known_by_email, set_password, unlink_subject
from data.store.roles import named_municipalities
from data.store.rows import Workshop
from data.store.workshops import workshops
from texts.dates import day_in_words
from texts.words import LANGUAGES, words
from web import light, runtime
from web.account_words import password_fault, role_titles
from web.accounts import Handler, answering, language_of, provider_name
from web.forms import form_of
from web.home import ROOMS, has_dashboard
from web.identity import access_to, hashed, staff_token
from web.matrix import where
from web.passwords import SHORTEST, apart, hashed_password
from web.senders import sender_of
from web.signing_in import TooManyAttempts, account_of

Own = Callable[[Request, Access, Person], Awaitable[Response]]
"""Answers who is signed in with an account, as the store had them when this request came."""


def routes() -> list[Route]:
    """The pages of who is signed in."""
    return [
        Route("/konto", _theirs(show_account), methods=["GET"]),
        Route("/konto/passwort", _theirs(change_password), methods=["POST"]),
        Route("/konto/geraete", _theirs(sign_out_devices), methods=["POST"]),
        Route("/konto/verknuepfung", _theirs(unlink), methods=["POST"]),
        Route("/raeume", _theirs(show_rooms), methods=["GET"]),
    ]


_TOLD = {"passwort": "password", "geraete": "devices", "extern": "linked", "geloest": "unlinked"}


async def show_account(request: Request, access: Access, who: Person) -> Response:
    """What this person is where, and on which devices they are signed in."""
    return await _page(request, access, who, told=_TOLD.get(request.query_params.get("hinweis", ""), ""))


async def change_password(request: Request, access: Access, who: Person) -> Response:
    """Set a new one, after the old one; all other devices are signed out."""
    form, _, store, this = await form_of(request), words(language_of(request)), runtime.store(), _this(request)
    if wrong := password_fault(_, form.get("passwort", ""), form.get("nochmal", "")):
        return await _page(request, access, who, wrong=wrong)
    try:
        known = await account_of(store, who.email, form.get("bisher", ""), sender_of(request), this)
    except TooManyAttempts:
        wrong = _("Zu viele Versuche. Bitte warten Sie eine Viertelstunde.")
        return await _page(request, access, who, wrong=wrong)
    if known != who.id:
        return await _page(request, access, who, wrong=_("Das bisherige Passwort stimmt nicht."))
    password_hash = await apart(hashed_password, form["passwort"])
    await asyncio.to_thread(lambda: set_password(store, who.id, password_hash, but=this))
    return RedirectResponse("/konto?hinweis=passwort", 303)


async def sign_out_devices(request: Request, _access: Access, who: Person) -> Response:
    """One of them (``geraet``), or all others (``alle``)."""
    form, store, this = await form_of(request), runtime.store(), _this(request)
    if "alle" in form:
        await asyncio.to_thread(lambda: sign_out_everywhere(store, who.id, but=this))
    else:
        await asyncio.to_thread(sign_out_device, store, who.id, form.get("geraet", ""))
    return RedirectResponse("/konto?hinweis=geraete", 303)


async def unlink(request: Request, _access: Access, who: Person) -> Response:
    """From now on they come in by their password alone."""
    store, this = runtime.store(), _this(request)
    try:
        await asyncio.to_thread(lambda: unlink_subject(store, who.id, but=this))
    except WrongState:
        return RedirectResponse("/konto", 303)
    return RedirectResponse("/konto?hinweis=geloest", 303)


async def show_rooms(request: Request, access: Access, _who: Person) -> Response:
    """The workshops of which they may steer the room, and nothing of what was answered there."""
    language, listed = language_of(request), await asyncio.to_thread(_rooms, access)
    _ = words(language)
    page = light.rendered(
        "rooms.html", language, listed=[(one, day_in_words(_, one.held_on)) for one in listed], **_languages("/raeume")
    )
    return light.html(request, page)


def _rooms(access: Access) -> list[Workshop]:
    own = where(access, "steer")
    return [one for one in workshops(runtime.store().only(own)) if not one.archived]


def _theirs(handler: Own) -> Handler:
    """For who is signed in with an account; others are led to where they can."""

    async def answered(request: Request) -> Response:
        access = await access_to(request)
        if access is None or access.person is None:
            return RedirectResponse("/anmelden", 303)
        return await handler(request, access, access.person)

    return answering(answered)


def _this(request: Request) -> str:
    """The hash of this device's token."""
    return hashed(staff_token(request.cookies))


async def _page(request: Request, access: Access, who: Person, *, wrong: str = "", told: str = "") -> Response:
    page = await asyncio.to_thread(_rendered, request, access, who, wrong, told)
    return light.html(request, page, 422 if wrong else 200)


def _rendered(request: Request, access: Access, who: Person, wrong: str, told: str) -> str:
    language, store = language_of(request), runtime.store()
    _ = words(language)
    own = store.only(frozenset(who.roles))
    devices = own_devices(store, who.id, _this(request))
    known = known_by_email(store, who.email)
    return light.rendered(
        "account.html",
        language,
        who=who,
        roles=[(one.name, role_titles(_)[who.roles[one.id]]) for one in named_municipalities(own)],
        devices=[(one, day_in_words(_, one.signed_in_on), day_in_words(_, one.used_on)) for one in devices],
        has_password=known is not None and known.password_hash is not None,
        home="/" if has_dashboard(access) else ROOMS,
        rooms=ROOMS if has_dashboard(access) and who.where("comoderator") else "",
        wrong=wrong,
        told=told,
        provider=provider_name(),
        is_linked=known is not None and known.is_linked,
        shortest=SHORTEST,
        **_languages("/konto"),
    )


def _languages(here: str) -> dict[str, object]:
    return {"languages": light.choices(LANGUAGES), "here": here}
