"""The page Durchgänge: the comparison, links for the status of measures, and re-checks."""

from datetime import date

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from analysis.action_plan import Draft
from config import ROOT
from data.questionnaire_file import questionnaire_text
from data.samples.demo import fill_demo
from data.store.engine import Store
from data.store.measures import add_measure
from data.store.releases import reveal
from data.store.sheets import EnteredSheet, add_sheets
from data.store.status_links import say_status, status_links, workshop_of_status_link
from data.store.workshops import Workshop, next_run, open_workshop, recheck, workshop, workshops

from .conftest import Visit
from .test_pages import drawings, html_of

THEN, NOW = date(2026, 11, 30), date(2027, 11, 29)


def filled(store: Store, day: date, *, is_shown: bool = True) -> Workshop:
    new = fill_demo(store, questionnaire_text(ROOT / "questionnaire.yaml"), day)
    if is_shown:
        reveal(store, new.id, "overview")
    return new


def linked(store: Store, then: Workshop, now: Workshop) -> None:
    linking = text("UPDATE workshops SET follows = :then WHERE id = :now")
    store.write(lambda connection: connection.execute(linking, {"then": then.id, "now": now.id}))


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_two_shown_runs_are_compared_with_picture_table_and_what_to_read(visit: Visit, store: Store) -> None:
    then, now = filled(store, THEN), filled(store, NOW)
    linked(store, then, now)

    app = visit("durchgaenge", workshop=now.id)

    said = html_of(app)
    assert "In keinem Handlungsfeld ist der Unterschied zu 2026 groß genug, um ihn zu deuten" in said
    assert "zweimal gefragt, nicht unbedingt dieselben Personen" in said
    assert "Unterschied zu klein zum Deuten" in said and "aus 3 von 3 Aussagen" in said
    assert len(drawings(app)) == 1

    statements = visit("durchgaenge", workshop=now.id, sicht="aussagen", gruppen="verwaltung", teil="2")
    assert "Verwaltung: Bei keiner Aussage" in html_of(statements)


def test_without_a_shown_earlier_run_it_says_why_there_is_nothing(visit: Visit, store: Store) -> None:
    then, now = filled(store, THEN, is_shown=False), filled(store, NOW)
    alone = html_of(visit("durchgaenge", workshop=now.id))
    assert "Dieser Workshop setzt keinen früheren fort" in alone

    linked(store, then, now)
    assert "Vom früheren Durchgang wurde noch kein Ergebnis gezeigt" in html_of(visit("durchgaenge", workshop=now.id))

    hidden = filled(store, NOW, is_shown=False)
    linked(store, now, hidden)
    app = visit("durchgaenge", workshop=hidden.id)
    assert "sobald ein Ergebnis dieses Workshops gezeigt wurde" in html_of(app)
    assert drawings(app) == []


def test_a_link_asks_how_far_the_measures_are_and_tells_of_what_was_said(visit: Visit, store: Store) -> None:
    then = filled(store, THEN)
    assert "Sobald Maßnahmen vereinbart sind" in html_of(visit("durchgaenge", workshop=then.id))
    one = add_measure(store, then.id, Draft(what="Ein Blatt", person="Vorname Nachname"))
    app = visit("durchgaenge", workshop=then.id)
    assert "Eine Maßnahme war vereinbart: 1 geplant" in html_of(app)

    app = press(app, "Link erstellen")
    assert [error.value for error in app.error] == ["Bitte angeben, an wen der Link geht."]
    next(field for field in app.text_input if field.label.startswith("An wen")).input("Jugendamt")
    app = press(app, "Link erstellen")

    link = next(code.value for code in app.code if "/stand/" in code.value)
    token = link.rpartition("/")[2]
    assert workshop_of_status_link(store, token) == then.id
    say_status(store, token, one.id, "done", "", version=one.version)
    said = html_of(visit("durchgaenge", workshop=then.id))
    assert "1 erledigt" in said and "eine Angabe, am" in said and "Nachname" not in said

    press(visit("durchgaenge", workshop=then.id), "Widerrufen")
    assert status_links(store, then.id) == []
    assert workshop_of_status_link(store, token) is None


@pytest.mark.parametrize(("months", "day"), [(3, date(2027, 2, 28)), (12, date(2027, 11, 30))])
def test_recheck_asks_what_was_talked_about_on_the_proposed_day(
    visit: Visit, store: Store, months: int, day: date
) -> None:
    then = filled(store, THEN)
    known = {one.id for one in workshops(store)}
    app = visit("durchgaenge", workshop=then.id)
    next(choice for choice in app.radio if choice.label == "Wann?").set_value(months)
    app = app.run()

    app = press(app, "Nachbefragung anlegen")

    (new,) = [one for one in workshops(store) if one.id not in known]
    assert (new.held_on, new.title, new.follows) == (day, f"Nachbefragung nach {months} Monaten", then.id)
    assert len(new.room) == 9 and set(new.room) <= set(then.room) and new.administration == ()
    assert any(code.value.endswith(f"/t/{new.code}") for code in app.code)

    app.button(key=f"open-run-{new.id}").click().run()
    opened = workshop(store, new.id)
    assert opened is not None and opened.state == "open"


def test_recheck_needs_a_statement(visit: Visit, store: Store) -> None:
    then = filled(store, THEN)
    known = len(workshops(store))
    app = visit("durchgaenge", workshop=then.id)
    app.multiselect[0].set_value([])

    app = press(app, "Nachbefragung anlegen")

    assert "Bitte wenigstens eine Aussage wählen." in [error.value for error in app.error]
    assert len(workshops(store)) == known


def test_the_run_that_continues_asks_for_the_measures_of_the_one_before(visit: Visit, store: Store) -> None:
    then = filled(store, THEN)
    said = "Die Übersetzung läuft."
    add_measure(store, then.id, Draft(what="Ein Blatt", who="Jugendamt", status="begun", status_reason=said))
    now = next_run(store, then.id, NOW)

    app = visit("durchgaenge", workshop=now.id)

    page = html_of(app)
    assert "Sobald Maßnahmen vereinbart sind" not in page
    assert "Eine Maßnahme war vereinbart: 1 begonnen" in page
    assert "Ein Blatt" in page and said in page
    next(field for field in app.text_input if field.label.startswith("An wen")).input("Jugendamt")
    app = press(app, "Link erstellen")
    link = next(code.value for code in app.code if "/stand/" in code.value)
    assert workshop_of_status_link(store, link.rpartition("/")[2]) == then.id
    assert [one.label for one in status_links(store, then.id)] == ["Jugendamt"]

    for _state in ("prepared", "open"):
        cockpit = html_of(visit("cockpit", workshop=now.id))
        assert "Was wurde daraus?" in cockpit and "Eine Maßnahme war vereinbart: 1 begonnen" in cockpit
        open_workshop(store, now.id)
    assert "Was wurde daraus?" not in html_of(visit("cockpit", workshop=then.id))


def test_the_next_run_is_no_recheck_and_rechecks_say_how_many_answered(visit: Visit, store: Store) -> None:
    then = filled(store, THEN)
    second = next_run(store, then.id, NOW)
    again = recheck(store, then.id, NOW, title="Nachbefragung", statements=then.room[:2])
    empty = recheck(store, then.id, NOW, title="Noch eine", statements=then.room[:2])
    open_workshop(store, again.id)
    sheets = [EnteredSheet("kommunalpolitik", {then.room[0]: "A"}) for _number in range(2)]
    add_sheets(store, again.id, sheets, source="paper")

    app = visit("durchgaenge", workshop=then.id)

    keys = {str(button.key) for button in app.button}
    assert f"open-run-{second.id}" not in keys and f"open-run-{empty.id}" in keys
    assert f"next-cockpit-{second.id}" in keys
    said = html_of(app)
    assert "offen · 2 Aussagen · 2 Personen haben geantwortet" in said
    assert "vorbereitet, noch nicht offen · 2 Aussagen · noch keine Antwort" in said


def test_recheck_says_truly_what_is_proposed_and_names_statements_as_they_are(visit: Visit, store: Store) -> None:
    then = filled(store, THEN, is_shown=False)

    before = visit("durchgaenge", workshop=then.id)
    reveal(store, then.id, "overview")
    after = visit("durchgaenge", workshop=then.id)

    assert "Noch ist kein Ergebnis gezeigt: Vorgeschlagen sind alle Aussagen." in html_of(before)
    assert "Vorgeschlagen sind die Aussagen des Gesprächsplans." in html_of(after)
    picker = after.multiselect[0]
    assert any("*innen" in option for option in picker.options)
    assert [option for option in picker.options if "\\" in option] == []
    assert picker.proto.select_all == 0
