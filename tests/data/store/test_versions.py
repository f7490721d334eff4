"""A program meets a store that a newer one has brought further: it goes on where it may, or ends in a sentence."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from data.store.databases import own_database
from data.store.engine import Store, StoreUnavailable, answers_now
from data.store.migrating import COMPATIBLE_FROM, MIGRATIONS, compatible_from
from data.store.workshops import Workshop, workshops

STEPS = ScriptDirectory(str(MIGRATIONS))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that no other test opens."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite3'}"
        return
    with own_database(request.getfixturevalue("postgres")) as url:
        yield url


def brought_further(store: Store, compatible: str | None) -> None:
    """As a program of the year after next would leave it."""
    store.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")).close())
    store.write(lambda c: c.execute(text("DELETE FROM about_store WHERE name = 'compatible_from'")).close())
    if compatible is not None:
        row = text("INSERT INTO about_store (name, value) VALUES ('compatible_from', :since)")
        store.write(lambda c: c.execute(row, {"since": compatible}).close())
    store.close()


@pytest.mark.parametrize("compatible", ["0001", STEPS.get_current_head()])
def test_old_program_starts_again_where_nothing_that_it_needs_has_changed(
    store: Store, prepared: Workshop, store_url: str, opened: Callable[[str], Store], compatible: str
) -> None:
    brought_further(store, compatible)

    again = opened(store_url)

    assert (workshops(again), answers_now(again)) == ([prepared], True)
    with again.reading() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert found == "9999"  # nothing was taken back


@pytest.mark.parametrize("compatible", ["9998", None])
def test_program_that_is_too_old_ends_in_a_sentence(
    store: Store, store_url: str, opened: Callable[[str], Store], compatible: str | None
) -> None:
    brought_further(store, compatible)

    with pytest.raises(StoreUnavailable, match="neueren Fassung dieses Programms \\(Stand 9999, dieses kennt") as told:
        opened(store_url)

    assert "\n" not in str(told.value)


def test_store_knows_which_programs_may_go_on(store: Store) -> None:
    with store.reading() as connection:
        noted = connection.execute(text("SELECT value FROM about_store WHERE name = 'compatible_from'")).scalar_one()

    assert noted == compatible_from(STEPS)


def test_newest_step_says_from_which_one_on_programs_may_go_on() -> None:
    newest = STEPS.get_revision(str(STEPS.get_current_head()))

    assert hasattr(newest.module, COMPATIBLE_FROM), f"{newest.module.__file__} lacks {COMPATIBLE_FROM}"
    assert compatible_from(STEPS) in {step.revision for step in STEPS.walk_revisions()}
