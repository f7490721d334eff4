"""What reading a file says: an id and what its sentence leaves open. Words are chosen where it is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Union

from data.intake.sayings import KEYS, SAYINGS

Gap = Union[str, int, "Said", tuple[Union[str, "Said"], ...]]
"""What stands in the file, a number, the id of an answer, a statement or a perspective, or what is said in its turn."""


@dataclass(frozen=True)
class Said:
    """Raises ValueError for an id that is not among the sayings, or with other gaps than it has."""

    id: str
    gaps: Mapping[str, Gap] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.id not in SAYINGS or self.gaps.keys() != SAYINGS[self.id]:
            raise ValueError(f"nothing is said as {self.id} with {sorted(self.gaps)}")

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def key(self) -> str:
        """Names a choice, where it is stored or given as an answer: "put_back", "1.01", "1=A,2=B"."""
        form = KEYS.get(self.id)
        return self.id if form is None else form.format(**{name: _keyed(gap) for name, gap in self.gaps.items()})

    def parts(self) -> "Iterator[Said]":
        """Itself and all that is said in its gaps."""
        yield self
        for gap in self.gaps.values():
            yield from _within(gap)


def _within(gap: Gap) -> Iterator[Said]:
    if isinstance(gap, Said):
        yield from gap.parts()
    elif isinstance(gap, tuple):
        for one in gap:
            yield from _within(one)


def said(identifier: str, **gaps: Gap) -> Said:
    """The same in short: said("longer", cells=15, usual=14)."""
    return Said(identifier, gaps)


def _keyed(gap: Gap) -> str:
    if isinstance(gap, Said):
        return gap.key
    return ",".join(map(_keyed, gap)) if isinstance(gap, tuple) else str(gap)
