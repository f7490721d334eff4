"""Which column holds which statement; what is not certain is asked, never guessed."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from analysis.questionnaire import Questionnaire
from data.intake.columns.headings import Catalogue, Match
from data.intake.columns.proposals import proposals
from data.intake.columns.rivals import NONE, Matching, is_filled, settle_rivals
from data.intake.containers.reading import Value
from data.intake.questions import MOST_QUESTIONS, Question, question_id
from data.intake.said import Gap, Said, said
from data.intake.spelling import canonical
from data.intake.survey_tools.tools import ToolId, is_unanswered
from data.intake.tables import Column, Table
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.vocabulary import AnswerWords

_SAMPLE = 300
_EXAMPLES = 3
_MOST_STEPS = 9
_HIGHEST_STEP = 5


def found_by_heads(table: Table, catalogue: Catalogue) -> dict[int, Match]:
    """What the heads of the columns mean, by index; without those that mean nothing."""
    matches = ((index, catalogue.match(column.heads)) for index, column in enumerate(table.columns))
    return {index: match for index, match in matches if match is not None}


def matched(
    table: Table,
    catalogue: Catalogue,
    found: Mapping[int, Match],
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
    for index, match in found.items():
        if len(match.statements) == 1:
            result.statements[index], result.how[index] = match.statements[0], match.how
            if match.other_text:
                column = table.letter(table.columns[index])
                result.notes.append(said("code_against_text", column=column, statement=match.statements[0]))
        else:
            _ask_column(result, table, index, ids[index], match.statements, answers)
    settle_rivals(result, table, catalogue, answers)
    settled = set(result.statements.values())
    missing = [one for one in catalogue.questionnaire.statements if one in wanted and one not in settled]
    if missing:
        for index in sorted(answer_like):
            few = len(answer_like) <= MOST_QUESTIONS  # else the file is refused whatever they are
            likely = proposals(table.columns[index].heading, catalogue) if few else ()
            first = tuple(one for one in likely if one in missing)
            choices = (*first, *(one for one in missing if one not in first))
            _ask_column(result, table, index, ids[index], choices, answers, likely=likely)
        settle_rivals(result, table, catalogue, answers, but=settled)
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
            islice((value for value in table.values(column) if is_filled(value)), _SAMPLE)
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
    answers: Mapping[str, str],
    *,
    likely: Sequence[str] = (),
) -> None:
    column = table.columns[index]
    examples = tuple(_short(str(one)) for one in dict.fromkeys(table.values(column)) if is_filled(one))[:_EXAMPLES]
    more = [said("examples", values=", ".join(examples))] if examples else []
    if likely:
        more.append(said("alike", statements=tuple(said("worded_statement", statement=one) for one in likely)))
    place: dict[str, Gap] = {"column": table.letter(column), "heading": _short(column.heading)}
    question = Question(
        name,
        "statement",
        said("which_statement", **place, more=tuple(more)),
        (*map(_statement, choices), NONE),
        proposed=likely[0] if len(likely) == 1 and likely[0] in choices else "",
        label=said("headed_column", **place),
        examples=examples,
    )
    result.asked.append(question)
    answer = question.answer(answers)
    if answer is None:
        result.open.add(index)
    elif answer == NONE:
        result.left_out.add(index)
    else:
        result.statements[index], result.how[index] = answer.key, "confirmed"


@lru_cache(maxsize=1_000)
def _statement(statement: str) -> Said:
    return said("statement", statement=statement)


def _ids(columns: Iterable[Column]) -> list[str]:
    """Names of the questions about columns, by their heading; the second of the same heading gets a number."""
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        name = question_id("statement", column.heading or "ohne überschrift")
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return names


def _short(text: str, most: int = 90) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most]}…"
