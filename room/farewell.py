"""The end as the Regie prepares it: the next date and who invites, and the exit questions."""

import asyncio
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.farewell import NextDate, exit_poll
from content.calendar import KIND, calendar, has_dates
from content.farewell import exit_end_warning, exit_over, invitation, next_date_sentence
from content.farewell import exit_progress as exit_progress_sentence
from data.store.farewell import (
    NextDateChanged,
    TextMissing,
    TextTooLong,
    WrongState,
    decide_next_date,
    end_exit_questions,
    exit_progress,
    exit_result,
    exit_state,
    next_date,
)
from data.store.measures import measures
from room.measure_page import Form
from room.streams import hub
from room.visit import Visit, visit_of
from texts.dates import NoDay, day_or_none, no_day_sentence
from texts.words import Words
from web import light, runtime
from web.forms import form_of


class Undecided(ValueError):  # noqa: N818 - named by what is so
    """Neither a day nor that there is none."""


REFUSED = (Undecided, NoDay, TextMissing, TextTooLong, WrongState)


async def show_farewell(request: Request) -> Response:
    """The next date as it stands, and how many have answered the exit questions."""
    visit = await visit_of(request, "steer")
    hints = {"gespeichert": visit.words("Gespeichert."), "beendet": visit.words("Die Rückmeldung ist beendet.")}
    said = hints.get(request.query_params.get("hinweis", ""), "")
    return light.html(request, await asyncio.to_thread(_page, visit, said=said))


async def change_farewell(request: Request) -> Response:
    """Decide on the next date, or end the exit questions (``tun``)."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    is_sure = form.get("tun") != "beenden" or "sicher" in form
    warning = "" if is_sure else await asyncio.to_thread(_warning, visit)
    if warning:
        return light.html(request, await asyncio.to_thread(_page, visit, asks=True))
    try:
        hint = await asyncio.to_thread(_done, visit, form)
    except NextDateChanged as error:
        wrong = visit.words("Inzwischen hat jemand anders einen Termin eingetragen. Ihre Angaben stehen im Formular.")
        page = await asyncio.to_thread(_page, visit, wrong=wrong, draft=form, now=error.next_date)
        return light.html(request, page, 409)
    except REFUSED as error:
        wrong = _refusal(visit.words, error)
        return light.html(request, await asyncio.to_thread(_page, visit, wrong=wrong, draft=form), 422)
    hub.look_now()
    return RedirectResponse(f"/regie/{visit.code}/abschluss{f'?hinweis={hint}' if hint else ''}", 303)


async def show_calendar(request: Request) -> Response:
    """The next date and the measures as a calendar file."""
    visit = await visit_of(request, "steer")
    of, store = visit.evening.workshop, runtime.store()
    decided = await asyncio.to_thread(next_date, store, of.id)
    found = await asyncio.to_thread(measures, store, of.id)
    if not has_dates(decided, found):
        return light.html(request, await asyncio.to_thread(_page, visit, wrong=_no_dates(visit.words)), 404)
    made = calendar(visit.words, of.code, of.municipality, decided, found, datetime.now(UTC))
    return Response(made, media_type=KIND, headers={"Content-Disposition": 'attachment; filename="termine.ics"'})


def _done(visit: Visit, form: Form) -> str:
    store, of = runtime.store(), visit.evening.workshop.id
    match form.get("tun"):
        case "termin":
            decide_next_date(store, of, _wanted(form))
            return "gespeichert"
        case "beenden":
            end_exit_questions(store, of)
            return "beendet"
    return ""


def _warning(visit: Visit) -> str:
    """Why the exit questions should not end yet; empty where they are over, or nobody is missing."""
    store, of = runtime.store(), visit.evening.workshop
    if exit_state(store, of.id) != "open":
        return ""
    now = exit_progress(store, of.id)
    return exit_end_warning(visit.words, now.voted, now.present, of.threshold)


def _wanted(form: Form) -> NextDate:
    day, is_none = day_or_none(form.get("am", "")), "kein" in form
    if is_none == (day is not None):
        raise Undecided
    return NextDate(day, "" if is_none else form.get("wer", ""), is_none, form.get("fassung", ""))


def _page(
    visit: Visit,
    *,
    said: str = "",
    wrong: str = "",
    draft: Form | None = None,
    now: NextDate | None = None,
    asks: bool = False,
) -> str:
    """``asks``: whether the exit questions shall really end."""
    store, of = runtime.store(), visit.evening.workshop
    decided = now or next_date(store, of.id)
    stands = {"am": decided.day.isoformat() if decided.day else "", "wer": decided.invites}
    context = {
        "workshop": of,
        "said": said,
        "wrong": wrong,
        "form": draft if draft is not None else stands | ({"kein": "1"} if decided.is_none else {}),
        "version": decided.version,
        "other": (next_date_sentence(visit.words, now), invitation(visit.words, now)) if now is not None else (),
        "state": exit_state(store, of.id),
        "answered": exit_progress_sentence(visit.words, exit_progress(store, of.id).voted, of.threshold),
        "warning": _warning(visit) if asks else "",
        "over": _over(visit),
        "has_dates": has_dates(decided, measures(store, of.id)),
        "no_dates": _no_dates(visit.words),
    }
    return light.rendered("regie_farewell.html", visit.words.language, **context)


def _over(visit: Visit) -> str:
    """What is said once the exit questions are over; empty before."""
    of = visit.evening.workshop
    found = exit_result(runtime.store(), of.id)
    return "" if found is None else exit_over(visit.words, exit_poll(*found, of.threshold), of.threshold)


def _no_dates(_: Words) -> str:
    return _("Eine Kalenderdatei gibt es, sobald ein Termin oder ein Tag einer Maßnahme feststeht.")


def _refusal(_: Words, error: Exception) -> str:
    return no_day_sentence(_, error) if isinstance(error, NoDay) else _refusals(_)[type(error)]


def _refusals(_: Words) -> dict[type[Exception], str]:
    return {
        Undecided: _("Bitte einen Tag eintragen, oder ankreuzen, dass es keinen Termin gibt."),
        TextMissing: _("Wer lädt ein? Bitte eine Funktion oder Stelle."),
        TextTooLong: _("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn."),
        WrongState: _("Diesen Workshop gibt es nicht mehr."),
    }
