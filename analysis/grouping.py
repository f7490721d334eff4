"""Forms the groups at closing, so that nobody is left out and no group is smaller than the threshold."""

from collections.abc import Collection, Iterator
from typing import Literal

import pandas as pd

from analysis.questionnaire import UNSTATED, Questionnaire, Sector, sector_only
from analysis.results import Group

Mode = Literal["sectors", "perspectives"]

OTHERS = "uebrige"
"""Id of the group "Übrige Perspektiven (…)", always the last."""


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
    sizes = {str(key): int(size) for key, size in zip(people["group"], people["people"], strict=True) if size > 0}
    if unknown := set(sizes) - set(questionnaire.perspective_keys):
        raise ValueError(f"unknown perspectives: {sorted(unknown)}")
    first = [group for sector in questionnaire.sectors for group in _first_groups(sector, sizes, threshold, mode)]
    if UNSTATED in sizes:
        first.append(Group(UNSTATED, sizes[UNSTATED], (UNSTATED,)))
    return _merged(first, threshold, also_merge)


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
    for perspective in sector.perspectives:
        others = [key for key in rest if key != perspective.id]
        size_of_others = sum(sizes[key] for key in others)
        large_enough = sizes.get(perspective.id, 0) >= threshold and not 0 < size_of_others < threshold
        if perspective.own_group and perspective.id in rest and large_enough:
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
    merged = [group for group in first if group.people < threshold or group.id in also_merge]
    too_small = [group for group in merged if group.people < threshold]
    if not too_small and len(merged) < 2:  # nothing to merge, or one group chosen that would merge with none
        return tuple(first)
    remaining = [group for group in first if group not in merged]
    while sum(group.people for group in merged) < threshold and remaining:
        smallest = min(remaining, key=lambda group: group.people)
        remaining.remove(smallest)
        merged.append(smallest)
    parts = [group for group in first if group in merged]
    others = Group(
        OTHERS,
        sum(group.people for group in parts),
        tuple(key for group in parts for key in group.perspectives),
        tuple(group.id for group in parts),
    )
    return (*remaining, others)
