"""The vote of the room after the talk: counts in, what may be shown of them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from analysis.measures import level
from analysis.privacy import ShownAgain, TwoVotes, shown_again
from analysis.questionnaire import CANNOT_JUDGE, RATINGS
from analysis.results import Cell, Ratings, StatementResult


class Moves(NamedTuple):
    """Of those who rated A–D both times: how many moved towards A, stayed, moved towards D."""

    up: int
    stayed: int
    down: int

    @property
    def n(self) -> int:
        return sum(self)


@dataclass(frozen=True)
class GroupVote:
    """One group's people in the second vote: ``after`` by answer A–E, and how many of them did what both times.

    ``rated_before``: A–D in the release; ``rated_twice``: A–D both times; ``only_before``, ``only_after``: one of A–E
    that time, nothing the other time.
    """

    after: Mapping[str, int]
    rated_before: int
    rated_twice: int
    only_before: int
    only_after: int

    @property
    def ratings(self) -> Ratings:
        return Ratings(*(self.after.get(answer, 0) for answer in RATINGS))

    @property
    def e(self) -> int:
        return self.after.get(CANNOT_JUDGE, 0)


@dataclass(frozen=True)
class Recount:
    """What the store counts of a second vote; never shown. ``groups`` by id, ``moves`` of the whole room."""

    groups: Mapping[str, GroupVote]
    moves: Moves

    def as_json(self) -> dict[str, Any]:
        return {
            "moves": list(self.moves),
            "groups": {
                group: {
                    "after": dict(vote.after),
                    "rated_before": vote.rated_before,
                    "rated_twice": vote.rated_twice,
                    "only_before": vote.only_before,
                    "only_after": vote.only_after,
                }
                for group, vote in self.groups.items()
            },
        }


def recount_of(values: Mapping[str, Any]) -> Recount:
    """The counts that were written as JSON."""
    return Recount({group: GroupVote(**vote) for group, vote in values["groups"].items()}, Moves(*values["moves"]))


@dataclass(frozen=True)
class SecondVote:
    """What may be shown of a second vote; None is hidden, nobody is told why.

    ``voted``: who gave one of A–E; ``cells``: the groups of the release, in its order.
    """

    statement: str
    voted: int
    ratings: Ratings | None
    e: int | None
    moves: Moves | None
    cells: Mapping[str, Cell]


def second_vote(before: StatementResult, counted: Recount, threshold: int) -> SecondVote:
    """The second vote on a statement beside the first; ValueError for counts that do not belong to it."""
    if counted.groups.keys() != before.cells.keys():
        raise ValueError(f"a second vote of the groups {sorted(counted.groups)}, not {sorted(before.cells)}")
    if counted.moves.n != sum(vote.rated_twice for vote in counted.groups.values()):
        raise ValueError("not everybody who rated twice moved or stayed")
    if before.ratings is not None and before.ratings.n != sum(vote.rated_before for vote in counted.groups.values()):
        raise ValueError("the first vote is not the one of the release")
    votes = {group: counted.groups[group] for group in before.cells}
    room = Ratings(*(sum(column) for column in zip(*(vote.ratings for vote in votes.values()), strict=True)))
    e = sum(vote.e for vote in votes.values())
    shown = _shown(before, votes, room.n + e, threshold)
    return SecondVote(
        statement=before.id,
        voted=room.n + e,
        ratings=room if shown.room else None,
        e=e if shown.e else None,
        moves=counted.moves if shown.moves else None,
        cells={group: _cell(before.cells[group], vote, group, shown) for group, vote in votes.items()},
    )


def _shown(before: StatementResult, votes: Mapping[str, GroupVote], voted: int, threshold: int) -> ShownAgain:
    numbers = {
        group: TwoVotes(vote.rated_before, vote.ratings.n, vote.rated_twice, vote.only_before, vote.only_after)
        for group, vote in votes.items()
    }
    return shown_again(
        numbers,
        voted,
        threshold,
        shown_before=frozenset(group for group, cell in before.cells.items() if cell.ratings is not None),
        e_before=all(cell.e is not None for cell in before.cells.values()),
    )


def _cell(before: Cell, vote: GroupVote, group: str, shown: ShownAgain) -> Cell:
    ratings = vote.ratings if group in shown.cells else None
    return Cell(ratings, level(ratings) if ratings else None, vote.e if shown.e_cells else None, before.people)
