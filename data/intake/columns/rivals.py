"""Statements that stand in several columns: which one counts, or whether they are versions of one question."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.intake.columns.headings import Catalogue, How
from data.intake.containers.reading import Value
from data.intake.questions import Question, question_id
from data.intake.said import Said, said
from data.intake.spelling import canonical
from data.intake.tables import Column, Table
from data.intake.wording.degrees import degree_of
from data.intake.wording.missing import missing_word
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.vocabulary import AnswerWords

NONE = said("none")
"""The choice that leaves a column out."""

ALL = said("join")
"""The choice that takes a statement from several columns, of which each person has filled only one."""

ONE_BY_ONE = said("one_by_one")
"""The choice to be asked about each of several such statements."""


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
    notes: list[Said] = field(default_factory=list)


def settle_rivals(
    result: Matching, table: Table, catalogue: Catalogue, answers: Mapping[str, str], *, but: Collection[str] = ()
) -> None:
    """A statement has one column; of several a person chooses. ``but``: those that are settled."""
    conflicts: dict[str, list[int]] = {}
    words = AnswerWords(catalogue.questionnaire)
    for statement in catalogue.questionnaire.statements:
        rivals = [index for index, one in result.statements.items() if one == statement]
        if statement not in but and len(rivals) > 1 and not _of_appended_worksheets(table, rivals):
            conflicts[statement] = _likely(result, table, rivals, words)
    conflicts = {statement: rivals for statement, rivals in conflicts.items() if len(rivals) > 1}
    versions = {one: rivals for one, rivals in conflicts.items() if _complete_each_other(table, rivals)}
    settled = _settle_versions(result, table, versions, answers) if len(versions) > 1 and not but else set()
    for statement, rivals in conflicts.items():
        if statement not in settled:
            _settle(result, table, answers, statement, rivals, can_join=statement in versions)


def _likely(result: Matching, table: Table, rivals: Sequence[int], words: AnswerWords) -> list[int]:
    """Without empty columns, which a form keeps of deleted questions, and without remarks beside answers."""
    columns = {index: table.columns[index] for index in rivals}
    filled = [index for index, one in columns.items() if any(_filled(table, one)) or _is_marked(table, one)]
    answered = [index for index in filled if len(filled) > 1 and _holds_answers(table, columns[index], words)]
    kept = answered or filled or list(rivals[:1])
    for index in rivals:
        if index not in kept:
            del result.statements[index]
    return kept


def _holds_answers(table: Table, column: Column, words: AnswerWords) -> bool:
    """Whether at least half of what stands there may be answers."""
    if column.options or _is_marked(table, column):
        return True
    texts = Counter(canonical(value) for value in table.values(column) if is_filled(value))
    return 2 * sum(cells for text, cells in texts.items() if _may_be_answer(text, words)) >= texts.total()


def _may_be_answer(text: str, words: AnswerWords) -> bool:
    known = words.answer(text), numbered(text), degree_of(text), missing_word(text)
    return any(one is not None for one in known)


def _settle_versions(
    result: Matching, table: Table, versions: Mapping[str, Sequence[int]], answers: Mapping[str, str]
) -> set[str]:
    """One question for all statements of which each person has filled one column; which of them it settles."""
    statement, rivals = next(iter(versions.items()))
    letters = tuple(table.letter(table.columns[index]) for index in rivals)
    text = said("versions", n=len(versions), statement=statement, letters=letters)
    question = Question(question_id("statement", "doppelt"), "statement", text, (ALL, ONE_BY_ONE))
    result.asked.append(question)
    answer = question.answer(answers)
    if answer is None:
        for index in (index for rivals in versions.values() for index in rivals):
            del result.statements[index]
            result.open.add(index)
    return set() if answer == ONE_BY_ONE else set(versions)


def _settle(
    result: Matching,
    table: Table,
    answers: Mapping[str, str],
    statement: str,
    rivals: Sequence[int],
    *,
    can_join: bool,
) -> None:
    """The column that a person chooses for the statement."""
    letters = {table.letter(table.columns[index]): index for index in rivals}
    columns = {said("column", column=letter): index for letter, index in letters.items()}
    question = Question(
        question_id("statement", f"doppelt {statement}"),
        "statement",
        said("in_several_columns", statement=statement, columns=", ".join(letters)),
        (*columns, *([ALL] if can_join else []), NONE),
    )
    result.asked.append(question)
    answer = question.answer(answers)
    for column, index in columns.items():
        if answer in (column, ALL):
            continue
        del result.statements[index]
        (result.open if answer is None else result.left_out).add(index)


def _of_appended_worksheets(table: Table, indices: Sequence[int]) -> bool:
    """Whether each stands in a worksheet of its own, and each person in one of these worksheets."""
    parts = {table.columns[index].part for index in indices}
    return len(parts) == len(indices) and not any(
        sum(record[part] > 0 for part in parts) > 1 for record in table.records
    )


def _complete_each_other(table: Table, indices: Sequence[int]) -> bool:
    """Whether nobody has filled two of these columns, as where a form has branches."""
    columns = [_filled(table, table.columns[index]) for index in indices]
    return not any(sum(filled) > 1 for filled in zip(*columns, strict=True))


def _filled(table: Table, column: Column) -> Iterator[bool]:
    """For each person whether something stands in the column, or in one of its answers' columns."""
    numbers = [number for number, _ in column.options] or [column.number]
    values = [table.values(Column(column.part, number, ())) for number in numbers]
    return (any(map(is_filled, cells)) for cells in zip(*values, strict=True))


def _is_marked(table: Table, column: Column) -> bool:
    """Whether an error or a formula without a result stands in the column."""
    return column.number in table.parts[column.part].marked_columns


def is_filled(value: Value) -> bool:
    """Whether more than blanks stands there."""
    return value is not None and str(value).strip() != ""
