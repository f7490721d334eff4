"""Our own questionnaire keeps the rules that make its answers readable."""

import re
from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path

import pytest
from rapidfuzz.fuzz import token_sort_ratio

from analysis.questionnaire import ANSWERS, UNSTATED, Questionnaire, Statement
from data.questionnaire_file import load_questionnaire

MOST_WORDS = 20
MOST_HELP_WORDS = 25
MOST_SIMPLE_WORDS = 14
MOST_ASSESSMENT_WORDS = 35
MOST_INTRODUCTION_WORDS = 40
SUGGESTION_WORDS = range(12, 41)
MOST_WHAT_WORDS = 18
LONGEST_SHORT_TITLE = 16
LANGUAGES = ("de", "en")
SIMPLE = "de-x-einfach"
PATTERNS = ("staerke", "bedarf", "auseinander", "geteilt", "kaum_einschaetzbar")

STATEMENTS_IN_THE_LANGFORM = {
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
        r"|un(?!d\b|s\b|ser|ter|gefähr|iversit|abhängig)\w+|\w+los(?:e[nmrs]?)?)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(no|not|never|nobody|none|neither|nor|without|hardly|lack\w*|\w+n't"
        r"|un(?!der|til|ion|it|ivers)\w+|insufficient\w*|\w+less)\b",
        re.IGNORECASE,
    ),
}
SUBORDINATE = re.compile(
    r"^(?:Wer|Wenn|Bevor|Weil|Damit|Auch wenn)\b(?=.*,)"
    r"|, (?:dass|damit|wenn|weil|bis|bevor|ob|wie|wo|was|wer|wen|woher|der|die|das|den|dem)\b",
)
JUDGEMENT = re.compile(
    r"anonym|ranking|benchmark|schlecht|wissenslücke|\bnoten?\b|platzierung|gegeneinander|defizit"
    r"|best practice|stakeholder",
    re.IGNORECASE,
)

WHO_KNOWS = (
    "1.04",
    "1.11",
    "1.12",
    "1.13",
    "1.14",
    "2.02",
    "2.04",
    "2.09",
    "2.10",
    "2.13",
    "2.14",
    "3.10",
    "4.01",
    "7.13",
)
"""Statements about what happens inside: their help names who can tell."""

ALIKE = 68
"""From this likeness of words on (0 to 100, order ignored), two statements are read side by side."""
READ_SIDE_BY_SIDE = {
    ("2.03", "5.01"): "jobs in the administration / a body that is heard",
    ("3.05", "5.06"): "courses for adults / thanks for volunteering",
    ("3.19", "3.26"): "care for old people / sports for girls and women",
    ("3.24", "5.02"): "cultural programme / seats in the council's committees",
    ("3.24", "7.09"): "cultural programme / voices in the municipality's media",
    ("5.02", "7.09"): "seats in the council's committees / voices in the municipality's media",
}
"""Pairs that sound alike and mean different things, each with its difference."""
JOINED = re.compile(r"\b(und|oder|sowie)\b")
ONE_CLAIM = {
    "1.09": "Rat oder Kreistag: whichever the municipality has",
    "1.12": "Landkreis, Städte und Gemeinden: all sides of one agreement",
    "1.13": "Land, Bund oder EU: whoever gives the money",
    "3.03": "Kitas und Schulen: the places that work with parents",
    "3.18": "Krieg oder Flucht: one experience, one help",
    "3.21": "Bus oder Bahn: whatever goes there",
    "3.22": "Bus und Bahn: one ticket",
    "3.26": "Mädchen und Frauen: one offer for every age",
    "3.28": "Polizei und Communities: both sides of one talk",
    "3.29": "Herkunft oder Religion: why somebody is threatened, one help",
    "4.04": "Betriebe, Jobcenter und Kommune: the sides of one cooperation",
    "5.01": "Rat und Verwaltung: those who listen",
    "5.13": "Verwaltung und Engagierte: both sides of one team",
    "6.06": "Patinnen und Paten: one word in two forms",
    "6.07": "junge und alte: both sides of one encounter",
}
"""Statements with two words that are joined and yet make one claim, each with the reason."""


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
    yield from (dict(text) for texts in questionnaire.questions.values() for text in texts)
    for field in questionnaire.fields:
        yield from (dict(field.title), dict(field.short))
        yield from (dict(topic.title) for topic in field.topics)
        yield dict(field.introduction)
        yield from (dict(text) for text in field.assessments)
        yield from (dict(one.text) for found in field.suggestions.values() for one in found)
        for measure in field.measures:
            yield from (dict(measure.what), dict(measure.who), dict(measure.first_step))
            yield from (dict(measure.noticed), dict(measure.risk))
        for statement in field.statements:
            yield from (dict(statement.text), dict(statement.help), dict(statement.name))


def _words(text: str) -> int:
    return len(text.split())


def test_langform_has_108_statements_in_seven_fields(questionnaire: Questionnaire) -> None:
    numbered = {
        field: [f"{place}.{number:02}" for number in range(1, many + 1)]
        for place, (field, many) in enumerate(STATEMENTS_IN_THE_LANGFORM.items(), start=1)
    }

    assert {field.id: [statement.id for statement in field.statements] for field in questionnaire.fields} == numbered
    assert len(questionnaire.statements) == 108


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
        ("de", "Eine unzuverlässige Stelle berät."),
        ("de", "Der Zugang gelingt mühelos."),
        ("en", "There is no strategy."),
        ("en", "An insufficient office advises."),
    ],
)
def test_negation_is_recognised(language: str, text: str) -> None:
    assert NEGATION[language].search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Unsere Kommune und unser Rat unterstützen Unternehmen.",
        "Die Universität bei uns.",
        "Eine unabhängige Stelle berät.",
    ],
)
def test_ordinary_words_are_no_negation(text: str) -> None:
    assert not NEGATION["de"].search(text)


def test_statements_that_sound_alike_were_read_side_by_side(questionnaire: Questionnaire) -> None:
    texts = {identifier: text for identifier, language, text in _wordings(questionnaire) if language == "de"}
    alike = {pair for pair in combinations(texts, 2) if token_sort_ratio(*map(texts.get, pair)) >= ALIKE}

    assert sorted(alike - set(READ_SIDE_BY_SIDE)) == []


def test_statement_makes_one_claim(questionnaire: Questionnaire) -> None:
    """Two things in one sentence cannot be answered together; where a joined pair is one thing, the list says why."""
    joined = {
        identifier
        for identifier, language, text in _wordings(questionnaire)
        if language == "de" and JOINED.search(text)
    }

    assert joined == set(ONE_CLAIM)


@pytest.mark.parametrize("identifier", WHO_KNOWS)
def test_help_says_who_knows_what_cannot_be_seen_from_outside(questionnaire: Questionnaire, identifier: str) -> None:
    help_ = questionnaire.statements[identifier].help

    assert re.search(r"\b(wissen|weiß|gemerkt haben|man kennt ihn)\b", help_["de"]), help_["de"]
    assert re.search(r"\b(knows?|noticed)\b", help_["en"]), help_["en"]


def test_the_same_claim_in_other_order_sounds_alike() -> None:
    likeness = token_sort_ratio(
        "Familien jeder Herkunft haben bei uns die gleichen Chancen auf einen Kita-Platz.",
        "Bei uns haben alle Familien jeder Herkunft die gleichen Chancen auf Plätze in der Kita.",
    )

    assert likeness >= ALIKE


def test_every_statement_has_a_help_sentence(questionnaire: Questionnaire) -> None:
    def explained(statement: Statement) -> bool:
        return all(statement.help.get(language, "").endswith(".") for language in LANGUAGES)

    assert [s.id for s in questionnaire.statements.values() if not explained(s)] == []
    for statement in questionnaire.statements.values():
        for language in LANGUAGES:
            assert _words(statement.help[language]) <= MOST_HELP_WORDS, (statement.id, language)


@pytest.mark.parametrize("language", (*LANGUAGES, SIMPLE))
def test_every_statement_has_a_name_of_its_own_for_lists(questionnaire: Questionnaire, language: str) -> None:
    names = {one.id: one.name[language] for one in questionnaire.statements.values()}

    assert len(names) == 108
    assert {identifier: name for identifier, name in names.items() if not 4 <= len(name) <= 27} == {}
    assert len({name.casefold() for name in names.values()}) == 108


def test_name_says_what_a_statement_is_about_and_not_how_it_begins(questionnaire: Questionnaire) -> None:
    for statement in questionnaire.statements.values():
        for language in (*LANGUAGES, SIMPLE):
            name = statement.name[language]
            assert not statement.text[language].casefold().startswith(name.casefold()), name
            assert not re.search(r"[.…!?:]$|\d", name), name


def test_every_statement_is_there_in_simple_german(questionnaire: Questionnaire) -> None:
    assert questionnaire.languages == ("de", SIMPLE, "en")
    for statement in questionnaire.statements.values():
        text, explanation = statement.text[SIMPLE], statement.help[SIMPLE]
        assert text.endswith("."), statement.id
        assert not re.search(r"[.!?;:](?!$)", text), statement.id
        assert not NEGATION["de"].search(text), statement.id
        _assert_simple(text, explanation)


def test_what_is_read_after_closing_is_there_in_simple_german(questionnaire: Questionnaire) -> None:
    for band in questionnaire.bands:
        assert band.title[SIMPLE]
        _assert_simple(band.text[SIMPLE])
    for field in questionnaire.fields:
        assert field.title[SIMPLE]
        _assert_simple(field.introduction[SIMPLE], *(text[SIMPLE] for text in field.assessments))
        _assert_simple(*(one.text[SIMPLE] for one in chain.from_iterable(field.suggestions.values())))
    for step in questionnaire.scale:
        assert step.label[SIMPLE]
    _assert_simple(*(one[SIMPLE] for one in chain.from_iterable(questionnaire.questions.values())))


def _assert_simple(*texts: str) -> None:
    """Short sentences, each with at most one subordinate clause beside the parts of a list (DIN 8581-1)."""
    for sentence in (one for text in texts for one in re.split(r"(?<=[.:!?]) ", text)):
        assert _words(sentence) <= MOST_SIMPLE_WORDS, sentence
        clauses = re.findall(SUBORDINATE, sentence)
        assert len(clauses) <= 1, sentence
        assert "*" not in sentence, sentence
        assert ";" not in sentence, sentence


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("Wer neu hier ist, findet Hilfe.", 1),
        ("Die Kommune sorgt dafür, dass es Wohnungen gibt.", 1),
        ("Die Vereine, die neu sind, wissen, wer hilft.", 2),
        ("Parks, Plätze und die Bücherei sind sicher.", 0),
    ],
)
def test_subordinate_clauses_are_counted(sentence: str, clauses: int) -> None:
    assert len(re.findall(SUBORDINATE, sentence)) == clauses


def test_diversity_is_explained_where_it_is_first_used(questionnaire: Questionnaire) -> None:
    first = next(one for one in questionnaire.statements.values() if "Vielfalt" in one.text[SIMPLE])

    assert "Vielfalt heißt:" in first.help[SIMPLE]


def test_every_field_has_its_texts_for_the_talk(questionnaire: Questionnaire) -> None:
    for field in questionnaire.fields:
        assert len(field.assessments) == len(questionnaire.bands), field.id
        assert tuple(field.suggestions) == PATTERNS, field.id
        assert all(len(texts) >= 3 for texts in field.suggestions.values()), field.id
        assert len(field.measures) >= 5, field.id
        for language in LANGUAGES:
            assert 10 <= _words(field.introduction[language]) <= MOST_INTRODUCTION_WORDS, (field.id, language)
            for text in field.assessments:
                assert 8 <= _words(text[language]) <= MOST_ASSESSMENT_WORDS, text[language]


def test_suggestion_says_what_to_do_and_who_usually_does_it(questionnaire: Questionnaire) -> None:
    for field in questionnaire.fields:
        for text in (one.text for one in chain.from_iterable(field.suggestions.values())):
            for language in LANGUAGES:
                assert _words(text[language]) in SUGGESTION_WORDS, text[language]
                assert re.search(r"\([^()]+\)\.$", text[language]), text[language]


def test_suggestions_and_measures_are_all_different(questionnaire: Questionnaire) -> None:
    for language in LANGUAGES:
        texts = [
            text[language]
            for field in questionnaire.fields
            for text in (
                *(one.text for one in chain.from_iterable(field.suggestions.values())),
                *(one.what for one in field.measures),
            )
        ]
        openings = [" ".join(text.split()[:6]).casefold() for text in texts]
        assert sorted({one for one in openings if openings.count(one) > 1}) == []


def test_measure_template_is_one_action_within_a_year(questionnaire: Questionnaire) -> None:
    for measure in chain.from_iterable(field.measures for field in questionnaire.fields):
        assert 1 <= measure.months <= 12, measure.what["de"]
        for language in LANGUAGES:
            assert _words(measure.what[language]) <= MOST_WHAT_WORDS, measure.what[language]
            assert not measure.what[language].endswith("."), measure.what[language]


def test_every_pattern_to_talk_about_has_opening_questions(questionnaire: Questionnaire) -> None:
    assert tuple(questionnaire.questions) == PATTERNS
    for questions in questionnaire.questions.values():
        assert len(questions) >= 2
        assert all(one[language].endswith("?") for one in questions for language in LANGUAGES)


def test_every_text_is_there_in_german_and_english(questionnaire: Questionnaire) -> None:
    for text in _screen_texts(questionnaire):
        assert set(LANGUAGES) <= set(text), text
        assert all(text.values()), text


def test_short_titles_fit_an_axis(questionnaire: Questionnaire) -> None:
    shorts = [field.short for field in questionnaire.fields]
    shorts += [sector.short for sector in questionnaire.sectors]
    shorts += [perspective.short for perspective in questionnaire.perspectives.values()]

    too_long = [
        short[language]
        for short in shorts
        for language in (*LANGUAGES, SIMPLE)
        if len(short.get(language, "")) > LONGEST_SHORT_TITLE
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


def test_assessments_say_what_most_answered_and_nothing_that_nobody_rated(questionnaire: Questionnaire) -> None:
    titles = [band.title["de"] for band in questionnaire.bands]
    said = [text for field in questionnaire.fields for text in field.assessments]

    assert titles == ["erste Schritte", "im Aufbau", "auf gutem Weg", "gut verankert"]
    assert all(band.text["de"].startswith("Die meisten sagen: Hier trifft ") for band in questionnaire.bands)
    for text in (*said, *(band.text for band in questionnaire.bands)):
        assert text["de"].startswith("Die meisten sagen: "), text["de"]
        assert re.search(r"\bmost people say\b", text["en"], re.IGNORECASE), text["en"]
        assert "die meisten" in text[SIMPLE].casefold(), text[SIMPLE]
        assert not re.search(r"Anwesende|sehen erste|erleben|merken", text["de"]), text["de"]
    assert len({text["de"].split(".")[0] for text in said}) == len(said) == 28


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
