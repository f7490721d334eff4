"""The tables' next steps are one whole: who pulls the plug meanwhile finds the old ones, who comes meanwhile waits."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config import ROOT
from data.store import connecting
from data.store.databases import own_database
from data.store.engine import Store, StoreBusy, open_store
from data.store.workshops import workshops
from tests.data.store.earlier.loading import FROZEN, REVISIONS, Earlier, filled, rows_at

CHILD = Path(__file__).with_name("migrating_child.py")
STEPS = ("0002", "0015", "0032")
"""Near the beginning, in the midst, where tables are made anew, and the last one of the chain."""


@pytest.fixture(params=["sqlite", "postgresql"])
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Earlier]:
    if request.param == "sqlite":
        yield filled(REVISIONS[0], f"sqlite:///{tmp_path / 'store.sqlite3'}")
        return
    with own_database(request.getfixturevalue("postgres")) as url:
        yield filled(REVISIONS[0], url)


def child(url: str, step: str = "") -> "subprocess.Popen[str]":
    """A program of its own that is about to open the store."""
    pipe = subprocess.PIPE
    started = subprocess.Popen(
        [sys.executable, CHILD, url, step], stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT
    )
    assert line_of(started) == "opens"
    return started


def halted(url: str, step: str) -> "subprocess.Popen[str]":
    """One that has come so far with the tables, and holds there."""
    started = child(url, step)
    assert line_of(started) == step
    return started


def line_of(started: "subprocess.Popen[str]") -> str:
    assert started.stdout is not None
    return started.stdout.readline().strip()


def test_killed_while_migrating_leaves_the_old_tables_and_can_begin_again(
    earlier: Earlier, opened: Callable[[str], Store]
) -> None:
    for step in STEPS:
        with halted(earlier.url, step) as killed:
            killed.kill()
        assert rows_at(earlier.url) == earlier.rows, step

    assert {one.id for one in workshops(opened(earlier.url))} == set(earlier.said["workshops"])
    assert rows_at(earlier.url).only("releases", FROZEN) == earlier.rows.only("releases", FROZEN)


def test_of_two_programs_that_start_one_migrates_and_the_other_waits(earlier: Earlier) -> None:
    with halted(earlier.url, "0015") as first, child(earlier.url) as second:
        time.sleep(1)
        is_waiting = second.poll() is None
        outcomes = [one.communicate("\n", timeout=60) for one in (first, second)]

    assert (is_waiting, outcomes[1]) == (True, ("", ""))
    assert (first.returncode, second.returncode) == (0, 0)
    assert rows_at(earlier.url).only("releases", FROZEN) == earlier.rows.only("releases", FROZEN)


def test_who_waits_too_long_is_told_why(earlier: Earlier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "PATIENCE", 1)
    monkeypatch.setattr(
        connecting, "_ON_SQLITE_CONNECT", ("PRAGMA busy_timeout=1000", *connecting._ON_SQLITE_CONNECT[1:])
    )

    with halted(earlier.url, "0015") as first:
        with pytest.raises(StoreBusy, match=r"Ein anderes Programm .* Bitte starten Sie gleich noch einmal"):
            open_store(earlier.url)
        first.communicate("\n", timeout=60)

    assert first.returncode == 0
