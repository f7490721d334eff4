"""What phones send without JavaScript: plain forms."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from web.limits import body_of

_ANSWER = "a."
MOST_FIELDS = 500


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a posted form; raises TooLarge, or ValueError for what is no form."""
    body = await body_of(request)
    return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS))


def answers_in(form: dict[str, str]) -> dict[str, str | None]:
    """Answers by statement; one ticked "Antwort löschen" is None, one not ticked at all is not there."""
    return {name[len(_ANSWER) :]: value or None for name, value in form.items() if name.startswith(_ANSWER)}
