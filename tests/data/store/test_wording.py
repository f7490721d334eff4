import pytest

from data.store.engine import Store
from data.store.errors import WrongState
from data.store.wording import save_wording, wording
from data.store.workshops import Workshop, delete_workshop


def test_wording_is_kept_by_place_and_language(store: Store) -> None:
    save_wording(store, "impressum", "de", "Stadt Musterlingen")
    save_wording(store, "impressum", "de", "Gemeinde Musterlingen")

    assert wording(store, "impressum", "de") == "Gemeinde Musterlingen"
    assert wording(store, "impressum", "en") is None
    assert wording(store, "hilfe", "de") is None


def test_wording_of_a_workshop_is_its_own_and_goes_with_it(store: Store, prepared: Workshop) -> None:
    save_wording(store, "leitmotiv", "de", "Für alle")
    save_wording(store, "leitmotiv", "de", "Für uns", prepared.id)
    before = wording(store, "leitmotiv", "de", prepared.id)

    delete_workshop(store, prepared.id)

    assert (before, wording(store, "leitmotiv", "de", prepared.id)) == ("Für uns", None)
    assert wording(store, "leitmotiv", "de") == "Für alle"


def test_empty_wording_gives_the_place_back(store: Store) -> None:
    save_wording(store, "hilfe", "de", "Unsere Hilfe")
    save_wording(store, "hilfe", "de", "  ")

    assert wording(store, "hilfe", "de") is None


def test_texts_of_the_instance_go_with_no_workshop(store: Store) -> None:
    save_wording(store, "datenschutz", "de", "Unser Text")

    with pytest.raises(WrongState):
        delete_workshop(store, "")

    assert wording(store, "datenschutz", "de") == "Unser Text"
