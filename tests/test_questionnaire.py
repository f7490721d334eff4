"""Our own questionnaire keeps the rules that make its answers readable."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.questionnaire import ANSWERS, UNSTATED, Questionnaire, Statement
from data.questionnaire_file import load_questionnaire

MOST_WORDS = 20
LONGEST_SHORT_TITLE = 16
LANGUAGES = ("de", "en")

TOPICS_IN_THE_LANGFORM = {
    "steuerung": 14,
    "oeffnung": 14,
    "teilhabe": 30,
    "arbeit": 12,
    "beteiligung": 13,
    "zusammenhalt": 12,
    "kommunikation": 13,
}
KURZFORM = {
    "steuerung": ("1.01", "1.02", "1.06"),
    "oeffnung": ("2.01", "2.06", "2.08"),
    "teilhabe": ("3.01", "3.06", "3.13"),
    "arbeit": ("4.01", "4.03", "4.04"),
    "beteiligung": ("5.01", "5.03", "5.04"),
    "zusammenhalt": ("6.01", "6.02", "6.08"),
    "kommunikation": ("7.01", "7.02", "7.06"),
}

NEGATION = {
    "de": re.compile(
        r"\b(kein\w*|nicht\w*|nie|niemals|niemand\w*|ohne|weder|kaum"
        r"|un(?!d\b|s\b|ser|ter|gefähr|iversit)\w+|\w+los(?:e[nmrs]?)?)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(no|not|never|nobody|none|neither|nor|without|hardly|lack\w*|\w+n't"
        r"|un(?!der|til|ion|it|ivers)\w+|in(?:dependent|sufficient)\w*|\w+less)\b",
        re.IGNORECASE,
    ),
}
JUDGEMENT = re.compile(r"anonym|ranking|benchmark|schlecht|wissenslücke|\bnoten?\b|platzierung", re.IGNORECASE)


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load_questionnaire(Path(__file__).parents[1] / "questionnaire.yaml")


def _wordings(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """Statement id, language and text of every statement."""
    for statement in questionnaire.statements.values():
        for language in LANGUAGES:
            yield statement.id, language, statement.text[language]


def _screen_texts(questionnaire: Questionnaire) -> Iterator[dict[str, str]]:
    """Every text of the questionnaire that a person may read."""
    yield dict(questionnaire.title)
    for step in questionnaire.scale:
        yield dict(step.label)
    for sector in questionnaire.sectors:
        yield from (dict(sector.title), dict(sector.short))
        for perspective in sector.perspectives:
            yield from (dict(perspective.title), dict(perspective.short))
    for band in questionnaire.bands:
        yield from (dict(band.title), dict(band.text))
    for field in questionnaire.fields:
        yield from (dict(field.title), dict(field.short))
        yield from (dict(topic.title) for topic in field.topics)
        yield from (dict(text) for texts in field.suggestions.values() for text in texts)
        for statement in field.statements:
            yield from (dict(statement.text), dict(statement.help))


def test_statements_stand_in_seven_fields_and_number_their_topic_in_the_langform(questionnaire: Questionnaire) -> None:
    assert [field.id for field in questionnaire.fields] == list(TOPICS_IN_THE_LANGFORM)

    for number, field in enumerate(questionnaire.fields, start=1):
        numbers = [statement.id.split(".") for statement in field.statements]
        assert {prefix for prefix, _ in numbers} == {str(number)}
        assert all(re.fullmatch(r"\d\d", position) for _, position in numbers)
        positions = [int(position) for _, position in numbers]
        assert positions == sorted(set(positions))
        assert positions[0] >= 1
        assert positions[-1] <= TOPICS_IN_THE_LANGFORM[field.id]


def test_kurzform_takes_three_statements_from_each_field(questionnaire: Questionnaire) -> None:
    marked = {
        field.id: tuple(statement.id for statement in field.statements if statement.short)
        for field in questionnaire.fields
    }

    assert marked == KURZFORM


def test_statement_is_one_sentence_of_at_most_twenty_words(questionnaire: Questionnaire) -> None:
    for identifier, language, text in _wordings(questionnaire):
        assert len(text.split()) <= MOST_WORDS, (identifier, language)
        assert text.endswith("."), (identifier, language)
        assert not re.search(r"[.!?;:](?!$)", text), (identifier, language)


def test_statement_is_worded_without_negation(questionnaire: Questionnaire) -> None:
    found = {
        (identifier, language): match.group()
        for identifier, language, text in _wordings(questionnaire)
        if (match := NEGATION[language].search(text))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Es gibt keine Strategie."),
        ("de", "Eine unabhängige Stelle berät."),
        ("de", "Der Zugang gelingt mühelos."),
        ("en", "There is no strategy."),
        ("en", "An independent office advises."),
    ],
)
def test_negation_is_recognised(language: str, text: str) -> None:
    assert NEGATION[language].search(text)


@pytest.mark.parametrize("text", ["Unsere Kommune und unser Rat unterstützen Unternehmen.", "Die Universität bei uns."])
def test_ordinary_words_are_no_negation(text: str) -> None:
    assert not NEGATION["de"].search(text)


def test_statements_are_all_different(questionnaire: Questionnaire) -> None:
    for language in LANGUAGES:
        texts = [text.casefold() for _, spoken, text in _wordings(questionnaire) if spoken == language]
        assert len(set(texts)) == len(texts)


def test_every_statement_has_a_help_sentence(questionnaire: Questionnaire) -> None:
    def explained(statement: Statement) -> bool:
        return all(statement.help.get(language, "").endswith(".") for language in LANGUAGES)

    assert [s.id for s in questionnaire.statements.values() if not explained(s)] == []


def test_every_text_is_there_in_german_and_english(questionnaire: Questionnaire) -> None:
    for text in _screen_texts(questionnaire):
        assert set(LANGUAGES) <= set(text), text
        assert all(text.values()), text


def test_short_titles_fit_an_axis(questionnaire: Questionnaire) -> None:
    shorts = [field.short for field in questionnaire.fields]
    shorts += [sector.short for sector in questionnaire.sectors]
    shorts += [perspective.short for perspective in questionnaire.perspectives.values()]

    too_long = [
        short[language] for short in shorts for language in LANGUAGES if len(short[language]) > LONGEST_SHORT_TITLE
    ]
    assert too_long == []


def test_no_two_groups_can_be_taken_for_each_other(questionnaire: Questionnaire) -> None:
    """In a file a perspective is named by id, title, short title or alias; each name may lead to one place only."""
    owners: dict[str, set[str]] = {UNSTATED: {UNSTATED}}
    for sector in questionnaire.sectors:
        named = (sector.id, *sector.title.values(), *sector.short.values())
        for name in named:
            owners.setdefault(name.casefold(), set()).add(f"sector {sector.id}")
        for perspective in sector.perspectives:
            titles = (*perspective.title.values(), *perspective.short.values())
            for name in (perspective.id, *titles, *perspective.aliases):
                owners.setdefault(name.casefold(), set()).add(perspective.id)

    assert {name: places for name, places in owners.items() if len(places) > 1} == {}


def test_the_four_sectors_and_nine_perspectives_are_there(questionnaire: Questionnaire) -> None:
    assert [sector.id for sector in questionnaire.sectors] == [
        "verwaltung",
        "politik",
        "zivilgesellschaft",
        "wirtschaft",
    ]
    assert list(questionnaire.perspectives) == [
        "integrationsstelle",
        "fachverwaltung",
        "auslaenderbehoerde",
        "verwaltungsspitze",
        "kommunalpolitik",
        "communities",
        "organisationen",
        "bildungstraeger",
        "betriebe",
    ]
    assert [p.id for p in questionnaire.perspectives.values() if p.own_group] == ["communities"]
    assert "Funktion, nicht Herkunft" in questionnaire.perspectives["communities"].title["de"]


def test_scale_says_the_five_answers(questionnaire: Questionnaire) -> None:
    assert [step.code for step in questionnaire.scale] == list(ANSWERS)
    assert [step.label["de"] for step in questionnaire.scale] == [
        "Trifft zu",
        "Trifft eher zu",
        "Trifft eher nicht zu",
        "Trifft nicht zu",
        "Keine Einschätzung möglich",
    ]


def test_bands_speak_for_the_people_present(questionnaire: Questionnaire) -> None:
    titles = [band.title["de"] for band in questionnaire.bands]

    assert titles == ["erste Schritte", "im Aufbau", "auf gutem Weg", "gut verankert"]
    assert all(band.text["de"].startswith("Aus Sicht der Anwesenden ") for band in questionnaire.bands)


def test_no_text_judges_or_promises_anonymity(questionnaire: Questionnaire) -> None:
    found = [text for words in _screen_texts(questionnaire) for text in words.values() if JUDGEMENT.search(text)]

    assert found == []


def test_field_three_has_its_nine_topics(questionnaire: Questionnaire) -> None:
    topics = [topic.id for topic in questionnaire.field("teilhabe").topics]

    assert topics == [
        "bildung",
        "sprache",
        "arbeit-ausbildung",
        "wohnen",
        "gesundheit-pflege",
        "transport",
        "kultur",
        "sport",
        "sicherheit-recht",
    ]
    assert all(statement.topic in topics for statement in questionnaire.field("teilhabe").statements)


def test_file_says_that_the_statements_are_our_own(questionnaire: Questionnaire) -> None:
    opening = (Path(__file__).parents[1] / "questionnaire.yaml").read_text(encoding="utf-8").split("id:")[0]

    assert "eigene Formulierungen" in opening
    assert "nicht der Original-Fragebogen" in opening
