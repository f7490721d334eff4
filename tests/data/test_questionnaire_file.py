"""A questionnaire file is read strictly, and every error names its place."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.questionnaire import (
    Band,
    Field,
    MeasureTemplate,
    Perspective,
    ScaleStep,
    Sector,
    Statement,
    Suggestion,
    Topic,
)
from content.said.sentences import Speech
from data.intake.said import said
from data.questionnaire_file import QuestionnaireError, load_questionnaire, parse_questionnaire, with_perspectives
from texts.words import words

GERMAN, ENGLISH = (Speech(words(language)) for language in ("de", "en"))
GERMAN_WORDS = r"\b(fehlt|wird|werden|erwartet|steht|stehen|höchstens|Zeile|Spalte|ist|länger|größer|unbekannt)\b|„"
MINIMAL = """\
id: klein
version: "1.0"
title: {de: Klein}
scale:
  - {code: A, value: 4, label: {de: Trifft zu}}
  - {code: B, value: 3, label: {de: Trifft eher zu}}
  - {code: C, value: 2, label: {de: Trifft eher nicht zu}}
  - {code: D, value: 1, label: {de: Trifft nicht zu}}
  - {code: E, value: null, label: {de: Keine Einschätzung möglich}}
sectors:
  - {id: verwaltung, title: {de: Verwaltung}}
fields:
  - id: steuerung
    title: {de: Steuerung}
    statements:
      - {id: "1.01", text: {de: Es gibt ein Leitbild.}}
"""

COMPLETE = (
    MINIMAL.replace(
        "  - {id: verwaltung, title: {de: Verwaltung}}\n",
        """\
  - id: verwaltung
    title: {de: Verwaltung, en: Administration}
    short: {de: Verw.}
    perspectives:
      - {id: fach, title: {de: Fachverwaltungen}, short: {de: Fachämter}, aliases: [Amt, 33], own_group: true}
""",
    )
    .replace(
        "fields:\n",
        """\
bands:
  - {below: 2.5, title: {de: am Anfang}, text: {de: Es geht los.}}
  - {title: {de: weit}}
questions:
  bedarf: [{de: Was fehlt.}]
fields:
""",
    )
    .replace(
        "    statements:\n",
        """\
    short: {de: Steuern}
    introduction: {de: Hier geht es um Ziele.}
    topics: [{id: leitbild, title: {de: Leitbild}}]
    assessments: [{de: Vieles beginnt erst.}, {de: Vieles trägt schon.}]
    measures: [{what: {de: Leitbild beschließen}, who: {de: Rat}, months: 6}]
    suggestions:
      bedarf: [{de: Zuständigkeit klären, en: Clarify who is in charge}]
      staerke:
    statements:
""",
    )
    .replace(
        '{id: "1.01", text: {de: Es gibt ein Leitbild.}}',
        '{id: "1.01", short: true, topic: leitbild, codes: ["G02Q01[SQ001]"], '
        "text: {de: Es gibt ein Leitbild., en: There is a mission statement.}, help: {de: Leitbild heißt Ziel.}, "
        "name: {de: Leitbild, en: Mission statement}}",
    )
)


def problems_of(text: str) -> tuple[str, ...]:
    with pytest.raises(QuestionnaireError) as error:
        parse_questionnaire(text)
    return in_german(error.value)


def in_german(error: QuestionnaireError) -> tuple[str, ...]:
    return tuple(map(GERMAN, error.problems))


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def test_required_parts_are_enough_and_the_rest_has_defaults() -> None:
    questionnaire = parse_questionnaire(MINIMAL)

    assert (questionnaire.id, questionnaire.version, questionnaire.title) == ("klein", "1.0", {"de": "Klein"})
    assert [(step.code, step.value) for step in questionnaire.scale] == [
        ("A", 4),
        ("B", 3),
        ("C", 2),
        ("D", 1),
        ("E", None),
    ]
    assert questionnaire.sectors == (Sector("verwaltung", {"de": "Verwaltung"}, {"de": "Verwaltung"}, ()),)
    assert questionnaire.fields == (
        Field(
            id="steuerung",
            title={"de": "Steuerung"},
            short={"de": "Steuerung"},
            statements=(
                Statement("1.01", {"de": "Es gibt ein Leitbild."}, short=False, topic=None, codes=(), help={}, name={}),
            ),
            topics=(),
            introduction={},
            assessments=(),
            suggestions={},
            measures=(),
        ),
    )
    assert questionnaire.bands == (
        Band(Fraction(2), {"de": "erste Schritte", "en": "first steps"}, {}),
        Band(Fraction(28, 10), {"de": "im Aufbau", "en": "taking shape"}, {}),
        Band(Fraction(34, 10), {"de": "auf gutem Weg", "en": "well on the way"}, {}),
        Band(None, {"de": "gut verankert", "en": "well established"}, {}),
    )
    assert questionnaire.short_form == ("1.01",)
    assert questionnaire.languages == ("de",)
    assert questionnaire.perspective_keys == ("sector:verwaltung", "ohne-angabe")


def test_optional_parts_are_read() -> None:
    questionnaire = parse_questionnaire(COMPLETE)

    assert questionnaire.scale[0] == ScaleStep("A", 4, {"de": "Trifft zu"})
    assert questionnaire.sectors[0].short == {"de": "Verw."}
    assert questionnaire.perspectives["fach"] == Perspective(
        "fach", {"de": "Fachverwaltungen"}, {"de": "Fachämter"}, ("Amt", "33"), own_group=True
    )
    assert questionnaire.bands == (
        Band(Fraction(5, 2), {"de": "am Anfang"}, {"de": "Es geht los."}),
        Band(None, {"de": "weit"}, {}),
    )
    field = questionnaire.field("steuerung")
    assert field.short == {"de": "Steuern"}
    assert field.topics == (Topic("leitbild", {"de": "Leitbild"}),)
    assert field.introduction == {"de": "Hier geht es um Ziele."}
    assert field.assessments == ({"de": "Vieles beginnt erst."}, {"de": "Vieles trägt schon."})
    assert field.measures == (MeasureTemplate({"de": "Leitbild beschließen"}, {"de": "Rat"}, 6),)
    assert questionnaire.questions == {"bedarf": ({"de": "Was fehlt."},)}
    assert field.suggestions == {
        "bedarf": (Suggestion({"de": "Zuständigkeit klären", "en": "Clarify who is in charge"}),),
        "staerke": (),
    }
    assert questionnaire.statements["1.01"] == Statement(
        id="1.01",
        text={"de": "Es gibt ein Leitbild.", "en": "There is a mission statement."},
        short=True,
        topic="leitbild",
        codes=("G02Q01[SQ001]",),
        help={"de": "Leitbild heißt Ziel."},
        name={"de": "Leitbild", "en": "Mission statement"},
    )
    assert questionnaire.languages == ("de", "en")


def test_texts_lose_line_breaks_and_empty_languages() -> None:
    text = changed(
        MINIMAL, "text: {de: Es gibt ein Leitbild.}", 'text: {de: "Es gibt\\n  ein Leitbild.", en: " ", fr: }'
    )

    assert parse_questionnaire(text).statements["1.01"].text == {"de": "Es gibt ein Leitbild."}


@pytest.mark.parametrize("version", ["1", "1.5"])
def test_version_may_stand_without_quotes(version: str) -> None:
    assert parse_questionnaire(changed(MINIMAL, '"1.0"', version)).version == version


WRONG_PLACES = {
    "id missing": ("id: klein\n", "", "id: fehlt"),
    "id empty": ("id: klein", 'id: " "', "id: fehlt"),
    "id with a blank": ("id: klein", "id: sehr klein", "id: „sehr klein“ enthält Leerzeichen, : oder /"),
    "id with a colon": ("id: klein", "id: a:b", "id: „a:b“ enthält Leerzeichen, : oder /"),
    "id with a slash": ("id: klein", "id: a/b", "id: „a/b“ enthält Leerzeichen, : oder /"),
    "version missing": ('version: "1.0"\n', "", "version: fehlt"),
    "title missing": ("title: {de: Klein}\n", "", "title: fehlt"),
    "title without language": ("title: {de: Klein}", "title: Klein", "title: Texte stehen nach Sprache, etwa {de: …}"),
    "title language no word": (
        "title: {de: Klein}",
        "title: {de: Klein, no: Liten}",  # YAML reads no as false
        "title: Texte stehen nach Sprache, etwa {de: …}",
    ),
    "title without German": ("title: {de: Klein}", "title: {en: Small}", "title: de fehlt"),
    "title a number": ("title: {de: Klein}", "title: {de: Klein, en: 7}", "title.en: ein Text wird erwartet"),
    "scale order": (
        "{code: A, value: 4,",
        "{code: A, value: 1,",
        "scale: genau A, B, C, D, E mit value 4, 3, 2, 1, null werden erwartet",
    ),
    "scale label": ("label: {de: Trifft eher zu}", "label: {en: Rather}", "scale[1].label: de fehlt"),
    "sector no entry": (
        "  - {id: verwaltung, title: {de: Verwaltung}}",
        "  - {id: verwaltung, title: {de: Verwaltung}}\n  - politik",
        "sectors[1]: ein Eintrag mit Feldern wird erwartet",
    ),
    "sector id": ("{id: verwaltung, title", "{title", "sectors[0].id: fehlt"),
    "sector title": ("title: {de: Verwaltung}", "name: Verwaltung", "sectors[0].title: fehlt"),
    "sector named like the merged group": (
        "{id: verwaltung,",
        "{id: uebrige,",
        "sectors[0].id: „uebrige“ ist schon der Name einer Gruppe",
    ),
    "sector named like the unstated": (
        "{id: verwaltung,",
        "{id: ohne-angabe,",
        "sectors[0].id: „ohne-angabe“ ist schon der Name einer Gruppe",
    ),
    "field id": ("  - id: steuerung\n    title", "  - title", "fields[0].id: fehlt"),
    "field title": ("title: {de: Steuerung}", "title: {en: Steering}", "fields[0].title: de fehlt"),
    "statement id unquoted": ('"1.01"', "1.10", "fields[0].statements[0].id: bitte in Anführungszeichen setzen"),
    "statement text": (
        "text: {de: Es gibt ein Leitbild.}",
        "text: {en: There is one.}",
        "fields[0].statements[0].text: de fehlt",
    ),
    "statement text missing": (
        ", text: {de: Es gibt ein Leitbild.}",
        "",
        "fields[0].statements[0].text: fehlt",
    ),
}
WRONG_OPTIONS = {
    "short of a sector": (
        "short: {de: Verw.}",
        "short: Verw.",
        "sectors[0].short: Texte stehen nach Sprache, etwa {de: …}",
    ),
    "perspective id": ("{id: fach, title", "{title", "sectors[0].perspectives[0].id: fehlt"),
    "perspective taken": (
        "id: fach,",
        "id: ohne-angabe,",
        "sectors[0].perspectives[0].id: ohne-angabe ist vergeben („Möchte ich nicht sagen“)",
    ),
    "perspective named like its sector": (
        "id: fach,",
        "id: verwaltung,",
        "sectors[0].perspectives[0].id: „verwaltung“ ist schon der Name einer Gruppe",
    ),
    "perspective named like the merged group": (
        "id: fach,",
        "id: uebrige,",
        "sectors[0].perspectives[0].id: „uebrige“ ist schon der Name einer Gruppe",
    ),
    "aliases": ("aliases: [Amt, 33]", "aliases: Amt", "sectors[0].perspectives[0].aliases: eine Liste wird erwartet"),
    "own group": (
        "own_group: true",
        "own_group: ja",
        "sectors[0].perspectives[0].own_group: true oder false wird erwartet",
    ),
    "perspectives no list": (
        "    perspectives:\n      - {id",
        "    perspectives:\n      eine: {id",
        "sectors[0].perspectives: eine Liste mit mindestens einem Eintrag wird erwartet",
    ),
    "band limit a word": ("below: 2.5", "below: viel", "bands[0].below: eine Zahl wird erwartet"),
    "band limit no number": ("below: 2.5", "below: .nan", "bands[0].below: eine Zahl wird erwartet"),
    "band limit endless": ("below: 2.5", "below: .inf", "bands[0].below: eine Zahl wird erwartet"),
    "band last with limit": (
        "{title: {de: weit}}",
        "{below: 3, title: {de: weit}}",
        "bands: below muss von Stufe zu Stufe steigen; nur die letzte steht ohne below",
    ),
    "topic title": (
        "{id: leitbild, title: {de: Leitbild}}",
        "{id: leitbild}",
        "fields[0].topics[0].title: fehlt",
    ),
    "topic twice": (
        "topics: [{id: leitbild, title: {de: Leitbild}}]",
        "topics: [{id: leitbild, title: {de: Leitbild}}, {id: leitbild, title: {de: Ziele}}]",
        "fields[0].topics: id „leitbild“ steht doppelt",
    ),
    "topic unknown": (
        "topic: leitbild,",
        "topic: ziele,",
        "fields[0].statements[0].topic: „ziele“ steht nicht in fields[0].topics",
    ),
    "name of a statement too long": (
        "name: {de: Leitbild, en: Mission statement}",
        f"name: {{de: {'x' * 27}, en: {'x' * 28}}}",
        "fields[0].statements[0].name.en: länger als 27 Zeichen",
    ),
    "name of a statement in no language": (
        "name: {de: Leitbild, en: Mission statement}",
        "name: Leitbild",
        "fields[0].statements[0].name: Texte stehen nach Sprache, etwa {de: …}",
    ),
    "name of a statement not in German": (
        "name: {de: Leitbild, en: Mission statement}",
        "name: {en: Mission statement}",
        "fields[0].statements[0].name: de fehlt",
    ),
    "suggestions of no pattern": (
        "      staerke:\n",
        "      super:\n",
        "fields[0].suggestions.super: unbekannt; "
        "möglich sind staerke, bedarf, auseinander, geteilt, kaum_einschaetzbar",
    ),
    "suggestions no list": (
        "      staerke:\n",
        "      staerke: {de: Weiter so}\n",
        "fields[0].suggestions.staerke: eine Liste wird erwartet",
    ),
    "suggestion without German": (
        "{de: Zuständigkeit klären, en: Clarify who is in charge}",
        "{en: Clarify who is in charge}",
        "fields[0].suggestions.bedarf[0]: de fehlt",
    ),
    "assessments do not fit the bands": (
        "{de: Vieles beginnt erst.}, ",
        "",
        "fields[0].assessments: 2 Texte werden erwartet, einer je Einschätzung",
    ),
    "assessments no list": (
        "[{de: Vieles beginnt erst.}, {de: Vieles trägt schon.}]",
        "{de: Vieles beginnt erst.}",
        "fields[0].assessments: eine Liste wird erwartet",
    ),
    "measure without months": (
        ", months: 6}",
        "}",
        "fields[0].measures[0].months: eine ganze Zahl von 1 bis 60 wird erwartet",
    ),
    "measure without what": (
        "what: {de: Leitbild beschließen}, ",
        "",
        "fields[0].measures[0].what: fehlt",
    ),
    "suggestion that fits no statement": (
        "en: Clarify who is in charge}",
        'en: Clarify who is in charge, for: ["1.01", "9.99"]}',
        "fields[0].suggestions.bedarf[0].for: „9.99“ ist keine Aussage dieses Fragebogens",
    ),
    "suggestion that fits a number": (
        "en: Clarify who is in charge}",
        "en: Clarify who is in charge, for: [1.01]}",
        "fields[0].suggestions.bedarf[0].for[0]: bitte in Anführungszeichen setzen",
    ),
    "suggestion that fits no list": (
        "en: Clarify who is in charge}",
        'en: Clarify who is in charge, for: "1.01"}',
        "fields[0].suggestions.bedarf[0].for: eine Liste wird erwartet",
    ),
    "suggestion that fits no topic": (
        "en: Clarify who is in charge}",
        "en: Clarify who is in charge, topics: [wohnen]}",
        "fields[0].suggestions.bedarf[0].topics: „wohnen“ steht nicht in fields[0].topics",
    ),
    "suggestion in no language": (
        "{de: Zuständigkeit klären, en: Clarify who is in charge}",
        "Zuständigkeit klären",
        "fields[0].suggestions.bedarf[0]: Texte stehen nach Sprache, etwa {de: …}",
    ),
    "measure that fits no statement": (
        ", months: 6}",
        ', months: 6, for: ["2.01"]}',
        "fields[0].measures[0].for: „2.01“ ist keine Aussage dieses Fragebogens",
    ),
    "measure that fits no topic": (
        ", months: 6}",
        ", months: 6, topics: [wohnen]}",
        "fields[0].measures[0].topics: „wohnen“ steht nicht in fields[0].topics",
    ),
    "measure decided by nobody": (
        ", months: 6}",
        ", months: 6, decides: Rat}",
        "fields[0].measures[0].decides: unbekannt; möglich sind administration, committee, council, district, other",
    ),
    "measure of no class of cost": (
        ", months: 6}",
        ", months: 6, cost: 500}",
        "fields[0].measures[0].cost: unbekannt; möglich sind none, small, medium, large",
    ),
    "first step of a measure not in German": (
        ", months: 6}",
        ", months: 6, first_step: {en: Meet}}",
        "fields[0].measures[0].first_step: de fehlt",
    ),
    "how a measure is noticed in no language": (
        ", months: 6}",
        ", months: 6, noticed: Mehr kommen}",
        "fields[0].measures[0].noticed: Texte stehen nach Sprache, etwa {de: …}",
    ),
    "risk of a measure in no language": (
        ", months: 6}",
        ", months: 6, risk: [Zeit]}",
        "fields[0].measures[0].risk: Texte stehen nach Sprache, etwa {de: …}",
    ),
    "questions of no pattern": (
        "  bedarf: [{de: Was fehlt.}]",
        "  mangel: [{de: Was fehlt.}]",
        "questions.mangel: unbekannt; möglich sind staerke, bedarf, auseinander, geteilt, kaum_einschaetzbar",
    ),
    "questions no patterns": (
        "  bedarf: [{de: Was fehlt.}]",
        "  [{de: Was fehlt.}]",
        "questions: Muster mit Texten werden erwartet",
    ),
    "short no truth": (
        "short: true",
        "short: vielleicht",
        "fields[0].statements[0].short: true oder false wird erwartet",
    ),
    "codes no list": (
        'codes: ["G02Q01[SQ001]"]',
        "codes: G02Q01",
        "fields[0].statements[0].codes: eine Liste wird erwartet",
    ),
    "help without German": (
        "help: {de: Leitbild heißt Ziel.}",
        "help: {en: Goal.}",
        "fields[0].statements[0].help: de fehlt",
    ),
}


@pytest.mark.parametrize(("old", "new", "problem"), WRONG_PLACES.values(), ids=WRONG_PLACES)
def test_error_in_a_required_part_names_its_place(old: str, new: str, problem: str) -> None:
    assert problems_of(changed(MINIMAL, old, new)) == (problem,)


@pytest.mark.parametrize(("old", "new", "problem"), WRONG_OPTIONS.values(), ids=WRONG_OPTIONS)
def test_error_in_an_optional_part_names_its_place(old: str, new: str, problem: str) -> None:
    assert problem in problems_of(changed(COMPLETE, old, new))


def test_suggestion_and_template_say_what_they_fit_and_what_a_measure_takes() -> None:
    details = "decides: council, cost: small, first_step: {de: Fragen}, noticed: {de: Es hängt}, risk: {de: Zeit}"
    text = changed(COMPLETE, "en: Clarify who is in charge}", 'en: Clarify who is in charge, for: ["1.01"]}')
    text = changed(text, ", months: 6}", f", months: 6, topics: [leitbild], {details}}}")

    field = parse_questionnaire(text).field("steuerung")

    (suggestion,) = field.suggestions["bedarf"]
    assert (suggestion.text["en"], suggestion.fits) == ("Clarify who is in charge", ("1.01",))
    assert field.measures == (
        MeasureTemplate(
            {"de": "Leitbild beschließen"},
            {"de": "Rat"},
            6,
            first_step={"de": "Fragen"},
            decides="council",
            cost="small",
            noticed={"de": "Es hängt"},
            risk={"de": "Zeit"},
            topics=("leitbild",),
        ),
    )


@pytest.mark.parametrize("part", ["scale", "sectors", "fields"])
def test_list_that_is_missing_is_named(part: str) -> None:
    text = changed(MINIMAL, f"\n{part}:\n", f"\nanders_{part}:\n")

    assert problems_of(text) == (f"{part}: eine Liste mit mindestens einem Eintrag wird erwartet",)


def test_problem_far_inside_counts_from_zero() -> None:
    more = """\
  - id: zwei
    title: {de: Zwei}
    statements:
      - {id: "2.01", text: {de: Erste.}}
      - {id: "2.02", text: {en: Second.}}
"""

    assert problems_of(MINIMAL + more) == ("fields[1].statements[1].text: de fehlt",)


def test_all_problems_are_told_at_once() -> None:
    text = changed(changed(MINIMAL, "title: {de: Klein}\n", ""), "title: {de: Verwaltung}", "title: {}")

    assert problems_of(text) == ("title: fehlt", "sectors[0].title: de fehlt")


def test_ids_are_unique_within_their_kind() -> None:
    text = MINIMAL.replace("sectors:\n", "sectors:\n  - {id: verwaltung, title: {de: Noch eine}}\n") + (
        '      - {id: "1.01", text: {de: Noch eine.}}\n'
        "  - id: steuerung\n    title: {de: Noch eins}\n"
        '    statements: [{id: "1.02", text: {de: Zweite.}}]\n'
    )

    assert problems_of(text) == (
        "fields: id „steuerung“ steht doppelt",
        "sectors: id „verwaltung“ steht doppelt",
        "statements: id „1.01“ steht doppelt",
    )


def test_perspective_may_not_be_named_like_another_one_or_another_sector() -> None:
    sectors = """\
  - {id: verwaltung, title: {de: Verwaltung}, perspectives: [{id: fach, title: {de: Fach}}]}
  - id: politik
    title: {de: Politik}
    perspectives: [{id: fach, title: {de: Rat}}, {id: verwaltung, title: {de: Spitze}}]
"""

    text = changed(MINIMAL, "  - {id: verwaltung, title: {de: Verwaltung}}\n", sectors)

    assert problems_of(text) == (
        "perspectives: id „fach“ steht doppelt",
        "sectors[1].perspectives[1].id: „verwaltung“ ist schon der Name einer Gruppe",
    )


def test_perspective_may_be_named_like_its_own_sector_if_it_is_no_group_apart() -> None:
    text = changed(COMPLETE, "id: fach,", "id: verwaltung,").replace("own_group: true", "own_group: false")

    assert list(parse_questionnaire(text).perspectives) == ["verwaltung"]


@pytest.mark.parametrize("text", ["", "nur ein Satz", "- eine\n- Liste\n", "42"])
def test_text_that_is_no_questionnaire_is_refused(text: str) -> None:
    assert problems_of(text) == ("Die Datei enthält keinen Fragebogen: oben werden id, version, title … erwartet.",)


def test_broken_yaml_names_line_and_column() -> None:
    text = changed(MINIMAL, "title: {de: Klein}", "title: {de: Klein")

    assert problems_of(text) == ("Zeile 4, Spalte 6: Das ist kein gültiges YAML (Einrückung, Doppelpunkte?).",)


def test_key_that_stands_twice_is_refused() -> None:
    text = changed(MINIMAL, "title: {de: Klein}", "title: {de: Klein, en: Small, de: Groß}")

    assert problems_of(text) == ("Zeile 3, Spalte 8: „de“ steht doppelt.",)


def test_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ['a: &a ["x", "x", "x", "x", "x", "x", "x", "x", "x"]']
    lines += [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise("abcdefghi")]

    assert problems_of("\n".join(lines)) == ("Zeile 2, Spalte 8: Verweise (*name) sind nicht erlaubt.",)


@pytest.mark.parametrize(
    "value",
    [
        "!!bool vielleicht",
        "!!int ''",
        "!!timestamp morgen",
        "!!python/object/apply:os.system [echo]",
        "[",
        '"\x07"',
    ],
    ids=["bool", "int", "timestamp", "python", "open", "control"],
)
def test_value_that_yaml_cannot_build_is_a_problem_and_no_crash(value: str) -> None:
    problems = problems_of(f"id: {value}\n")

    assert len(problems) == 1
    assert problems[0].endswith("Das ist kein gültiges YAML (Einrückung, Doppelpunkte?).")


@pytest.mark.parametrize(
    "value", ["2026-01-01", "2026-13-45", "1:30", "1" + ":1" * 90, "0b1", "0x1F", "1_000", "1e9", ".inf", "=", "<<"]
)
def test_other_forms_of_yaml_are_read_as_they_are_written(value: str) -> None:
    assert parse_questionnaire(changed(MINIMAL, 'version: "1.0"', f"version: {value}")).version == value


TOO_DEEP = "Hier sind mehr als 12 Ebenen ineinander geschachtelt."
TOO_MANY = "Der Fragebogen hat mehr als 30.000 Einträge."
SAME_KEY = "".join(f"k{n}: a\n" for n in range(12_000)) + "k11999: b\n"
HOSTILE = {
    "base of sixty": ("id: 1" + ":1" * 900_000, "Zeile 1, Spalte 5: Dieser Wert ist länger als 10.000 Zeichen."),
    "base of sixty, tagged": (
        "id: !!int 1" + ":1" * 4_000,
        "Zeile 1, Spalte 5: Das ist kein gültiges YAML (Einrückung, Doppelpunkte?).",
    ),
    "deep lists": ("id: " + "[" * 900, f"Zeile 1, Spalte 17: {TOO_DEEP}"),
    "deeper lists than libyaml reads": (
        "id: " + "[" * 900_000,
        "Zeile 1, Spalte 1004: Das ist kein gültiges YAML (Einrückung, Doppelpunkte?).",
    ),
    "deep entries": ("".join(" " * n + "a:\n" for n in range(1_000)), f"Zeile 13, Spalte 13: {TOO_DEEP}"),
    "deep keys": ("? " * 500_000, f"Zeile 1, Spalte 27: {TOO_DEEP}"),
    "many entries": ("- a\n" * 400_000, f"Zeile 30000, Spalte 3: {TOO_MANY}"),
    "many entries in a line": ("[" + "a," * 900_000, f"Zeile 1, Spalte 60000: {TOO_MANY}"),
    "the same key again": (SAME_KEY, "Zeile 1, Spalte 1: „k11999“ steht doppelt."),
    "too long": ("#" * 2_000_001, "Der Fragebogen ist größer als 2\u00a0MB."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_questionnaire_built_to_be_slow_is_refused_where_it_begins_to_be(name: str) -> None:
    text, sentence = HOSTILE[name]

    assert problems_of(text) == (sentence,)


NEXT = "\n      - "


def test_lists_have_their_limits() -> None:
    statement = '{id: "1.01", text: {de: Es gibt ein Leitbild.}}'
    many = NEXT.join(f'{{id: "s{n}", text: {{de: Satz {n}.}}}}' for n in range(301))
    languages = ", ".join(f"l{n}: x" for n in range(31))

    assert problems_of(changed(MINIMAL, statement, many)) == (
        "fields[0].statements: höchstens 300 Einträge sind möglich, hier stehen 301",
    )
    assert problems_of(changed(MINIMAL, "title: {de: Klein}", f"title: {{de: Klein, {languages}}}")) == (
        "title: höchstens 30 Sprachen sind möglich",
    )
    assert problems_of(changed(MINIMAL, "title: {de: Klein}", f"title: {{de: {'x' * 5_001}}}")) == (
        "title.de: länger als 5000 Zeichen",
    )
    assert problems_of(changed(MINIMAL, "id: klein", f"id: {'x' * 201}")) == ("id: länger als 200 Zeichen",)


def test_name_of_a_statement_may_have_27_characters() -> None:
    name = "Ämter arbeiten gut zusammen"
    text = changed(COMPLETE, "name: {de: Leitbild, en", f"name: {{de: {name}, en")

    assert len(name) == 27
    assert parse_questionnaire(text).statements["1.01"].name["de"] == name


def test_of_many_problems_fifty_are_said_and_the_others_counted() -> None:
    statement = '{id: "1.01", text: {de: Es gibt ein Leitbild.}}'
    wrong = NEXT.join("{text: {de: Ohne Nummer.}}" for _ in range(250))

    problems = problems_of(changed(MINIMAL, statement, wrong))

    assert (len(problems), problems[0], problems[-1]) == (51, "fields[0].statements[0].id: fehlt", "und 200 weitere")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "fragen.yaml"
        path.write_bytes(content)
        return path

    return write


def test_file_with_a_byte_order_mark_is_read(written: Callable[[bytes], Path]) -> None:
    assert load_questionnaire(written(MINIMAL.encode("utf-8-sig"))).id == "klein"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_file_in_another_encoding_is_refused(written: Callable[[bytes], Path], encoding: str) -> None:
    with pytest.raises(QuestionnaireError) as error:
        load_questionnaire(written(MINIMAL.encode(encoding)))

    assert in_german(error.value) == ("fragen.yaml: Die Datei ist nicht in UTF-8 gespeichert.",)


def test_file_over_two_megabytes_is_refused_unread(written: Callable[[bytes], Path]) -> None:
    with pytest.raises(QuestionnaireError) as error:
        load_questionnaire(written(b"#" * 2_000_001))

    assert in_german(error.value) == ("fragen.yaml: Die Datei ist größer als 2\u00a0MB.",)


@pytest.mark.parametrize(
    ("name", "why"), [("fehlt.yaml", "Diese Datei gibt es nicht."), (".", "Die Datei lässt sich nicht lesen.")]
)
def test_file_that_cannot_be_read_is_a_problem(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(QuestionnaireError) as error:
        load_questionnaire(tmp_path / name)

    assert in_german(error.value) == (f"{(tmp_path / name).name}: {why}",)


def test_error_reads_as_its_problems() -> None:
    error = QuestionnaireError((said("missing", place="title"), said("missing", place="id")))

    assert in_german(error) == ("title: fehlt", "id: fehlt")
    assert str(error).splitlines() == [str(said("missing", place="title")), str(said("missing", place="id"))]


BROKEN = {
    **{name: changed(MINIMAL, old, new) for name, (old, new, _) in WRONG_PLACES.items()},
    **{name: changed(COMPLETE, old, new) for name, (old, new, _) in WRONG_OPTIONS.items()},
    **{name: text for name, (text, _) in HOSTILE.items()},
    "no questionnaire": "nur ein Satz",
    "alias": "a: &a [x]\nb: *a",
}


@pytest.mark.parametrize("name", BROKEN)
def test_in_english_problems_have_no_german_sentence(name: str) -> None:
    with pytest.raises(QuestionnaireError) as error:
        parse_questionnaire(BROKEN[name])

    english = tuple(map(ENGLISH, error.value.problems))

    assert not set(english) & set(in_german(error.value))
    assert not any(re.search(GERMAN_WORDS, one) for one in english)


def test_with_perspectives_keeps_what_is_there_and_names_what_is_new():
    text = (Path(__file__).resolve().parents[2] / "questionnaire.yaml").read_text(encoding="utf-8")

    changed = parse_questionnaire(with_perspectives(text, {"verwaltung": ["Fachverwaltungen *", "Büro für Städtebau"]}))

    before = parse_questionnaire(text)
    first, second = changed.sectors[0].perspectives
    assert first == replace(before.perspectives["fachverwaltung"], own_group=True)
    assert (second.id, dict(second.title), second.own_group) == (
        "buero-fuer-staedtebau",
        {"de": "Büro für Städtebau"},
        False,
    )
    assert changed.sectors[1:] == before.sectors[1:]
    assert changed.fields == before.fields


def test_with_perspectives_keeps_the_names_of_statements() -> None:
    text = with_perspectives(COMPLETE, {"verwaltung": ["Bauhof"]})

    assert parse_questionnaire(text).statements == parse_questionnaire(COMPLETE).statements


def test_with_perspectives_gives_new_ones_ids_that_are_free():
    text = (Path(__file__).resolve().parents[2] / "questionnaire.yaml").read_text(encoding="utf-8")

    changed = parse_questionnaire(with_perspectives(text, {"verwaltung": ["Politik", "Betriebe!", "!!!"]}))

    assert [one.id for one in changed.sectors[0].perspectives] == ["politik-2", "betriebe-2", "perspektive"]
