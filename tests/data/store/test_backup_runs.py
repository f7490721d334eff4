"""A run that comes back from its Sicherung stands between the runs where it stood, or it is said what is missing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from content.backup_words import restored
from data.backup.content import Content, read_content, write_content
from data.backup.restoring import Restored, restore
from data.store.engine import Store
from data.store.workshops import (
    Workshop,
    change_workshop,
    create_workshop,
    delete_workshop,
    next_run,
    recheck,
    workshops,
)
from tests.data.store.conftest import QUESTIONNAIRE
from texts.words import words

DAYS = {number: date(2026 + number, 3, 4) for number in range(1, 6)}


def content_of(store: Store, of: Workshop) -> Content:
    plain = BytesIO()
    with store.reading() as connection:
        write_content(connection, of.id, plain)
    return read_content(BytesIO(plain.getvalue()))


def chain(store: Store, first: Workshop, length: int) -> list[Workshop]:
    runs = [first]
    while len(runs) < length:
        runs.append(next_run(store, runs[-1].id, DAYS[len(runs) + 1]))
    return runs


def follows(store: Store) -> dict[int, int | None]:
    """By number of a run the number of the one that it continues."""
    numbers = {one.id: one.run for one in workshops(store)}
    return {one.run: None if one.follows is None else numbers[one.follows] for one in workshops(store)}


def said(found: Restored) -> str:
    return restored(
        words("de"), code=found.code, code_before=found.code_before, was_there=found.was_there, links=found.links
    )


def test_run_comes_back_between_its_neighbours_and_says_so(store: Store, prepared: Workshop) -> None:
    _first, second, _third = chain(store, prepared, 3)
    kept = content_of(store, second)
    delete_workshop(store, second.id)
    assert follows(store) == {1: None, 3: 1}

    found = restore(store, kept)

    assert follows(store) == {1: None, 2: 1, 3: 2}
    assert said(found).endswith(" Selbstcheck (3. Durchgang), 4. März 2029 folgt wieder auf ihn.")
    again = restore(store, kept)
    assert again.was_there and said(again).endswith("Es gibt nichts zu tun.")
    assert follows(store) == {1: None, 2: 1, 3: 2}


def test_first_run_comes_back_before_the_second(store: Store, prepared: Workshop) -> None:
    chain(store, prepared, 2)
    kept = content_of(store, prepared)
    delete_workshop(store, prepared.id)

    restore(store, kept)

    assert follows(store) == {1: None, 2: 1}


def test_only_what_continued_a_run_comes_back_to_it(store: Store, prepared: Workshop) -> None:
    asked = recheck(store, prepared.id, DAYS[2], title="Nachbefragung", statements=("1.01",))
    next_run(store, prepared.id, DAYS[3])
    kept = content_of(store, asked)
    delete_workshop(store, asked.id)

    found = restore(store, kept)

    assert follows(store) == {1: None, 2: 1, 3: 1}
    assert found.links.after == ()
    assert [one.run for one in workshops(store) if one.is_recheck] == [2]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_two_runs_come_back_in_any_order(store: Store, prepared: Workshop, order: tuple[int, int]) -> None:
    runs = chain(store, prepared, 4)
    kept = [content_of(store, one) for one in runs]
    for place in (1, 2):
        delete_workshop(store, runs[place].id)
    assert follows(store) == {1: None, 4: 1}

    for place in order:
        restore(store, kept[place])

    assert follows(store) == {1: None, 2: 1, 3: 2, 4: 3}


def test_run_says_that_the_one_before_it_is_not_here(
    store: Store, prepared: Workshop, tmp_path: Path, opened: Callable[[str], Store]
) -> None:
    other = opened(f"sqlite:///{tmp_path / 'other' / 'store.sqlite3'}")
    _first, second, third = chain(store, prepared, 3)
    kept = content_of(store, second)

    found = restore(other, content_of(store, third))

    assert follows(other) == {3: None}
    assert said(found).endswith(
        " Der Durchgang, auf den er folgte, ist nicht hier; ohne ihn lässt sich nichts vergleichen."
    )
    restore(other, kept)
    assert follows(other) == {2: None, 3: 2}


def test_run_says_that_its_neighbours_belong_to_another_municipality(store: Store, prepared: Workshop) -> None:
    _first, second, _third = chain(store, prepared, 3)
    kept = content_of(store, second)
    delete_workshop(store, second.id)
    change_workshop(store, prepared.id, municipality="Beispielstadt")

    found = restore(store, kept)

    assert follows(store) == {1: None, 2: None, 3: 1}
    assert said(found).endswith(
        " Selbstcheck, 4. März 2027 und Selbstcheck (3. Durchgang), 4. März 2029 gehören inzwischen zu einer anderen "
        "Kommune und sind nicht mehr mit ihm verbunden."
    )


def test_file_cannot_make_runs_follow_one_another_in_a_circle(store: Store, prepared: Workshop) -> None:
    second = next_run(store, prepared.id, DAYS[2])
    kept = content_of(store, prepared)
    kept.workshop.update(follows=second.id, began_after=second.id)
    delete_workshop(store, prepared.id)

    restore(store, kept)

    assert follows(store) == {1: None, 2: 1}


def test_links_survive_the_way_over_the_other_database(
    tmp_path: Path, postgresql_url: str, opened: Callable[[str], Store]
) -> None:
    laptop, server = opened(f"sqlite:///{tmp_path / 'a.sqlite3'}"), opened(postgresql_url)
    first = create_workshop(
        laptop,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=DAYS[1],
        questionnaire_text=QUESTIONNAIRE,
        room=("1.01",),
        administration=(),
    )
    runs = chain(laptop, first, 3)

    for one in (runs[2], runs[0], runs[1]):
        restore(server, content_of(laptop, one))
    over = content_of(server, runs[1])
    delete_workshop(laptop, runs[1].id)
    restore(laptop, over)

    assert follows(server) == follows(laptop) == {1: None, 2: 1, 3: 2}
