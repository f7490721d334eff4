"""The end of the evening on a phone: when it goes on, what happens to the answers, and three questions."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from analysis.farewell import LONGEST_MISSING, ExitAnswers
from content.calendar import KIND, calendar
from content.farewell import exit_questions, exit_steps, invitation, missing_question, next_date_sentence, what_happens
from data.store.errors import ExitOver, ExitTooLong, NotInRelease
from data.store.farewell import BallotOver, TextTooLong, answer_exit, next_date, own_exit
from data.store.sheets import sheet
from phone.forms import form_of
from phone.refusals import NotUnderstood
from phone.seen import Seen
from phone.taking_part import why_no_questions
from phone.visit import Visit
from web import light


def farewell_words(visit: Visit, seen: Seen) -> dict[str, Any]:
    """What everybody reads."""
    _, told = visit.words, seen.farewell
    assert told is not None
    sentences = (invitation(_, told.next_date), *what_happens(_, visit.room.workshop.delete_sheets_on))
    heading, has_date = next_date_sentence(_, told.next_date), told.next_date.day is not None
    return {"heading": heading, "sentences": sentences, "slide": None, "has_date": has_date}


async def own_questions(visit: Visit, seen: Seen) -> Markup:
    """The questions for the device of somebody who takes part, with what it has said, as long as they are open; all
    others are told at the end why they have none."""
    if seen.farewell is None or not seen.farewell.is_asking:
        return Markup("")
    if not await _has_sheet(visit):
        is_there = seen.place.kind == "abschluss" and not seen.dark
        return Markup("<p>{}</p>").format(why_no_questions(visit.words)) if is_there else Markup("")
    own = await asyncio.to_thread(own_exit, visit.store, visit.token_hash, visit.room.code)
    return Markup(_form(visit, own))  # noqa: S704


async def _has_sheet(visit: Visit) -> bool:
    """Whether this is somebody's own device, on which they take part."""
    if visit.token is None or visit.tablet:
        return False
    return await asyncio.to_thread(sheet, visit.store, visit.token_hash, visit.room.code) is not None


async def post_exit(visit: Visit) -> Response:
    """Keep what this phone says when it leaves; told only after the commit, by the page that it leads to."""
    try:
        form = await form_of(visit.request)
    except ValueError:
        raise NotUnderstood from None
    if visit.tablet:
        raise NotInRelease
    said = ExitAnswers(form.get("nuetzlich", ""), form.get("gehoert", ""), form.get("fehlt", ""))
    try:
        await asyncio.to_thread(answer_exit, visit.store, visit.token_hash, visit.room.code, said)
    except TextTooLong:
        raise ExitTooLong from None
    except BallotOver:
        raise ExitOver from None
    return visit.to("jetzt")


def _form(visit: Visit, own: ExitAnswers | None) -> str:
    _, said = visit.words, own or ExitAnswers()
    titles = exit_questions(_)
    context = {
        "code": visit.room.code,
        "questions": (
            ("nuetzlich", titles["useful"], said.useful),
            ("gehoert", titles["heard"], said.heard),
        ),
        "steps": exit_steps(_),
        "missing_title": missing_question(_),
        "missing": said.missing,
        "longest": LONGEST_MISSING,
        "is_sent": own is not None,
    }
    return light.rendered("exit_questions.html", visit.language, **context)


async def show_calendar(visit: Visit) -> Response:
    """The next date for the own calendar; measures stand in the one that the moderator hands on."""
    of = visit.room.workshop
    decided = await asyncio.to_thread(next_date, visit.store, of.id)
    if visit.room.seen is None or visit.room.seen.farewell is None or decided.day is None:
        return visit.to()
    made = calendar(visit.words, of.code, of.municipality, decided, (), datetime.now(UTC))
    return Response(made, media_type=KIND, headers={"Content-Disposition": 'attachment; filename="termin.ics"'})
