"""The cockpit: where the workshop stands, the one next step, and the results at one glance."""

import re
from dataclasses import replace
from html import unescape

import pytest

from analysis.action_plan import Draft
from analysis.stage import Place
from content.deck import slide
from content.views import View
from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.measures import add_measure
from data.store.releases import release
from data.store.sheets import EnteredSheet, add_sheets
from data.store.stages import move, stage
from data.store.workshops import workshop
from tests.e2e.stages import QUESTIONNAIRE, RESULT_PAGES, Stages, demo_workshop, new_workshop, set_the_stage
from texts.words import words
from ui.analytics import CHOSEN

from .conftest import Visit
from .test_differences import EXCHANGED, results_of, sent
from .test_pages import ONE_HIDDEN, drawings, html_of, workshop_hiding

ASKED = load_questionnaire(QUESTIONNAIRE)
DE = words("de")
OF_FIELDS = ("radar", "verwaltung")


@pytest.fixture(scope="module")
def stages(store: Store) -> Stages:
    return set_the_stage(store)


@pytest.mark.parametrize(
    ("state", "now", "primary"),
    [
        ("prepared", "Vorbereiten", "Umfrage öffnen"),
        ("open", "Sammeln", "Umfrage schließen …"),
        ("closed", "Zeigen", "Ergebnisse zeigen"),
        ("revealed", "Zeigen", "Regie öffnen"),
        ("finished", "Mitnehmen", "Bericht"),
    ],
)
def test_cockpit_says_where_we_are_and_offers_one_next_step(
    visit: Visit, stages: Stages, state: str, now: str, primary: str
) -> None:
    app = visit("cockpit", workshop=getattr(stages, state).id)

    current = re.findall(r'<li class="now" aria-current="step"><b>(.*?)</b>', html_of(app))
    assert current == [now]
    looks = {button.label: button.proto.type for button in app.button}
    looks |= {link.proto.label: link.proto.type for link in app.get("link_button")}
    assert [label for label, look in looks.items() if look == "primary"] == [primary]


@pytest.mark.parametrize(
    ("place", "now", "button", "primary"),
    [
        (Place("folie", "ueberblick?sicht=radar", 1), "Zeigen", "Gesprächsplan", "Regie öffnen"),
        (Place("folie", "plan?sicht=liste"), "Sprechen", "Maßnahmen", "Regie öffnen"),
        (Place("folie", "aussage?sicht=verteilung&teil=3.01", 2), "Sprechen", "Maßnahmen", "Regie öffnen"),
        (Place("massnahmen"), "Vereinbaren", "Maßnahmen", "Bericht"),
    ],
)
def test_what_the_room_sees_says_where_we_are(
    visit: Visit, store: Store, place: Place, now: str, button: str, primary: str
) -> None:
    of = demo_workshop(store, shown=RESULT_PAGES)
    move(store, of.id, replace(stage(store, of.id), place=place))
    add_measure(store, of.id, Draft(what="Ein Blatt"))

    app = visit("cockpit", workshop=of.id)

    assert re.findall(r'<li class="now" aria-current="step"><b>(.*?)</b>', html_of(app)) == [now]
    assert "eine Maßnahme" in html_of(app) and button in [one.label for one in app.button]
    looks = {one.label: one.proto.type for one in app.button}
    looks |= {link.proto.label: link.proto.type for link in app.get("link_button")}
    assert [label for label, look in looks.items() if look == "primary"] == [primary]
    assert f"<b>{now}</b>" in html_of(visit("workshops", workshop=of.id))


def test_wifi_is_changed_where_it_is_missing(visit: Visit, store: Store) -> None:
    of = new_workshop(store, is_open=False)
    app = visit("cockpit", workshop=of.id)

    next(one for one in app.text_input if one.key == f"wifi-{of.id}-alone").set_value("Saal")
    next(one for one in app.text_input if one.key == f"key-{of.id}-alone").set_value("kurz")
    app = next(one for one in app.button if one.label == "WLAN speichern").click().run()
    refused = [one.value for one in app.error]
    next(one for one in app.text_input if one.key == f"key-{of.id}-alone").set_value("lang genug")
    app = next(one for one in app.button if one.label == "WLAN speichern").click().run()

    assert refused == ["Ein WLAN-Passwort hat 8 bis 63 Zeichen. Ist das WLAN offen, lassen Sie das Feld leer."]
    changed = workshop(store, of.id)
    assert changed is not None and (changed.wifi_name, changed.wifi_password) == ("Saal", "lang genug")
    assert "„Saal“, mit Passwort" in html_of(app)


def test_verwaltungsbogen_is_one_click_away(visit: Visit, stages: Stages) -> None:
    app = visit("cockpit", workshop=stages.prepared.id)

    app = next(button for button in app.button if button.key == "do-administration").click().run()

    assert app.button_group(key="boegen-bogen").value == "verwaltung"
    assert app.query_params["bogen"] in ("verwaltung", ["verwaltung"])
    assert app.query_params["w"] in (stages.prepared.id, [stages.prepared.id])


def test_first_result_is_shown_from_here(visit: Visit, store: Store) -> None:
    of = demo_workshop(store)
    app = visit("cockpit", workshop=of.id)
    assert drawings(app) == []

    app = next(button for button in app.button if button.label == "Ergebnisse zeigen").click().run()

    closed = release(store, of.id)
    assert closed is not None and closed.revealed
    assert len(drawings(app)) == 4


@pytest.mark.parametrize("of_fields", OF_FIELDS)
def test_results_at_one_glance_say_what_their_slides_say(
    visit: Visit, stages: Stages, store: Store, of_fields: str
) -> None:
    results = results_of(store, stages.revealed)
    app = visit("cockpit", workshop=stages.revealed.id, felder=of_fields)

    page = unescape(html_of(app))
    of_groups, judged = View("ueberblick", "karte"), View("unterschiede", "e")
    for shown in (View("ueberblick", of_fields), View("unterschiede", "aussagen"), of_groups, judged):
        assert slide(shown, results, ASKED, DE).finding.sentence in page
    assert len(drawings(app)) == 4


def test_most_divided_statement_is_there_at_once(visit: Visit, stages: Stages, store: Store) -> None:
    first = results_of(store, stages.revealed).discuss_first[0]

    app = visit("cockpit", workshop=stages.revealed.id)

    assert app.selectbox(key=CHOSEN).value == first
    assert ASKED.statements[first].text["de"] in unescape(html_of(app))


def test_every_field_and_statement_can_be_chosen_by_keyboard(visit: Visit, stages: Stages, store: Store) -> None:
    results = results_of(store, stages.revealed)
    app = visit("cockpit", workshop=stages.revealed.id)
    choices = len(app.selectbox(key=CHOSEN).options)
    assert choices == len(results.fields) + len(results.statements)

    field = results.fields[2].id
    app = app.selectbox(key=CHOSEN).set_value(field).run()

    page = unescape(html_of(app))
    shown = slide(View("ueberblick", "anregungen", field), results, ASKED, DE)
    assert shown.finding.sentence in page
    assert all(line in page for note in shown.notes if note.kind == "ideas" for line in note.lines)
    app = next(button for button in app.button if button.label == "Aussagen dieses Felds").click().run()
    assert app.selectbox(key="unterschiede-feld").value == field


@pytest.mark.parametrize("of_fields", OF_FIELDS)
def test_exchanged_hidden_answers_change_nothing(visit: Visit, store: Store, of_fields: str) -> None:
    one, other = workshop_hiding(store, ONE_HIDDEN), workshop_hiding(store, EXCHANGED)

    pages = [sent(visit("cockpit", workshop=of.id, felder=of_fields), of) for of in (one, other)]

    assert pages[0] == pages[1]
    assert sum("scatter" in part for part in pages[0]) == 4


def test_open_survey_says_what_came_on_paper_and_in_files(visit: Visit, store: Store) -> None:
    of = new_workshop(store, is_open=True)
    answered = EnteredSheet("fachverwaltung", {of.room[0]: "A"})
    blank = EnteredSheet("fachverwaltung", {})
    assert "Darunter" not in html_of(visit("cockpit", workshop=of.id))

    add_sheets(store, of.id, [answered, answered, blank], source="paper")
    add_sheets(store, of.id, [answered], source="upload")
    add_sheets(store, of.id, [answered], source="phone")

    assert "Darunter: 2 Bögen vom Papier und ein Bogen aus einer Datei." in unescape(
        html_of(visit("cockpit", workshop=of.id))
    )
