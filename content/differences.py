"""The slides about statements: how the room answers, who sees it how, what few can judge."""

from collections.abc import Sequence

from analysis.comparison import span
from analysis.questionnaire import Questionnaire
from analysis.results import Results, StatementResult
from content.findings import differences_finding, e_finding, reason
from content.slides import Slide
from content.tables import Table, Value, counts, mean, step, too_few
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
    return Slide(
        address=_address("unterschiede", part),
        chart="diverging",
        finding=differences_finding(_, results, part),
        table=Table(alt, heads, rows, tuple(part)),
        shows=tuple(part),
    )


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
    return Slide(
        address=_address("unterschiede:gruppen", part),
        chart="dots",
        finding=differences_finding(_, results, part),
        table=Table(alt, heads, rows, tuple(part)),
        shows=tuple(part),
    )


def e_slide(_: Words, results: Results, questionnaire: Questionnaire, part: Sequence[str]) -> Slide:
    """How many of the room and of each group cannot judge these statements."""
    groups = (group_title(_, group, questionnaire) for group in results.groups)
    rows = tuple(_e_row(_, results.by_statement[one], results, questionnaire) for one in part)
    alt = _("Je Aussage und Gruppe: wie viele „Keine Einschätzung möglich“ geantwortet haben.")
    return Slide(
        address=_address("unterschiede:e", part),
        chart="e",
        finding=e_finding(_, results, questionnaire, part),
        table=Table(alt, (_("Aussage"), _("Alle im Raum"), *groups), rows, tuple(part)),
        shows=tuple(part),
    )


def _answer_row(_: Words, statement: StatementResult, questionnaire: Questionnaire) -> tuple[Value, ...]:
    return (
        _.local(questionnaire.statements[statement.id].text),
        *counts(statement.ratings, too_few(_)),
        too_few(_) if statement.e is None else statement.e,
        too_few(_) if statement.blank is None else statement.blank,
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
        step(span(statement)),
        step(statement.group_distance),
    )


def _e_row(_: Words, statement: StatementResult, results: Results, questionnaire: Questionnaire) -> tuple[Value, ...]:
    cells = [statement.cells[group.id] for group in results.groups]
    return (
        _.local(questionnaire.statements[statement.id].text),
        _e_of(_, statement.e, statement.people, too_few(_)),
        *(_e_of(_, cell.e, cell.people, hidden_text(_)) for cell in cells),
    )


def _e_of(_: Words, e: int | None, people: int, instead: str) -> str:
    return instead if e is None else _("{e} von {people}", e=e, people=people)


def _address(view: str, part: Sequence[str]) -> str:
    """The view and its statements: all that is needed to draw it, whatever order led to it."""
    return f"{view}={','.join(part)}" if part else view
