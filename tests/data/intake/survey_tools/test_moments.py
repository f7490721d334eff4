"""One and the same minute is read from all ways in which tools and Excel write it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.survey_tools.moments import to_the_minute


@pytest.mark.parametrize(
    "value",
    [
        datetime.fromisoformat("2025-03-01 09:15:02"),
        datetime.fromisoformat("2025-03-01 09:14:59.999600"),
        "2025-03-01 09:15:02",
        "2025-03-01T09:15:02+01:00",
        "2025-03-01T09:15:02.000+01:00",
        "2025-03-01 09:15:02 UTC",
        "01.03.2025 09:15:02",
        "01.03.2025 09:15",
        "1.3.2025, 9:15 Uhr",
        "01.03.25 09:15",
        "Sa, 01.03.2025 09:15",
        "2025/03/01 9:15:02 AM MEZ",
        "2025/03/01 9:15:02 AM GMT+1",
        "03/01/2025 09:15:02 AM",
        "3/1/25 9:15",
        "3/1/2025 9:15:02",
        "Sat Mar 01 2025 09:15:02 GMT+0100 (Mitteleuropäische Normalzeit)",
        " 01.03.2025\u00a009:15 ",
        45717.38544,
    ],
)
def test_a_minute_is_read_however_it_is_written(value):
    assert to_the_minute(value) == "2025-03-01T09:15"


def test_afternoon_noon_and_midnight_are_told_apart():
    assert to_the_minute("2025/03/01 12:05:00 PM MEZ") == "2025-03-01T12:05"
    assert to_the_minute("2025/03/01 12:05:00 AM MEZ") == "2025-03-01T00:05"
    assert to_the_minute("7/2/20 11:00:22 PM") == "2020-07-02T23:00"


def test_with_slashes_the_month_stands_first_unless_there_is_none():
    assert to_the_minute("7/2/20 11:00:22") == "2020-07-02T11:00"
    assert to_the_minute("13/02/2020 11:00") == "2020-02-13T11:00"


def test_a_day_without_time_is_its_beginning():
    assert to_the_minute(date(2025, 3, 1)) == "2025-03-01T00:00"
    assert to_the_minute("01.03.2025") == "2025-03-01T00:00"
    assert to_the_minute("Sat Mar 01 2025") == "2025-03-01T00:00"


@pytest.mark.parametrize("value", ["1980-01-01 00:00:00", "01.01.1980 00:00", datetime.fromisoformat("1980-01-01")])
def test_the_day_that_limesurvey_writes_for_no_date_is_none(value):
    assert to_the_minute(value) == ""


@pytest.mark.parametrize("value", [None, "", "gestern", "32.13.2025 09:15", "Sat Foo 01 2025", "3", 3, True, 1e300])
def test_what_is_no_time_stamp_is_nothing(value):
    assert to_the_minute(value) == ""


@given(st.text())
def test_any_text_is_read_or_is_nothing(text):
    assert isinstance(to_the_minute(text), str)


@given(st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2060-01-01")))
def test_a_workbook_and_a_text_file_give_the_same_minute(moment):
    whole = moment.replace(microsecond=0)

    assert to_the_minute(f"{whole:%d.%m.%Y %H:%M}") == to_the_minute(whole)
    assert to_the_minute(f"{whole:%Y-%m-%d %H:%M:%S}") == to_the_minute(whole)
