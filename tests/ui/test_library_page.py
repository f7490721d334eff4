"""The page Bibliothek: items are found, filled, taken along, and an agenda becomes the order of the workshop."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from analysis.stage import Place
from config import ROOT
from content.show import TALK, show_of
from content.views import View
from data.evening import evening
from data.library_file import library_in
from data.own_cards import own_values
from data.questionnaire_file import questionnaire_text
from data.samples.demo import fill_demo
from data.store.engine import Store
from data.store.notes import notes
from data.store.releases import reveal
from data.store.stages import stage
from data.store.workshops import Workshop
from tests.data.test_library_file import AGENDA, DIALOGUE
from tests.e2e.stages import new_workshop
from ui import show

from .conftest import Visit
from .test_pages import html_of

TALKED = AGENDA.replace("slide: beitreten", "slide: titel").replace(
    "{minutes: 20, title: {de: Sprechen}, is_optional: true}", "{minutes: 20, title: {de: Sprechen}, slide: plan}"
)


@pytest.fixture
def prepared(store: Store) -> Workshop:
    return new_workshop(store, is_open=False)


@pytest.fixture
def closed(store: Store) -> Workshop:
    return fill_demo(store, questionnaire_text(ROOT / "questionnaire.yaml"), date(2026, 12, 1))


@pytest.fixture(autouse=True)
def own_library(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("own") / "library"
    for name, content in (("dialoge/erzaehlabend", DIALOGUE), ("ablaeufe/abend", TALKED), ("ablaeufe/falsch", "a: 1")):
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.setenv("LIBRARY", str(folder))


def test_item_of_the_address_is_filled_with_the_workshop(visit: Visit, prepared: Workshop) -> None:
    app = visit("bibliothek", workshop=prepared.id, eintrag="erzaehlabend")

    assert f"In {prepared.municipality} am " in html_of(app)
    assert next(one for one in app.selectbox if one.label == "Was suchen Sie?").value == "dialogue"


def test_wrong_file_is_said_with_its_place(visit: Visit, prepared: Workshop) -> None:
    app = visit("bibliothek", workshop=prepared.id)

    assert [one.value for one in app.warning] == ["library/ablaeufe/falsch.yaml: kind: Hier muss stehen: agenda."]


def test_search_without_a_find_says_so(visit: Visit, prepared: Workshop) -> None:
    app = visit("bibliothek", workshop=prepared.id, suche="Raumschiff")

    assert "Dazu steht hier nichts." in html_of(app)


def test_agenda_sets_the_show_and_the_minutes(visit: Visit, store: Store, closed: Workshop) -> None:
    app = visit("bibliothek", workshop=closed.id, eintrag="abend")
    next(one for one in app.button if one.label == "In den Workshop laden").click().run()

    plan = Place("folie", View("plan").address)
    assert stage(store, closed.id).order == (Place("ankommen"), plan, TALK)
    reveal(store, closed.id, "overview")
    now = evening(store, closed.id)
    assert now is not None and now.agenda is not None and now.results is not None
    assert now.agenda.minutes == 20
    talked = [Place("folie", View("aussage", part=one).address) for one in now.results.plan]
    assert list(show_of(now.stage, now.results)) == [Place("ankommen"), plan, *talked]
    assert talked


def test_talk_with_the_leadership_begins_with_the_workshop_once_it_was_shown(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBRARY", str(ROOT / "library"))
    fresh = fill_demo(store, questionnaire_text(ROOT / "questionnaire.yaml"), date(2026, 12, 2))
    before = html_of(visit("bibliothek", workshop=fresh.id, eintrag="leitungsgespraech"))
    reveal(store, fresh.id, "overview")
    after = html_of(visit("bibliothek", workshop=fresh.id, eintrag="leitungsgespraech"))

    assert "Aus Ihrem Workshop" not in before
    assert "Aus Ihrem Workshop" in after and "Was zu entscheiden ist" in after and "Verschieden gesehen" in after


def test_outcome_of_a_dialogue_becomes_a_note_to_its_statement(visit: Visit, store: Store, closed: Workshop) -> None:
    reveal(store, closed.id, "overview")
    app = visit("bibliothek", workshop=closed.id, eintrag="erzaehlabend")
    chosen = next(one for one in app.selectbox if one.label == "Zu welcher Aussage?").value
    next(one for one in app.text_input if one.label.startswith("Tag des Dialogs")).input("9.3.2027")
    next(one for one in app.text_area if one.label == "Was kam heraus?").input("Formulare in drei Sprachen fehlen.")
    next(one for one in app.button if one.label == "Als Notiz speichern").click().run()

    (note,) = [one for one in notes(store, closed.id) if one.text.startswith("Dialog am ")]
    assert note.text == "Dialog am 9. März 2027: Formulare in drei Sprachen fehlen."
    assert (note.about, note.is_visible) == (chosen, False)


def test_outcome_without_a_day_is_not_kept(visit: Visit, store: Store, closed: Workshop) -> None:
    reveal(store, closed.id, "overview")
    app = visit("bibliothek", workshop=closed.id, eintrag="erzaehlabend")
    next(one for one in app.text_input if one.label.startswith("Tag des Dialogs")).input("irgendwann")
    next(one for one in app.text_area if one.label == "Was kam heraus?").input("Viel.")
    next(one for one in app.button if one.label == "Als Notiz speichern").click().run()

    assert [one for one in notes(store, closed.id) if one.text.startswith("Dialog am ")] == []
    assert next(one for one in app.text_area if one.label == "Was kam heraus?").value == "Viel."


def test_statement_on_unterschiede_leads_to_its_practice_cards(
    visit: Visit, store: Store, closed: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBRARY", str(ROOT / "library"))
    reveal(store, closed.id, "differences")
    there = library_in(ROOT / "library").library
    app = visit("unterschiede", workshop=closed.id, aussage="3.01")
    labels = [one.label for one in app.button]
    assert f"Beispiele aus anderen Kommunen ({len(there.fitting('3.01'))})" in labels

    cards = visit("bibliothek", workshop=closed.id, art="practice", aussage="3.01")
    listed = [one.label.strip("*") for one in cards.button if str(one.key).startswith("library-")]
    assert listed == [show.plain(one.title["de"]) for one in there.fitting("3.01")]


def test_statement_without_cards_leads_nowhere(visit: Visit, store: Store, closed: Workshop) -> None:
    reveal(store, closed.id, "differences")
    app = visit("unterschiede", workshop=closed.id, aussage="3.01")

    assert not any(one.label.startswith("Beispiele aus") for one in app.button)


def button(app: AppTest, label: str) -> Button:
    return next(one for one in app.button if one.label == label)


def test_own_card_is_written_changed_and_deleted(visit: Visit, store: Store, prepared: Workshop) -> None:
    app = visit("bibliothek", workshop=prepared.id, art="practice")
    button(app, "Neue Karte schreiben").click().run()
    for name, text in (("title", "Unsere Busschule"), ("summary", "Wir üben."), ("place", "Musterlingen")):
        app.text_input(key=f"own-neu-{name}").input(text)
    for name, text in (("problem", "Fahrpläne."), ("steps", "Üben.\n\nFahren.")):
        app.text_area(key=f"own-neu-{name}").input(text)
    app.text_input(key="own-neu-source").input("Amtsblatt")
    app.text_input(key="own-neu-url").input("ohne Adresse")
    app.multiselect(key="own-neu-size").select("town")
    app.multiselect(key="own-neu-statements").select("3.21")
    button(app, "Karte speichern").click().run()

    assert {one.value.split(":")[1].strip() for one in app.error} == {"Quelle", "Wann (Jahre)"}
    assert own_values(store) == {}

    app.text_input(key="own-neu-url").input("https://example.org/amtsblatt")
    app.text_input(key="own-neu-years").input("2025")
    button(app, "Karte speichern").click().run()
    assert [step["de"] for step in own_values(store)["unsere-busschule"]["steps"]] == ["Üben.", "Fahren."]
    assert "eigene Karte" in html_of(app)
    assert "**Unsere Busschule · eigene Karte**" in [one.label for one in app.button]

    button(app, "Karte ändern").click().run()
    app.text_input(key="own-unsere-busschule-years").input("2026")
    button(app, "Karte speichern").click().run()
    assert own_values(store)["unsere-busschule"]["years"] == "2026"

    button(app, "Karte endgültig löschen").click().run()
    assert own_values(store) == {}
