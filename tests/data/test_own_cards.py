"""Own practice cards: kept, checked by the rules of files, and carried on as one file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from analysis.library import Library
from data.library_file import WrongItemError, parse_item
from data.own_cards import coming, delete_card, exported, keep, new_card_id, own_items, own_values, with_own
from data.store import practice_cards
from data.store.engine import Store
from data.store.practice_cards import TooMany, save_cards

CARD = """
kind: practice
id: unsere-busschule
title: {de: Unsere Busschule, en: Our bus school}
summary: {de: "Wir üben das Busfahren."}
place: {de: Musterlingen}
size: [town]
years: "2025"
problem: {de: Fahrpläne sind schwer zu lesen.}
steps: [{de: Üben.}, {de: Fahren.}]
statements: ["3.21"]
sources: [{title: Amtsblatt, url: "https://example.org/amtsblatt"}]
checked: "2026-11-30"
"""
VALUES = yaml.safe_load(CARD)
SHIPPED = parse_item(CARD.replace("unsere-busschule", "unna-busschule"), "practice", "a.yaml")


@pytest.fixture
def store(tmp_path: Path, opened: Callable[[str], Store]) -> Store:
    return opened(f"sqlite:///{tmp_path / 'cards.sqlite3'}")


def file_of(*cards: object) -> bytes:
    return json.dumps({"cards": cards}).encode()


def faults(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(WrongItemError) as error:
        coming(content, "karten.yaml", {"unna-busschule"}, set())
    return [("/".join(one.place), one.rule) for one in error.value.problems]


def test_cards_stand_behind_those_that_are_shipped(store: Store) -> None:
    keep(store, {"unsere-busschule": VALUES})
    library = with_own(Library((SHIPPED,)), store)

    assert [(one.id, one.is_own) for one in library.fitting("3.21")] == [
        ("unna-busschule", False),
        ("unsere-busschule", True),
    ]


def test_shipped_card_is_not_replaced(store: Store) -> None:
    keep(store, {"unna-busschule": {**VALUES, "id": "unna-busschule"}})

    assert with_own(Library((SHIPPED,)), store).items == (SHIPPED,)


def test_file_brings_back_what_was_exported(store: Store) -> None:
    keep(store, {"unsere-busschule": VALUES})
    file = exported(store)
    before = own_items(store)
    delete_card(store, "unsere-busschule")
    assert own_items(store) == ()

    found = coming(file, "karten.yaml", set(), set())
    keep(store, found.values)

    assert (own_items(store), found.replaced) == (before, frozenset())
    assert own_values(store) == {"unsere-busschule": VALUES}


def test_replaced_cards_are_named(store: Store) -> None:
    changed = {**VALUES, "years": "2026"}
    found = coming(file_of(changed), "karten.yaml", set(), {"unsere-busschule"})

    assert found.replaced == {"unsere-busschule"}


def test_every_fault_is_said_with_its_place() -> None:
    wrong = {**VALUES, "id": "zwei", "sources": [{"title": "Amtsblatt", "url": "javascript:alert(1)"}]}
    without = {name: value for name, value in VALUES.items() if name != "years"}

    assert faults(file_of(VALUES, wrong, without, "Text")) == [
        ("cards/2/sources/1/url", "pattern"),
        ("cards/3", "required"),
        ("cards/4/kind", "kind"),
    ]
    assert faults(file_of(VALUES, VALUES)) == [("cards/2/id", "twice")]
    assert faults(file_of({**VALUES, "id": "unna-busschule"})) == [("cards/1/id", "twice")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "required"),
        (b"cards: []", "required"),
        (b"- a", "required"),
        (b"\xff\xfe\x00", "yaml"),
        (b"cards: !!python/object/apply:os.system ['true']", "yaml"),
        (b"a: &a [1]\ncards: [*a]", "yaml"),
        (b"x" * 1_000_001, "largest"),
    ],
)
def test_what_is_no_file_of_cards_is_refused(content: bytes, rule: str) -> None:
    assert [one[1] for one in faults(content)] == [rule]


def test_there_is_an_end_of_cards(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice_cards, "MOST_CARDS", 2)
    save_cards(store, {"a": "{}", "b": "{}"})

    with pytest.raises(TooMany):
        save_cards(store, {"b": "1", "c": "{}"})
    save_cards(store, {"b": "1"})
    assert practice_cards.cards(store) == {"a": "{}", "b": "1"}


def test_id_comes_from_the_title() -> None:
    assert new_card_id("Für Größe & Öffnung!", set()) == "fuer-groesse-oeffnung"
    assert new_card_id("Bus", {"bus", "bus-2"}) == "bus-3"
    assert new_card_id("…", set()) == "karte"
