"""Every document of every kind of workshop: made, whole, within its margins, with the numbers of the screen."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pytest

from analysis.dossier import Dossier, Saying
from analysis.protocol import Agreement, Note
from content.document import Grid
from content.documents.order import FILES, Made, Order
from content.documents.report import report
from content.statements import statement_columns
from content.tables import as_text, mean
from reports.making import made
from reports.pdf.render import pdf
from reports.word.render import word
from tests.dossiers import ASKED, demo_dossiers, full, made_up, with_measures
from tests.reports.pdf.reading import outside, words_of
from texts.words import words

DE, EN = words("de"), words("en")
MARGINS = (56, 56, 20, 20)
"""Points: at the sides what the report leaves free, above and below what its head and foot do."""
PDFS = tuple(file for file in FILES if file.endswith("_pdf") and file != "pictures_pdf")
ODD = (
    '=HYPERLINK("http://x") <b>fett</b> #import "a" $x$ *y* `z` [l](u) @label \\u{41} // '
    "\u202eabc\u202c عربي 🇩🇪 👍🏽 dabei"
)
LONG = "Verwaltungsgemeinschaftsvorsitzendenstellvertretungsbezirksamtes"


def odd() -> Dossier:
    """Texts of people that look like something else, in every place."""
    of, first = full(), next(iter(full().agreements))
    return replace(
        with_measures(of, 3, what=ODD, who=ODD),
        municipality=ODD,
        title=ODD,
        contact=ODD,
        leitmotiv=f"# {ODD}\n\n{ODD}\n\n- {ODD}",
        agreements={first: Agreement(first, "B", ODD, "1")},
        sayings=[Saying(first, ODD), Saying(of.results.fields[0].id, ODD, is_shortened=True)],
        notes=[Note("n", first, ODD, True, 1, "1"), Note("m", "", ODD, True, 2, "1")],
        reasons=dict.fromkeys(of.reasons, ODD),
        who_knows=dict.fromkeys(of.results.by_statement, ODD),
    )


def giant() -> Dossier:
    """Texts as long as nobody should write them, some without a blank, with signs that cannot be printed."""
    word, prose = "x" * 5000, "\x00Wort\x1b " * 1000
    of, first = full(), next(iter(full().agreements))
    return replace(
        with_measures(of, 3, what=word, who=prose),
        municipality=word,
        title=prose,
        contact=word,
        leitmotiv=f"{word}\n\n{prose}",
        agreements={first: Agreement(first, "B", word, "1")},
        sayings=[Saying(first, prose)],
        notes=[Note("n", first, word, True, 1, "1")],
        reasons={first: prose},
    )


SHAPES: dict[str, Callable[[], Dossier]] = {
    "everything": full,
    "beside an earlier run": lambda: demo_dossiers()[1],
    "nobody": lambda: made_up(0),
    "three people": lambda: made_up(3),
    "everything hidden": lambda: made_up(40, threshold=41, has_sheet=False),
    "one field": lambda: made_up(30, asked=ASKED.only(tuple(one.id for one in ASKED.fields[0].statements))),
    "one statement": lambda: made_up(30, statements=1),
    "300 people and 108 statements": lambda: made_up(300),
    "thirty measures": lambda: with_measures(full(), 30, what=f"{LONG} " * 6),
    "long names": lambda: replace(full(), municipality=LONG, title=f"{LONG} {LONG}", contact=LONG),
    "odd texts": odd,
    "giant texts": giant,
}


def files(order: Order) -> dict[str, Made]:
    """By kind what is made of it."""
    return {one.file: one for one in made(order)}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_document_is_made_and_keeps_within_its_margins(shape: str) -> None:
    _are_whole(files(Order(dossier=SHAPES[shape]())), shape)


@pytest.mark.parametrize("shape", ["everything", "nobody", "odd texts"])
def test_in_english_too(shape: str) -> None:
    found = files(Order(dossier=SHAPES[shape](), language="en"))

    _are_whole(found, shape)
    told = words_of(found["report_pdf"].content)
    assert "Where do we stand?" in told and "Wo stehen wir?" not in told


def _are_whole(found: dict[str, Made], shape: str) -> None:
    assert list(found) == list(FILES) and all(one.pages > 0 for one in found.values())
    assert found["briefing_pdf"].pages <= 2 or shape in ("thirty measures", "odd texts", "long names", "giant texts")
    for file in PDFS:
        assert outside(found[file].content, *MARGINS) == [], file


@pytest.mark.parametrize("shape", ["everything", "beside an earlier run", "300 people and 108 statements"])
def test_numbers_are_those_of_the_screen(shape: str) -> None:
    """Row by row, as PDF and as Word; the workbook and the slides are read back in their own tests."""
    of = SHAPES[shape]()
    document = report(DE, of)
    printed = words_of(pdf(document)).replace(" ", "")
    written = list(_rows(docx.Document(io.BytesIO(word(document))).tables))
    columns = statement_columns(DE, of.questionnaire)
    names = ("number", "rated", "E", "level", "equal_level", "disagreement", "span", "distance", "administration")

    for one in of.results.statements:
        row = [as_text(DE, columns[name].cell(one)) for name in names]
        assert "".join(row).replace(" ", "").replace("\xa0", "") in printed.replace("\xa0", ""), row
        assert row in [cells[: len(row)] for cells in written]
    for grid in (block for block in document.walk() if isinstance(block, Grid)):
        for values in grid.table.rows:
            assert [as_text(DE, value) for value in values] in written


def test_same_order_gives_the_same_bytes() -> None:
    order = Order(dossier=full(), has_preview=True)

    assert files(order) == files(order)


def _rows(tables: Iterable[Any]) -> Iterator[list[str]]:
    """Of tables, and of those in their cells."""
    for table in tables:
        for row in table.rows:
            yield [cell.text for cell in row.cells]
            for cell in row.cells:
                yield from _rows(cell.tables)


def test_nothing_hidden_is_told_anywhere() -> None:
    """Of a room in which only all together are shown, no document has a number of a group."""
    of = SHAPES["everything hidden"]()
    found = files(Order(dossier=of))

    assert all(cell.ratings is None for one in of.results.statements for cell in one.cells.values())
    told = words_of(found["report_pdf"].content)
    ends = [f"{float(band.below):.1f}".replace(".", ",") for band in of.questionnaire.bands if band.below is not None]
    limits = ["1,0", *(end for end in ends for _side in range(2))]
    assert "zu wenige Antworten" in told and re.findall(r"\d,\d", told) == limits
    book = openpyxl.load_workbook(io.BytesIO(found["workbook_xlsx"].content))
    of_groups = [sheet.title for sheet in book if "Gruppe" in sheet.title]
    assert of_groups == []


def test_texts_of_people_are_told_as_they_were_typed() -> None:
    of = SHAPES["odd texts"]()
    found = files(Order(dossier=of))
    typed = ODD.replace("\u202e", "").replace("\u202c", "")

    told = words_of(found["report_pdf"].content)
    for part in ('=HYPERLINK("http://x")', "<b>fett</b>", '#import "a"', "$x$ *y* `z` [l](u)", "@label"):
        assert part in told
    made_of_word = docx.Document(io.BytesIO(found["council_paper_docx"].content))
    cells = [cell.text for table in made_of_word.tables for row in table.rows for cell in row.cells]
    assert typed in cells
    book = openpyxl.load_workbook(io.BytesIO(found["workbook_xlsx"].content))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not any(cell.data_type == "f" for cell in values) and any(typed in str(cell.value) for cell in values)


def test_no_person_is_named_in_any_file() -> None:
    """Neither where a document would say it, nor in what programs keep beside."""
    of = with_measures(full(), 4)
    assert all(one.person == "Frau Geheim" for one in of.measures)

    for one in files(Order(dossier=of)).values():
        if one.name.endswith(".pdf"):
            told = [words_of(one.content)]
        else:
            package = zipfile.ZipFile(io.BytesIO(one.content))
            told = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
            inner = [
                zipfile.ZipFile(io.BytesIO(package.read(name))) for name in package.namelist() if name.endswith(".xlsx")
            ]
            told += [book.read(name).decode("utf-8", "replace") for book in inner for name in book.namelist()]
        assert not any("Geheim" in text for text in told), one.file


def test_charts_of_the_workbook_draw_the_numbers_of_its_cells() -> None:
    """openpyxl keeps no copies: what a chart refers to is followed."""
    of = full()
    book = openpyxl.load_workbook(
        io.BytesIO(files(Order(dossier=of, files=("workbook_xlsx",)))["workbook_xlsx"].content)
    )
    drawn = [series for sheet in book for chart in sheet._charts for series in chart.series]
    levels = [float(as_text(EN, mean(EN, field.level))) for field in of.results.fields]

    values = [[cell.value for row in _range(book, series.val.numRef.f) for cell in row] for series in drawn]
    assert drawn and all(value is None or isinstance(value, int | float) for column in values for value in column)
    assert levels in values


def _range(book: Any, address: str) -> Any:
    title, _mark, cells = address.rpartition("!")
    return book[title.strip("'")][cells.replace("$", "")]
