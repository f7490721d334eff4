"""The views of the page Unterschiede: statements in the order "zuerst besprechen", at most seven a screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.questionnaire import Questionnaire
from analysis.results import Results, StatementResult
from charts.diverging import diverging
from charts.dots import dots
from charts.heatmap import e_statement_heatmap
from data.store.releases import Release
from data.store.workshops import Workshop
from findings import differences_finding, e_finding, reason
from texts import Words, answer_labels, disagreement_title, group_title, hidden_text
from ui import session, show
from ui.charts import labels, show_chart, size
from ui.inputs import pick_one
from ui.suggestions import statement_notes

ROWS = 7
"""Statements on one projected screen."""

Draw = Callable[[Workshop, Release, Results, Questionnaire, tuple[str, ...]], None]


@dataclass(frozen=True)
class View:
    """Which statements a view goes through, and how it draws up to seven of them."""

    order: Callable[[Results], tuple[str, ...]]
    draw: Draw


def choose_view() -> str:
    """The chosen view; the address keeps it."""
    _ = session.words()
    titles = {
        "aussagen": _("Wie der Raum antwortet"),
        "gruppen": _("Wer sieht es wie"),
        "e": _("Wer kann es nicht einschätzen"),
    }
    return pick_one(_("Ansicht"), titles, "sicht")


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
    show_chart(
        differences_finding(_, results),
        (workshop.id, release.number, "diverging", part),
        lambda: diverging(results, labels(results, questionnaire, _), part, size=size()),
        alt=_("Je Aussage die Zahl der Antworten von „trifft nicht zu“ bis „trifft zu“, rechts „keine Einschätzung“."),
        head=_answer_head(_, questionnaire),
        rows=[_answer_row(_, results.by_statement[one], questionnaire) for one in part],
    )


def _dots(
    workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire, part: tuple[str, ...]
) -> None:
    _ = session.words()
    show_chart(
        differences_finding(_, results),
        (workshop.id, release.number, "dots", part),
        lambda: dots(results, labels(results, questionnaire, _), part, size=size()),
        alt=_("Je Aussage die Einschätzung im Mittel jeder Gruppe, 1 = trifft nicht zu, 4 = trifft zu."),
        head=[_("Aussage"), *(group_title(_, group, questionnaire) for group in results.groups)],
        rows=[_group_row(_, results.by_statement[one], results, questionnaire) for one in part],
    )


def _cannot_judge(
    workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire, part: tuple[str, ...]
) -> None:
    _ = session.words()
    show_chart(
        e_finding(_, results, questionnaire),
        (workshop.id, release.number, "e", part),
        lambda: e_statement_heatmap(results, labels(results, questionnaire, _), part, size=size()),
        alt=_("Je Aussage und Gruppe: wie viele „Keine Einschätzung möglich“ geantwortet haben."),
        head=[_("Aussage"), _("Alle im Raum"), *(group_title(_, group, questionnaire) for group in results.groups)],
        rows=[_e_row(_, results.by_statement[one], results, questionnaire) for one in part],
    )


def _in_order_of_talk(results: Results) -> tuple[str, ...]:
    """First what is worth talking about, then what few can judge, then the rest."""
    first = (*results.discuss_first, *results.knowledge_gaps)
    return (*first, *(statement.id for statement in results.statements if statement.id not in first))


def _by_e(results: Results) -> tuple[str, ...]:
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
    ]


def _e_row(_: Words, statement: StatementResult, results: Results, questionnaire: Questionnaire) -> list[str]:
    cells = [statement.cells[group.id] for group in results.groups]
    return [
        _.local(questionnaire.statements[statement.id].text),
        _("{e} von {people}", e=statement.e, people=statement.people),
        *(hidden_text(_) if cell.e is None else _("{e} von {people}", e=cell.e, people=cell.people) for cell in cells),
    ]


VIEWS = {
    "aussagen": View(_in_order_of_talk, _bars),
    "gruppen": View(lambda results: results.discuss_first, _dots),
    "e": View(_by_e, _cannot_judge),
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
