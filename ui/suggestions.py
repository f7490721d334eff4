"""What may follow from the answers: Einschätzung, opening question and Anregungen, by field and by statement."""

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Pattern, Results, StatementResult
from content.findings import assessment, field_finding, opening_questions, pattern_finding, reason, suggestions
from texts import Words, months_title
from ui import session, show
from ui.inputs import pick_one

IDEAS_ON_THE_SCREEN = 3
"""As many as a room reads; the moderator's window has all."""


def choose_field(results: Results, questionnaire: Questionnaire) -> FieldResult:
    """One Handlungsfeld; the address keeps it, so that the projector can open the same."""
    _ = session.words()
    fields = {field.id: field for field in results.fields}
    titles = {one: show.plain(_.local(questionnaire.field(one).short)) for one in fields}
    return fields[pick_one(_("Handlungsfeld"), titles, "feld")]


def field_page(field: FieldResult, questionnaire: Questionnaire) -> None:
    """Where a field stands, how to begin the talk, and what could come next."""
    _ = session.words()
    show.finding(field_finding(_, field, questionnaire))
    if not session.is_screen():
        show.note(_.local(questionnaire.field(field.id).introduction))
    show.paragraph(assessment(_, field, questionnaire))
    show.heading(_("Muster: {pattern}", pattern=pattern_finding(_, field)))
    _what_next(_, field.id, field.pattern, questionnaire)


def measure_templates(field_id: str, questionnaire: Questionnaire) -> None:
    """Measures to start from, each with who usually does it and how long it takes."""
    _ = session.words()
    templates = questionnaire.field(field_id).measures
    if not templates:
        return
    with st.expander(_("Vorlagen für Maßnahmen")):
        show.table(
            [_("Was?"), _("Wer?"), _("Bis wann?")],
            [
                [
                    _.local(one.what),
                    _.local(one.who),
                    months_title(_, one.months),
                ]
                for one in templates
            ],
            caption=_("Vorlagen für Maßnahmen: {field}", field=_.local(questionnaire.field(field_id).title)),
        )


def statement_notes(statement: StatementResult, questionnaire: Questionnaire) -> None:
    """A statement, why it is worth talking about, how to begin, and what could come next."""
    _ = session.words()
    with st.expander(show.plain(_.local(questionnaire.statements[statement.id].text))):
        show.paragraph(reason(_, statement))
        _what_next(_, statement.field, statement.pattern, questionnaire)


def _what_next(_: Words, field_id: str, pattern: Pattern, questionnaire: Questionnaire) -> None:
    questions = opening_questions(_, pattern, questionnaire)
    ideas = suggestions(_, field_id, pattern, questionnaire)
    if questions:
        show.lines(_("Fragen zum Einstieg"), questions)
    if ideas:
        show.lines(_("Anregungen"), ideas[:IDEAS_ON_THE_SCREEN] if session.is_screen() else ideas)
