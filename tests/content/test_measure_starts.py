"""What a measure begins with: all that its template says, and for a statement what fits it first."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.action_plan import LONGEST_DETAIL, Draft
from analysis.questionnaire import MeasureTemplate, Questionnaire, Suggestion
from content.measure_starts import begun, starts
from texts.words import words

DE = words("de")
TODAY = date(2026, 12, 1)


@pytest.fixture
def spoken(questionnaire: Questionnaire) -> Questionnaire:
    """The made questionnaire with templates and Anregungen in both of its fields."""
    first, second = questionnaire.fields
    plan = MeasureTemplate(
        {"de": "Leitbild beschließen"},
        {"de": "Rat"},
        3,
        first_step={"de": "Einladen"},
        decides="council",
        cost="small",
        noticed={"de": "Es hängt im Foyer"},
        risk={"de": "w " * 400},
        fits=("1.10",),
    )
    other = MeasureTemplate({"de": "Fest feiern"}, {"de": "Verein"}, 1)
    idea = Suggestion({"de": "Gehen Sie hin (Amt)."}, fits=("1.10",))
    return replace(
        questionnaire,
        fields=(
            replace(first, measures=(other, plan)),
            replace(second, measures=(other,), suggestions={"bedarf": (idea,), "geteilt": (idea,)}),
        ),
    )


def test_what_fits_a_statement_comes_first_and_then_its_field(spoken: Questionnaire) -> None:
    first, second = (field.id for field in spoken.fields)

    by_field = [one.key for one in starts(DE, spoken)]
    assert by_field == [f"{first}.v0", f"{first}.v1", f"{second}.v0", f"{second}.a0"]
    fitting = [(one.key, one.is_fitting) for one in starts(DE, spoken, "1.10")]
    assert fitting == [(f"{first}.v1", True), (f"{second}.a0", True), (f"{first}.v0", False), (f"{second}.v0", False)]


def test_measure_takes_over_all_that_its_template_says(spoken: Questionnaire) -> None:
    start = next(one for one in starts(DE, spoken) if one.what == "Leitbild beschließen")

    draft = begun(start, "1.10", TODAY)

    assert replace(draft, risk="") == Draft(
        what="Leitbild beschließen",
        who="Rat",
        due=date(2027, 3, 1),
        about=("1.10",),
        first_step="Einladen",
        decides="council",
        cost="small",
        sign="Es hängt im Foyer",
    )
    assert LONGEST_DETAIL - 2 <= len(draft.risk) <= LONGEST_DETAIL
    assert begun(start, "", TODAY).about == (spoken.fields[0].id,)


def test_measure_that_begins_with_an_idea_has_no_day(spoken: Questionnaire) -> None:
    start = next(one for one in starts(DE, spoken) if not one.is_template)

    assert begun(start, "", TODAY) == Draft(what="Gehen Sie hin.", who="Amt", about=(spoken.fields[1].id,))
