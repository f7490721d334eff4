"""The page of a small table: one person reads there about their field, and sends the moderation what the table says."""

import asyncio
from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.action_plan import LONGEST_WHO
from analysis.proposals import KINDS, LONGEST, MOST_OF_A_TABLE, Said
from analysis.stage import STEERING
from data.store.proposals import (
    ProposalChanged,
    TextMissing,
    TextTooLong,
    TooMany,
    UnknownStatement,
    WrongState,
    send_proposal,
    withdraw_proposal,
)
from data.store.rows import new_id
from room.protocol import is_id
from room.table_page import at_table, kind_titles, state_titles
from room.visit import Visit, visit_of
from texts.dates import NoDay, day_in_words, day_or_none, no_day_sentence
from texts.words import Words
from web import light, runtime
from web.forms import form_of

REFUSED = (TextMissing, TextTooLong, TooMany, UnknownStatement, WrongState, NoDay)

Form = Mapping[str, str]


async def show_table(request: Request) -> Response:
    """The table's field; who steers is led to what all tables have sent."""
    visit = await visit_of(request, "sit")
    if visit.role in STEERING:
        return RedirectResponse(f"/regie/{visit.code}/tische", 303)
    said = _hints(visit.words).get(request.query_params.get("hinweis", ""), "")
    return light.html(request, await asyncio.to_thread(_page, visit, said=said))


async def write_at_table(request: Request) -> Response:
    """Send something, or withdraw it (``tun``)."""
    visit = await visit_of(request, "sit")
    if visit.role in STEERING:
        return RedirectResponse(f"/regie/{visit.code}/tische", 303)
    form = await form_of(request)
    try:
        hint = await asyncio.to_thread(_done, visit, form)
    except REFUSED as error:
        wrong = _refusal(visit.words, error)
        return light.html(request, await asyncio.to_thread(_page, visit, wrong=wrong, draft=form), 422)
    return RedirectResponse(f"/tisch/{visit.code}{f'?hinweis={hint}#gesendet' if hint else ''}", 303)


def _done(visit: Visit, form: Form) -> str:
    """Do what the form says; gives the hint that says so. Raises one of REFUSED, NotYours."""
    store, of, field = runtime.store(), visit.evening.workshop.id, at_table(visit).field
    if form.get("tun") == "zurueckziehen":
        try:
            withdraw_proposal(store, of, field, form.get("vorschlag", ""))
        except ProposalChanged:
            return "uebernommen"
        return "zurueckgezogen"
    if form.get("tun") not in KINDS:
        return ""
    new = form.get("neu", "")
    send_proposal(store, of, field, said_in(form), proposal_id=new if is_id(new) else "")
    return "gesendet"


def said_in(form: Form) -> Said:
    """What a form says; raises NoDay, ValueError for a kind that there is not."""
    kind = next((one for one in KINDS if one == form.get("tun")), None)
    if kind is None:
        raise ValueError("there is no such kind")
    due = day_or_none(form.get("bis", ""))
    return Said(kind, form.get("zu", ""), form.get("text", ""), form.get("wer", ""), due)


def _page(visit: Visit, *, said: str = "", wrong: str = "", draft: Form | None = None) -> str:
    """The page; ``draft``: a form that was refused and is filled in again."""
    _ = visit.words
    return light.rendered(
        "table.html",
        _.language,
        table=at_table(visit),
        workshop=visit.evening.workshop,
        kinds=kind_titles(_),
        states=state_titles(_),
        longest=LONGEST,
        longest_who=LONGEST_WHO,
        new_id=new_id,
        day=partial(day_in_words, _),
        said=said,
        wrong=wrong,
        draft=draft or {},
    )


def _hints(_: Words) -> Mapping[str, str]:
    return {
        "gesendet": _("Gesendet. Die Moderation liest es in ihrer Regie."),
        "zurueckgezogen": _("Zurückgezogen und gelöscht."),
        "uebernommen": _("Das hat die Moderation schon übernommen; zurückziehen lässt es sich nicht mehr."),
    }


def _refusal(_: Words, error: Exception) -> str:
    match error:
        case TextMissing():
            return _("Der Text ist noch leer. Es wurde nichts gesendet.")
        case TextTooLong():
            return _("Der Text ist zu lang. Es wurde nichts gesendet, bitte kürzen Sie ihn.")
        case TooMany():
            return _("Mehr als {n} Einträge hat ein Tisch nicht. Es wurde nichts gesendet.", n=MOST_OF_A_TABLE)
        case UnknownStatement():
            return _("Bitte wählen Sie erst, worum es geht. Es wurde nichts gesendet.")
        case WrongState():
            return _("Hier lässt sich jetzt nichts senden: vor dem ersten Ergebnis und nach dem Abschließen nicht.")
        case NoDay():
            return f"{no_day_sentence(_, error)} {_('Es wurde nichts gesendet.')}"
    raise error
