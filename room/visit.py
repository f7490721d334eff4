"""Who asks for the room of which workshop, and what the room is at this moment."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request

from analysis.stage import Place, Role
from content.show import visible
from data.evening import Evening, evening_of_code
from texts.words import Words, words
from web import runtime
from web.codes import is_code, tidied
from web.identity import access_of, staff_language
from web.matrix import Act, may, where, who_at


class NotYours(Exception):  # noqa: N818 - named by what is so
    """This device may not see the page, or there is no such workshop: both sound alike."""


@dataclass(frozen=True)
class Visit:
    """One request of a Leinwand, a Regie or a table; ``field``: that of the table, else empty."""

    request: Request
    role: Role
    evening: Evening
    field: str = ""

    @property
    def words(self) -> Words:
        return words(staff_language(self.request.cookies))

    @property
    def code(self) -> str:
        return self.evening.workshop.code

    @property
    def place(self) -> Place:
        """What this role may see now."""
        return self.seen_by(self.role)

    def seen_by(self, role: Role) -> Place:
        now = self.evening
        return visible(now.stage, role, has_release=now.results is not None, is_revealed=now.is_revealed)


async def visit_of(request: Request, act: Act = "look") -> Visit:
    """The visit of a device that is signed in for this workshop and may do this there: look at its Leinwand, steer its
    Regie, write its Protokoll, sit at a table; raises NotYours."""
    return await asyncio.to_thread(_visit, request, act)


def _visit(request: Request, act: Act) -> Visit:
    """A workshop of a municipality that is not theirs takes as long to find as one that is not there."""
    store = runtime.store()
    access = access_of(request.cookies, store, is_use=act != "look")
    code = tidied(str(request.path_params.get("code", "")))
    if access is None or not is_code(code):
        raise NotYours
    now = evening_of_code(store.only(where(access, act)), code)
    if now is None or not may(access, act, now.workshop):
        raise NotYours
    who = who_at(access, now.workshop.municipality_id, now.workshop.id)
    if who is None or who == "team" or who == "operator":
        raise NotYours
    return Visit(request, who, now, access.about)
