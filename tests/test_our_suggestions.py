"""Our own Anregungen and templates: each statement of the Kurzform has its own, the doers are spread, no sentence is
long."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from analysis.action_plan import LONGEST_DETAIL, LONGEST_WHAT, LONGEST_WHO
from analysis.fitting import fits, fitting_templates, suggestions_for
from analysis.questionnaire import MeasureTemplate, Questionnaire, Suggestion
from content.ideas import idea_of
from data.questionnaire_file import PATTERNS, load_questionnaire

MOST_WORDS = 20
FEWEST_SHOWN = 2
SOON = 3
"""Months."""
LANGUAGES = ("de", "en")
SIMPLE = "de-x-einfach"
SIMPLE_WORDS = range(20, 56)
ROOT = Path(__file__).parents[1]
ASKED = load_questionnaire(ROOT / "questionnaire.yaml")

SUGGESTIONS = [one for field in ASKED.fields for found in field.suggestions.values() for one in found]
TEMPLATES = [one for field in ASKED.fields for one in field.measures]


def _desks_in_simple_german() -> list[list[str]]:
    """Rows of the glossary: German, Einfache Sprache, how it is explained."""
    table = (ROOT / "docs/glossary.md").read_text("utf-8").split("## Stellen in Einfacher Sprache")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [[cell if cell != "–" else "" for cell in row] for row in rows[2:]]


IN_SIMPLE_GERMAN = _desks_in_simple_german()

NAMED = {
    "antisemitism": ("1.01", "2.06", "3.29", "7.01"),
    "anti-roma racism|sinti and roma": ("1.01", "3.29", "7.01"),
    "anti-muslim": ("3.29", "7.01"),
}
"""What an Anregung or a template for these statements names in English."""


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?…])\s+(?=[A-ZÄÖÜ„“])", re.sub(r"\s*\([^()]*\)\.$", ".", text))


def _desks(who: str) -> set[str]:
    """Those named in words such as "Amt mit dem Beirat", each by its stem, so that "Fachämtern" is a "Fachamt"."""
    names = re.findall(r"\b[A-ZÄÖÜ][\w*-]+", who)
    bare = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})
    return {re.sub(r"(\*innen|innen|ern|er|en|e|n|s)$", "", name.casefold().translate(bare)) for name in names}


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(desk for text in texts for desk in _desks(text))


@pytest.mark.parametrize("statement", ASKED.short_form)
def test_kurzform_statement_has_an_idea_for_a_need_and_a_template(statement: str) -> None:
    field = ASKED.field(ASKED.field_of[statement])

    assert fits(field, suggestions_for(ASKED, statement, "bedarf")[0], statement)
    assert any(statement in one.fits for one in field.suggestions["bedarf"])
    assert any(statement in one.fits for one in field.measures)
    assert fitting_templates(ASKED, statement)


@pytest.mark.parametrize("statement", ASKED.statements)
def test_every_statement_has_an_idea_for_a_need_and_a_template(statement: str) -> None:
    field = ASKED.field(ASKED.field_of[statement])

    assert any(fits(field, one, statement) for one in field.suggestions["bedarf"])
    assert fitting_templates(ASKED, statement)


@pytest.mark.parametrize("topic", [topic.id for topic in ASKED.field("teilhabe").topics])
def test_each_topic_of_teilhabe_has_an_idea_of_its_own_and_a_template(topic: str) -> None:
    field = ASKED.field("teilhabe")

    assert len([one for one in field.suggestions["bedarf"] if one.topics == (topic,)]) == 1
    assert len([one for one in field.measures if one.topics == (topic,)]) == 1


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_statement_brings_something_to_talk_about(pattern: str) -> None:
    few = [one for one in ASKED.statements if len(suggestions_for(ASKED, one, pattern)) < FEWEST_SHOWN]

    assert few == []


def test_no_desk_does_it_all() -> None:
    for counted, all_of_them in (
        (_counted(idea_of(one.text["de"]).who for one in SUGGESTIONS), SUGGESTIONS),
        (_counted(one.who["de"] for one in TEMPLATES), TEMPLATES),
    ):
        assert {desk: n for desk, n in counted.items() if n * 5 > len(all_of_them)} == {}
        for desk in ("auslanderbehord", "krei", "landkrei", "jobcent", "volkshochschul"):
            assert counted[desk], desk


def test_desks_are_told_apart_in_the_brackets() -> None:
    assert _desks("Ausländerbehörde von Kreis oder Stadt mit den Fachämtern") == {
        "auslanderbehord",
        "krei",
        "stadt",
        "fachamt",
    }


@pytest.mark.parametrize("one", SUGGESTIONS, ids=lambda one: one.text["de"][:40])
def test_sentences_of_an_idea_are_short(one: Suggestion) -> None:
    for language in LANGUAGES:
        assert max(len(sentence.split()) for sentence in _sentences(one.text[language])) <= MOST_WORDS


@pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: one.what["de"][:40])
def test_template_says_all_that_a_measure_takes(one: MeasureTemplate) -> None:
    assert one.decides and one.cost
    for language in LANGUAGES:
        assert len(one.what[language]) <= LONGEST_WHAT and len(one.who[language]) <= LONGEST_WHO
        for text in (one.first_step, one.noticed, one.risk):
            assert len(text[language]) <= LONGEST_DETAIL and text[language][-1] in ".?"
            assert max(len(sentence.split()) for sentence in _sentences(text[language])) <= MOST_WORDS


def test_half_of_the_templates_are_seen_within_three_months() -> None:
    soon = [one for one in TEMPLATES if one.months <= SOON]

    assert len(soon) * 2 >= len(TEMPLATES)


def test_nothing_fits_a_statement_that_is_not_there() -> None:
    named = {name for one in (*SUGGESTIONS, *TEMPLATES) for name in one.fits}

    assert named <= set(ASKED.statements)


@pytest.mark.parametrize("hatred", NAMED)
def test_hatred_is_named_where_it_belongs(hatred: str) -> None:
    for statement in NAMED[hatred]:
        field = ASKED.field(ASKED.field_of[statement])
        said = [one.text["en"] for one in field.suggestions["bedarf"] if statement in one.fits]
        said += [one.what["en"] for one in field.measures if statement in one.fits]
        assert any(re.search(hatred, text, re.IGNORECASE) for text in said), statement


def test_lived_experience_is_paid_in_every_field() -> None:
    paid = re.compile(r"\b(pay|paid|fee|fees)\b", re.IGNORECASE)

    assert [field.id for field in ASKED.fields if not _is_said(paid, field.id, ASKED)] == []


def test_stance_has_a_template_with_its_legal_limits() -> None:
    (stance,) = (one for one in ASKED.field("kommunikation").measures if one.fits[0] == "7.01")

    said = f"{stance.first_step['de']} {stance.risk['de']}"
    assert all(word in said for word in ("Sachlichkeit", "Neutralität", "vor Wahlen"))


def _is_said(words: re.Pattern[str], field_id: str, asked: Questionnaire) -> bool:
    found = asked.field(field_id).suggestions.values()
    return any(words.search(one.text["en"]) for ideas in found for one in ideas)


def _who_in_simple_german(text: str) -> str:
    return re.split(r" Das mach(?:t|en) meist: ", text)[1].casefold().replace("-", "")


def _names(who: str, desk: str) -> bool:
    """Whether Einfache Sprache names it in any case: as the glossary calls it, else as it is called in German."""
    called = next((simple for german, simple, _ in IN_SIMPLE_GERMAN if desk.startswith(german)), desk)
    words = re.findall(r"\w{3,}", re.sub(r"\*in(nen)?$", "", called).casefold().replace("-", ""))
    return all(word[: max(3, len(word) - 2)] in who for word in words if word not in ("das", "die", "oder"))


@pytest.mark.parametrize("one", SUGGESTIONS, ids=lambda one: one.text["de"][:40])
def test_idea_in_simple_german_names_those_who_do_it_in_german(one: Suggestion) -> None:
    said = one.text[SIMPLE]
    who = _who_in_simple_german(said)
    desks = re.findall(r"\b[A-ZÄÖÜ][\w*-]+", idea_of(one.text["de"]).who)

    assert len(said.split()) in SIMPLE_WORDS
    assert said.endswith(".") and said.count("meist:") == 1
    assert desks and [desk for desk in desks if not _names(who, desk)] == []


def test_another_desk_would_be_found() -> None:
    assert _names("das zuständige amt mit vereinen und gruppen von eingewanderten", "Migrant*innenorganisationen")
    assert not _names("das zuständige amt mit dem landkreis", "Kämmerei")
    assert not _names("das sportamt mit den vereinen", "Migrant*innenorganisationen")


@pytest.mark.parametrize("row", [row for row in IN_SIMPLE_GERMAN if row[2]], ids=lambda row: row[0])
def test_hard_word_for_a_desk_is_explained_in_each_idea(row: list[str]) -> None:
    _, word, explained = row
    found = [one.text[SIMPLE] for one in SUGGESTIONS if word in one.text[SIMPLE]]

    assert found
    assert [text for text in found if explained not in text] == []


def test_ideas_in_simple_german_speak_to_the_reader() -> None:
    texts = [one.text[SIMPLE] for one in SUGGESTIONS]

    assert [text for text in texts if re.search(r"\bman\b|\bz\. ?B\.|\betwa\b|\bbzw\b", text)] == []
    assert len({" ".join(text.split()[:6]).casefold() for text in texts}) == len(texts)
