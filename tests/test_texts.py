"""Words on the screen: numbers, names for ids, whole sentences for findings, editable prose."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import get_args

import pytest

from analysis.questionnaire import UNSTATED, Suggestion, sector_only
from analysis.results import Cell, FieldCell, FieldResult, Group, Ratings, Results, StatementResult
from content.findings.administration import administration_finding
from content.findings.differences import differences_finding, e_finding
from content.findings.field import assessment, field_finding, opening_questions, suggestions
from content.findings.finding import Finding
from content.findings.groups import groups_finding
from content.findings.overview import overview_finding
from content.findings.statement import camps, reason
from data.intake.survey_tools.signature import ToolId
from data.questionnaire_file import parse_questionnaire
from data.store.wording import Place
from texts.dates import NoDay, day_of, day_or_none, no_day_sentence
from texts.numbers import places_to_tell, rounded
from texts.prose import Part, blocks, parts_about, standard_prose
from texts.sentences import method_sentences, sheets_title, taken_cells_title
from texts.titles import (
    TOOLS,
    answer_labels,
    band_title,
    disagreement_title,
    group_short,
    group_title,
    hidden_text,
    months_title,
    pattern_title,
    perspective_title,
    statements_title,
)
from texts.words import LANGUAGES, LOCALES, Words, words

QUESTIONNAIRE = parse_questionnaire("""
id: klein
version: "1"
title: {de: Klein}
scale:
  - {code: A, value: 4, label: {de: Trifft zu, en: Agree}}
  - {code: B, value: 3, label: {de: Trifft eher zu, en: Rather agree}}
  - {code: C, value: 2, label: {de: Trifft eher nicht zu, en: Rather disagree}}
  - {code: D, value: 1, label: {de: Trifft nicht zu, en: Disagree}}
  - {code: E, value: null, label: {de: Keine Einschätzung möglich, en: Cannot judge}}
sectors:
  - id: verwaltung
    title: {de: Verwaltung}
    perspectives: [{id: fach, title: {de: Fachverwaltungen}, short: {de: Fachämter}}]
  - id: politik
    title: {de: Politik & Leitung}
    short: {de: Politik}
    perspectives: [{id: rat, title: {de: Kommunalpolitik}, short: {de: Rat}}]
  - id: zivil
    title: {de: Zivilgesellschaft & Bildung}
    short: {de: Zivilgesellschaft}
    perspectives: [{id: communities, title: {de: Migrantische Communities}, short: {de: Communities}, own_group: true}]
fields:
  - id: steuerung
    title: {de: Management & Steuerung}
    short: {de: Steuerung}
    statements: [{id: "1.01", text: {de: Es gibt ein Leitbild.}}, {id: "1.02", text: {de: Es gibt ein Ziel.}}]
  - id: teilhabe
    title: {de: Teilhabe & Bildung}
    short: {de: Teilhabe}
    statements: [{id: "2.01", text: {de: Alle finden Rat.}}, {id: "2.02", text: {de: Alle lernen gut.}}]
""")

WITH_TEXTS = replace(
    QUESTIONNAIRE,
    bands=tuple(replace(band, text={"de": "Vieles trägt."}) for band in QUESTIONNAIRE.bands),
    questions={"geteilt": ({"de": "Woran denken Sie?"},)},
    fields=(
        replace(
            QUESTIONNAIRE.fields[0],
            assessments=({"de": "Erst."}, {"de": "Im Bau."}, {"de": "Das trägt schon."}, {"de": "Fest."}),
            suggestions={
                "geteilt": (Suggestion({"de": "Fragen Sie nach (Amt)."}), Suggestion({"de": "Gehen Sie hin (Amt)."}))
            },
        ),
        QUESTIONNAIRE.fields[1],
    ),
)

SHOWN = Cell(Ratings(5, 0, 0, 0), Fraction(4), 0, 5)
HIDDEN = Cell(None, None, None, 12)
NEAR = Cell(Ratings(2, 3, 0, 0), Fraction(17, 5), 0, 5)
FAR = Cell(Ratings(0, 4, 2, 0), Fraction(8, 3), 0, 6)
APART = {"verwaltung": SHOWN, "politik": FAR, "uebrige": HIDDEN}

STATEMENT = StatementResult(
    id="1.01",
    field="steuerung",
    ratings=Ratings(7, 5, 5, 4),
    level=Fraction(57, 21),
    equal_level=None,
    disagreement=Fraction(5, 8),
    group_distance=None,
    band="mittel",
    pattern="geteilt",
    people=22,
    e=0,
    answered=21,
    blank=1,
    cells={"verwaltung": SHOWN, "politik": SHOWN, "uebrige": HIDDEN},
)
FIELD = FieldResult(
    id="steuerung",
    level=Fraction(13, 4),
    equal_level=None,
    disagreement=Fraction(1, 4),
    group_distance=None,
    band=2,
    pattern="geteilt",
    rated=2,
    asked=2,
    e_share=Fraction(0),
    cells={"verwaltung": FieldCell(Fraction(3), 2, None, 0, 12), "politik": FieldCell(None, 0, None, 0, 10)},
)

SHARED = replace(FIELD, pattern="staerke")


def results_of(
    *,
    statements: tuple[StatementResult, ...] = (STATEMENT,),
    fields: tuple[FieldResult, ...] = (FIELD,),
    discuss_first: tuple[str, ...] = ("1.01",),
    knowledge_gaps: tuple[str, ...] = (),
) -> Results:
    return Results(
        threshold=5,
        respondents=22,
        without_answers=0,
        groups=(),
        statements=statements,
        fields=fields,
        discuss_first=discuss_first,
        knowledge_gaps=knowledge_gaps,
    )


@pytest.fixture
def _() -> Words:
    return words("de")


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(225, 100), 1, "2,3"),
        (Fraction(-225, 100), 1, "−2,3"),
        (Fraction(1, 20), 1, "0,1"),
        (Fraction(-1, 100), 1, "0,0"),
        (Fraction(52, 19), 1, "2,7"),
        (Fraction(3), 1, "3,0"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(12345), 0, "12345"),
    ],
)
def test_number_is_rounded_half_up_and_written_as_in_german(_: Words, value: Fraction, places: int, shown: str) -> None:
    assert _.number(value, places) == shown


def test_number_is_written_as_in_the_readers_language() -> None:
    assert words("en").number(Fraction(225, 100)) == "2.3"
    assert words("de-x-einfach").number(Fraction(225, 100)) == "2,3"


def test_rounding_never_gives_minus_zero() -> None:
    assert str(rounded(Fraction(-1, 100))) == "0.0"


def test_a_value_just_below_a_limit_is_told_with_as_many_decimals_as_it_needs() -> None:
    limits = (Fraction(2), Fraction(14, 5), None)
    told = {
        value: str(rounded(Fraction(value), places_to_tell(Fraction(value), limits)))
        for value in ("1.94", "1.95", "1.994", "1.9951", "2", "2.04", "2.79", "3.96")
    }

    assert told == {
        "1.94": "1.9",
        "1.95": "1.95",
        "1.994": "1.99",
        "1.9951": "1.995",
        "2": "2.0",
        "2.04": "2.0",
        "2.79": "2.79",
        "3.96": "4.0",
    }


@pytest.mark.parametrize(
    ("share", "shown"), [(Fraction(5, 8), "63\u00a0%"), (Fraction(1, 200), "1\u00a0%"), (Fraction(1), "100\u00a0%")]
)
def test_percent_is_whole_and_half_up(_: Words, share: Fraction, shown: str) -> None:
    assert _.percent(share) == shown


def test_number_and_its_unit_stay_in_one_line(_: Words) -> None:
    assert _("Höchstens 10 MB, {share} % von {n}", share=5, n="6 %") == "Höchstens 10\u00a0MB, 5\u00a0% von 6 %"
    assert _.plural("{n} % von einem", "{n} % von {all}", 12, all=21) == "12\u00a0% von 21"
    assert blocks("Mehr als 50 % der 12 Menschen") == [("paragraph", ["Mehr als 50\u00a0% der 12 Menschen"])]


def test_words_fill_named_gaps_and_leave_braces_of_texts_without_gaps(_: Words) -> None:
    assert _("{n} dabei", n=24) == "24 dabei"
    assert _("etwa {de: …}") == "etwa {de: …}"
    assert [_.plural("ein Bogen", "{n} Bögen", n) for n in (0, 1, 2)] == ["0 Bögen", "ein Bogen", "2 Bögen"]


def test_unknown_language_speaks_german() -> None:
    assert words("xx")("Gruppen:") == "Gruppen:"


def test_local_text_falls_back_to_german() -> None:
    text = {"de": "Verwaltung", "en": "Administration"}

    spoken = {language: words(language).local(text) for language in ("de", "en", "de-x-einfach", "fr")}

    assert spoken == {"de": "Verwaltung", "en": "Administration", "de-x-einfach": "Verwaltung", "fr": "Verwaltung"}
    assert words("de").local({}) == ""


def test_hidden_value_has_one_text_for_every_reason(_: Words) -> None:
    assert hidden_text(_) == "nicht einzeln gezeigt (Schutz kleiner Gruppen)"


def test_method_says_what_it_is_and_is_not(_: Words) -> None:
    assert method_sentences(_) == (
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
    )


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("rat", "Kommunalpolitik"),
        (sector_only("politik"), "Politik & Leitung (ohne nähere Angabe)"),
        (UNSTATED, "Möchte ich nicht sagen"),
    ],
)
def test_perspective_of_a_sheet_has_a_title(_: Words, key: str, title: str) -> None:
    assert perspective_title(_, key, QUESTIONNAIRE) == title


@pytest.mark.parametrize(
    ("group", "title", "short"),
    [
        (Group("politik", 6, ("rat",)), "Politik & Leitung", "Politik"),
        (Group("communities", 6, ("communities",)), "Migrantische Communities", "Communities"),
        (Group(UNSTATED, 6, (UNSTATED,)), "ohne Angabe", "ohne Angabe"),
        (
            Group("uebrige", 6, ("fach", "rat", UNSTATED), ("verwaltung", "politik", UNSTATED)),
            "Übrige Perspektiven (Verwaltung, Politik, ohne Angabe)",
            "Übrige",
        ),
    ],
)
def test_group_has_a_title_and_a_short_one(_: Words, group: Group, title: str, short: str) -> None:
    assert (group_title(_, group, QUESTIONNAIRE), group_short(_, group, QUESTIONNAIRE)) == (title, short)


def test_people_are_counted_in_the_same_words_everywhere(_: Words) -> None:
    assert sheets_title(_, 34) == "34 Bögen mit Antworten"
    assert sheets_title(_, 1, 1) == "Ein Bogen mit Antworten, ein Bogen ohne Antworten"
    assert sheets_title(_, 34, 2) == "34 Bögen mit Antworten, 2 Bögen ohne Antworten"


def test_cells_taken_over_add_up_to_answers_and_perspectives(_: Words) -> None:
    assert taken_cells_title(_, 132, 126, 0) == "132 übernommene Zellen = 126 Antworten + 6 Perspektiven"
    assert taken_cells_title(_, 22, 21, 0) == "22 übernommene Zellen = 21 Antworten + eine Perspektive"
    assert taken_cells_title(_, 150, 126, 15) == (
        "150 übernommene Zellen = 126 Antworten + 15 Antworten im Verwaltungsbogen "
        "+ 9 Perspektiven, Begründungen und Zuständige"
    )
    assert taken_cells_title(_, 126, 126, 0) == ""


def test_patterns_are_plain_words(_: Words) -> None:
    titles = {
        pattern: pattern_title(_, pattern)
        for pattern in ("zu_wenige", "kaum_einschaetzbar", "auseinander", "staerke", "bedarf", "geteilt")
    }

    assert titles == {
        "zu_wenige": "zu wenige Antworten",
        "kaum_einschaetzbar": "kaum einschätzbar: Wer weiß es?",
        "auseinander": "Perspektiven gehen auseinander",
        "staerke": "gemeinsame Stärke",
        "bedarf": "gemeinsamer Handlungsbedarf",
        "geteilt": "geteilt, aber nicht klar nach Perspektiven",
    }
    assert pattern_title(_, "geteilt", groups_shown=False) == "geteilt"


def test_bands_are_plain_words(_: Words) -> None:
    assert [disagreement_title(_, band) for band in ("gering", "mittel", "gross", None)] == [
        "gering",
        "mittel",
        "groß",
        "–",
    ]
    assert [band_title(_, band, QUESTIONNAIRE) for band in (0, 1, 2, 3, None)] == [
        "erste Schritte",
        "im Aufbau",
        "auf gutem Weg",
        "gut verankert",
        "noch keine Aussage",
    ]


def test_answers_have_labels_in_the_readers_language() -> None:
    assert list(answer_labels(words("de"), QUESTIONNAIRE)) == ["A", "B", "C", "D", "E"]
    assert answer_labels(words("en"), QUESTIONNAIRE)["D"] == "Disagree"


def test_camps_are_counted_in_people(_: Words) -> None:
    assert camps(_, STATEMENT) == "12 stimmen (eher) zu : 9 stimmen (eher) nicht zu"
    assert camps(_, replace(STATEMENT, ratings=None)) == "zu wenige Antworten"
    one_each = replace(STATEMENT, ratings=Ratings(1, 0, 0, 1))
    assert camps(_, one_each) == "1 stimmt (eher) zu : 1 stimmt (eher) nicht zu"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {},
            "geteilt, aber nicht klar nach Perspektiven · Uneinigkeit 63 von 100 · "
            "12 stimmen (eher) zu : 9 stimmen (eher) nicht zu",
        ),
        (
            {"cells": {"verwaltung": SHOWN, "uebrige": HIDDEN}},
            "geteilt · Uneinigkeit 63 von 100 · 12 stimmen (eher) zu : 9 stimmen (eher) nicht zu",
        ),
        (
            {"pattern": "auseinander", "group_distance": Fraction(29, 20), "cells": {"politik": SHOWN, "uebrige": FAR}},
            # 4.0 - 2.7 as shown, although 4 - 2.66… is 1.33…: the room subtracts what it sees
            "Perspektiven gehen auseinander · Spannweite 1,3 Stufen · 12 stimmen (eher) zu : 9 stimmen (eher) nicht zu",
        ),
        (
            # 1.8/√5 = 0.80…, so differences below 0.9 are too small to read
            {"pattern": "auseinander", "group_distance": Fraction(2, 5), "cells": {"politik": SHOWN, "uebrige": NEAR}},
            "Perspektiven unterscheiden sich etwas, zu wenig zum Deuten · Spannweite 0,6 Stufen · "
            "12 stimmen (eher) zu : 9 stimmen (eher) nicht zu",
        ),
        (
            {"pattern": "staerke", "ratings": Ratings(9, 9, 2, 1), "disagreement": Fraction(0), "group_distance": None},
            "gemeinsame Stärke · Uneinigkeit 0 von 100 · 18 stimmen (eher) zu : 3 stimmen (eher) nicht zu",
        ),
        (
            {"pattern": "kaum_einschaetzbar", "e": 12, "answered": 20},
            "kaum einschätzbar: Wer weiß es? 12 von 22 Personen können das nicht einschätzen",
        ),
        ({"pattern": "zu_wenige", "ratings": None, "disagreement": None}, "zu wenige Antworten"),
    ],
    ids=["divided", "divided, groups hidden", "apart", "slightly apart", "strength", "E", "too few"],
)
def test_reason_says_why_in_one_line(_: Words, changes: dict, sentence: str) -> None:
    assert reason(_, replace(STATEMENT, **changes)) == sentence


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        (
            (Fraction(13, 4), Fraction(9, 4)),
            "Am meisten Zustimmung findet im Raum Steuerung (3,3 von 4), am wenigsten Teilhabe (2,3 von 4)",
        ),
        (
            (Fraction(301, 100), Fraction(299, 100)),
            "Aus Sicht der Anwesenden stehen alle Handlungsfelder ähnlich da (3,0)",
        ),
        ((None, Fraction(9, 4)), "Aus Sicht der Anwesenden liegt Teilhabe im Mittel bei 2,3"),
        ((None, None), "Noch sind zu wenige Antworten da, um etwas zu zeigen."),
    ],
)
def test_overview_says_where_most_and_least_holds(_: Words, levels: tuple, sentence: str) -> None:
    fields = tuple(
        replace(FIELD, id=name, level=level) for name, level in zip(("steuerung", "teilhabe"), levels, strict=True)
    )

    assert overview_finding(_, results_of(fields=fields), QUESTIONNAIRE).sentence == sentence


def field_cells(*levels: Fraction | None) -> dict[str, FieldCell]:
    """Groups of nine; 1.8/√9 = 0.6, so differences below 0.6 are too small to read."""
    return {f"g{place}": FieldCell(level, 2, None, 0, 9) for place, level in enumerate(levels)}


CLOSE = field_cells(Fraction(3), Fraction(5, 2))
WIDE = field_cells(Fraction(3), Fraction(12, 5))


@pytest.mark.parametrize(
    ("patterns", "cells", "sentence", "named"),
    [
        (("geteilt", "staerke"), (CLOSE, CLOSE), "Die Perspektiven sehen die Handlungsfelder im Mittel ähnlich", ()),
        (
            ("auseinander", "staerke"),
            (WIDE, CLOSE),
            "Nur bei Steuerung antworten die Gruppen klar verschieden",
            ("steuerung",),
        ),
        (
            ("auseinander", "auseinander"),
            (WIDE, WIDE),
            "Bei Steuerung und Teilhabe antworten die Gruppen klar verschieden",
            ("steuerung", "teilhabe"),
        ),
        # apart by the measure, but no two marks in the picture are far enough from each other
        (
            ("auseinander", "auseinander"),
            (CLOSE, WIDE),
            "Nur bei Teilhabe antworten die Gruppen klar verschieden. "
            "In einem weiteren Handlungsfeld ergibt sich kein einheitliches Bild",
            ("teilhabe",),
        ),
        (
            ("auseinander", "staerke"),
            (CLOSE, CLOSE),
            "Die Perspektiven unterscheiden sich etwas, zu wenig zum Deuten",
            (),
        ),
        # the widest marks are elsewhere: both are named
        (
            ("auseinander", "staerke"),
            (WIDE, field_cells(Fraction(3), Fraction(2))),
            "Bei Steuerung antworten die Gruppen klar verschieden. "
            "Die größte Spannweite zwischen Perspektiven hat Teilhabe (1,0 Stufen)",
            ("steuerung", "teilhabe"),
        ),
        # not apart by the measure, but the picture shows two marks that can be told apart
        (
            ("staerke", "staerke"),
            (CLOSE, WIDE),
            "Die größte Spannweite zwischen Perspektiven hat Teilhabe (0,6 Stufen)",
            ("teilhabe",),
        ),
        (
            ("auseinander", "staerke"),
            (field_cells(Fraction(3), None), CLOSE | field_cells(None, None)),
            "Je Handlungsfeld wird nur eine Gruppe einzeln gezeigt; zu vergleichen gibt es nichts",
            (),
        ),
    ],
)
def test_groups_finding_names_the_fields_whose_marks_can_be_told_apart(
    _: Words, patterns: tuple, cells: tuple, sentence: str, named: tuple
) -> None:
    fields = tuple(
        replace(FIELD, id=name, pattern=pattern, cells=own)
        for name, pattern, own in zip(("steuerung", "teilhabe"), patterns, cells, strict=True)
    )

    assert groups_finding(_, results_of(fields=fields), QUESTIONNAIRE) == Finding(sentence, named)


def test_groups_finding_says_when_groups_are_too_small(_: Words) -> None:
    hidden = replace(FIELD, cells={"uebrige": FieldCell(None, 0, None, 0, 12)})

    assert groups_finding(_, results_of(fields=(hidden,)), QUESTIONNAIRE) == Finding(
        "Die Gruppen sind zu klein, um sie einzeln zu zeigen"
    )


def test_findings_tell_who_cannot_judge_from_who_has_not_answered(_: Words) -> None:
    hidden = replace(FIELD, level=None, cells={})
    empty = results_of(fields=(hidden,), discuss_first=())
    unsure = replace(empty, knowledge_gaps=("1.01",))

    for finding in (overview_finding(_, empty, QUESTIONNAIRE), differences_finding(_, empty)):
        assert finding == Finding("Noch sind zu wenige Antworten da, um etwas zu zeigen.")
    for finding in (overview_finding(_, unsure, QUESTIONNAIRE), differences_finding(_, unsure)):
        assert finding == Finding("Kaum jemand konnte die Aussagen einschätzen. Wer weiß es?")
    grouped = replace(empty, groups=(Group("uebrige", 12, ()),))
    assert groups_finding(_, grouped, QUESTIONNAIRE) == Finding(
        "Keine Gruppe hat genug bewertet, um einzeln gezeigt zu werden"
    )


def test_overview_names_all_fields_that_are_shown_with_the_same_value(_: Words) -> None:
    levels = {"steuerung": Fraction(301, 100), "teilhabe": Fraction(2), "engagement": Fraction(299, 100)}
    third = replace(QUESTIONNAIRE.fields[0], id="engagement", short={"de": "Engagement"})
    three = replace(QUESTIONNAIRE, fields=(*QUESTIONNAIRE.fields, third))
    fields = tuple(replace(FIELD, id=name, level=level) for name, level in levels.items())

    assert overview_finding(_, results_of(fields=fields), three) == Finding(
        "Am meisten Zustimmung finden im Raum Steuerung und Engagement (3,0 von 4), am wenigsten Teilhabe (2,0 von 4)",
        ("steuerung", "engagement", "teilhabe"),
    )


def test_administration_finding_subtracts_the_values_as_they_are_shown(_: Words) -> None:
    # 3.25 is shown as 3,3 and 2.04 as 2,0: 1,3 and not 1,21
    fields = (replace(FIELD, administration_level=Fraction(204, 100)),)

    assert administration_finding(_, results_of(fields=fields), QUESTIONNAIRE) == Finding(
        "Bei Steuerung schätzt der Raum 1,3 Stufen höher ein als der Verwaltungsbogen", ("steuerung",)
    )


@pytest.mark.parametrize(
    ("administration", "sentence"),
    [
        (None, "Zum Verwaltungsbogen gibt es noch nichts zu vergleichen"),
        (Fraction(4), "Bei Steuerung schätzt der Verwaltungsbogen 0,7 Stufen höher ein als der Raum"),
        (Fraction(2), "Bei Steuerung schätzt der Raum 1,3 Stufen höher ein als der Verwaltungsbogen"),
        # 1.8/√22 = 0.38…, so differences below 0.4 are too small to read
        (Fraction(13, 4) + Fraction(39, 100), "Verwaltungsbogen und Raum sehen die Handlungsfelder ähnlich"),
    ],
)
def test_administration_finding_names_the_widest_gap(_: Words, administration: Fraction | None, sentence: str) -> None:
    fields = (
        replace(FIELD, administration_level=administration),
        replace(FIELD, id="teilhabe", administration_level=None),
    )

    assert administration_finding(_, results_of(fields=fields), QUESTIONNAIRE).sentence == sentence


@pytest.mark.parametrize(
    ("patterns", "sentence"),
    [
        (
            ("auseinander", "geteilt", "staerke"),
            "Bei einer von 3 Aussagen gehen Perspektiven auseinander, eine weitere ist geteilt",
        ),
        (
            ("auseinander", "geteilt", "geteilt"),
            "Bei einer von 3 Aussagen gehen Perspektiven auseinander, 2 weitere sind geteilt",
        ),
        (("auseinander", "auseinander", "bedarf"), "Bei 2 von 3 Aussagen gehen Perspektiven auseinander"),
        (("geteilt", "staerke", "zu_wenige"), "Eine von 3 Aussagen ist geteilt"),
        (("geteilt", "geteilt", "bedarf"), "2 von 3 Aussagen sind geteilt"),
        (
            ("staerke", "bedarf", "zu_wenige"),
            "Ob eine Aussage eher zutrifft, sehen jeweils mindestens drei Viertel der Anwesenden gleich",
        ),
    ],
)
def test_differences_finding_counts_what_is_apart_and_divided(_: Words, patterns: tuple, sentence: str) -> None:
    statements = tuple(replace(STATEMENT, pattern=pattern, cells=APART) for pattern in patterns)

    assert differences_finding(_, results_of(statements=statements)).sentence == sentence


@pytest.mark.parametrize(
    ("patterns", "sentence"),
    [
        (("auseinander", "staerke"), "Bei einer Aussage unterscheiden sich Perspektiven etwas, zu wenig zum Deuten"),
        (
            ("auseinander", "auseinander", "geteilt"),
            "Eine von 3 Aussagen ist geteilt. "
            "Bei 2 Aussagen unterscheiden sich Perspektiven etwas, zu wenig zum Deuten",
        ),
    ],
)
def test_differences_finding_says_where_nothing_can_be_read(_: Words, patterns: tuple, sentence: str) -> None:
    cells = {"verwaltung": SHOWN, "politik": NEAR, "uebrige": HIDDEN}
    statements = tuple(replace(STATEMENT, pattern=pattern, cells=cells) for pattern in patterns)

    assert differences_finding(_, results_of(statements=statements)).sentence == sentence


def test_differences_finding_says_how_many_of_them_the_picture_shows(_: Words) -> None:
    patterns = {"1": "auseinander", "2": "staerke", "3": "auseinander", "4": "bedarf"}
    results = results_of(
        statements=tuple(replace(STATEMENT, id=id_, pattern=of, cells=APART) for id_, of in patterns.items())
    )

    found = [differences_finding(_, results, part) for part in (("1", "2", "3", "4"), ("3", "4"), ("2", "4"))]

    assert found == [
        Finding("Bei 2 von 4 Aussagen gehen Perspektiven auseinander", ("1", "3")),
        Finding("Bei 2 von 4 Aussagen gehen Perspektiven auseinander. In diesem Bild ist eine davon markiert", ("3",)),
        Finding("Bei 2 von 4 Aussagen gehen Perspektiven auseinander. In diesem Bild ist keine Aussage geteilt", ()),
    ]


def test_where_none_of_the_counted_stands_the_finding_is_about_what_does(_: Words) -> None:
    patterns = {"1": "auseinander", "2": "geteilt", "3": "geteilt", "4": "bedarf"}
    results = results_of(
        statements=tuple(replace(STATEMENT, id=id_, pattern=of, cells=APART) for id_, of in patterns.items())
    )

    found = [differences_finding(_, results, part) for part in (("2", "3", "4"), ("2", "4"), ("4",), ("1", "2"))]

    assert [(one.headline, one.named) for one in found] == [
        ("In diesem Bild sind 2 Aussagen geteilt", ("2", "3")),
        ("In diesem Bild ist eine Aussage geteilt", ("2",)),
        ("In diesem Bild ist keine Aussage geteilt", ()),
        ("Bei einer von 4 Aussagen gehen Perspektiven auseinander, 2 weitere sind geteilt", ("1",)),
    ]


def test_differences_finding_waits_for_answers(_: Words) -> None:
    assert differences_finding(_, results_of(discuss_first=())) == Finding(
        "Noch sind zu wenige Antworten da, um etwas zu zeigen."
    )


def test_e_finding_asks_who_knows(_: Words) -> None:
    hardly = replace(STATEMENT, pattern="kaum_einschaetzbar", e=12, answered=20)

    results = results_of(statements=(hardly,), knowledge_gaps=("1.01",))

    assert e_finding(_, results, QUESTIONNAIRE, ("1.01",)) == Finding(
        "Eine Aussage zu Steuerung können 12 von 22 Personen nicht einschätzen. Wer weiß es?", ("1.01",)
    )
    assert e_finding(_, results, QUESTIONNAIRE, ("2.01",)) == Finding("Diese Aussagen konnten die meisten einschätzen")
    assert e_finding(_, results_of(), QUESTIONNAIRE) == Finding("Die meisten konnten die meisten Aussagen einschätzen")


def test_prose_is_cut_into_headings_lists_and_paragraphs() -> None:
    text = "# Kurz\r\nErste Zeile\r\nzweite Zeile\r\n \r\nNeuer Absatz\n- eins\n-  zwei\n\n\n- drei\n# Ende\n"

    assert blocks(text) == [
        ("heading", ["Kurz"]),
        ("paragraph", ["Erste Zeile", "zweite Zeile"]),
        ("paragraph", ["Neuer Absatz"]),
        ("list", ["eins", "zwei"]),
        ("list", ["drei"]),
        ("heading", ["Ende"]),
    ]


def test_prose_keeps_equal_lines_together_and_other_signs_as_they_are() -> None:
    assert blocks("x\nx\n\n#kein Titel\n-kein Punkt <b>") == [
        ("paragraph", ["x", "x"]),
        ("paragraph", ["#kein Titel", "-kein Punkt <b>"]),
    ]
    assert blocks(" \n\n") == []


def test_parts_are_found_by_their_mark_which_nobody_reads() -> None:
    text = "Vorweg\n\n# Eins {boegen}\r\n\r\n- a\n\n# Zwei\nb\n# Drei {x} {boegen} \nc"

    assert blocks(parts_about(text, "boegen")) == [
        ("heading", ["Eins"]),
        ("list", ["a"]),
        ("heading", ["Drei {x}"]),
        ("paragraph", ["c"]),
    ]
    assert parts_about(text, "bericht") == ""


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("part", get_args(Part))
def test_help_has_something_on_every_page(language: str, part: Part) -> None:
    kinds = [kind for kind, _lines in blocks(parts_about(standard_prose("hilfe", language), part))]

    assert kinds == ["heading", "list"] * (3 if part == "vorbereiten" else 1)


@pytest.mark.parametrize("place", get_args(Place))
def test_every_place_has_a_german_text_to_start_from(place: str) -> None:
    found = blocks(standard_prose(place, "de"))

    assert found
    assert all(line for _kind, lines in found for line in lines)
    assert standard_prose(place, "fr") == standard_prose(place, "de")


@pytest.mark.parametrize("place", ["leitmotiv", "spielregeln"])
def test_motto_and_rules_are_five_short_sentences(place: str) -> None:
    ((kind, lines),) = blocks(standard_prose(place, "de"))

    assert (kind, len(lines)) == ("list", 5)
    assert all(len(line.split()) <= 16 and line.endswith(".") for line in lines)


@pytest.mark.parametrize("place", ["datenschutz", "impressum", "barrierefreiheit"])
def test_text_for_participants_is_the_same_in_both_languages(place: str) -> None:
    german, english = (standard_prose(place, language) for language in ("de", "en"))

    assert german != english
    assert [kind for kind, _lines in blocks(german)] == [kind for kind, _lines in blocks(english)]
    assert _gaps_to_fill(german) == _gaps_to_fill(english)
    assert "[Name der Kommune]" in _gaps_to_fill(german)


def test_no_text_promises_anonymity() -> None:
    """Only the question that people ask names it, and the answer begins by saying no."""
    texts = [path.read_text("utf-8") for path in LOCALES.rglob("*.txt")]
    denials = "Ist die Umfrage anonym\\?\nNicht ganz\\.|Is the survey anonymous\\?\nNot entirely\\."

    assert sum(len(re.findall(denials, text)) for text in texts) == 2
    assert [text for text in texts if re.search("anonym", re.sub(denials, "", text), re.IGNORECASE)] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_privacy_text_names_every_cookie_and_the_time_sheets_are_kept(language: str) -> None:
    text = standard_prose("datenschutz", language)

    assert [name for name in ("bogen_", "selbstcheck", "_streamlit_xsrf", "180") if name not in text] == []


def test_accessibility_text_admits_the_english_dialog() -> None:
    assert "„Connection error“" in standard_prose("barrierefreiheit", "de")
    assert "„Connection error" in standard_prose("hilfe", "de")


def test_field_is_spoken_of_as_those_present_see_it(_: Words) -> None:
    nothing_yet = replace(FIELD, level=None, band=None)

    assert field_finding(_, SHARED, QUESTIONNAIRE) == (
        "Management & Steuerung: aus Sicht der Anwesenden auf gutem Weg (3,3)"
    )
    assert field_finding(_, FIELD, QUESTIONNAIRE) == ("Management & Steuerung: unterschiedlich gesehen (im Mittel 3,3)")
    assert field_finding(_, nothing_yet, QUESTIONNAIRE) == "Management & Steuerung: noch keine Aussage"
    assert assessment(_, nothing_yet, WITH_TEXTS) == ""


def test_assessment_is_the_fields_own_else_the_bands(_: Words) -> None:
    first, second = WITH_TEXTS.fields

    assert assessment(_, SHARED, WITH_TEXTS) == "Das trägt schon."
    assert assessment(_, replace(SHARED, id=second.id), WITH_TEXTS) == "Vieles trägt."
    assert first.assessments != second.assessments


def test_suggestions_and_questions_are_those_of_the_pattern(_: Words) -> None:
    too_few = results_of(statements=(replace(STATEMENT, pattern="zu_wenige"),))

    for about in ("steuerung", "1.01"):
        said = suggestions(_, results_of(), WITH_TEXTS, about)
        assert said == ["Fragen Sie nach (Amt).", "Gehen Sie hin (Amt)."]
    assert suggestions(_, too_few, WITH_TEXTS, "1.01") == []
    assert opening_questions(_, "geteilt", WITH_TEXTS) == ["Woran denken Sie?"]
    assert opening_questions(_, "bedarf", WITH_TEXTS) == []


def test_months_are_counted_in_words(_: Words) -> None:
    assert [months_title(_, months) for months in (1, 6)] == ["in einem Monat", "in 6 Monaten"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said_in_every_language(language: str) -> None:
    spoken = words(language)
    results = results_of(knowledge_gaps=("1.01",))

    sentences = [
        overview_finding(spoken, results, QUESTIONNAIRE).sentence,
        groups_finding(spoken, results, QUESTIONNAIRE).sentence,
        administration_finding(spoken, results, QUESTIONNAIRE).sentence,
        differences_finding(spoken, results).sentence,
        e_finding(spoken, results, QUESTIONNAIRE).sentence,
        reason(spoken, STATEMENT),
        *method_sentences(spoken),
    ]

    assert [sentence for sentence in sentences if not sentence or re.search(r"\{\w+\}", sentence)] == []


def _gaps_to_fill(text: str) -> list[str]:
    return re.findall(r"\[[^\]]+\]", text)


def test_every_tool_that_is_recognised_has_its_name_wherever_tools_are_listed() -> None:
    assert set(TOOLS) == set(get_args(ToolId)) - {"table"}
    for page in ("README.md", "docs/hochladen.md"):
        text = " ".join((LOCALES.parent / page).read_text("utf-8").split())
        assert [name for name in TOOLS.values() if name.removesuffix(" (EFS)") not in text] == []


def test_one_statement_is_no_plural() -> None:
    assert [statements_title(words("de"), n) for n in (0, 1, 2)] == ["0 Aussagen", "eine Aussage", "2 Aussagen"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31.02.2027", "Den 31.02.2027 gibt es nicht."),
        ("2027-02-31", "Den 2027-02-31 gibt es nicht."),
        (" 0.13.27 ", "Den 0.13.27 gibt es nicht."),
        ("24.9.1826", "24.9.1826 liegt nicht zwischen den Jahren 2000 und 2199."),
        ("morgen", "Bitte ein Datum in der Form 24.09.2026 angeben."),
        ("24.9.026", "Bitte ein Datum in der Form 24.09.2026 angeben."),
        ("+1.1.2027", "Bitte ein Datum in der Form 24.09.2026 angeben."),
        ("20270131", "Bitte ein Datum in der Form 24.09.2026 angeben."),
    ],
)
def test_what_is_no_day_is_said_so_that_it_can_be_put_right(typed: str, sentence: str) -> None:
    with pytest.raises(NoDay) as refused:
        day_of(typed)

    assert no_day_sentence(words("de"), refused.value) == sentence


def test_days_are_read_as_people_write_them() -> None:
    assert [day_of(typed) for typed in ("31.1.2027", " 31. 01 .27", "2027-01-31")] == [date(2027, 1, 31)] * 3
    assert day_or_none("  ") is None
