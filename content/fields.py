"""The Handlungsfelder as a table: room and Verwaltungsbogen."""

from analysis.comparison import span
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results
from content.findings import pattern_finding
from content.tables import Table, Value, mean, or_dash, share
from texts import Words, band_title


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
        or_dash(span(field)),
        or_dash(field.group_distance),
        pattern_finding(_, field),
        share(field.e_share),
        basis.format(shown=field.rated, asked=field.asked),
        or_dash(field.administration_level),
        band_title(_, field.administration_band, questionnaire),
        basis.format(shown=field.administration_rated, asked=field.asked),
    )
