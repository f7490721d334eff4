"""Errors and formulas without a value in an .ods, as each program writes them."""

import pytest

from data.intake.containers.guard import DAMAGED, TOO_LARGE, UnusableFileError
from data.intake.containers.opendocument import marked_tables
from data.intake.containers.reading import Worksheet, read_file
from tests.data.intake.files import spreadsheet_of

ERROR = 'office:value-type="string" office:string-value="" calcext:value-type="error"'


def _cell(attributes: str, shown: str = "") -> str:
    return f"<table:table-cell {attributes}>{f'<text:p>{shown}</text:p>' if shown else ''}</table:table-cell>"


def _row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


TEXT = _cell('office:value-type="string"', "x")


def _read(*rows: str) -> Worksheet:
    (worksheet,) = read_file(spreadsheet_of("".join(rows)))
    return worksheet


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        (_cell(f'table:formula="of:=1/0" {ERROR}', "#DIV/0!"), "#DIV/0!"),
        (_cell(f'table:formula="of:=NA()" {ERROR}', "#NV"), "#NV"),
        (_cell(f'table:formula="of:=[.A9]&gt;1" {ERROR}', "Err:502"), "Err:502"),
        (_cell(ERROR), "#?"),
        (_cell('table:formula="of:=1/0" office:value-type="float" office:value="0"', "#DIV/0!"), "#DIV/0!"),
        (_cell('table:formula="oooc:=NA()" office:value-type="float" office:value="0"', "#N/A"), "#N/A"),
        (_cell('table:formula="of:=X" office:value-type="string" office:string-value=""', "#NAME?"), "#NAME?"),
        (_cell('table:formula="of:=[.#REF!]" office:value-type="string"', "#BEZUG!"), "#BEZUG!"),
    ],
    ids=["LibreOffice", "in German", "number", "nothing shown", "Excel", "OpenOffice", "empty text", "text"],
)
def test_an_error_is_told_and_is_no_value(cell: str, error: str) -> None:
    worksheet = _read(_row(TEXT), _row(TEXT, cell, TEXT))

    assert worksheet.rows == (("x",), ("x", None, "x"))
    assert (worksheet.errors, worksheet.formulas) == ({(2, 2): error}, {})


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (_cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', "2"), 2),
        (_cell('table:formula="of:=A" office:value-type="string"', "Trifft zu"), "Trifft zu"),
        (_cell('table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""'), None),
        (_cell('office:value-type="string"', "#N/A"), "#N/A"),
    ],
    ids=["number", "text", "empty text", "typed"],
)
def test_a_stored_value_counts(cell: str, value: object) -> None:
    worksheet = _read(_row(TEXT, cell, TEXT))

    assert worksheet.rows == (("x", value, "x"),)
    assert (worksheet.errors, worksheet.formulas) == ({}, {})


def test_a_formula_without_a_value_is_told() -> None:
    assert _read(_row(TEXT, _cell('table:formula="of:=[.A1]&amp;&quot;!&quot;"'))).formulas == {(1, 2): '[.A1]&"!"'}


def test_repeated_rows_and_cells_are_counted() -> None:
    error = _cell(f'{ERROR} table:number-columns-repeated="2"', "#N/A")
    empty = '<table:table-cell table:number-columns-repeated="3"/><table:covered-table-cell/>'

    worksheet = _read(_row(TEXT, repeated=3), _row(empty, error, TEXT, repeated=2))

    assert worksheet.errors == {(row, column): "#N/A" for row in (4, 5) for column in (5, 6)}
    assert worksheet.rows[3:] == ((None,) * 6 + ("x",),) * 2


def test_a_table_that_begins_further_right_keeps_its_addresses() -> None:
    error = _cell('table:formula="of:=1/0" office:value-type="float" office:value="0"', "#DIV/0!")

    worksheet = _read(_row("<table:table-cell/>"), _row("<table:table-cell/>", TEXT, error))

    assert (worksheet.rows, worksheet.errors) == (((), (None, "x")), {(2, 3): "#DIV/0!"})


def test_rows_in_groups_and_rows_without_cells_are_counted() -> None:
    group = f"<table:table-row-group>{_row(TEXT)}</table:table-row-group><table:table-row/>"

    assert _read(group, _row(TEXT), _row(_cell(ERROR, "#N/A"), TEXT)).errors == {(4, 1): "#N/A"}


def test_a_note_is_not_what_a_cell_shows() -> None:
    note = "<office:annotation><text:p>warum?</text:p></office:annotation><text:p>#N/A</text:p>"

    assert _read(_row(f"<table:table-cell {ERROR}>{note}</table:table-cell>")).errors == {(1, 1): "#N/A"}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (_row(_cell(ERROR), repeated=1_000_000_000), TOO_LARGE),
        (_row(_cell(ERROR + ' table:number-columns-repeated="viele"')), DAMAGED),
        (_row(_cell(ERROR))[:-5], DAMAGED),
    ],
)
def test_broken_and_endless_tables_are_refused(rows: str, sentence: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        marked_tables(f"<table:table>{rows}</table:table>".encode())

    assert refusal.value.why == sentence
