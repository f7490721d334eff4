"""The workbook on paper and in LibreOffice: rows as high as their texts, print areas, repeated heads, no grid."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.documents.filename import file_name
from reports.heights import lines_in
from reports.lists import list_workbook
from reports.template import template
from reports.workbook import workbook
from tests.reports.dossiers import dossier_of
from texts.words import words

NARROW = {"Aussagen": 12, "Vereinbart": 8}
"""Worksheets with more columns than can be read on paper: how many of them are printed."""


@pytest.fixture
def book(results: Results, questionnaire: Questionnaire) -> Any:
    content = workbook(dossier_of(results, questionnaire), words("de"))
    return openpyxl.load_workbook(io.BytesIO(content))


def wrapped_cells(sheet: Any) -> list[tuple[Any, float]]:
    """Cells with wrapped text, each with the width that it has, merged with others or alone."""
    columns_of = {area.start_cell.coordinate: (area.min_col, area.max_col) for area in sheet.merged_cells.ranges}
    found = []
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.alignment.wrap_text:
                first, last = columns_of.get(cell.coordinate, (cell.column, cell.column))
                width = sum(sheet.column_dimensions[get_column_letter(c)].width for c in range(first, last + 1))
                found.append((cell, width))
    return found


def test_every_row_is_high_enough_for_its_wrapped_texts(book: Any, questionnaire: Questionnaire) -> None:
    files = [template(questionnaire, statements=tuple(questionnaire.statements))]
    files.append(list_workbook("Liste", ["Zelle", "Warum nicht"], [["B3", "Das ist ein langer Grund. " * 8]]))
    sheets = [sheet for one in (book, *(openpyxl.load_workbook(io.BytesIO(f)) for f in files)) for sheet in one]

    checked = 0
    for sheet in sheets:
        for cell, width in wrapped_cells(sheet):
            # at least as many lines of 15 points as its letters fill, a letter being about a digit wide
            needed = min(max(1, -(-len(cell.value) * 0.9 // width)) * 15, 409)
            assert (sheet.row_dimensions[cell.row].height or 0) >= needed, (sheet.title, cell.coordinate)
            checked += 1
    assert checked > 150


def test_texts_are_broken_between_words() -> None:
    assert lines_in("kurz", 20) == 1
    assert lines_in("eins\nzwei", 20) == 2
    # 12 letters of about 1.1 digits in 19: one word a line, although their sum would fit into 4 lines
    assert lines_in("aaaaaaaaaaaa aaaaaaaaaaaa aaaaaaaaaaaa aaaaaaaaaaaa aaaaaaaaaaaa", 20) == 5
    # a word as long as three columns is cut
    assert lines_in("a" * 50, 20) == 3


def test_every_sheet_prints_across_one_page_without_a_grid(book: Any) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
        assert not sheet.print_options.gridLines
        assert not sheet.sheet_view.showGridLines


def test_every_letter_has_a_typeface(book: Any) -> None:
    assert {cell.font.name for sheet in book for row in sheet.iter_rows() for cell in row} == {"Calibri"}


def test_print_area_holds_all_that_is_filled_but_the_numbers_of_the_charts(book: Any) -> None:
    for sheet in book:
        (area,) = sheet.print_area if isinstance(sheet.print_area, list) else [sheet.print_area]
        _, first, last_column, last_row = range_boundaries(area.split("!")[-1].replace("$", ""))
        texts = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        numbers = [cell.row for cell in texts if cell.value == "Zahlen der Diagramme"]
        printed = [cell for cell in texts if not numbers or cell.row < numbers[0]]
        assert first == 1
        needed = [cell.column for cell in printed if sheet.title not in NARROW]
        assert last_column >= max(needed, default=NARROW.get(sheet.title, 0)), sheet.title
        assert last_row >= max(cell.row for cell in printed), sheet.title


def test_heads_of_long_tables_are_repeated(book: Any) -> None:
    heads = {sheet.title: sheet[sheet.print_title_rows.replace("$", "").split(":")[0]] for sheet in book}

    first = {title: [cell.value for cell in row][:3] for title, row in heads.items()}
    assert first["Aussagen"] == ["Nr.", "Handlungsfeld", "Aussage"]
    assert first["Gruppen"] == ["Nr.", "Aussage", "Gruppe"]
    assert {first[title][0] for title in ("Überblick", "Methode")} == {"Werkstatt · Musterlingen · 01.10.2026"}
    # the long table begins on a page of its own, so that its heads stand above nothing else
    head = heads["Gruppen"][0].row
    assert [one.id for one in book["Gruppen"].row_breaks.brk] == [head - 2]


@pytest.mark.parametrize(
    ("municipality", "name"),
    [
        ("Musterlingen", "2026-09-24_Musterlingen_Selbstcheck.xlsx"),
        ("Groß-Gerau / Süd", "2026-09-24_Gross-Gerau-Sued_Selbstcheck.xlsx"),
        ("Gro\u00df-Bu\u0308ren", "2026-09-24_Gross-Bueren_Selbstcheck.xlsx"),
        ('..\\..\\CON: <Ort>?*|"', "2026-09-24_CON-Ort_Selbstcheck.xlsx"),
        ("Łódź", "2026-09-24_odz_Selbstcheck.xlsx"),
        ("مدينة", "2026-09-24_Selbstcheck.xlsx"),
        ("A" * 80, f"2026-09-24_{'A' * 60}_Selbstcheck.xlsx"),
        ("Halle (Saale)\n", "2026-09-24_Halle-Saale_Selbstcheck.xlsx"),
    ],
)
def test_file_is_named_by_municipality_and_date(municipality: str, name: str) -> None:
    assert file_name(municipality, date(2026, 9, 24), "xlsx") == name
