"""The slides about statements: how the room answers, who sees it how, what few can judge."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from analysis.comparison import ordered, readable_groups, span
from analysis.questionnaire import ANSWERS, Questionnaire
from analysis.results import Cell, Results, StatementResult
from content.findings.differences import differences_finding, e_finding
from content.findings.finding import Finding
from content.groups import group_columns
from content.slides import Chart, Slide
from content.statements import short_name, statement_columns
from content.tables import Column, Value, e_of, filled, mean, too_few
from content.views import View, view_titles
from texts.titles import hidden_text
from texts.words import Words

ROWS = 5
"""Statements on one slide, at most."""


def statements_of(view: View, results: Results) -> tuple[str, ...]:
    """The statements that a view goes through, in its order."""
    if view.view == "e":
        return by_e(results)
    statements = ordered(results, view.order)
    return worth_talking_about(results, statements) if view.view == "gruppen" else statements


def parts_of(statements: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The statements by slides, of which none shows many more than another; one empty part where there is none."""
    slides = max(math.ceil(len(statements) / ROWS), 1)
    ends = [math.ceil(len(statements) * slide / slides) for slide in range(slides + 1)]
    return tuple(tuple(statements[start:end]) for start, end in pairwise(ends))


def differences_slide(_: Words, results: Results, questionnaire: Questionnaire, view: View) -> Slide:
    """One screenful of statements; a part that does not exist is the first."""
    parts = parts_of(statements_of(view, results))
    number = next((one for one in range(1, len(parts) + 1) if str(one) == view.part), 1)
    return of_statements(
        _, results, questionnaire, replace(view, part="" if number == 1 else str(number)), parts[number - 1]
    )


def of_statements(_: Words, results: Results, questionnaire: Questionnaire, view: View, part: Sequence[str]) -> Slide:
    """Just these statements as this view of Unterschiede shows them."""
    sort = {"aussagen": _answers, "gruppen": _groups, "e": _e}[view.view](_, results, questionnaire)
    finding = e_finding(_, results, questionnaire, part) if view.view == "e" else differences_finding(_, results, part)
    return Slide(
        view=view,
        title=view_titles(_, "unterschiede")[view.view],
        chart=sort.chart,
        finding=finding,
        table=filled(sort.alt, sort.columns, [results.by_statement[one] for one in part], part),
        shows=tuple(part),
    )


def spread_finding(_: Words, results: Results, questionnaire: Questionnaire, part: Sequence[str]) -> Finding | None:
    """Of these statements the one on which groups are furthest apart; None where no two groups are shown."""
    shown = [one for one in map(results.by_statement.__getitem__, part) if span(one) is not None]
    if not shown:
        return None
    readable = [one for one in shown if readable_groups(one)]
    if not readable:
        return Finding(_("Hier liegen die Gruppen zu nah beieinander, um Unterschiede zu deuten"))
    widest = max(readable, key=lambda one: span(one) or 0)
    name, width = short_name(_, questionnaire.statements[widest.id]), _.number(span(widest) or Fraction(0))
    sentence = _("Am weitesten liegen die Gruppen hier bei „{name}“ auseinander: {span} Stufen", name=name, span=width)
    return Finding(sentence, (widest.id,))


def worth_talking_about(results: Results, statements: Sequence[str]) -> tuple[str, ...]:
    """Those of the statements that enough people have rated, in their order."""
    return tuple(one for one in statements if one in results.discuss_first)


def by_e(results: Results) -> tuple[str, ...]:
    """By the share of E among all people, where anybody answered so."""
    with_e = [statement for statement in results.statements if statement.e]
    return tuple(s.id for s in sorted(with_e, key=lambda s: -(s.e or 0)))


@dataclass(frozen=True)
class _Sort:
    """What all slides of a view have in common."""

    chart: Chart
    alt: str
    columns: Sequence[Column[StatementResult]]


def _answers(_: Words, results: Results, questionnaire: Questionnaire) -> _Sort:  # noqa: ARG001
    columns = statement_columns(_, questionnaire)
    names = ("text", *ANSWERS, "blank", "level", "band", "reason")
    alt = _("Je Aussage die Zahl der Antworten von „trifft nicht zu“ bis „trifft zu“, rechts „keine Einschätzung“.")
    return _Sort("diverging", alt, [columns[name] for name in names])


def _groups(_: Words, results: Results, questionnaire: Questionnaire) -> _Sort:
    columns = statement_columns(_, questionnaire)
    groups: Sequence[Column[StatementResult]] = group_columns(
        _,
        results,
        questionnaire,
        lambda one: mean(_, one.level),
        lambda one, group: _level_and_n(_, one.cells[group]),
    )
    alt = _("Je Aussage die Einschätzung im Mittel jeder Gruppe, 1 = trifft nicht zu, 4 = trifft zu.")
    chosen = (columns["text"], *groups, columns["span"], columns["distance"])
    return _Sort("dots", alt, chosen)


def _e(_: Words, results: Results, questionnaire: Questionnaire) -> _Sort:
    groups: Sequence[Column[StatementResult]] = group_columns(
        _,
        results,
        questionnaire,
        lambda one: e_of(_, one.e, one.people, too_few(_)),
        lambda one, group: e_of(_, one.cells[group].e, one.cells[group].people, hidden_text(_)),
    )
    alt = _("Je Aussage und Gruppe: wie viele „Keine Einschätzung möglich“ geantwortet haben.")
    return _Sort("e", alt, (statement_columns(_, questionnaire)["text"], *groups))


def _level_and_n(_: Words, cell: Cell) -> Value:
    if cell.level is None or cell.ratings is None:
        return hidden_text(_)
    return _("{level} (n = {n})", level=_.number(cell.level), n=cell.ratings.n)
