"""What lists call a statement."""

import pytest

from analysis.questionnaire import Statement, Text
from content.statements import short_name
from texts.words import words


def called(text: Text, name: Text | None = None, language: str = "de") -> str:
    return short_name(words(language), Statement("1.01", text, True, None, (), {}, name or {}))


def test_statement_is_called_by_its_name() -> None:
    text = {"de": "Es gibt ein Leitbild.", "en": "There is a mission statement."}
    name = {"de": "Leitbild für Vielfalt", "en": "Mission statement"}

    assert called(text, name) == "Leitbild für Vielfalt"
    assert called(text, name, "en") == "Mission statement"
    assert called(text, {"de": "Leitbild"}, "en") == "Leitbild"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Es gibt ein Leitbild.", "Es gibt ein Leitbild."),
        ("Die Ämter arbeiten zusammen", "Die Ämter arbeiten zusammen"),  # 27 characters
        ("Die Ämter arbeiten zusammen.", "Die Ämter arbeiten…"),
        ("Unsere Kommune hört früh hin, wenn etwas ist.", "Unsere Kommune hört früh…"),
        ("Unsere Kommune hilft neuen Familien.", "Unsere Kommune hilft neuen…"),  # 26 and the sign
        ("In einer Krise, bei Feuer, erfahren alle viel.", "In einer Krise, bei Feuer…"),
        ("Antidiskriminierungsberatungsstelle gibt es.", "Antidiskriminierungsberatu…"),
    ],
)
def test_statement_without_a_name_is_called_by_its_first_words(text: str, name: str) -> None:
    assert called({"de": text}) == name
    assert len(name) <= 27


def test_first_words_are_those_of_the_readers_language() -> None:
    assert called({"de": "Es gibt ein Leitbild.", "en": "There is a mission statement."}, language="en") == (
        "There is a mission…"
    )
