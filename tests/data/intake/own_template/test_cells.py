"""Files that are no templates or no files at all: a German sentence each, and the server lives on."""

import io
import zipfile

import openpyxl
import pytest

from analysis.questionnaire import Questionnaire
from data.intake.apart import understood_apart
from data.intake.cells import RawCell
from data.intake.containers.guard import (
    DAMAGED,
    EMPTY,
    NUMBERS,
    OLD_OFFICE,
    PACKED,
    PROTECTED,
    TEXT_DOCUMENT,
    TOO_LARGE,
    WORD,
    UnusableFileError,
)
from data.intake.containers.reading import read_file
from data.intake.own_template.cells import RawWorksheet, raw_worksheet
from data.intake.own_template.template import NO_STATEMENT
from data.intake.said import Said
from tests.data.intake.conftest import made_file
from tests.data.intake.templates import read_template

ROW = '<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>'


def _with_worksheet(xml: str) -> bytes:
    """A real workbook whose first worksheet's XML is replaced."""
    made = made_file({"Antworten": [["Perspektive"]]})
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return file.getvalue()


def _worksheet_xml(rows: str, before: str = "", dimension: str = "A1") -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    start = f'<?xml version="1.0"?>{before}<worksheet xmlns="{space}"><dimension ref="{dimension}"/>'
    return f"{start}<sheetData>{rows}</sheetData></worksheet>"


def _zip(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


def _encrypted() -> bytes:
    content = bytearray(_zip("[Content_Types].xml", "xl/workbook.xml"))
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", EMPTY),
        (_zip("readme.txt"), PACKED),
        (made_file({"Antworten": [["Perspektive"]]})[:-300], DAMAGED),
        (b"PK\x03\x04" + bytes(200), DAMAGED),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), OLD_OFFICE),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64) + "EncryptedPackage".encode("utf-16-le"), PROTECTED),
        (_encrypted(), PROTECTED),
        (_zip("[Content_Types].xml", "word/document.xml"), WORD),
        (_zip("mimetype", "content.xml"), TEXT_DOCUMENT),
        (_zip("Index/Document.iwa"), NUMBERS),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), DAMAGED),
        (_with_worksheet("<worksheet><sheetData><row"), DAMAGED),
    ],
)  # fmt: skip
def test_an_unusable_file_gets_a_sentence(content: bytes, message: Said, questionnaire: Questionnaire) -> None:
    assert understood_apart(content, questionnaire, filename="x.xlsx").refused == message


def test_a_template_of_other_statements_is_refused(questionnaire: Questionnaire) -> None:
    content = b"Perspektive;9.01\nABH;A\n"

    with pytest.raises(UnusableFileError) as refused:
        read_template(content, questionnaire, filename="x.csv")

    assert refused.value.why == NO_STATEMENT


BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_with_worksheet(_worksheet_xml(ROW.format(row=99999999, cell="A99999999"))), TOO_LARGE),
        (_with_worksheet(_worksheet_xml(ROW.format(row=1, cell="XFD1"), dimension="A1:XFD1048576")), TOO_LARGE),
        (_with_worksheet(_worksheet_xml(" " * 60_000_000)), TOO_LARGE),
        (_with_worksheet(_worksheet_xml("<row><c><v>&l9;</v></c></row>", f"<!DOCTYPE x [{BILLION}]>")), DAMAGED),
        (
            _with_worksheet(
                _worksheet_xml("<row><c><v>&f;</v></c></row>", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')
            ),
            DAMAGED,
        ),
    ],
    ids=["giant row", "giant column", "zip bomb", "billion laughs", "external entity"],
)
def test_a_hostile_file_is_refused(content: bytes, message: Said, questionnaire: Questionnaire) -> None:
    assert understood_apart(content, questionnaire, filename="x.xlsx").refused == message


def _raw(content: bytes) -> list[RawWorksheet]:
    return list(map(raw_worksheet, read_file(content)))


def test_a_wrong_dimension_loses_no_row() -> None:
    rows = "".join(ROW.format(row=row, cell=f"A{row}") for row in (1, 2, 7))

    (worksheet,) = _raw(_with_worksheet(_worksheet_xml(rows, dimension="A1")))

    assert [cell.address for cell in worksheet.cells] == ["A1", "A2", "A7"]


def test_cells_keep_their_kind_and_place() -> None:
    content = made_file({"Blatt": [["Text", 1.1, 2.0, None, True], [None, "=1+1", "#N/A"]], "leer": []})

    first, second = _raw(content)

    assert first.cells == (
        RawCell(1, 1, "text", "Text"),
        RawCell(1, 2, "number", "1.1"),
        RawCell(1, 3, "number", "2"),
        RawCell(1, 5, "truth", "True"),
        RawCell(2, 2, "formula", "=1+1"),
        RawCell(2, 3, "error", "#N/A"),
    )
    assert (second.title, second.cells) == ("leer", ())


def test_addresses_are_excels_own() -> None:
    assert [RawCell(7, column, "text", "").address for column in (1, 26, 27, 52, 703)] == [
        "A7",
        "Z7",
        "AA7",
        "AZ7",
        "AAA7",
    ]


def test_xml_is_read_by_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML
