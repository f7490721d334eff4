"""The views of the page Überblick; each is one chart with its finding and table."""

from collections.abc import Callable

import streamlit as st

from analysis.comparison import span
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results, StatementResult
from charts.dumbbell import dumbbell
from charts.heatmap import level_heatmap
from charts.labels import ADMINISTRATION, ROOM
from charts.profiles import profiles
from charts.radar import radar
from content.findings import administration_finding, groups_finding, overview_finding, pattern_finding
from data.store.releases import Release
from data.store.workshops import Workshop
from texts import Words, band_title, group_title, hidden_text, method_sentences, sheets_title
from ui import session, show
from ui.charts import labels, show_chart, size
from ui.inputs import pick_one, pick_some

View = Callable[[Workshop, Release, Results, Questionnaire], None]

SUGGESTIONS = "anregungen"
"""The view that goes through the fields one by one, in words."""


def choose_view(results: Results) -> str:
    """The chosen view; the address keeps it, so that the projector can open the same."""
    _ = session.words()
    titles = {
        "radar": _("Handlungsfelder"),
        "gruppen": _("Perspektiven"),
        "karte": _("Feld × Perspektive"),
        "verwaltung": _("Verwaltung : Raum"),
        SUGGESTIONS: _("Anregungen"),
    }
    if not any(field.administration_level is not None for field in results.fields):
        del titles["verwaltung"]
    return pick_one(_("Ansicht"), titles, "sicht")


def base(results: Results) -> str:
    """How many people stand behind what is shown."""
    _ = session.words()
    return sheets_title(_, results.respondents, results.without_answers)


def method() -> None:
    """What the numbers are, and what they are not."""
    for sentence in method_sentences(session.words()):
        show.paragraph(sentence)


def _radar(workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire) -> None:
    _ = session.words()
    has_administration = any(field.administration_level is not None for field in results.fields)
    lines = _radar_lines(results, questionnaire, has_administration)
    finding = overview_finding(_, results, questionnaire)
    show_chart(
        finding,
        (workshop.id, release.number, "radar", lines),
        lambda: radar(results, labels(results, questionnaire, _), lines=lines, named=finding.named, size=size()),
        alt=_("Netzdiagramm: Einschätzung im Mittel je Handlungsfeld, 1 = trifft nicht zu, 4 = trifft zu."),
        head=[
            _("Handlungsfeld"),
            _("Alle im Raum"),
            _("Einschätzung"),
            _("Verwaltungsbogen"),
            _("Muster"),
            _("Bewertet"),
        ],
        rows={
            field.id: [
                _.local(questionnaire.field(field.id).title),
                "–" if field.level is None else _.number(field.level),
                band_title(_, field.band, questionnaire),
                "–" if field.administration_level is None else _.number(field.administration_level),
                pattern_finding(_, field),
                _("{rated} von {asked} Aussagen", rated=field.rated, asked=field.asked),
            ]
            for field in results.fields
        },
    )


def _radar_lines(results: Results, questionnaire: Questionnaire, has_administration: bool) -> tuple[str, ...]:
    """The room with the Verwaltungsbogen, or with up to two groups instead."""
    _ = session.words()
    if session.is_screen():
        wanted = [line for line in st.query_params.get("gruppen", "").split(",") if line]
        picked = [group.id for group in results.groups if group.id in wanted][:2]
    else:
        titles = {group.id: show.plain(group_title(_, group, questionnaire)) for group in results.groups}
        picked = pick_some(_("Statt des Verwaltungsbogens bis zu zwei Gruppen zeigen"), titles, "gruppen")
        if len(picked) > 2:
            show.note(_("Das Netzdiagramm zeigt höchstens zwei Gruppen; hier sind es die ersten beiden."))
        picked = [group.id for group in results.groups if group.id in picked][:2]
    if picked:
        return (ROOM, *picked)
    return (ROOM, ADMINISTRATION) if has_administration else (ROOM,)


def _profiles(workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire) -> None:
    _ = session.words()
    finding = groups_finding(_, results, questionnaire)
    show_chart(
        finding,
        (workshop.id, release.number, "profiles"),
        lambda: profiles(results, labels(results, questionnaire, _), named=finding.named, size=size()),
        alt=_("Je Gruppe die Einschätzung der Handlungsfelder, dahinter als graue Linie alle im Raum."),
        head=_group_head(results, questionnaire),
        rows=_group_rows(results, questionnaire),
    )


def _heatmap(workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire) -> None:
    _ = session.words()
    finding = groups_finding(_, results, questionnaire)
    show_chart(
        finding,
        (workshop.id, release.number, "heatmap"),
        lambda: level_heatmap(results, labels(results, questionnaire, _), named=finding.named, size=size()),
        alt=_("Einschätzung im Mittel je Handlungsfeld und Gruppe, 1 = trifft nicht zu, 4 = trifft zu."),
        head=_group_head(results, questionnaire),
        rows=_group_rows(results, questionnaire),
    )


def _group_head(results: Results, questionnaire: Questionnaire) -> list[str]:
    _ = session.words()
    groups = [
        _("{group} (n = {n})", group=group_title(_, group, questionnaire), n=group.people) for group in results.groups
    ]
    return [_("Handlungsfeld"), _("Alle im Raum"), *groups, _("Spannweite"), _("Gruppenabstand")]


def _group_rows(results: Results, questionnaire: Questionnaire) -> dict[str, list[str]]:
    _ = session.words()
    rows = {}
    for field in results.fields:
        row = [_.local(questionnaire.field(field.id).title), "–" if field.level is None else _.number(field.level)]
        for group in results.groups:
            cell = field.cells[group.id]
            if cell.level is None:
                row.append(hidden_text(_))
            else:
                of = _("aus {shown} von {asked} Aussagen", shown=cell.shown, asked=field.asked)
                row.append(f"{_.number(cell.level)} ({of})")
        rows[field.id] = [*row, *spread_cells(_, field)]
    return rows


def spread_cells(_: Words, result: FieldResult | StatementResult) -> tuple[str, str]:
    """Spannweite and Gruppenabstand in steps; "–" with fewer than two shown groups."""
    values = (span(result), result.group_distance)
    shown = ["–" if value is None else _.number(value) for value in values]
    return shown[0], shown[1]


def _administration(workshop: Workshop, release: Release, results: Results, questionnaire: Questionnaire) -> None:
    _ = session.words()
    finding = administration_finding(_, results, questionnaire)
    show_chart(
        finding,
        (workshop.id, release.number, "dumbbell"),
        lambda: dumbbell(results, labels(results, questionnaire, _), named=finding.named, size=size()),
        alt=_("Je Handlungsfeld die Einschätzung laut Verwaltungsbogen und die aller im Raum."),
        head=[
            _("Handlungsfeld"),
            _("Verwaltungsbogen"),
            _("laut Verwaltungsbogen"),
            _("Alle im Raum"),
            _("aus Sicht der Anwesenden"),
        ],
        rows={
            field.id: [
                _.local(questionnaire.field(field.id).title),
                "–" if field.administration_level is None else _.number(field.administration_level),
                band_title(_, field.administration_band, questionnaire),
                "–" if field.level is None else _.number(field.level),
                band_title(_, field.band, questionnaire),
            ]
            for field in results.fields
        },
    )


VIEWS: dict[str, View] = {"radar": _radar, "gruppen": _profiles, "karte": _heatmap, "verwaltung": _administration}
