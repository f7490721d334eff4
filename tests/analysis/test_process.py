"""The way through a workshop: days counted from its day, what is known by itself, and what is late."""

from collections.abc import Mapping
from datetime import date

import pytest

from analysis.process import PREPARING, Facts, Kept, ProcessStep, StepId, nearest_check, next_step, process

HELD_ON = date(2026, 11, 30)
EARLY = date(2026, 9, 1)
NOTHING_YET = Facts(asked=3)
DONE = Facts(
    asked=3,
    answered=3,
    is_closed=True,
    is_shown=True,
    measures=2,
    is_next_date_decided=True,
    rechecks=(date(2027, 3, 15),),
    has_next_run=True,
)


def steps(
    facts: Facts = NOTHING_YET, kept: Mapping[StepId, Kept] | None = None, today: date = EARLY
) -> dict[StepId, ProcessStep]:
    return {one.id: one for one in process(HELD_ON, facts, kept or {}, today)}


def test_days_are_counted_from_that_of_the_workshop() -> None:
    found = steps()

    assert {step: one.due for step, one in found.items()} == {
        "first_talk": date(2026, 10, 5),
        "created": date(2026, 10, 19),
        "administration": date(2026, 11, 16),
        "invitations": date(2026, 11, 2),
        "workshop": date(2026, 11, 30),
        "agreed": date(2026, 11, 30),
        "documents": date(2026, 12, 7),
        "letter": date(2026, 12, 14),
        "leadership": date(2026, 12, 28),
        "dialogue": date(2027, 1, 25),
        "after_3": date(2027, 2, 28),
        "after_6": date(2027, 5, 30),
        "after_12": date(2027, 11, 30),
        "next_run": date(2027, 11, 30),
    }
    assert found["administration"].begins == date(2026, 10, 19)


def test_what_the_product_knows_is_done_by_itself() -> None:
    found = steps(DONE)

    known = {step for step, one in found.items() if one.is_known}
    assert known == {"created", "administration", "workshop", "agreed", "after_3", "next_run"}
    assert {step for step in known if found[step].can_be_ticked} == set()


@pytest.mark.parametrize(
    ("step", "facts", "state"),
    [
        ("administration", Facts(asked=3, answered=0), "open"),
        ("administration", Facts(asked=3, answered=2), "begun"),
        ("workshop", Facts(is_open=True), "begun"),
        ("workshop", Facts(is_closed=True), "begun"),
        ("workshop", Facts(is_finished=True), "done"),
        ("agreed", Facts(measures=1), "begun"),
        ("agreed", Facts(is_next_date_decided=True), "begun"),
    ],
)
def test_what_is_half_done_is_begun(step: StepId, facts: Facts, state: str) -> None:
    assert steps(facts)[step].state == state


def test_tick_counts_where_the_product_does_not_know() -> None:
    ticked = Kept(done_on=date(2026, 10, 1))
    found = steps(kept={"first_talk": ticked, "administration": ticked, "workshop": ticked})

    assert [found[step].state for step in ("first_talk", "administration", "workshop")] == ["done", "done", "open"]  # type: ignore[index]
    assert not found["first_talk"].is_known
    assert not found["workshop"].can_be_ticked


def test_late_is_what_was_due_before_today() -> None:
    on_the_day = steps(today=date(2026, 11, 2))
    after = steps(kept={"first_talk": Kept(done_on=EARLY)}, today=date(2026, 11, 3))

    assert [step for step, one in on_the_day.items() if one.is_overdue] == ["first_talk"]
    assert [step for step, one in after.items() if one.is_overdue] == ["invitations"]


def test_preparations_are_no_longer_due_once_the_day_has_come() -> None:
    the_day_before, on_the_day = steps(today=date(2026, 11, 29)), steps(today=HELD_ON)
    afterwards = steps(kept={"invitations": Kept(done_on=EARLY)}, today=date(2027, 1, 1))

    assert {one.id for one in the_day_before.values() if one.is_overdue} == PREPARING
    assert not any(one.is_past for one in the_day_before.values())
    assert {one.id for one in on_the_day.values() if one.is_past} == PREPARING
    assert not any(one.is_overdue for one in on_the_day.values())
    assert {one.id for one in afterwards.values() if one.is_past} == PREPARING - {"invitations"}
    assert {one.id for one in afterwards.values() if one.is_overdue} == {
        "workshop",
        "agreed",
        "documents",
        "letter",
        "leadership",
    }
    coming = next_step(on_the_day.values())
    assert coming is not None and coming.id == "workshop"


def test_without_a_sheet_of_the_administration_there_is_no_such_step() -> None:
    assert "administration" not in steps(Facts())


def test_next_is_what_is_due_first() -> None:
    kept: Mapping[StepId, Kept] = {"first_talk": Kept(done_on=EARLY)}
    coming = next_step(process(HELD_ON, Facts(asked=3), kept, EARLY))

    assert coming is not None
    assert coming.id == "invitations"
    assert next_step(()) is None


@pytest.mark.parametrize(
    ("day", "months"),
    [(date(2027, 1, 4), 3), (date(2027, 4, 14), 3), (date(2027, 4, 16), 6), (date(2028, 3, 1), 12)],
)
def test_recheck_belongs_to_the_nearest_of_the_foreseen_days(day: date, months: int) -> None:
    assert nearest_check(HELD_ON, day) == months
