"""Points for measures from phones, or their resistance: taken as a whole, or refused with all that was typed."""

import asyncio
from collections.abc import Mapping

from starlette.responses import Response

from analysis.points import WORST, Fault, PollKind, Question
from data.polling import poll_now
from data.store.errors import NotInRelease, PollChanged, UnfitPoints
from data.store.giving import give, given_by
from data.store.point_polls import close_when_all_have_given
from phone.forms import form_of
from phone.now import page_now
from phone.point_form import FIELD, Typed
from phone.refusals import NotUnderstood
from phone.visit import Visit
from texts.words import Words
from web.arrivals import arrival

KINDS: Mapping[str, PollKind] = {"points": "points", "resistance": "resistance"}
LONGEST_NUMBER = 4
"""Signs of a number that is read at all."""


async def give_points(visit: Visit) -> Response:
    """Take what this phone gives; told only after the commit, by the page it leads to."""
    try:
        form = await form_of(visit.request)
    except ValueError:
        raise NotUnderstood from None
    if visit.tablet:
        raise NotInRelease
    kind = KINDS.get(form.get("art", ""))
    if kind is None:
        raise NotUnderstood
    typed = {name.removeprefix(FIELD): value for name, value in form.items() if name.startswith(FIELD)}
    before = await asyncio.to_thread(given_by, visit.store, visit.token_hash, visit.room.workshop.id)
    try:
        await arrival(give(visit.store, visit.token_hash, visit.room.code, kind, _numbers(typed)))
    except UnfitPoints as error:
        return await _refused(visit, typed, error.fault)
    if not before:  # one that is held once more goes on while people only change theirs
        await asyncio.to_thread(close_when_all_have_given, visit.store, visit.room.workshop.id)
    return visit.to("jetzt")


def _numbers(typed: Mapping[str, str]) -> Mapping[str, int]:
    """The numbers by measure; raises NotUnderstood for what is none."""
    if any(not (one.isascii() and one.isdecimal() and len(one) <= LONGEST_NUMBER) for one in typed.values()):
        raise NotUnderstood
    return {id_: int(one) for id_, one in typed.items()}


async def _refused(visit: Visit, typed: Mapping[str, str], fault: Fault) -> Response:
    poll = await asyncio.to_thread(poll_now, visit.store, visit.room.workshop)
    if poll is None:
        raise PollChanged
    wrong = _sentence(visit.words, fault, poll.question, sum(int(one) for one in typed.values()))
    return await page_now(visit, Typed(typed, wrong))


def _sentence(_: Words, fault: Fault, question: Question, given: int) -> str:
    """What is to be done, before anything is counted."""
    if fault == "too_many":
        more = given - question.points
        return _.plural(
            "Das ist ein Punkt zu viel. Bitte nehmen Sie ihn zurück. Noch ist nichts geändert.",
            "Das sind {n} Punkte zu viel. Bitte nehmen Sie sie zurück. Noch ist nichts geändert.",
            more,
        )
    if fault == "none":
        return _("Bitte vergeben Sie mindestens einen Punkt. Noch ist nichts geändert.")
    if fault == "missing":
        return _(
            "Bitte geben Sie bei jeder Maßnahme eine Zahl von 0 bis {worst} an. Noch ist nichts geändert.", worst=WORST
        )
    return _("Bitte wählen Sie nur Zahlen, die hier stehen. Noch ist nichts geändert.")
