"""Closing a survey by the groups that somebody has looked at: with other ones it stays open, and they look again."""

from collections.abc import Collection, Sequence

import pandas as pd

from analysis.grouping import Mode, form_groups
from analysis.questionnaire import Questionnaire
from analysis.results import Group
from data.store.engine import Store
from data.store.releases import Release
from data.store.workshops import Workshop, close_workshop

Outline = tuple[tuple[str, tuple[str, ...]], ...]
"""Groups without their sizes: by group its id and its parts."""


class GroupsChanged(Exception):  # noqa: N818 - named by what is so
    """Sheets that came meanwhile make other groups than those that were shown."""


def outline(groups: Sequence[Group]) -> Outline:
    return tuple((group.id, group.parts) for group in groups)


def close_as_shown(
    store: Store, of: Workshop, asked: Questionnaire, *, shown: Outline, mode: Mode, also_merge: Collection[str]
) -> Release:
    """Close with the answers up to this very moment; a group may have grown, not become another.

    Raises GroupsChanged, or WrongState for what somebody has closed already, by whichever groups.
    """

    def formed(latest: pd.DataFrame) -> tuple[Group, ...]:
        groups = form_groups(latest, asked, threshold=of.threshold, mode=mode, also_merge=also_merge)
        if not groups or outline(groups) != shown:
            raise GroupsChanged
        return groups

    return close_workshop(store, of.id, formed, replaces=False)
