"""What may follow from the answers, below the pictures: Einschätzung, opening question, Anregungen, measures."""

import streamlit as st

from analysis.questionnaire import Questionnaire
from content.slides import Slide
from content.suggestions import measure_table
from data.store.workshops import Workshop
from ui import session, show, stage
from ui.tables import show_table


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


def statement_notes(of: Workshop, slide: Slide) -> None:
    """A statement, why it is worth talking about, who answered what, how to begin, and what could come next."""
    with st.expander(show.plain(slide.title)):
        show.paragraph(slide.finding.sentence)
        show_table(slide.table)
        stage.offer(of, slide)
        _notes(slide)


def _notes(slide: Slide) -> None:
    for note in slide.notes:
        match note.kind:
            case "about":
                show.note(" ".join(note.lines))
            case "assessment":
                show.paragraph(" ".join(note.lines))
            case "pattern":
                show.heading(note.title)
            case "questions" | "ideas":
                show.lines(note.title, note.lines)
