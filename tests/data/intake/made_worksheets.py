"""Worksheets as the reader hands them over, and a made-up questionnaire of nine whose ids look like answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.questionnaire import Field, Questionnaire, Statement
from data.intake.columns.headings import Catalogue
from data.intake.containers.reading import Value, Worksheet
from data.intake.tables import Column, Table
from data.intake.worksheets.layout import Layout, tables_of
from tests.data.intake.conftest import made_questionnaire

TEXTS = (
    "Unser Verein hat ein Leitbild.",
    "Unser Verein hat kein Leitbild.",
    "Wir haben genug Geld",
    "Alle machen mit!",
    "Die Räume sind barrierefrei.",
    "Wir sprechen viele Sprachen.",
    "Streit wird geklärt.",
    "Neue werden begrüßt: sofort.",
    "Der Vorstand (alle) steht dahinter.",
)
NAMES = ("Nr.", "Perspektive", *TEXTS)


def club(ids: Sequence[str] = tuple("123456789")) -> Questionnaire:
    """The nine statements in two fields, under these ids."""
    asked = tuple(Statement(one, {"de": text}, True, None, (), {}) for one, text in zip(ids, TEXTS, strict=True))
    fields = (
        Field("eins", {"de": "Eins"}, {"de": "Eins"}, asked[:4]),
        Field("zwei", {"de": "Zwei"}, {"de": "Zwei"}, asked[4:]),
    )
    return replace(made_questionnaire(), fields=fields)


def worksheet(
    rows: Sequence[Sequence[Value]],
    title: str = "Blatt",
    *,
    hidden: bool = False,
    merged: Sequence[tuple[int, int, int, int]] = (),
    errors: Mapping[tuple[int, int], str] | None = None,
    formulas: Mapping[tuple[int, int], str] | None = None,
) -> Worksheet:
    """A worksheet of these rows, from A1."""
    return Worksheet(title, tuple(map(tuple, rows)), hidden, tuple(merged), errors or {}, formulas or {})


def person(number: Value, answers: str, perspective: Value = "Vereine") -> list[Value]:
    """A row under NAMES: nine answers as letters or figures, "-" for a blank one."""
    return [number, perspective, *(None if one == "-" else int(one) if one.isdecimal() else one for one in answers)]


def layout_of(
    *worksheets: Worksheet, questionnaire: Questionnaire | None = None, answers: Mapping[str, str] | None = None
) -> Layout:
    return tables_of(worksheets, Catalogue(questionnaire or club()), answers or {})


def table_of(*worksheets: Worksheet, questionnaire: Questionnaire | None = None) -> Table:
    """The table of a file that needs no question."""
    found = layout_of(*worksheets, questionnaire=questionnaire)
    assert found.questions == ()
    assert found.table is not None
    return found.table


def column(table: Table, heading: str) -> Column:
    """The only column of this heading."""
    (found,) = [one for one in table.columns if one.heading == heading]
    return found
