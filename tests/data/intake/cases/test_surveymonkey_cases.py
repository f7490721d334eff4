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


@pytest.mark.parametrize("word", ["Response", "Antwort"])
def test_row_of_responses_is_nobody_where_the_first_columns_were_deleted(word):
    table = sm.rows(PEOPLE, CODELESS)
    heads = [*sm.META, "Welche Perspektive bringen Sie mit?", *TEXTS.values(), "Noch etwas?"]
    table[:2] = [heads, [""] * 9 + [word] * 10 + ["Open-Ended Response"]]

    whole = file(sm.csv(table), "a.csv", CODELESS).understood()
    cut = file(sm.csv([row[9:] for row in table]), "a.csv", CODELESS).understood()

    assert [(one.status, one.problems, one.without_answers) for one in (whole, cut)] == [("ok", (), 0)] * 2
    assert came_out(whole) == came_out(cut) == put_in(PEOPLE)
