"""What small tables send to the moderation while they work on their field: notes, reasons, proposed measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from analysis.action_plan import LONGEST_WHAT
from analysis.protocol import LONGEST_NOTE, LONGEST_REASON
from analysis.questionnaire import Questionnaire

ProposalKind = Literal["note", "reason", "measure"]
ProposalState = Literal["sent", "taken", "aside"]
"""Nobody has decided on it; the moderation has taken it over; it was put away and can be looked at again."""

KINDS: tuple[ProposalKind, ...] = get_args(ProposalKind)

LONGEST: Mapping[ProposalKind, int] = {"note": LONGEST_NOTE, "reason": LONGEST_REASON, "measure": LONGEST_WHAT}
"""Characters of the text; of a measure it says what is to be done."""

MOST_OF_A_TABLE = 100
"""Proposals that are kept of one field."""


@dataclass(frozen=True)
class Said:
    """What a table sends, ``about`` its field or a statement of it; ``who`` (a function) and ``due``: of a measure."""

    kind: ProposalKind
    about: str
    text: str
    who: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Proposal:
    """What the table of a ``field`` has sent; ``version`` is another word after each decision on it."""

    id: str
    field: str
    said: Said
    state: ProposalState
    version: str

    @property
    def may_be_withdrawn(self) -> bool:
        """What was taken over is the moderation's."""
        return self.state != "taken"


def about_of_table(asked: Questionnaire, field: str) -> tuple[str, ...]:
    """What a table can write about: its field and the statements of it that the room was asked; nothing of another."""
    here = tuple(one for one in asked.statements if asked.field_of[one] == field)
    return (field, *here) if here else ()


def in_order(asked: Questionnaire, found: Iterable[Proposal]) -> Sequence[Proposal]:
    """By the questionnaire and then by kind and words: the order tells nothing of who was first."""
    fields = ((field.id, *(one.id for one in field.statements)) for field in asked.fields)
    places = {about: place for place, about in enumerate(about for field in fields for about in field)}

    def place(one: Proposal) -> tuple[int, int, str, str]:
        said = one.said
        return places.get(said.about, len(places)), KINDS.index(said.kind), said.text.casefold(), one.id

    return sorted(found, key=place)
