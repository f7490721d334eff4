"""The page Workshops: a row each, what can be done with one, and the way back from the archive."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.sheets import EnteredSheet, add_sheets
from data.store.workshops import Workshop, change_workshop, delete_workshop, finish_workshop, workshop, workshops
from tests.e2e.stages import QUESTIONNAIRE, demo_workshop, new_workshop

from .conftest import Visit
from .test_pages import html_of

SAVE, FINISH = "Sicherung herunterladen …", "Workshop abschließen …"
FIRST = load_questionnaire(QUESTIONNAIRE).short_form[0]


@pytest.fixture(autouse=True)
def cleared(store: Store) -> Iterator[None]:
    """Each test has workshops of its own."""
    yield
    for one in workshops(store):
        delete_workshop(store, one.id)


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def rows(app: AppTest) -> list[tuple[str, str]]:
    """Each workshop's step and facts."""
    return re.findall(r'<p><b>(.*?)</b> <span class="note">(.*?)</span></p>', html_of(app))


def stored(store: Store, of: Workshop) -> Workshop:
    now = workshop(store, of.id)
    assert now is not None
    return now


def test_row_says_step_day_sheets_and_what_is_missing(visit: Visit, store: Store) -> None:
    prepared = new_workshop(store, is_open=False, title="A")
    opened = new_workshop(store, is_open=True, title="B")
    add_sheets(store, opened.id, [EnteredSheet("fachverwaltung", {FIRST: "A"})] * 2, source="paper")
    shown = demo_workshop(store, shown=("overview",))
    finish_workshop(store, shown.id, date(2027, 4, 1))

    app = visit(workshop=prepared.id)

    day = "01.12.2026 · Code "
    told = f" · einzelne Bögen werden am {prepared.delete_sheets_on:%d.%m.%Y} gelöscht"
    assert rows(app) == [
        ("Vorbereiten", f"{day}{prepared.code} · 21 Aussagen · es fehlt: Verwaltungsbogen, Handy-Test{told}"),
        ("Sammeln", f"{day}{opened.code} · 21 Aussagen · 2 Bögen{told}"),
        ("Mitnehmen", f"{day}{shown.code} · 21 Aussagen · 42 Bögen · einzelne Bögen werden am 01.04.2027 gelöscht"),
    ]


def test_only_the_chosen_workshop_has_the_primary_button(visit: Visit, store: Store) -> None:
    chosen, other = (new_workshop(store, is_open=False, title=title) for title in "AB")

    app = visit(workshop=chosen.id)

    assert [button.key for button in app.button if button.proto.type == "primary"] == [f"choose-{chosen.id}"]
    assert app.button(key=f"choose-{other.id}").label == "Cockpit"


def test_dialog_of_a_workshop_that_is_gone_says_so(visit: Visit, store: Store) -> None:
    new_workshop(store, is_open=False)
    of = new_workshop(store, is_open=False)
    app = press(visit(workshop=of.id), f"change-{of.id}")

    delete_workshop(store, of.id)
    app = next(one for one in app.button if one.label == "Änderungen speichern").click().run()

    assert not app.exception
    assert [one for one in app.button if one.label == "Änderungen speichern"] == []


@pytest.mark.parametrize(
    ("state", "entries"),
    [
        ("prepared", ["Ändern …", "Perspektiven …", "Neuer Durchgang …", SAVE, "Archivieren", "Workshop löschen …"]),
        (
            "closed",
            ["Ändern …", "Neuer Durchgang …", SAVE, "Workshop abschließen …", "Archivieren", "Workshop löschen …"],
        ),
    ],
)
def test_menu_offers_what_can_be_done_now(visit: Visit, store: Store, state: str, entries: list[str]) -> None:
    of = new_workshop(store, is_open=False) if state == "prepared" else demo_workshop(store)

    app = visit(workshop=of.id)

    labels = [button.label for button in app.button if str(button.key).endswith(of.id)]
    assert labels == ["Cockpit", *entries]


def test_change_is_stored_and_the_dialog_closes(visit: Visit, store: Store) -> None:
    of = new_workshop(store, is_open=False)
    app = press(visit(workshop=of.id), f"change-{of.id}")

    app.text_input(key=f"title-{of.id}").set_value("Neuer Titel")
    app.text_input(key=f"date-{of.id}").set_value("28.02.2027")
    app.radio(key=f"threshold-{of.id}").set_value(3)
    app = next(one for one in app.button if one.label == "Änderungen speichern").click().run()

    now = stored(store, of)
    assert (now.title, now.held_on, now.threshold) == ("Neuer Titel", date(2027, 2, 28), 3)
    assert [one for one in app.button if one.label == "Änderungen speichern"] == []


def test_wrong_change_stays_open_and_is_named(visit: Visit, store: Store) -> None:
    of = new_workshop(store, is_open=False)
    app = press(visit(workshop=of.id), f"change-{of.id}")

    app.text_input(key=f"date-{of.id}").set_value("31.02.2027")
    app = next(one for one in app.button if one.label == "Änderungen speichern").click().run()

    assert [one.value for one in app.error] == ["Den 31.02.2027 gibt es nicht."]
    assert stored(store, of).held_on == of.held_on


def test_dialog_does_not_follow_to_another_page(visit: Visit, store: Store) -> None:
    of = new_workshop(store, is_open=False)
    app = press(visit(workshop=of.id), f"delete-{of.id}")
    assert [box.key for box in app.checkbox] == [f"sure-{of.id}"]

    app = press(app, f"choose-{of.id}").switch_page("pages/workshops.py").run()

    assert [box.key for box in app.checkbox] == []


def test_archiving_can_be_undone_where_it_was_done(visit: Visit, store: Store) -> None:
    of, other = new_workshop(store, is_open=False, title="A"), new_workshop(store, is_open=False, title="B")
    app = press(visit(workshop=of.id), f"archive-{of.id}")
    assert stored(store, of).archived
    assert "Archiviert: Musterlingen: A, 01.12.2026" in html_of(app)
    assert app.query_params["w"] == other.id

    app = press(app, f"undo-{of.id}")

    assert not stored(store, of).archived
    assert "Archiviert:" not in html_of(app)
    assert app.query_params["w"] == of.id


def test_archived_workshop_comes_back_later_too(visit: Visit, store: Store) -> None:
    of = new_workshop(store, is_open=False)
    change_workshop(store, of.id, archived=True)

    app = press(visit(), f"unarchive-{of.id}")

    assert not stored(store, of).archived
    assert [step for step, _facts in rows(app)] == ["Vorbereiten"]


def test_form_comes_first_until_there_is_a_workshop(visit: Visit, store: Store) -> None:
    empty = visit()
    new_workshop(store, is_open=False)
    filled = visit()

    assert "Hier beginnt es: Tragen Sie Ihre Kommune ein" in html_of(empty)
    assert [one.label for one in empty.button if one.proto.type == "primary"] == ["Workshop anlegen"]
    assert "Hier beginnt es" not in html_of(filled)
    assert html_of(filled).index('<div class="row">') < html_of(filled).index("Neuen Workshop anlegen")


def test_settings_of_a_new_workshop_are_stored(visit: Visit, store: Store) -> None:
    app = visit()

    app.text_input(key="municipality-new").set_value("Neulingen")
    app.text_input(key="title-new").set_value("Unser Abend")
    app.selectbox(key="room").set_value("long")
    app.selectbox(key="administration").set_value("short")
    app.radio(key="threshold-new").set_value(3)
    app.radio(key="mode-new").set_value("perspectives")
    next(one for one in app.button if one.label == "Workshop anlegen").click().run()

    (new,) = workshops(store)
    assert (new.municipality, new.title, new.threshold, new.mode) == ("Neulingen", "Unser Abend", 3, "perspectives")
    assert (len(new.room), len(new.administration)) == (108, 21)
