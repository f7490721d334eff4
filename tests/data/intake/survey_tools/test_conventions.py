"""What tools write for a skipped question is no answer; what they escape is read as it was typed."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.spelling import canonical
from data.intake.survey_tools.conventions import UNANSWERED, cleaned, is_unanswered
from data.intake.survey_tools.signature import ToolId

TOOLS = get_args(ToolId)
MARKS = {
    "N/A": {"limesurvey", "table"},
    "{question_not_shown}": {"limesurvey", "table"},
    "-9": {"sosci"},
    "nicht beantwortet": {"sosci"},
    "[NA] nicht beantwortet": {"sosci"},
    "[-9] nicht beantwortet": {"sosci"},
    "-77": {"efs"},
    "-66": {"efs"},
    "-99": {"efs", "qualtrics"},
    "NULL": set(TOOLS),
    "": set(TOOLS),
    " \u00a0": set(TOOLS),
}


def test_every_mark_of_a_tool_is_tested():
    assert {mark for marks in UNANSWERED.values() for mark in marks} <= set(MARKS)


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_no_answer_in_the_tools_that_write_it(mark):
    assert {tool for tool in TOOLS if is_unanswered(tool, mark)} == MARKS[mark]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("text", ["-1", "0", "weiß nicht", "keine Angabe", "k. A.", "n/a", "-", "–", "Trifft zu", "E"])
def test_what_a_person_may_have_chosen_is_never_taken_for_a_mark(tool, text):
    assert not is_unanswered(tool, text)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("'=1+1", "=1+1"),
        ("'- Punkt 1", "- Punkt 1"),
        ("'+49 30", "+49 30"),
        ("'@wir", "@wir"),
        ("'\tEinzug", "\tEinzug"),
        ("''=1", "''=1"),
        ("'n Anfang", "'n Anfang"),
        ("Selbstcheck 2025", "Selbstcheck 2025"),
    ],
)
def test_one_apostrophe_before_a_formula_is_taken_away(text, typed):
    assert cleaned("nextcloud-forms", text) == typed
    assert cleaned("limesurvey", text) == typed


def test_the_marks_of_a_vv_file_are_decoded_once():
    assert cleaned("limesurvey", "{quote}Ja{tab}und{newline}{lbrace}nein}") == '"Ja\tund\n{nein}'
    assert cleaned("limesurvey", "a{cr}{newline}b") == "a\nb"
    assert cleaned("limesurvey", "{lbrace}newline}") == "{newline}"
    assert cleaned("sosci", "{newline}") == "{newline}"


@given(st.text())
def test_an_escaped_text_comes_back(text):
    escaped = "'" + text if text.startswith(("=", "+", "-", "@", "\t")) else text

    assert cleaned("nextcloud-forms", escaped) == text or text.startswith(("'=", "'+", "'-", "'@", "'\t", "'\r", "'\n"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (1, "1"),
        (1.0, "1"),
        ("1.0", "1"),
        ("1,0", "1"),
        (" 1 ", "1"),
        (1.5, "1.5"),
        (True, "1"),
        ("01", "01"),
    ],
)
def test_numbers_are_the_same_text_however_they_are_stored(value, text):
    assert canonical(value) == text
