"""The sizes in which pictures are drawn: the moderator's page and its panels, the wall, paper."""

from dataclasses import dataclass
from typing import Literal

Size = Literal["page", "wall", "wall43", "paper"]


@dataclass(frozen=True)
class Format:
    """Lengths in pixels of the picture; docs/architecture.md says where each format is used.

    Without a ``height`` the picture is as tall as its rows. Axis words and notes are ``quiet``, names and statements
    ``label``, numbers ``count`` large. Statements stand in the ``text_column``, names of fields and groups in the
    ``name_column``; ``stacked`` pictures have statements above their bars instead. ``row`` is the height of a row,
    at most where the height is given. Shapes may reach ``bleed`` beyond the sides. ``has_notes``: how to read it stands
    in the picture, not in a footer of the medium.
    """

    width: float
    height: float | None
    quiet: float
    label: float
    count: float
    pen: float
    row: float
    text_column: float
    name_column: float
    bleed: float
    has_notes: bool = True
    stacked: bool = False
    radar: float = 0
    """Height of the radar and of one row of profiles where the height is free."""
    is_small: bool = False
    """A panel: statements by their short names, bars without a line between people, numbers instead of axis words."""

    @property
    def field_row(self) -> float:
        """The most that a row with a short name takes."""
        return self.row if self.height else self.row * 0.66

    def tall(self, bottom: float) -> float:
        """Height of a picture that ends at ``bottom``: as given, but that a panel grows rather than cut or overlap."""
        if self.height is None:
            return bottom
        return max(self.height, bottom) if self.is_small else self.height

    @property
    def gap(self) -> float:
        """Between columns, and between text and marks."""
        return self.label


PANEL_BLEED = 4
"""What shapes of a panel may take at its sides, within its width."""

FORMATS: dict[Size, Format] = {
    "page": Format(
        width=826,
        height=None,
        quiet=15,
        label=17,
        count=18,
        pen=1.5,
        row=76,
        text_column=280,
        name_column=170,
        bleed=12,
        radar=400,
    ),
    "wall": Format(
        width=1760,
        height=742,
        quiet=28,
        label=36,
        count=40,
        pen=2.5,
        row=160,
        text_column=700,
        name_column=340,
        bleed=36,
        has_notes=False,
    ),
    "wall43": Format(
        width=1760,
        height=1050,
        quiet=34,
        label=44,
        count=48,
        pen=3,
        row=210,
        text_column=660,
        name_column=340,
        bleed=36,
        has_notes=False,
        stacked=True,
    ),
    "paper": Format(
        width=680,
        height=None,
        quiet=12,
        label=13.5,
        count=14.5,
        pen=1.2,
        row=62,
        text_column=230,
        name_column=140,
        bleed=8,
        radar=360,
    ),
}
"""``paper`` has four pixels a millimetre: the width of text on A4. ``wall`` fits under a finding of two lines."""


def panel(width: float, height: float) -> Format:
    """One of several small pictures on a page, of which whoever lays out the page knows the size."""
    return Format(
        width=width - 2 * PANEL_BLEED,
        height=height,
        quiet=12,
        label=13,
        count=13,
        pen=1.2,
        row=60,
        text_column=width * 0.36,
        name_column=min(width * 0.3, 140),
        bleed=PANEL_BLEED,
        is_small=True,
    )
