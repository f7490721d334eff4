"""What the light pages of accounts send: plain forms."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from web.limits import body_of

MOST_FIELDS = 20


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form; what is no form has none. Raises TooLarge."""
    body = await body_of(request)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}
