"""The way through a workshop in words: days, what is known, and letters that the Bibliothek really has."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from analysis.process import STEPS, Facts, Kept, StepId, is_to_do, process
from config import ROOT
from content.calendar import process_calendar
from content.process import ITEMS, due_days, process_heading, step_fact, step_titles, when_sentence
from data.library_file import library_in
from texts.words import words

_ = words("de")
HELD_ON = date(2026, 11, 30)
NOTHING_YET = Facts(asked=3)
SHOWN = Facts(is_closed=True, is_shown=True, measures=1, is_next_date_decided=True, has_next_run=True)


def sentences(today: date, **kept: Kept) -> dict[StepId, str]:
    steps = process(HELD_ON, NOTHING_YET, {step: kept[step] for step in STEPS if step in kept}, today)
    return {one.id: when_sentence(_, one) for one in steps}


def test_when_says_due_late_or_done() -> None:
    said = sentences(date(2026, 11, 3), first_talk=Kept(done_on=date(2026, 10, 1)))

    assert said["first_talk"] == "erledigt am 1. Oktober 2026"
    assert said["created"] == "erledigt"
    assert said["administration"] == "vom 19. Oktober 2026 bis 16. November 2026"
    assert said["invitations"] == "war fällig am 2. November 2026"
    assert said["letter"] == "fällig am 14. Dezember 2026"


def test_preparations_of_a_day_that_has_come_are_told_without_blame() -> None:
    said = sentences(HELD_ON)

    assert said["invitations"] == "war bis 2. November 2026 vorgesehen"
    assert said["workshop"] == "fällig am 30. November 2026"
    assert "invitations" not in {step for step, _title, _day in due_days(_, process(HELD_ON, Facts(), {}, HELD_ON))}


def test_heading_counts_what_is_late_else_names_what_comes() -> None:
    kept = {step: Kept(done_on=HELD_ON) for step in STEPS}
    late = process(HELD_ON, Facts(), {}, date(2026, 11, 3))
    early = process(HELD_ON, Facts(), {}, date(2026, 9, 1))
    all_done = process(HELD_ON, SHOWN, kept, date(2028, 1, 1))

    assert process_heading(_, late) == "2 Schritte sind überfällig"
    assert process_heading(_, early) == "Als Nächstes: Erstgespräch, bis 5. Oktober 2026"
    assert process_heading(_, all_done) == "Alles ist erledigt"


@pytest.mark.parametrize(
    ("step", "facts", "said"),
    [
        ("administration", Facts(asked=3, answered=1), "1 von 3 Aussagen beantwortet"),
        ("workshop", Facts(), "Die Umfrage ist noch nicht offen."),
        ("workshop", Facts(is_open=True), "Die Umfrage ist offen."),
        ("workshop", Facts(is_closed=True), "Die Umfrage ist geschlossen, noch ist kein Ergebnis gezeigt."),
        ("workshop", SHOWN, "Die Umfrage ist geschlossen, ein Ergebnis ist gezeigt."),
        ("workshop", Facts(is_finished=True), "Der Workshop ist abgeschlossen."),
        ("agreed", Facts(), "Noch ist keine Maßnahme vereinbart, der nächste Termin ist offen."),
        ("agreed", SHOWN, "1 Maßnahme ist vereinbart, und über den nächsten Termin ist entschieden."),
        ("next_run", SHOWN, "Ein Durchgang, der diesen fortsetzt, ist angelegt."),
    ],
)
def test_fact_says_what_is_known(step: StepId, facts: Facts, said: str) -> None:
    assert step_fact(_, step, facts) == said


def test_every_step_has_words_and_every_letter_is_in_the_library() -> None:
    library = library_in(ROOT / "library").library

    assert list(step_titles(_)) == list(STEPS)
    assert all(step_fact(_, step, Facts()) for step in STEPS)
    assert {item for items in ITEMS.values() for item in items} <= set(library.by_id)


def test_calendar_has_the_open_days_and_nobody_in_it() -> None:
    kept: dict[StepId, Kept] = {"first_talk": Kept(done_on=HELD_ON), "letter": Kept(who="Hauptamt")}
    steps = process(HELD_ON, SHOWN, kept, HELD_ON)
    made = process_calendar(_, "ABC234", "Musterlingen", steps, datetime(2026, 11, 30, tzinfo=UTC))

    days = {str(one["summary"]): one["dtstart"].dt for one in Calendar.from_ical(made).walk("VEVENT")}
    assert days["Brief nach zwei Wochen: Weltoffene Kommune, Musterlingen"] == date(2026, 12, 14)
    assert len(days) == sum(is_to_do(one) for one in steps) == 7
    assert b"Hauptamt" not in made
