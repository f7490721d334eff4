"""The tick on Ablauf: what becomes public is said before, and nothing is without the office."""

from collections.abc import Iterator

import pytest

from data.store.engine import Store
from data.store.listings import list_publicly, listed_office, take_back
from data.store.workshops import Workshop
from tests.e2e.stages import new_workshop

from .conftest import Visit
from .test_pages import html_of


@pytest.fixture
def of(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    """A workshop where municipalities are named in public."""
    monkeypatch.setenv("MUNICIPALITIES_PUBLIC", "on")
    new = new_workshop(store, is_open=False)
    yield new
    take_back(store, new.id)


def test_nothing_is_asked_where_there_is_no_such_page(
    visit: Visit, of: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MUNICIPALITIES_PUBLIC")
    app = visit("ablauf", workshop=of.id)

    assert "Mit dem Haken stehen unter" not in html_of(app)
    assert f"listed-{of.id}" not in {box.key for box in app.checkbox}


def test_tick_says_what_becomes_public_and_names_the_office(visit: Visit, store: Store, of: Workshop) -> None:
    app = visit("ablauf", workshop=of.id)
    assert "Ergebnisse, Zahlen und Namen von Personen stehen dort nie." in html_of(app)
    app = app.text_input(key=f"office-{of.id}").input(" Landesstelle ").run()
    typed = listed_office(store, of.id)
    app = app.checkbox(key=f"listed-{of.id}").check().run()

    assert (typed, listed_office(store, of.id)) == (None, "Landesstelle")
    assert app.checkbox(key=f"listed-{of.id}").label == "Musterlingen ist einverstanden, öffentlich genannt zu werden"
    app.checkbox(key=f"listed-{of.id}").uncheck().run()
    assert listed_office(store, of.id) is None


def test_tick_without_an_office_is_not_kept(visit: Visit, store: Store, of: Workshop) -> None:
    app = visit("ablauf", workshop=of.id).checkbox(key=f"listed-{of.id}").check().run()

    assert "Tragen Sie zuerst ein, welche Stelle die Kommune begleitet." in [one.value for one in app.warning]
    assert app.checkbox(key=f"listed-{of.id}").value is False
    assert listed_office(store, of.id) is None


def test_office_changes_while_the_municipality_is_named_and_is_never_empty(
    visit: Visit, store: Store, of: Workshop
) -> None:
    list_publicly(store, of.id, "Landesstelle")
    app = visit("ablauf", workshop=of.id)
    app = app.text_input(key=f"office-{of.id}").input("Stiftung").run()
    changed = listed_office(store, of.id)
    app = app.text_input(key=f"office-{of.id}").input("").run()

    assert (changed, listed_office(store, of.id)) == ("Stiftung", "Stiftung")
    assert app.text_input(key=f"office-{of.id}").value == "Stiftung"
    assert app.checkbox(key=f"listed-{of.id}").value is True


def test_who_is_named_can_take_it_back_where_the_page_was_switched_off(
    visit: Visit, store: Store, of: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_publicly(store, of.id, "Landesstelle")
    monkeypatch.delenv("MUNICIPALITIES_PUBLIC")
    visit("ablauf", workshop=of.id).checkbox(key=f"listed-{of.id}").uncheck().run()

    assert listed_office(store, of.id) is None
