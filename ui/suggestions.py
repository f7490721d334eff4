"""What may follow from the answers, below the pictures: Einschätzung, opening question, Anregungen, measures."""

from html import escape

import streamlit as st

from analysis.questionnaire import Questionnaire
from content.slides import Slide
from content.suggestions import measure_table
from ui import session, show
from ui.tables import show_table


def field_page(slide: Slide) -> None:
    """Where a field stands, how to begin the talk, and what could come next."""
    show.finding(slide.finding.sentence)
    notes(slide)


def measure_templates(field_id: str, questionnaire: Questionnaire) -> None:
    """Measures to start from, each with who usually does it and how long it takes."""
    _ = session.words()
    table = measure_table(_, questionnaire, field_id)
    if table.rows:
        with st.expander(_("Vorlagen für Maßnahmen"), type="compact"):
            show_table(table)


def first_question(slide: Slide) -> None:
    """The question with which the talk may begin."""
    for note in slide.notes:
        if note.kind == "questions":
            st.html(f'<p class="question">{escape(note.lines[0])}</p>')


def notes(slide: Slide) -> None:
    """What a slide says beside its picture."""
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
