"""Finds the rows of a Nextcloud Forms export whose cells have moved, and puts back what can be put back for certain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from analysis.questionnaire import ANSWERS
from data.intake.containers.reading import Value
from data.intake.questions import Question, question_id
from data.intake.rows.realign import Grids, keeps_places, realigned
from data.intake.said import Said, said
from data.intake.tables import Column, Table
from data.intake.wording.open_points import BLANK, PENDING
from data.intake.wording.scale import Scale

PUT_BACK, LEAVE_OUT = said("put_back"), said("leave_out")
MOVED, NOT_WANTED, NOT_YET = said("moved"), said("moved_not_wanted"), said("moved_not_yet")
_ROWS_NAMED = 10
_STEPS = frozenset({*ANSWERS, BLANK, PENDING})


@dataclass(frozen=True)
class ShiftedRows:
    """By place of the record: why it is ``quarantined``, or in which column the value of a column stands (0: none)."""

    questions: tuple[Question, ...] = ()
    quarantined: Mapping[int, Said] = field(default_factory=dict)
    moved: Mapping[int, Mapping[int, int]] = field(default_factory=dict)


def shifted_rows(table: Table, uses: Sequence[str], scale: Scale, answers: Mapping[str, str]) -> ShiftedRows:
    """Look at every row; what fits in one way only is proposed, what fits in several is never counted."""
    asked = [index for index, use in enumerate(uses) if use not in ("technical", "personal")]
    asked.sort(key=lambda index: table.columns[index].number)
    grids = grids_of([table.columns[index] for index in asked])
    if len(table.parts) > 1 or not grids:
        return ShiftedRows()
    rows = [[table.value(record, table.columns[index]) for index in asked] for record in table.records]
    if keeps_places(rows, grids):
        return ShiftedRows()

    def readable(place: int, value: Value) -> bool:
        """Elsewhere than in a statement's column anything may stand, also a remark that reads "Trifft zu"."""
        return uses[asked[place]] != "statement" or scale.reading.get(value) in _STEPS

    outcomes = {place: realigned(row, grids, readable) for place, row in enumerate(rows)}
    quarantined = {place: MOVED for place, one in outcomes.items() if one.kind in ("many", "none")}
    certain = {place: one.skipped for place, one in outcomes.items() if one.kind == "one"}
    if not certain:
        return ShiftedRows(quarantined=quarantined)
    question = _question([table.records[place][0] for place in certain])
    answer = question.answer(answers)
    if answer != PUT_BACK:
        reason = NOT_YET if answer is None else NOT_WANTED
        return ShiftedRows((question,), quarantined | dict.fromkeys(certain, reason))
    numbers = [table.columns[index].number for index in asked]
    moved = {
        place: dict(zip(asked, _sources(numbers, grids, skipped), strict=True)) for place, skipped in certain.items()
    }
    return ShiftedRows((question,), quarantined, moved)


def grids_of(columns: Sequence[Column]) -> Grids:
    """Runs of columns "Frage (Zeile)" of the same question: place of the first, and how many."""
    found, place = [], 0
    for question, run in groupby(columns, key=lambda column: _question_of(column.heading)):
        length = len(list(run))
        if question and length > 1:
            found.append((place, length))
        place += length
    return found


def _question_of(heading: str) -> str:
    """What stands before the last brackets; empty without brackets at the end."""
    text, depth = heading.rstrip(), 0
    if not text.endswith(")"):
        return ""
    for place in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if depth == 0:
            return text[:place].strip()
    return ""


def _sources(numbers: Sequence[int], grids: Grids, skipped: Sequence[int]) -> list[int]:
    """For each column the number of the one in which its value was written."""
    gone = {start: length for grid, (start, length) in enumerate(grids) if grid in skipped}
    sources: list[int] = []
    written = 0
    place = 0
    while place < len(numbers):
        length = gone.get(place)
        if length is not None:
            sources += [0] * length
        else:
            sources.append(numbers[written] if written < len(numbers) else 0)
        written += 1
        place += length or 1
    return sources


def _question(rows: Sequence[int]) -> Question:
    named = ", ".join(map(str, rows[:_ROWS_NAMED])) + (" …" if len(rows) > _ROWS_NAMED else "")
    text = said("shifted_rows", n=len(rows), rows=named)
    return Question(question_id("realign"), "realign", text, (PUT_BACK, LEAVE_OUT))
