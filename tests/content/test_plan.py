"""The Gesprächsplan in words: reason and question are those that pages have, in both languages."""

from dataclasses import replace

import pytest

from analysis.plan import talk_plan
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.deck import views
from content.plan import plan_as_json, plan_finding, plan_parts, plan_slide, plan_table
from texts.words import words

DE, EN = words("de"), words("en")


@pytest.fixture
def asking(questionnaire: Questionnaire) -> Questionnaire:
    first, second = {"de": "Woran denken Sie?", "en": "What do you think of?"}, {"de": "Woran noch?"}
    return replace(questionnaire, questions={"auseinander": (first, second)})


def test_plan_table_has_a_row_a_statement_in_the_order_of_the_talk(results: Results, asking: Questionnaire) -> None:
    plan = talk_plan(results, 90)
    assert [item.kind for item in plan] == ["staerke", "auseinander", "geteilt"]

    table = plan_table(DE, plan, results, asking)

    assert table.title == "Gesprächsplan: ein Vorschlag, zusammen 26 Minuten"
    assert table.heads == ("Aussage", "Handlungsfeld", "Warum besprechen", "Frage zum Einstieg", "Minuten")
    assert table.ids == ("1.10", "1.1", "2.01")
    assert table.rows[1] == (
        "Es gibt ein Leitbild.",
        asking.field(results.by_statement["1.1"].field).title["de"],
        "Perspektiven gehen auseinander · Spannweite 1,6 Stufen · 6 stimmen (eher) zu : 6 stimmen (eher) nicht zu",
        "Woran denken Sie?",
        12,
    )
    assert [row[3] for row in table.rows] == ["", "Woran denken Sie?", ""]


def test_plan_in_english(results: Results, asking: Questionnaire) -> None:
    table = plan_table(EN, talk_plan(results, 90), results, asking)

    assert table.title == "Plan for the talk: a proposal, 26 minutes altogether"
    assert table.heads == ("Statement", "Topic area", "Why discuss it", "Question to begin with", "Minutes")
    assert table.rows[1][3:] == ("What do you think of?", 12)


def test_plan_for_programs_has_ids_and_the_same_words(results: Results, asking: Questionnaire) -> None:
    plan = talk_plan(results, 90)

    rows = plan_as_json(DE, plan, results, asking)

    assert rows[1] == {
        "statement": "1.1",
        "kind": "auseinander",
        "minutes": 12,
        "reason": "Perspektiven gehen auseinander · Spannweite 1,6 Stufen · "
        "6 stimmen (eher) zu : 6 stimmen (eher) nicht zu",
        "question": "Woran denken Sie?",
    }
    table = plan_table(DE, plan, results, asking)
    assert [(row["reason"], row["question"], row["minutes"]) for row in rows] == [row[2:] for row in table.rows]


def test_empty_plan_has_no_rows(results: Results, asking: Questionnaire) -> None:
    assert plan_table(DE, (), results, asking).rows == ()
    assert plan_as_json(DE, (), results, asking) == []


def test_plan_slide_says_how_many_and_how_long_and_names_each(results: Results, asking: Questionnaire) -> None:
    planned = replace(results, plan=tuple(item.statement for item in talk_plan(results, 90)))

    made = plan_slide(DE, planned, asking)

    assert made.address == "plan?sicht=liste"
    assert made.finding.sentence == "3 Aussagen, über die wir sprechen: etwa 26 Minuten"
    assert made.table.heads == ("Aussage", "Muster", "Handlungsfeld", "Minuten")
    assert made.table.ids == made.shows == ("1.10", "1.1", "2.01")
    assert [row[3] for row in made.table.rows] == [4, 12, 10]


def test_long_plan_comes_in_screenfuls_of_about_the_same_length(results: Results, asking: Questionnaire) -> None:
    one = results.by_statement["1.1"]
    many = [replace(one, id=f"9.{number}") for number in range(10)]
    planned = replace(results, statements=tuple(many), plan=tuple(statement.id for statement in many))

    assert [len(part) for part in plan_parts(planned)] == [5, 5]
    assert plan_parts(results) == []
    assert plan_finding(DE, ()) == "Für den Gesprächsplan gibt es zu wenige Antworten"
    assert [one.part for one in views(planned) if one.page == "plan"] == ["", "2"]
