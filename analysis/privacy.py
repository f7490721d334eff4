"""Which cells of a row may be shown, so that no hidden one can be found by subtraction."""

from collections.abc import Mapping


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
