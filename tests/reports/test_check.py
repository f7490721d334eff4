"""What check prints: exactly the agreed JSON, hidden values as null, and the same as text."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.questionnaire import Questionnaire
from analysis.results import Cell, FieldCell, FieldResult, Group, Ratings, Results, StatementResult
from data.questionnaire_file import parse_questionnaire
from reports.check import results_as_json, results_as_text
from texts.words import words

UNSEEN = FieldCell(None, 0, None, 0, 8)
GROUPS = (
    Group("verwaltung", 6, ("fach",)),
    Group("politik", 6, ("rat",)),
    Group("uebrige", 8, ("vereine", "betriebe"), ("zivil", "wirtschaft")),
)
APART = StatementResult(
    id="1.01",
    field="steuerung",
    ratings=Ratings(7, 4, 4, 4),
    level=Fraction(52, 19),
    equal_level=None,
    disagreement=Fraction(116, 135),
    group_distance=Fraction(177, 118) - Fraction(55, 53),
    band="gross",
    pattern="auseinander",
    people=20,
    e=0,
    answered=19,
    blank=1,
    cells={
        "verwaltung": Cell(Ratings(1, 1, 1, 2), Fraction(11, 5), 0, 6),
        "politik": Cell(Ratings(5, 1, 0, 0), Fraction(23, 6), 0, 6),
        "uebrige": Cell(Ratings(1, 2, 3, 2), Fraction(18, 8), 0, 8),
    },
)
HARDLY = StatementResult(
    id="1.02",
    field="steuerung",
    ratings=None,
    level=None,
    equal_level=None,
    disagreement=None,
    group_distance=None,
    band=None,
    pattern="kaum_einschaetzbar",
    people=20,
    e=16,
    answered=None,
    blank=None,
    cells={
        "verwaltung": Cell(None, None, 5, 6),
        "politik": Cell(None, None, 5, 6),
        "uebrige": Cell(None, None, 6, 8),
    },
)
SILENT = StatementResult(
    id="2.01",
    field="teilhabe",
    ratings=None,
    level=None,
    equal_level=None,
    disagreement=None,
    group_distance=None,
    band=None,
    pattern="zu_wenige",
    people=20,
    e=1,
    answered=None,
    blank=None,
    cells={
        "verwaltung": Cell(None, None, 1, 6),
        "politik": Cell(None, None, 0, 6),
        "uebrige": Cell(None, None, 0, 8),
    },
)
STEERING = FieldResult(
    id="steuerung",
    level=Fraction(52, 19),
    equal_level=None,
    disagreement=Fraction(116, 135),
    group_distance=Fraction(177, 118) - Fraction(55, 53),
    band=1,
    pattern="auseinander",
    rated=1,
    asked=2,
    e_share=Fraction(16, 40),
    cells={
        "verwaltung": FieldCell(Fraction(9, 4), 1, None, 0, 6),
        "politik": FieldCell(Fraction(23, 6), 1, None, 0, 6),
        "uebrige": UNSEEN,
    },
)
PARTICIPATION = FieldResult(
    id="teilhabe",
    level=None,
    equal_level=None,
    disagreement=None,
    group_distance=None,
    band=None,
    pattern="zu_wenige",
    rated=0,
    asked=1,
    e_share=None,
    cells=dict.fromkeys(("verwaltung", "politik", "uebrige"), UNSEEN),
)


def results_of(*, statements: tuple[StatementResult, ...], fields: tuple[FieldResult, ...]) -> Results:
    return Results(
        threshold=5,
        respondents=20,
        without_answers=0,
        groups=GROUPS,
        statements=statements,
        fields=fields,
        discuss_first=("1.01",),
        knowledge_gaps=("1.02",),
    )


ALL = results_of(statements=(APART, HARDLY, SILENT), fields=(STEERING, PARTICIPATION))


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return parse_questionnaire("""
id: klein
version: "1"
title: {de: Klein}
scale:
  - {code: A, value: 4, label: {de: Trifft zu}}
  - {code: B, value: 3, label: {de: Trifft eher zu}}
  - {code: C, value: 2, label: {de: Trifft eher nicht zu}}
  - {code: D, value: 1, label: {de: Trifft nicht zu}}
  - {code: E, value: null, label: {de: Keine Einschätzung möglich}}
sectors:
  - {id: verwaltung, title: {de: Verwaltung}, perspectives: [{id: fach, title: {de: Fachverwaltungen}}]}
  - {id: politik, title: {de: Politik & Leitung}, perspectives: [{id: rat, title: {de: Rat}}]}
  - id: zivil
    title: {de: Zivilgesellschaft & Bildung}
    short: {de: Zivilgesellschaft}
    perspectives: [{id: vereine, title: {de: Vereine}}]
  - {id: wirtschaft, title: {de: Wirtschaft}, perspectives: [{id: betriebe, title: {de: Betriebe}}]}
fields:
  - id: steuerung
    title: {de: Management & Steuerung}
    statements: [{id: "1.01", text: {de: Es gibt ein Leitbild.}}, {id: "1.02", text: {de: Es gibt ein Ziel.}}]
  - id: teilhabe
    title: {de: Teilhabe}
    statements: [{id: "2.01", text: {de: Alle finden Rat.}}]
""")


def test_json_has_the_agreed_shape(questionnaire: Questionnaire) -> None:
    report = results_as_json(ALL, ALL, questionnaire, words("de"))

    assert report == {
        "groups": {"verwaltung": 6, "politik": 6, "uebrige": 8},
        "statements": {
            "1.01": {
                "counts": {"A": 7, "B": 4, "C": 4, "D": 4},
                "e": 0,
                "blank": 1,
                "level": 2.7,
                "disagreement": "116/135",
                "group_distance": 0.5,
                "band": "gross",
                "pattern": "auseinander",
                "groups": {
                    "verwaltung": {"counts": {"A": 1, "B": 1, "C": 1, "D": 2}, "level": 2.2},
                    "politik": {"counts": {"A": 5, "B": 1, "C": 0, "D": 0}, "level": 3.8},
                    "uebrige": {"counts": {"A": 1, "B": 2, "C": 3, "D": 2}, "level": 2.3},
                },
                "e_groups": {
                    "verwaltung": {"e": 0, "of": 6},
                    "politik": {"e": 0, "of": 6},
                    "uebrige": {"e": 0, "of": 8},
                },
            },
            "1.02": {
                "counts": None,
                "e": 16,
                "blank": None,
                "level": None,
                "disagreement": None,
                "group_distance": None,
                "band": None,
                "pattern": "kaum_einschaetzbar",
                "groups": {"verwaltung": None, "politik": None, "uebrige": None},
                "e_groups": {
                    "verwaltung": {"e": 5, "of": 6},
                    "politik": {"e": 5, "of": 6},
                    "uebrige": {"e": 6, "of": 8},
                },
            },
            "2.01": {
                "counts": None,
                "e": 1,
                "blank": None,
                "level": None,
                "disagreement": None,
                "group_distance": None,
                "band": None,
                "pattern": "zu_wenige",
                "groups": {"verwaltung": None, "politik": None, "uebrige": None},
                "e_groups": {
                    "verwaltung": {"e": 1, "of": 6},
                    "politik": {"e": 0, "of": 6},
                    "uebrige": {"e": 0, "of": 8},
                },
            },
        },
        "fields": {
            "steuerung": {
                "level": 2.7,
                "band": "im Aufbau",
                "pattern": "auseinander",
                "groups": {"verwaltung": 2.3, "politik": 3.8, "uebrige": None},
            },
            "teilhabe": {
                "level": None,
                "band": "noch keine Aussage",
                "pattern": "zu_wenige",
                "groups": {"verwaltung": None, "politik": None, "uebrige": None},
            },
        },
        "discuss_first": ["1.01"],
        "knowledge_gaps": ["1.02"],
    }


def test_json_keeps_the_order_of_the_screen(questionnaire: Questionnaire) -> None:
    report = results_as_json(ALL, ALL, questionnaire, words("de"))

    assert list(report) == ["groups", "statements", "fields", "discuss_first", "knowledge_gaps"]
    assert list(report["groups"]) == ["verwaltung", "politik", "uebrige"]
    assert list(report["statements"]) == ["1.01", "1.02", "2.01"]
    assert json.loads(json.dumps(report)) == report


def test_fields_are_means_over_the_statements_that_were_asked(questionnaire: Questionnaire) -> None:
    asked = results_of(statements=(HARDLY,), fields=(PARTICIPATION,))
    over_all = results_of(statements=ALL.statements, fields=(PARTICIPATION, STEERING))

    report = results_as_json(over_all, asked, questionnaire, words("de"))

    assert list(report["fields"]) == ["teilhabe", "steuerung"]
    assert report["fields"]["steuerung"]["level"] == 2.7


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(9, 4), 2.3), (Fraction(-1, 100), 0.0), (Fraction(-9, 20), -0.5), (Fraction(3), 3.0)],
)
def test_decimals_are_rounded_half_up(questionnaire: Questionnaire, value: Fraction, shown: float) -> None:
    statement = replace(APART, group_distance=value)
    results = results_of(statements=(statement,), fields=(STEERING,))

    report = results_as_json(results, results, questionnaire, words("de"))

    assert repr(report["statements"]["1.01"]["group_distance"]) == repr(shown)


def test_fraction_is_written_in_lowest_terms(questionnaire: Questionnaire) -> None:
    for value, shown in ((Fraction(0), "0/1"), (Fraction(2, 4), "1/2"), (Fraction(1), "1/1")):
        statement = replace(APART, disagreement=value)
        results = results_of(statements=(statement,), fields=(STEERING,))

        report = results_as_json(results, results, questionnaire, words("de"))

        assert report["statements"]["1.01"]["disagreement"] == shown


def test_text_reads_as_the_screen(questionnaire: Questionnaire) -> None:
    shown = results_as_text(ALL, questionnaire, words("de")).splitlines()

    assert shown == [
        "20 Bögen mit Antworten",
        "Gruppen:",
        "  Verwaltung: 6",
        "  Politik & Leitung: 6",
        "  Übrige Perspektiven (Zivilgesellschaft, Wirtschaft): 8",
        "",
        "Handlungsfelder (Einschätzung im Mittel, 1 = trifft nicht zu, 4 = trifft zu):",
        "  Management & Steuerung: 2,7 · unterschiedlich gesehen · Perspektiven gehen auseinander",
        "  Teilhabe: zu wenige Antworten · noch keine Aussage · zu wenige Antworten",
        "",
        "Zuerst besprechen: ein Vorschlag, keine Rangfolge",
        "  1.01 Es gibt ein Leitbild.",
        "       Perspektiven gehen auseinander · Spannweite 1,6 Stufen · "
        "11 stimmen (eher) zu : 8 stimmen (eher) nicht zu · Wie weit auseinander? groß",
        "       Verwaltung: A 1 B 1 C 1 D 2",
        "       Politik & Leitung: A 5 B 1 C 0 D 0",
        "       Übrige Perspektiven (Zivilgesellschaft, Wirtschaft): A 1 B 2 C 3 D 2",
        "",
        "Kaum einschätzbar: Wer weiß es?",
        "  1.02 Es gibt ein Ziel.",
        "       kaum einschätzbar: Wer weiß es? 16 von 20 Personen können das nicht einschätzen · "
        "Wie weit auseinander? –",
        "       Verwaltung: nicht einzeln gezeigt (Schutz kleiner Gruppen)",
        "       Politik & Leitung: nicht einzeln gezeigt (Schutz kleiner Gruppen)",
        "       Übrige Perspektiven (Zivilgesellschaft, Wirtschaft): nicht einzeln gezeigt (Schutz kleiner Gruppen)",
        "",
        "Dies ist ein Gesprächsanlass, keine repräsentative Untersuchung. Die Werte gelten für die Anwesenden.",
        "Es gibt keinen Vergleich zwischen Kommunen und keine Rangfolge von Gruppen.",
        "Ein Bogen steht für eine Person. Wir zählen jeden Bogen mit mindestens einer Antwort, "
        "auch wenn er nicht bis zum Ende ausgefüllt ist.",
        "Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu. „Keine Einschätzung möglich“ zählt nie als Wert.",
        "Uneinigkeit, von 0 bis 100: 0 = alle haben dasselbe angekreuzt, 100 = die eine Hälfte sagt „trifft zu“, "
        "die andere „trifft nicht zu“. Das ist kein Anteil von Personen.",
        "Spannweite: um so viele Stufen liegen die Gruppe mit dem höchsten Mittel "
        "und die mit dem niedrigsten auseinander.",
        "Gruppenabstand: um so viele Stufen liegen zwei Personen aus verschiedenen Gruppen weiter auseinander "
        "als zwei aus derselben Gruppe.",
    ]


def test_text_of_a_divided_field_speaks_of_perspectives_only_where_two_are_shown(questionnaire: Questionnaire) -> None:
    divided = replace(STEERING, pattern="geteilt", group_distance=None)
    unseen = replace(divided, cells=PARTICIPATION.cells)

    lines = [
        results_as_text(results_of(statements=(APART, HARDLY), fields=(field,)), questionnaire, words("de"))
        for field in (divided, unseen)
    ]

    assert [text.splitlines()[7] for text in lines] == [
        "  Management & Steuerung: 2,7 · unterschiedlich gesehen · geteilt, aber nicht klar nach Perspektiven",
        "  Management & Steuerung: 2,7 · unterschiedlich gesehen · geteilt",
    ]
