"""Each sentence of the page Datenschutz has a test that keeps it, or is said to be kept by nobody but the operator."""

import ast
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.test_data_protection_pack import _code, _rows, _text
from texts.prose import standard_prose

ROOT = Path(__file__).parents[1]
PROMISES = _rows(_text("versprechen").split("## Ob die Liste")[0], "Satz")
TESTS = [row for row in PROMISES if "`" in row[1]]
LEFT_OUT = {
    "de": {"", "Wer verantwortlich ist", "Was wir nicht versprechen können"},
    "de-x-einfach": {"Das können wir nicht versprechen", "Haben Sie Fragen?"},
}
"""Gaps, and what is told instead of promised; docs/datenschutz/nicht-versprochen.md is about that."""


def _sections(language: str) -> dict[str, list[str]]:
    """The sentences of the text by its headings; what stands before the first one has none."""
    parts = re.split(r"^# ", f"\n{standard_prose('datenschutz', language)}", flags=re.MULTILINE)
    named = [("", parts[0]), *(part.split("\n", 1) for part in parts[1:])]
    return {heading: _sentences(body.splitlines()) for heading, body in named}


def _sentences(lines: Iterable[str]) -> list[str]:
    bare = [line.removeprefix("- ").strip() for line in lines]
    return [sentence for line in bare if line for sentence in re.split(r"(?<=[.!?])\s+", line)]


def _told(language: str) -> list[str]:
    sections = _sections(language)
    return [sentence for heading in sections.keys() - LEFT_OUT[language] for sentence in sections[heading]]


def test_every_sentence_is_listed_once_and_nothing_that_the_text_no_longer_says() -> None:
    listed, told = Counter(row[0] for row in PROMISES), Counter(_told("de"))

    assert (listed - told, told - listed) == (Counter(), Counter())
    assert set(told.values()) == {1}


def test_sections_that_are_left_out_are_there() -> None:
    assert [language for language, left in LEFT_OUT.items() if not left <= _sections(language).keys()] == []


def test_promises_stand_below_the_heading_of_their_section() -> None:
    by_heading = {part.split("\n")[0]: _rows(part, "Satz") for part in _text("versprechen").split("\n## ")[1:]}

    for heading, sentences in _sections("de").items():
        rows = [row[0] for row in by_heading.get(heading, [])]
        assert rows == [sentence for sentence in sentences if sentence in {row[0] for row in TESTS}] or (
            heading in LEFT_OUT["de"]
        )


def test_what_has_no_test_says_why() -> None:
    without = [row for row in PROMISES if row not in TESTS]

    assert 10 <= len(without) < len(TESTS) / 4
    assert [row for row in without if len(row) != 2 or len(row[1]) < len("Lücke")] == []


@pytest.mark.parametrize("row", TESTS, ids=lambda row: row[0][:40])
def test_every_test_that_is_named_is_there(row: list[str]) -> None:
    named = re.findall(r"`([^`]+)`", row[1])

    assert "<br>".join(f"`{one}`" for one in named) == row[1]
    assert [one for one in named if one.partition("::")[2] not in _defined(one.partition("::")[0])] == []
    assert len(named) == len(set(named))


def _defined(path: str) -> set[str]:
    """Tests of a file that pytest finds."""
    body = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
    return {one.name for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")}


def test_every_field_that_may_tell_of_a_person_is_in_the_text() -> None:
    fields = _rows(_text("gespeicherte-felder"), "Feld")
    rows = _rows(_text("versprechen"), "Felder")

    listed = [field for row in rows for field in re.findall(r"`([^`]+)`", row[0])]
    assert sorted(listed) == sorted(_code(row[0]) for row in fields if not row[4].startswith("nein"))
    assert {row[1] for row in rows} <= set(_told("de"))


def test_einfache_sprache_promises_what_the_german_text_does_and_no_more() -> None:
    _before, simple = _text("versprechen").split("## In Einfacher Sprache")
    rows, german = _rows(simple, "Satz"), set(_told("de"))

    assert Counter(row[0] for row in rows) == Counter(_told("de-x-einfach"))
    assert [row for row in rows if not row[1] or not set(_sentences([row[1]])) <= german] == []


def test_english_promises_as_many_sentences_in_every_section() -> None:
    german, english = (list(_sections(language).values()) for language in ("de", "en"))

    assert [len(sentences) for sentences in english] == [len(sentences) for sentences in german]
