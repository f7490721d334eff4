"""The municipalities that take part and have agreed to be named, for everyone where MUNICIPALITIES_PUBLIC is on."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from analysis.participation import participations
from config import load_settings
from content.participation import way_titles
from data.store.listings import agreed_workshops
from data.store.rows import day_here
from texts.words import words
from web import light, runtime
from web.routes import nothing_here


def routes() -> list[Route]:
    """The one page."""
    return [Route("/kommunen", show_list, methods=["GET"])]


async def show_list(request: Request) -> Response:
    """As the store has it now: who takes the agreement back is gone with the next look."""
    found = await asyncio.to_thread(_page, request)
    return light.html(request, found) if found is not None else await nothing_here(request)


def _page(request: Request) -> str | None:
    settings = load_settings()
    if not settings.are_municipalities_public:
        return None
    language = light.preferred_language(request)
    return light.rendered(
        "municipalities.html",
        language,
        years=participations(agreed_workshops(runtime.store()), day_here()),
        way=way_titles(words(language)),
        languages=light.choices(light.SPOKEN),
        can_ask=settings.is_library_public,
    )
