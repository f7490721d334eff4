"""Reads a foreign file, whatever it is called, to sheets of plain values: in a child process with limits."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from config import ROOT
from data.intake.containers.guard import DAMAGED, EMPTY, MOST_BYTES, TOO_LARGE, UnusableFileError

__all__ = ["TEXT_TITLE", "Sheet", "UnusableFileError", "Value", "read_file"]

Value = str | float | int | bool | datetime | date | None

SECONDS = 30
TEXT_TITLE = "CSV"
"""The title of the one sheet of a text file."""

_START = "import sys; sys.path.append(sys.argv[1]); from data.intake.containers.worker import main; main()"
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_MEMORY_AT_ONCE = {"MALLOC_TOP_PAD_": str(64 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}
"""The child asks for few large pieces of memory instead of many small ones: a tenth of the time; glibc only."""
_READING = threading.BoundedSemaphore(2)
"""Two children at a time: each may take 1.5 GiB."""


@dataclass(frozen=True)
class Sheet:
    """A table as stored: rows from A1, so that index + 1 is Excel's row and column; empty ends are cut.

    ``errors`` are the cells with an error value, ``formulas`` those without a stored one (the text after "="); both are
    None in ``rows``. A formula with a stored value counts as that value. ``merged``: first row, first column, last row,
    last column. All of these are 1-based. Whole numbers are int, line ends "\\n". ``lengths``: of a text file, how many
    cells each row has between its separators, with the empty ones at its end.
    """

    title: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool
    merged: tuple[tuple[int, int, int, int], ...]
    errors: Mapping[tuple[int, int], str]
    formulas: Mapping[tuple[int, int], str]
    lengths: tuple[int, ...] = ()


def read_file(content: bytes) -> tuple[Sheet, ...]:
    """All sheets of an .xlsx, .xlsm, .xlsb, .xls, .ods or text file; raises UnusableFileError."""
    if not content:
        raise UnusableFileError(EMPTY)
    if len(content) > MOST_BYTES:
        raise UnusableFileError(TOO_LARGE)
    head, _, numbers = _answer(content).partition(b"\n")
    found = json.loads(head)
    if "refused" in found:
        raise UnusableFileError(found["refused"])
    cells = map([_value(one) for one in found["values"]].__getitem__, array("I", numbers))
    return tuple(_sheet(one, cells) for one in found["sheets"])


def _answer(content: bytes) -> bytes:
    """What the child says; it sees nothing of our environment, and its end is never ours."""
    try:
        with _READING:
            child = subprocess.run(
                [sys.executable, "-I", "-X", "utf8", "-c", _START, str(ROOT)],
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                cwd=tempfile.gettempdir(),
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ} | _MEMORY_AT_ONCE,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise UnusableFileError(TOO_LARGE) from error
    if child.returncode == 0:
        return child.stdout
    killed = child.returncode < 0 and child.returncode != -signal.SIGSEGV
    raise UnusableFileError(TOO_LARGE if killed else DAMAGED)


def _value(sent: Any) -> Value:
    if isinstance(sent, dict):
        return datetime.fromisoformat(sent["datetime"]) if "datetime" in sent else date.fromisoformat(sent["date"])
    value: Value = sent
    return value


def _sheet(sent: Mapping[str, Any], cells: Iterator[Value]) -> Sheet:
    return Sheet(
        title=TEXT_TITLE if sent["title"] is None else sent["title"],
        rows=tuple([tuple(islice(cells, width)) for width in sent["widths"]]),
        hidden=sent["hidden"],
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in sent["merged"]),
        errors={(row, column): text for row, column, text in sent["errors"]},
        formulas={(row, column): text for row, column, text in sent["formulas"]},
        lengths=tuple(sent.get("lengths", ())),
    )
