"""What every report says: title lines, tables and the method box; the formats only lay it out."""

from collections.abc import Sequence

from analysis.comparison import span
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results, StatementResult
from findings import camps, pattern_finding, reason
from reports.tables import Table, Value, counts, mean, share, step, too_few
from texts import (
    Words,
    answer_labels,
    band_title,
    disagreement_title,
    group_title,
    hidden_text,
    method_sentences,
    perspective_title,
    rounded,
    sheets_title,
)

FIRST_TO_DISCUSS = 7


def title_lines(_: Words, results: Results, title: str) -> tuple[str, ...]:
    """What stands on top of each report and each of its parts: whose it is, how many people, and what it is not."""
    return title, sheets_title(_, results.respondents, results.without_answers), method_sentences(_)[0]


def field_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a Handlungsfeld: room and Verwaltungsbogen."""
    heads = (
        _("Handlungsfeld"),
        _("Alle im Raum: Einschätzung im Mittel"),
        _("Aus Sicht der Anwesenden"),
        _("Jede Gruppe zählt gleich"),
        _("Uneinigkeit"),
        _("Spannweite in Stufen"),
        _("Gruppenabstand in Stufen"),
        _("Muster"),
        _("Keine Einschätzung möglich"),
        _("Grundlage"),
        _("Verwaltungsbogen im Mittel"),
        _("Laut Verwaltungsbogen"),
        _("Grundlage des Verwaltungsbogens"),
    )
    rows = tuple(_field_row(_, field, questionnaire) for field in results.fields)
    return Table(_("Handlungsfelder"), heads, rows)


def _field_row(_: Words, field: FieldResult, questionnaire: Questionnaire) -> tuple[Value, ...]:
    basis = _("aus {shown} von {asked} Aussagen")
    return (
        _.local(questionnaire.field(field.id).title),
        mean(_, field.level),
        band_title(_, field.band, questionnaire),
        mean(_, field.equal_level),
        share(field.disagreement),
        step(span(field)),
        step(field.group_distance),
        pattern_finding(_, field),
        share(field.e_share),
        basis.format(shown=field.rated, asked=field.asked),
        "–" if field.administration_level is None else rounded(field.administration_level),
        band_title(_, field.administration_band, questionnaire),
        basis.format(shown=field.administration_rated, asked=field.asked),
    )


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
        too_few(_) if statement.e is None else statement.e,
        too_few(_) if statement.ratings is None else statement.ratings.n,
        too_few(_) if statement.answered is None else statement.answered,
        too_few(_) if statement.blank is None else statement.blank,
        mean(_, statement.level),
        mean(_, statement.equal_level),
        share(statement.disagreement),
        disagreement_title(_, statement.band),
        camps(_, statement),
        step(span(statement)),
        step(statement.group_distance),
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


def group_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """Who was asked: the groups as formed at closing."""
    rows = tuple(
        (
            group_title(_, group, questionnaire),
            group.people,
            ", ".join(perspective_title(_, key, questionnaire) for key in group.perspectives),
        )
        for group in results.groups
    )
    return Table(_("Gruppen"), (_("Gruppe"), _("Personen"), _("Perspektiven")), rows)


def method_box(_: Words, results: Results) -> tuple[str, ...]:
    """How the figures come about and what they must not be taken for; on each report."""
    return (
        *method_sentences(_),
        _(
            "Einzelne Gruppen werden nur gezeigt, wenn mindestens {n} ihrer Mitglieder die Aussage bewertet haben. "
            "Sonst steht dort: {hidden}.",
            n=results.threshold,
            hidden=hidden_text(_),
        ),
        _(
            "„Keine Einschätzung möglich“ wird über alle Personen der Gruppe gezählt, "
            "auch über die, die nichts angekreuzt haben."
        ),
        _("Der Verwaltungsbogen ist eine gemeinsame Antwort der Verwaltung und in keinem anderen Wert enthalten."),
        _("Mittelwerte, Spannweiten und Gruppenabstände sind auf eine Stelle gerundet, Anteile auf ganze Prozent."),
        _("Handlungsfelder: Mittel über die Werte ihrer Aussagen."),
    )
