"""What the talk leaves in writing: notes, and what the room says together of a statement."""

from dataclasses import dataclass
from typing import Literal, get_args

Assessment = Literal["A", "B", "C", "D", "E", "dissent"]
"""What a room can say together; "dissent": we go on seeing it differently."""

ASSESSMENTS: tuple[Assessment, ...] = get_args(Assessment)
DISSENT: Assessment = "dissent"

LONGEST_NOTE, LONGEST_REASON = 1000, 500
"""Characters."""


@dataclass(frozen=True)
class Note:
    """Something that was written down, ``about`` a statement, a field or, empty, all of the workshop.

    ``is_visible``: it may stand in the report and before participants. ``number`` counts the notes of a workshop in the
    order of their writing. ``version`` is another word after each change.
    """

    id: str
    about: str
    text: str
    is_visible: bool
    number: int
    version: str


@dataclass(frozen=True)
class Agreement:
    """The shared assessment of a statement, beside the answers and never instead of them; ``version`` as of a note."""

    statement: str
    answer: Assessment
    reason: str
    version: str
