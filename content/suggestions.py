"""The way on as tables: Einschätzung, questions, Anregungen, templates for measures."""

from typing import get_args

from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Pattern, Results
from content.findings import assessment, opening_questions, suggestions
from content.tables import Table
from texts import Words, band_title, months_title, pattern_title


def assessment_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a Handlungsfeld: what it is about, and where those present see it."""
    heads = (_("Handlungsfeld"), _("Worum es geht"), _("Aus Sicht der Anwesenden"), _("Einschätzung in Worten"))
    rows = tuple(
        (
            _.local(questionnaire.field(field.id).title),
            _.local(questionnaire.field(field.id).introduction),
            band_title(_, field.band, questionnaire),
            assessment(_, field, questionnaire) or "–",
        )
        for field in results.fields
    )
    return Table(_("Einschätzung der Handlungsfelder"), heads, rows)


def suggestion_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row an Anregung, for every pattern that a field or one of its statements has."""
    rows = tuple(
        (_.local(questionnaire.field(field.id).title), pattern_title(_, pattern), ", ".join(where), idea)
        for field in results.fields
        for pattern, where in _patterns(_, field, results).items()
        for idea in suggestions(_, field.id, pattern, questionnaire)
    )
    return Table(_("Anregungen"), (_("Handlungsfeld"), _("Muster"), _("Passt zu"), _("Anregung")), rows)


def question_table(_: Words, questionnaire: Questionnaire) -> Table:
    """One row a question to begin with."""
    rows = tuple(
        (pattern_title(_, pattern), question)
        for pattern in get_args(Pattern)
        for question in opening_questions(_, pattern, questionnaire)
    )
    return Table(_("Fragen zum Einstieg"), (_("Muster"), _("Frage")), rows)


def measure_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a template."""
    rows = tuple(
        (_.local(questionnaire.field(field.id).title), _.local(one.what), _.local(one.who), months_title(_, one.months))
        for field in results.fields
        for one in questionnaire.field(field.id).measures
    )
    return Table(_("Vorlagen für Maßnahmen"), (_("Handlungsfeld"), _("Was?"), _("Wer?"), _("Bis wann?")), rows)


def _patterns(_: Words, field: FieldResult, results: Results) -> dict[Pattern, list[str]]:
    """Pattern -> the whole field and the numbers of its statements that have it."""
    found: dict[Pattern, list[str]] = {field.pattern: [_("ganzes Handlungsfeld")]}
    for statement in results.statements:
        if statement.field == field.id:
            found.setdefault(statement.pattern, []).append(statement.id)
    return found
