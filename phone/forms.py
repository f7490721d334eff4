"""What phones send without JavaScript: plain forms."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request

from web.forms import sent_fields

SHOWN = "war"
OPEN = "-"
_ANSWER = "a."


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a posted form; raises TooLarge, or ValueError for what is no form."""
    return dict(await sent_fields(request))


def changes_in(form: Mapping[str, str], asked: Sequence[str]) -> dict[str, str | None]:
    """What the person changed of these statements, by statement; one ticked "Antwort löschen" is None.

    The form says what was ticked when it was shown, a sign for each statement: an answer that it merely repeats may
    long have been changed in another window.
    """
    shown = form.get(SHOWN, "")
    before = dict(zip(asked, shown, strict=True)) if len(shown) == len(asked) else {}
    given = {name.removeprefix(_ANSWER): value for name, value in form.items() if name.startswith(_ANSWER)}
    return {statement: value or None for statement, value in given.items() if (value or OPEN) != before.get(statement)}


def shown_before(asked: Sequence[str], answers: Mapping[str, str]) -> str:
    """What a form with these answers says for ``changes_in``."""
    return "".join(answers.get(statement, OPEN) for statement in asked)
