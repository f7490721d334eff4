"""What a person may write to a statement or a field: one sentence, about what, how long, and without contacts."""

import unicodedata
from typing import Literal

from analysis.questionnaire import Questionnaire

LONGEST = 280
"""Characters of a comment."""

FEW_A_FIELD = 3
"""Statements a field on average up to which a field is commented as one."""

Fault = Literal["too_long", "unreadable", "empty"]

_BLANKS = "\t\n\v\f\r"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They let a text be read otherwise than it was written, and turn what stands behind it."""


def by_field(asked: Questionnaire) -> bool:
    """Whether the questionnaire's fields are commented, and not its single statements: it asks few of each."""
    return len(asked.statements) <= FEW_A_FIELD * len(asked.fields)


def commented_with(asked: Questionnaire, statement: str) -> str:
    """The id under which comments to this statement stand: its field's, or its own."""
    return asked.field_of[statement] if by_field(asked) else statement


def commentable(asked: Questionnaire) -> tuple[str, ...]:
    """All that can be commented, in questionnaire order: ids of fields, or of statements."""
    return tuple(dict.fromkeys(commented_with(asked, statement) for statement in asked.statements))


def tidied(text: str) -> str:
    """The text in one line; a letter and its accent are one character, whatever the device sends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fault(text: str) -> Fault | None:
    """Why a text as it was typed cannot be taken; None for one that can, or that withdraws a comment."""
    if any(_is_control(sign) for sign in text):
        return "unreadable"
    return "too_long" if len(tidied(text)) > LONGEST else None


def _is_control(sign: str) -> bool:
    return sign in _TURNING or (unicodedata.category(sign) in ("Cc", "Cs") and sign not in _BLANKS)
