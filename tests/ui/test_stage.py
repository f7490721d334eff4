"""From the moderator's window onto the stage, and into the room."""

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from analysis.stage import Place, Stage
from content.talk import TOLD
from data.questionnaire_file import load_questionnaire
from data.store.administration import AdministrationAnswer, save_administration
from data.store.engine import Store
from data.store.releases import release
from data.store.stages import move, stage
from data.store.steps import finish_workshop
from data.store.workshops import Workshop, change_workshop
from tests.e2e.stages import QUESTIONNAIRE, demo_workshop, new_workshop
from ui import stage as on_stage
from web import contact

from .conftest import Visit
from .test_pages import elements, html_of

ASKED = load_questionnaire(QUESTIONNAIRE)
BUTTON = "Auf die Leinwand"


@pytest.fixture
def shown(store: Store) -> Workshop:
    return demo_workshop(store, shown=("overview", "differences"))


def press(app: AppTest, number: int = 0) -> AppTest:
    return [button for button in app.button if BUTTON.lower() in button.label.lower()][number].click().run()


def said(app: AppTest) -> list[str]:
    return [one.value for one in (*app.toast, *app.info, *app.warning)]


@pytest.mark.parametrize(
    ("page", "query", "place"),
    [
        ("ueberblick", {"sicht": "radar"}, Place("folie", "ueberblick?sicht=radar", 2)),
        ("ueberblick", {"sicht": "karte"}, Place("folie", "ueberblick?sicht=karte")),
        (
            "ueberblick",
            {"sicht": "anregungen", "feld": "teilhabe"},
            Place("folie", "ueberblick?sicht=anregungen&feld=teilhabe"),
        ),
        ("unterschiede", {}, Place("folie", "unterschiede?sicht=aussagen")),
        (
            "unterschiede",
            {"ordnung": "fragebogen", "aussage": ASKED.short_form[5]},
            Place("folie", "unterschiede?sicht=aussagen&teil=2&ordnung=fragebogen"),
        ),
        ("unterschiede", {"ordnung": "e"}, Place("folie", "unterschiede?sicht=e")),
    ],
)
def test_slide_that_the_window_shows_is_put_on_the_stage_whole(
    visit: Visit, store: Store, shown: Workshop, page: str, query: dict[str, str], place: Place
) -> None:
    app = press(visit(page, workshop=shown.id, **query))

    assert not app.exception
    assert stage(store, shown.id).place == place
    assert said(app) == ["Steht jetzt auf der Leinwand."]


def test_radar_goes_there_with_the_groups_that_were_chosen(visit: Visit, store: Store, shown: Workshop) -> None:
    app = visit("ueberblick", workshop=shown.id, sicht="radar")
    groups = app.button_group(key="ueberblick-gruppen")

    press(groups.set_value(groups.options[:2]).run())

    assert stage(store, shown.id).place == Place("folie", "ueberblick?sicht=radar&gruppen=verwaltung,politik", 3)


def test_single_statement_goes_there_from_beside_the_list(visit: Visit, store: Store, shown: Workshop) -> None:
    app = press(visit("unterschiede", workshop=shown.id, aussage=shown.room[3]), 1)

    assert not app.exception
    assert stage(store, shown.id).place == Place("folie", f"aussage?sicht=verteilung&teil={shown.room[3]}", TOLD)


def test_slide_arrives_though_somebody_else_moves_meanwhile(
    visit: Visit, store: Store, shown: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit("ueberblick", workshop=shown.id, sicht="karte")
    others = [Place("pause"), Place("leitmotiv")]

    def overtaken(of: Store, workshop_id: str, wanted: Stage, *, reveals: str | None) -> Stage:
        if others:
            move(store, workshop_id, replace(stage(store, workshop_id), place=others.pop()))
        return move(of, workshop_id, wanted, reveals=reveals)

    monkeypatch.setattr(on_stage, "move", overtaken)
    app = press(app)

    assert stage(store, shown.id) == Stage(3, Place("folie", "ueberblick?sicht=karte"))
    assert said(app) == ["Steht jetzt auf der Leinwand."]


def test_frozen_stage_is_said_to_be_so(visit: Visit, store: Store, shown: Workshop) -> None:
    move(store, shown.id, Stage(frozen=Place("pause")))

    app = press(visit("ueberblick", workshop=shown.id, sicht="karte"))

    assert stage(store, shown.id).seen == Place("pause")
    assert said(app)[0].startswith("Die Leinwand ist eingefroren")


@pytest.mark.parametrize("page", ["ueberblick", "unterschiede", "gespraechsplan", "massnahmen", "cockpit"])
def test_nothing_goes_there_after_the_end(visit: Visit, store: Store, shown: Workshop, page: str) -> None:
    finish_workshop(store, shown.id)

    assert BUTTON not in [button.label for button in visit(page, workshop=shown.id).button]


def test_nothing_goes_there_before_the_reveal(visit: Visit, store: Store) -> None:
    closed = demo_workshop(store)

    for page in ("ueberblick", "unterschiede"):
        assert BUTTON not in [button.label for button in visit(page, workshop=closed.id).button]
    now = release(store, closed.id)
    assert now is not None and not now.revealed


def lacking(app: AppTest) -> dict[str, str]:
    """Title and fact of what the checklist says is missing."""
    marks = r'<i class="mark (?:open|begun)".*?</i><b>(.*?)</b><p class="note">(.*?)</p>'
    return dict(re.findall(marks, html_of(app)))


NOT_REACHED = "Telefone erreichen diesen Rechner nicht: Verbinden Sie ihn mit dem WLAN im Raum."


def test_what_is_missing_is_listed_until_it_is_there(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "")
    monkeypatch.setenv("ADDRESS", "127.0.0.1")
    of = new_workshop(store, is_open=False)
    change_workshop(store, of.id, wifi_name="")

    first, row = lacking(visit("cockpit", workshop=of.id)), html_of(visit(workshop=of.id))
    change_workshop(store, of.id, wifi_name="Gast")
    answers = [AdministrationAnswer(one, "A") for one in of.administration]
    save_administration(store, of.id, answers[:96])
    monkeypatch.setenv("PUBLIC_URL", "https://selbstcheck.example")
    monkeypatch.setattr(contact, "is_this_machine", lambda _sender: False)
    contact.note_contact(store, of.id, "192.0.2.7")
    then = lacking(visit("cockpit", workshop=of.id))
    save_administration(store, of.id, answers)

    assert list(first) == ["Verwaltungsbogen", "WLAN für die Gäste", "Handy-Test"]
    assert first["Handy-Test"] == NOT_REACHED
    assert "es fehlt: Verwaltungsbogen, WLAN für die Gäste, Handy-Test" in row
    assert then == {"Verwaltungsbogen": "96 von 108 Aussagen beantwortet"}
    page = html_of(visit("cockpit", workshop=of.id))
    assert "<h2>Alles ist bereit</h2>" in page
    assert "es fehlt" not in html_of(visit(workshop=of.id))


def test_room_is_entered_by_two_windows_and_watched_from_afar(visit: Visit, store: Store) -> None:
    of = new_workshop(store, is_open=True)

    app = visit("cockpit", workshop=of.id)

    links = {one.proto.label: one.proto.url for one in elements(app) if one.type == "link_button"}
    assert links["Leinwand öffnen"] == f"/leinwand/{of.code}"
    assert links["Regie öffnen"] == f"/regie/{of.code}"
    assert f"http://127.0.0.1:8501/t/{of.code}/mitschauen" in [one.value for one in app.text]
