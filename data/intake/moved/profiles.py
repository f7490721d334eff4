"""What each column of a worksheet usually holds: which kinds belong there, and which tell that a row has moved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.intake.containers.reading import Value
from data.intake.moved.kinds import Kind, Kinds
from data.intake.tables import Column, Table
from data.intake.worksheets import grid

_USUAL = 0.4
"""Share of the filled cells from which a kind belongs to a column."""
_MANY = 8
"""So many cells belong to a column of which that is no less a share."""
_SOME = 0.02
"""Share of all answers from which numbers, codes or marks are answers of this file."""
_OFTEN, _OFTEN_SHARE = 5, 0.01
"""Cells from which a text among answers is a word of this file's own scale, not somebody's remark."""
_BEYOND = frozenset({"answer", "letter", "perspective", "moment", "identifier"})
"""What tells that a row has moved where it stands beyond the last heading."""
_DATED = 0.25
"""Share of rows from which dates belong to a column of texts."""
_NO_MARKS = frozenset({"perspective", "moment", "identifier"})
"""What nobody writes for a cross; whatever else stands there says nothing of a row that moved."""
_HIGHEST_STEP = 10
_FOR_NO_ANSWER = frozenset({66, 77, 88, 96, 97, 98, 99, 666, 777, 888, 996, 997, 998, 999})
ASKED = ("statement", "not_asked", "open")


@dataclass(frozen=True)
class Profile:
    """A column by its place in the worksheet: ``fits`` may stand there, one cell of ``strong`` tells that it moved.

    ``tied``: kinds of which there are equally many, so that nobody knows which belongs there.
    """

    number: int
    heading: str
    use: str
    fits: frozenset[Kind]
    strong: frozenset[Kind]
    tied: frozenset[Kind] = frozenset()

    @property
    def counts(self) -> bool:
        """Whether what stands there becomes an answer or a perspective."""
        return self.use in ("statement", "perspective", "open")

    @property
    def is_free(self) -> bool:
        """Whether people may have written anything."""
        return self.use in ("comment", "unused", "left_out")


class Profiles:
    """The columns of one worksheet, those of single answers each for itself; ``odd``: places of records to look at.

    ``answers`` are all values of statements, with how often they stand there: columns of answers are judged together.
    """

    def __init__(
        self, table: Table, part: int, uses: Sequence[str], kinds: Kinds, answers: Mapping[Value, int]
    ) -> None:
        self._table, self._part, self._kinds = table, part, kinds
        given = Counter[Kind]()
        often = max(_OFTEN, _OFTEN_SHARE * sum(answers.values()))
        for value, cells in answers.items():
            if kinds[value] == "text" and cells >= often:
                kinds[value] = "word"
            elif kinds[value] == "number" and cells < often and _is_beyond_all_scales(value):
                kinds[value] = "figure"
            given[kinds[value]] += cells
        self._answering = _answering(given)
        self._last = max(
            (
                number
                for column in table.columns
                if column.part == part and column.heading
                for number in (column.number, *(option for option, _ in column.options))
            ),
            default=0,
        )
        self._places: set[int] = set()
        columns = [(c, use) for c, use in zip(table.columns, uses, strict=True) if c.part == part]
        found = [
            self._profile(number, column, use)
            for column, use in columns
            for number in [one for one, _ in column.options] or [column.number]
        ]
        self.columns = tuple(sorted(found, key=lambda one: one.number))
        self._look_at_answers(answers, given)

    @property
    def odd(self) -> list[int]:
        """In the order of the file."""
        return sorted(self._places)

    def _look_at_answers(self, answers: Mapping[Value, int], given: Mapping[Kind, int]) -> None:
        """Row by row, because there are many columns of answers and few that stand out."""
        fits = _fits_answers(self._answering)
        if fits >= given.keys():
            return
        strange = {value for value in answers if self._kinds[value] not in fits}
        rows = self._table.parts[self._part].worksheet.rows
        for place, record in enumerate(self._table.records):
            row = record[self._part]
            if 0 < row <= len(rows) and not strange.isdisjoint(rows[row - 1]):
                self._places.add(place)

    def _profile(self, number: int, column: Column, use: str) -> Profile:
        fits, strong = _expected(use, self._answering)
        if use == "statement" and not column.options:
            return Profile(number, column.heading, use, fits, strong)
        values = list(self._table.values(Column(self._part, number, ())))
        found = Counter[Kind]()
        for value, cells in Counter[Value](values).items():
            found[self._kinds[value]] += cells
        usual = _usual(found) if use in ("technical", "personal") else _in_most_rows(found)
        if number > self._last and found.total() - found["empty"] < _USUAL * found.total():
            usual, fits, strong = frozenset(), frozenset({"empty"}), _BEYOND
        if column.options:
            usual |= found.keys() - _NO_MARKS
        elif use == "perspective":
            usual -= {"answer"}
        elif use not in ("technical", "personal") and found["moment"] >= _DATED * found.total():
            usual |= {"moment"}
        if "number" in fits | usual and use not in ASKED:
            usual |= {"figure"}
        tied = _tied(found) - fits - usual if use in ("technical", "personal") else frozenset[Kind]()
        profile = Profile(number, column.heading, use, fits | usual, strong - usual, tied)
        if not profile.fits >= found.keys():
            kinds = self._kinds
            self._places.update(place for place, value in enumerate(values) if kinds[value] not in profile.fits)
        return profile


def _is_beyond_all_scales(value: Value) -> bool:
    """Numbers that are no step of an answer and stand for no missing one."""
    found = grid.number(value)
    return found is not None and found > _HIGHEST_STEP and found not in _FOR_NO_ANSWER


def rows_of(table: Table, part: int) -> dict[int, int]:
    """Number of the row in this worksheet by place of the record."""
    return {place: record[part] for place, record in enumerate(table.records) if record[part]}


def _answering(given: Counter[Kind]) -> frozenset[Kind]:
    """The kinds in which this file's answers are given."""
    total = given.total() - given["empty"]
    some = {"number", "mark", *(kind for kind in given if kind.startswith("code "))}
    often = {kind for kind, cells in given.items() if cells >= _USUAL * total}
    return frozenset((often | {kind for kind in some if given[kind] > max(2, _SOME * total)}) - {"empty"})


def _usual(found: Counter[Kind]) -> frozenset[Kind]:
    """What is the most that stands there, and kinds of which there are many; none where most rows have nothing there.

    In short tables many rows may have moved: there nothing is usual of which there is as much as of something else.
    """
    filled = Counter({kind: cells for kind, cells in found.items() if kind != "empty"})
    if 2 * filled.total() < found.total():
        return frozenset()
    many = max(_MANY, _USUAL * filled.total())
    (most, cells), second = (*filled.most_common(2), ("", 0), ("", 0))[:2]
    return frozenset({kind for kind in filled if filled[kind] >= many} | ({most} if cells > second[1] else set()))


def _tied(found: Counter[Kind]) -> frozenset[Kind]:
    filled = {kind: cells for kind, cells in found.items() if kind != "empty"}
    most = max(filled.values(), default=0)
    return frozenset(kind for kind, cells in filled.items() if cells == most)


def _in_most_rows(found: Counter[Kind]) -> frozenset[Kind]:
    """Kinds that are the rule; where few people wrote anything, moved cells may be all that stands there."""
    return frozenset(kind for kind, cells in found.items() if kind != "empty" and 2 * cells > max(2, found.total()))


def _fits_answers(answering: frozenset[Kind]) -> frozenset[Kind]:
    return frozenset({"empty", "word", "answer", "letter"}) | answering


def _expected(use: str, answering: frozenset[Kind]) -> tuple[frozenset[Kind], frozenset[Kind]]:
    """What may stand in such a column, whatever stands in it, and what never does."""
    nothing = frozenset({"empty", "word"})
    if use in ASKED:
        return _fits_answers(answering), frozenset({"perspective", "identifier"}) - answering
    if use == "perspective":
        strange = frozenset({"answer", "letter", "moment", "identifier", "mark"})
        return nothing | {"perspective", "text"}, strange | (answering - {"text", "word"})
    if use in ("technical", "personal"):
        return nothing, frozenset({"answer"})
    return nothing | {"text", "number"}, frozenset()
