"""Which rows below the header are people; sums, legends and headers that come again are none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from data.intake.containers.reading import Value
from data.intake.worksheets.grid import Grid, is_blank, is_figure, number

Kind = Literal["figure", "text"]

TAIL = 50
"""So many rows at the end are looked at closely, beside those after a gap."""
_SAMPLE = 100
_USUAL = 0.6
_FEW = 3
_HIGHEST = 10.0
_LONGEST = 200
_MISSING = {66, 77, 88, 96, 97, 98, 99, 666, 777, 888, 996, 997, 998, 999}
_WORD = re.compile(r"[^\W\d_]{3}")
_SUM = re.compile(
    r"\s*(?:(?:mittelwert|durchschnitt|median|modus|modalwert|summe|anzahl|gesamt(?:ergebnis|summe|zahl|wert|mittel\w*)?"
    r"|insgesamt|standardabweichung|std\.?-?abw\w*|varianz|häufigste\w*|häufigkeit\w*|prozent|anteil|zwischensumme"
    r"|teilsumme|mittel|mean|average|total|subtotal|count|sum|standard deviation)\w{0,2}(?!\w)(?!-\w)"
    r"|[øØ∑Σσ⌀](?!\w)|n\s*[=:]|%|(?:mw|sd|std|avg|min|max|n)\.?\s*:?\s*$)",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(r"\s*(?:mw|sd|std|avg|min|max|n)\.?\s*:?\s*", re.IGNORECASE)
"""May be somebody's name or a code: sums only where they stand over nothing but numbers."""
_NOTE = re.compile(
    r"\s*(?:(?:legende|hinweis|anmerkung|bemerkung|quelle|datenquelle|stand|erläuterung|erklärung|skala|antwortskala"
    r"|antwortmöglichkeit|fußnote|notes?|legend|source)\w{0,2}(?!\w)(?!-\w)|[*©])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Usual:
    """What people's rows look like: columns that are nearly always filled, and with what; whether answers are texts.

    ``highest``: the greatest number among answers, 10 at least, that stands for no missing answer.
    """

    kinds: Mapping[int, Kind]
    known: Mapping[int, frozenset[Value]]
    texts: bool
    highest: float

    def fits(self, cells: Mapping[int, Value], *, strictly: bool) -> bool:
        """Whether one of these columns holds its kind of thing; ``strictly``: a text is one that others have too."""
        return any(
            _kind(cells[column]) == kind and (not strictly or kind == "figure" or cells[column] in self.known[column])
            for column, kind in self.kinds.items()
            if column in cells
        )


def sorted_rows(
    grid: Grid, first: int, heads: Mapping[int, tuple[Value, ...]], asked: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """From this row on: the rows of people, and other filled rows. ``asked``: the columns of statements."""
    of_statements = frozenset(asked)
    usual = _usual(grid, first, [column for column in heads if column not in of_statements], asked)
    people: list[int] = []
    others: list[int] = []
    after_gap = False
    for row in range(first, grid.height + 1):
        if grid.is_empty(row):
            after_gap = bool(people)
        elif _is_close(grid, row, after_gap) and _is_no_person(grid.cells(row), heads, of_statements, usual, after_gap):
            others.append(row)
            after_gap = True
        else:
            people.append(row)
            after_gap = False
    return tuple(people), tuple(others)


def _is_close(grid: Grid, row: int, after_gap: bool) -> bool:
    """Whether the row is worth a closer look."""
    if after_gap or row > grid.height - TAIL or row > len(grid.worksheet.rows):
        return True
    lead = next((value for value in grid.worksheet.rows[row - 1] if value is not None), None)
    if not isinstance(lead, str):
        return lead is None
    return not lead[:1].isdigit() and bool(is_blank(lead) or _names_sum(lead) or _names_note(lead))


def _is_no_person(
    cells: Mapping[int, Value],
    heads: Mapping[int, tuple[Value, ...]],
    asked: Set[int],
    usual: _Usual,
    after_gap: bool,
) -> bool:
    if not cells:
        return True
    first = min(cells)
    lead = cells[first]
    given = [cells[column] for column in cells.keys() & asked if column != first or not _names_sum(lead)]
    again = sum(isinstance(value, str) and value in heads.get(column, ()) for column, value in cells.items())
    if (again >= 2 and 2 * again >= len(cells)) or _is_sum(given, cells, usual, after_gap):
        return True
    if given:
        return after_gap and len(cells) < _FEW and bool(usual.kinds) and not usual.fits(cells, strictly=False)
    if _names_note(lead):
        return True
    return len(cells) <= _FEW and _is_note(cells, usual, after_gap)


def _names_sum(lead: Value) -> bool:
    return isinstance(lead, str) and _SUM.match(_beginning(lead)) is not None


def _names_note(lead: Value) -> bool:
    return isinstance(lead, str) and _NOTE.match(_beginning(lead)) is not None


def _beginning(text: str) -> str:
    """Enough to know a sum or a note by."""
    return " ".join(text[:_LONGEST].split())


def _is_sum(given: Sequence[Value], cells: Mapping[int, Value], usual: _Usual, after_gap: bool) -> bool:
    """By its name, or by numbers and formulas that no person gives, where nothing says that it is somebody's row."""
    first = min(cells)
    lead, others = cells[first], {column: value for column, value in cells.items() if column != first}
    figures = all(value is None or number(value) is not None for value in given)
    numbers = [found for value in given if (found := number(value)) is not None]
    apart = bool(usual.kinds) or len(given) < len(cells)  # without any other column numbers may be somebody's answers
    strange = not all(one.is_integer() and (one <= usual.highest or one in _MISSING) for one in numbers)
    odd = bool(given) and figures and ((usual.texts and apart) or not numbers or strange)
    misplaced = usual.kinds.get(first) == "figure" and isinstance(lead, str) and _WORD.search(lead) is not None
    if not isinstance(lead, str) or not _names_sum(lead):
        return (odd or (bool(given) and figures and misplaced)) and not usual.fits(cells, strictly=False)
    if odd or len(lead.split()) > _FEW:
        return odd
    if _DOUBTFUL.fullmatch(_beginning(lead)):
        return bool(given) and figures and (after_gap or usual.kinds.get(first) == "figure")
    return (bool(given) and figures) or not usual.fits(others, strictly=not given)


def _is_note(cells: Mapping[int, Value], usual: _Usual, after_gap: bool) -> bool:
    """After a gap what nobody else has there; directly below people only texts where all others have numbers."""
    if after_gap:
        return not usual.fits(cells, strictly=True)
    wrong = any(kind == "figure" and _kind(cells.get(column)) == "text" for column, kind in usual.kinds.items())
    return wrong and not usual.fits(cells, strictly=False)


def _usual(grid: Grid, first: int, free: Sequence[int], asked: Sequence[int]) -> _Usual:
    """From the first people up to a gap or a sum."""
    sample: list[dict[int, Value]] = []
    for row in range(first, min(grid.height, first + _SAMPLE) + 1):
        cells = grid.cells(row)
        lead = cells[min(cells)] if cells else None
        if sample and (not cells or _names_sum(lead)):
            break
        if cells:
            sample.append(cells)
    columns = {column: [cells[column] for cells in sample if column in cells] for column in free}
    filled = {column: values for column, values in columns.items() if len(values) >= max(1, _USUAL * len(sample))}
    given = [cells[column] for cells in sample for column in asked if column in cells]
    before = [number(cells[column]) for cells in sample[:-1] for column in asked if column in cells]
    return _Usual(
        kinds={column: Counter(map(_kind, values)).most_common(1)[0][0] for column, values in filled.items()},
        known={column: frozenset(values) for column, values in filled.items()},
        texts=sum(number(value) is None for value in given) > _USUAL * len(given),
        highest=max([_HIGHEST, *(one for one in before if one is not None and one not in _MISSING)]),
    )


def _kind(value: Value) -> Kind:
    return "figure" if is_figure(value) else "text"
