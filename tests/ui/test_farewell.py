"""The next date, and what people said when they left, on the page Maßnahmen and in the dialog that ends a workshop."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from analysis.action_plan import Draft
from analysis.farewell import ExitAnswers, NextDate
from analysis.results import Group
from data.store.engine import Store
from data.store.farewell import (
    answer_exit,
    begin_exit_questions,
    decide_next_date,
    end_exit_questions,
    exit_state,
    next_date,
)
from data.store.measures import add_measure
from data.store.releases import reveal
from data.store.sheets import join
from data.store.workshops import Workshop, close_workshop
from data.store.workshops import workshop as stored
from tests.e2e.stages import RESULT_PAGES, demo_workshop, new_workshop
from web.identity import hashed

from .conftest import Visit
from .test_pages import html_of


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return demo_workshop(store, shown=RESULT_PAGES)


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def typed(app: AppTest, key: str, value: str) -> None:
    app.text_input(key=key).set_value(value)


def test_a_date_is_entered_and_changed(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    assert "Der nächste Termin steht noch nicht fest." in html_of(app)

    typed(app, f"next-{workshop.id}", "9.3.2027")
    app = press(app, "Termin speichern")
    assert "Wer lädt ein?" in app.error[0].value and not next_date(store, workshop.id).is_decided
    typed(app, f"invites-{workshop.id}", "Bürgermeisterei")
    app = press(app, "Termin speichern")

    assert "Wir sehen uns wieder am Dienstag, 9. März 2027" in html_of(app)
    assert next_date(store, workshop.id).invites == "Bürgermeisterei"


@pytest.mark.parametrize(("day", "is_none"), [("", False), ("morgen", False), ("9.3.2027", True)])
def test_neither_and_both_are_refused(visit: Visit, store: Store, workshop: Workshop, day: str, is_none: bool) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    typed(app, f"next-{workshop.id}", day)
    app.checkbox(key=f"no-date-{workshop.id}-").set_value(is_none)

    app = press(app, "Termin speichern")

    assert len(app.error) == 1 and not next_date(store, workshop.id).is_decided


def test_a_workshop_ends_only_with_a_date_or_without_one_on_purpose(
    visit: Visit, store: Store, workshop: Workshop
) -> None:
    app = visit("workshops", workshop=workshop.id)
    app = app.button(key=f"finish-{workshop.id}").click().run()

    app = press(app, "Ja, abschließen")
    assert "Bitte einen Tag eintragen, oder ankreuzen" in app.error[0].value
    app.checkbox(key=f"no-date-end-{workshop.id}-").check()
    press(app, "Ja, abschließen")

    now = stored(store, workshop.id)
    assert now is not None and now.state == "finished" and next_date(store, workshop.id).is_none


def test_sentences_and_counts_stand_on_the_page_only_after_the_end(visit: Visit, store: Store) -> None:
    of = new_workshop(store, is_open=True)
    for number in range(5):
        token = hashed(f"{of.id} {number}")
        join(store, of.id, perspective="kommunalpolitik", source="phone", token_hash=token).result()
    close_workshop(store, of.id, lambda people: (Group("politik", 5, ("kommunalpolitik",)),))
    reveal(store, of.id, "overview")
    begin_exit_questions(store, of.id)
    for number in range(5):
        answer_exit(store, hashed(f"{of.id} {number}"), of.code, ExitAnswers("A", "D", f"Satz {number}"))

    before = html_of(visit("massnahmen", workshop=of.id))
    end_exit_questions(store, of.id)
    after = visit("massnahmen", workshop=of.id)

    assert [word for word in ("Satz", "War das heute nützlich?") if word in before] == []
    assert [number for number in range(5) if f"Satz {number}" not in html_of(after)] == []
    assert "War das heute nützlich?" in html_of(after)
    assert not any(one in html_of(after).split("Rückmeldung zum Schluss")[1] for one in ("Kommunalpolitik", "Politik"))


def test_what_was_said_is_shown_after_the_end(visit: Visit, store: Store, workshop: Workshop) -> None:
    decide_next_date(store, workshop.id, NextDate(date(2027, 3, 9), "Rat"))
    begin_exit_questions(store, workshop.id)
    app = visit("massnahmen", workshop=workshop.id)
    assert "0 Telefone haben geantwortet. Für ein Ergebnis braucht es mindestens 5 Antworten" in html_of(app)
    assert "Beenden Sie jetzt, gibt es nie ein Ergebnis" in html_of(app)
    assert "Rückmeldung beenden" not in [one.label for one in app.button]

    app = press(app, "Trotzdem beenden")

    assert exit_state(store, workshop.id) == "over"
    assert "War das heute nützlich?" in html_of(app) and "es braucht mindestens 5." in html_of(app)


def test_there_is_a_calendar_once_there_is_a_date(visit: Visit, store: Store, workshop: Workshop) -> None:
    def files() -> list[str]:
        return [one.proto.label for one in visit("massnahmen", workshop=workshop.id).get("download_button")]

    add_measure(store, workshop.id, Draft(what="Ohne Tag"))
    assert files() == []
    decide_next_date(store, workshop.id, NextDate(date(2027, 3, 9), "Rat"))

    assert files() == ["Kalenderdatei"]


def test_of_two_windows_the_second_reads_the_first(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    typed(app, f"next-{workshop.id}", "9.3.2027")
    typed(app, f"invites-{workshop.id}", "Rat")
    decide_next_date(store, workshop.id, NextDate(date(2027, 5, 5), "Amt"))

    app = press(app, "Termin speichern")
    assert "Mittwoch, 5. Mai 2027, Es lädt ein: Amt" in app.error[0].value
    assert next_date(store, workshop.id).invites == "Amt"
    press(app, "Termin speichern")

    assert next_date(store, workshop.id).invites == "Rat"
