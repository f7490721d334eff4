"""What the room says of a field: its Einschätzung, how to begin the talk, and Anregungen that fit."""

from analysis.fitting import suggestions_for, suggestions_of_field
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Pattern, Results
from content.findings.pattern import by_statement_title, seen_differently, told_by_pattern
from texts.titles import band_title, level_places
from texts.words import Words


def field_finding(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The sentence above the Anregungen of a field."""
    title = _.local(questionnaire.field(field.id).title)
    if field.level is None:
        return _("{field}: noch keine Aussage", field=title)
    if field.band is not None and field.shared_band is None:
        stands = assessment_title(_, field, questionnaire)
        return _("{field}: {band} (im Mittel {level})", field=title, band=stands, level=_.number(field.level))
    return _(
        "{field}: aus Sicht der Anwesenden {band} ({level})",
        field=title,
        band=band_title(_, field.band, questionnaire),
        level=_.number(field.level, level_places(field.level, questionnaire)),
    )


def assessment_title(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The room's Einschätzung of a field in a word or two, or why it has none that is shared."""
    if field.band is None or field.shared_band is not None:
        return band_title(_, field.shared_band, questionnaire)
    if field.pattern == "kaum_einschaetzbar":
        return _("kaum einschätzbar")
    return by_statement_title(_) if field.differs_by_statement else seen_differently(_)


def assessment(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The Einschätzung of a field in a sentence or two: the field's own, else the band's; what its statements say where
    that differs from one to the next; empty if the room sees it differently."""
    if field.differs_by_statement:
        return told_by_pattern(_, field.patterns)
    if field.shared_band is None:
        return ""
    own = questionnaire.field(field.id).assessments
    return _.local(own[field.shared_band] if own else questionnaire.bands[field.shared_band].text)


def opening_questions(_: Words, pattern: Pattern, questionnaire: Questionnaire) -> list[str]:
    """How the talk about a pattern may begin."""
    return [_.local(question) for question in questionnaire.questions.get(pattern, ())]


def suggestions(_: Words, results: Results, questionnaire: Questionnaire, about: str) -> list[str]:
    """Anregungen for what the room answered to a statement or a whole field, the fitting ones first; none for "zu
    wenige Antworten"."""
    if (field := results.by_field.get(about)) is None:
        pattern = results.by_statement[about].pattern
        return [_.local(one.text) for one in suggestions_for(questionnaire, about, pattern)]
    alike = [one.id for one in results.statements if one.field == field.id and one.pattern == field.topic]
    found = suggestions_of_field(questionnaire.field(field.id), field.topic, alike)
    return [_.local(one.text) for one in found]
