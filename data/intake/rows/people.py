"""Makes people out of the rows of a recognised table; every non-empty cell is booked exactly once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from analysis.questionnaire import ANSWERS, UNSTATED
from data.intake.cells import RawCell, kind_of
from data.intake.columns.crossed import Crosses
from data.intake.columns.values import picker
from data.intake.containers.reading import Value
from data.intake.ledger import Booking, Fate
from data.intake.said import Said, said
from data.intake.survey_tools.tools import RecordState
from data.intake.tables import Column, Part, Table
from data.intake.wording.open_points import BLANK, PENDING, Reading
from data.intake.wording.perspective_column import PerspectiveChoice
from data.intake.wording.scale import Scale
from data.sheet import FileRecord

Use = Literal["statement", "perspective", "technical", "personal", "comment", "unused", "left_out", "not_asked", "open"]
_FATES: Mapping[Use, Fate] = {
    "statement": "imported",
    "perspective": "imported",
    "technical": "metadata",
    "personal": "ignored",
    "comment": "ignored",
    "unused": "ignored",
    "left_out": "ignored",
    "not_asked": "ignored",
    "open": "rejected",
}
_LETTERS = frozenset(ANSWERS)
ERROR, NO_RESULT = said("error"), said("no_result")
SEVERAL_MARKS = said("several_marks")


@dataclass(frozen=True)
class Plan:
    """What the columns mean (``uses``, ``statements`` by index) and how their values are read.

    By place of the record: ``left_out`` and ``quarantined`` are not counted; ``moved`` says for records whose cells
    stand in wrong columns in which one the value of a column stands (0: in none).
    """

    table: Table
    uses: Sequence[Use]
    statements: Mapping[int, str]
    scale: Scale
    perspective: PerspectiveChoice
    states: Sequence[RecordState]
    crosses: Crosses
    left_out: frozenset[int] = frozenset()
    quarantined: frozenset[int] = frozenset()
    moved: Mapping[int, Mapping[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class People:
    """``records`` have at least one answer, in the order of the file."""

    records: tuple[FileRecord, ...]
    without_answers: int


def people_of(plan: Plan, booking: Booking) -> People:
    """Read all records of the table and book every cell of its worksheets."""
    reader = _Reader(plan, booking)
    for number, part in enumerate(plan.table.parts):
        _book_around(part, booking)
        reader.book_marked(number)
    records: list[FileRecord] = []
    without = 0
    for place, rows in enumerate(plan.table.records):
        if place in plan.left_out or place in plan.quarantined:
            fate: Fate = "ignored" if place in plan.left_out else "rejected"
            booking.book(fate, sum(filled(plan.table.parts[part], row) for part, row in enumerate(rows) if row))
            continue
        record = reader.person(place, rows)
        if record.answers:
            records.append(record)
        else:
            without += 1
    return People(tuple(records), without)


def filled(part: Part, row: int) -> int:
    """How many cells of the row hold a value of their own."""
    if row > len(part.worksheet.rows):
        return 0
    cells = part.worksheet.rows[row - 1]
    return len(cells) - cells.count(None) - len(part.copied.get(row, ()))


def _book_around(part: Part, booking: Booking) -> None:
    """Titles and heads tell what the rest is; sums and notes are not needed."""
    booking.book("metadata", sum(filled(part, row) for row in (*part.above, *part.heads)))
    booking.book("ignored", sum(filled(part, row) for row in part.below))


class _Reader:
    """Reads one person after the other. Values of one column are told apart once, not cell by cell."""

    def __init__(self, plan: Plan, booking: Booking) -> None:
        self._plan, self._booking = plan, booking
        self._statements: list[list[tuple[int, int, str]]] = [[] for _ in plan.table.parts]
        self._others: list[list[tuple[int, int]]] = [[] for _ in plan.table.parts]
        for index, column in enumerate(plan.table.columns):
            statement = plan.statements.get(index)
            if statement is not None and not column.options:
                self._statements[column.part].append((index, column.number, statement))
            else:
                self._others[column.part].append((index, column.number))
        self._pick = [picker([number for _, number, _ in columns]) for columns in self._statements]
        self._index_of = {(one.part, one.number): index for index, one in enumerate(plan.table.columns)}
        self._read = [
            [(i, number) for i, number in columns if plan.table.columns[i].options or i in plan.perspective.columns]
            for columns in self._others
        ]
        self._plain = [self._plain_columns(columns) for columns in self._others]
        self._names = [[statement for _, _, statement in columns] for columns in self._statements]

    def _plain_columns(self, columns: Sequence[tuple[int, int]]) -> Mapping[Fate, Callable[..., tuple[Value, ...]]]:
        """By what becomes of them, those whose cells are only booked."""
        numbers: dict[Fate, list[int]] = {}
        for index, number in columns:
            if not self._plan.table.columns[index].options and index not in self._plan.perspective.columns:
                numbers.setdefault(_FATES[self._plan.uses[index]], []).append(number)
        return {fate: picker(those) for fate, those in numbers.items()}

    def person(self, place: int, rows: tuple[int, ...]) -> FileRecord:
        """The person in these rows, one a part."""
        answers: dict[str, str] = {}
        given: list[str | None] = []
        titled: str | None = None
        moved = self._plan.moved.get(place)
        for part, row in enumerate(rows):
            if not row:
                continue
            self._read_answers(part, row, moved, answers)
            given.append(self._read_others(part, row, moved, answers))
            titled = titled or self._plan.perspective.of_part.get(part)
            for number in self._plan.table.parts[part].copied.get(row, ()):
                self._take_back(part, row, number)
        perspective = next(filter(None, given), None) or titled or self._plan.perspective.default or UNSTATED
        state = self._plan.states[place]
        return FileRecord(perspective, answers, state.identity, state.moment)

    def _take_back(self, part: int, row: int, number: int) -> None:
        """A value that is stored further up, and booked there, was booked here as well."""
        index, value = self._index_of[part, number], self._values(part, row)[number - 1]
        if index in self._plan.statements:
            meaning = self._plan.scale.reading[value]
            fate: Fate = "imported" if meaning in _LETTERS else "ignored" if meaning == BLANK else "rejected"
        elif index in self._plan.perspective.columns:
            fate = "rejected" if self._plan.perspective.of[value] is None else "imported"
        else:
            fate = _FATES[self._plan.uses[index]]
        self._booking.book(fate, -1)

    def book_marked(self, part: int) -> None:
        """Error values and formulas without a result: rejected where an answer is expected."""
        worksheet = self._plan.table.parts[part].worksheet
        known = {
            number: index
            for index, column in enumerate(self._plan.table.columns)
            if column.part == part
            for number in (column.number, *(option for option, _ in column.options))
        }
        places = {rows[part]: place for place, rows in enumerate(self._plan.table.records)}
        around = self._plan.table.parts[part]
        named = {*around.above, *around.heads}
        for (row, column), text in (*worksheet.errors.items(), *worksheet.formulas.items()):
            use = self._plan.uses[known[column]] if column in known else "unused"
            is_error = (row, column) in worksheet.errors
            if row not in places:
                self._booking.book("metadata" if row in named else "ignored")
            elif places[row] in self._plan.left_out:
                self._booking.book("ignored")
            elif use in ("statement", "perspective"):
                kind, shown = ("error", text) if is_error else ("formula", f"={text}")
                self._reject(part, row, column, shown, kind, ERROR if is_error else NO_RESULT)
            else:
                self._booking.book("rejected" if places[row] in self._plan.quarantined else _FATES[use])

    def _read_answers(self, part: int, row: int, moved: Mapping[int, int] | None, answers: dict[str, str]) -> None:
        """Most rows hold nothing but answers and blanks; only the others are looked at cell by cell."""
        values, readings = self._values(part, row), self._plan.scale.reading
        given = self._pick[part](values) if moved is None else self._moved_values(part, values, moved)
        meanings = list(map(readings.__getitem__, given))
        named = zip(self._names[part], meanings, strict=True)
        if _LETTERS.issuperset(meanings):
            found = cast(dict[str, str], dict(named))
        else:  # also where a statement has two columns, of which one is blank
            found = {statement: one for statement, one in named if isinstance(one, str) and one in _LETTERS}
        answers |= found
        self._booking.book("imported", len(found))
        waiting = meanings.count(PENDING)
        self._booking.book("rejected", waiting)
        if len(found) + given.count(None) + waiting < len(given):
            for (index, number, _), value, meaning in zip(self._statements[part], given, meanings, strict=True):
                if value is not None and meaning not in _LETTERS and meaning != PENDING:
                    source = number if moved is None else moved.get(index, number)
                    self._book_no_answer(part, row, source, value, meaning)

    def _moved_values(self, part: int, values: Sequence[Value], moved: Mapping[int, int]) -> tuple[Value, ...]:
        sources = [moved.get(index, number) for index, number, _ in self._statements[part]]
        return tuple([values[source - 1] if 0 < source <= len(values) else None for source in sources])

    def _book_no_answer(self, part: int, row: int, column: int, value: Value, meaning: Reading) -> None:
        if isinstance(meaning, Said):
            self._reject(part, row, column, str(value), kind_of(value), meaning)
        else:
            self._booking.book("ignored" if meaning == BLANK else "rejected")

    def _read_others(self, part: int, row: int, moved: Mapping[int, int] | None, answers: dict[str, str]) -> str | None:
        """The perspective, if it stands in this part; marks in answer columns become answers."""
        values = self._values(part, row)
        perspective = None
        for fate, pick in self._plain[part].items() if moved is None else ():
            cells = pick(values)
            self._booking.book(fate, len(cells) - cells.count(None))
        for index, number in self._others[part] if moved is not None else self._read[part]:
            column = self._plan.table.columns[index]
            if column.options:
                self._read_marks(part, row, column, index, answers)
                continue
            source = number if moved is None else moved.get(index, number)
            value = values[source - 1] if 0 < source <= len(values) else None
            if value is None:
                continue
            if index in self._plan.perspective.columns:
                found = self._plan.perspective.of[value]
                perspective = perspective or found
                self._booking.book("rejected" if found is None else "imported")
            else:
                self._booking.book(_FATES[self._plan.uses[index]])
        return perspective

    def _read_marks(self, part: int, row: int, column: Column, index: int, answers: dict[str, str]) -> None:
        """One mark in the columns of a statement's answers; several are a contradiction."""
        values = self._values(part, row)
        cells = [(number, head, values[number - 1]) for number, head in column.options if number <= len(values)]
        cells = [cell for cell in cells if cell[2] is not None]
        statement = self._plan.statements.get(index)
        if statement is None:
            self._booking.book(_FATES[self._plan.uses[index]], len(cells))
            return
        looked_at = [(cell, self._plan.crosses.crossed(cell[1], cell[2])) for cell in cells]
        marks = [(cell, crossed) for cell, crossed in looked_at if crossed]
        self._booking.book("ignored", len(cells) - len(marks))
        several = len(marks) > 1
        for (number, head, value), crossed in marks:
            if several or isinstance(crossed, Said):
                reason = crossed if isinstance(crossed, Said) else SEVERAL_MARKS
                self._reject(part, row, number, str(value), kind_of(value), reason)
                continue
            meaning = self._plan.scale.reading[head]
            if isinstance(meaning, str) and meaning in _LETTERS:
                answers[statement] = meaning
                self._booking.book("imported")
            else:
                self._book_no_answer(part, row, number, value, meaning)

    def _values(self, part: int, row: int) -> tuple[Value, ...]:
        rows = self._plan.table.parts[part].worksheet.rows
        return rows[row - 1] if row <= len(rows) else ()

    def _reject(self, part: int, row: int, column: int, text: str, kind: str, reason: Said) -> None:
        where = self._plan.table.parts[part]
        place = (column, row) if where.flipped else (row, column)
        self._booking.reject(where.worksheet.title, RawCell(*place, kind, text), reason)
