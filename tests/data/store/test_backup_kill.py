"""Whoever pulls the plug while a workshop is put back finds nothing of it, and can begin again."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from config import ROOT
from data.backup.content import all_tables
from data.backup.restoring import restore
from data.store.engine import Store, open_store
from data.store.workshops import workshop
from tests.data.store.test_backup import content_of, demo_in, plain_of

CHILD = Path(__file__).with_name("restoring_child.py")


@pytest.mark.parametrize("after", ["workshops", "participants", "answers"])
def test_killed_while_restoring_leaves_nothing(
    tmp_path: Path, store_url: str, opened: Callable[[str], Store], after: str
) -> None:
    laptop = opened(f"sqlite:///{tmp_path / 'laptop.sqlite3'}")
    first = demo_in(laptop)
    file = tmp_path / "plain"
    file.write_bytes(plain_of(laptop, first))

    with subprocess.Popen(
        [sys.executable, CHILD, store_url, file], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        while child.stdout.readline().strip() != after:
            assert child.poll() is None
        child.kill()

    store = opened(store_url)
    assert rows_left(store) == 0
    assert not restore(store, content_of(laptop, first)).was_there
    assert workshop(store, first.id) == first


def rows_left(store: Store) -> int:
    with store.reading() as connection:
        counts = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in all_tables()]
    return sum(counts)


def test_killed_after_it_was_restored_keeps_all_of_it(tmp_path: Path) -> None:
    laptop = open_store(f"sqlite:///{tmp_path / 'laptop.sqlite3'}")
    first = demo_in(laptop)
    file = tmp_path / "plain"
    file.write_bytes(plain_of(laptop, first))
    laptop.close()
    url = f"sqlite:///{tmp_path / 'other.sqlite3'}"

    subprocess.run([sys.executable, CHILD, url, file], check=True, capture_output=True, cwd=ROOT)

    other = open_store(url)
    found = workshop(other, first.id)
    other.close()
    assert found == first
