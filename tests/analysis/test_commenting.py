import unicodedata
from dataclasses import replace

import pytest

from analysis.commenting import LONGEST, by_field, commentable, commented_with, fault, tidied
from analysis.questionnaire import Questionnaire
from config import ROOT
from data.questionnaire_file import load_questionnaire


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    """The Selbstcheck itself."""
    return load_questionnaire(ROOT / "questionnaire.yaml")


def test_short_form_is_commented_by_field(questionnaire: Questionnaire) -> None:
    short = questionnaire.only(questionnaire.short_form)

    assert by_field(short)
    assert commentable(short) == tuple(field.id for field in short.fields)
    assert {commented_with(short, statement) for statement in short.statements} == set(commentable(short))


def test_long_form_is_commented_by_statement(questionnaire: Questionnaire) -> None:
    assert not by_field(questionnaire)
    assert commentable(questionnaire) == tuple(questionnaire.statements)


@pytest.mark.parametrize(("sizes", "is_by_field"), [((3,), True), ((4,), False), ((5, 1), True), ((5, 2), False)])
def test_three_statements_a_field_on_average_are_few(
    questionnaire: Questionnaire, sizes: tuple[int, ...], is_by_field: bool
) -> None:
    fields = [
        replace(field, statements=field.statements[:size])
        for field, size in zip(questionnaire.fields, sizes, strict=False)
    ]

    assert by_field(replace(questionnaire, fields=tuple(fields))) is is_by_field


def test_lines_become_one() -> None:
    assert tidied("  Erste Zeile\r\n\tzweite\u2028Zeile  ") == "Erste Zeile zweite Zeile"


@pytest.mark.parametrize("sign", ["ä", "😀", "م", "W"])
def test_characters_are_counted_and_no_bytes(sign: str) -> None:
    assert fault(unicodedata.normalize("NFD", sign * LONGEST)) is None
    assert fault(sign * (LONGEST + 1)) == "too_long"


def test_blanks_around_do_not_count() -> None:
    assert fault(" \n" * 200 + "a" * LONGEST + "\r\n" * 200) is None


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ud800"])
def test_control_characters_are_refused(sign: str) -> None:
    assert fault(f"Ein{sign}Satz") == "unreadable"


@pytest.mark.parametrize("text", ["", "  \n ", "👩\u200d🦰 sagt ja", "می\u200cخواهم", "<script>", "{n} %s"])
def test_whatever_people_write_is_taken(text: str) -> None:
    assert fault(text) is None
