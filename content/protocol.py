"""The talk in writing: shared assessments and notes in words, and as tables."""

from collections.abc import Mapping, Sequence

from analysis.protocol import ASSESSMENTS, DISSENT, Agreement, Assessment, Note
from analysis.questionnaire import Questionnaire
from analysis.results import Results, StatementResult
from content.statements import short_name, statement_columns
from content.tables import Column, Table, filled
from texts.titles import answer_labels
from texts.words import Words


def assessment_titles(_: Words, questionnaire: Questionnaire) -> dict[Assessment, str]:
    """What a room can say together, in words: the five answers, and that it goes on seeing it differently."""
    titles = {**answer_labels(_, questionnaire), DISSENT: _("Wir sehen es weiterhin verschieden")}
    return {code: titles[code] for code in ASSESSMENTS}


def agreement_sentence(_: Words, agreement: Agreement | None, questionnaire: Questionnaire) -> str:
    """What was agreed of a statement, or what the room is asked."""
    if agreement is None:
        return _("Wie schätzen wir das jetzt gemeinsam ein?")
    if agreement.answer == DISSENT:
        return assessment_titles(_, questionnaire)[DISSENT]
    return _("Gemeinsame Einschätzung: {answer}", answer=assessment_titles(_, questionnaire)[agreement.answer])


def quoted(_: Words, text: str, *, is_shortened: bool) -> str:
    """A comment as it is read out."""
    said = _("„{text}“", text=text)
    return f"{said} {_('gekürzt')}" if is_shortened else said


def subject_title(_: Words, about: str, questionnaire: Questionnaire) -> str:
    """What lists call the subject of a note: the name of a statement, the title of a field, or the whole workshop."""
    if not about:
        return _("Zum ganzen Workshop")
    if about in questionnaire.statements:
        return short_name(_, questionnaire.statements[about])
    return next((_.local(field.title) for field in questionnaire.fields if field.id == about), about)


def agreement_table(
    _: Words, results: Results, questionnaire: Questionnaire, agreements: Mapping[str, Agreement]
) -> Table:
    """By statement what the answers say, and beside it what the room says together."""
    known = [one for one in results.statements if one.id in agreements]
    titles = assessment_titles(_, questionnaire)
    columns = statement_columns(_, questionnaire)
    own: tuple[Column[StatementResult], ...] = (
        Column(_("Gemeinsame Einschätzung"), lambda one: titles[agreements[one.id].answer]),
        Column(_("Begründung"), lambda one: agreements[one.id].reason),
    )
    chosen = [columns[name] for name in ("number", "text", "pattern")]
    return filled(_("Gemeinsame Einschätzungen"), (*chosen, *own), known, [one.id for one in known])


def note_table(_: Words, questionnaire: Questionnaire, notes: Sequence[Note]) -> Table:
    """The notes that may stand in a report, in their order."""
    shown = [note for note in notes if note.is_visible]
    columns = (
        Column[Note](_("Worum es geht"), lambda note: subject_title(_, note.about, questionnaire)),
        Column[Note](_("Notiz"), lambda note: note.text),
    )
    return filled(_("Notizen"), columns, shown)
