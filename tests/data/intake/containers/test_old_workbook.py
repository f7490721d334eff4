"""Error cells in the formats that are no XML: .xls and .xlsb."""

import contextlib
import io
import random
import zipfile
from collections.abc import Callable

import pytest

from data.intake.containers import binary_workbook, old_workbook
from data.intake.containers.guard import UnusableFileError
from data.intake.containers.reading import read_file
from tests.data.intake import files
from tests.data.intake.files import Failed

ROWS = [["Nr.", Failed(42), 3], [], ["x", Failed(7, formula=True), Failed(23), Failed(99)]]


@pytest.mark.parametrize("make", [files.old_workbook, files.binary_workbook], ids=["xls", "xlsb"])
def test_errors_are_told_with_their_address(make: Callable[..., bytes]) -> None:
    known = [[Failed(36) if value == Failed(99) else value for value in row] for row in ROWS]

    (worksheet,) = read_file(make(known))

    assert worksheet.rows == (("Nr.", None, 3), (), ("x",))
    assert worksheet.errors == {(1, 2): "#N/A", (3, 2): "#DIV/0!", (3, 3): "#REF!", (3, 4): "#NUM!"}


def test_an_unknown_error_is_an_error() -> None:
    assert old_workbook.marked_worksheets(files.old_workbook(ROWS))[0].errors[3, 4] == "#?"
    assert binary_workbook.marked_worksheets(files.binary_workbook(ROWS))["Blatt"].errors[3, 4] == "#?"


def test_a_workbook_of_many_sectors_is_searched_to_its_end() -> None:
    rows = [["Text " * 10, Failed(7)] for _ in range(500)]

    (marked,) = old_workbook.marked_worksheets(files.old_workbook(rows))

    assert marked.errors == {(row, 2): "#DIV/0!" for row in range(1, 501)}


def _broken(whole: bytes) -> list[bytes]:
    chance = random.Random(29)
    found = []
    for _ in range(200):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 20)):
            broken[chance.randrange(len(whole))] = chance.randrange(256)
        found.append(bytes(broken))
    return found


def test_a_broken_xls_is_searched_or_refused() -> None:
    for broken in _broken(files.old_workbook(ROWS)):
        with contextlib.suppress(UnusableFileError):
            old_workbook.marked_worksheets(broken)


@pytest.mark.parametrize("name", ["xl/workbook.bin", "xl/worksheets/sheet1.bin"])
def test_a_broken_xlsb_is_searched_or_refused(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(files.binary_workbook(ROWS))) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    for broken in _broken(parts[name]):
        with contextlib.suppress(UnusableFileError):
            binary_workbook.marked_worksheets(files.zipped(parts | {name: broken}))


def test_a_ring_of_sectors_ends() -> None:
    whole = bytearray(files.old_workbook(ROWS))
    table = 512
    whole[table + 8 : table + 12] = (2).to_bytes(4, "little")

    assert len(old_workbook.marked_worksheets(bytes(whole))) == 1
