"""How far the measures of the run before are: set by who steers, with one tap each."""

import asyncio
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.action_plan import STATUSES, Status
from content.action_plan import status_titles
from content.look_back import look_back_finding, who_and_when
from data.looking_back import agreed_before
from data.store.measures import MeasureChanged, ReasonMissing, TextTooLong, WrongState, set_status
from room.streams import hub
from room.visit import Visit, visit_of
from texts.words import Words
from web import light, runtime
from web.forms import form_of


async def show_statuses(request: Request) -> Response:
    """Each measure of the run before with a button for each status."""
    visit = await visit_of(request, "steer")
    said = visit.words("Gespeichert.") if request.query_params.get("hinweis") == "gespeichert" else ""
    return light.html(request, await asyncio.to_thread(_page, visit, said=said))


async def change_status(request: Request) -> Response:
    """Set the status that was tapped, of the version that was seen."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    try:
        await asyncio.to_thread(_set, visit, form)
    except (MeasureChanged, ReasonMissing, TextTooLong, WrongState) as error:
        wrong = refusals(visit.words)[type(error)]
        status = 409 if isinstance(error, MeasureChanged) else 422
        return light.html(request, await asyncio.to_thread(_page, visit, wrong=wrong), status)
    hub.look_now()
    return RedirectResponse(f"/regie/{visit.code}/rueckblick?hinweis=gespeichert", 303)


def _set(visit: Visit, form: Mapping[str, str]) -> None:
    """Raises MeasureChanged, ReasonMissing, TextTooLong, WrongState where there is no run before."""
    before = visit.evening.before
    status = status_in(form)
    if before is None or status is None:
        raise WrongState
    measure, version = form.get("massnahme", ""), form.get("fassung", "")
    set_status(runtime.store(), before.workshop_id, measure, status, form.get("grund", ""), version=version)


def status_in(form: Mapping[str, str]) -> Status | None:
    """The status that a form asks for."""
    return next((status for status in STATUSES if status == form.get("status")), None)


def refusals(_: Words) -> dict[type[Exception], str]:
    """Why a status was not stored."""
    return {
        MeasureChanged: _("Inzwischen hat jemand anders diese Maßnahme geändert. Bitte sehen Sie noch einmal nach."),
        ReasonMissing: _("Verworfen? Bitte schreiben Sie in einem Satz, warum."),
        TextTooLong: _("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn."),
        WrongState: _("Diese Maßnahme gibt es nicht mehr."),
    }


def _page(visit: Visit, *, said: str = "", wrong: str = "") -> str:
    _ = visit.words
    agreed = agreed_before(runtime.store(), visit.evening)
    return light.rendered(
        "regie_look_back.html",
        _.language,
        workshop=visit.evening.workshop,
        finding=look_back_finding(_, agreed) if agreed else "",
        listed=[(one, who_and_when(_, one)) for one in agreed],
        titles=status_titles(_),
        said=said,
        wrong=wrong,
    )
