"""Which column holds which statement; what is not certain is asked, never guessed."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from analysis.questionnaire import Questionnaire
from data.intake.conventions import canonical
from data.intake.headings import Catalogue, How
from data.intake.numbered_steps import numbered
from data.intake.proposals import proposals
from data.intake.questions import Question, question_id
from data.intake.reading import Value
from data.intake.tables import Column, Table
from data.intake.tools import ToolId, is_unanswered
from data.intake.vocabulary import AnswerWords

NONE = "keine"
"""The choice that leaves a column out."""

ALL = "zusammenführen"
"""The choice that takes a statement from several columns, of which each person has filled only one."""

_SAMPLE = 300
_EXAMPLES = 3
_MOST_STEPS = 9
_HIGHEST_STEP = 5


@dataclass
class Matching:
    """``statements`` by index of the column; ``how``: "confirmed" where a person said it. ``asked`` are all questions.

    ``open`` are the columns that wait for an answer, ``left_out`` those that a person does not want.
    """

    statements: dict[int, str] = field(default_factory=dict)
    how: dict[int, How | str] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    open: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def found_by_heads(table: Table, catalogue: Catalogue) -> dict[int, tuple[tuple[str, ...], How, bool]]:
    """By index of the column: the statements that its heads may mean, by what, and whether a text contradicts."""
    found = {}
    for index, column in enumerate(table.columns):
        match = catalogue.match(column.heads)
        if match is not None:
            found[index] = (match.statements, match.how, match.other_text)
    return found


def matched(
    table: Table,
    catalogue: Catalogue,
    found: Mapping[int, tuple[tuple[str, ...], How, bool]],
    answer_like: Collection[int],
    answers: Mapping[str, str],
    *,
    wanted: Collection[str],
) -> Matching:
    """Take what is certain; ask about columns of several statements, statements of several columns, and look-alikes.

    ``answer_like`` are unknown columns that hold answers; they are asked about while ``wanted`` statements are missing.
    """
    result = Matching()
    ids = _ids(table.columns)
    for index, (statements, how, other_text) in found.items():
        if len(statements) == 1:
            result.statements[index], result.how[index] = statements[0], how
            if other_text:
                result.notes.append(_contradiction(table, table.columns[index], statements[0]))
        else:
            _ask_column(result, table, index, ids[index], statements, catalogue, answers)
    _settle_conflicts(result, table, catalogue, answers)
    settled = set(result.statements.values())
    missing = [one for one in catalogue.questionnaire.statements if one in wanted and one not in settled]
    if missing:
        for index in sorted(answer_like):
            likely = proposals(table.columns[index].heading, catalogue)
            first = tuple(one for one in likely if one in missing)
            choices = (*first, *(one for one in missing if one not in first))
            _ask_column(result, table, index, ids[index], choices, catalogue, answers, likely=likely)
        _settle_conflicts(result, table, catalogue, answers, but=settled)
    return result


def looks_like_answers(
    table: Table, free: Iterable[int], known: Container[Value], questionnaire: Questionnaire, *, tool: ToolId
) -> frozenset[int]:
    """Columns without a known head whose values are answers: labels or letters, or the codes of known columns.

    Where no column is known, small numbers and codes are enough.
    """
    words = AnswerWords(questionnaire)
    found = set()
    for index in free:
        column = table.columns[index]
        values: set[Value] = {head for _, head in column.options} or set(
            islice((value for value in table.values(column) if _is_filled(value)), _SAMPLE)
        )
        given = [value for value in values if not is_unanswered(tool, canonical(value))]
        if not given or len(given) > _MOST_STEPS:
            continue
        worded = sum(isinstance(value, str) and words.answer(value) is not None for value in given)
        coded = sum(_is_step(value) for value in given)
        alike = all(value in known for value in given) if known else coded == len(given)
        if 2 * worded > len(given) or alike:
            found.add(index)
    return frozenset(found)


def _is_filled(value: Value) -> bool:
    return value is not None and str(value).strip() != ""


def _is_step(value: Value) -> bool:
    """A number or code as tools store answers: from -99 to 5."""
    found = numbered(canonical(value))
    return found is not None and found[1].is_integer() and found[1] <= _HIGHEST_STEP


def _ask_column(
    result: Matching,
    table: Table,
    index: int,
    name: str,
    choices: Sequence[str],
    catalogue: Catalogue,
    answers: Mapping[str, str],
    *,
    likely: Sequence[str] = (),
) -> None:
    column = table.columns[index]
    text = f"Welche Aussage steht in Spalte {table.letter(column)} („{_short(column.heading)}“)?"
    examples = tuple(_short(str(one)) for one in dict.fromkeys(table.values(column)) if _is_filled(one))[:_EXAMPLES]
    if examples:
        text += f" Dort steht zum Beispiel: {', '.join(examples)}."
    if likely:
        texts = " · ".join(f"{one} „{catalogue.text_of(one)}“" for one in likely)
        text += f" Ähnlich, aber nicht gleich: {texts}"
    proposed = likely[0] if len(likely) == 1 and likely[0] in choices else ""
    label = f"{table.letter(column)} „{_short(column.heading)}“"
    question = Question(name, "statement", text, (*choices, NONE), proposed, label, examples)
    result.asked.append(question)
    answer = question.answer(answers)
    if answer is None:
        result.open.add(index)
    elif answer == NONE:
        result.left_out.add(index)
    else:
        result.statements[index], result.how[index] = answer, "confirmed"


def _settle_conflicts(
    result: Matching, table: Table, catalogue: Catalogue, answers: Mapping[str, str], *, but: Collection[str] = ()
) -> None:
    """A statement has one column; of several a person chooses. ``but``: those that are settled."""
    for statement in catalogue.questionnaire.statements:
        if statement in but:
            continue
        rivals = [index for index, one in result.statements.items() if one == statement]
        if len(rivals) < 2 or _of_appended_sheets(table, rivals):
            continue
        letters = {table.letter(table.columns[index]): index for index in rivals}
        question = Question(
            question_id("statement", f"doppelt {statement}"),
            "statement",
            f"Die Aussage {statement} „{catalogue.text_of(statement)}“ steht in mehreren Spalten: "
            f"{', '.join(letters)}. Welche gilt?",
            (*letters, *([ALL] if _complete_each_other(table, rivals) else []), NONE),
        )
        result.asked.append(question)
        answer = question.answer(answers)
        for letter, index in letters.items():
            if answer in (letter, ALL):
                continue
            del result.statements[index]
            (result.open if answer is None else result.left_out).add(index)


def _of_appended_sheets(table: Table, indices: Sequence[int]) -> bool:
    """Whether each stands in a sheet of its own, and each person in one of these sheets."""
    parts = {table.columns[index].part for index in indices}
    return len(parts) == len(indices) and not any(
        sum(record[part] > 0 for part in parts) > 1 for record in table.records
    )


def _complete_each_other(table: Table, indices: Sequence[int]) -> bool:
    """Whether nobody has filled two of these columns, as where a form has branches."""
    columns = [table.columns[index] for index in indices]
    return not any(sum(_is_filled(table.value(record, column)) for column in columns) > 1 for record in table.records)


def _ids(columns: Iterable[Column]) -> list[str]:
    """Names of the questions about columns, by their heading; the second of the same heading gets a number."""
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        name = question_id("statement", column.heading or "ohne überschrift")
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return names


def _contradiction(table: Table, column: Column, statement: str) -> str:
    return (
        f"Spalte {table.letter(column)}: Der Code gehört zur Aussage {statement}, der Text daneben zu einer anderen. "
        "Es gilt der Code; bitte prüfen."
    )


def _short(text: str, most: int = 90) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most]}…"
