"""The page Ablauf: what is late, what is ticked and who takes care of it, and the way to where it is done."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from analysis.process import Kept
from data.store.engine import Store
from data.store.process import assign, kept_steps
from data.store.rows import day_here
from data.store.workshops import Workshop, change_workshop, next_run, recheck
from tests.e2e.stages import new_workshop

from .conftest import Visit
from .test_pages import html_of


@pytest.fixture
def coming(store: Store) -> Workshop:
    """In five weeks."""
    new = new_workshop(store, is_open=False)
    return change_workshop_day(store, new, day_here() + timedelta(weeks=5))


def change_workshop_day(store: Store, of: Workshop, day: date) -> Workshop:
    change_workshop(store, of.id, held_on=day)
    return of


def press(app: AppTest, key: str) -> AppTest:
    return next(button for button in app.button if button.key == key).click().run()


def test_late_step_says_since_when(visit: Visit, coming: Workshop) -> None:
    said = html_of(visit("ablauf", workshop=coming.id))

    late = day_here() - timedelta(weeks=3)
    assert "Ein Schritt ist überfällig" in said
    assert "<strong>war fällig am" in said and f"{late.day}. " in said
    assert "0 von 108 Aussagen beantwortet" in said


def test_tick_is_kept_and_taken_back(visit: Visit, store: Store, coming: Workshop) -> None:
    app = visit("ablauf", workshop=coming.id)
    app = app.checkbox(key=f"tick-{coming.id}-first_talk").check().run()
    ticked = kept_steps(store, coming.id)

    assert ticked == {"first_talk": Kept(day_here(), "")}
    assert "Als Nächstes: Einladungen" in html_of(app)
    app.checkbox(key=f"tick-{coming.id}-first_talk").uncheck().run()
    assert kept_steps(store, coming.id) == {}


def test_what_is_known_cannot_be_ticked(visit: Visit, store: Store, coming: Workshop) -> None:
    next_run(store, coming.id, day_here() + timedelta(weeks=60))
    keys = {box.key for box in visit("ablauf", workshop=coming.id).checkbox}

    assert f"tick-{coming.id}-letter" in keys
    assert not keys & {f"tick-{coming.id}-{step}" for step in ("created", "workshop", "next_run")}


def test_who_is_kept_and_shown_to_the_next_window(visit: Visit, store: Store, coming: Workshop) -> None:
    visit("ablauf", workshop=coming.id).text_input(key=f"who-{coming.id}-letter").input(" Hauptamt ").run()

    assert kept_steps(store, coming.id) == {"letter": Kept(None, "Hauptamt")}
    assert visit("ablauf", workshop=coming.id).text_input(key=f"who-{coming.id}-letter").value == "Hauptamt"


def test_who_of_another_window_is_followed(visit: Visit, store: Store, coming: Workshop) -> None:
    app = visit("ablauf", workshop=coming.id)
    assign(store, coming.id, "letter", "Presseamt")

    assert app.run().text_input(key=f"who-{coming.id}-letter").value == "Presseamt"


def test_letter_opens_in_the_library_whatever_was_read_there_before(visit: Visit, coming: Workshop) -> None:
    app = press(visit("ablauf", workshop=coming.id), "item-leitungsgespraech")
    assert "<h2>Gespräch mit der Leitung" in html_of(app)
    app.switch_page("pages/process.py")

    app = press(app.run(), "item-brief-nach-zwei-wochen")

    assert "<h2>Brief nach zwei Wochen</h2>" in html_of(app)


def test_recheck_leads_to_the_run_that_it_continues(visit: Visit, store: Store, coming: Workshop) -> None:
    again = recheck(store, coming.id, day_here(), title="Nachbefragung", statements=coming.room[:2])
    app = visit("ablauf", workshop=again.id)

    assert "Der Ablauf steht dort." in app.info[0].value
    app = next(button for button in app.button if button.label == "Zum Ablauf des Durchgangs").click().run()
    assert app.query_params["w"] in (coming.id, [coming.id])
    assert app.checkbox(key=f"tick-{coming.id}-letter").value is False
