"""The poll on measures on the Leinwand: how many have voted, and once it is over the measures with what they got."""

from markupsafe import Markup

from analysis.points import Poll, PollResult, Tallied
from charts import text
from content.points import (
    poll_basis,
    poll_finding,
    poll_part,
    poll_question,
    poll_rules,
    poll_state,
    strong_head,
    strong_text,
    total_head,
)
from room import fitting
from room.canvas import CANVASES, Headline, WallSize, free_height, headline, unbroken
from room.people import people
from texts.words import Words
from web.light import rendered

CALL, COUNTED, GAP, LEFT_OUT = 54, 150, 30, 60
"""Pixels: letters of the call to vote, what the number of votes takes, between these and the measures, and what says
that some have no room."""


def points_scene(_: Words, poll: Poll | None, step: int, size: WallSize) -> str:
    """What the room sees at this step; before the result is shown never a number of it."""
    if step > 0 and poll is not None and poll.result is not None:
        return _result(_, poll.result, step, size)
    question = poll_question(_, poll.question.kind if poll else None)
    counted = _("Abgestimmt: {finished} von {present}")
    counted = counted.replace("{finished}", "<b>{finished}</b>").replace("{present}", "<b>{present}</b>")
    heading, head = poll_state(_, poll), headline(question, CANVASES[size])
    names = [unbroken(one.what) for one in poll.question.options] if poll is not None and poll.is_open else []
    shown, letters = fitting.options(names, size, _room(heading, head, size))
    context = {
        "kicker": _("Maßnahmen"),
        "sentence": unbroken(question),
        "size": head.size,
        "heading": heading,
        "options": names[:shown],
        "letters": letters,
        "left_out": _left_out(_, shown, len(names)),
        "counted": Markup(counted).format(finished=poll.voted, present=poll.present) if poll else "",  # noqa: S704
        "about": poll_rules(_, poll.question) if poll else "",
        "people": people(poll.present, poll.voted, 1760, 300, tallest=110) if poll and not shown else "",
    }
    return rendered("voting.html", _.language, **context)


def _room(heading: str, head: Headline, size: WallSize) -> float:
    """Pixels that are left for the measures between the call and how many have voted, as in leinwand.css."""
    canvas = CANVASES[size]
    called = len(text.lines(heading, canvas.width * fitting.SAFETY, CALL, bold=True)) * CALL * 1.2
    return free_height(canvas, head, 0) - called - COUNTED - 2 * GAP - LEFT_OUT


def _left_out(_: Words, shown: int, count: int) -> str:
    """That phones show more measures than have room here."""
    if shown == count:
        return ""
    return _("{shown} von {n} Maßnahmen, alle stehen auf den Telefonen", shown=shown, n=count)


def _result(_: Words, result: PollResult, step: int, size: WallSize) -> str:
    """A screenful of measures in the order of the result, those in front marked."""
    canvas = CANVASES[size]
    finding = poll_finding(_, result)
    head = headline(finding, canvas)
    begin, end, part, parts = poll_part(len(result.rows), step)
    shown = result.rows[begin:end]
    names = [unbroken(row.option.what) for row in shown]
    is_even = len(result.best) == len(result.rows)
    context = {
        "headline": unbroken(finding),
        "size": head.size,
        "heads": (total_head(_, result.question.kind), strong_head(_)),
        "rows": [
            (name, row, _bar(row, result), _strong(_, row, result), row in result.best and not is_even)
            for name, row in zip(names, shown, strict=True)
        ],
        "is_against": result.question.kind == "resistance",
        "letters": fitting.bars(names, size, free_height(canvas, head, 0) - fitting.HEADS_HEIGHT[size]),
        "basis": poll_basis(_, result),
        "part": _("Teil {n} von {of}", n=part, of=parts) if parts > 1 else "",
    }
    return rendered("points.html", _.language, **context)


def _strong(_: Words, row: Tallied, result: PollResult) -> str:
    return "" if row.strong is None else strong_text(_, row, result)


def _bar(row: Tallied, result: PollResult) -> int:
    """Its length in thousandths of the longest one; on every screen of the result the same scale."""
    longest = max(other.total for other in result.rows)
    return round(1000 * row.total / longest) if longest else 0
