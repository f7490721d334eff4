"""The page Bericht: the workbook, made once per release, and what is in it."""

from collections.abc import Callable
from html import escape

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.action_plan import action_table
from content.points import result_columns
from content.protocol import agreement_table, note_table
from content.tables import Table
from data.polling import points_shown
from data.store.agreements import agreements
from data.store.measures import measures
from data.store.notes import notes
from data.store.releases import Release
from data.store.workshops import Workshop
from texts.titles import with_run
from ui import session
from ui.inputs import day


def workbook_download(
    of: Workshop, release: Release, results: Results, workbook: Callable[..., bytes], *, file_name: str
) -> None:
    """Overview, statements, groups and method as Excel; hidden stays hidden."""
    _ = session.words()
    named = with_run(_, of.title, of.run)
    title = _("{title} · {municipality} · {day}", title=named, municipality=of.municipality, day=day(of.held_on))
    written = written_tables(of, results)
    content = session.made(
        ("workbook", of.id, release.number, _.language, title, written),
        lambda: workbook(results, session.questionnaire(of), _, title=title, written=written),
    )
    st.download_button(
        _("Excel-Bericht herunterladen"),
        content,
        file_name=file_name,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="primary",
    )


def written_tables(of: Workshop, results: Results) -> tuple[Table, ...]:
    """What the room has agreed, its measures without names, and the notes that may stand in a report."""
    _, store, asked = session.words(), session.store(), session.questionnaire(of)
    agreed = agreement_table(_, results, asked, agreements(store, of.id))
    result = points_shown(store, of)
    beside = () if result is None else result_columns(_, result)
    planned = action_table(_, measures(store, of.id), asked, beside)
    return agreed, planned, note_table(_, asked, notes(store, of.id))


def contents(asked: Questionnaire, *, has_written: bool) -> None:
    """The workbook's worksheets by name, each with what it says; the same numbers as on the screen."""
    _ = session.words()
    worksheets = {
        _("Überblick"): _("Einschätzung je Handlungsfeld mit Diagrammen, und was zuerst zu besprechen ist"),
        _("Aussagen"): _("Jede Aussage mit ihren Antworten, ihrem Mittel und ihrem Muster"),
        _("Gruppen"): _("Wie die Gruppen geantwortet haben; kleine Gruppen bleiben geschützt"),
    }
    if any(field.suggestions or field.assessments for field in asked.fields):
        worksheets[_("Anregungen")] = _("Fragen zum Einstieg und Anregungen zu jedem Handlungsfeld")
    if any(field.measures for field in asked.fields):
        worksheets[_("Maßnahmen")] = _("Vorlagen für Maßnahmen zum Weiterschreiben")
    if has_written:
        what = _("Was der Raum gemeinsam einschätzt, Maßnahmen, und Notizen, die im Bericht stehen dürfen")
        worksheets[_("Vereinbart")] = what
    worksheets[_("Methode")] = _("Wie gerechnet wurde, und was die Zahlen nicht sagen")
    rows = "".join(
        f'<tr><th scope="row"><b>{escape(name)}</b></th><td>{escape(what)}</td></tr>'
        for name, what in worksheets.items()
    )
    st.html(f'<table class="rows contents"><tbody>{rows}</tbody></table>')
