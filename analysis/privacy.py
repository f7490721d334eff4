"""What of a row may be shown, so that no answer of a hidden group can be found by subtraction; why: privacy.md."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """What one statement lets through.

    ``room``: ratings, answered and blank of all; ``cells``: groups whose ratings; ``e``: E of all; ``e_cells``: groups
    whose E.
    """

    room: bool
    cells: frozenset[str]
    e: bool
    e_cells: frozenset[str]


def shown_of_row(rated: Mapping[str, int], people: Mapping[str, int], threshold: int) -> Shown:
    """The rules for a statement, from the ratings of each group and its people, both in questionnaire order.

    E stands apart: it is counted over all people of a group, and a group has ``threshold`` people by the way it is
    formed. Were one smaller, the E of no group is shown.
    """
    room = sum(rated.values()) >= threshold
    large_enough = all(size >= threshold for size in people.values())
    return Shown(
        room=room,
        cells=shown_cells(rated, threshold),
        e=sum(people.values()) >= threshold,
        e_cells=frozenset(people) if large_enough else frozenset(),
    )


def shown_cells(bases: Mapping[str, int], threshold: int) -> frozenset[str]:
    """Groups whose cell of this row may be shown; ``bases``: people behind each cell, in questionnaire order.

    A cell needs ``threshold`` people. Complementary rule: the hidden cells with people must be at least two and hold at
    least ``threshold`` together; else the next smallest shown cell is hidden too (ties: questionnaire order).
    """
    shown = [group for group, base in bases.items() if base >= threshold]
    hidden = [group for group, base in bases.items() if 0 < base < threshold]
    while hidden and shown and (len(hidden) < 2 or sum(bases[group] for group in hidden) < threshold):
        smallest = min(shown, key=lambda group: bases[group])
        shown.remove(smallest)
        hidden.append(smallest)
    return frozenset(shown)
