"""A click means the workshop that it was made for, also when another window has put that one away meanwhile."""

from datetime import date

import pytest

from data.store.engine import Store
from data.store.releases import release
from data.store.sheets import tally
from data.store.workshops import change_workshop, delete_workshop, finish_workshop, workshop
from tests.e2e.stages import demo_workshop, new_workshop

from .conftest import Visit
from .test_pages import html_of


@pytest.mark.parametrize("is_deleted", [False, True])
@pytest.mark.parametrize("label", ["Ergebnisse zeigen", "Wieder öffnen", "Nur hier ansehen"])
def test_click_for_a_workshop_that_is_gone_touches_no_other(
    visit: Visit, store: Store, label: str, *, is_deleted: bool
) -> None:
    meant, other = demo_workshop(store), demo_workshop(store)
    app = visit("cockpit", workshop=meant.id)
    button = next(one for one in app.button if one.label == label)

    if is_deleted:
        delete_workshop(store, meant.id)
    else:
        change_workshop(store, meant.id, archived=True)
    app = button.click().run()

    assert not app.exception
    assert "Diesen Workshop gibt es nicht mehr" in html_of(app)
    kept, closed = workshop(store, other.id), release(store, other.id)
    assert kept is not None and kept.state == "closed"
    assert closed is not None and not closed.revealed


def test_sheets_of_another_workshop_stay(visit: Visit, store: Store) -> None:
    other = new_workshop(store, is_open=True)
    meant = new_workshop(store, is_open=True)
    before = tally(store, other.id)
    app = visit("cockpit", workshop=meant.id)

    delete_workshop(store, meant.id)
    app = next(one for one in app.button if one.label == "Papierbogen eintippen").click().run()

    assert [one.value for one in app.info] == [
        "Er wurde in einem anderen Fenster archiviert oder gelöscht. Es ist nichts weiter geschehen."
    ]
    assert tally(store, other.id) == before


def test_finished_workshop_takes_no_sheet_of_the_administration(visit: Visit, store: Store) -> None:
    of = demo_workshop(store, shown=("overview",))
    finish_workshop(store, of.id, date(2027, 6, 1))
    app = visit("boegen", workshop=of.id, bogen="verwaltung")

    assert not app.exception
    assert list(app.radio) == []
    assert [one.value for one in app.info] == ["Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."]
