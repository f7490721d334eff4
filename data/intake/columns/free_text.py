"""Columns in which people write freely: personal data, never taken over, handed out only on request."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import SystemRandom

from data.intake.containers.reading import Value
from data.intake.said import Said, said
from data.intake.survey_tools import tools
from data.intake.tables import Column, Table

LONG = 25
"""Characters of the average entry from which a column holds sentences."""
VARIED = 0.5
_LOOKED_AT = 500
_ADDRESSES = 5


@dataclass(frozen=True)
class Comment:
    """All that people wrote under one heading, in random order."""

    heading: str
    texts: tuple[str, ...]


def is_free_text(table: Table, column: Column) -> bool:
    """Whether most entries are sentences, or words that hardly anybody shares."""
    texts = _texts(table, column)[:_LOOKED_AT]
    if not texts:
        return False
    long = sum(map(len, texts)) >= LONG * len(texts)
    varied = len(set(texts)) > VARIED * len(texts) and any(" " in text for text in texts)
    return long or varied


def comments_of(table: Table, uses: Sequence[str], tool: tools.ToolId) -> tuple[Comment, ...]:
    """What stands in the columns of free text, so that no order tells who wrote it."""
    found = []
    for column, use in zip(table.columns, uses, strict=True):
        if use == "comment":
            texts = [tools.cleaned(tool, text) for text in _texts(table, column)]
            SystemRandom().shuffle(texts)
            found.append(Comment(column.heading, tuple(texts)))
    return tuple(found)


def recovered(table: Table, uses: Sequence[str]) -> tuple[Said, ...]:
    """A note on texts that begin with "=": the exporting tool stored them as formulas, most programs show nothing."""
    places = [
        part.address(row, column.number)
        for column, use in zip(table.columns, uses, strict=True)
        if use == "comment"
        for part in (table.parts[column.part],)
        for row, _text in part.formulas_by_column.get(column.number, ())
        if row not in part.around
    ]
    if not places:
        return ()
    shown = ", ".join(places[:_ADDRESSES]) + (" …" if len(places) > _ADDRESSES else "")
    return (said("recovered_formulas", cells=shown),)


def _texts(table: Table, column: Column) -> list[str]:
    """The entries, those stored as formulas included; numbers and dates are none."""
    found = [str(value) for value in table.values(column) if _is_text(value)]
    formulas = table.parts[column.part].formulas_by_column.get(column.number, ())
    if not formulas:
        return found
    rows = {record[column.part] for record in table.records}
    return found + [f"={text}" for row, text in formulas if row in rows]


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and bool(value.strip())
