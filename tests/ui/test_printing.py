"""The moderator chooses a paper form; the link leads to what was chosen."""

import pytest
from streamlit.testing.v1 import AppTest

from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.workshops import Workshop
from tests.e2e.stages import QUESTIONNAIRE, new_workshop

from .conftest import Visit

LABEL = "Fragebogen zum Ausdrucken"
ASKED = load_questionnaire(QUESTIONNAIRE)


@pytest.fixture(scope="module")
def workshop(store: Store) -> Workshop:
    """Kurzform in the room, Langform for the administration."""
    return new_workshop(store, is_open=False)


def link(app: AppTest) -> str:
    (found,) = [one.proto.url for one in app.get("link_button") if one.proto.label == LABEL]
    return str(found)


def test_rooms_own_sheet_is_offered_first(visit: Visit, workshop: Workshop) -> None:
    app = visit("cockpit", workshop=workshop.id)

    assert not app.exception
    assert link(app) == f"/t/{workshop.code}/druck?lang=de"


def test_only_sheets_that_differ_are_offered(visit: Visit, workshop: Workshop) -> None:
    app = visit("cockpit", workshop=workshop.id)

    # The room asks the Kurzform, so that this is not offered a second time.
    assert app.radio(key="print-form").options == [
        f"wie im Raum ({len(workshop.room)} Aussagen)",
        f"Langform ({len(workshop.administration)} Aussagen)",
        f"Verwaltungsbogen ({len(workshop.administration)} Aussagen)",
        *(f"nur „{field.title['de']}“ ({len(field.statements)})" for field in ASKED.fields),
    ]


def test_link_leads_to_what_was_chosen(visit: Visit, workshop: Workshop) -> None:
    app = visit("cockpit", workshop=workshop.id)

    app.radio(key="print-form").set_value("verwaltung")
    app.radio(key="print-language").set_value("en")
    app.checkbox(key="print-large").check().run()

    assert link(app) == f"/t/{workshop.code}/druck?bogen=verwaltung&schrift=gross&lang=en"


def test_only_languages_that_the_sheet_has_are_offered(visit: Visit, workshop: Workshop) -> None:
    app = visit("cockpit", workshop=workshop.id)
    languages = app.radio(key="print-language")
    assert set(languages.options) == {"Deutsch", "English", "Einfache Sprache"}

    languages.set_value("de-x-einfach").run()
    app.radio(key="print-form").set_value("lang").run()

    assert set(app.radio(key="print-language").options) == {"Deutsch", "English", "Einfache Sprache"}
    assert link(app) == f"/t/{workshop.code}/druck?bogen=lang&lang=de-x-einfach"


def test_help_leads_to_the_moderators_card(visit: Visit) -> None:
    (found,) = visit("hilfe").get("link_button")

    assert (found.proto.label, found.proto.url) == ("Moderationskarte drucken", "/moderationskarte?lang=de")
