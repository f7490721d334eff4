"""Recognises the tool that a table comes from by its heads, and what its columns beside the questions mean."""

import hashlib
import re
from collections.abc import Iterable, Sequence

from data.intake.containers.reading import Value, Worksheet
from data.intake.spelling import plain, visible
from data.intake.survey_tools.conventions import cleaned, is_unanswered
from data.intake.survey_tools.everyday_heads import everyday_meaning
from data.intake.survey_tools.record_states import RecordState, record_states
from data.intake.survey_tools.signature import Meaning, Signature, ToolId, head_name
from data.intake.survey_tools.signatures import SIGNATURES
from data.intake.tables import LONGEST_HEAD, Column, Part, Table, is_too_long

__all__ = [
    "Meaning",
    "RecordState",
    "ToolId",
    "cleaned",
    "fingerprint",
    "is_unanswered",
    "likely",
    "meanings",
    "recognised",
    "record_states",
]

_LOOKED_AT, _FILLED_LOOKED_AT = 40, 3

ENOUGH = 3
"""Weight of heads from which a tool is recognised: one that only this tool has, or several that it shares."""


def recognised(table: Table) -> ToolId:
    """The tool for which most speaks; "table" if that is too little, or as much for another."""
    heads = [_texts(column.heads) for column in table.columns]
    every = [text for texts in heads for text in texts]
    named = set(map(head_name, every))
    titles = [part.worksheet.title.strip() for part in table.parts]
    weights = {tool: _weight(signature, named, every, titles) for tool, signature in SIGNATURES.items()}
    first, second = sorted(weights, key=lambda tool: -weights[tool])[:2]
    return first if weights[first] >= ENOUGH and weights[first] > weights[second] else "table"


def likely(worksheets: Iterable[Worksheet]) -> ToolId:
    """The tool by the first filled rows of worksheets of which no table was made."""
    for worksheet in worksheets:
        filled = [number for number, row in enumerate(worksheet.rows[:_LOOKED_AT], 1) if any(map(_is_said, row))]
        for number in filled[:_FILLED_LOOKED_AT]:
            part = Part(worksheet, (number,))
            heads = tuple(Column(0, place, (value,)) for place, value in enumerate(worksheet.rows[number - 1], 1))
            if (tool := recognised(Table((part,), heads, ()))) != "table":
                return tool
    return "table"


def meanings(table: Table, tool: ToolId) -> dict[int, Meaning]:
    """By index of the column; those that may hold questions are left out."""
    signature = SIGNATURES[tool]
    names = [[head_name(text) for text in _texts(column.heads)] for column in table.columns]
    key = _key_name(signature, names)
    found: dict[int, Meaning] = {}
    for index, column in enumerate(table.columns):
        meaning = _meaning(column, tool, signature)
        if meaning == "key" and not any(key in name for name in names[index]):
            meaning = "technical"
        if meaning is not None:
            found[index] = meaning
    return found


def fingerprint(table: Table, tool: ToolId) -> str:
    """The same for all exports of a survey: by tool and heads, whatever their order and typography."""
    heads = sorted(" / ".join(map(_plain_head, _said(column.heads))) for column in table.columns)
    return hashlib.sha256("\n".join((tool, *filter(None, heads))).encode()).hexdigest()


def _weight(signature: Signature, named: set[str], heads: Sequence[str], titles: Iterable[str]) -> int:
    marks = sum(weight for name, weight in signature.marks.items() if name in named)
    patterns = sum(pattern.weight for pattern in signature.patterns if pattern.fits(heads))
    is_titled = signature.worksheet is not None and any(map(signature.worksheet.fullmatch, titles))
    return marks + patterns + (ENOUGH if is_titled else 0)


def _meaning(column: Column, tool: ToolId, signature: Signature) -> Meaning | None:
    for text in _texts([column.heading] if tool == "table" else column.heads):
        name = head_name(text)
        found = signature.names.get(name) or _of_code_and_text(text, signature) or everyday_meaning(text)
        if found is None:
            found = next((one for form, one in signature.like if form.fullmatch(text.strip().casefold())), None)
        if found is None and tool == "msforms" and name[-1:].isdecimal():
            found = everyday_meaning(text.strip().rstrip("23456789"))  # "Name2": the second column called so
        if found is not None:
            return found
    return None


def _of_code_and_text(text: str, signature: Signature) -> Meaning | None:
    """LimeSurvey's "submitdate. Datum Abgeschickt": both names mean the same."""
    code, *rest = re.split(r"[\s_]+", text, maxsplit=1)
    meaning = signature.names.get(head_name(code))
    return meaning if rest and signature.names.get(head_name(rest[0])) == meaning else None


def _key_name(signature: Signature, names: Sequence[Sequence[str]]) -> str:
    """The best of the tool's response ids that the table has."""
    given = {name for called in names for name in called}
    return next((name for name in signature.keys if name in given), "")


def _texts(heads: Iterable[Value]) -> list[str]:
    return [visible(head) for head in heads if isinstance(head, str) and head.strip() and not is_too_long(head)]


def _said(heads: Iterable[Value]) -> list[Value]:
    return list(filter(_is_said, heads))


def _is_said(head: Value) -> bool:
    return head is not None and bool(str(head).strip())


def _plain_head(head: Value) -> str:
    """A number as Excel would store it, so that "1.10" in a text file is the 1.1 of a workbook."""
    text = str(head)[:LONGEST_HEAD]
    try:
        return repr(float(text))
    except ValueError:
        return plain(text)
