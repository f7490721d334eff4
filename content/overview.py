"""The slides about the Handlungsfelder: radar, groups, heat map, Verwaltungsbogen : room."""

from collections.abc import Sequence

from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results
from content.fields import field_columns, field_ids, group_basis
from content.findings.administration import administration_finding
from content.findings.finding import Finding
from content.findings.groups import groups_finding
from content.findings.overview import axes_finding, overview_finding
from content.groups import group_columns, level_of
from content.labels import ADMINISTRATION, ROOM
from content.slides import AXES, Chart, Slide
from content.tables import Column, Value, as_text, filled, mean
from content.views import View, view_titles
from texts.words import Words

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


def radar_slide(
    _: Words, results: Results, questionnaire: Questionnaire, groups: Sequence[str] = (), step: int | None = None
) -> Slide:
    """Einschätzung im Mittel by field; ``groups``: beside the room instead of the Verwaltungsbogen.

    Its steps: the axes, then one line after the other, each with its own finding. A ``step`` that does not exist is
    the nearest.
    """
    lines = radar_lines(results, groups)
    steps = (AXES, *lines)
    at = len(lines) if step is None else min(max(step, 0), len(lines))
    axes = _("Netz mit einer Achse je Handlungsfeld, von 1 = trifft nicht zu bis 4 = trifft zu.")
    alt = _("Netzdiagramm: Einschätzung im Mittel je Handlungsfeld, 1 = trifft nicht zu, 4 = trifft zu.")
    columns = _radar_columns(_, results, questionnaire, lines[:at])
    return Slide(
        view=View("ueberblick", groups=tuple(line for line in lines if line not in (ROOM, ADMINISTRATION))),
        title=view_titles(_, "ueberblick")["radar"],
        chart="gaps" if step is not None and steps[at] == ADMINISTRATION else "radar",
        finding=_radar_finding(_, results, questionnaire, None if step is None else steps[at]),
        table=filled(alt if at else axes, columns, results.fields, field_ids(results)),
        shows=lines,
        steps=steps,
        step=at,
    )


def _radar_finding(_: Words, results: Results, questionnaire: Questionnaire, newest: str | None) -> Finding:
    """What is to be said of the line that has just been revealed; None: of the whole picture."""
    if newest == AXES:
        return axes_finding(_, len(results.fields))
    if newest == ADMINISTRATION:
        return administration_finding(_, results, questionnaire)
    return overview_finding(_, results, questionnaire)


def _radar_columns(
    _: Words, results: Results, questionnaire: Questionnaire, lines: Sequence[str]
) -> list[Column[FieldResult]]:
    """The fields, with what is said of these lines and nothing of others."""
    columns = field_columns(_, questionnaire)
    names = ["title"]
    if ROOM in lines:
        names += ["level", "band"]
    if ADMINISTRATION in lines:
        names.append("administration_told")
    if ROOM in lines:
        names += ["pattern", "basis"]
    chosen = [columns[name] for name in names]
    groups: Sequence[Column[FieldResult]] = group_columns(
        _,
        results,
        questionnaire,
        lambda field: mean(_, field.level),
        lambda field, group: _level_and_basis(_, field, group),
    )
    by_group = dict(zip((group.id for group in results.groups_beside), groups[1:], strict=True))
    return [*chosen, *(by_group[line] for line in lines if line in by_group)]


def profiles_slide(_: Words, results: Results, questionnaire: Questionnaire) -> Slide:
    """A small picture a group."""
    alt = _("Je Gruppe die Einschätzung der Handlungsfelder, dahinter als graue Linie alle im Raum.")
    return _group_slide(_, results, questionnaire, "gruppen", "profiles", alt)


def levels_slide(_: Words, results: Results, questionnaire: Questionnaire) -> Slide:
    """Field × group as a heat map."""
    alt = _("Einschätzung im Mittel je Handlungsfeld und Gruppe, 1 = trifft nicht zu, 4 = trifft zu.")
    return _group_slide(_, results, questionnaire, "karte", "levels", alt)


def administration_slide(_: Words, results: Results, questionnaire: Questionnaire) -> Slide:
    """Verwaltungsbogen : room, field by field."""
    columns = field_columns(_, questionnaire)
    chosen = [columns[name] for name in ("title", "administration_told", "administration_band", "level", "band")]
    alt = _("Je Handlungsfeld die Einschätzung laut Verwaltungsbogen und die aller im Raum.")
    return Slide(
        view=View("ueberblick", "verwaltung"),
        title=view_titles(_, "ueberblick")["verwaltung"],
        chart="dumbbell",
        finding=administration_finding(_, results, questionnaire),
        table=filled(alt, chosen, results.fields, field_ids(results)),
    )


def _group_slide(_: Words, results: Results, questionnaire: Questionnaire, view: str, chart: Chart, alt: str) -> Slide:
    columns = field_columns(_, questionnaire)
    groups: Sequence[Column[FieldResult]] = group_columns(
        _,
        results,
        questionnaire,
        lambda field: mean(_, field.level),
        lambda field, group: _level_and_basis(_, field, group),
    )
    chosen = (columns["title"], *groups, columns["span"], columns["distance"])
    return Slide(
        view=View("ueberblick", view),
        title=view_titles(_, "ueberblick")[view],
        chart=chart,
        finding=groups_finding(_, results, questionnaire),
        table=filled(alt, chosen, results.fields, field_ids(results)),
    )


def _level_and_basis(_: Words, field: FieldResult, group: str) -> Value:
    level = level_of(_, field.cells[group])
    if field.cells[group].level is None:
        return level
    return _("{level} ({basis})", level=as_text(_, level), basis=group_basis(_, field, group))
