"""The question sheets to print: the room's, the Verwaltungsbogen, Kurzform, Langform, single fields."""

import asyncio
from dataclasses import replace
from datetime import date

from babel.dates import format_date
from starlette.responses import Response

from analysis.questionnaire import Questionnaire
from data.store.workshops import questionnaire
from phone.framing import text_attributes, workshop_title
from phone.screens import perspective_choices
from phone.steps import steps_of
from phone.visit import Visit
from texts.titles import answer_labels
from web import light
from web.printing import ADMINISTRATION, LARGE, ROOM, Sheet, page_numbers, sheet_address, sheets

OWN_STATEMENTS = "weltoffene-kommune"
"""Id of the questionnaire whose statements this project worded itself."""


async def show_paper(visit: Visit) -> Response:
    """The sheet that the address names; the room's own where it names none that there is."""
    whole = await asyncio.to_thread(questionnaire, visit.store, visit.room.workshop)
    offered = sheets(visit.words, whole, visit.room.workshop)
    sheet = offered.get(visit.request.query_params.get("bogen", ROOM), offered[ROOM])
    visit = replace(visit, language=_language(visit, whole.only(sheet.statements)))
    return light.html(visit.request, _page(visit, whole, sheet.id))


def _language(visit: Visit, asked: Questionnaire) -> str:
    """The language of the address, else the visitor's, as far as every statement of the sheet has it."""
    if visit.request.query_params.get("lang") in asked.languages or visit.language not in asked.languages:
        return light.preferred_language(visit.request, asked.languages)
    return visit.language


def _page(visit: Visit, whole: Questionnaire, sheet_id: str) -> str:
    _, workshop = visit.words, visit.room.workshop
    offered = sheets(_, whole, workshop)
    sheet = offered[sheet_id]
    asked = whole.only(sheet.statements)
    large = visit.request.query_params.get("schrift") == LARGE
    return light.rendered(
        "sheet.html",
        visit.language,
        workshop=workshop,
        workshop_title=workshop_title(visit),
        held_on=_day(workshop.held_on, light.spoken(visit.language)),
        questionnaire=asked,
        sheet=sheet,
        of_administration=sheet.id == ADMINISTRATION,
        own_statements=whole.id == OWN_STATEMENTS,
        large=large,
        steps=steps_of(asked),
        field_numbers={field.id: number for number, field in enumerate(whole.fields, 1)},
        sectors=perspective_choices(_, asked),
        scale=list(answer_labels(_, asked).items()),
        page_numbers=page_numbers(_),
        text_attributes=text_attributes(visit),
        **_ways_on(visit, offered, sheet, asked, large=large),
    )


def _ways_on(
    visit: Visit, offered: dict[str, Sheet], sheet: Sheet, asked: Questionnaire, *, large: bool
) -> dict[str, object]:
    """Addresses of the other sheets, languages and type sizes; a language that a sheet lacks falls back there."""
    code, language = visit.room.code, visit.language
    return {
        "others": [
            (sheet_address(code, one.id, language=language, large=large), one.title, one.id == sheet.id)
            for one in offered.values()
        ],
        "languages": [
            (sheet_address(code, sheet.id, language=one, large=large), one, light.own_name(one), one == language)
            for one in asked.languages
        ],
        "other_size": sheet_address(code, sheet.id, language=language, large=not large),
    }


def _day(of: date, language: str) -> str:
    """A date in full; the English of our texts is British."""
    return format_date(of, "long", locale="en_GB" if language == "en" else language.split("-")[0])
