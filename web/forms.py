"""What light pages send: plain forms."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from web.limits import LARGEST_BODY, body_of

MOST_FIELDS = 500


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, of several with one name the last; what is no form has none. Raises TooLarge."""
    return dict(await fields_of(request))


async def fields_of(request: Request, *, largest: int = LARGEST_BODY, most: int = MOST_FIELDS) -> list[tuple[str, str]]:
    """The fields of a form in their order; what is no form has none. Raises TooLarge."""
    try:
        return await sent_fields(request, largest=largest, most=most)
    except ValueError:
        return []


async def sent_fields(
    request: Request, *, largest: int = LARGEST_BODY, most: int = MOST_FIELDS
) -> list[tuple[str, str]]:
    """As ``fields_of``; raises ValueError, too, for what is no form."""
    body = await body_of(request, largest)
    return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=most)
