"""The slides about statements: how the room answers, who sees it how, what few can judge."""

from collections.abc import Sequence

from analysis.comparison import span
from analysis.questionnaire import Questionnaire
from analysis.results import Results, StatementResult
from content.findings import Finding, differences_finding, e_finding, reason
from content.slides import Chart, Slide
from content.tables import Table, Value, count, counts, e_of, mean, or_dash, too_few
from texts import Words, answer_labels, disagreement_title, group_title, hidden_text


def worth_talking_about(results: Results, statements: Sequence[str]) -> tuple[str, ...]:
    """Those of the statements that enough people have rated, in their order."""
    return tuple(one for one in statements if one in results.discuss_first)


def by_e(results: Results) -> tuple[str, ...]:
    """By the share of E among all people, where anybody answered so."""
    with_e = [statement for statement in results.statements if statement.e]
    return tuple(s.id for s in sorted(with_e, key=lambda s: -(s.e or 0)))


def answers_slide(_: Words, results: Results, questionnaire: Questionnaire, part: Sequence[str]) -> Slide:
    """What all in the room answered to these statements."""
    heads = (
        _("Aussage"),
        *(f"{code} {label}" for code, label in answer_labels(_, questionnaire).items()),
        _("Ohne Antwort"),
        _("Im Mittel"),
        _("Wie weit auseinander?"),
        _("Warum besprechen"),
    )
    rows = tuple(_answer_row(_, results.by_statement[one], questionnaire) for one in part)
    alt = _("Je Aussage die Zahl der Antworten von „trifft nicht zu“ bis „trifft zu“, rechts „keine Einschätzung“.")
    finding = differences_finding(_, results, part)
    return _slide("unterschiede", "diverging", finding, Table(alt, heads, rows, tuple(part)))


def groups_slide(_: Words, results: Results, questionnaire: Questionnaire, part: Sequence[str]) -> Slide:
    """How each group sees these statements."""
    heads = (
        _("Aussage"),
        *(group_title(_, group, questionnaire) for group in results.groups),
        _("Spannweite"),
        _("Gruppenabstand"),
    )
    rows = tuple(_group_row(_, results.by_statement[one], results, questionnaire) for one in part)
    alt = _("Je Aussage die Einschätzung im Mittel jeder Gruppe, 1 = trifft nicht zu, 4 = trifft zu.")
    finding = differences_finding(_, results, part)
    return _slide("unterschiede:gruppen", "dots", finding, Table(alt, heads, rows, tuple(part)))


def e_slide(_: Words, results: Results, questionnaire: Questionnaire, part: Sequence[str]) -> Slide:
    """How many of the room and of each group cannot judge these statements."""
    groups = (group_title(_, group, questionnaire) for group in results.groups)
    rows = tuple(_e_row(_, results.by_statement[one], results, questionnaire) for one in part)
    alt = _("Je Aussage und Gruppe: wie viele „Keine Einschätzung möglich“ geantwortet haben.")
    finding = e_finding(_, results, questionnaire, part)
    return _slide(
        "unterschiede:e", "e", finding, Table(alt, (_("Aussage"), _("Alle im Raum"), *groups), rows, tuple(part))
    )


def _answer_row(_: Words, statement: StatementResult, questionnaire: Questionnaire) -> tuple[Value, ...]:
    return (
        _.local(questionnaire.statements[statement.id].text),
        *counts(statement.ratings, too_few(_)),
        count(_, statement.e),
        count(_, statement.blank),
        mean(_, statement.level),
        disagreement_title(_, statement.band),
        reason(_, statement),
    )


def _group_row(
    _: Words, statement: StatementResult, results: Results, questionnaire: Questionnaire
) -> tuple[Value, ...]:
    cells = [statement.cells[group.id] for group in results.groups]
    return (
        _.local(questionnaire.statements[statement.id].text),
        *(
            hidden_text(_)
            if cell.level is None or cell.ratings is None
            else _("{level} (n = {n})", level=_.number(cell.level), n=cell.ratings.n)
            for cell in cells
        ),
        or_dash(span(statement)),
        or_dash(statement.group_distance),
    )


def _e_row(_: Words, statement: StatementResult, results: Results, questionnaire: Questionnaire) -> tuple[Value, ...]:
    cells = [statement.cells[group.id] for group in results.groups]
    return (
        _.local(questionnaire.statements[statement.id].text),
        e_of(_, statement.e, statement.people, too_few(_)),
        *(e_of(_, cell.e, cell.people, hidden_text(_)) for cell in cells),
    )


def _slide(view: str, chart: Chart, finding: Finding, table: Table) -> Slide:
    """Its statements stand in the address: all that is needed to draw it, whatever order led to it."""
    address = f"{view}={','.join(table.ids)}" if table.ids else view
    return Slide(address=address, chart=chart, finding=finding, table=table, shows=table.ids)
