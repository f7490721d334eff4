"""A statement step by step: what each step tells, and what it keeps for the next."""

from dataclasses import replace

import pytest

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.formats import FORMATS
from charts.marks import Mark
from charts.pictures import picture
from content.deck import slide
from content.findings.statement import cannot_judge_finding
from content.labels import labels
from content.slides import Slide
from content.talk import STEPS, step_titles
from content.views import View
from texts.words import words

DE = words("de")
VIEW = View("aussage", part="1.1")


def at(step: str | None, results: Results, questionnaire: Questionnaire) -> Slide:
    return slide(VIEW, results, questionnaire, DE, None if step is None else STEPS.index(step))  # type: ignore[arg-type]


def marks(step: str, results: Results, questionnaire: Questionnaire) -> list[Mark]:
    words_ = labels(results, questionnaire, DE)
    return list(picture(at(step, results, questionnaire), results, words_, FORMATS["wall"]).marks)


def test_each_step_has_its_finding_and_table(results: Results, questionnaire: Questionnaire) -> None:
    made = [at(step, results, questionnaire) for step in STEPS]

    assert [one.finding.sentence for one in made[:4]] == [
        made[0].title,
        made[0].title,
        "6 stimmen (eher) zu : 6 stimmen (eher) nicht zu",
        "Niemand hat „Keine Einschätzung möglich“ gewählt",
    ]
    assert [len(one.table.rows) for one in made] == [0, 0, 1, 1, *[3] * 6]
    assert ["Keine Einschätzung möglich" in one.table.heads for one in made] == [False, False, False, *[True] * 7]
    assert made[4].finding == made[5].finding
    assert made[4].finding.sentence.startswith("Perspektiven gehen auseinander")
    assert {one.address for one in made} == {made[0].address}


def test_without_a_step_all_of_it_is_told(results: Results, questionnaire: Questionnaire) -> None:
    assert at(None, results, questionnaire) == at("gespraech", results, questionnaire)
    assert slide(VIEW, results, questionnaire, DE, 99).step == len(STEPS) - 1
    assert tuple(step_titles(DE)) == STEPS


def test_picture_before_the_groups_has_nothing_of_them(results: Results, questionnaire: Questionnaire) -> None:
    groups = {group.id for group in results.groups}

    spread, cannot, whole = (marks(step, results, questionnaire) for step in ("verteilung", "e", "gruppen"))

    assert not {mark.about for mark in spread + cannot} & groups
    assert {mark.about for mark in whole} >= groups
    assert not [mark for mark in spread if ":E" in mark.role]
    assert [mark for mark in cannot if mark.role.endswith(":E")]


@pytest.mark.parametrize(("e", "said"), [
    (None, "zu wenige Antworten"),
    (0, "Niemand hat „Keine Einschätzung möglich“ gewählt"),
    (1, "Eine von 12 Personen kann das nicht einschätzen"),
    (3, "3 von 12 Personen können das nicht einschätzen"),
])  # fmt: skip
def test_it_is_said_how_many_cannot_judge(results: Results, e: int | None, said: str) -> None:
    statement = replace(results.by_statement["1.1"], e=e, people=12)

    assert cannot_judge_finding(DE, statement).sentence == said
