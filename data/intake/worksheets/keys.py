"""Columns that tell people apart, by their heads."""

import re
from collections.abc import Sequence

from data.intake.containers.reading import Value
from data.intake.spelling import plain

_KEY = re.compile(
    r"(?:lfd(?: ?nr| ?nummer)?|lfdn|nr|nummer|no|number|id|index|case|key|code|kennung|schlüssel|pseudonym|uuid|person"
    r"|(?:(?:laufende|fortlaufende|personen|teilnehmer|teilnehmenden|frage)?(?:bogen|antwort|interview)?) ?"
    r"(?:nr|nummer|id|code)"
    r"|(?:response|respondent|participant|submission|record) ?(?:id|code|no|number))"
)


def names_a_key(heads: Sequence[Value]) -> bool:
    """Whether a head says that the column numbers people."""
    return any(isinstance(head, str) and _KEY.fullmatch(plain(head)) is not None for head in heads)
