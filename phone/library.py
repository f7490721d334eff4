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
    TYPED,
    Filling,
    Wanted,
    item_blocks,
    kind_titles,
    matching,
    size_titles,
    workshop_filling,
)
from data.dossiers import shown_dossier
from data.library_file import library_in
from data.own_cards import with_own
from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.farewell import next_date
from data.store.workshops import workshop
from texts.words import LANGUAGES, Words, words
from web import light, runtime
from web.identity import access_of
from web.matrix import may_somewhere, own_part
from web.routes import nothing_here

LONGEST_SEARCH = 80


def routes() -> list[Route]:
    """The list, and one page for each item."""
    return [Route("/wissen", show_list, methods=["GET"]), Route("/wissen/{item}", show_item, methods=["GET"])]


async def show_list(request: Request) -> Response:
    """All items by kind, or those that fit what is looked for."""
    found = await asyncio.to_thread(_list_page, request)
    return light.html(request, found) if found is not None else await nothing_here(request)


def _list_page(request: Request) -> str | None:
    settings, own = load_settings(), _own_store(request)
    if not (settings.is_library_public or own):
        return None
    language = light.preferred_language(request, LANGUAGES)
    _ = words(language)
    library, asked = _library(settings, own), load_questionnaire(settings.questionnaire)
    query = {
        name: request.query_params.get(name, "")[:LONGEST_SEARCH] for name in ("suche", "feld", "aussage", "groesse")
    }
    wanted = Wanted(query["suche"], field=query["feld"], statement=query["aussage"], size=query["groesse"])
    found = {title: matching(_, library, kind, wanted, asked) for kind, title in kind_titles(_).items()}
    return light.rendered(
        "library.html",
        language,
        shelves={title: items for title, items in found.items() if items},
        fields={one.id: _.local(one.title) for one in asked.fields},
        sizes=size_titles(_),
        wanted=wanted,
        languages=light.choices(LANGUAGES),
        query=_query(query),
    )


async def show_item(request: Request) -> Response:
    """One item, for a moderator filled with the data of the workshop that ?w= names."""
    found = await asyncio.to_thread(_item_page, request)
    return light.html(request, found) if found is not None else await nothing_here(request)


def _item_page(request: Request) -> str | None:
    settings, own = load_settings(), _own_store(request)
    item = _library(settings, own).by_id.get(request.path_params["item"])
    if item is None or not (settings.is_library_public or own):
        return None
    language = light.preferred_language(request, LANGUAGES)
    _ = words(language)
    filling = _filling(_, request, own) if own else {}
    first = _first(_, item, request, own) if own else ()
    return light.rendered(
        "library_item.html",
        language,
        item=item,
        kind=kind_titles(_)[item.kind],
        blocks=(*first, *item_blocks(_, item, filling, load_questionnaire(settings.questionnaire))),
        languages=light.choices(LANGUAGES),
        query=_query({name: request.query_params.get(name, "") for name in ("w", *TYPED)} if filling else {}),
    )


def _library(settings: Settings, own: Store | None) -> Library:
    """What is shipped; for moderators own cards, too, which are never public."""
    shipped = library_in(settings.library).library
    return with_own(shipped, own) if own else shipped


def may_read(request: Request, settings: Settings) -> bool:
    """Moderators may always, everyone else where the operator wants it."""
    return settings.is_library_public or _own_store(request) is not None


def _own_store(request: Request) -> Store | None:
    """The store with what they moderate in it; None for who moderates nothing."""
    who = access_of(request.cookies, runtime.store())
    return own_part(runtime.store(), who) if may_somewhere(who, "moderate") else None


def _filling(_: Words, request: Request, store: Store) -> Filling:
    of = workshop(store, request.query_params.get("w", ""))
    if of is None:
        return {}
    typed = {gap: request.query_params.get(gap, "") for gap in TYPED}
    return {**workshop_filling(_, of.municipality, of.title, of.held_on, next_date(store, of.id).day), **typed}


def _first(_: Words, item: Item, request: Request, store: Store) -> tuple[Block, ...]:
    """Before the talk with the leadership the points of the workshop, once a result was shown."""
    if item.kind != "leadership":
        return ()
    about = shown_dossier(store, request.query_params.get("w", ""), date.today())
    return () if about is None else (for_leadership(_, about),)


def _query(values: Mapping[str, str]) -> str:
    known = {name: value for name, value in values.items() if value}
    return f"{urlencode(known)}&" if known else ""
