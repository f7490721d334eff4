"""Durchgänge on the moderator's pages: begun with a button, linked, and told apart wherever workshops stand."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from analysis.farewell import NextDate
from content.documents.filename import file_name
from data.store.engine import Store
from data.store.farewell import decide_next_date
from data.store.retention import last_day
from data.store.workshops import Workshop, delete_workshop, next_run, workshop, workshops
from tests.e2e.stages import new_workshop
from texts.titles import with_run
from texts.words import words
from web.identity import STAFF_COOKIE

from .conftest import Visit
from .test_pages import headings, html_of

SECOND_DAY = date(2027, 6, 1)


@pytest.fixture
def first(store: Store) -> Iterator[Workshop]:
    """The only workshop; afterwards there is none."""
    yield new_workshop(store, is_open=True, title="Selbstcheck")
    for one in workshops(store):
        delete_workshop(store, one.id)


def press(app: AppTest, key: str) -> AppTest:
    return next(button for button in app.button if button.key == key).click().run()


def begun(app: AppTest, day: str = "") -> AppTest:
    """The form with the day sent, as it is proposed or with another one."""
    if day:
        next(one for one in app.text_input if str(one.key).startswith("next-run-day-")).set_value(day)
    return next(one for one in app.button if one.label == "Durchgang vorbereiten").click().run()


@pytest.mark.parametrize("page", ["", "durchgaenge"])
@pytest.mark.parametrize(
    ("agreed", "typed", "day"),
    [
        (SECOND_DAY, "", SECOND_DAY),
        (SECOND_DAY, "15.07.2027", date(2027, 7, 15)),
        (None, "", date.today()),
    ],
)
def test_next_run_is_dated_as_agreed_unless_another_day_is_typed(
    visit: Visit, store: Store, first: Workshop, page: str, agreed: date | None, typed: str, day: date
) -> None:
    if agreed is not None:
        decide_next_date(store, first.id, NextDate(agreed, "Integrationsstelle"))
    app = visit(page, workshop=first.id)
    if not page:
        app = press(app, f"again-{first.id}")
    assert ("Vereinbart ist der 1. Juni 2027." in html_of(app)) == (agreed is not None)

    begun(app, typed)

    new = next(one for one in workshops(store) if one.id != first.id)
    assert (new.follows, new.held_on) == (first.id, day)
    assert new.delete_sheets_on == last_day(day, date.today())


def test_next_run_without_a_day_is_not_prepared(visit: Visit, store: Store, first: Workshop) -> None:
    app = begun(press(visit(workshop=first.id), f"again-{first.id}"), "irgendwann")

    assert [error.value for error in app.error] == ["Bitte ein Datum in der Form 24.09.2026 angeben."]
    assert [one.id for one in workshops(store)] == [first.id]


def test_next_run_is_linked_chosen_and_named(visit: Visit, store: Store, first: Workshop) -> None:
    app = begun(press(visit(workshop=first.id), f"again-{first.id}"))

    new = next(one for one in workshops(store) if one.id != first.id)
    assert (new.follows, new.run) == (first.id, 2)
    assert app.query_params["w"] == new.id
    assert '<h2>Musterlingen: Selbstcheck (2. Durchgang) <span class="tag">gewählt</span></h2>' in html_of(app)
    assert "Folgt auf: Musterlingen: Selbstcheck, 01.12.2026" in html_of(app)


def test_list_tells_runs_apart_by_number_day_and_code(visit: Visit, store: Store, first: Workshop) -> None:
    second = next_run(store, first.id, SECOND_DAY)

    app = visit(workshop=first.id)

    rows = re.findall(r'<div class="row"><h2>(.*?)<.*?<span class="note">(.*?) · (.*?) · ', html_of(app))
    assert rows == [
        ("Musterlingen: Selbstcheck (2. Durchgang)", "01.06.2027", f"Code {second.code}"),
        ("Musterlingen: Selbstcheck ", "01.12.2026", f"Code {first.code}"),
    ]


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("cockpit", "Selbstcheck (2. Durchgang) · Musterlingen"),
        ("ueberblick", "Überblick · Musterlingen (2. Durchgang)"),
        ("hochladen", "Datei hochladen · Musterlingen (2. Durchgang)"),
        ("bericht", "Bericht · Musterlingen (2. Durchgang)"),
    ],
)
def test_heading_of_a_page_names_the_run(visit: Visit, store: Store, first: Workshop, page: str, heading: str) -> None:
    second = next_run(store, first.id, SECOND_DAY)

    assert headings(visit(page, workshop=second.id)) == [heading]
    assert "Durchgang" not in headings(visit(page, workshop=first.id))[0]


def test_report_of_a_run_has_its_number_in_the_name_of_the_file() -> None:
    names = [file_name(with_run(words("de"), "Mühldorf", run), SECOND_DAY, "xlsx") for run in (1, 2)]

    assert names == ["2027-06-01_Muehldorf_Selbstcheck.xlsx", "2027-06-01_Muehldorf-2-Durchgang_Selbstcheck.xlsx"]


def test_run_is_named_in_english_too(
    visit: Visit, store: Store, first: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_run(store, first.id, SECOND_DAY)
    app = visit(workshop=first.id)
    cookies = ContextProxy.cookies
    assert isinstance(cookies, dict)
    monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: f"{cookies[STAFF_COOKIE]}.en"})

    text = html_of(app.run())

    assert "<h2>Musterlingen: Selbstcheck (run 2)</h2>" in text
    assert "Continues: Musterlingen: Selbstcheck, 01.12.2026" in text


def test_deleting_names_the_run_that_stays_and_it_stays(visit: Visit, store: Store, first: Workshop) -> None:
    second = next_run(store, first.id, SECOND_DAY)
    app = press(visit(workshop=first.id), f"delete-{first.id}")
    kept = "Musterlingen: Selbstcheck (2. Durchgang), 01.06.2027 bleibt, folgt dann aber auf keinen Workshop mehr."
    assert html_of(app).count(kept) == 1

    next(box for box in app.checkbox if box.key == f"sure-{first.id}").check().run()
    app = press(app, f"really-{first.id}")

    left = workshop(store, second.id)
    assert left is not None
    assert (workshops(store), left.follows, left.run) == ([left], None, 2)
    assert "<h2>Musterlingen: Selbstcheck (2. Durchgang) " in html_of(app)
    assert "Folgt auf" not in html_of(app)


def test_deleting_a_run_between_two_others_names_what_follows_on_what(
    visit: Visit, store: Store, first: Workshop
) -> None:
    second = next_run(store, first.id, SECOND_DAY)
    next_run(store, second.id, SECOND_DAY)

    page = html_of(press(visit(workshop=second.id), f"delete-{second.id}"))

    third, before = "Musterlingen: Selbstcheck (3. Durchgang), 01.06.2027", "Musterlingen: Selbstcheck, 01.12.2026"
    assert f"{third} bleibt und folgt dann auf {before}." in page


def test_other_municipality_takes_linked_runs_along_and_says_so(visit: Visit, store: Store, first: Workshop) -> None:
    alone = html_of(press(visit(workshop=first.id), f"change-{first.id}"))
    second = next_run(store, first.id, SECOND_DAY)
    app = press(visit(workshop=first.id), f"change-{first.id}")
    said = "Eine andere Kommune gilt auch für die verbundenen Durchgänge."

    linked = html_of(app)
    next(one for one in app.text_input if one.key == f"municipality-{first.id}").set_value("Beispielstadt")
    next(one for one in app.button if one.label == "Änderungen speichern" and first.id in str(one.form_id)).click()
    app.run()

    assert (alone.count(said), linked.count(said)) == (0, 1)
    assert {one.id: one.municipality for one in workshops(store)} == {
        first.id: "Beispielstadt",
        second.id: "Beispielstadt",
    }


def test_saving_a_linked_run_does_not_take_the_municipality_back(visit: Visit, store: Store, first: Workshop) -> None:
    second = next_run(store, first.id, SECOND_DAY)
    app = visit(workshop=first.id)

    saved(app, first.id, f"municipality-{first.id}", "Beispielstadt")
    saved(app, second.id, f"title-{second.id}", "Neuer Titel")
    saved(app, second.id, f"municipality-{second.id}", " Neustadt ")
    saved(app, first.id, f"title-{first.id}", "Alter Titel")

    assert {(one.municipality, one.title) for one in workshops(store)} == {
        ("Neustadt", "Neuer Titel"),
        ("Neustadt", "Alter Titel"),
    }
    assert not app.exception


def saved(app: AppTest, workshop_id: str, key: str, value: str) -> None:
    """Type this into the form of the workshop and save it."""
    press(app, f"change-{workshop_id}")
    next(one for one in app.text_input if one.key == key).set_value(value)
    next(one for one in app.button if one.label == "Änderungen speichern" and workshop_id in str(one.form_id)).click()
    app.run()


def test_run_after_one_that_is_gone_is_refused_with_a_sentence(visit: Visit, store: Store, first: Workshop) -> None:
    app = press(visit(workshop=first.id), f"again-{first.id}")
    delete_workshop(store, first.id)

    app = begun(app)

    assert workshops(store) == []
    assert not app.exception
