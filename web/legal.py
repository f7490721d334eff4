"""Datenschutz, Impressum and Barrierefreiheit as light pages: everyone may read them, on any phone."""

import asyncio
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.store.engine import Store
from data.store.rows import day_here
from data.store.wording import Place, wording
from data.store.workshops import workshop_by_code
from texts.dates import day_in_words
from texts.prose import blocks, standard_prose
from texts.words import Words, words
from web import light, runtime
from web.codes import is_code

PLACES: tuple[Place, ...] = ("datenschutz", "impressum", "barrierefreiheit")


def routes() -> list[Route]:
    """One page for each text."""
    return [Route(f"/{place}", show, methods=["GET"]) for place in PLACES]


async def show(request: Request) -> Response:
    """The text that the address names."""
    place = next(place for place in PLACES if request.url.path == f"/{place}")
    language = light.preferred_language(request)
    phone = _phone(request)
    text, written_in = await asyncio.to_thread(lambda: text_for(runtime.store(), place, language))
    own = phone if place == "datenschutz" else {}
    deleted_on = await asyncio.to_thread(_day_of_deletion, words(language), own.get("code", ""))
    back = _back(request, phone)
    page = light.rendered(
        "legal.html",
        language,
        title=_title(words(language), place),
        deleted_on=deleted_on,
        opening=blocks(opening(place, language)),
        blocks=blocks(text),
        written_in=written_in,
        languages=light.choices(light.SPOKEN),
        query=urlencode(phone) + "&" if phone else "",
        way_back=way_back(language, **phone),
        back=back,
        to_survey=bool(phone),
    )
    return light.html(request, page)


def _day_of_deletion(_: Words, code: str) -> str:
    """The day on which the sheets of the reader's own workshop go; empty without one, and once it is over."""
    of = workshop_by_code(runtime.store(), code) if code else None
    return day_in_words(_, of.delete_sheets_on) if of is not None and of.delete_sheets_on > day_here() else ""


def opening(place: Place, language: str) -> str:
    """What the page says in Einfache Sprache before the full text, which names the municipality; else nothing."""
    return standard_prose(place, language) if language == light.SIMPLE_GERMAN else ""


def text_for(store: Store, place: Place, language: str, workshop_id: str | None = None) -> tuple[str, str]:
    """The full text, of a workshop or of the instance, and its language; in Einfache Sprache the German one.

    Where the municipality wrote in German only, its German stands for every language: a standard text in the reader's
    language could contradict it.
    """
    base = language.split("-")[0]
    for written_in in (base, "de"):
        text = wording(store, place, written_in, workshop_id)
        if text is not None:
            return text, written_in
    return standard_prose(place, base), base


def way_back(language: str, code: str = "", tablet: str = "") -> str:
    """Query of a link to these pages, from which they find back to the phone's page."""
    return urlencode({"lang": language} | _known(code, tablet))


def _phone(request: Request) -> dict[str, str]:
    """Which phone's page the reader comes from; nothing for an address that someone made up."""
    code = request.query_params.get("code", "")
    if not is_code(code):
        return {}
    return _known(code, "1" if request.query_params.get("tablet") == "1" else "")


def _known(code: str, tablet: str) -> dict[str, str]:
    return {name: value for name, value in (("code", code), ("tablet", tablet)) if value}


def _back(request: Request, phone: dict[str, str]) -> str:
    """The phone's page as it was, in its own language; without one the entrance."""
    query = {name: value for name, value in request.query_params.items() if name == "lang"}
    query |= {name: value for name, value in phone.items() if name == "tablet"}
    place = f"/t/{phone['code']}" if phone else "/"
    return f"{place}?{urlencode(query)}".removesuffix("?")


def _title(_: Words, place: Place) -> str:
    return {
        "datenschutz": _("Datenschutz"),
        "impressum": _("Impressum"),
        "barrierefreiheit": _("Barrierefreiheit"),
    }[place]
