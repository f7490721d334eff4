"""The XML parts of an .xlsx: taken out once, looked at, and handed to the reader as they were looked at."""

import zipfile

import pytest

from data.intake.containers.guard import TOO_LARGE, UnusableFileError
from data.intake.containers.package import for_reader, unpacked, worksheet_parts
from data.intake.containers.scan import MOST_MARKED, scanned
from tests.data.intake.files import workbook, workbook_parts, worksheet_xml, zipped

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
MERGED = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'


def _for_reader(content: bytes) -> dict[str, bytes]:
    parts = unpacked(content)
    with zipfile.ZipFile(for_reader(parts, worksheet_parts(parts))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_reader_gets_every_part() -> None:
    parts = workbook_parts({"eins": worksheet_xml(ROWS), "zwei": worksheet_xml("")})

    assert list(_for_reader(zipped(parts))) == list(parts)


@pytest.mark.parametrize(("after", "first"), [(MERGED, MERGED), ("", "<mergeCells></mergeCells>")])
def test_merged_ranges_stand_before_the_rows(after: str, first: str) -> None:
    xml = worksheet_xml(ROWS, after=after)

    handed = _for_reader(zipped(workbook_parts({"Blatt": xml})))["xl/worksheets/sheet1.xml"]

    assert handed.decode() == xml.replace("<sheetData>", first + "<sheetData>")


def test_of_two_parts_of_the_same_name_the_reader_gets_the_one_that_was_looked_at() -> None:
    parts = workbook_parts({"Blatt": worksheet_xml(ROWS)})
    doubled = zipped(parts | {"XL/Worksheets/Sheet1.xml": worksheet_xml("")})

    assert len(_for_reader(doubled)) == len(parts)


def test_marks_are_limited() -> None:
    row = "<row>" + '<c t="e"><v>#N/A</v></c>' * 1_000 + "</row>"
    content = workbook(row * (MOST_MARKED // 1_000 + 1))

    with pytest.raises(UnusableFileError) as refusal:
        scanned(worksheet_parts(unpacked(content)))

    assert refusal.value.why == TOO_LARGE
