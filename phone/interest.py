"""The form for municipalities that want to take part: to print, or to type and keep as a file; nothing is sent."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from config import load_settings
from content.interest import KIND, VERSION, interest_questions
from phone.library import may_read
from texts.words import LANGUAGES, words
from web import light
from web.routes import nothing_here


def routes() -> list[Route]:
    """The one page, for those who may read the Bibliothek."""
    return [Route("/interesse", show_form, methods=["GET"])]


async def show_form(request: Request) -> Response:
    """Empty, always: what somebody types stays in their browser."""
    if not await asyncio.to_thread(may_read, request, load_settings()):
        return await nothing_here(request)
    language = light.preferred_language(request, LANGUAGES)
    page = light.rendered(
        "interest.html",
        language,
        questions=interest_questions(words(language)),
        kind=KIND,
        version=VERSION,
        languages=light.choices(LANGUAGES),
    )
    return light.html(request, page)
