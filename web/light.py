"""Light pages: HTML from templates, without Streamlit; language and sentences for what went wrong."""

import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from babel import Locale, UnknownLocaleError
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from config import ROOT
from texts.words import LANGUAGES, Words, words
from web.assets import Asset, read_assets
from web.codes import tidied
from web.frame import accepts_gzip
from web.identity import sheet_cookie

_WEB = Path(__file__).resolve().parent
_FOLDERS = (_WEB, ROOT / "phone", ROOT / "room")

SIMPLE_GERMAN = "de-x-einfach"
SPOKEN = ("de", SIMPLE_GERMAN, *(language for language in LANGUAGES if language != "de"))
"""Languages in which our own words speak with participants, in the order in which they are offered."""


LARGE = 64 * 1024
"""Bytes of a page that is worth more time for compressing it."""


@cache
def assets() -> dict[str, Asset]:
    """Our static files by name, read once."""
    return read_assets(*(folder / "static" for folder in _FOLDERS), ROOT / "fonts")


@cache
def _templates() -> Environment:
    loader = ChoiceLoader([FileSystemLoader(folder / "templates") for folder in _FOLDERS])
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["asset"] = lambda name: assets()[name].address
    return environment


def rendered(template: str, language: str, **context: object) -> str:
    """The template's HTML in one language; ``_`` speaks it. ``way_back``: query of the links in the footer."""
    known = {"language": spoken(language), "dir": direction(language), "way_back": urlencode({"lang": language})}
    return _templates().get_template(template).render(_=words(language), **known | context)


def html(request: Request, text: str, status: int = 200) -> Response:
    """A page that no browser keeps, compressed where possible."""
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding, Accept-Language"}
    if not accepts_gzip(request):
        return HTMLResponse(text, status, headers)
    page = text.encode()
    level = 1 if len(page) < LARGE else 4
    return HTMLResponse(gzip.compress(page, level), status, headers | {"Content-Encoding": "gzip"})


def message(
    request: Request,
    title: str,
    *sentences: str,
    status: int,
    language: str = "de",
    way_on: tuple[str, str] | None = None,
) -> Response:
    """A page that only says something, already translated; ``way_on``: address and words of a link below it."""
    page = rendered("message.html", language, title=title, sentences=sentences, way_on=way_on)
    return html(request, page, status)


def words_for(request: Request) -> Words:
    """The words of the language that the browser prefers."""
    return words(preferred_language(request))


def refusal(request: Request, sentence: str, status: int) -> Response:
    """A translated sentence as the script or the reader expects it: JSON under /api/, else a page."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": sentence}, status)
    return message(request, sentence, status=status, language=preferred_language(request))


def preferred_language(request: Request, offered: tuple[str, ...] = SPOKEN) -> str:
    """The offered language asked for by ?lang=, else that of a sheet on this device, else the browser's, else German.

    Einfache Sprache is never guessed; where it is not offered, German stands for it.
    """
    for chosen in (request.query_params.get("lang", ""), _of_a_sheet(request)):
        for language in (chosen, chosen.split("-")[0]):
            if language in offered:
                return language
    for wish in _wishes(request.headers.get("accept-language", "")):
        for language in offered:
            if language != SIMPLE_GERMAN and wish.split("-")[0] == language.split("-")[0]:
                return language
    return "de"


def spoken(language: str) -> str:
    """The language our own words have on a page in this language: German where there is no catalogue."""
    return language if language in SPOKEN or language.split("-")[0] in LANGUAGES else "de"


def choices(languages: Iterable[str]) -> list[tuple[str, str]]:
    """The languages to choose from, each in its own name: ours first, in our order."""
    ours = [language for language in SPOKEN if language in set(languages)]
    return [(language, own_name(language)) for language in dict.fromkeys((*ours, *languages))]


@cache
def direction(language: str) -> str:
    """Writing direction, "ltr" or "rtl"."""
    try:
        return Locale.parse(language.split("-")[0]).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


@cache
def own_name(language: str) -> str:
    """What a language calls itself: "Deutsch", "English", "Einfache Sprache"."""
    if language == SIMPLE_GERMAN:
        return "Einfache Sprache"
    try:
        name = Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]


def _of_a_sheet(request: Request) -> str:
    """The language in which this device answers, of the workshop in the address rather than of another one."""
    own = request.cookies.get(sheet_cookie(tidied(str(request.path_params.get("code", "")))), "")
    all_sheets = (value for name, value in request.cookies.items() if name.startswith(sheet_cookie("")))
    return next((value.split(".")[1] for value in (own, *all_sheets) if value.count(".") == 2), "")


def _wishes(header: str) -> list[str]:
    """Language codes of an Accept-Language header, the dearest first."""
    weighted = []
    for position, part in enumerate(header.lower().split(",")[:20]):
        code, _, weight = part.strip().partition(";q=")
        try:
            weighted.append((-float(weight or 1), position, code))
        except ValueError:
            continue
    return [code for weight, _, code in sorted(weighted) if weight < 0]
