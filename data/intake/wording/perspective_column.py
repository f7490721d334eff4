"""The column in which people say which perspective they bring, and which one each of its values means."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import not_

from analysis.questionnaire import UNSTATED, Questionnaire
from data.intake.containers.reading import Value
from data.intake.questions import Question
from data.intake.said import Said, said
from data.intake.spelling import canonical, plain
from data.intake.tables import Column, Table
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.perspective_values import MOST_ASKED, PerspectiveChoice, PerspectiveValues

__all__ = ["NO_COLUMN", "PerspectiveChoice", "find"]

NO_COLUMN = said("none")
"""The choice that none of the columns is meant."""

_HEAD = re.compile(
    r"\b(?:perspektiven?|perspectives?|sektor|sector|stakeholder\w*|(?:akteurs?|interessen|personen|teilnehm\w+)gruppen?"
    r"|ich bin (?:heute )?(?:hier )?(?:für|als)|ich (?:komme|spreche|antworte) (?:aus|für|als)|i am here (?:for|as))\b"
)
_SHORT_HEAD = re.compile(
    r"\b(?:gruppe|rolle|zugehörigkeit|funktion|institution|organisation|arbeitsbereich|tätigkeitsbereich"
    r"|group|role|affiliation|organization)\b"
)
_ASKING = re.compile(r"(?:(?:zu|aus|in|für|from|to|in|for) )?(?:welche\w*|which|what|was ist|wen)\b")
_FURTHER = re.compile(r"\b(?:other|sonstiges?|comment|kommentar|option id|bitte angeben|please specify)$")
_LONGEST_HEAD = 120
_MOST_WORDS = 4
_MOST_GROUPS, _MOST_OFFERED = 15, 12
_LONGEST_VALUES = 60
_SAMPLE = 200
_ENOUGH_KNOWN = 0.5


@dataclass(frozen=True)
class _Candidate:
    """Columns of one head, one a part; ``known``: the share of cells that name a perspective."""

    columns: tuple[int, ...]
    values: Counter[Value]
    named: bool
    known: float


def find(
    table: Table,
    free: Sequence[int],
    questionnaire: Questionnaire,
    answers: Mapping[str, str],
    *,
    is_unanswered: Callable[[str], bool] = not_,
) -> PerspectiveChoice:
    """Find the column among those that mean nothing else (``free``) by its head and its values.

    Several that fit are one where nobody has filled two, as in a form with versions in two languages or with a column
    for each choice. Others are asked about, and so are unknown values; without a column the titles of the worksheets
    count, or one answer for the whole file.
    """
    asking = PerspectiveValues(questionnaire, answers, is_unanswered)
    candidates = _together(table, _fitting(_candidates(table, free, asking), len(table.records)))
    if not candidates:
        return _without_likely_column(table, free, asking)
    if len(candidates) == 1:
        return _chosen(table, candidates[0], asking)
    question = _which_column(table, candidates)
    answer = question.answer(answers)
    if answer is None:
        columns = tuple(index for one in candidates for index in one.columns)
        pending = dict.fromkeys((value for one in candidates for value in one.values), None)
        return PerspectiveChoice(columns, pending, None, (question,))
    named = next((one for one in candidates if _letter(table, one) == answer.gaps.get("column")), None)
    found = _chosen(table, named, asking)
    return replace(found, questions=(question, *found.questions))


def _together(table: Table, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """All in one, if each person has filled only one of their columns, and they say which perspective it is."""
    if len(candidates) < 2 or any(one.known < _ENOUGH_KNOWN for one in candidates):
        return list(candidates)
    columns = [table.columns[index] for one in candidates for index in one.columns]
    filled = zip(*([value is not None for value in table.values(column)] for column in columns), strict=True)
    if any(sum(person) > 1 for person in filled):
        return list(candidates)
    values = sum((one.values for one in candidates), Counter[Value]())
    indices = tuple(index for one in candidates for index in one.columns)
    return [_Candidate(indices, values, True, max(one.known for one in candidates))]


def _chosen(table: Table, candidate: _Candidate | None, asking: PerspectiveValues) -> PerspectiveChoice:
    if candidate is None:
        return asking.without_column(table)
    return asking.choice(table, candidate.columns, candidate.values)


def _without_likely_column(table: Table, free: Sequence[int], asking: PerspectiveValues) -> PerspectiveChoice:
    """One perspective for all, or the column that a person names: an export of codes has no heads that say it."""
    possible: dict[Said, tuple[int, Counter[Value]]] = {}
    for index in free:
        values = Counter[Value](table.values(table.columns[index]))
        del values[None]
        given = Counter({value: cells for value, cells in values.items() if not asking.is_blank(value)})
        repeated = len(given) < given.total() or all(numbered(canonical(value)) for value in given)
        if 1 < len(given) <= _MOST_GROUPS and repeated and _are_short(given):
            possible[said("in_column", column=table.letter(table.columns[index]))] = index, values
        if len(possible) == _MOST_OFFERED:
            break
    found = asking.without_column(table, tuple(possible))
    named = asking.answer(found.questions[0]) if found.questions else None
    if named is None or named not in possible:
        return found
    index, values = possible[named]
    chosen = asking.choice(table, (index,), values)
    return replace(chosen, questions=(*found.questions, *chosen.questions))


def _candidates(table: Table, free: Sequence[int], asking: PerspectiveValues) -> list[_Candidate]:
    """All free columns with values; those with the same head in different parts are one."""
    by_head: defaultdict[str, list[list[int]]] = defaultdict(list)
    for index in free:
        column = table.columns[index]
        rows = by_head[plain(column.heading)]
        same = next((one for one in rows if column.part not in {table.columns[other].part for other in one}), None)
        if same is None:
            rows.append([index])
        else:
            same.append(index)
    groups = [tuple(group) for groups in by_head.values() for group in groups]
    found = [_candidate(table, group, asking) for group in groups]
    return sorted((one for one in found if one is not None), key=lambda one: one.columns)


def _candidate(table: Table, columns: tuple[int, ...], asking: PerspectiveValues) -> _Candidate | None:
    """None for columns that say nothing of it."""
    named = _is_named(table.columns[columns[0]])
    if not named and not _has_known(table, columns, asking):
        return None
    values = Counter[Value](value for index in columns for value in table.values(table.columns[index]))
    values.pop(None, None)
    given = {value: key for value in values if not asking.is_blank(value) and (key := asking.key(value)) != UNSTATED}
    if all(asking.is_blank(value) for value in values):
        return None
    cells = sum(values[value] for value in given)
    known = sum(values[value] for value, key in given.items() if key is not None)
    return _Candidate(columns, values, named, known / cells if cells else 0.0)


def _has_known(table: Table, columns: Iterable[int], asking: PerspectiveValues) -> bool:
    """Whether one of some people names a perspective here."""
    people = table.records[:: max(1, len(table.records) // _SAMPLE)]
    sample = {table.value(record, table.columns[index]) for index in columns for record in people}
    return any(asking.key(value) not in (None, UNSTATED) for value in sample)


def _is_named(column: Column) -> bool:
    heads = [plain(str(head)) for head in column.heads if head is not None]
    return any(map(_asks_for_it, heads)) and not any(_FURTHER.search(head) for head in heads)


def _asks_for_it(head: str) -> bool:
    """Words that are usual elsewhere count only in a head of few words or a question."""
    if len(head) > _LONGEST_HEAD:
        return False
    is_short = len(head.split()) <= _MOST_WORDS or _ASKING.match(head) is not None
    return _HEAD.search(head) is not None or (is_short and _SHORT_HEAD.search(head) is not None)


def _fitting(candidates: Sequence[_Candidate], people: int) -> list[_Candidate]:
    """Named and known ones before all others; else those either named, with short values, or known in most rows."""
    both = [one for one in candidates if one.named and one.known >= _ENOUGH_KNOWN]
    if both:
        return both
    return [one for one in candidates if _is_choice(one) if one.named or _is_known(one, people)]


def _is_known(candidate: _Candidate, people: int) -> bool:
    filled = candidate.values.total()
    fewest = max(min(2, people), people * len(candidate.columns) / 2)
    return candidate.known >= _ENOUGH_KNOWN and filled >= fewest


def _is_choice(candidate: _Candidate) -> bool:
    """Whether the values look chosen, not written: short ones, and few where none is known."""
    if candidate.known >= _ENOUGH_KNOWN:
        return True
    return _are_short(candidate.values) and (candidate.known > 0 or len(candidate.values) <= MOST_ASKED)


def _are_short(values: Counter[Value]) -> bool:
    length = sum(len(str(value)) * cells for value, cells in values.items())
    return length <= _LONGEST_VALUES * values.total()


def _which_column(table: Table, candidates: Iterable[_Candidate]) -> Question:
    columns = {_letter(table, one): table.columns[one.columns[0]].heading for one in candidates}
    named = tuple(said("headed_column", column=letter, heading=heading) for letter, heading in columns.items())
    choices = (*(said("column", column=letter) for letter in columns), NO_COLUMN)
    return Question("perspective-column", "perspective", said("which_column", columns=named), choices)


def _letter(table: Table, candidate: _Candidate) -> str:
    return table.letter(table.columns[candidate.columns[0]])
