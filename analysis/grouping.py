"""Forms the groups at closing, so that nobody is left out and no group is smaller than the threshold."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.questionnaire import UNSTATED, Questionnaire, Sector, sector_only
from analysis.results import Group

Mode = Literal["sectors", "perspectives"]
MODES: tuple[Mode, ...] = ("sectors", "perspectives")

OTHERS = "uebrige"
"""Id of the group "Übrige Perspektiven (…)", always the last."""


@dataclass(frozen=True)
class Merging:
    """What becomes the group "uebrige": who is ``too_small``, who was ``chosen``, and who ``joined`` so that nobody
    can be worked out."""

    too_small: tuple[Group, ...]
    chosen: tuple[Group, ...]
    joined: tuple[Group, ...]

    @property
    def parts(self) -> tuple[Group, ...]:
        return (*self.too_small, *self.chosen, *self.joined)

    @property
    def people(self) -> int:
        return sum(group.people for group in self.parts)


@dataclass(frozen=True)
class KeptIn:
    """A perspective that stays in its sector's group: it has too few ``people``, or leaves too few ``others``."""

    perspective: str
    people: int
    sector: str
    others: int


def form_groups(
    people: pd.DataFrame,
    questionnaire: Questionnaire,
    *,
    threshold: int,
    mode: Mode = "sectors",
    also_merge: Collection[str] = (),
) -> tuple[Group, ...]:
    """Groups from the frame ``group`` (perspective key) · ``people``; ``also_merge``: ids merged by the moderator.

    Starts from the sectors (or perspectives); groups below the threshold become "uebrige", which the smallest remaining
    group joins until it is large enough. Raises ValueError for a perspective that the questionnaire does not have.
    """
    first = _before_merging(_sizes(people, questionnaire), questionnaire, threshold, mode)
    return _merged(first, threshold, also_merge)


def merging(
    people: pd.DataFrame,
    questionnaire: Questionnaire,
    *,
    threshold: int,
    mode: Mode = "sectors",
    also_merge: Collection[str] = (),
) -> Merging | None:
    """Why ``form_groups`` merges what it merges; None where it merges nothing."""
    first = _before_merging(_sizes(people, questionnaire), questionnaire, threshold, mode)
    return _merging(first, threshold, also_merge)


def kept_in_sectors(people: pd.DataFrame, questionnaire: Questionnaire, *, threshold: int) -> tuple[KeptIn, ...]:
    """The perspectives that would be groups of their own, were they and what they leave behind large enough."""
    sizes = _sizes(people, questionnaire)
    found = []
    for sector in questionnaire.sectors:
        groups = list(_first_groups(sector, sizes, threshold, "sectors"))
        with_others = next((group for group in groups if group.id == sector.id), None)
        for perspective in sector.perspectives:
            is_in = with_others is not None and perspective.id in with_others.perspectives
            if perspective.own_group and is_in and with_others is not None and len(with_others.perspectives) > 1:
                own = sizes[perspective.id]
                found.append(KeptIn(perspective.id, own, sector.id, with_others.people - own))
    return tuple(found)


def showing_more(
    people: pd.DataFrame,
    questionnaire: Questionnaire,
    *,
    threshold: int,
    mode: Mode = "sectors",
    also_merge: Collection[str] = (),
) -> tuple[tuple[Mode, tuple[Group, ...]], ...]:
    """Modes in which more groups are shown than with this choice, the most first, each without further merging.

    Of two with equally many, the one that needs the smaller change. Further merging never shows more: each group that
    is chosen stands no more for itself, and at most one that would have had to join stands for itself again.
    """
    now = form_groups(people, questionnaire, threshold=threshold, mode=mode, also_merge=also_merge)
    by_number: dict[int, tuple[Mode, tuple[Group, ...]]] = {}
    for one in sorted(MODES, key=lambda other: other != mode):
        groups = form_groups(people, questionnaire, threshold=threshold, mode=one)
        by_number.setdefault(len(groups), (one, groups))
    return tuple(by_number[number] for number in sorted(by_number, reverse=True) if number > len(now))


def _sizes(people: pd.DataFrame, questionnaire: Questionnaire) -> dict[str, int]:
    sizes = {str(key): int(size) for key, size in zip(people["group"], people["people"], strict=True) if size > 0}
    if unknown := set(sizes) - set(questionnaire.perspective_keys):
        raise ValueError(f"unknown perspectives: {sorted(unknown)}")
    return sizes


def _before_merging(sizes: dict[str, int], questionnaire: Questionnaire, threshold: int, mode: Mode) -> list[Group]:
    first = [group for sector in questionnaire.sectors for group in _first_groups(sector, sizes, threshold, mode)]
    if UNSTATED in sizes:
        first.append(Group(UNSTATED, sizes[UNSTATED], (UNSTATED,)))
    return first


def group_counts(counts: pd.DataFrame, groups: tuple[Group, ...]) -> pd.DataFrame:
    """Counts by perspective key become counts by group id; same columns, one row per statement, group and answer."""
    group_of = {key: group.id for group in groups for key in group.perspectives}
    return (
        counts.assign(group=counts["group"].map(group_of))
        .groupby(["statement", "group", "answer"], as_index=False, sort=False)
        .agg(people=("people", "sum"))
    )


def _first_groups(sector: Sector, sizes: dict[str, int], threshold: int, mode: Mode) -> Iterator[Group]:
    """Groups of one sector before any merging; only those with people."""
    keys = [perspective.id for perspective in sector.perspectives] + [sector_only(sector.id)]
    present = [key for key in keys if key in sizes]
    if mode == "perspectives":
        yield from _single_groups(sector, sizes, present)
        return
    rest, apart = present, []
    for perspective in (one for one in sector.perspectives if one.own_group and one.id in present):
        others = [key for key in rest if key != perspective.id]
        size_of_others = sum(sizes[key] for key in others)
        if sizes[perspective.id] >= threshold and not 0 < size_of_others < threshold:
            rest = others
            apart.append(Group(perspective.id, sizes[perspective.id], (perspective.id,)))
    if rest:
        yield Group(sector.id, sum(sizes[key] for key in rest), tuple(rest))
    yield from apart


def _single_groups(sector: Sector, sizes: dict[str, int], present: list[str]) -> Iterator[Group]:
    """One group per perspective; sheets that name only the sector join a perspective of the same id, if any."""
    named: dict[str, list[str]] = {}
    for key in present:
        named.setdefault(sector.id if key == sector_only(sector.id) else key, []).append(key)
    for identifier, keys in named.items():
        yield Group(identifier, sum(sizes[key] for key in keys), tuple(keys))


def _merged(first: list[Group], threshold: int, also_merge: Collection[str]) -> tuple[Group, ...]:
    merging = _merging(first, threshold, also_merge)
    if merging is None:
        return tuple(first)
    parts = [group for group in first if group in merging.parts]
    others = Group(
        OTHERS,
        merging.people,
        tuple(key for group in parts for key in group.perspectives),
        tuple(group.id for group in parts),
    )
    return (*(group for group in first if group not in parts), others)


def _merging(first: list[Group], threshold: int, also_merge: Collection[str]) -> Merging | None:
    too_small = [group for group in first if group.people < threshold]
    chosen = [group for group in first if group.id in also_merge and group not in too_small]
    if not too_small and len(chosen) < 2:  # nothing to merge, or one group chosen that would merge with none
        return None
    joined: list[Group] = []
    remaining = [group for group in first if group not in too_small and group not in chosen]
    while sum(group.people for group in (*too_small, *chosen, *joined)) < threshold and remaining:
        joined.append(min(remaining, key=lambda group: group.people))
        remaining.remove(joined[-1])
    return Merging(tuple(too_small), tuple(chosen), tuple(joined))
