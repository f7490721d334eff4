"""The Regie: the moderator's remote, a page for one thumb that works without JavaScript, too."""

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from config import load_settings
from content.moves import UnknownMove
from content.talk import statement_at
from data.library_file import library_in
from data.own_cards import with_own
from data.store.comments import count_new
from data.store.proposals import count_sent
from data.store.sheets import tally
from data.store.workshops import WrongState, open_workshop
from room.moving import REFUSED, move_stage, refusals
from room.remote import counts_people, is_voting, remote_of
from room.visit import Visit, visit_of
from web import light, runtime
from web.forms import form_of


async def show_page(request: Request) -> Response:
    """The whole page, with what was just answered."""
    visit = await visit_of(request, "steer")
    hint = request.query_params.get("hinweis", "")
    return await _page(request, visit, "regie.html", hint=_hint(visit, hint))


async def show_picture(request: Request) -> Response:
    """What of the page changes, as a fragment of HTML that says which stand it shows."""
    return await _page(request, await visit_of(request, "steer"), "regie_picture.html")


async def post_move(request: Request) -> Response:
    """A move without JavaScript: a form with the "nummer" and, as JSON, the "zug"."""
    visit = await visit_of(request, "steer")
    form = await form_of(request)
    try:
        await asyncio.to_thread(move_stage, visit, wish_in(form))
    except REFUSED as error:
        return back(visit, type(error).__name__)
    return back(visit, "angekommen")


async def open_survey(request: Request) -> Response:
    """Let phones in."""
    visit = await visit_of(request, "steer")
    try:
        await asyncio.to_thread(open_workshop, runtime.store(), visit.evening.workshop.id)
    except WrongState:
        return back(visit, "geschlossen")
    return back(visit, "angekommen")


def wish_in(form: dict[str, str]) -> dict[str, Any]:
    """The move that a form asks for; raises UnknownMove."""
    try:
        wish = json.loads(form["zug"])
        return {**wish, "nummer": int(form["nummer"])}
    except (KeyError, ValueError, TypeError, RecursionError):
        raise UnknownMove from None


def back(visit: Visit, hint: str = "") -> Response:
    """To the Regie."""
    query = f"?hinweis={hint}" if hint else ""
    return RedirectResponse(f"/regie/{visit.code}{query}", 303)


async def _page(request: Request, visit: Visit, template: str, **context: object) -> Response:
    text = await asyncio.to_thread(_rendered, visit, template, context)
    return light.html(request, text)


def _rendered(visit: Visit, template: str, context: dict[str, object]) -> str:
    now = visit.evening
    people = tally(runtime.store(), now.workshop.id)
    return light.rendered(
        template,
        visit.words.language,
        visit=visit,
        workshop=now.workshop,
        stage=now.stage,
        stand=visit.evening.stand,
        remote=remote_of(visit),
        people=people,
        new_comments=count_new(runtime.store(), now.workshop.id),
        new_proposals=count_sent(runtime.store(), now.workshop.id),
        is_counting=(now.workshop.state == "open" and counts_people(visit.seen_by("screen")))
        or is_voting(visit.seen_by("screen")),
        voted_on=statement_at(visit.seen_by("screen")),
        examples=_examples(visit),
        **context,
    )


def _examples(visit: Visit) -> int:
    """How many practice cards fit the statement on the stage, for whom the Bibliothek is open."""
    statement, settings = statement_at(visit.place), load_settings()
    if not statement or not (settings.is_library_public or visit.role == "moderator"):
        return 0
    shipped = library_in(settings.library).library
    own = runtime.store().only(frozenset({visit.evening.workshop.municipality_id}))
    library = with_own(shipped, own) if visit.role == "moderator" else shipped
    return len(library.fitting(statement))


def _hint(visit: Visit, hint: str) -> str:
    _ = visit.words
    if hint == "angekommen":
        return _("Angekommen")
    if hint == "geschlossen":
        return _("Die Umfrage war schon geschlossen.")
    if hint == "abgestimmt":
        return _("Diese Abstimmung ist schon zu Ende.")
    if hint == "gezeigt":
        return _("Ein Ergebnis wurde schon gezeigt; die Umfrage bleibt geschlossen.")
    return refusals(_)[hint][0] if hint in refusals(_) else ""
