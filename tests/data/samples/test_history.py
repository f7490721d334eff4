"""The demo's earlier run went through everything, and the run of today continues it."""

from datetime import date

import pytest

from data.samples.history import _working_day
from data.samples.holidays import easter, is_holiday
from tests.dossiers import DAY, demo_dossiers


def test_earlier_run_has_something_of_everything() -> None:
    earlier, _today = demo_dossiers()

    assert earlier.held_on < DAY and earlier.run == 1
    assert all(vote.moves is not None for vote in earlier.second_votes.values()) and len(earlier.second_votes) == 2
    assert {one.answer for one in earlier.agreements.values()} >= {"dissent"}
    assert {one.status for one in earlier.measures} == {"planned", "begun", "done", "dropped"}
    assert earlier.points is not None and earlier.points.rows[0].total > earlier.points.rows[-1].total
    assert earlier.next_date is not None and earlier.next_date.day is not None and earlier.next_date.day > DAY
    assert [one.status for one in earlier.measures if one.is_late(DAY)] == ["planned"]
    assert earlier.on_stage == earlier.results.plan[:-1]
    assert earlier.reasons and earlier.who_knows and earlier.sayings and earlier.notes


def test_run_of_today_can_be_compared_with_it() -> None:
    earlier, today = demo_dossiers()

    assert today.run == 2 and today.municipality == earlier.municipality
    assert [one.id for one in today.earlier] and {one.what for one in today.earlier} == {
        one.what for one in earlier.measures
    }
    assert today.results.since is not None
    assert {one.direction for one in today.results.since.room.statements} == {"hoeher", "klein"}
    assert not today.measures and not today.agreements


def test_what_the_demo_says_fits_what_it_is_about() -> None:
    """Reasons stand beside answers, comments speak of their own field, and nothing is due at a weekend."""
    earlier, _today = demo_dossiers()
    by_statement = earlier.results.by_statement
    rated = {one for one, result in by_statement.items() if result.administration in ("A", "B", "C")}

    assert {one for one in earlier.reasons if one in by_statement} <= rated
    assert not set(earlier.reasons) & set(earlier.who_knows)
    assert {one.about: one.text for one in earlier.sayings} == {
        "steuerung": "Davon habe ich heute zum ersten Mal gehört.",
        "teilhabe": "Ohne Hilfe von Bekannten findet man kaum einen freien Platz.",
        "arbeit": "Bis ein Abschluss aus dem Ausland anerkannt ist, vergehen oft Jahre.",
    }
    days = [one.due for one in earlier.measures if one.due is not None]
    assert len(days) == 4 and all(day.weekday() < 5 and not is_holiday(day) for day in days)


def test_holidays_go_by_easter_where_they_do() -> None:
    assert [easter(year) for year in (2024, 2026, 2027, 2038)] == [
        date(2024, 3, 31),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ]
    assert is_holiday(date(2027, 5, 27)) and is_holiday(date(2026, 10, 3)) and not is_holiday(date(2027, 5, 28))


@pytest.mark.parametrize(("day", "then"), [(6, 8), (7, 8), (8, 8), (12, 12)])
def test_a_demo_that_begins_at_a_weekend_has_working_days_too(day: int, then: int) -> None:
    assert _working_day(date(2027, 3, day)) == date(2027, 3, then)
