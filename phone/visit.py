"""One request of a phone: which workshop, whose sheet, in which language."""

import asyncio
from dataclasses import dataclass, replace
from functools import cached_property

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data.store.engine import Store
from data.store.sheets import SavedSheet, UnknownSheet, WorkshopClosed, save_answers, sheet
from phone.rooms import Room
from texts.words import Words, words
from web.arrivals import arrival
from web.identity import SHEET_DAYS, clear_cookie, hashed, set_cookie, sheet_cookie
from web.light import preferred_language
from web.same_address import note_sheet, tell_the_others
from web.senders import sender_of

TABLET = "tablet"
TABLET_MINUTES = 20
"""Without a sign of life a device that is passed round forgets its sheet by itself."""


@dataclass(frozen=True)
class Visit:
    """The sheet's cookie carries its token, its language and whether the device is passed round.

    ``token`` is None for a phone that has no sheet here; until then language and device stand in the address.
    """

    request: Request
    store: Store
    room: Room
    language: str
    token: str | None
    tablet: bool

    @property
    def words(self) -> Words:
        return words(self.language)

    @cached_property
    def token_hash(self) -> str:
        """The stored name of the sheet; of nobody's, where there is no token."""
        return hashed(self.token or "")

    async def sheet(self) -> SavedSheet | None:
        """What is stored on this phone's sheet; None without a valid one."""
        if self.token is None:
            return None
        try:
            # No changes: the writer answers everyone who waits with one query, a connection each would take far longer.
            return await arrival(save_answers(self.store, self.token_hash, self.room.code, {}))
        except UnknownSheet:
            return None
        except WorkshopClosed:
            return await asyncio.to_thread(sheet, self.store, self.token_hash, self.room.code)

    def count(self, saved: SavedSheet, changed: int) -> None:
        """Note that this address has brought a sheet, once ``changed`` answers are its first ones.

        A tablet that is passed round brings many.
        """
        if 0 < len(saved.answers) <= changed and not self.tablet:
            note_sheet(self.room.code, self.token_hash, sender_of(self.request))
            tell_the_others(self.store, self.room.workshop)

    def remember(self, response: Response) -> Response:
        """Set the sheet's cookie on the response."""
        value = f"{self.token}.{self.language}.{TABLET if self.tablet else 'phone'}"
        days = TABLET_MINUTES / (24 * 60) if self.tablet else SHEET_DAYS
        set_cookie(self.request, response, sheet_cookie(self.room.code), value, days=days)
        return response

    def in_language(self, page: Response) -> Response:
        """The page, and where its language was just chosen, the sheet remembers it."""
        return self.remember(page) if self.token and "lang" in self.request.query_params else page

    def to(self, place: str = "") -> Response:
        """Lead to a page of this workshop; a device that is passed round is one even without its cookie."""
        if self.tablet and "tablet=1" not in place and (self.token is None or "?" in place):
            path, mark, anchor = place.partition("#")
            place = f"{path}{'&' if '?' in path else '?'}tablet=1{mark}{anchor}"
        gap = "" if not place or place.startswith("?") else "/"
        return RedirectResponse(f"/t/{self.room.code}{gap}{place}", 303)

    def forget(self, response: Response) -> Response:
        """Take the sheet's cookie from this device."""
        clear_cookie(self.request, response, sheet_cookie(self.room.code))
        return response

    def joining(self, token: str, *, language: str, tablet: bool) -> "Visit":
        """The same visit with a new sheet."""
        offered = self.room.questionnaire.languages
        return replace(self, token=token, language=language if language in offered else self.language, tablet=tablet)


def visit_of(request: Request, store: Store, room: Room) -> Visit:
    """Read the request; a cookie that is none of ours counts as no cookie."""
    offered = room.questionnaire.languages
    token, language, device = _parts(request.cookies.get(sheet_cookie(room.code), ""))
    asked = request.query_params if request.scope["query_string"] else {}
    if asked.get("lang") in offered or language not in offered:
        language = preferred_language(request, offered)
    tablet = device == TABLET or asked.get("tablet") == "1"
    return Visit(request, store, room, language, token, tablet)


def _parts(cookie: str) -> tuple[str | None, str, str]:
    parts = cookie.split(".")
    if len(parts) != 3 or not 16 <= len(parts[0]) <= 64:
        return None, "", ""
    return parts[0], parts[1], parts[2]
