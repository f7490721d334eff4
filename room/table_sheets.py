"""What lies on a table, to print: how the room answers to its field, three questions, and a card for a measure."""

import asyncio
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.diverging import diverging
from charts.formats import FORMATS
from charts.svg import svg
from content.deck import slide
from content.differences import parts_of
from content.labels import labels
from content.suggestions import questions_for_a_table
from content.views import View
from room.table_links import KEY_ON_PAPER, link_of_table, table_titles
from room.visit import Visit, visit_of
from texts.dates import day_in_words
from texts.words import Words
from web import light
from web.printing import page_numbers
from web.qr import qr_svg

CARDS = 2
"""Empty cards on a sheet; a table that has more to propose takes another sheet."""


@dataclass(frozen=True)
class Sheet:
    """One field: ``pictures`` of five statements each at most; ``code``: the QR code that signs its device in."""

    field: str
    title: str
    finding: str
    pictures: tuple[Markup, ...]
    questions: tuple[str, ...]
    code: Markup | None


async def show_sheets(request: Request) -> Response:
    """The sheets of all fields, or of the one that ``feld`` names."""
    return await _page(request, await visit_of(request, "steer"), has_codes=False)


async def show_sheets_with_codes(request: Request) -> Response:
    """The same with a link for each table, which nobody has yet: only the page that is shown now bears them."""
    return await _page(request, await visit_of(request, "steer"), has_codes=True)


async def _page(request: Request, visit: Visit, *, has_codes: bool) -> Response:
    _, now = visit.words, visit.evening
    if now.results is None or not now.is_revealed:
        sentence = _("Ausdrucke für Tische gibt es, sobald der Raum ein Ergebnis gesehen hat.")
        way_on = (f"/regie/{visit.code}", _("Zurück zur Regie"))
        return light.message(request, sentence, status=200, language=_.language, way_on=way_on)
    return light.html(request, await asyncio.to_thread(_rendered, request, visit, now.results, has_codes))


def _rendered(request: Request, visit: Visit, results: Results, has_codes: bool) -> str:
    _, of = visit.words, visit.evening.workshop
    titles = table_titles(visit)
    asked_for = request.query_params.get("feld", "")
    chosen = [field for field in titles if asked_for in ("", field)] or list(titles)
    codes = {field: _code(request, visit, field) for field in chosen} if has_codes else {}
    return light.rendered(
        "table_sheets.html",
        _.language,
        workshop=of,
        held_on=day_in_words(_, of.held_on),
        sheets=[_sheet(_, results, visit.evening.questionnaire, field, codes.get(field)) for field in chosen],
        titles=titles,
        only=chosen[0] if len(chosen) == 1 else "",
        has_codes=has_codes,
        cards=CARDS,
        page_numbers=page_numbers(_),
    )


def _code(request: Request, visit: Visit, field: str) -> Markup:
    link = link_of_table(request, visit, field, KEY_ON_PAPER, is_printed=True)
    return Markup(qr_svg(link, visit.words("QR-Code zur Anmeldung")))  # noqa: S704


def _sheet(_: Words, results: Results, asked: Questionnaire, field: str, code: Markup | None) -> Sheet:
    made = slide(View("ueberblick", "anregungen", field), results, asked, _)
    own = [one.id for one in results.statements if one.field == field]
    alt = _("Je Aussage die Zahl der Antworten von „trifft nicht zu“ bis „trifft zu“, rechts „keine Einschätzung“.")
    words = labels(results, asked, _)
    drawn = [svg(diverging(results, words, part, (), FORMATS["paper"]), alt) for part in parts_of(own)]
    return Sheet(
        field=field,
        title=made.title,
        finding=made.finding.sentence,
        pictures=tuple(Markup(one) for one in drawn),  # noqa: S704
        questions=questions_for_a_table(_, results, asked, field),
        code=code,
    )
