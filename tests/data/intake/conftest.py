"""A small questionnaire with ids that Excel confuses, and workbooks made by openpyxl."""

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import Workbook

from analysis.questionnaire import Band, Field, Perspective, Questionnaire, ScaleStep, Sector, Statement

LABELS = {
    "A": ("Trifft zu", "Agree"),
    "B": ("Trifft eher zu", "Rather agree"),
    "C": ("Trifft eher nicht zu", "Rather disagree"),
    "D": ("Trifft nicht zu", "Disagree"),
    "E": ("Keine Einschätzung möglich", "Cannot judge"),
}
TEXTS = {"1.1": "Es gibt ein Leitbild.", "1.10": "Es gibt ein Budget.", "2.01": "Es gibt Räume.", "2.02": "=SUMME(A1)"}


def made_questionnaire() -> Questionnaire:
    statements = {
        one: Statement(one, {"de": text, "en": f"EN {text}"}, True, None, (), {}) for one, text in TEXTS.items()
    }
    return Questionnaire(
        id="klein",
        version="1",
        title={"de": "Kleiner Fragebogen"},
        scale=tuple(
            ScaleStep(code, 4 - place if code != "E" else None, {"de": de, "en": en})
            for place, (code, (de, en)) in enumerate(LABELS.items())
        ),
        sectors=(
            Sector(
                "verwaltung",
                {"de": "Verwaltung", "en": "Administration"},
                {"de": "Verwaltung"},
                (
                    Perspective("fach", {"de": "Fachämter & Referate"}, {"de": "Fachämter"}, ("Amt", "Büro")),
                    Perspective("abh", {"de": "Ausländerbehörde"}, {"de": "ABH"}, ("Büro",)),
                ),
            ),
            Sector(
                "stadt",
                {"de": "Zivilgesellschaft"},
                {"de": "Zivil"},
                (Perspective("vereine", {"de": "Vereine", "en": "Clubs"}, {"de": "Vereine"}, ()),),
            ),
        ),
        bands=(
            Band(Fraction(2), {"de": "erste Schritte"}, {}),
            Band(Fraction(14, 5), {"de": "im Aufbau"}, {}),
            Band(None, {"de": "gut verankert"}, {}),
        ),
        fields=(
            Field("eins", {"de": "Eins"}, {"de": "Eins"}, (statements["1.1"], statements["1.10"])),
            Field("zwei", {"de": "Zwei"}, {"de": "Zwei"}, (statements["2.01"], statements["2.02"])),
        ),
    )


def made_file(worksheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook with these rows by worksheet; "=…" becomes a formula, as when typed."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in worksheets.items():
        worksheet = book.create_sheet(title)
        for row in rows:
            worksheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def questionnaire() -> Questionnaire:
    return made_questionnaire()
