"""Copies of the store: when they are made, that deleted sheets do not live on in them, and the way back."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.backup.copies import KEPT, CopyUnsound, Keeper, copies_in, folder_beside, put_store_back
from data.backup.sealing import Sealer
from data.store.engine import Store, open_store
from data.store.expiry import forget_expired
from data.store.sheets import delete_sheet, join
from data.store.workshops import Workshop, delete_due_sheets, finish_workshop, open_workshop, workshop
from tests.data.store.conftest import prepared_in
from tests.data.store.test_backup import WORD, refused

NOW = datetime(2027, 3, 4, 18, 0).astimezone()
MINUTE = timedelta(minutes=1)
TOKEN = "KANARIENVOGEL-93517".ljust(64, "x")


@pytest.fixture
def laptop(tmp_path: Path, opened: Callable[[str], Store]) -> Store:
    return opened(f"sqlite:///{tmp_path / 'var' / 'store.sqlite3'}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def evening(laptop: Store) -> Workshop:
    """An open workshop with one sheet."""
    first = prepared_in(laptop)
    open_workshop(laptop, first.id)
    join(laptop, first.id, perspective="rat", source="phone", token_hash=TOKEN).result()
    return first


@pytest.fixture
def keeper(laptop: Store, folder: Path, evening: Workshop) -> Keeper:
    return Keeper(laptop, folder)


def times(folder: Path) -> list[datetime]:
    return [copy.made_at for copy in copies_in(folder)]


def test_open_workshop_is_copied_every_ten_minutes(keeper: Keeper, folder: Path) -> None:
    for minute in range(26):
        keeper.look_after(NOW + minute * MINUTE)

    assert times(folder) == [NOW, NOW + 10 * MINUTE, NOW + 20 * MINUTE]


def test_nothing_is_copied_while_no_workshop_is_open(laptop: Store, folder: Path) -> None:
    prepared_in(laptop)

    Keeper(laptop, folder).look_after(NOW)

    assert not folder.exists()


def test_five_copies_are_kept(keeper: Keeper, folder: Path) -> None:
    for number in range(8):
        keeper.look_after(NOW + 10 * number * MINUTE)

    assert times(folder) == [NOW + 10 * number * MINUTE for number in range(8 - KEPT, 8)]


def test_copies_go_after_a_week_also_when_nothing_is_open(
    laptop: Store, keeper: Keeper, folder: Path, evening: Workshop
) -> None:
    keeper.look_after(NOW)
    finish_in(laptop, evening)
    restarted = Keeper(laptop, folder)

    restarted.look_after(NOW + timedelta(days=7))
    kept = times(folder)
    restarted.look_after(NOW + timedelta(days=7, minutes=1))

    assert (kept, times(folder)) == ([NOW], [])


def finish_in(store: Store, of: Workshop) -> None:
    store.write(lambda connection: connection.exec_driver_sql("UPDATE workshops SET state = 'closed'").close())
    finish_workshop(store, of.id, NOW.date())


def test_clock_that_was_set_back_stops_no_copies(keeper: Keeper, folder: Path) -> None:
    keeper.look_after(NOW)

    keeper.look_after(NOW - timedelta(hours=1))

    assert len(copies_in(folder)) == 2


def test_copy_is_for_our_own_account_alone(keeper: Keeper, folder: Path) -> None:
    keeper.look_after(NOW)

    (copy,) = copies_in(folder)
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == [copy.path]


@pytest.mark.parametrize("how", ["delete_sheet", "finish", "due"])
def test_what_was_deleted_is_in_no_copy_any_more(
    laptop: Store, keeper: Keeper, folder: Path, evening: Workshop, how: str
) -> None:
    if how == "due":
        finish_in(laptop, evening)
        laptop.write(
            lambda connection: connection.exec_driver_sql(f"UPDATE participants SET record = '{TOKEN}'").close()
        )
        laptop.write(lambda connection: connection.exec_driver_sql("UPDATE workshops SET state = 'open'").close())
    for number in range(3):
        keeper.look_after(NOW + 10 * number * MINUTE)
    before = traces(folder)

    if how == "delete_sheet":
        delete_sheet(laptop, TOKEN, evening.code).result()
    elif how == "finish":
        finish_in(laptop, evening)
    else:
        delete_due_sheets(laptop, NOW.date())
    keeper.look_after(NOW + 21 * MINUTE)

    assert before == 3
    assert traces(folder) == 0
    assert times(folder) == [NOW + 21 * MINUTE]


def traces(folder: Path) -> int:
    return sum(TOKEN.encode() in path.read_bytes() for path in folder.iterdir())


def test_hourly_deletion_without_anything_due_leaves_the_copies(laptop: Store, keeper: Keeper, folder: Path) -> None:
    keeper.look_after(NOW)
    keeper.look_after(NOW + 10 * MINUTE)

    delete_due_sheets(laptop, NOW.date())
    forget_expired(laptop)
    keeper.look_after(NOW + 11 * MINUTE)

    assert times(folder) == [NOW, NOW + 10 * MINUTE]


def test_empty_store_after_a_loss_does_not_take_the_copies(
    keeper: Keeper, folder: Path, tmp_path: Path, opened: Callable[[str], Store]
) -> None:
    keeper.look_after(NOW)

    anew = opened(f"sqlite:///{tmp_path / 'anew' / 'store.sqlite3'}")
    delete_due_sheets(anew, NOW.date())
    Keeper(anew, folder).look_after(NOW + MINUTE)

    assert times(folder) == [NOW]


def test_half_a_copy_of_a_server_that_died_is_removed(keeper: Keeper, folder: Path) -> None:
    folder.mkdir()
    (folder / ".selbstcheck-20270304-170000.sqlite3.part").write_bytes(b"half")

    keeper.look_after(NOW)

    assert [path.suffix for path in folder.iterdir()] == [".sqlite3"]


@pytest.mark.parametrize(
    "name",
    [
        "selbstcheck-ABC234-2027-03-04.sicherung",
        "selbstcheck-ABC234-2027-03-04.sqlite3",
        "selbstcheck-20270304-170000 (1).sicherung",
        "protokoll.pdf.part",
        ".workshop.sicherung.part",
    ],
)
def test_only_the_own_copies_are_deleted(laptop: Store, keeper: Keeper, folder: Path, name: str) -> None:
    folder.mkdir()
    foreign = folder / name
    foreign.write_bytes(b"somebody's own")
    os.utime(foreign, (0, 0))

    for number in range(KEPT + 2):
        keeper.look_after(NOW + 10 * number * MINUTE)
    laptop.write(lambda connection: connection.exec_driver_sql("DELETE FROM participants").close(), erases=True)
    keeper.look_after(NOW + timedelta(minutes=10 * KEPT + 11))

    assert foreign.read_bytes() == b"somebody's own"
    assert len(copies_in(folder)) == 1


def test_damaged_database_does_not_push_the_good_copies_out(laptop: Store, keeper: Keeper, folder: Path) -> None:
    keeper.look_after(NOW)
    good = {path: path.read_bytes() for path in folder.iterdir()}
    assert keeper.failed_at is None
    damage(laptop)

    for number in range(1, KEPT + 2):
        with pytest.raises(CopyUnsound):
            keeper.look_after(NOW + 10 * number * MINUTE)

    assert {path: path.read_bytes() for path in folder.iterdir()} == good
    assert keeper.failed_at == NOW + 10 * (KEPT + 1) * MINUTE


def damage(store: Store) -> None:
    """The page of an index of sheets holds nonsense, which nobody notices who does not use it."""
    store.write(lambda connection: None, erases=True)
    find = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_participants_batch_id'"
    with store.reading() as connection:
        page = connection.exec_driver_sql(find).scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    with Path(str(store.engine.url.database)).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xde\xad" * (size // 2))


def test_next_copy_that_is_made_ends_the_failure(keeper: Keeper, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("data.backup.copies._is_sound", lambda _content: False)
        with pytest.raises(CopyUnsound):
            keeper.look_after(NOW)
    failed_at = keeper.failed_at

    keeper.look_after(NOW + MINUTE)

    assert (failed_at, keeper.failed_at) == (NOW, None)


def test_what_is_deleted_in_the_last_moment_is_in_no_copy(
    laptop: Store, keeper: Keeper, folder: Path, evening: Workshop
) -> None:
    keeper.look_after(NOW)
    delete_sheet(laptop, TOKEN, evening.code).result()

    keeper.finish(NOW + timedelta(seconds=1))

    assert (traces(folder), times(folder)) == (0, [NOW + timedelta(seconds=1)])


def test_last_look_makes_no_copy_without_a_reason(keeper: Keeper, folder: Path) -> None:
    keeper.finish(NOW)

    assert not folder.exists()


@pytest.mark.parametrize("word", ["", WORD])
def test_copy_becomes_the_store_again(
    laptop: Store, folder: Path, evening: Workshop, tmp_path: Path, word: str
) -> None:
    Keeper(laptop, folder, Sealer(word) if word else None).look_after(NOW)
    (copy,) = copies_in(folder)
    place = tmp_path / "new" / "store.sqlite3"

    assert put_store_back(copy.path, word, f"sqlite:///{place}") == place

    again = open_store(f"sqlite:///{place}")
    found = workshop(again, evening.id)
    again.close()
    assert found == workshop(laptop, evening.id)
    assert (TOKEN.encode() in copy.path.read_bytes()) == (not word)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_store_that_is_there_is_not_replaced(laptop: Store, keeper: Keeper, folder: Path, tmp_path: Path) -> None:
    keeper.look_after(NOW)
    (copy,) = copies_in(folder)
    left_over = tmp_path / "left" / "store.sqlite3"
    left_over.parent.mkdir()
    left_over.with_name("store.sqlite3-wal").write_bytes(b"log")

    for url in (str(laptop.engine.url), f"sqlite:///{left_over}"):
        assert refused(lambda url=url: put_store_back(copy.path, "", url)) == "store_is_there"


def test_damaged_copy_is_not_put_back(keeper: Keeper, folder: Path, tmp_path: Path) -> None:
    keeper.look_after(NOW)
    (copy,) = copies_in(folder)
    whole = copy.path.read_bytes()
    place = tmp_path / "new" / "store.sqlite3"

    for damaged in (whole[:5000], whole[:4096] + os.urandom(len(whole) - 4096)):
        copy.path.write_bytes(damaged)
        assert refused(lambda: put_store_back(copy.path, "", f"sqlite:///{place}")) == "damaged"
    assert not place.exists()


def test_copy_is_a_whole_database(keeper: Keeper, folder: Path) -> None:
    keeper.look_after(NOW)

    (copy,) = copies_in(folder)
    with closing(sqlite3.connect(copy.path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("SELECT count(*) FROM participants").fetchone() == (1,)


def test_copies_lie_beside_the_database_unless_told_otherwise(laptop: Store, tmp_path: Path) -> None:
    assert folder_beside(laptop, None) == tmp_path / "var" / "backups"
    assert folder_beside(laptop, tmp_path / "anderswo") == tmp_path / "anderswo"


def test_postgresql_gets_no_copies(postgresql_url: str, opened: Callable[[str], Store]) -> None:
    server = opened(postgresql_url)

    assert folder_beside(server, None) is None
    assert refused(lambda: put_store_back(Path("x"), "", postgresql_url)) == "no_file_database"
