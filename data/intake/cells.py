"""Gets the cells of a workbook out of a child process with limits."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from config import ROOT
from data.intake.guard import DAMAGED, TOO_LARGE, why_unusable

SECONDS = 30
_TOO_LARGE_CODE = 3
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG")


@dataclass(frozen=True)
class RawCell:
    """A non-empty cell; ``kind`` is text, number, date, truth, formula or error."""

    row: int
    column: int
    kind: str
    text: str

    @property
    def address(self) -> str:
        """Where it is in Excel's way: A1."""
        letters, column = "", self.column
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True)
class RawSheet:
    title: str
    cells: tuple[RawCell, ...]

    def rows(self) -> dict[int, list[RawCell]]:
        """The cells by row number, in the order of the sheet."""
        rows: dict[int, list[RawCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows


class UnusableFileError(Exception):
    """The file cannot be read; the text says why, in German."""


def read_sheets(content: bytes) -> tuple[RawSheet, ...]:
    """All worksheets with their non-empty cells; raises UnusableFileError."""
    reason = why_unusable(content)
    if reason is not None:
        raise UnusableFileError(reason)
    try:
        child = subprocess.run(
            [sys.executable, "-m", "data.intake.worker"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnusableFileError(TOO_LARGE) from error
    if child.returncode == _TOO_LARGE_CODE or child.returncode < 0:
        raise UnusableFileError(TOO_LARGE)
    if child.returncode != 0:
        raise UnusableFileError(DAMAGED)
    found = json.loads(child.stdout)["sheets"]
    return tuple(RawSheet(sheet["title"], tuple(RawCell(*cell) for cell in sheet["cells"])) for sheet in found)
