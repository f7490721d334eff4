"""The page Gesprächsplan: why each statement is there, and what pinning, skipping, moving and proposing do."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from analysis.agenda import Agenda
from config import ROOT
from data.evening import evening
from data.questionnaire_file import questionnaire_text
from data.samples.demo import fill_demo
from data.store.engine import Store
from data.store.releases import reveal
from data.store.workshops import Workshop, next_run

from .conftest import Visit
from .test_pages import html_of

USUAL = ("1.06", "3.01", "6.01", "2.01", "4.04", "4.03", "3.06", "6.08", "5.04")


@pytest.fixture
def workshop(store: Store) -> Workshop:
    new = fill_demo(store, questionnaire_text(ROOT / "questionnaire.yaml"), date(2026, 1, 1))
    reveal(store, new.id, "overview")
    return new


def agenda(store: Store, of: Workshop) -> Agenda:
    now = evening(store, of.id)
    assert now is not None and now.agenda is not None
    return now.agenda


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_each_statement_says_why_it_is_there_how_long_and_how_to_begin(visit: Visit, workshop: Workshop) -> None:
    app = visit("gespraechsplan", workshop=workshop.id)

    said = html_of(app)
    assert "9 Aussagen · 82 von 90 Minuten verplant" in said
    assert "3.01 Gleiche Chancen auf Kita" in said and "12 Min." in said
    assert "Perspektiven gehen auseinander · Spannweite 2,4 Stufen" in said
    assert "Zum Einstieg: Wer davon im Alltag" in said


def test_without_results_the_page_says_what_is_missing(visit: Visit, store: Store, workshop: Workshop) -> None:
    new = next_run(store, workshop.id, date(2027, 1, 1))

    assert (
        "Ergebnisse gibt es, sobald die Umfrage geschlossen ist."
        in visit("gespraechsplan", workshop=new.id).info[0].value
    )


def test_moving_skipping_pinning_and_proposing_anew(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = visit("gespraechsplan", workshop=workshop.id)
    assert agenda(store, workshop) == Agenda(90, USUAL)

    app = press(app, "move-1-1.06")
    assert agenda(store, workshop).statements[:2] == ("3.01", "1.06")
    app = press(app, "skip-6.01")
    app = press(app, "pin-4.03")
    assert agenda(store, workshop) == Agenda(90, ("3.01", "1.06", *USUAL[3:]), ("4.03",), ("6.01",))
    assert "angeheftet" in html_of(app)

    app.number_input(key="agenda-minutes").set_value(20)
    app = press(app, "agenda-propose")
    assert agenda(store, workshop).minutes == 20
    assert "4.03" in agenda(store, workshop).statements and "6.01" not in agenda(store, workshop).statements

    app = press(app, "allow-6.01")
    assert agenda(store, workshop).skipped == ()


def test_another_statement_is_taken_in(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = visit("gespraechsplan", workshop=workshop.id)

    app = app.selectbox(key="agenda-added").set_value("7.01").run()

    assert not app.exception
    assert "7.01" in agenda(store, workshop).statements
    assert agenda(store, workshop).pinned == ("7.01",)


def test_statement_goes_into_the_plan_from_where_it_is_looked_at(
    visit: Visit, store: Store, workshop: Workshop
) -> None:
    app = visit("unterschiede", workshop=workshop.id, aussage="7.01")

    app = press(app, "plan-7.01")

    assert "7.01" in agenda(store, workshop).statements
    assert "Im Plan" in html_of(app)


def test_old_window_changes_the_plan_as_it_stands_now(visit: Visit, store: Store, workshop: Workshop) -> None:
    old, new = (visit("gespraechsplan", workshop=workshop.id) for _window in range(2))
    press(new, "skip-1.06")

    old = press(old, "pin-3.01")

    assert not old.exception
    assert agenda(store, workshop) == Agenda(90, USUAL[1:], ("3.01",), ("1.06",))
