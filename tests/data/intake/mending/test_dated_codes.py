"""Codes of statements that Excel made dates are read back where there is only one way, else named as the cause."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

import pytest

from data.intake.containers.reading import Value, Worksheet, read_file
from data.intake.files import understood_file
from data.intake.understood import Understood
from tests.data.intake.cases.kit import understood_with_words
from tests.data.intake.catalogues import questionnaire_of
from tests.data.intake.files import spreadsheet
from tests.data.intake.german import german
from tests.exports.delimited import delimited
from tests.exports.people import QUESTIONNAIRE, labels, made_people, perspective_title
from tests.exports.workbooks import workbook

SHORT = [one.id for one in QUESTIONNAIRE.statements.values() if one.short]
PEOPLE = made_people(QUESTIONNAIRE, 9)
WORDS = labels(QUESTIONNAIRE)
MONTHS = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _parts(code: str) -> tuple[int, int]:
    field, number = code.split(".")
    return int(field), int(number)


def _midnight(day: date) -> datetime:
    """As a workbook stores it."""
    return datetime.combine(day, time.min)


def german_date(code: str) -> Value:
    """1.06 is the first of June of the year; 1.13 is January 2013."""
    field, number = _parts(code)
    return _midnight(date(2025, number, field) if number <= 12 else date(2000 + number, field, 1))


def german_date_or_text(code: str) -> Value:
    field, number = _parts(code)
    return date(2025, number, field) if number <= 12 else code


def american_date(code: str) -> Value:
    """1-06 is the sixth of January."""
    field, number = _parts(code)
    return date(2025, field, number)


def serial(code: str) -> Value:
    found = german_date(code)
    assert isinstance(found, datetime)
    return (found.date() - date(1899, 12, 30)).days


def german_text(code: str) -> Value:
    """As Excel shows it, and writes it into a CSV file."""
    field, number = _parts(code)
    return f"{field:02}. {MONTHS[number - 1]}" if number <= 12 else f"{MONTHS[field - 1]} {number:02}"


def german_text_with_code(code: str) -> Value:
    field, number = _parts(code)
    return f"{field:02}. {MONTHS[number - 1]}" if number <= 12 else code


MADE: dict[str, Callable[[str], Value]] = {
    "dates": german_date,
    "dates beside codes": german_date_or_text,
    "American dates": american_date,
    "serial numbers": serial,
    "01. Jan": german_text,
    "01. Jan beside codes": german_text_with_code,
    "1-Jan": lambda code: f"{_parts(code)[1]}-{ENGLISH[_parts(code)[0] - 1]}",
    "Jan 01": lambda code: f"{ENGLISH[_parts(code)[0] - 1]} {_parts(code)[1]:02}",
    "Jan 01 of day and month": lambda code: (
        f"{MONTHS[_parts(code)[1] - 1]} {_parts(code)[0]:02}" if _parts(code)[1] <= 12 else code
    ),
    "1. Januar": lambda code: f"{_parts(code)[0]}. {MONTHS[_parts(code)[1] - 1]}" if _parts(code)[1] <= 12 else code,
    "01.06.2025": lambda code: f"{_parts(code)[0]:02}.{_parts(code)[1]:02}.2025" if _parts(code)[1] <= 12 else code,
    "2025-06-01": lambda code: f"2025-{_parts(code)[1]:02}-{_parts(code)[0]:02}" if _parts(code)[1] <= 12 else code,
    "2025-06-01 00:00:00": lambda code: (
        f"2025-{_parts(code)[1]:02}-{_parts(code)[0]:02} 00:00:00" if _parts(code)[1] <= 12 else code
    ),
    "numbers": float,
    "texts of numbers": lambda code: str(float(code)).replace(".", ","),
}


def people(codes: Sequence[str], *, words: bool = True) -> list[list[Value]]:
    return [
        [
            perspective_title(one, QUESTIONNAIRE),
            *(
                (WORDS[one.answers[key]] if words else one.answers[key]) if key in one.answers else None
                for key in codes
            ),
        ]
        for one in PEOPLE
    ]


def counts(found: Understood) -> list[tuple[str, str]]:
    """Which statement got which answer, of all people."""
    return sorted((key, answer) for one in found.records for key, answer in one.answers.items())


def expected(codes: Sequence[str]) -> list[tuple[str, str]]:
    return sorted((key, one.answers[key]) for one in PEOPLE for key in codes if key in one.answers)


def understood(rows: Sequence[Sequence[Value]], *, title: str = "Tabelle1") -> Understood:
    worksheet = Worksheet(title, tuple(map(tuple, rows)), False, (), {}, {})
    return understood_with_words([worksheet], QUESTIONNAIRE, filename="blatt.xlsx")


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_codes_that_became_dates_are_read_back(made: Callable[[str], Value]):
    found = understood([["Perspektive", *map(made, SHORT)], *people(SHORT)])

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert counts(found) == expected(SHORT)


@pytest.mark.parametrize("made", [german_date, german_date_or_text, german_text, serial])
def test_those_of_all_statements_are_read_back(made: Callable[[str], Value]):
    every = list(QUESTIONNAIRE.statements)

    found = understood([["Perspektive", *map(made, every)], *people(every)])

    assert (found.status, found.problems) == ("ok", ())
    assert counts(found) == expected(every)


def test_they_are_read_back_in_every_format():
    rows = [["Perspektive", *map(german_date_or_text, SHORT)], *people(SHORT)]
    texts = [["Perspektive", *map(german_text, SHORT)], *people(SHORT)]
    csv = delimited([["" if value is None else str(value) for value in row] for row in texts], separator=";")

    for content in (workbook({"Tabelle1": rows}), spreadsheet(rows), csv):
        found = understood_file(read_file(content), QUESTIONNAIRE, filename="datei")

        assert (found.status, found.problems) == ("ok", ())
        assert counts(found) == expected(SHORT)


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
@pytest.mark.parametrize("worded", [True, False])
def test_our_template_with_dates_is_read(made: Callable[[str], Value], worded: bool):
    texts: list[list[Value]] = [["Aussage", *(QUESTIONNAIRE.statements[one].text["de"] for one in SHORT)]]
    heads: list[Value] = ["Perspektive", *map(made, SHORT)]

    found = understood([heads, *texts[: int(worded)], *people(SHORT, words=False)], title="Antworten")

    assert (found.tool, found.status, found.problems) == ("template", "ok", ())
    assert counts(found) == expected(SHORT)


def test_the_wording_decides_where_dates_may_be_read_in_two_ways():
    codes = ["1.02", "2.01"]
    heads: list[Value] = ["Perspektive", date(2025, 2, 1), date(2025, 1, 2)]
    worded: list[Value] = ["Aussage", *(QUESTIONNAIRE.statements[one].text["de"] for one in reversed(codes))]

    for title in ("Antworten", "Tabelle1"):
        found = understood([heads, worded, *people(["2.01", "1.02"], words=False)], title=title)

        assert (found.status, found.problems) == ("ok", ())
        assert counts(found) == expected(codes)


@pytest.mark.parametrize("title", ["Antworten", "Tabelle1"])
def test_dates_that_may_be_read_in_two_ways_are_named_as_the_cause(title: str):
    heads: list[Value] = ["Perspektive", date(2025, 2, 1), date(2025, 1, 2), date(2025, 3, 1), date(2025, 1, 3)]

    found = understood([heads, *people(["1.02", "2.01", "1.03", "3.01"])], title=title)

    assert found.status == "refused"
    assert found.refused is not None
    assert german(found.refused).startswith("Excel hat die Nummern der Aussagen in Daten verwandelt")


def test_dates_in_the_order_of_the_questionnaire_are_read_in_that_order():
    codes = ["1.01", "1.02", "1.03", "1.04", "2.01", "2.02", "3.01"]

    found = understood([["Perspektive", *map(german_date, codes)], *people(codes)])

    assert found.status == "ok"
    assert counts(found) == expected(codes)


def test_the_administrations_worksheet_with_dates_is_read():
    codes = ["1.01", "1.02", "1.06"]
    rows: list[list[Value]] = [["Aussage", "Text", "Antwort", "Begründung", "Wer weiß Bescheid"]]
    rows += [[german_date(one), QUESTIONNAIRE.statements[one].text["de"], "B", None, None] for one in codes]

    found = understood(rows, title="Verwaltungsbogen")

    assert (found.tool, found.status, found.problems) == ("template", "ok", ())
    assert [(one.statement, one.answer) for one in found.administration] == [(one, "B") for one in codes]


def test_dates_of_people_are_no_codes():
    """When they answered, in three columns or in the first."""
    texts = [QUESTIONNAIRE.statements[one].text["de"] for one in SHORT]
    rows = [["Begonnen", "Beendet", "Perspektive", *texts]]
    rows += [[date(2025, 1, 1 + place), date(2025, 2, 1 + place), *row] for place, row in enumerate(people(SHORT))]

    found = understood(rows)

    assert (found.status, found.notes) == ("ok", ())
    assert counts(found) == expected(SHORT)


def test_a_single_date_in_the_heads_is_no_code():
    codes = ["1.13", "1.14", "1.15"]
    rows = [["Perspektive", *codes, date(2025, 3, 1)], *([*row, "A"] for row in people(codes))]

    found = understood(rows)

    assert "1.03" not in found.statements


def test_a_number_that_two_statements_share_is_decided_by_the_wording():
    asked = questionnaire_of({"1.1": "Es gibt ein Leitbild.", "1.10": "Es gibt ein Budget.", "2.1": "Es gibt Räume."})
    rows = [
        ("Perspektive", 1.1, 1.1, 2.1),
        ("Aussage", "Es gibt ein Leitbild.", "Es gibt ein Budget.", "Es gibt Räume."),
    ]
    worksheet = Worksheet("Antworten", (*rows, ("Ämter", "A", "B", "C"), ("Ämter", "B", "C", "D")), False, (), {}, {})

    found = understood_file([worksheet], asked, filename="vorlage.xlsx")

    assert (found.status, found.problems) == ("ok", ())
    assert sorted(tuple(one.answers.items()) for one in found.records) == [
        (("1.1", "A"), ("1.10", "B"), ("2.1", "C")),
        (("1.1", "B"), ("1.10", "C"), ("2.1", "D")),
    ]
