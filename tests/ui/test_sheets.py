"""The page Bögen erfassen: which sheets, how far the Verwaltungsbogen is, and on to the next field."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Expander

from data.store.administration import AdministrationAnswer, administration_sheet, save_administration
from data.store.engine import Store
from data.store.workshops import Workshop, create_workshop
from tests.e2e.stages import QUESTIONNAIRE, TODAY, new_workshop

from .conftest import Visit
from .test_pages import html_of

KINDS, FIELDS = "boegen-bogen", "boegen-feld"


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return new_workshop(store, is_open=False)


def opened(app: AppTest) -> dict[str, bool]:
    """Whether the reason of each statement is unfolded."""
    found = {}
    for one in app.main.get("expander"):
        assert isinstance(one, Expander)
        found[one.text_input[0].key.rsplit("-", 1)[1]] = one.proto.expanded
    return found


def test_paper_comes_first_and_the_address_chooses(visit: Visit, workshop: Workshop) -> None:
    first = visit("boegen", workshop=workshop.id)
    other = visit("boegen", workshop=workshop.id, bogen="verwaltung")
    unknown = visit("boegen", workshop=workshop.id, bogen="<b>")

    assert [app.button_group(key=KINDS).value for app in (first, other, unknown)] == ["papier", "verwaltung", "papier"]
    assert [bool(app.text_input) for app in (first, other)] == [True, True]
    assert unknown.query_params["bogen"] in ("papier", ["papier"])


def test_choice_goes_into_the_address(visit: Visit, workshop: Workshop) -> None:
    app = visit("boegen", workshop=workshop.id)

    app = app.button_group(key=KINDS).set_value("verwaltung").run()

    assert app.query_params["bogen"] in ("verwaltung", ["verwaltung"])
    assert "0 von 108 Aussagen sind beantwortet." in html_of(app)


def test_without_statements_for_the_administration_there_is_only_paper(visit: Visit, store: Store) -> None:
    new = create_workshop(
        store,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=TODAY,
        questionnaire_text=QUESTIONNAIRE.read_text("utf-8"),
        room=("1.01",),
        administration=(),
    )

    app = visit("boegen", workshop=new.id, bogen="verwaltung")

    assert not app.exception
    assert len(app.button_group) == 0
    assert "Bogen speichern" in [button.label for button in app.button]


def test_answer_is_counted_at_once_for_its_field_and_for_all(visit: Visit, store: Store, workshop: Workshop) -> None:
    save_administration(store, workshop.id, [AdministrationAnswer("2.01", "A")])
    app = visit("boegen", workshop=workshop.id, bogen="verwaltung")

    app = app.radio(key=f"admin-{workshop.id}-1.02").set_value("C").run()

    assert administration_sheet(store, workshop.id)["1.02"] == AdministrationAnswer("1.02", "C", "", "")
    assert "2 von 108 Aussagen sind beantwortet." in html_of(app)
    assert app.button_group(key=FIELDS).options[:3] == ["Steuerung 1/14", "Öffnung 1/14", "Teilhabe 0/30"]
    assert app.button_group(key=FIELDS).value == "steuerung"


def test_reasons_are_folded_away_but_for_those_that_say_something(
    visit: Visit, store: Store, workshop: Workshop
) -> None:
    given = AdministrationAnswer("1.02", None, "Beschluss von 2024", "")
    save_administration(store, workshop.id, [given, replace(given, statement="1.03", reason="", who_knows="Amt 50")])
    app = visit("boegen", workshop=workshop.id, bogen="verwaltung")

    before = opened(app)
    app.text_input(key=f"who-{workshop.id}-1.01").set_value("Stabsstelle").run()

    assert {one for one, is_open in before.items() if is_open} == {"1.02", "1.03"}
    assert len(before) == 14
    assert {one for one, is_open in opened(app).items() if is_open} == {"1.01", "1.02", "1.03"}
    assert administration_sheet(store, workshop.id)["1.01"].who_knows == "Stabsstelle"


def test_next_field_begins_at_its_first_statement(visit: Visit, workshop: Workshop) -> None:
    app = visit("boegen", workshop=workshop.id, bogen="verwaltung")

    there = html_of(app.button(key="next-field").click().run())
    later = html_of(app.run())

    begin = f"st-key-admin-{workshop.id}-2-01"
    assert app.button_group(key=FIELDS).value == "oeffnung"
    assert (there.count(begin), later.count(begin)) == (1, 0)


def test_what_was_typed_last_is_kept_when_the_way_on_comes_in_with_it(
    visit: Visit, store: Store, workshop: Workshop
) -> None:
    app = visit("boegen", workshop=workshop.id, bogen="verwaltung")

    app.radio(key=f"admin-{workshop.id}-1.02").set_value("C")
    app.text_input(key=f"who-{workshop.id}-1.03").set_value(" Stabsstelle ")
    app = app.button(key="next-field").click().run()

    assert app.button_group(key=FIELDS).value == "oeffnung"
    kept = administration_sheet(store, workshop.id)
    assert kept["1.02"] == AdministrationAnswer("1.02", "C", "", "")
    assert kept["1.03"] == AdministrationAnswer("1.03", None, "", "Stabsstelle")
    assert app.button_group(key=FIELDS).options[0] == "Steuerung 1/14"
