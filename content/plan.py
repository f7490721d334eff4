"""The Gesprächsplan in words: each statement with the reason to talk about it, and a question to begin with."""

from collections.abc import Sequence
from typing import Any

from analysis.plan import PlanItem
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.findings import opening_questions, reason
from content.statements import short_name, statement_columns
from content.tables import Column, Table, filled
from texts.words import Words


def plan_table(_: Words, plan: Sequence[PlanItem], results: Results, questionnaire: Questionnaire) -> Table:
    """One row a statement, in the order of the talk: name, field, reason, question, minutes."""
    statements, columns = questionnaire.statements, statement_columns(_, questionnaire)
    field, why = columns["field"], columns["reason"]
    heads: tuple[Column[PlanItem], ...] = (
        Column(_("Aussage"), lambda item: short_name(_, statements[item.statement])),
        Column(field.head, lambda item: field.cell(results.by_statement[item.statement])),
        Column(why.head, lambda item: why.cell(results.by_statement[item.statement])),
        Column(_("Frage zum Einstieg"), lambda item: _first_question(_, item, questionnaire)),
        Column(_("Minuten"), lambda item: item.minutes),
    )
    title = _("Gesprächsplan: ein Vorschlag, zusammen {n} Minuten", n=sum(item.minutes for item in plan))
    return filled(title, heads, plan, [item.statement for item in plan])


def plan_as_json(
    _: Words, plan: Sequence[PlanItem], results: Results, questionnaire: Questionnaire
) -> list[dict[str, Any]]:
    """The same for programs: ids as they are, reason and question in the reader's language."""
    return [
        {
            "statement": item.statement,
            "kind": item.kind,
            "minutes": item.minutes,
            "reason": reason(_, results.by_statement[item.statement]),
            "question": _first_question(_, item, questionnaire),
        }
        for item in plan
    ]


def _first_question(_: Words, item: PlanItem, questionnaire: Questionnaire) -> str:
    """How the talk about the statement begins; empty where the questionnaire has no question for its pattern."""
    return next(iter(opening_questions(_, item.kind, questionnaire)), "")
