"""The lines of a radar, which differ by dash and mark and not by colour alone."""

from dataclasses import dataclass

from charts import marks
from charts.formats import Format
from charts.marks import Pen, Shape
from charts.theme import CHOSEN, INK, PAPER, SECOND


@dataclass(frozen=True)
class Stroke:
    """How a line looks: ``dash`` and ``pen`` in pens of the format, ``size`` of its marks beside those of the first.

    Marks differ in size too, so that equal values stay visible inside one another.
    """

    colour: str
    dash: tuple[float, ...]
    pen: float
    sign: str
    size: float

    def drawn(self, format_: Format, role: str) -> Pen:
        """Its line."""
        dash = tuple(length * format_.pen for length in self.dash)
        return {"role": role, "stroke": self.colour, "thickness": self.pen * format_.pen, "dash": dash}

    def mark(self, x: float, y: float, radius: float, role: str, format_: Format, *, about: str | None = None) -> Shape:
        """Its mark: a filled circle, an open diamond, an open square."""
        pen = format_.pen * 1.5
        if self.sign == "circle":
            return marks.Circle(x=x, y=y, radius=radius, role=role, fill=self.colour, about=about)
        draw = marks.diamond if self.sign == "diamond" else marks.square
        return draw(x, y, radius * self.size, role=role, fill=PAPER, stroke=self.colour, thickness=pen, about=about)


STROKES = (
    Stroke(INK, (), 2.8, "circle", 1),
    Stroke(CHOSEN, (8, 5), 2.0, "diamond", 1.3),
    Stroke(SECOND, (3, 3), 2.0, "square", 1.15),
)
