"""What became of the measures of the run before, on the Leinwand: what, who, how far."""

from collections.abc import Sequence

from analysis.action_plan import Measure
from content.action_plan import measure_parts
from content.look_back import look_back_finding, look_back_table
from data.evening import Evening
from room import fitting
from room.canvas import CANVASES, WallSize, free_height, headline, unbroken
from room.measure_scene import HEADS_HEIGHT
from texts.dates import day_in_words
from texts.words import Words
from web.light import rendered


def look_back_scene(_: Words, now: Evening, agreed: Sequence[Measure], step: int, size: WallSize) -> str:
    """A screenful of them, of those that are left of the last one where some were deleted."""
    canvas, parts = CANVASES[size], measure_parts(len(agreed))
    at = min(step, len(parts) - 1)
    finding, table = look_back_finding(_, agreed), look_back_table(_, agreed)
    head = headline(finding, canvas)
    begin, end = parts[at]
    cells = [
        (unbroken(str(what)), _day_in_one_line(unbroken(str(who))), str(status))
        for what, who, status in table.rows[begin:end]
    ]
    day = day_in_words(_, now.before.held_on) if now.before is not None else ""
    context = {
        "headline": unbroken(finding),
        "size": head.size,
        "heads": table.heads,
        "rows": cells,
        "letters": fitting.rows(cells, size, free_height(canvas, head, 0) - HEADS_HEIGHT[size]),
        "whose": _("{place}, vereinbart am {day}", place=now.workshop.municipality, day=day) if day else "",
        "part": _("Teil {n} von {of}", n=at + 1, of=len(parts)) if len(parts) > 1 else "",
    }
    return rendered("look_back.html", _.language, **context)


def _day_in_one_line(who_and_when: str) -> str:
    who, between, day = who_and_when.rpartition(" · ")
    return who + between + day.replace(" ", "\N{NO-BREAK SPACE}")
