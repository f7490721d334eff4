"""The Bibliothek as light pages to read and print: for moderators, and for everyone where LIBRARY_PUBLIC is on."""

import asyncio
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from analysis.library import Item, Library
from config import Settings, load_settings
from content.document import Block
from content.from_workshop import for_leadership
from content.library import (
    Filling,
    Wanted,
    gap_titles,
    item_blocks,
    kind_titles,
    matching,
    size_titles,
    workshop_filling,
)
from data.dossiers import dossier
from data.evening import evening
from data.library_file import library_in
from data.own_cards import with_own
from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.farewell import next_date
from data.store.workshops import workshop
from texts.words import LANGUAGES, Words, words
from web import light, runtime
from web.identity import access_of
from web.routes import nothing_here

LONGEST_SEARCH = 80
TYPED = ("contact", "office", "place", "time")
"""Gaps that a moderator fills in, in the query of the address."""


def routes() -> list[Route]:
    """The list, and one page for each item."""
    return [Route("/wissen", show_list, methods=["GET"]), Route("/wissen/{item}", show_item, methods=["GET"])]


async def show_list(request: Request) -> Response:
    """All items by kind, or those that fit what is looked for."""
    settings = load_settings()
    if not await asyncio.to_thread(may_read, request, settings):
        return await nothing_here(request)
    language = light.preferred_language(request, LANGUAGES)
    _ = words(language)
    library = await asyncio.to_thread(_library, request, settings)
    asked = await asyncio.to_thread(load_questionnaire, settings.questionnaire)
    query = {
        name: request.query_params.get(name, "")[:LONGEST_SEARCH] for name in ("suche", "feld", "aussage", "groesse")
    }
    wanted = Wanted(query["suche"], field=query["feld"], statement=query["aussage"], size=query["groesse"])
    found = {title: matching(_, library, kind, wanted, asked) for kind, title in kind_titles(_).items()}
    page = light.rendered(
        "library.html",
        language,
        shelves={title: items for title, items in found.items() if items},
        fields={one.id: _.local(one.title) for one in asked.fields},
        sizes=size_titles(_),
        wanted=wanted,
        languages=light.choices(LANGUAGES),
        query=_query(query),
    )
    return light.html(request, page)


async def show_item(request: Request) -> Response:
    """One item, for a moderator filled with the data of the workshop that ?w= names."""
    settings = load_settings()
    library = await asyncio.to_thread(_library, request, settings)
    item = library.by_id.get(request.path_params["item"])
    if item is None or not await asyncio.to_thread(may_read, request, settings):
        return await nothing_here(request)
    language = light.preferred_language(request, LANGUAGES)
    _ = words(language)
    asked = await asyncio.to_thread(load_questionnaire, settings.questionnaire)
    filling = await asyncio.to_thread(_filling, _, request, runtime.store())
    first = await asyncio.to_thread(_first, _, item, request, runtime.store())
    page = light.rendered(
        "library_item.html",
        language,
        item=item,
        kind=kind_titles(_)[item.kind],
        blocks=(*first, *item_blocks(_, item, filling, asked)),
        languages=light.choices(LANGUAGES),
        query=_query({name: request.query_params.get(name, "") for name in ("w", *TYPED)} if filling else {}),
    )
    return light.html(request, page)


def _library(request: Request, settings: Settings) -> Library:
    """What is shipped; for moderators own cards, too, which are never public."""
    shipped = library_in(settings.library).library
    return with_own(shipped, runtime.store()) if _is_moderator(request) else shipped


def may_read(request: Request, settings: Settings) -> bool:
    """Moderators may always, everyone else where the operator wants it."""
    return settings.is_library_public or _is_moderator(request)


def _is_moderator(request: Request) -> bool:
    who = access_of(request.cookies, runtime.store())
    return who is not None and who.role == "moderator"


def _filling(_: Words, request: Request, store: Store) -> Filling:
    of = workshop(store, request.query_params.get("w", "")) if _is_moderator(request) else None
    if of is None:
        return {}
    typed = {gap: request.query_params.get(gap, "") for gap in TYPED if gap in gap_titles(_)}
    return {**workshop_filling(_, of.municipality, of.title, of.held_on, next_date(store, of.id).day), **typed}


def _first(_: Words, item: Item, request: Request, store: Store) -> tuple[Block, ...]:
    """Before the talk with the leadership the points of the workshop, for moderators, once a result was shown."""
    if item.kind != "leadership" or not _is_moderator(request):
        return ()
    now = evening(store, request.query_params.get("w", ""))
    if now is None or now.results is None or not now.is_revealed:
        return ()
    return (for_leadership(_, dossier(store, now, made_on=date.today())),)


def _query(values: Mapping[str, str]) -> str:
    known = {name: value for name, value in values.items() if value}
    return f"{urlencode(known)}&" if known else ""
