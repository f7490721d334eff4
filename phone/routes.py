"""Addresses of the participants' pages; design §7."""

import re
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from config import accounts_are_on
from phone import api, comments, farewell, leaving, now, pages, paper, points
from phone.forms import form_of
from phone.refusals import IMPOSSIBLE, REFUSALS, TooManyWrongCodes, WrongCode, WrongLength, WrongMethod, refusal
from phone.rooms import Rooms
from phone.visit import Visit, visit_of
from texts.words import words
from web import codes, light, runtime
from web.codes import tidied
from web.limits import WrongCodes
from web.routes import nothing_here
from web.senders import sender_of

Handler = Callable[[Visit], Awaitable[Response]]
LONGEST_SHOWN = 40
"""Signs of a wrong code that are shown again."""

PLACES = ("fragen", "danke", "perspektive", "loeschen", "weitergeben", "druck", "jetzt", "mitschauen", "kommentare")
_BADLY_COPIED = ("", "/", "/{code}", "/{code}/", "/{code}/{name}", "/{code}/{name}/")
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def routes() -> list[Route]:
    """All routes of the phone, sharing one memory of rooms and of wrong codes."""
    desk = _Desk()

    def route(path: str, **handlers: Handler) -> Route:
        return Route(path, _Endpoint(desk, handlers), methods=_METHODS)

    return [
        route("/api/t/{code}/answers", PUT=api.put_answers),
        route("/api/t/{code}/state", GET=api.show_state),
        route("/api/t/{code}/comments", PUT=comments.put_comment),
        route("/t/{code}", GET=pages.show_start, POST=pages.start),
        route("/t/{code}/fragen", GET=pages.show_questions, POST=pages.post_questions),
        route("/t/{code}/fertig", POST=leaving.finish),
        route("/t/{code}/danke", GET=leaving.show_thanks),
        route("/t/{code}/perspektive", GET=pages.show_perspective, POST=pages.post_perspective),
        route("/t/{code}/loeschen", GET=leaving.show_delete, POST=leaving.delete),
        route("/t/{code}/weitergeben", GET=leaving.ask_who_is_there, POST=leaving.pass_on),
        route("/t/{code}/druck", GET=paper.show_paper),
        route("/t/{code}/jetzt", GET=now.show_now, POST=points.give_points),
        route("/t/{code}/abstimmen", POST=now.vote_in_the_talk),
        route("/t/{code}/rueckmeldung", POST=farewell.post_exit),
        route("/t/{code}/termin.ics", GET=farewell.show_calendar),
        route("/t/{code}/mitschauen", GET=now.watch),
        route("/t/{code}/kommentare", GET=comments.show_comments, POST=comments.post_comments),
        Route("/beitreten", enter, methods=["GET", "POST"]),
        *(Route(f"/{t}{rest}", put_right, methods=["GET"]) for t in "tT" for rest in _BADLY_COPIED),
    ]


def entrance(request: Request, note: str = "", code: str = "", status: int = 200) -> Response:
    """The light page at "/": a field for the code."""
    page = light.rendered(
        "entrance.html",
        light.preferred_language(request),
        note=note,
        code=code,
        languages=light.choices(light.SPOKEN),
        chosen=_chosen(request.query_params),
        has_accounts=accounts_are_on(),
    )
    return light.html(request, page, status)


async def enter(request: Request) -> Response:
    """From the typed code to its page, in the language that was chosen for typing it."""
    sent: Mapping[str, str] = request.query_params
    try:
        sent = sent if sent.get("code") else await form_of(request)
    except REFUSALS as error:
        status, sentence = refusal(words(light.preferred_language(request)), error)
        return entrance(request, sentence, status=status)
    except ValueError:
        sent = {}
    typed, language = sent.get("code", ""), _chosen(sent)
    place = f"/t/{quote(tidied(typed)[:LONGEST_SHOWN], safe='') or '-'}" if typed.strip() else "/"
    return RedirectResponse(f"{place}?lang={language}" if language else place, 303)


async def put_right(request: Request) -> Response:
    """An address that was copied with something too much or too little, or typed with a capital T."""
    code = tidied(request.path_params.get("code", ""))[:LONGEST_SHOWN]
    place = re.sub(r"\W+$", "", request.path_params.get("name", "")).lower()
    if not code:
        status, sentence = refusal(words(light.preferred_language(request)), WrongLength())
        return entrance(request, sentence, status=status)
    right = f"/t/{quote(code, safe='')}" + (f"/{place}" if place in PLACES else "")
    if request.url.path == right or (place and place not in PLACES):
        return await nothing_here(request)
    return RedirectResponse(f"{right}?{request.url.query}".removesuffix("?"), 303)


def _chosen(sent: Mapping[str, str]) -> str:
    """The language chosen for the entrance; empty where the browser decides."""
    language = sent.get("lang", "")
    return language if language in light.SPOKEN else ""


class _Desk:
    """Finds the room of every request, counting wrong codes."""

    def __init__(self) -> None:
        self._rooms = Rooms()
        self._wrong_codes = WrongCodes()

    async def visit(self, request: Request) -> Visit:
        """Raises WrongCode or TooManyWrongCodes."""
        store = runtime.store()
        is_page = not request.url.path.startswith("/api/")
        room = await self._rooms.find(store, request.path_params["code"], for_page=is_page)
        if room is not None:
            return visit_of(request, store, room)
        fault = codes.fault(tidied(request.path_params["code"]))
        if fault is not None:
            raise IMPOSSIBLE[fault]
        if await self._wrong_codes.answers(sender_of(request), store):
            raise WrongCode
        raise TooManyWrongCodes


class _Endpoint:
    """An address: hands the visit to the handler of the method, and words what goes wrong."""

    def __init__(self, desk: _Desk, handlers: dict[str, Handler]) -> None:
        self._desk = desk
        self._handlers = handlers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            handler = self._handlers.get("GET" if request.method == "HEAD" else request.method)
            if handler is None:
                raise WrongMethod
            visit = await self._desk.visit(request)
            response = await handler(visit)
            if visit.tablet and visit.token and handler is not api.show_state and "set-cookie" not in response.headers:
                visit.remember(response)  # a sign of life
        except REFUSALS as error:
            response = _refused(request, error, self._handlers)
        await response(scope, receive, send)


def _refused(request: Request, error: Exception, handlers: dict[str, Handler]) -> Response:
    language = light.preferred_language(request)
    _ = words(language)
    status, sentence = refusal(_, error)
    response: Response
    if request.url.path.startswith("/api/"):
        response = JSONResponse({"error": sentence}, status)
    elif isinstance(error, WrongCode | TooManyWrongCodes):
        response = entrance(request, sentence, tidied(request.path_params["code"])[:LONGEST_SHOWN], status)
    else:
        response = light.message(request, _("Das hat nicht geklappt."), sentence, status=status, language=language)
    if status == 405:
        response.headers["Allow"] = ", ".join(handlers)
    if status in (429, 503):
        response.headers["Retry-After"] = "60" if status == 429 else "5"
    return response
