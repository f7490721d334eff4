"""The worksheet Verwaltungsbogen: heads in row 1, then one statement a row with answer, reason and who knows."""

from collections.abc import Iterable, Mapping

from data.intake.cells import RawCell
from data.intake.own_template.cells import RawWorksheet
from data.intake.own_template.entries import UNKNOWN_STATEMENT, Entries
from data.intake.said import said
from data.intake.spelling import is_one_of, normalised
from data.sheet import AdministrationAnswer

HEADS = {
    "statement": ("Aussage", "Statement"),
    "text": ("Text",),
    "answer": ("Antwort", "Answer"),
    "reason": ("Begründung", "Reason"),
    "who_knows": ("Wer weiß Bescheid", "Who knows"),
}
NO_NUMBER = said("no_number")


def read_administration_worksheet(worksheet: RawWorksheet, entries: Entries) -> dict[str, AdministrationAnswer]:
    """What is filled in, by statement."""
    rows = worksheet.rows()
    heads = rows.pop(1, [])
    columns = _columns(heads)
    entries.booking.book("metadata", sum(cell.column in columns for cell in heads))
    entries.booking.book("ignored", sum(cell.column not in columns for cell in heads))
    found: dict[str, AdministrationAnswer] = {}
    seen: set[str] = set()
    for cells in rows.values():
        answer = _read_row(worksheet.title, cells, columns, entries, seen)
        if answer is not None and (answer.answer is not None or answer.reason or answer.who_knows):
            found[answer.statement] = answer
    return found


def _columns(heads: Iterable[RawCell]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for cell in heads:
        for name, called in HEADS.items():
            if is_one_of(cell.text, called) and name not in columns.values():
                columns[cell.column] = name
    return columns


def _read_row(
    worksheet: str, cells: Iterable[RawCell], columns: Mapping[int, str], entries: Entries, seen: set[str]
) -> AdministrationAnswer | None:
    """One statement; without a usable number everything entered in the row is rejected."""
    named: dict[str, RawCell] = {}
    for cell in cells:
        if cell.column in columns and normalised(cell.text):
            named[columns[cell.column]] = cell
        else:
            entries.booking.book("ignored")
    text = named.pop("text", None)
    if text is not None:
        entries.booking.book("metadata")
    number = named.pop("statement", None)
    statement, fault = (None, NO_NUMBER) if number is None else entries.statement(number)
    if statement is None and number is not None and text is not None:
        statement = entries.statement_with_text(text.text)
    if statement is not None and statement in seen:
        fault = said("statement_twice", statement=statement)
        statement = None
    if statement is None:
        for cell in [*([] if number is None else [number]), *named.values()]:
            entries.booking.reject(worksheet, cell, fault or UNKNOWN_STATEMENT)
        return None
    seen.add(statement)
    entries.booking.book("metadata")
    texts = {name: entries.text(worksheet, named[name]) for name in ("reason", "who_knows") if name in named}
    answer = entries.answer(worksheet, named["answer"]) if "answer" in named else None
    return AdministrationAnswer(statement, answer, **texts)
