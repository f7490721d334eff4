"""Further devices: a Co-Moderation, a Leinwand on another computer, one for the Protokoll; let in by a code for once,
signed out by role."""

import asyncio
from datetime import timedelta
from typing import cast

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data.store.access import Role, issue_key, revoke_role, signed_in
from room.regie import form_of
from room.visit import Visit, visit_of
from web import address, light, runtime
from web.qr import qr_svg

KEY_FOR_A_DEVICE = timedelta(minutes=2)

BOUND: tuple[Role, ...] = ("comoderator", "screen", "scribe")
"""Roles that belong to one workshop."""


async def show_devices(request: Request) -> Response:
    """Who is signed in, and for what a device can be."""
    return await _page(request, await visit_of(request, steering=True))


async def change_devices(request: Request) -> Response:
    """Show a code for a role (``code``), or sign its devices out (``abmelden``); what the sender may not do, is not
    done."""
    visit = await visit_of(request, steering=True)
    form = await form_of(request)
    let_in, sign_out = cast(Role, form.get("code")), cast(Role, form.get("abmelden"))
    if let_in in _may_let_in(visit):
        return await _page(request, visit, let_in)
    if sign_out in _may_sign_out(visit):
        await asyncio.to_thread(revoke_role, runtime.store(), sign_out, visit.evening.workshop.id)
    return RedirectResponse(f"/regie/{visit.code}/geraete", 303)


def _may_let_in(visit: Visit) -> tuple[Role, ...]:
    """A Co-Moderation lets in others like itself, and no moderator."""
    return (*BOUND, "moderator") if visit.role == "moderator" else BOUND


def _may_sign_out(visit: Visit) -> tuple[Role, ...]:
    return BOUND if visit.role == "moderator" else ("screen", "scribe")


async def _page(request: Request, visit: Visit, let_in: Role | None = None) -> Response:
    return light.html(request, await asyncio.to_thread(_rendered, request, visit, let_in))


def _rendered(request: Request, visit: Visit, let_in: Role | None) -> str:
    _, store, of = visit.words, runtime.store(), visit.evening.workshop
    titles: dict[Role, str] = {
        "comoderator": _("Co-Moderation"),
        "screen": _("Leinwand auf einem anderen Rechner"),
        "scribe": _("Protokoll führen"),
        "moderator": _("Zweites Gerät für die Moderation"),
    }
    link = None
    if let_in is not None:
        key = issue_key(store, let_in, of.id if let_in in BOUND else None, valid=KEY_FOR_A_DEVICE)
        link = _link(request, key, _.language)
    known = signed_in(store, of.id)
    return light.rendered(
        "regie_devices.html",
        _.language,
        workshop=of,
        titles=titles,
        chosen=let_in,
        link=link,
        code=None if link is None else qr_svg(link, _("QR-Code zur Anmeldung")),
        may_let_in=_may_let_in(visit),
        may_sign_out=_may_sign_out(visit),
        signed_in={role: known.get(role, 0) for role in BOUND},
    )


def _link(request: Request, key: str, language: str) -> str:
    """By the address under which this device has found the server, where others can reach it there."""
    host = request.url.hostname
    chosen = host if host in address.local_addresses() else None
    return address.sign_in_link(key, language, chosen)
