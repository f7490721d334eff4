"""The measures on the Leinwand: what, who, until when, and nothing else."""

from collections.abc import Sequence
from datetime import date

from analysis.action_plan import Measure
from analysis.farewell import NextDate
from content.action_plan import due_text, in_force, measure_parts, measures_finding, who_text
from content.farewell import next_date_sentence
from room import fitting
from room.canvas import CANVASES, WallSize, free_height, headline, unbroken
from texts.dates import day_in_words
from texts.words import Words
from web.light import rendered

UNDECIDED = NextDate()


def measure_scene(
    _: Words,
    measures: Sequence[Measure],
    step: int,
    size: WallSize,
    *,
    place: str,
    held_on: date,
    decided: NextDate = UNDECIDED,
) -> str:
    """A screenful of measures, of those that are left of the last one where some were deleted."""
    canvas, kept = CANVASES[size], in_force(measures)
    parts = measure_parts(len(kept))
    begin, end = parts[min(step, len(parts) - 1)]
    finding = measures_finding(_, measures)
    if kept and decided.day is not None:
        finding = f"{finding}. {next_date_sentence(_, decided)}"
    head = headline(finding, canvas)
    cells = [(unbroken(one.what), unbroken(who_text(_, one)), due_text(_, one)) for one in kept[begin:end]]
    context = {
        "headline": unbroken(finding),
        "size": head.size,
        "rows": cells,
        "letters": fitting.rows(cells, size, free_height(canvas, head, 0) - fitting.HEADS_HEIGHT[size]),
        "whose": f"{place}, {day_in_words(_, held_on)}",
        "part": _("Teil {n} von {of}", n=min(step, len(parts) - 1) + 1, of=len(parts)) if len(parts) > 1 else "",
    }
    return rendered("measures.html", _.language, **context)
