import threading
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from data.store.engine import Store
from data.store.municipalities import folded
from data.store.schema import municipalities, workshops
from data.store.workshops import Workshop, change_workshop, create_workshop, delete_workshop, next_run, workshop
from tests.data.store.conftest import QUESTIONNAIRE

NEXT_YEAR = date(2028, 3, 4)


@pytest.mark.parametrize(
    "typed",
    [
        "Bad Münster",
        "bad  münster",
        " BAD MÜNSTER\t",
        "Bad Mu\N{COMBINING DIAERESIS}nster",
        "Bad Mün\u00adster",
        "\ufeffBad\u200b Münster\u200b ",
        "Bad\u00a0\u200b Mu\u00ad\N{COMBINING DIAERESIS}nster",
    ],
)
def test_name_is_recognised_whatever_its_case_blanks_invisible_signs_and_composition(typed: str) -> None:
    assert folded(typed) == "bad münster"


def test_workshops_of_one_municipality_share_its_row(store: Store, prepared: Workshop) -> None:
    again = _create(store, " muster\u00adlingen\u200b ")
    other = _create(store, "Beispielstadt")

    assert (again.municipality, other.municipality) == ("Musterlingen", "Beispielstadt")
    assert _rows(store) == {"Musterlingen": 2, "Beispielstadt": 1}


def test_two_processes_that_name_a_municipality_at_once_make_one_row(
    store_url: str, opened: Callable[[str], Store]
) -> None:
    stores = (opened(store_url), opened(store_url))
    for number in range(10):
        starting = threading.Barrier(4)
        names = [f"Stadt {number}", f"STADT {number}", f"stadt  {number}", f"Stadt {number} "]

        def create(place: int, names: list[str] = names, starting: threading.Barrier = starting) -> None:
            starting.wait()
            _create(stores[place % 2], names[place])

        threads = [threading.Thread(target=create, args=(place,)) for place in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    rows = _rows(stores[0])
    assert sorted(map(folded, rows)) == [f"stadt {number}" for number in range(10)]
    assert set(rows.values()) == {4}


def test_last_workshop_that_goes_while_another_comes_leaves_both_right(
    store_url: str, opened: Callable[[str], Store]
) -> None:
    coming, going = opened(store_url), opened(store_url)
    for _round in range(10):
        last = _create(going, "Musterlingen")
        threads = [
            threading.Thread(target=delete_workshop, args=(going, last.id)),
            threading.Thread(target=_create, args=(coming, "Musterlingen")),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert _rows(coming) == {"Musterlingen": 10}


def test_municipality_goes_with_its_last_workshop(store: Store, prepared: Workshop) -> None:
    again = _create(store, "Musterlingen")

    delete_workshop(store, prepared.id)
    after_the_first = _rows(store)
    delete_workshop(store, again.id)

    assert after_the_first == {"Musterlingen": 1}
    assert _rows(store) == {}


def test_better_spelling_holds_for_all_workshops_of_the_municipality(store: Store, prepared: Workshop) -> None:
    other = _create(store, "Musterlingen")

    change_workshop(store, prepared.id, municipality="MusterLingen")

    assert _named(store, other) == "MusterLingen"
    assert _rows(store) == {"MusterLingen": 2}


def test_workshop_that_moves_leaves_those_it_is_not_linked_with(store: Store, prepared: Workshop) -> None:
    other = _create(store, "Musterlingen")

    changed = change_workshop(store, prepared.id, municipality="Beispielstadt", title="Neu")

    assert (changed.municipality, changed.title) == ("Beispielstadt", "Neu")
    assert _named(store, other) == "Musterlingen"
    assert _rows(store) == {"Musterlingen": 1, "Beispielstadt": 1}


def test_linked_runs_move_together_and_the_empty_municipality_goes(store: Store, prepared: Workshop) -> None:
    second = next_run(store, prepared.id, NEXT_YEAR)
    third = next_run(store, second.id, NEXT_YEAR)

    change_workshop(store, second.id, municipality="Beispielstadt")

    assert [_named(store, one) for one in (prepared, second, third)] == ["Beispielstadt"] * 3
    assert _rows(store) == {"Beispielstadt": 3}


def test_linked_runs_that_move_are_new_to_their_pages(store: Store, prepared: Workshop) -> None:
    second = next_run(store, prepared.id, NEXT_YEAR)

    change_workshop(store, second.id, municipality="Beispielstadt")

    moved = workshop(store, prepared.id)
    assert moved is not None
    assert moved.revision == prepared.revision + 1


def _create(store: Store, municipality: str) -> Workshop:
    return create_workshop(
        store,
        municipality=municipality,
        title="Selbstcheck",
        held_on=date(2027, 3, 4),
        questionnaire_text=QUESTIONNAIRE,
        room=("1.01",),
        administration=("1.01",),
    )


def _named(store: Store, of: Workshop) -> str:
    found = workshop(store, of.id)
    assert found is not None
    return found.municipality


def _rows(store: Store) -> dict[str, int]:
    """Every municipality's name with the number of its workshops."""
    with store.reading() as connection:
        named = {row.id: row.name for row in connection.execute(select(municipalities))}
        belongs_to = list(connection.execute(select(workshops.c.municipality_id)).scalars())
    assert len(set(named.values())) == len(named)
    return {name: belongs_to.count(identifier) for identifier, name in named.items()}
