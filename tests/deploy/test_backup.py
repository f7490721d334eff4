"""Backup, restore, continuous archive: what is deleted comes back from each, and nothing is ever overwritten."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.store.engine import open_store
from data.store.workshops import delete_workshop, workshops
from tests.deploy.pair import AS_OWNER, OWNER, SCRIPTS, Node, binaries, pair
from tests.deploy.test_standby import done, refused
from tests.e2e.stages import new_workshop
from tests.running import PATIENCE, free_port


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    """A primary alone, with folders for what the scripts keep."""
    with pair() as (a, _b):
        for name in ("backups", "archive"):
            (a.folder / name).mkdir()
            shutil.chown(a.folder / name, OWNER)
        yield a


def url(node: Node) -> str:
    return node.url(node)


def test_backup_comes_back_into_an_empty_database_only(node: Node) -> None:
    store = open_store(url(node))
    workshop = new_workshop(store, is_open=True)
    file = done(node.run("backup")).strip()
    delete_workshop(store, workshop.id)
    store.close()

    assert "ist schon etwas" in refused(node.run("restore", file))
    assert done(node.run("restore", file, "probe")) == "Eingespielt in probe: 1 Workshops.\n"
    assert node.ask("SELECT code FROM workshops", "probe") == workshop.code
    assert node.ask("SELECT tableowner FROM pg_tables WHERE tablename = 'workshops'", "probe") == "selbstcheck"
    assert "ist schon etwas" in refused(node.run("restore", file, "probe"))
    assert oct(Path(file).stat().st_mode & 0o777) == "0o600"


def test_backup_lets_old_ones_go_and_no_other_file(node: Node) -> None:
    old, other = node.folder / "backups" / "selbstcheck-alt.dump", node.folder / "backups" / "eigenes.dump"
    for path in (old, other):
        path.touch()
        os.utime(path, (0, 0))

    made = done(node.run("backup")).strip()

    assert (old.exists(), other.exists(), Path(made).exists()) == (False, True, True)


def test_what_is_no_backup_is_refused(node: Node) -> None:
    broken = node.folder / "kaputt.dump"
    broken.write_bytes(b"PGDMP und dann nichts")
    broken.chmod(0o644)

    assert "ist keine Sicherung von backup" in refused(node.run("restore", str(broken), "neu"))
    assert "gibt es nicht" in refused(node.run("restore", str(node.folder / "fehlt"), "neu"))
    assert "kein Name für eine Datenbank" in refused(node.run("restore", str(broken), "neu; DROP"))
    assert node.ask("SELECT count(*) FROM pg_database WHERE datname = 'neu'") == "0"


def test_archive_brings_back_the_second_before_everything_was_deleted(node: Node) -> None:
    assert "Zuerst muss archive laufen" in refused(node.run("base_backup"))
    settings = {**os.environ, "SELBSTCHECK_POSTGRESQL": str(node.folder / "settings")}
    archiving = subprocess.Popen([SCRIPTS / "archive"], env=settings, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        _until(lambda: any((node.folder / "archive").glob("wal-1/*")))
        base = done(node.run("base_backup")).strip()
        time.sleep(1.1)  # the archive is asked by the second
        store = open_store(url(node))
        workshop = new_workshop(store, is_open=True)
        time.sleep(1.1)
        before = datetime.now().astimezone()
        time.sleep(1.1)
        for one in workshops(store):
            delete_workshop(store, one.id)
        store.close()
        node.ask("SELECT pg_switch_wal()")
        _until(
            lambda: node.ask("SELECT bool_and(flush_lsn = pg_current_wal_flush_lsn()) FROM pg_stat_replication") == "t"
        )
        target, port = node.folder / "damals", free_port()
        told = done(node.run("restore_at", f"{before:%Y-%m-%d %H:%M:%S}", str(target), str(port)))
    finally:
        os.killpg(archiving.pid, signal.SIGTERM)
        archiving.wait(PATIENCE)

    assert told.startswith(f"Stand von {before:%Y-%m-%d %H:%M:%S}: ")
    assert _code_in(target, port) == workshop.code
    assert node.ask("SELECT count(*) FROM workshops", "selbstcheck") == "0"
    earlier = f"{before - timedelta(days=1):%Y-%m-%d %H:%M:%S}"
    assert "So weit reicht das Archiv nicht zurück" in refused(
        node.run("restore_at", earlier, str(node.folder / "davor"), "1")
    )
    assert "ist nicht leer" in refused(node.run("restore_at", earlier, str(target), "1"))
    assert "ist keine Zeit" in refused(node.run("restore_at", "neulich", str(target), "1"))
    _stop(target)
    assert base.endswith("-1")


def _code_in(folder: Path, port: int) -> str:
    where = f"host={folder} port={port} user={OWNER} dbname=selbstcheck"
    command = [*AS_OWNER, binaries() / "psql", "-XAtq", "-d", where, "-c", "SELECT code FROM workshops"]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd="/").stdout.strip()


def _stop(folder: Path) -> None:
    command = [*AS_OWNER, binaries() / "pg_ctl", "-D", folder, "-m", "immediate", "-w", "stop"]
    subprocess.run(command, check=True, capture_output=True, cwd="/")


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)
