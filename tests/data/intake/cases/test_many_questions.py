"""More than ten questions of one kind are one question about the file, and can still be decided one by one."""

from data.intake.bundles import MOST
from data.intake.containers.reading import Value, Worksheet
from data.intake.files import understood_file
from data.intake.understood import Understood
from tests.data.intake.cases.kit import ASKED, TEXTS, kinds, understood_with_words
from tests.data.intake.german import choices_in_german, german
from tests.exports.people import QUESTIONNAIRE, labels, made_people, perspective_title

WORDS = labels(QUESTIONNAIRE)
PEOPLE = made_people(QUESTIONNAIRE, 12)
EVERY = list(QUESTIONNAIRE.statements)


def understood(columns: int, answers: dict[str, str] | None = None) -> Understood:
    """So many columns of answers under names that nobody knows, beside two that are known."""
    codes = EVERY[: columns + 2]
    known = [QUESTIONNAIRE.statements[one].text["de"] for one in codes[:2]]
    heads: list[Value] = ["Perspektive", *known, *(f"v_{place}" for place in range(columns))]
    rows: list[list[Value]] = []
    for one in PEOPLE:
        given = [WORDS[one.answers[key]] if key in one.answers else None for key in codes]
        rows.append([perspective_title(one, QUESTIONNAIRE), *given])
    worksheet = Worksheet("Blatt", tuple(map(tuple, [heads, *rows])), False, (), {}, {})
    return understood_with_words([worksheet], QUESTIONNAIRE, filename="blatt.xlsx", answers=answers)


def test_ten_questions_are_asked_one_by_one():
    assert kinds(understood(MOST)) == ["statement"] * MOST


def test_eleven_are_one_question():
    found = understood(MOST + 1)

    assert [(one.id, choices_in_german(one)) for one in found.questions] == [
        ("statement:alle zusammen", ("einzeln entscheiden", "keine"))
    ]
    assert found.asked == found.questions
    assert "11 Fragen derselben Art" in german(found.questions[0].text)


def test_all_of_them_are_answered_at_once():
    found = understood(86, {"statement:alle zusammen": "keine"})

    assert (found.status, found.questions) == ("ok", ())
    assert [one.id for one in found.asked] == ["statement:alle zusammen"]
    assert {key for one in found.records for key in one.answers} <= set(EVERY[:2])


def test_they_can_be_decided_one_by_one():
    found = understood(86, {"statement:alle zusammen": "einzeln entscheiden", "statement:v_0": EVERY[2]})

    assert len(found.questions) == 85
    assert found.asked[0].id == "statement:alle zusammen"
    assert EVERY[2] in found.statements


def test_answers_to_single_ones_count_without_the_common_question():
    found = understood(12, {f"statement:v_{place}": EVERY[place + 2] for place in range(12)})

    assert (found.status, found.questions) == ("ok", ())


def test_many_unknown_perspectives_are_one_question():
    rows = [["Perspektive", *TEXTS.values()], *([f"Gruppe {letter}", *["Trifft zu"] * 9] for letter in "ABCDEFGHIJKL")]
    worksheet = Worksheet("Blatt", tuple(map(tuple, rows)), False, (), {}, {})

    found = understood_file([worksheet], ASKED, filename="blatt.xlsx")
    settled = understood_file(
        [worksheet], ASKED, filename="blatt.xlsx", answers={"perspective:alle zusammen": "fachverwaltung"}
    )

    assert kinds(found) == ["perspective"]
    assert [one.perspective for one in settled.records] == ["fachverwaltung"] * 12
