"""The words that charts write; the caller brings them in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

ROOM = "alle"
"""Id of the line or column of everybody in the room, beside the group ids."""

ADMINISTRATION = "verwaltungsbogen"
"""Id of the Verwaltungsbogen's line."""


@dataclass(frozen=True)
class Labels:
    """Names for ids and whole sentences with named gaps.

    ``fields`` and ``groups`` are the short names (at most about 16 characters), ``answers`` the five labels of the
    scale, ``rings`` the words at 1, 2, 3 and 4 of an axis. ``e_of`` has the gaps {e} and {people}, ``people`` has
    {n}, ``shown_of`` has {shown} and {asked}.
    """

    fields: Mapping[str, str]
    statements: Mapping[str, str]
    groups: Mapping[str, str]
    answers: Mapping[str, str]
    rings: tuple[str, str, str, str]
    room: str
    administration: str
    hidden: str
    too_few: str
    too_small: str
    e_of: str
    people: str
    rated: str
    span: str
    number: Callable[[Fraction], str]

    def line(self, line: str) -> str:
        """Name of the room, the Verwaltungsbogen or a group."""
        return {ROOM: self.room, ADMINISTRATION: self.administration}.get(line) or self.groups[line]
