"""People in the room as boxes: one a person, filled where that person is done."""

from markupsafe import Markup

MOST_BOXES = 120
"""Above, a bar says the same."""
_SLIM = 0.7
"""Width of a box in heights; a quarter of it is the gap to the next."""


def people(present: int, finished: int, width: int, height: int, *, tallest: int = 40) -> Markup:
    """An SVG of this width, at most so high; it repeats what stands beside it in words."""
    done = min(finished, present)
    if present > MOST_BOXES:
        used, shapes = float(tallest), _bar(present, done, width, tallest)
    else:
        used, shapes = _boxes(present, done, width, _tall(present, width, height, tallest))
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="people" viewBox="0 0 {width} {used:.1f}" aria-hidden="true">{shapes}</svg>'
    )


def _boxes(present: int, done: int, width: int, tall: float) -> tuple[float, str]:
    """The height that the boxes take, and the boxes."""
    wide, pen = tall * _SLIM, max(tall * 0.08, 2)
    step, down, across = wide * 1.25, tall * 1.2, _across(width, tall)
    boxes = []
    for person in range(present):
        row, column = divmod(person, across)
        x, y = column * step + pen / 2, row * down + pen / 2
        look = "done" if person < done else "here"
        boxes.append(
            f'<rect class="{look}" x="{x:.1f}" y="{y:.1f}" width="{wide - pen:.1f}" height="{tall - pen:.1f}" '
            f'rx="{pen:.1f}" stroke-width="{pen:.1f}"/>'
        )
    rows = max(-(-present // across), 1)
    return rows * down - tall * 0.2, "".join(boxes)


def _across(width: int, tall: float) -> int:
    """How many stand in a row."""
    wide = tall * _SLIM
    return max(int((width + wide * 0.25) / (wide * 1.25)), 1)


def _tall(present: int, width: int, height: int, tallest: int) -> float:
    """The height of a box at which all of them fit."""
    tall = float(min(tallest, height))
    while tall > 4 and -(-present // _across(width, tall)) * tall * 1.2 - tall * 0.2 > height:
        tall -= 0.5
    return tall


def _bar(present: int, done: int, width: int, tall: int) -> str:
    filled = (width - 4) * done / present
    return (
        f'<rect class="done" x="2" y="2" width="{filled:.1f}" height="{tall - 4}"/>'
        f'<rect class="here" x="2" y="2" width="{width - 4}" height="{tall - 4}" stroke-width="4"/>'
    )
