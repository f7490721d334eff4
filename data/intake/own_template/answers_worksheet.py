"""The worksheet Antworten: row 1 "Perspektive" and the statement ids, row 2 maybe the texts, then one person a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.questionnaire import UNSTATED
from data.intake.cells import RawCell
from data.intake.own_template.cells import RawWorksheet
from data.intake.own_template.entries import UNKNOWN_STATEMENT, Entries
from data.intake.said import Said, said
from data.intake.spelling import is_one_of, normalised
from data.sheet import EnteredSheet

PERSPECTIVE_HEADS = ("Perspektive", "Perspective")
STATEMENT_HEADS = ("Aussage", "Statement")
PERSPECTIVE = "Perspektive"


@dataclass(frozen=True)
class _Column:
    """What a column holds: PERSPECTIVE or a statement id; with a ``fault`` all its cells are rejected."""

    meaning: str
    fault: Said | None = None


def read_answers_worksheet(worksheet: RawWorksheet, entries: Entries) -> tuple[list[EnteredSheet], frozenset[str]]:
    """The people of the worksheet in its order, also those without answers, and the statements that have a column."""
    rows = worksheet.rows()
    texts = {cell.column: cell.text for cell in rows.get(2, ())}
    columns = _columns(worksheet.title, rows.pop(1, []), texts, entries)
    if 2 in rows and _is_text_row(rows[2], columns, entries):
        _book_text_row(worksheet.title, rows.pop(2), columns, entries)
    people = [_read_person(worksheet.title, cells, columns, entries) for cells in rows.values()]
    statements = frozenset(column.meaning for column in columns.values() if not column.fault) - {PERSPECTIVE}
    return [person for person in people if person is not None], statements


def _columns(worksheet: str, head: Iterable[RawCell], texts: Mapping[int, str], entries: Entries) -> dict[int, _Column]:
    """The columns by number; those that mean nothing here are left out. ``texts`` stand below the heads."""
    columns: dict[int, _Column] = {}
    for cell in head:
        column = _column(cell, texts.get(cell.column, ""), entries)
        if column is None:
            entries.booking.book("ignored")
            continue
        if column in columns.values() and not column.fault:
            twice = column.meaning == PERSPECTIVE
            fault = said("perspective_twice") if twice else said("column_twice", statement=column.meaning)
            column = _Column(column.meaning, fault)
        columns[cell.column] = column
        if column.fault:
            entries.booking.reject(worksheet, cell, column.fault)
        else:
            entries.booking.book("metadata")
    return columns


def _column(cell: RawCell, text: str, entries: Entries) -> _Column | None:
    """By its number, or where Excel made something else of it by the text below."""
    if is_one_of(cell.text, PERSPECTIVE_HEADS):
        return _Column(PERSPECTIVE)
    statement, fault = entries.statement(cell)
    if statement is not None:
        return _Column(statement)
    if (worded := entries.statement_with_text(text)) is not None:
        return _Column(worded)
    looks_like_an_id = cell.text.strip().replace(".", "").replace(",", "").isdigit()
    return _Column("", fault) if fault != UNKNOWN_STATEMENT or looks_like_an_id else None


def _is_text_row(row: Iterable[RawCell], columns: Mapping[int, _Column], entries: Entries) -> bool:
    return any(
        (cell.column == 1 and is_one_of(cell.text, STATEMENT_HEADS))
        or (cell.column in columns and entries.is_text_of(cell.text, columns[cell.column].meaning))
        for cell in row
    )


def _book_text_row(worksheet: str, row: Iterable[RawCell], columns: Mapping[int, _Column], entries: Entries) -> None:
    """A reworded text is left alone; the text of another statement means that columns were mixed up."""
    for cell in row:
        column = columns.get(cell.column)
        if column is None and cell.column != 1:
            entries.booking.book("ignored")
            continue
        other = None if column is None or column.fault else _other_statement(cell, column.meaning, entries)
        if column is None or other is None:
            entries.booking.book("metadata")
        else:
            fault = said("text_of_another", other=other, statement=column.meaning)
            entries.booking.reject(worksheet, cell, fault)


def _other_statement(cell: RawCell, statement: str, entries: Entries) -> str | None:
    if statement == PERSPECTIVE or entries.is_text_of(cell.text, statement):
        return None
    return next((one for one in entries.questionnaire.statements if entries.is_text_of(cell.text, one)), None)


def _read_person(
    worksheet: str, cells: Iterable[RawCell], columns: Mapping[int, _Column], entries: Entries
) -> EnteredSheet | None:
    """One row; None if it holds nothing that is asked."""
    perspective = UNSTATED
    answers: dict[str, str] = {}
    is_person = False
    for cell in cells:
        column = columns.get(cell.column)
        if column is None or not normalised(cell.text):
            entries.booking.book("ignored")
            continue
        if column.fault:
            entries.booking.reject(worksheet, cell, column.fault)
            continue
        is_person = True
        if column.meaning == PERSPECTIVE:
            perspective = entries.perspective(worksheet, cell)
        elif answer := entries.answer(worksheet, cell):
            answers[column.meaning] = answer
    return EnteredSheet(perspective, answers) if is_person else None
