"""Which municipalities take part and how far they are, in words: for a public list that tells no result."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

LONGEST_OFFICE = 120

WayState = Literal["planned", "held", "measures"]
WAY: tuple[WayState, ...] = get_args(WayState)
"""In the order in which they follow each other."""


@dataclass(frozen=True)
class Agreed:
    """A workshop of a municipality that has agreed to be named.

    ``office``: the institution that accompanies it. ``is_held``: a result was shown, or it is finished.
    ``has_open_measures``: something is agreed that is neither done nor dropped.
    """

    municipality: str
    office: str
    held_on: date
    is_held: bool
    has_open_measures: bool

    @property
    def state(self) -> WayState:
        if not self.is_held:
            return "planned"
        return "measures" if self.has_open_measures else "held"


@dataclass(frozen=True)
class Participation:
    """What is said of a municipality in a year."""

    municipality: str
    office: str
    state: WayState


def participations(workshops: Iterable[Agreed], today: date) -> Mapping[int, tuple[Participation, ...]]:
    """By year, the newest first; in a year by name, each municipality once, as far as it came.

    A plan of a year that is over has come to nothing, and is left out.
    """
    furthest: dict[int, dict[str, Participation]] = defaultdict(dict)
    for one in workshops:
        if one.state == "planned" and one.held_on.year < today.year:
            continue
        of_year, said = furthest[one.held_on.year], Participation(one.municipality, one.office, one.state)
        before = of_year.get(one.municipality, said)
        of_year[one.municipality] = max(before, said, key=lambda each: WAY.index(each.state))
    return {year: _by_name(furthest[year].values()) for year in sorted(furthest, reverse=True)}


def _by_name(of_year: Iterable[Participation]) -> tuple[Participation, ...]:
    """As in a German register: ä beside a, ß beside ss."""
    umlauts = str.maketrans("äöü", "aou")
    return tuple(sorted(of_year, key=lambda one: (one.municipality.casefold().translate(umlauts), one.municipality)))
