"""The Gesprächsplan in words: each statement with the reason to talk about it, and a question to begin with."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from analysis.plan import MINUTES, PlanItem
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.findings.field import opening_questions
from content.findings.finding import Finding
from content.findings.pattern import pattern_finding
from content.findings.statement import reason
from content.slides import Slide
from content.statements import short_name, statement_columns
from content.tables import Column, Table, filled
from content.views import View, view_titles
from texts.words import Words

MOST_ON_A_SLIDE = 9
"""Statements of a plan that one screen shows."""


def plan_items(results: Results) -> tuple[PlanItem, ...]:
    """The plan of the results, each statement with its kind and minutes."""
    planned = (results.by_statement[one] for one in results.plan if one in results.by_statement)
    return tuple(PlanItem(one.id, one.pattern, MINUTES[one.pattern]) for one in planned if one.pattern in MINUTES)


def plan_parts(results: Results) -> list[tuple[PlanItem, ...]]:
    """The plan in screenfuls of about the same length; none for an empty one."""
    items = plan_items(results)
    parts = -(-len(items) // MOST_ON_A_SLIDE)
    bounds = [round(at * len(items) / parts) for at in range(parts + 1)] if parts else [0]
    return [items[begin:end] for begin, end in pairwise(bounds)]


def plan_slide(_: Words, results: Results, questionnaire: Questionnaire, part: str = "") -> Slide:
    """What the room talks about, in order, with its minutes; a part that does not exist is the first."""
    parts = plan_parts(results) or [()]
    at = int(part) if part.isdecimal() and 1 < int(part) <= len(parts) else 1
    table = room_table(_, parts[at - 1], results, questionnaire)
    return Slide(
        view=View("plan", part="" if at == 1 else str(at)),
        title=view_titles(_, "plan")["liste"],
        finding=Finding(plan_finding(_, plan_items(results))),
        table=table,
        shows=tuple(item.statement for item in parts[at - 1]),
    )


def plan_finding(_: Words, plan: Sequence[PlanItem]) -> str:
    """How much there is to talk about, and for how long."""
    if not plan:
        return _("Für den Gesprächsplan gibt es zu wenige Antworten")
    return _.plural(
        "Eine Aussage, über die wir sprechen: etwa {minutes} Minuten",
        "{n} Aussagen, über die wir sprechen: etwa {minutes} Minuten",
        len(plan),
        minutes=sum(item.minutes for item in plan),
    )


def room_table(_: Words, plan: Sequence[PlanItem], results: Results, questionnaire: Questionnaire) -> Table:
    """What the room reads of a plan: name, pattern, field, minutes."""
    statements, columns = questionnaire.statements, statement_columns(_, questionnaire)
    field = columns["field"]
    heads: tuple[Column[PlanItem], ...] = (
        Column(_("Aussage"), lambda item: short_name(_, statements[item.statement])),
        Column(_("Muster"), lambda item: pattern_finding(_, results.by_statement[item.statement])),
        Column(field.head, lambda item: field.cell(results.by_statement[item.statement])),
        Column(_("Minuten"), lambda item: item.minutes),
    )
    return filled(_("Worüber der Raum spricht, in dieser Reihenfolge."), heads, plan, [one.statement for one in plan])


def plan_table(_: Words, plan: Sequence[PlanItem], results: Results, questionnaire: Questionnaire) -> Table:
    """One row a statement, in the order of the talk: name, field, reason, question, minutes."""
    statements, columns = questionnaire.statements, statement_columns(_, questionnaire)
    field, why = columns["field"], columns["reason"]
    heads: tuple[Column[PlanItem], ...] = (
        Column(_("Aussage"), lambda item: short_name(_, statements[item.statement])),
        Column(field.head, lambda item: field.cell(results.by_statement[item.statement])),
        Column(why.head, lambda item: why.cell(results.by_statement[item.statement])),
        Column(_("Frage zum Einstieg"), lambda item: first_question(_, item, questionnaire)),
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
            "question": first_question(_, item, questionnaire),
        }
        for item in plan
    ]


def first_question(_: Words, item: PlanItem, questionnaire: Questionnaire) -> str:
    """How the talk about the statement begins; empty where the questionnaire has no question for its pattern."""
    return next(iter(opening_questions(_, item.kind, questionnaire)), "")
