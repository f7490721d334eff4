"""What may follow: a slide for each Handlungsfeld and each statement, with questions to begin with and Anregungen."""

from dataclasses import dataclass
from typing import get_args

from analysis.fitting import fits, suggestions_of_field
from analysis.questionnaire import Field, MeasureTemplate, Questionnaire
from analysis.results import FieldResult, Pattern, Results, StatementResult
from content.action_plan import cost_choices, decider_titles
from content.answers import Answers, answer_columns
from content.findings.field import assessment, assessment_title, field_finding, opening_questions, suggestions
from content.findings.finding import Finding
from content.findings.pattern import pattern_finding
from content.findings.statement import camps, cannot_judge_finding, statement_finding
from content.groups import level_of
from content.labels import ROOM
from content.slides import Note, Slide
from content.tables import Column, Table, filled, mean, too_few
from content.talk import STEPS, TELLING, TOLD, Step
from content.views import View
from texts.titles import group_title, hidden_text, months_title, pattern_title
from texts.words import Words

QUESTIONS_ON_A_TABLE = 3
"""As many as a table can go through in a quarter of an hour."""


@dataclass(frozen=True)
class _Idea:
    """An Anregung, its pattern, and what it fits of that which has this pattern: the whole field or numbers of
    statements."""

    pattern: str
    fits: str
    text: str


def field_slide(_: Words, results: Results, questionnaire: Questionnaire, field_id: str) -> Slide:
    """Where a Handlungsfeld stands, how to begin the talk, and what could come next; an unknown field is the first."""
    field = results.by_field.get(field_id, results.fields[0])
    asked = questionnaire.field(field.id)
    columns: tuple[Column[_Idea], ...] = (
        Column(_("Muster"), lambda idea: idea.pattern),
        Column(_("Passt zu"), lambda idea: idea.fits),
        Column(_("Anregung"), lambda idea: idea.text),
    )
    about = (
        Note("about", _("Worum es geht"), (_.local(asked.introduction),)),
        Note("assessment", _("Einschätzung in Worten"), (assessment(_, field, questionnaire),)),
    )
    notes = (
        *(note for note in about if note.lines[0]),
        Note("pattern", _("Muster: {pattern}", pattern=pattern_finding(_, field))),
        *_what_next(_, results, questionnaire, field.id, field.topic),
    )
    return Slide(
        view=View("ueberblick", "anregungen", field.id),
        title=_.local(asked.title),
        finding=Finding(field_finding(_, field, questionnaire)),
        table=filled(_("Anregungen"), columns, _ideas(_, field, results, questionnaire)),
        notes=notes,
    )


def statement_slide(
    _: Words, results: Results, questionnaire: Questionnaire, statement_id: str, step: int | None = None
) -> Slide:
    """What the room and each group answered to a statement; an unknown one is the first.

    Its steps: the sentence alone, a guess, what all answered, who cannot judge it, the groups, and with them what may
    follow. A ``step`` that does not exist is the nearest.
    """
    at = TOLD if step is None else min(max(step, 0), len(STEPS) - 1)
    statement = results.by_statement.get(statement_id, results.statements[0])
    columns = answer_columns(_, questionnaire, has_e=at >= STEPS.index("e"))
    rows = _answers(_, statement, results, questionnaire)
    rows = () if at < TELLING else rows if at >= STEPS.index("gruppen") else rows[:1]
    alt = _("Was alle im Raum und jede Gruppe zu dieser Aussage angekreuzt haben.")
    title = _.local(questionnaire.statements[statement.id].text)
    return Slide(
        view=View("aussage", part=statement.id),
        title=title,
        chart="statement",
        finding=_finding_at(_, STEPS[at], statement, title),
        table=filled(alt, columns, rows, [ROOM, *(group.id for group in results.groups_beside)][: len(rows)]),
        shows=(statement.id,),
        notes=_what_next(_, results, questionnaire, statement.id, statement.pattern) if at == TOLD else (),
        steps=STEPS,
        step=at,
    )


def _finding_at(_: Words, step: Step, statement: StatementResult, sentence: str) -> Finding:
    """What is told of a statement at this step; the pattern speaks of groups, so it comes with them."""
    match step:
        case "satz" | "vermutung":
            return Finding(sentence)
        case "verteilung":
            return Finding(camps(_, statement))
        case "e":
            return cannot_judge_finding(_, statement)
    return statement_finding(_, statement)


def question_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a question to begin with."""
    rows = tuple(
        (pattern_title(_, pattern, groups_shown=len(results.groups) > 1), question)
        for pattern in get_args(Pattern)
        for question in opening_questions(_, pattern, questionnaire)
    )
    return Table(_("Fragen zum Einstieg"), (_("Muster"), _("Frage")), rows)


def questions_for_a_table(_: Words, results: Results, questionnaire: Questionnaire, field_id: str) -> tuple[str, ...]:
    """Three questions for a small table: those that fit what is said of its field, then of its statements, those to be
    discussed first before the others."""
    field = results.by_field[field_id]
    own = [one for one in results.statements if one.field == field_id]
    first = [results.by_statement[one] for one in results.discuss_first if results.by_statement[one].field == field_id]
    patterns = (field.topic, *(one.pattern for one in (*first, *own)), *get_args(Pattern))
    found = (one for pattern in dict.fromkeys(patterns) for one in opening_questions(_, pattern, questionnaire))
    return tuple(dict.fromkeys(found))[:QUESTIONS_ON_A_TABLE]


def assessment_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a Handlungsfeld: what it is about, and where those present see it."""
    columns: tuple[Column[FieldResult], ...] = (
        Column(_("Handlungsfeld"), lambda field: _.local(questionnaire.field(field.id).title)),
        Column(_("Worum es geht"), lambda field: _.local(questionnaire.field(field.id).introduction)),
        Column(_("Aus Sicht der Anwesenden"), lambda field: assessment_title(_, field, questionnaire)),
        Column(_("Einschätzung in Worten"), lambda field: assessment(_, field, questionnaire) or "–"),
    )
    return filled(_("Einschätzung der Handlungsfelder"), columns, results.fields)


def measure_table(_: Words, questionnaire: Questionnaire, field_id: str) -> Table:
    """One row a template of a measure."""
    return _template_table(_, questionnaire, field_id, _template_columns(_))


def measure_details(_: Words, questionnaire: Questionnaire, field_id: str) -> Table:
    """One row a template, with all that it says beside what the room needs."""
    columns = (
        *_template_columns(_),
        Column[MeasureTemplate](_("Passt zu"), lambda one: _fits(_, one, questionnaire.field(field_id))),
        Column[MeasureTemplate](_("Erster Schritt in 14 Tagen"), lambda one: _.local(one.first_step)),
        Column[MeasureTemplate](
            _("Wer entscheidet"), lambda one: decider_titles(_)[one.decides] if one.decides else ""
        ),
        Column[MeasureTemplate](_("Kosten"), lambda one: cost_choices(_)[one.cost] if one.cost else ""),
        Column[MeasureTemplate](_("Woran wir es merken"), lambda one: _.local(one.noticed)),
        Column[MeasureTemplate](_("Risiko"), lambda one: _.local(one.risk)),
    )
    return _template_table(_, questionnaire, field_id, columns)


def _template_columns(_: Words) -> tuple[Column[MeasureTemplate], ...]:
    return (
        Column(_("Was?"), lambda one: _.local(one.what)),
        Column(_("Wer?"), lambda one: _.local(one.who)),
        Column(_("Bis wann?"), lambda one: months_title(_, one.months)),
    )


def _template_table(
    _: Words, questionnaire: Questionnaire, field_id: str, columns: tuple[Column[MeasureTemplate], ...]
) -> Table:
    field = questionnaire.field(field_id)
    return filled(_("Vorlagen für Maßnahmen: {field}", field=_.local(field.title)), columns, field.measures)


def _fits(_: Words, one: MeasureTemplate, field: Field) -> str:
    """Numbers of statements and names of topics; of a template for all of it the field's."""
    topics = [_.local(topic.title) for topic in field.topics if topic.id in one.topics]
    return ", ".join((*one.fits, *topics)) or _("ganzes Handlungsfeld")


def _answers(
    _: Words, statement: StatementResult, results: Results, questionnaire: Questionnaire
) -> tuple[Answers, ...]:
    room = Answers(
        _("Alle im Raum"), statement.ratings, mean(_, statement.level), statement.e, statement.people, too_few(_)
    )
    cells = [(group_title(_, group, questionnaire), statement.cells[group.id]) for group in results.groups_beside]
    return (
        room,
        *(Answers(who, cell.ratings, level_of(_, cell), cell.e, cell.people, hidden_text(_)) for who, cell in cells),
    )


def _what_next(
    _: Words, results: Results, questionnaire: Questionnaire, about: str, pattern: Pattern
) -> tuple[Note, ...]:
    """Questions to begin with and Anregungen for a statement or a field, as far as there are any."""
    questions = Note("questions", _("Fragen zum Einstieg"), tuple(opening_questions(_, pattern, questionnaire)))
    ideas = Note("ideas", _("Anregungen"), tuple(suggestions(_, results, questionnaire, about)))
    return tuple(note for note in (questions, ideas) if note.lines)


def _ideas(_: Words, field: FieldResult, results: Results, questionnaire: Questionnaire) -> tuple[_Idea, ...]:
    """For what is said of the field or one of its statements, the Anregungen that fit, and what each of them fits."""
    said: dict[tuple[Pattern, str], list[str]] = {}
    if not field.differs_by_statement:
        said[field.pattern, pattern_finding(_, field)] = [field.id]
    for statement in results.statements:
        if statement.field == field.id:
            said.setdefault((statement.pattern, pattern_finding(_, statement)), []).append(statement.id)
    return tuple(
        _Idea(title, ", ".join(_("ganzes Handlungsfeld") if one == field.id else one for one in where), idea)
        for (pattern, title), about in said.items()
        for idea, where in _fitting(_, pattern, about, questionnaire.field(field.id)).items()
    )


def _fitting(_: Words, pattern: Pattern, about: list[str], field: Field) -> dict[str, list[str]]:
    """Anregungen of a pattern, those for some statements first, by what they fit of that which has this pattern."""
    found: dict[str, list[str]] = {}
    for one in suggestions_of_field(field, pattern, about):
        is_for_all = not one.fits and not one.topics
        found[_.local(one.text)] = [each for each in about if is_for_all or fits(field, one, each)]
    return found
