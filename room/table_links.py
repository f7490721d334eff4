"""Links for tables: one Handlungsfeld each, for one device once; shown on the screen, or printed with the sheets."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request

from analysis.proposals import about_of_table
from data.store.access import issue_key, tables_signed_in
from room.visit import Visit
from web import address, runtime

KEY_ON_PAPER = timedelta(hours=12)
"""A printed one waits on its table until the talk begins."""


@dataclass(frozen=True)
class TableLink:
    """A field that can have a table, and how many devices are signed in for it."""

    field: str
    title: str
    devices: int


def table_links(visit: Visit) -> list[TableLink]:
    """All fields of the room, in the questionnaire's order."""
    known = tables_signed_in(runtime.store(), visit.evening.workshop.id)
    return [TableLink(field, title, known.get(field, 0)) for field, title in table_titles(visit).items()]


def table_titles(visit: Visit) -> dict[str, str]:
    """The fields of which the room was asked something, by id."""
    _, now = visit.words, visit.evening
    asked = now.questionnaire.only(now.workshop.room)
    return {one.id: _.local(one.title) for one in asked.fields if about_of_table(asked, one.id)}


def link_of_table(request: Request, visit: Visit, field: str, valid: timedelta, *, is_printed: bool = False) -> str:
    """A new link that signs one device in for the table of this field."""
    of = visit.evening.workshop.id
    key = issue_key(runtime.store(), "table", of, valid=valid, about=field, is_printed=is_printed)
    return sign_in_link(request, key, visit.words.language)


def sign_in_link(request: Request, key: str, language: str) -> str:
    """By the address under which this device has found the server, where others can reach it there."""
    host = request.url.hostname
    return address.sign_in_link(key, language, host if host in address.local_addresses() else None)
