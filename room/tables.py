"""The moderator's inbox of what tables have sent: taken over, put away, and looked at again."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.action_plan import LONGEST_WHO, MOST_MEASURES, Draft
from analysis.proposals import LONGEST, Proposal, ProposalState
from data.store.agreements import AgreementChanged, agreements
from data.store.notes import TextMissing, TextTooLong
from data.store.proposals import ProposalChanged, TooMany, delete_proposal, proposals, put_aside, put_back
from data.store.taking_over import take_as_measure, take_as_note, take_as_reason
from room.streams import hub
from room.table_page import kind_titles, subject_titles
from room.visit import Visit, visit_of
from texts.dates import NoDay, day_in_words, day_or_none, no_day_sentence
from texts.words import Words
from web import light, runtime
from web.forms import form_of

ORDER: tuple[ProposalState, ...] = ("sent", "aside", "taken")
"""What nobody has decided on comes first."""

Form = Mapping[str, str]


@dataclass(frozen=True)
class Shown:
    """A proposal; ``about``: its subject in words; ``may_be_reason``: a shared assessment waits for its reason."""

    proposal: Proposal
    about: str
    may_be_reason: bool


@dataclass(frozen=True)
class Part:
    """What the table of one field (``title``) has sent."""

    title: str
    shown: tuple[Shown, ...]


async def show_tables(request: Request) -> Response:
    """All that tables have sent, what waits first."""
    visit = await visit_of(request, "steer")
    said = _hints(visit.words).get(request.query_params.get("hinweis", ""), "")
    return await _page(request, visit, said)


async def decide_on_proposal(request: Request) -> Response:
    """Take one over, put it away or back, or delete it (``tun``); of two who decide at once, one does."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    try:
        done = await asyncio.to_thread(_done, visit.evening.workshop.id, form)
    except ProposalChanged as late:
        done = _too_late(late.proposal)
    except AgreementChanged:
        done = "begruendet"
    except (TextMissing, TextTooLong, TooMany, NoDay) as refused:
        return await _page(request, visit, _refusal(visit.words, refused), form, status=422)
    hub.look_now()
    return RedirectResponse(f"/regie/{visit.code}/tische{f'?hinweis={done}' if done else ''}", 303)


def _done(workshop_id: str, form: Form) -> str:
    """Do what the form says; gives the hint that says so."""
    store, one, version, text = (
        runtime.store(),
        form.get("vorschlag", ""),
        form.get("fassung", ""),
        form.get("text", ""),
    )
    match form.get("tun"):
        case "notiz":
            take_as_note(store, workshop_id, one, text, is_visible="sichtbar" in form, version=version)
            return "notiz"
        case "begruendung":
            take_as_reason(store, workshop_id, one, text, version=version)
            return "begruendung"
        case "massnahme":
            take_as_measure(store, workshop_id, one, _draft(form), version=version)
            return "massnahme"
        case "weglegen":
            put_aside(store, workshop_id, one, version=version)
            return "weggelegt"
        case "zurueckholen":
            put_back(store, workshop_id, one, version=version)
            return "zurueck"
        case "loeschen":
            delete_proposal(store, workshop_id, one, version=version)
            return "geloescht"
    return ""


def _draft(form: Form) -> Draft:
    """The measure that a form says; raises NoDay."""
    return Draft(what=form.get("text", ""), who=form.get("wer", ""), due=day_or_none(form.get("bis", "")))


def _too_late(proposal: Proposal | None) -> str:
    """The hint that says what has become of it meanwhile."""
    if proposal is None:
        return "weg"
    return "schon" if proposal.state == "taken" else "geaendert"


async def _page(request: Request, visit: Visit, said: str, draft: Form | None = None, *, status: int = 200) -> Response:
    return light.html(request, await asyncio.to_thread(_rendered, visit, said, draft or {}), status)


def _rendered(visit: Visit, said: str, draft: Form) -> str:
    """The inbox; ``draft``: a form that was refused and is filled in again."""
    _, of = visit.words, visit.evening.workshop
    found = _shown(visit)
    titles = {"sent": _("Neu"), "aside": _("Weggelegt"), "taken": _("Übernommen")}
    return light.rendered(
        "regie_tables.html",
        _.language,
        workshop=of,
        said=said,
        sections=[(titles[state], parts_of(visit, found, state)) for state in ORDER],
        kinds=kind_titles(_),
        longest=LONGEST,
        longest_who=LONGEST_WHO,
        day=partial(day_in_words, _),
        draft=draft,
    )


def _shown(visit: Visit) -> list[Shown]:
    """All proposals with what is to be said of them, by the order of the questionnaire."""
    _, of = visit.words, visit.evening.workshop
    asked = visit.evening.questionnaire.only(of.room)
    agreed = agreements(runtime.store(), of.id)
    subjects = {about: name for one in asked.fields for about, name in subject_titles(_, asked, one.id).items()}
    return [
        Shown(
            one,
            subjects.get(one.said.about, one.said.about),
            one.said.kind == "reason" and one.said.about in agreed and not agreed[one.said.about].reason,
        )
        for one in proposals(runtime.store(), of.id)
    ]


def parts_of(visit: Visit, found: list[Shown], state: ProposalState) -> list[Part]:
    """Those in this state by their table, in the questionnaire's order."""
    _, fields = visit.words, visit.evening.questionnaire.fields
    titles = {field.id: _.local(field.title) for field in fields}
    order = {field.id: at for at, field in enumerate(fields)}
    here = [one for one in found if one.proposal.state == state]
    here.sort(key=lambda one: order.get(one.proposal.field, len(order)))
    by_table = groupby(here, key=lambda one: one.proposal.field)
    return [Part(titles.get(field, field), tuple(some)) for field, some in by_table]


def _hints(_: Words) -> Mapping[str, str]:
    return {
        "notiz": _("Als Notiz übernommen."),
        "begruendung": _("Als Begründung der gemeinsamen Einschätzung übernommen."),
        "massnahme": _("Als Maßnahme übernommen."),
        "weggelegt": _("Weggelegt. Der Tisch sieht, dass es weggelegt ist."),
        "zurueck": _("Wieder bei den neuen."),
        "geloescht": _("Gelöscht."),
        "weg": _("Der Tisch hat das inzwischen zurückgezogen. Es wurde nichts getan."),
        "schon": _("Das wurde inzwischen schon übernommen. Es wurde nichts getan."),
        "geaendert": _("Inzwischen hat jemand anders darüber entschieden. Bitte sehen Sie noch einmal hin."),
        "begruendet": _(
            "Dort steht inzwischen schon eine Begründung, oder es gibt keine gemeinsame Einschätzung mehr."
        ),
    }


def _refusal(_: Words, refused: Exception) -> str:
    match refused:
        case TextMissing():
            return _("Der Text ist noch leer. Zum Weglassen gibt es „Weglegen“.")
        case TextTooLong():
            return _("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn.")
        case TooMany():
            return _("Mehr als {n} Maßnahmen hat ein Workshop nicht. Es wurde nichts gespeichert.", n=MOST_MEASURES)
        case NoDay():
            return f"{no_day_sentence(_, refused)} {_('Es wurde nichts gespeichert.')}"
    raise refused
