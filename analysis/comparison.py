"""Which differences between shown groups are large enough to be read, how wide they reach, and orders by difference."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Literal

from analysis.measures import VALUES, smallest_difference_to_read, tenths
from analysis.questionnaire import RATINGS
from analysis.results import Cell, FieldCell, FieldResult, Results, StatementResult

Order = Literal["besprechen", "uneinigkeit", "spannweite", "fragebogen"]
"""How views of differences can be sorted; the first is the default."""


def shown_levels(result: StatementResult | FieldResult) -> dict[str, Fraction]:
    """Level of each shown group, in screen order."""
    return {group: cell.level for group, cell in result.cells.items() if cell.level is not None}


def readable_groups(result: StatementResult | FieldResult) -> frozenset[str]:
    """Shown groups that stand far enough from at least one other shown group to be told apart from it.

    What counts is each pair: its own difference, and the smaller of its two groups. A field's mean over fewer
    statements than those of other groups is compared with none: what differs may be the statements.
    """
    base_of = {group: _base(cell) for group, cell in result.cells.items()}
    shown, whole = shown_levels(result), _widest_basis(result)
    readable: set[str] = set()
    pairs = combinations([(group, shown[group]) for group in shown if group in whole], 2)
    for (one, level), (other, other_level) in pairs:
        if abs(level - other_level) >= smallest_difference_to_read(min(base_of[one], base_of[other])):
            readable |= {one, other}
    return frozenset(readable)


def quiet_groups(result: StatementResult | FieldResult) -> frozenset[str]:
    """Shown groups to be drawn in grey: too close to every other shown group; a group alone is compared with none."""
    shown = shown_levels(result)
    return frozenset(shown) - readable_groups(result) if len(shown) > 1 else frozenset()


def span(result: StatementResult | FieldResult) -> Fraction | None:
    """Spannweite: largest minus smallest level of the shown groups, of the values as they are shown (one decimal).

    None with fewer than two.
    """
    levels = [tenths(level) for level in shown_levels(result).values()]
    return max(levels) - min(levels) if len(levels) > 1 else None


def ordered(results: Results, order: Order) -> tuple[str, ...]:
    """Ids of all statements: first what differs most in this sense, equals by the questionnaire; None comes last."""
    if order == "besprechen":
        first = (*results.discuss_first, *results.knowledge_gaps)
        return (*first, *(statement.id for statement in results.statements if statement.id not in first))
    by: Mapping[str, Callable[[StatementResult], Fraction | None]] = {
        "uneinigkeit": lambda statement: statement.disagreement,
        "spannweite": span,
        "fragebogen": lambda _statement: None,
    }
    values = {statement.id: by[order](statement) for statement in results.statements}
    return tuple(sorted(values, key=lambda id_: -1 if (value := values[id_]) is None else value, reverse=True))


def on_shared_statements(
    results: Results, field: FieldResult, group: str | None = None
) -> tuple[int, Fraction, Fraction] | None:
    """How many statements of a field both the room, or this group, and the Verwaltungsbogen have rated, and the means
    of both over these; None where each of their own means goes over the same ones, or where they share none."""
    pairs = []
    own = [one for one in results.statements if one.field == field.id]
    for one in own:
        pairs.append((one.level if group is None else one.cells[group].level, _of_sheet(one)))
    if all((level is None) == (sheet is None) for level, sheet in pairs):
        return None
    both = [(level, sheet) for level, sheet in pairs if level is not None and sheet is not None]
    if not both:
        return None
    n = len(both)
    return n, sum((level for level, _sheet in both), Fraction()) / n, Fraction(sum(sheet for _level, sheet in both), n)


def _of_sheet(one: StatementResult) -> int | None:
    """What the Verwaltungsbogen says of a statement, as a level."""
    return dict(zip(RATINGS, VALUES, strict=True)).get(one.administration or "")


def _widest_basis(result: StatementResult | FieldResult) -> frozenset[str]:
    """The groups whose means go over as many statements as any other's."""
    if isinstance(result, StatementResult):
        return frozenset(result.cells)
    shown = {group: cell.shown for group, cell in result.cells.items() if cell.level is not None}
    return frozenset(group for group, n in shown.items() if n == max(shown.values()))


def _base(cell: Cell | FieldCell) -> int:
    """People behind a cell's level."""
    if isinstance(cell, FieldCell):
        return cell.people
    return cell.ratings.n if cell.ratings is not None else 0
