"""The slides about the Handlungsfelder: radar, groups, heat map, Verwaltungsbogen : room."""

from collections.abc import Sequence

from analysis.comparison import span
from analysis.questionnaire import Questionnaire
from analysis.results import FieldCell, FieldResult, Results
from content.findings import administration_finding, groups_finding, overview_finding, pattern_finding
from content.labels import ADMINISTRATION, ROOM
from content.slides import Chart, Slide
from content.tables import Table, mean, or_dash
from texts import Words, band_title, group_title, hidden_text

LINES_BESIDE = 2
"""Groups that the radar shows beside the room."""


def has_administration(results: Results) -> bool:
    """Whether the Verwaltungsbogen says anything about a field."""
    return any(field.administration_level is not None for field in results.fields)


def radar_lines(results: Results, groups: Sequence[str]) -> tuple[str, ...]:
    """The room with up to two of these groups, else with the Verwaltungsbogen."""
    picked = tuple(group.id for group in results.groups if group.id in groups)[:LINES_BESIDE]
    if picked:
        return (ROOM, *picked)
    return (ROOM, ADMINISTRATION) if has_administration(results) else (ROOM,)


def radar_slide(_: Words, results: Results, questionnaire: Questionnaire, groups: Sequence[str] = ()) -> Slide:
    """Einschätzung im Mittel by field; ``groups``: beside the room instead of the Verwaltungsbogen."""
    heads = (
        _("Handlungsfeld"),
        _("Alle im Raum"),
        _("Einschätzung"),
        _("Verwaltungsbogen"),
        _("Muster"),
        _("Bewertet"),
    )
    rows = tuple(
        (
            _.local(questionnaire.field(field.id).title),
            mean(_, field.level),
            band_title(_, field.band, questionnaire),
            or_dash(field.administration_level),
            pattern_finding(_, field),
            _("{rated} von {asked} Aussagen", rated=field.rated, asked=field.asked),
        )
        for field in results.fields
    )
    alt = _("Netzdiagramm: Einschätzung im Mittel je Handlungsfeld, 1 = trifft nicht zu, 4 = trifft zu.")
    lines = radar_lines(results, groups)
    beside = [line for line in lines if line not in (ROOM, ADMINISTRATION)]
    return Slide(
        address=f"ueberblick={','.join(beside)}" if beside else "ueberblick",
        chart="radar",
        finding=overview_finding(_, results, questionnaire),
        table=Table(alt, heads, rows, _ids(results)),
        shows=lines,
    )


def profiles_slide(_: Words, results: Results, questionnaire: Questionnaire) -> Slide:
    """A small picture a group."""
    alt = _("Je Gruppe die Einschätzung der Handlungsfelder, dahinter als graue Linie alle im Raum.")
    return _group_slide(_, results, questionnaire, "ueberblick:gruppen", "profiles", alt)


def levels_slide(_: Words, results: Results, questionnaire: Questionnaire) -> Slide:
    """Field × group as a heat map."""
    alt = _("Einschätzung im Mittel je Handlungsfeld und Gruppe, 1 = trifft nicht zu, 4 = trifft zu.")
    return _group_slide(_, results, questionnaire, "ueberblick:karte", "levels", alt)


def administration_slide(_: Words, results: Results, questionnaire: Questionnaire) -> Slide:
    """Verwaltungsbogen : room, field by field."""
    heads = (
        _("Handlungsfeld"),
        _("Verwaltungsbogen"),
        _("laut Verwaltungsbogen"),
        _("Alle im Raum"),
        _("aus Sicht der Anwesenden"),
    )
    rows = tuple(
        (
            _.local(questionnaire.field(field.id).title),
            or_dash(field.administration_level),
            band_title(_, field.administration_band, questionnaire),
            mean(_, field.level),
            band_title(_, field.band, questionnaire),
        )
        for field in results.fields
    )
    alt = _("Je Handlungsfeld die Einschätzung laut Verwaltungsbogen und die aller im Raum.")
    return Slide(
        address="ueberblick:verwaltung",
        chart="dumbbell",
        finding=administration_finding(_, results, questionnaire),
        table=Table(alt, heads, rows, _ids(results)),
    )


def _group_slide(
    _: Words, results: Results, questionnaire: Questionnaire, address: str, chart: Chart, alt: str
) -> Slide:
    groups = (
        _("{group} (n = {n})", group=group_title(_, group, questionnaire), n=group.people) for group in results.groups
    )
    heads = (_("Handlungsfeld"), _("Alle im Raum"), *groups, _("Spannweite"), _("Gruppenabstand"))
    rows = tuple(
        (
            _.local(questionnaire.field(field.id).title),
            mean(_, field.level),
            *(_group_cell(_, field, field.cells[group.id]) for group in results.groups),
            or_dash(span(field)),
            or_dash(field.group_distance),
        )
        for field in results.fields
    )
    finding = groups_finding(_, results, questionnaire)
    return Slide(address=address, chart=chart, finding=finding, table=Table(alt, heads, rows, _ids(results)))


def _group_cell(_: Words, field: FieldResult, cell: FieldCell) -> str:
    if cell.level is None:
        return hidden_text(_)
    return _(
        "{level} (aus {shown} von {asked} Aussagen)", level=_.number(cell.level), shown=cell.shown, asked=field.asked
    )


def _ids(results: Results) -> tuple[str, ...]:
    return tuple(field.id for field in results.fields)
