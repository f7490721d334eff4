"""What of a row may be shown, so that no answer of a hidden group can be found by subtraction; why: privacy.md."""

from collections.abc import Iterable, Mapping
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


def shown_cells(bases: Mapping[str, int], threshold: int, *, never: Iterable[str] = frozenset()) -> frozenset[str]:
    """Groups whose cell of this row may be shown; ``bases``: people behind each cell, in questionnaire order.

    A cell needs ``threshold`` people, and must not be one of ``never``. Complementary rule: the hidden cells with
    people must be at least two and hold at least ``threshold`` together; else the next smallest shown cell is hidden
    too (ties: questionnaire order).
    """
    refused = frozenset(never)
    shown = [group for group, base in bases.items() if base >= threshold and group not in refused]
    hidden = [group for group, base in bases.items() if base > 0 and group not in shown]
    while hidden and shown and (len(hidden) < 2 or sum(bases[group] for group in hidden) < threshold):
        smallest = min(shown, key=lambda group: bases[group])
        shown.remove(smallest)
        hidden.append(smallest)
    return frozenset(shown)


@dataclass(frozen=True)
class TwoVotes:
    """How many of some people did what in two votes on one statement.

    ``only_before``, ``only_after``: gave one of A–E that time, and nothing the other time.
    """

    rated_before: int
    rated_after: int
    rated_twice: int
    only_before: int
    only_after: int

    def __add__(self, other: "TwoVotes") -> "TwoVotes":
        return TwoVotes(
            self.rated_before + other.rated_before,
            self.rated_after + other.rated_after,
            self.rated_twice + other.rated_twice,
            self.only_before + other.only_before,
            self.only_after + other.only_after,
        )

    @property
    def once(self) -> tuple[int, ...]:
        """Who rated, or voted, in only one of the two: each time and each kind apart, for each can stand alone."""
        before, after = self.rated_before - self.rated_twice, self.rated_after - self.rated_twice
        return before, after, self.only_before, self.only_after


@dataclass(frozen=True)
class ShownAgain:
    """What the second vote on a statement lets through, beside what was shown of the first.

    ``room``: ratings of all; ``cells``: groups whose ratings; ``e``: E of all; ``e_cells``: E of every group;
    ``moves``: how many moved up, stayed and moved down.
    """

    room: bool
    cells: frozenset[str]
    e: bool
    e_cells: bool
    moves: bool


def shown_again(
    votes: Mapping[str, TwoVotes], voted: int, threshold: int, *, shown_before: frozenset[str], e_before: bool
) -> ShownAgain:
    """The rules for the second vote, from numbers alone; ``votes`` by group in questionnaire order.

    ``voted``: who gave one of A–E the second time; ``shown_before``: groups whose ratings of the first vote are shown;
    ``e_before``: whether the E of the groups are.
    """
    bases = {group: numbers.rated_after for group, numbers in votes.items()}
    room = sum(bases.values()) >= threshold
    stand_alone = {group for group, numbers in votes.items() if are_many(threshold, *numbers.once)}
    few_left = all(are_many(threshold, one.only_before, one.only_after) for one in votes.values())
    return ShownAgain(
        room=room,
        cells=shown_cells(bases, threshold, never=bases.keys() - (stand_alone & shown_before)),
        e=voted >= threshold,
        e_cells=e_before and voted >= threshold and few_left,
        moves=room and _moves_stay_alike(votes, threshold, shown_before),
    )


def are_many(threshold: int, *numbers: int) -> bool:
    """Whether behind each of these numbers stand ``threshold`` people or nobody."""
    return all(number == 0 or number >= threshold for number in numbers)


def _moves_stay_alike(votes: Mapping[str, TwoVotes], threshold: int, shown_before: frozenset[str]) -> bool:
    """Whether moves tie the two votes together for many people only, wherever the first vote can be read.

    That is in the room and in each group that was shown: had one person of a group left and all others stayed, the
    first vote minus the second would be that person's answer. Of the groups that were hidden everybody must have rated
    both times or neither: else those who did not could be told from those who did, and with them the groups.
    """
    room = sum(votes.values(), TwoVotes(0, 0, 0, 0, 0))
    shown = [numbers for group, numbers in votes.items() if group in shown_before]
    hidden = [numbers for group, numbers in votes.items() if group not in shown_before]
    return (
        room.rated_twice >= threshold
        and all(are_many(threshold, part.rated_twice, *part.once) for part in (room, *shown))
        and all(part.rated_before == part.rated_twice == part.rated_after for part in hidden)
        and all(are_many(threshold, part.only_before, part.only_after) for part in hidden)
    )
