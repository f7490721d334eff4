"""The views of the page Unterschiede: statements in a chosen order, at most seven a screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from analysis.comparison import Order, ordered
from analysis.questionnaire import Questionnaire
from analysis.results import Results, StatementResult
from charts.diverging import diverging
from charts.dots import dots
from charts.heatmap import e_statement_heatmap
from content.findings import differences_finding, e_finding, reason
from data.store.releases import Release
from data.store.workshops import Workshop
from texts import Words, answer_labels, disagreement_title, group_title, hidden_text
from ui import overview, session, show
from ui.charts import labels, show_chart, size
from ui.inputs import pick_from_list, pick_one
from ui.suggestions import statement_notes

ROWS = 7
"""Statements on one projected screen."""

Draw = Callable[[Workshop, Release, Results, Questionnaire, tuple[str, ...]], None]


@dataclass(frozen=True)
class View:
    """Which statements a view goes through, and how it draws up to seven of them.

    ``of`` gives them in an order of their own, or of those that ``ordered`` gave it, in that order.
    """

    of: Callable[[Results, tuple[str, ...]], tuple[str, ...]]
    draw: Draw
    sortable: bool = True


def choose_view() -> str:
    """The chosen view; the address keeps it."""
    _ = session.words()
    titles = {
        "aussagen": _("Wie der Raum antwortet"),
        "gruppen": _("Wer sieht es wie"),
        "e": _("Wer kann es nicht einschätzen"),
    }
    return pick_one(_("Ansicht"), titles, "sicht")


def choose_statements(view: View, results: Results) -> tuple[str, ...]:
    """The view's statements in the chosen order; the address keeps it, and the page and the projector name it."""
    _ = session.words()
    if not view.sortable:
        return view.of(results, ())
    if session.is_screen():  # sorted in the moderator's window; the projector is told by the address
        wanted = st.query_params.get("ordnung", "")
        order = wanted if wanted in order_titles(_) else next(iter(order_titles(_)))
    else:
        order = pick_from_list(_("Reihenfolge der Aussagen"), order_titles(_), "ordnung")
    return view.of(results, ordered(results, cast(Order, order)))


def order_titles(_: Words) -> dict[str, str]:
    """The orders that views of differences can have, in words; the first is the default."""
    return {
        "besprechen": _("Zuerst besprechen"),
        "uneinigkeit": _("Am weitesten auseinander"),
        "spannweite": _("Größte Spannweite"),
        "fragebogen": _("Reihenfolge des Fragebogens"),
    }


def base(view: View, results: Results) -> str:
    """How many people stand behind what is shown, and in which order; on the projector, too."""
    _ = session.words()
    people = overview.base(results)
    titles = order_titles(_)
    title = titles.get(st.query_params.get("ordnung", ""), titles["besprechen"])
    return f"{people} · {_('Reihenfolge der Aussagen: {order}', order=title)}" if view.sortable else people


def choose_part(statements: Sequence[str]) -> tuple[str, ...]:
    """Up to seven of the statements; a row of buttons leads to the others."""
    _ = session.words()
    parts = [tuple(statements[start : start + ROWS]) for start in range(0, len(statements), ROWS)] or [()]
    if len(parts) == 1:
        return parts[0]
    last = len(statements)
    titles = {
        str(n): _("{first} bis {last}", first=(n - 1) * ROWS + 1, last=min(n * ROWS, last))
        for n in range(1, len(parts) + 1)
    }
    return parts[int(pick_one(_("Aussagen"), titles, "teil")) - 1]


def _bars(
    workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire, part: tuple[str, ...]
) -> None:
    _ = session.words()
    finding = differences_finding(_, results, part)
    show_chart(
        finding,
        (workshop.id, release.number, "diverging", part),
        lambda: diverging(results, labels(results, questionnaire, _), part, named=finding.named, size=size()),
        alt=_("Je Aussage die Zahl der Antworten von „trifft nicht zu“ bis „trifft zu“, rechts „keine Einschätzung“."),
        head=_answer_head(_, questionnaire),
        rows={one: _answer_row(_, results.by_statement[one], questionnaire) for one in part},
    )


def _dots(
    workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire, part: tuple[str, ...]
) -> None:
    _ = session.words()
    finding = differences_finding(_, results, part)
    show_chart(
        finding,
        (workshop.id, release.number, "dots", part),
        lambda: dots(results, labels(results, questionnaire, _), part, named=finding.named, size=size()),
        alt=_("Je Aussage die Einschätzung im Mittel jeder Gruppe, 1 = trifft nicht zu, 4 = trifft zu."),
        head=[
            _("Aussage"),
            *(group_title(_, group, questionnaire) for group in results.groups),
            _("Spannweite"),
            _("Gruppenabstand"),
        ],
        rows={one: _group_row(_, results.by_statement[one], results, questionnaire) for one in part},
    )


def _cannot_judge(
    workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire, part: tuple[str, ...]
) -> None:
    _ = session.words()
    finding = e_finding(_, results, questionnaire, part)
    show_chart(
        finding,
        (workshop.id, release.number, "e", part),
        lambda: e_statement_heatmap(results, labels(results, questionnaire, _), part, named=finding.named, size=size()),
        alt=_("Je Aussage und Gruppe: wie viele „Keine Einschätzung möglich“ geantwortet haben."),
        head=[_("Aussage"), _("Alle im Raum"), *(group_title(_, group, questionnaire) for group in results.groups)],
        rows={one: _e_row(_, results.by_statement[one], results, questionnaire) for one in part},
    )


def _everything(_results: Results, statements: tuple[str, ...]) -> tuple[str, ...]:
    return statements


def _worth_talking_about(results: Results, statements: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in statements if one in results.discuss_first)


def _by_e(results: Results, _statements: tuple[str, ...]) -> tuple[str, ...]:
    """By the share of E among all people, where anybody answered so."""
    with_e = [statement for statement in results.statements if statement.e]
    return tuple(s.id for s in sorted(with_e, key=lambda s: -(s.e or 0)))


def _answer_head(_: Words, questionnaire: Questionnaire) -> list[str]:
    answers = [f"{code} {label}" for code, label in answer_labels(_, questionnaire).items()]
    return [
        _("Aussage"),
        *answers,
        _("Ohne Antwort"),
        _("Im Mittel"),
        _("Wie weit auseinander?"),
        _("Warum besprechen"),
    ]


def _answer_row(_: Words, statement: StatementResult, questionnaire: Questionnaire) -> list[str]:
    ratings = ["–"] * 4 if statement.ratings is None else [str(people) for people in statement.ratings]
    return [
        _.local(questionnaire.statements[statement.id].text),
        *ratings,
        "–" if statement.e is None else str(statement.e),
        "–" if statement.blank is None else str(statement.blank),
        "–" if statement.level is None else _.number(statement.level),
        disagreement_title(_, statement.band),
        reason(_, statement),
    ]


def _group_row(_: Words, statement: StatementResult, results: Results, questionnaire: Questionnaire) -> list[str]:
    cells = [statement.cells[group.id] for group in results.groups]
    return [
        _.local(questionnaire.statements[statement.id].text),
        *(
            hidden_text(_)
            if cell.level is None or cell.ratings is None
            else _("{level} (n = {n})", level=_.number(cell.level), n=cell.ratings.n)
            for cell in cells
        ),
        *overview.spread_cells(_, statement),
    ]


def _e_row(_: Words, statement: StatementResult, results: Results, questionnaire: Questionnaire) -> list[str]:
    cells = [statement.cells[group.id] for group in results.groups]
    return [
        _.local(questionnaire.statements[statement.id].text),
        _("{e} von {people}", e=statement.e, people=statement.people),
        *(hidden_text(_) if cell.e is None else _("{e} von {people}", e=cell.e, people=cell.people) for cell in cells),
    ]


VIEWS = {
    "aussagen": View(_everything, _bars),
    "gruppen": View(_worth_talking_about, _dots),
    "e": View(_by_e, _cannot_judge, sortable=False),
}


def talk_notes(part: tuple[str, ...], results: Results, questionnaire: Questionnaire) -> None:
    """For each statement on the screen: how to begin the talk, and what could come next."""
    _ = session.words()
    show.heading(_("Zu diesen Aussagen"))
    for one in part:
        statement_notes(results.by_statement[one], questionnaire)


def reasons(results: Results, questionnaire: Questionnaire) -> None:
    """The proposal for the talk, each statement with its reason; labels and bands, no rank numbers."""
    _ = session.words()
    show.table(
        [_("Aussage"), _("Warum besprechen"), _("Wie weit auseinander?")],
        [
            [
                _.local(questionnaire.statements[one].text),
                reason(_, results.by_statement[one]),
                disagreement_title(_, results.by_statement[one].band),
            ]
            for one in results.discuss_first
        ],
        caption=_("Zuerst besprechen: ein Vorschlag, keine Rangfolge"),
    )
