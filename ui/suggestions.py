"""What may follow from the answers, below the pictures: Einschätzung, opening question, Anregungen, measures."""

import streamlit as st

from analysis.questionnaire import Questionnaire
from content.slides import Slide
from content.suggestions import measure_table
from ui import session, show
from ui.tables import show_table

IDEAS_ON_THE_SCREEN = 3
"""As many as a room reads; the moderator's window has all."""


def field_page(slide: Slide) -> None:
    """Where a field stands, how to begin the talk, and what could come next."""
    show.finding(slide.finding.sentence)
    _notes(slide)


def measure_templates(field_id: str, questionnaire: Questionnaire) -> None:
    """Measures to start from, each with who usually does it and how long it takes."""
    _ = session.words()
    table = measure_table(_, questionnaire, field_id)
    if table.rows:
        with st.expander(_("Vorlagen für Maßnahmen")):
            show_table(table)


def statement_notes(slide: Slide) -> None:
    """A statement, why it is worth talking about, who answered what, how to begin, and what could come next."""
    with st.expander(show.plain(slide.title)):
        show.paragraph(slide.finding.sentence)
        show_table(slide.table)
        _notes(slide)


def _notes(slide: Slide) -> None:
    on_the_screen = session.is_screen()
    for note in slide.notes:
        match note.kind:
            case "about":
                if not on_the_screen:
                    show.note(" ".join(note.lines))
            case "assessment":
                show.paragraph(" ".join(note.lines))
            case "pattern":
                show.heading(note.title)
            case "ideas":
                show.lines(note.title, note.lines[:IDEAS_ON_THE_SCREEN] if on_the_screen else note.lines)
            case "questions":
                show.lines(note.title, note.lines)
