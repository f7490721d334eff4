"""What became of the measures of the run before, on the Leinwand: what, who, how far."""

from collections.abc import Sequence
from datetime import date

from analysis.action_plan import Measure
from content.action_plan import measure_parts
from content.look_back import look_back_finding, look_back_table
from content.tables import Value
from room import fitting
from room.canvas import CANVASES, WallSize, free_height, headline, unbroken
from texts.dates import day_in_words
from texts.words import Words
from web.light import rendered


def look_back_scene(
    _: Words, agreed: Sequence[Measure], step: int, size: WallSize, *, place: str, agreed_on: date | None
) -> str:
    """A screenful of them, of those that are left of the last one where some were deleted."""
    canvas, parts = CANVASES[size], measure_parts(len(agreed))
    at = min(step, len(parts) - 1)
    finding, table = look_back_finding(_, agreed), look_back_table(_, agreed)
    head = headline(finding, canvas)
    begin, end = parts[at]
    cells, letters = _fitting(table.rows[begin:end], size, free_height(canvas, head, 0) - fitting.HEADS_HEIGHT[size])
    context = {
        "headline": unbroken(finding),
        "size": head.size,
        "heads": table.heads,
        "rows": cells,
        "letters": letters,
        "whose": _said_of(_, place, agreed_on),
        "part": _("Teil {n} von {of}", n=at + 1, of=len(parts)) if len(parts) > 1 else "",
    }
    return rendered("look_back.html", _.language, **context)


def _said_of(_: Words, place: str, agreed_on: date | None) -> str:
    """Whose measures these are, and since when."""
    if agreed_on is None:
        return place
    return _("{place}, vereinbart am {day}", place=place, day=day_in_words(_, agreed_on))


def _fitting(rows: Sequence[Sequence[Value]], size: WallSize, height: float) -> tuple[list[tuple[str, str, str]], int]:
    """The cells in the largest letters that have room; where even the smallest have none, without the days."""
    cells: list[tuple[str, str, str]] = []
    letters = 0
    for with_day in (True, False):
        cells = [(unbroken(str(what)), _told(str(who), with_day=with_day), str(status)) for what, who, status in rows]
        letters = fitting.rows(cells, size, height)
        if fitting.rows_have_room(cells, letters, size, height):
            break
    return cells, letters


def _told(who_and_when: str, *, with_day: bool) -> str:
    """Who does it, and the day, which stays in one line."""
    who, between, day = unbroken(who_and_when).rpartition(" · ")
    return who + between + day.replace(" ", "\N{NO-BREAK SPACE}") if with_day else who
