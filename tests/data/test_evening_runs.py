"""An evening knows the run before: its measures at once, its results only once they were shown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from analysis.action_plan import Draft
from config import ROOT
from data.evening import evening
from data.looking_back import agreed_before
from data.questionnaire_file import questionnaire_text
from data.samples.demo import fill_demo
from data.store.engine import Store, open_store
from data.store.measures import add_measure, set_status
from data.store.releases import reveal
from data.store.rows import Workshop
from data.store.stages import stands
from data.store.workshops import delete_workshop


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'runs.db'}")
    yield opened
    opened.close()


@pytest.fixture
def runs(store: Store) -> tuple[Workshop, Workshop]:
    """Two filled examples, the second of which continues the first; neither was shown yet."""
    then, now = (
        fill_demo(store, questionnaire_text(ROOT / "questionnaire.yaml"), date(year, 3, 4)) for year in (2026, 2027)
    )
    _execute(store, "UPDATE workshops SET follows = :then WHERE id = :now", then=then.id, now=now.id)
    return then, now


def _execute(store: Store, statement: str, **values: str) -> None:
    store.write(lambda connection: connection.execute(text(statement), values))


def test_runs_are_compared_only_once_the_earlier_one_was_shown(store: Store, runs: tuple[Workshop, Workshop]) -> None:
    then, now = runs
    before = evening(store, now.id)
    assert before is not None and before.results is not None and before.results.since is None

    reveal(store, then.id, "overview")

    after = evening(store, now.id)
    assert after is not None and after.results is not None and after.results.since is not None
    since = after.results.since
    assert (since.workshop_id, since.earlier, since.later) == (then.id, then.held_on, now.held_on)
    assert [one.id for one in since.room.fields] == [one.id for one in after.results.fields]
    assert {one.direction for one in since.room.statements} == {"klein"}  # the same answers
    again = evening(store, now.id)
    assert again is not None and again.results is not None and again.results.since is since  # computed once


def test_another_municipality_is_never_compared_nor_looked_back_on(
    store: Store, runs: tuple[Workshop, Workshop]
) -> None:
    then, now = runs
    reveal(store, then.id, "overview")
    add_measure(store, then.id, Draft(what="Ein Blatt"))
    _execute(
        store,
        "INSERT INTO municipalities (id, name, folded) VALUES ('x', 'Anderswo', 'anderswo')",
    )
    _execute(store, "UPDATE workshops SET municipality_id = 'x' WHERE id = :then", then=then.id)

    seen = evening(store, now.id)

    assert seen is not None and seen.results is not None
    assert (seen.before, seen.results.since, seen.stage.looks_back) == (None, None, 0)
    assert agreed_before(store, seen) == []


def test_measures_of_the_run_before_are_known_and_their_change_is_noticed(
    store: Store, runs: tuple[Workshop, Workshop]
) -> None:
    then, now = runs
    one = add_measure(store, then.id, Draft(what="Ein Blatt"))
    stand = stands(store, [now.id])
    seen = evening(store, now.id)
    assert seen is not None
    assert (seen.stage.looks_back, agreed_before(store, seen)) == (1, [one])

    changed = set_status(store, then.id, one.id, "done", "", version=one.version)

    assert agreed_before(store, seen) == [changed]
    assert stands(store, [now.id]) != stand


def test_once_the_run_before_is_deleted_nothing_of_it_is_left(store: Store, runs: tuple[Workshop, Workshop]) -> None:
    then, now = runs
    reveal(store, then.id, "overview")
    assert (seen := evening(store, now.id)) is not None and seen.results is not None and seen.results.since is not None

    delete_workshop(store, then.id)

    seen = evening(store, now.id)
    assert seen is not None and seen.results is not None and seen.results.since is None and seen.before is None
