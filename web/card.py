"""The moderator's card: the workshop on one printed page."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from texts.prose import blocks, standard_prose
from texts.words import LANGUAGES, words
from web import light
from web.printing import page_numbers

PLACE = "/moderationskarte"


def routes() -> list[Route]:
    """The one page."""
    return [Route(PLACE, show, methods=["GET"])]


async def show(request: Request) -> Response:
    """The card in the language of the address, else the browser's."""
    language = light.preferred_language(request)
    page = light.rendered(
        "card.html",
        language,
        blocks=blocks(standard_prose("karte", language)),
        languages=light.choices(LANGUAGES),
        page_numbers=page_numbers(words(language)),
    )
    return light.html(request, page)
