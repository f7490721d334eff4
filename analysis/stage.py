"""The stage: what the room sees now, as a value that is stored, and moved one step at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

Kind = Literal[
    "ankommen",
    "leitmotiv",
    "spielregeln",
    "rueckblick",
    "antworten",
    "folie",
    "massnahmen",
    "punkte",
    "abschluss",
    "pause",
]
Role = Literal["moderator", "comoderator", "screen", "scribe", "table", "participant"]

STEERING: tuple[Role, ...] = ("moderator", "comoderator")
"""Who may move the stage, and looks ahead."""


@dataclass(frozen=True)
class KindRow:
    """What is to be known of a kind; a new kind is a new row.

    ``has_slide``: it shows results, of a release. ``is_joinable``: it says itself how to join. ``counts``: it shows
    how many are there and done. ``follows``: it comes after the results. ``looks_back``: it shows what the run before
    has agreed on, and is there only where that did.
    """

    has_slide: bool = False
    is_joinable: bool = False
    counts: bool = False
    follows: bool = False
    looks_back: bool = False


KINDS: Mapping[Kind, KindRow] = {
    "ankommen": KindRow(is_joinable=True, counts=True),
    "leitmotiv": KindRow(),
    "spielregeln": KindRow(),
    "rueckblick": KindRow(looks_back=True),
    "antworten": KindRow(counts=True),
    "folie": KindRow(has_slide=True),
    "massnahmen": KindRow(follows=True),
    "punkte": KindRow(follows=True),
    "abschluss": KindRow(follows=True),
    "pause": KindRow(),
}


@dataclass(frozen=True)
class Place:
    """A place in the show: ``slide`` is the address of a view (only of a kind that has one), ``step`` what of it is
    revealed, from 0. ValueError for a kind that does not exist, and for a slide too much or too little."""

    kind: Kind
    slide: str = ""
    step: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"there is no kind {self.kind!r}")
        if KINDS[self.kind].has_slide != bool(self.slide):
            raise ValueError(f"{self.kind} with the slide {self.slide!r}")
        if self.step < 0:
            raise ValueError(f"there is no step {self.step}")

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "slide": self.slide, "step": self.step}


def place_of(values: Mapping[str, Any]) -> Place:
    """The place that was written as JSON; ValueError if it is none."""
    try:
        if type(values["step"]) is not int:
            raise ValueError("a step is a whole number")
        return Place(cast(Kind, values["kind"]), str(values["slide"]), values["step"])
    except (KeyError, TypeError) as error:
        raise ValueError("no place") from error


@dataclass(frozen=True)
class Stage:
    """What stands on the stage of a workshop.

    ``number`` rises with every change. ``frozen``: what the room goes on seeing while the moderator looks elsewhere.
    ``timer_until``: seconds since 1970. ``joining``: whether a strip says how to join. ``order``: the places of the
    show as the moderator has arranged them, None: the default. ``resume``: where the show was left for a pause, or for
    a place that is not part of it. ``looks_back``: how many measures the run before has agreed on; no part of what is
    moved.
    """

    number: int = 0
    place: Place = Place("ankommen")
    frozen: Place | None = None
    black: bool = False
    timer_until: int | None = None
    joining: bool = True
    order: tuple[Place, ...] | None = None
    resume: Place | None = None
    looks_back: int = field(default=0, compare=False)

    @property
    def seen(self) -> Place:
        """What the room sees, whatever the moderator looks at."""
        return self.frozen or self.place
