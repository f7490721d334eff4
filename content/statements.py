"""The statements as tables: what all in the room answered, and what to discuss first."""

from collections.abc import Sequence

from analysis.comparison import span
from analysis.questionnaire import Questionnaire
from analysis.results import Results, StatementResult
from content.findings import camps, pattern_finding, reason
from content.tables import Table, Value, count, counts, mean, or_dash, share, too_few
from texts import Words, answer_labels, disagreement_title

FIRST_TO_DISCUSS = 7


def statement_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a statement: what all in the room answered."""
    heads = (
        _("Nr."),
        _("Handlungsfeld"),
        _("Aussage"),
        *(f"{code} {label}" for code, label in answer_labels(_, questionnaire).items()),
        _("Bewertet (A–D)"),
        _("Geantwortet (A–E)"),
        _("Offen gelassen"),
        _("Einschätzung im Mittel"),
        _("Jede Gruppe zählt gleich"),
        _("Uneinigkeit"),
        _("Wie weit auseinander?"),
        _("Lager"),
        _("Spannweite in Stufen"),
        _("Gruppenabstand in Stufen"),
        _("Muster"),
        _("Verwaltungsbogen"),
    )
    rows = tuple(_statement_row(_, statement, questionnaire) for statement in results.statements)
    return Table(_("Aussagen"), heads, rows)


def _statement_row(_: Words, statement: StatementResult, questionnaire: Questionnaire) -> tuple[Value, ...]:
    return (
        statement.id,
        _.local(questionnaire.field(statement.field).title),
        _.local(questionnaire.statements[statement.id].text),
        *counts(statement.ratings, too_few(_)),
        count(_, statement.e),
        count(_, None if statement.ratings is None else statement.ratings.n),
        count(_, statement.answered),
        count(_, statement.blank),
        mean(_, statement.level),
        mean(_, statement.equal_level),
        share(statement.disagreement),
        disagreement_title(_, statement.band),
        camps(_, statement),
        or_dash(span(statement)),
        or_dash(statement.group_distance),
        pattern_finding(_, statement),
        statement.administration or "–",
    )


def agenda(_: Words, results: Results, questionnaire: Questionnaire) -> tuple[Table, ...]:
    """What to discuss first, and what hardly anyone could judge; reasons, no ranks."""
    lists = (
        (_("Zuerst besprechen"), results.discuss_first[:FIRST_TO_DISCUSS]),
        (_("Kaum einschätzbar: Wer weiß es?"), results.knowledge_gaps),
    )
    heads = (_("Nr."), _("Aussage"), _("Warum"))
    return tuple(Table(title, heads, _agenda_rows(_, ids, results, questionnaire)) for title, ids in lists if ids)


def _agenda_rows(
    _: Words, statements: Sequence[str], results: Results, questionnaire: Questionnaire
) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (one, _.local(questionnaire.statements[one].text), reason(_, results.by_statement[one])) for one in statements
    )
