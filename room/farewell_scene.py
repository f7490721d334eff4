"""The last thing on the Leinwand: when it goes on, what happens to the answers, and what the phones ask now."""

from datetime import date

from analysis.farewell import NextDate
from content.farewell import exit_questions, invitation, missing_question, next_date_sentence, what_happens
from room.canvas import unbroken
from texts.words import Words
from web.light import rendered


def farewell_scene(_: Words, decided: NextDate, *, deleted_on: date, is_asking: bool) -> str:
    """``is_asking``: phones can still answer the exit questions."""
    context = {
        "headline": unbroken(next_date_sentence(_, decided)),
        "second": unbroken(invitation(_, decided)),
        "happens": [unbroken(one) for one in what_happens(_, deleted_on)],
        "questions": (*exit_questions(_).values(), missing_question(_)) if is_asking else (),
    }
    return rendered("farewell.html", _.language, **context)
