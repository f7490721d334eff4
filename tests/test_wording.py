"""One set of words for groups of people, and English that is English: the glossary says which, the texts keep to it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from data.library_file import library_in
from texts.words import LOCALES

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "glossary.md"


def _avoided() -> dict[str, re.Pattern[str]]:
    """By word: how it is found in a text, also with the ending of another case."""
    tables = GLOSSARY.read_text("utf-8").split("## Wörter für Menschen")[1]
    rows = [line.strip("|").split("|") for line in tables.splitlines() if line.startswith("| ")]
    lists = [row[-1] for row in rows if "---" not in row[-1] and "Wir sagen nicht" not in row[-1]]
    found = [word.strip() for words in lists for word in words.split(",")]
    return {word: re.compile(rf"\b{re.escape(word)}(?:n|en|s|es|r)?(?!\w)", re.IGNORECASE) for word in found}


AVOIDED = _avoided()


def _in_questionnaire() -> Iterator[tuple[str, str]]:
    def walk(value: object, place: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for key, part in value.items():
                if key != "aliases":
                    yield from walk(part, f"{place}.{key}")
        elif isinstance(value, list):
            for number, part in enumerate(value):
                yield from walk(part, f"{place}[{number}]")
        elif isinstance(value, str):
            yield place, value

    return walk(yaml.safe_load((ROOT / "questionnaire.yaml").read_text("utf-8")), "questionnaire")


def _in_locales() -> Iterator[tuple[str, str]]:
    for path in sorted(LOCALES.rglob("*.txt")):
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    for path in sorted(LOCALES.rglob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                for text in (message.id, message.string):
                    for form in (text,) if isinstance(text, str) else text:
                        yield f"{path.relative_to(ROOT)}: {message.id!r}", form


def _found(texts: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(place, word) for place, text in texts for word, pattern in AVOIDED.items() if pattern.search(text)]


def test_questionnaire_keeps_to_the_words_of_the_glossary() -> None:
    assert _found(_in_questionnaire()) == []


def test_library_keeps_to_the_words_of_the_glossary() -> None:
    """Sources have the titles that others gave them."""
    items = library_in(ROOT / "library").library.items

    assert _found((item.id, said) for item in items for text in item.texts() for said in text.values()) == []


def test_interface_keeps_to_the_words_of_the_glossary() -> None:
    assert _found(_in_locales()) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Fragen Sie zehn Zugewanderte.", "Zugewanderte"),
        ("Gruppen von Zugewanderten", "Zugewanderte"),
        ("Viele Migrant*innen kommen.", "Migrant*innen"),
        ("Ausländern helfen", "Ausländer"),
        ("in the view of those present", "those present"),
        ("Ask ten newcomers.", "newcomer"),
    ],
)
def test_what_is_avoided_is_found(text: str, word: str) -> None:
    assert word in [found for _, found in _found(iter([("", text)]))]


@pytest.mark.parametrize(
    "text",
    [
        "Migrant*innenorganisationen und Migrant*innencommunities",
        "Die Ausländerbehörde hilft.",
        "migrant organisations",
    ],
)
def test_names_of_offices_and_organisations_stay(text: str) -> None:
    assert _found(iter([("", text)])) == []


def test_every_word_that_we_say_is_used() -> None:
    said = "\n".join(text for _, text in _in_questionnaire())
    for word in (
        "Eingewanderte",
        "Menschen mit Einwanderungsgeschichte",
        "Geflüchtete",
        "Menschen mit Rassismuserfahrung",
    ):
        assert word in said
        assert f"| {word} |" in GLOSSARY.read_text("utf-8")
