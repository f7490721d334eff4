"""Further devices: a Co-Moderation, a Leinwand on another computer, one for the Protokoll, one a table; let in by a
code for once, signed out by role."""

import asyncio
from datetime import timedelta
from typing import cast

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from config import accounts_are_on
from data.store.access import Role, issue_key, revoke_role, signed_in
from room.table_links import link_of_table, sign_in_link, table_links, table_titles
from room.visit import Visit, visit_of
from web import light, runtime
from web.forms import form_of
from web.qr import qr_svg

KEY_FOR_A_DEVICE = timedelta(minutes=2)

BOUND: tuple[Role, ...] = ("comoderator", "screen", "scribe")
"""Roles that belong to one workshop."""


async def show_devices(request: Request) -> Response:
    """Who is signed in, and for what a device can be."""
    return await _page(request, await visit_of(request, "steer"))


async def change_devices(request: Request) -> Response:
    """Show a code for a role (``code``), or sign its devices out (``abmelden``), of one table (``tisch``,
    ``tisch_abmelden``), too; what the sender may not do, is not done."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    if (field := form.get("tisch", "")) in table_titles(visit):
        return await _page(request, visit, table=field)
    if (field := form.get("tisch_abmelden", "")) in table_titles(visit):
        await asyncio.to_thread(revoke_role, runtime.store(), "table", visit.evening.workshop.id, about=field)
    let_in, sign_out = cast(Role, form.get("code")), cast(Role, form.get("abmelden"))
    if let_in in _may_let_in(visit):
        return await _page(request, visit, let_in)
    if sign_out in _may_sign_out(visit):
        await asyncio.to_thread(revoke_role, runtime.store(), sign_out, visit.evening.workshop.id)
    return RedirectResponse(f"/regie/{visit.code}/geraete", 303)


def _may_let_in(visit: Visit) -> tuple[Role, ...]:
    """A Co-Moderation lets in others like itself, and no moderator; people with accounts sign in themselves."""
    return (*BOUND, "moderator") if visit.role == "moderator" and not accounts_are_on() else BOUND


def _may_sign_out(visit: Visit) -> tuple[Role, ...]:
    return BOUND if visit.role == "moderator" else ("screen", "scribe")


async def _page(request: Request, visit: Visit, let_in: Role | None = None, *, table: str = "") -> Response:
    return light.html(request, await asyncio.to_thread(_rendered, request, visit, let_in, table))


def _rendered(request: Request, visit: Visit, let_in: Role | None, table: str) -> str:
    _, of = visit.words, visit.evening.workshop
    titles: dict[Role, str] = {
        "comoderator": _("Co-Moderation"),
        "screen": _("Leinwand auf einem anderen Rechner"),
        "scribe": _("Protokoll führen"),
        "moderator": _("Zweites Gerät für die Moderation"),
    }
    link = _link(request, visit, let_in, table)
    known = signed_in(runtime.store(), of.id)
    return light.rendered(
        "regie_devices.html",
        _.language,
        workshop=of,
        titles=titles,
        shown=_("Tisch: {field}", field=table_titles(visit)[table]) if table else titles[let_in] if let_in else "",
        link=link,
        code=None if link is None else qr_svg(link, _("QR-Code zur Anmeldung")),
        may_let_in=_may_let_in(visit),
        may_sign_out=_may_sign_out(visit),
        signed_in={role: known.get(role, 0) for role in BOUND},
        tables=table_links(visit),
    )


def _link(request: Request, visit: Visit, let_in: Role | None, table: str) -> str | None:
    """A link for the role, or for the table of this field; None where neither is asked for."""
    if table:
        return link_of_table(request, visit, table, KEY_FOR_A_DEVICE)
    if let_in is None:
        return None
    of = visit.evening.workshop.id if let_in in BOUND else None
    return sign_in_link(request, issue_key(runtime.store(), let_in, of, valid=KEY_FOR_A_DEVICE), visit.words.language)
