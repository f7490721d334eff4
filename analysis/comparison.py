"""Which differences between shown groups are large enough to be read, how wide they reach, and orders by difference."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Literal

from analysis.measures import smallest_difference_to_read, tenths
from analysis.results import Cell, FieldCell, FieldResult, Results, StatementResult

Order = Literal["besprechen", "uneinigkeit", "spannweite", "fragebogen"]
"""How views of differences can be sorted; the first is the default."""


def shown_levels(result: StatementResult | FieldResult) -> dict[str, Fraction]:
    """Level of each shown group, in screen order."""
    return {group: cell.level for group, cell in result.cells.items() if cell.level is not None}


def readable_groups(result: StatementResult | FieldResult) -> frozenset[str]:
    """Shown groups that stand far enough from at least one other shown group to be told apart from it.

    What counts is each pair: its own difference, and the smaller of its two groups.
    """
    base_of = {group: _base(cell) for group, cell in result.cells.items()}
    readable: set[str] = set()
    for (one, level), (other, other_level) in combinations(shown_levels(result).items(), 2):
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


def _base(cell: Cell | FieldCell) -> int:
    """People behind a cell's level."""
    if isinstance(cell, FieldCell):
        return cell.people
    return cell.ratings.n if cell.ratings is not None else 0
