"""Case 15: SurveyMonkey with two rows of heads."""

from dataclasses import replace

import pytest

from tests.data.intake.cases.kit import CODELESS, PEOPLE, TEXTS, came_out, file, put_in, with_use
from tests.exports import surveymonkey as sm

COMMENTED = (replace(PEOPLE[0], comment="Zeile eins\nZeile zwei"), *PEOPLE[1:], replace(PEOPLE[0], answers={}))


@pytest.mark.parametrize("how", ["csv", "xlsx"])
@pytest.mark.parametrize("noise", [False, True])
def test_both_rows_of_heads_are_read_and_nobody_is_swallowed(how, noise):
    table = sm.rows(COMMENTED, CODELESS, noise=noise)
    content = sm.csv(table) if how == "csv" else sm.xlsx(table)

    found = file(content, f"Selbstcheck.{how}", CODELESS).understood()

    assert (found.tool, found.status, found.questions, found.problems) == ("surveymonkey", "ok", (), ())
    assert [one.statement for one in found.columns if one.use == "statement"] == list(TEXTS)
    assert came_out(found) == put_in(COMMENTED)
    assert found.without_answers == 1
    assert with_use(found, "personal") == ["IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1"]
    assert sorted(one.identity.split("|")[1] for one in found.records)[:2] == ["11837465201", "11837465214"]


@pytest.mark.parametrize("how", ["csv", "xlsx"])
def test_single_person_is_no_row_of_heads(how):
    table = sm.rows(COMMENTED[:1], CODELESS)

    found = file(sm.csv(table) if how == "csv" else sm.xlsx(table), f"a.{how}", CODELESS).understood()

    assert (found.status, came_out(found)) == ("ok", put_in(COMMENTED[:1]))
