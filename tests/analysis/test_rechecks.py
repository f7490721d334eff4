from datetime import date

import pytest

from analysis.rechecks import MONTHS, months_after


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2026, 9, 24), (date(2026, 12, 24), date(2027, 3, 24), date(2027, 9, 24))),
        (date(2026, 11, 30), (date(2027, 2, 28), date(2027, 5, 30), date(2027, 11, 30))),
        (date(2027, 11, 30), (date(2028, 2, 29), date(2028, 5, 30), date(2028, 11, 30))),
        (date(2028, 2, 29), (date(2028, 5, 29), date(2028, 8, 29), date(2029, 2, 28))),
    ],
)
def test_day_stays_the_same_as_far_as_the_month_has_it(day: date, days: tuple[date, ...]) -> None:
    assert tuple(months_after(day, months) for months in MONTHS) == days
