"""How far measures are, said by those whom they concern: one list behind a link, and nothing else of the workshop.

All of it is one form, so that nothing that was typed at one measure is lost by saving at another.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from analysis.action_plan import MOST_MEASURES, Measure, by_date
from content.action_plan import status_titles
from content.look_back import who_and_when
from data.store.measures import MeasureChanged, ReasonMissing, TextTooLong, WrongState, measures
from data.store.status_links import UnknownLink, say_status, workshop_of_status_link
from data.store.workshops import workshop
from room.statuses import refusals, status_in
from room.streams import hub
from texts.words import LANGUAGES, Words, words
from web import light, runtime
from web.forms import fields_of

NOT_FOUND = 410
FIELDS_EACH = 4
LARGEST_FORM = 1 << 20
"""Bytes: as many measures as there can be, each with a sentence."""


@dataclass
class Taken:
    """What became of a form: how many statuses were stored, and by measure why another was not."""

    saved: int = 0
    wrong: dict[str, Exception] = field(default_factory=dict)


async def show_list(request: Request) -> Response:
    """The measures behind the link, each with its status to choose and a sentence to say."""
    told = request.query_params.get("hinweis", "")
    return await _page(request, told=told if told in ("gespeichert", "nichts") else "")


async def take_statuses(request: Request) -> Response:
    """Store what was changed, of the versions that were seen; told only after the commit."""
    if await asyncio.to_thread(workshop_of_status_link, runtime.store(), request.path_params["token"]) is None:
        return _over(request)
    form = dict(await fields_of(request, largest=LARGEST_FORM, most=FIELDS_EACH * MOST_MEASURES))
    try:
        taken = await asyncio.to_thread(_take, request.path_params["token"], form)
    except UnknownLink:
        return _over(request)
    if taken.saved:
        hub.look_now()
    if taken.wrong:
        return await _page(request, taken=taken, form=form)
    told = "gespeichert" if taken.saved else "nichts"
    return RedirectResponse(f"{request.url.path}?hinweis={told}&lang={_language(request)}", 303)


def _take(token: str, form: Mapping[str, str]) -> Taken:
    """Each measure by itself: one that is refused keeps no other from being stored. Raises UnknownLink."""
    taken = Taken()
    for measure in [name.removeprefix("fassung-") for name in form if name.startswith("fassung-")]:
        if _is_untouched(measure, form):
            continue
        try:
            _say(token, measure, form)
        except (MeasureChanged, ReasonMissing, TextTooLong, WrongState) as error:
            taken.wrong[measure] = error
        else:
            taken.saved += 1
    return taken


def _say(token: str, measure: str, form: Mapping[str, str]) -> None:
    status = status_in({"status": form.get(f"status-{measure}", "")})
    if status is None:
        raise WrongState
    said, version = form.get(f"satz-{measure}", ""), form[f"fassung-{measure}"]
    say_status(runtime.store(), token, measure, status, said, version=version)


def _is_untouched(measure: str, form: Mapping[str, str]) -> bool:
    """Whether nothing was changed since the page was read: then it overwrites nobody's newer words."""
    sent = _seen(form.get(f"status-{measure}", ""), form.get(f"satz-{measure}", ""))
    return form.get(f"gesehen-{measure}") == sent


def _seen(status: str, sentence: str) -> str:
    """A short sign of what stands in the form; browsers write the ends of lines in their own way."""
    one_line = " ".join(sentence.split())
    return hashlib.sha256(f"{status}\n{one_line}".encode()).hexdigest()[:16]


async def _page(
    request: Request, *, told: str = "", taken: Taken | None = None, form: Mapping[str, str] | None = None
) -> Response:
    taken = taken or Taken()
    page = await asyncio.to_thread(_rendered, request, told, taken, form or {})
    if page is None:
        return _over(request)
    is_changed = any(isinstance(error, MeasureChanged) for error in taken.wrong.values())
    return light.html(request, page, 409 if is_changed else 422 if taken.wrong else 200)


def _rendered(request: Request, told: str, taken: Taken, form: Mapping[str, str]) -> str | None:
    """The page; None where the link leads nowhere (any more). ``form``: what was sent, of which something could not be
    stored and stays in its place."""
    store, token, language = runtime.store(), request.path_params["token"], _language(request)
    workshop_id = workshop_of_status_link(store, token)
    of = workshop(store, workshop_id) if workshop_id is not None else None
    if of is None:
        return None
    _ = words(language)
    sentences = {one: refusals(_)[type(error)] for one, error in taken.wrong.items()}
    listed = by_date(measures(store, of.id))
    return light.rendered(
        "stand.html",
        language,
        place=of.municipality,
        here=f"/stand/{token}?lang={language}",
        languages=light.choices(LANGUAGES),
        listed=[(one, who_and_when(_, one), *_filled_in(one, sentences, form)) for one in listed],
        titles=status_titles(_),
        said=_said(_, told, taken),
        wrong=_wrong(_, taken, listed),
        sentences=sentences,
    )


def _filled_in(one: Measure, wrong: Mapping[str, str], form: Mapping[str, str]) -> tuple[str, str, str]:
    """Status and sentence as they stand in the form, and the sign of what is stored."""
    seen = _seen(one.status, one.status_reason)
    if one.id not in wrong:
        return one.status, one.status_reason, seen
    return form.get(f"status-{one.id}", one.status), form.get(f"satz-{one.id}", ""), seen


def _said(_: Words, told: str, taken: Taken) -> str:
    if taken.wrong and taken.saved:
        return _.plural("Eine Angabe ist gespeichert.", "{n} Angaben sind gespeichert.", taken.saved)
    return {"gespeichert": _("Gespeichert. Danke!"), "nichts": _("Sie haben nichts geändert.")}.get(told, "")


def _wrong(_: Words, taken: Taken, listed: list[Measure]) -> str:
    """Above the list, where to look; of measures that are gone, that they are."""
    there = {one.id for one in listed}
    if any(one not in there for one in taken.wrong):
        return refusals(_)[WrongState]
    if not taken.wrong:
        return ""
    return _.plural(
        "Eine Angabe ist noch nicht gespeichert. Was fehlt, steht bei der Maßnahme.",
        "{n} Angaben sind noch nicht gespeichert. Was fehlt, steht bei den Maßnahmen.",
        len(taken.wrong),
    )


def _over(request: Request) -> Response:
    language = _language(request)
    sentence = words(language)("Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen.")
    return light.message(request, sentence, status=NOT_FOUND, language=language)


def _language(request: Request) -> str:
    return light.preferred_language(request, LANGUAGES)
