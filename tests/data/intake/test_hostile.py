"""Files made to harm: each is answered with one sentence, soon, and the server's own memory does not grow."""

import io
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.intake import apart
from data.intake.apart import understood_apart
from data.intake.containers.guard import (
    DAMAGED,
    EMPTY,
    MOST_BYTES,
    PROTECTED,
    TOO_LARGE,
    TOO_SLOW,
    WORD,
    UnusableFileError,
)
from data.intake.containers.package import unpacked, worksheet_parts
from data.intake.containers.scan import check_sizes
from data.intake.said import Said
from data.intake.worksheets.refusals import NO_STATEMENT
from tests.data.intake.cases.kit import ASKED
from tests.data.intake.files import (
    blanks,
    old_workbook,
    ole,
    spreadsheet,
    with_packed_worksheet,
    workbook,
    workbook_parts,
    worksheet_xml,
    zipped,
)

ROOT = Path(__file__).resolve().parents[3]
GROWTH = 5_000
"""kB that the server's peak may grow: the file itself and what Python needs to start a process."""
READ = """
import resource, sys
from pathlib import Path
from data.intake.apart import understood_apart
from tests.data.intake.cases.kit import ASKED

def peak():
    status = Path("/proc/self/status")  # the other figure begins with that of the starting process
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

content = Path(sys.argv[1]).read_bytes()
understood_apart(b"a;b", ASKED, filename="klein")
before = peak()
found = understood_apart(content, ASKED, filename="datei")
print(peak() - before, found.refused and found.refused.id)
"""


def _cell(address: str) -> str:
    row = re.sub("[A-Z]", "", address)
    return f'<row r="{row}"><c r="{address}" t="inlineStr"><is><t>x</t></is></c></row>'


FAR_ROW = '<row r="99999999"><c t="inlineStr"><is><t>x</t></is></c></row>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
LAUGHING = f"<!DOCTYPE x [{LAUGHS}]>"
FOREIGN = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def _declaring(declaration: str, entity: str, place: str) -> bytes:
    """A workbook that declares entities in its worksheet, its list of worksheets or its shared strings."""
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{entity}</t></is></c></row>'
    parts = workbook_parts({"Blatt": worksheet_xml(cell)}, shared=f"<si><t>{entity}</t></si>")
    name = {"sheet": "xl/worksheets/sheet1.xml", "workbook": "xl/workbook.xml", "shared": "xl/sharedStrings.xml"}[place]
    clean = {one: str(content).replace(entity, "x") if one != name else content for one, content in parts.items()}
    return zipped(
        clean | {name: str(parts[name]).replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{declaration}')}
    )


def _text_repeated() -> bytes:
    """One long shared string that a million cells refer to: 30 GB of text."""
    row = "".join('<c t="s"><v>0</v></c>' for _ in range(100))
    rows = "".join(f'<row r="{n}">{row}</row>' for n in range(1, 4_001))
    return workbook(rows, shared=f"<si><t>{''.join(random.Random(1).choices('abcdefgh', k=32_000))}</t></si>")


def _cells_repeated() -> bytes:
    """An .ods that repeats one cell over the whole worksheet in a line."""
    plain = spreadsheet([["x"]])
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = (
        parts["content.xml"]
        .replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">')
        .replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" ')
    )
    return zipped(parts)


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "512 GiB in 2 KB": (lambda: workbook(_cell("A1") + _cell("XFD1048576")), TOO_LARGE),
    "row 99999999": (lambda: workbook(_cell("A1") + _cell("A99999999")), TOO_LARGE),
    "row 99999999 without address": (
        lambda: workbook(FAR_ROW),
        TOO_LARGE,
    ),
    "row 99999999 in an unusual notation": (
        lambda: workbook(_cell("A1") + '<row\nr="99999999"><c\nr="A99999999"><v>1</v></c></row>'),
        TOO_LARGE,
    ),
    "bomb of 2 GiB, declared": (lambda: with_packed_worksheet(blanks(1 << 31), declared=1 << 31), TOO_LARGE),
    "bomb of 2 GiB, lying": (lambda: with_packed_worksheet(blanks(1 << 31), declared=1_000), DAMAGED),
    "bomb within the limits": (lambda: with_packed_worksheet(blanks(1 << 28), declared=1 << 28), TOO_LARGE),
    "billion laughs in the sheet": (lambda: _declaring(LAUGHING, "&l9;", "sheet"), DAMAGED),
    "billion laughs in the workbook": (lambda: _declaring(LAUGHING, "Blatt", "workbook"), DAMAGED),
    "billion laughs in the strings": (lambda: _declaring(LAUGHING, "&l9;", "shared"), DAMAGED),
    "foreign entity": (lambda: _declaring(FOREIGN, "&f;", "sheet"), DAMAGED),
    "foreign entity in the strings": (lambda: _declaring(FOREIGN, "&f;", "shared"), DAMAGED),
    "one text in 400,000 cells": (_text_repeated, TOO_LARGE),
    "one cell repeated everywhere": (_cells_repeated, DAMAGED),
    "cut off": (lambda: workbook(_cell("A1") * 500)[:-200], DAMAGED),
    "cut off within the sheet": (lambda: zipped(workbook_parts({"Blatt": worksheet_xml(_cell("A1"))[:-30]})), DAMAGED),
    "sheet in UTF-16": (
        lambda: zipped(workbook_parts({"Blatt": worksheet_xml(_cell("A1")).encode("utf-16")})),
        DAMAGED,
    ),
    "old workbook, cut off": (lambda: old_workbook([["x" * 100] * 10] * 3)[:3_000], DAMAGED),
    "encrypted": (lambda: ole({"EncryptionInfo": b"", "EncryptedPackage": os.urandom(9_000)}), PROTECTED),
    "nothing": (lambda: b"", EMPTY),
    "Word": (lambda: zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}), WORD),
    "a million columns": (lambda: b";" * 1_000_000, NO_STATEMENT),
    "a CSV of many columns": (lambda: b"x;" * 100_000, TOO_LARGE),
    "a CSV of many rows": (lambda: b"x;y\n" * 100_000, TOO_LARGE),
}


def _read(content: bytes, folder: Path) -> tuple[int, str]:
    """Growth of the peak in kB and the id of the refusal, in a process that does nothing else."""
    file = folder / "datei"
    file.write_bytes(content)
    reader = subprocess.run(
        [sys.executable, "-c", READ, str(file)], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    growth, refusal = reader.stdout.strip().split(" ", 1)
    return int(growth), refusal


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_its_sentence(name: str, tmp_path: Path) -> None:
    make, expected = FILES[name]

    growth, refusal = _read(make(), tmp_path)

    assert refusal == expected.id
    assert growth < GROWTH


@pytest.mark.parametrize(
    "rows", [_cell("XFD1048576"), _cell("A99999999"), _cell("BXY1"), FAR_ROW, "<row r='50001'><c><v>1</v></c></row>"]
)
def test_far_cells_are_found_where_memory_has_no_limit(rows: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        check_sizes(worksheet_parts(unpacked(workbook(_cell("A1") + rows))), places=True)

    assert refusal.value.why == TOO_LARGE


def test_far_cells_without_content_are_no_harm() -> None:
    last = '<row r="50000"><c r="BXX50000"><v>1</v></c></row>'
    rows = f'{last}<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'

    check_sizes(worksheet_parts(unpacked(workbook(_cell("A1") + rows))), places=True)


def test_eight_million_cells_are_refused(tmp_path: Path) -> None:
    columns = [chr(65 + n // 26) + chr(65 + n % 26) for n in range(500)]
    row = "".join(f'<c r="{column}@"><v>1</v></c><c><v>2</v></c>' for column in columns[::2])
    rows = "".join(f'<row r="{n}">{row}</row>'.replace("@", str(n)) for n in range(1, 16_001))
    content = workbook(rows)
    assert len(content) < MOST_BYTES

    growth, refusal = _read(content, tmp_path)

    assert refusal == TOO_LARGE.id
    assert growth < GROWTH


SAYING = """
import os, sys
sys.path.append(sys.argv[1])
from data.intake.handing_over import understood_as_line, wish_of
from data.intake.understood import Understood

def say(**found):
    wish = wish_of(sys.stdin.buffer.readline())
    found = {"filename": wish.filename} | found
    sys.stdout.buffer.write(understood_as_line(Understood(**found)))

"""
"""The beginning of a child that answers what it likes."""


def _refusal() -> Said | None:
    return understood_apart(b"a;b\n", ASKED, filename="datei").refused


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(apart, "SECONDS", 1)

    assert _refusal() == TOO_SLOW


def test_the_child_knows_nothing_of_the_servers_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", f"{SAYING}say(tool=' '.join(sorted(os.environ)))")
    monkeypatch.setenv("DATABASE_URL", "postgresql://geheim")

    known = understood_apart(b"a;b\n", ASKED, filename="datei").tool

    assert "PATH" in known
    assert "DATABASE_URL" not in known


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("say(filename='andere')", DAMAGED),
        ("sys.stdout.buffer.write(b'x' * 40_000_000)", TOO_LARGE),
        ("while True: sys.stdout.buffer.write(b'x' * 1_000_000)", TOO_LARGE),
        ("raise SystemExit(3)", DAMAGED),
        ("os.kill(os.getpid(), 9)", TOO_LARGE),
        ("os.kill(os.getpid(), 11)", DAMAGED),
        ("import pickle; sys.stdout.buffer.write(pickle.dumps({'refused': 'x'}))", DAMAGED),
    ],
)
def test_a_child_that_was_taken_over_is_not_believed(monkeypatch: pytest.MonkeyPatch, what: str, why: Said) -> None:
    monkeypatch.setattr(apart, "_START", SAYING + what)

    assert _refusal() == why
