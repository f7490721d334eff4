"""The page Bericht: the workbook, made once per release."""

from collections.abc import Callable

import streamlit as st

from analysis.results import Results
from data.store.releases import Release
from data.store.workshops import Workshop
from texts.titles import with_run
from ui import session, show
from ui.inputs import day


def workbook_download(
    of: Workshop, release: Release, results: Results, workbook: Callable[..., bytes], *, file_name: str
) -> None:
    """Overview, statements, groups and method as Excel; hidden stays hidden."""
    _ = session.words()
    named = with_run(_, of.title, of.run)
    title = _("{title} · {municipality} · {day}", title=named, municipality=of.municipality, day=day(of.held_on))
    content = session.made(
        ("workbook", of.id, release.number, _.language),
        lambda: workbook(results, session.questionnaire(of), _, title=title),
    )
    show.paragraph(
        _("Überblick, Aussagen, Gruppen und Methode als Excel-Datei, mit denselben Zahlen wie am Bildschirm.")
    )
    st.download_button(
        _("Excel-Bericht herunterladen"),
        content,
        file_name=file_name,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="primary",
    )
