"""What is read from files of every kind, and that it is the same whichever kind it is."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from analysis.questionnaire import Questionnaire
from data.intake.containers.reading import TEXT_TITLE, Worksheet, read_file
from data.store.sheets import EnteredSheet
from tests.data.intake.conftest import made_file
from tests.data.intake.files import (
    RELATIONS,
    SPACE,
    old_workbook,
    spreadsheet,
    workbook,
    workbook_parts,
    worksheet_xml,
    zipped,
)
from tests.data.intake.templates import read_template

TABLE = [
    ["Nr.", "Müller „sagt“; so", 'mit "Strichen"'],
    ["eins", None, "zwei\nZeilen"],
    [],
    [None, "Größe, 3 € & <b>"],
]
AS_READ = (
    ("Nr.", "Müller „sagt“; so", 'mit "Strichen"'),
    ("eins", None, "zwei\nZeilen"),
    (),
    (None, "Größe, 3 € & <b>"),
)
CSV = 'Nr.;"Müller „sagt“; so";"mit ""Strichen"""\r\neins;;"zwei\r\nZeilen"\r\n;;\r\n;Größe, 3 € & <b>;\r\n\r\n'


def _rows(content: bytes) -> tuple[tuple[Any, ...], ...]:
    (worksheet,) = read_file(content)
    return worksheet.rows


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        made_file({"Blatt": TABLE}),
        spreadsheet(TABLE),
        old_workbook(TABLE),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp1252"),
        CSV.replace(";", "\t").replace("sagt“\t", "sagt“;").encode("utf-16"),
    ],
    ids=["xlsx", "ods", "xls", "csv", "csv of Windows", "csv with tabs"],
)
def test_a_table_is_the_same_in_every_format(content: bytes) -> None:
    assert _rows(content) == AS_READ


def test_shared_and_inline_strings_are_the_same() -> None:
    inline = '<row r="1"><c r="A1" t="inlineStr"><is><t>Trifft zu</t></is></c></row>'
    shared = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'

    assert _rows(workbook(inline)) == _rows(workbook(shared, shared="<si><t>Trifft zu</t></si>")) == (("Trifft zu",),)


def test_text_in_pieces_is_put_together() -> None:
    pieces = "<si><r><t>Trifft </t></r><r><rPr><b/></rPr><t>zu</t></r></si>".replace("<t>", '<t xml:space="preserve">')

    assert _rows(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=pieces)) == (("Trifft zu",),)


def test_values_keep_their_types() -> None:
    book = Workbook()
    moment = datetime.fromisoformat("2026-03-01T09:15:02")
    row = ["Text", " mit Rand ", 3, 1.5, True, False, date(2026, 3, 1), moment]
    book.worksheets[0].append(row)

    (read,) = _rows(_saved(book))

    assert read == tuple(row)
    assert [type(value) for value in read] == [str, str, int, float, bool, bool, date, datetime]


def test_an_ods_keeps_numbers_truths_and_dates() -> None:
    (read,) = _rows(spreadsheet([[3, 1.5, True, date(2026, 3, 1)]]))

    assert read == (3, 1.5, True, date(2026, 3, 1))
    assert [type(value) for value in read] == [int, float, bool, date]


def test_an_old_workbook_keeps_numbers() -> None:
    assert _rows(old_workbook([["Zahl", 3, 1.5]])) == (("Zahl", 3, 1.5),)


def test_a_csv_is_text_only() -> None:
    assert _rows(b"a;b;c\n1;1,5;WAHR\n") == (("a", "b", "c"), ("1", "1,5", "WAHR"))
    assert [worksheet.title for worksheet in read_file(b"a;b\n")] == [TEXT_TITLE]


def test_line_ends_and_control_characters_are_made_the_same() -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>oben_x000D_\nunten_x0001_!</t></is></c></row>'

    assert _rows(workbook(row)) == (("oben\nunten!",),)
    assert _rows(b'a;b\n"oben\r\nunten";c\x01\n') == (("a", "b"), ("oben\nunten", "c"))


def test_a_table_that_begins_further_down_keeps_its_addresses() -> None:
    book = Workbook()
    book.worksheets[0]["C3"] = "hier"

    assert _rows(_saved(book)) == ((), (), (None, None, "hier"))


def test_formatted_but_empty_cells_far_out_are_cut() -> None:
    book = Workbook()
    worksheet = book.worksheets[0]
    worksheet["A1"] = "hier"
    worksheet["XFD1048576"].font = Font(bold=True)

    assert _rows(_saved(book)) == (("hier",),)


@pytest.mark.parametrize("stated", ["A1", "A1:XFD1048576"])
def test_a_wrong_dimension_changes_nothing(stated: str) -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in (1, 2, 4))

    assert _rows(workbook(rows, dimension=stated)) == ((None, 1), (None, 2), (), (None, 4))


def test_error_cells_are_told_with_their_address() -> None:
    book = Workbook()
    book.worksheets[0].append(["a", "#REF!", None, "#N/A"])
    book.worksheets[0].append([None, None, "#DIV/0!"])

    (worksheet,) = read_file(_saved(book))

    assert worksheet.errors == {(1, 2): "#REF!", (1, 4): "#N/A", (2, 3): "#DIV/0!"}
    assert worksheet.rows == (("a",),)


def test_an_error_of_a_formula_is_an_error() -> None:
    (worksheet,) = read_file(workbook('<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'))

    assert (worksheet.errors, worksheet.formulas) == ({(2, 2): "#DIV/0!"}, {})


def test_a_comment_that_limesurvey_made_a_formula_is_found() -> None:
    row = '<row r="2"><c r="A2" s="0" t="s"><f>&gt; mehr Geld &amp; Zeit</f></c><c r="B2"><v>1</v></c></row>'

    (worksheet,) = read_file(workbook(row, shared="<si><t>nicht das</t></si>"))

    assert worksheet.formulas == {(2, 1): "> mehr Geld & Zeit"}
    assert worksheet.rows == ((), (None, 1))


@pytest.mark.parametrize(
    ("cell", "value", "formulas"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2, {}),
        ('<c r="A1" t="str"><f>"x"</f><v>x</v></c>', "x", {}),
        ('<c r="A1"><f>1+1</f></c>', None, {(1, 1): "1+1"}),
        ('<c r="A1"><f>1+1</f><v/></c>', None, {(1, 1): "1+1"}),
        ('<c r="A1"><f>1+1</f><v></v></c>', None, {(1, 1): "1+1"}),
        ('<c r="A1"><f>=1+1</f></c>', None, {(1, 1): "1+1"}),
        ('<c r="A1"><f t="shared" si="0"/></c>', None, {(1, 1): ""}),
    ],
)
def test_a_formula_counts_as_its_stored_value(cell: str, value: object, formulas: dict[tuple[int, int], str]) -> None:
    (worksheet,) = read_file(workbook(f'<row r="1">{cell}<c r="B1"><v>7</v></c></row>'))

    assert worksheet.rows == ((value, 7),)
    assert worksheet.formulas == formulas


def test_cells_without_addresses_are_counted() -> None:
    rows = '<row><c><v>1</v></c></row><row><c/><c t="e"><v>#N/A</v></c><c><f>A1</f></c></row>'

    (worksheet,) = read_file(workbook(rows))

    assert (worksheet.rows, worksheet.errors, worksheet.formulas) == (((1,),), {(2, 2): "#N/A"}, {(2, 3): "A1"})


def test_elements_may_have_a_prefix() -> None:
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row>'
    xml = f'<x:worksheet xmlns:x="{SPACE}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'

    (worksheet,) = read_file(zipped(workbook_parts({"Blatt": xml})))

    assert (worksheet.rows, worksheet.errors) == (((1,),), {(1, 2): "#N/A"})


def _strict(text: str) -> str:
    """As Excel writes "Strict Open XML": other names of the same things."""
    strict = "http://purl.oclc.org/ooxml"
    return text.replace(SPACE, f"{strict}/spreadsheetml/main").replace(
        RELATIONS, f"{strict}/officeDocument/relationships"
    )


def test_other_ways_of_packing_are_the_same() -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Trifft zu</t></is></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    parts = {name: str(content) for name, content in workbook_parts({"Blatt": worksheet_xml(row)}).items()}
    ways = [
        {name: _strict(content) for name, content in parts.items()},
        {name.replace("/", "\\"): content for name, content in parts.items()},
        {name.upper() if "xl/" in name else name: content for name, content in parts.items()},
        {name: content.replace('Target="worksheets', 'Target="/xl/worksheets') for name, content in parts.items()},
    ]

    expected = (Worksheet("Blatt", (("Trifft zu",),), False, (), {(1, 2): "#N/A"}, {}),)
    assert [read_file(zipped(way)) for way in ways] == [expected] * 4


def test_marks_stand_with_their_own_worksheet() -> None:
    one, two = ('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>', '<row r="1"><c r="A1"><f>1</f></c></row>')

    found = read_file(zipped(workbook_parts({"eins": worksheet_xml(one), "zwei": worksheet_xml(two)})))

    assert [(worksheet.title, worksheet.errors, worksheet.formulas) for worksheet in found] == [
        ("eins", {(1, 1): "#REF!"}, {}),
        ("zwei", {}, {(1, 1): "1"}),
    ]


def test_merged_ranges_are_told() -> None:
    book = Workbook()
    worksheet = book.worksheets[0]
    worksheet["B1"] = "Handlungsfeld"
    worksheet.merge_cells("B1:D2")

    assert read_file(_saved(book)) == (Worksheet("Sheet", ((None, "Handlungsfeld"),), False, ((1, 2, 2, 4),), {}, {}),)


def test_hidden_worksheets_are_told_and_charts_are_none() -> None:
    book = Workbook()
    for title, state in (("verborgen", "hidden"), ("tief", "veryHidden")):
        book.create_sheet(title).sheet_state = state
    book.create_chartsheet("Diagramm")

    found = [(worksheet.title, worksheet.hidden) for worksheet in read_file(_saved(book))]

    assert found == [("Sheet", False), ("verborgen", True), ("tief", True)]


@pytest.mark.parametrize("name", ["antworten.xlsx", "antworten.csv", "antworten.xls", "antworten"])
def test_the_name_of_the_file_says_nothing(name: str, questionnaire: Questionnaire) -> None:
    content = spreadsheet([["Perspektive", "1.1"], ["ABH", "A"]], title="Antworten")

    assert read_template(content, questionnaire, filename=name).sheets == (EnteredSheet("abh", {"1.1": "A"}),)


@pytest.mark.parametrize(
    "content",
    [
        made_file({"Antworten": [["Perspektive", "1.1", "1.10"], ["ABH", "A", "Trifft eher zu"]]}),
        spreadsheet([["Perspektive", "1.1", "1.10"], ["ABH", "A", "Trifft eher zu"]], title="Antworten"),
        old_workbook([["Perspektive", "1.1", "1.10"], ["ABH", "A", "Trifft eher zu"]], title="Antworten"),
        b"Perspektive;1.1;1.10\r\nABH;A;Trifft eher zu\r\n",
    ],
    ids=["xlsx", "ods", "xls", "csv"],
)
def test_the_template_may_be_filled_in_every_format(content: bytes, questionnaire: Questionnaire) -> None:
    found = read_template(content, questionnaire, filename="antworten")

    assert found.problems == ()
    assert found.sheets == (EnteredSheet("abh", {"1.1": "A", "1.10": "B"}),)
