"""Measures, written down in the room by who steers and by who takes the minutes: what, who, until when."""

import asyncio
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.action_plan import Draft
from content.action_plan import due_text, who_text
from data.store.measures import (
    Measure,
    MeasureChanged,
    TextMissing,
    TextTooLong,
    TooMany,
    UnknownStatement,
    WrongState,
    add_measure,
    delete_measure,
    measures,
    save_measure,
)
from data.store.rows import new_id
from room.measure_page import Form, NameWithoutConsent, begun_of, details_of, draft_of, measure_page, start_of
from room.protocol import is_id
from room.streams import hub
from room.visit import Visit, visit_of
from texts.dates import NoDay, no_day_sentence
from texts.words import Words
from web import light, runtime
from web.forms import form_of

REFUSED = (NameWithoutConsent, NoDay, TextMissing, TextTooLong, TooMany, UnknownStatement, WrongState)


@dataclass(frozen=True)
class Answer:
    """What a page says of what was just sent: that it is done, or why not; then the form is filled in again.

    ``other``: what somebody else has made of the measure meanwhile.
    """

    said: str = ""
    wrong: str = ""
    draft: Form = field(default_factory=dict)
    other: Measure | None = None


async def show_for_regie(request: Request) -> Response:
    """All measures, and the form for a new one, with ``vorlage`` begun from a template, with ``zu`` for a statement."""
    return await _show(request, await visit_of(request, "steer"))


async def write_for_regie(request: Request) -> Response:
    """Write down, change or delete what ``tun`` says."""
    return await _write(request, await visit_of(request, "steer"))


async def show_for_scribe(request: Request) -> Response:
    """The same page for who takes the minutes; who steers has one in the Regie."""
    visit = await visit_of(request, "write")
    if visit.role != "scribe":
        return RedirectResponse(f"/regie/{visit.code}/massnahmen", 303)
    return await _show(request, visit)


async def write_for_scribe(request: Request) -> Response:
    """As ``write_for_regie``."""
    return await _write(request, await visit_of(request, "write"))


async def _show(request: Request, visit: Visit) -> Response:
    query = request.query_params
    said = _hints(visit.words).get(query.get("hinweis", ""), "")
    start = start_of(visit, query.get("vorlage", ""), query.get("zu", ""))
    return light.html(request, await asyncio.to_thread(_page, visit, Answer(said=said, draft=start)))


async def _write(request: Request, visit: Visit) -> Response:
    form = await form_of(request)
    try:
        hint = await asyncio.to_thread(_done, visit, form)
    except MeasureChanged as error:
        return light.html(request, await asyncio.to_thread(_page, visit, _overtaken(visit.words, form, error)), 409)
    except REFUSED as error:
        wrong = _refusal(visit.words, error)
        return light.html(request, await asyncio.to_thread(_page, visit, Answer(wrong=wrong, draft=form)), 422)
    hub.look_now()
    return RedirectResponse(f"{request.url.path}{f'?hinweis={hint}' if hint else ''}", 303)


def _done(visit: Visit, form: Form) -> str:
    """Do what the form says; gives the hint that says so. Raises one of REFUSED, MeasureChanged."""
    store, of, one = runtime.store(), visit.evening.workshop.id, form.get("massnahme", "")
    version = form.get("fassung", "")
    match form.get("tun"):
        case "neu":
            new = form.get("neu", "")
            start = begun_of(visit, form.get("vorlage", ""))
            add_measure(store, of, draft_of(form, start), measure_id=new if is_id(new) else "")
        case "aendern":
            save_measure(store, of, one, draft_of(form, _known(visit, one)), version=version)
        case "loeschen":
            delete_measure(store, of, one, version=version)
            return "geloescht"
        case _:
            return ""
    return "gespeichert"


def _known(visit: Visit, measure_id: str) -> Draft | None:
    found = measures(runtime.store(), visit.evening.workshop.id)
    return next((one for one in found if one.id == measure_id), None)


def _overtaken(_: Words, form: Form, error: MeasureChanged) -> Answer:
    """Somebody else was faster: what they wrote, and what was sent as a form that is not lost."""
    if error.measure is None:
        wrong = _("Diese Maßnahme gibt es inzwischen nicht mehr. Ihre Worte stehen noch im Formular.")
        return Answer(wrong=wrong, draft={**form, "massnahme": ""})
    if form.get("tun") == "loeschen":
        wrong = _("Inzwischen hat jemand anders diese Maßnahme geändert. Sie wurde nicht gelöscht.")
        return Answer(wrong=wrong, other=error.measure)
    wrong = _("Inzwischen hat jemand anders diese Maßnahme geändert. Ihre Fassung steht noch im Formular.")
    return Answer(wrong=wrong, draft=form, other=error.measure)


def _page(visit: Visit, answer: Answer) -> str:
    of = visit.evening.workshop
    context: dict[str, object] = {
        "page": measure_page(visit, answer.draft.get("zu", "")),
        "workshop": of,
        "new_id": new_id,
        "answer": answer,
        "details": details_of(visit.words, begun_of(visit, answer.draft.get("vorlage", ""))),
    }
    if answer.other is not None:
        context |= {
            "other_who": who_text(visit.words, answer.other),
            "other_due": due_text(visit.words, answer.other),
        }
    return light.rendered("regie_measures.html", visit.words.language, **context)


def _hints(_: Words) -> dict[str, str]:
    return {"gespeichert": _("Gespeichert."), "geloescht": _("Gelöscht.")}


def _refusal(_: Words, error: Exception) -> str:
    return no_day_sentence(_, error) if isinstance(error, NoDay) else _refusals(_)[type(error)]


def _refusals(_: Words) -> dict[type[Exception], str]:
    return {
        NameWithoutConsent: _(
            "Einen Namen nur, wenn die Person einverstanden ist. Setzen Sie das Häkchen, oder nehmen Sie ihn weg."
        ),
        TextMissing: _("Was soll getan werden? Bitte ein paar Worte."),
        TextTooLong: _("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn."),
        TooMany: _("Mehr Maßnahmen kann ein Workshop nicht haben."),
        UnknownStatement: _("Diese Aussage gibt es hier nicht."),
        WrongState: _("Diesen Workshop gibt es nicht mehr."),
    }
