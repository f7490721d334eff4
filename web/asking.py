"""Before a link takes the place of somebody's account in their browser, they are asked: another may have sent it."""

from starlette.requests import Request
from starlette.responses import Response

from config import accounts_are_on
from texts.words import LANGUAGES
from web import light
from web.identity import access_to


async def asked_first(request: Request) -> Response | None:
    """The page that asks whoever is signed in with an account; None for all others, and once they have said yes.

    Without accounts nobody is asked, so nobody has to say yes.
    """
    if request.method == "POST":
        return None if accounts_are_on() else Response(status_code=405, headers={"Allow": "GET, HEAD"})
    access = await access_to(request)
    if access is None or access.person is None:
        return None
    here = f"{request.url.path}?{request.url.query}".removesuffix("?")
    language = light.preferred_language(request, LANGUAGES)
    return light.html(request, light.rendered("asking.html", language, action=here, who=access.person))
