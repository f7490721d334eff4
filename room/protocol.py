"""The Protokoll: notes and shared assessments, written down by who steers and by who takes the minutes."""

import asyncio
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data.store.agreements import AgreementChanged, agree, take_back_agreement
from data.store.errors import UnknownAnswer
from data.store.notes import (
    NoteChanged,
    TextMissing,
    TextTooLong,
    UnknownStatement,
    WrongState,
    add_note,
    delete_note,
    save_note,
)
from data.store.rows import new_id
from room.protocol_page import Written, written
from room.streams import hub
from room.visit import Visit, visit_of
from texts.words import Words
from web import light, runtime
from web.forms import form_of

REFUSED = (TextMissing, TextTooLong, UnknownStatement, UnknownAnswer, WrongState)

Form = Mapping[str, str]


async def show_for_regie(request: Request) -> Response:
    """What was written down so far, or with ``zu`` all of one statement or field."""
    return await _show(request, await visit_of(request, "steer"))


async def write_for_regie(request: Request) -> Response:
    """Write down, change or take back what ``tun`` says."""
    return await _write(request, await visit_of(request, "steer"))


async def show_for_scribe(request: Request) -> Response:
    """The same page for who takes the minutes; who steers has one in the Regie."""
    visit = await visit_of(request, "write")
    if visit.role != "scribe":
        return RedirectResponse(f"/regie/{visit.code}/protokoll", 303)
    return await _show(request, visit)


async def write_for_scribe(request: Request) -> Response:
    """As ``write_for_regie``; whatever a scribe writes may be seen."""
    return await _write(request, await visit_of(request, "write"))


async def _show(request: Request, visit: Visit) -> Response:
    query = request.query_params
    said = _hints(visit.words).get(query.get("hinweis", ""), "")
    return light.html(request, await asyncio.to_thread(_page, visit, query.get("zu", ""), said=said))


async def _write(request: Request, visit: Visit) -> Response:
    form = await form_of(request)
    try:
        hint = await asyncio.to_thread(_done, visit, form)
    except (NoteChanged, AgreementChanged) as error:
        return light.html(request, await asyncio.to_thread(_both, visit, form, error), 409)
    except REFUSED as error:
        wrong = _refusals(visit.words)[type(error)]
        return light.html(
            request, await asyncio.to_thread(_page, visit, form.get("bei", ""), wrong=wrong, draft=form), 422
        )
    hub.look_now()
    page = await asyncio.to_thread(written, visit)
    return RedirectResponse(page.place(_known(page, form.get("bei", "")), hint), 303)


def _done(visit: Visit, form: Form) -> str:
    """Do what the form says; gives the hint that says so. Raises one of REFUSED, NoteChanged, AgreementChanged."""
    store, of, version = runtime.store(), visit.evening.workshop.id, form.get("fassung", "")
    note, words, about = form.get("notiz", ""), form.get("text", ""), form.get("zu", "")
    is_visible = visit.role == "scribe" or "sichtbar" in form
    match form.get("tun"):
        case "notiz":
            new = form.get("neu", "")
            add_note(store, of, words, about=about, is_visible=is_visible, note_id=new if is_id(new) else "")
        case "aendern":
            save_note(store, of, note, words, is_visible=is_visible, version=version)
        case "loeschen":
            delete_note(store, of, note, version=version)
            return "geloescht"
        case "einschaetzung":
            agree(store, of, about, form.get("antwort", ""), reason=form.get("grund", ""), version=version)
        case "zuruecknehmen":
            take_back_agreement(store, of, about, version=version)
            return "zurueckgenommen"
        case _:
            return ""
    return "gespeichert"


def _page(visit: Visit, about: str, *, said: str = "", wrong: str = "", draft: Form | None = None) -> str:
    """The page of a subject, without one that of all; ``draft``: a form that was refused and is filled in again."""
    page = written(visit)
    subject = page.subjects.get(about) if about else None
    template = "protocol.html" if subject is None else "protocol_subject.html"
    return _rendered(visit, page, template, subject=subject, said=said, wrong=wrong, draft=draft or {})


def _both(visit: Visit, form: Form, error: NoteChanged | AgreementChanged) -> str:
    """What somebody else has made of it, and what was sent, to choose from."""
    page = written(visit)
    subject = page.subjects.get(form.get("zu", "")) or page.workshop
    context = {"subject": subject, "draft": form, "bei": _known(page, form.get("bei", ""))}
    if isinstance(error, AgreementChanged):
        return _rendered(visit, page, "protocol_agreement_changed.html", other=error.agreement, **context)
    is_kept = error.note is not None and page.is_scribe and not error.note.is_visible  # by the moderation, for itself
    return _rendered(visit, page, "protocol_note_changed.html", other=None if is_kept else error.note, **context)


def _rendered(visit: Visit, page: Written, template: str, **context: object) -> str:
    of = visit.evening.workshop
    return light.rendered(template, visit.words.language, page=page, workshop=of, new_id=new_id, **context)


def _known(page: Written, about: str) -> str:
    return about if about in page.subjects else ""


def is_id(word: str) -> bool:
    """Whether this is an id as the store makes them."""
    return len(word) == 32 and set(word) <= set("0123456789abcdef")


def _hints(_: Words) -> dict[str, str]:
    return {
        "gespeichert": _("Gespeichert."),
        "geloescht": _("Gelöscht."),
        "zurueckgenommen": _("Die gemeinsame Einschätzung ist zurückgenommen."),
    }


def _refusals(_: Words) -> dict[type[Exception], str]:
    return {
        TextMissing: _("Die Notiz ist noch leer."),
        TextTooLong: _("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn."),
        UnknownStatement: _("Diese Aussage gibt es hier nicht."),
        UnknownAnswer: _("Bitte wählen Sie erst eine Einschätzung."),
        WrongState: _("Die gemeinsame Einschätzung ist erst möglich, wenn der Raum ein Ergebnis gesehen hat."),
    }
