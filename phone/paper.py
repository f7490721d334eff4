"""The paper forms to print: the room's, the Verwaltungsbogen, Kurzform, Langform, single fields."""

import asyncio
from dataclasses import replace
from datetime import date

from babel.dates import format_date
from starlette.responses import Response

from analysis.questionnaire import Questionnaire
from data.store.planning import note_printed
from data.store.workshops import questionnaire
from phone.framing import day_of_deletion, text_attributes, workshop_title
from phone.screens import perspective_choices
from phone.steps import steps_of
from phone.visit import Visit
from texts.titles import answer_labels
from web import light
from web.identity import access_of, staff_token
from web.matrix import may
from web.printing import ADMINISTRATION, LARGE, ROOM, PaperForm, form_address, page_numbers, paper_forms

OWN_STATEMENTS = "weltoffene-kommune"
"""Id of the questionnaire whose statements this project worded itself."""


async def show_paper(visit: Visit) -> Response:
    """The form that the address names; the room's own where it names none that there is."""
    whole = await asyncio.to_thread(questionnaire, visit.store, visit.room.workshop)
    offered = paper_forms(visit.words, whole, visit.room.workshop)
    form = offered.get(visit.request.query_params.get("bogen", ROOM), offered[ROOM])
    visit = replace(visit, language=_language(visit, whole.only(form.statements)))
    if form.id != ADMINISTRATION and visit.request.method == "GET" and staff_token(visit.request.cookies):
        await asyncio.to_thread(_note, visit, form)
    return light.html(visit.request, _page(visit, whole, form.id))


def _note(visit: Visit, form: PaperForm) -> None:
    """Who moderates has opened it to print it; everyone else may look at it."""
    who = access_of(visit.request.cookies, visit.store)
    if may(who, "moderate", visit.room.workshop):
        note_printed(visit.store, visit.room.workshop.id, f"{form.id or 'raum'}/{visit.language}")


def _language(visit: Visit, asked: Questionnaire) -> str:
    """The language of the address, else the visitor's, as far as every statement of the form has it."""
    if visit.request.query_params.get("lang") in asked.languages or visit.language not in asked.languages:
        return light.preferred_language(visit.request, asked.languages)
    return visit.language


def _page(visit: Visit, whole: Questionnaire, form_id: str) -> str:
    _, workshop = visit.words, visit.room.workshop
    offered = paper_forms(_, whole, workshop)
    form = offered[form_id]
    asked = whole.only(form.statements)
    large = visit.request.query_params.get("schrift") == LARGE
    return light.rendered(
        "paper_form.html",
        visit.language,
        workshop=workshop,
        workshop_title=workshop_title(visit),
        deleted_on=day_of_deletion(visit),
        held_on=_day(workshop.held_on, light.spoken(visit.language)),
        questionnaire=asked,
        form=form,
        of_administration=form.id == ADMINISTRATION,
        own_statements=whole.id == OWN_STATEMENTS,
        large=large,
        steps=steps_of(asked),
        field_numbers={field.id: number for number, field in enumerate(whole.fields, 1)},
        sectors=perspective_choices(_, asked),
        scale=list(answer_labels(_, asked).items()),
        page_numbers=page_numbers(_),
        text_attributes=text_attributes(visit),
        **_ways_on(visit, offered, form, asked, large=large),
    )


def _ways_on(
    visit: Visit, offered: dict[str, PaperForm], form: PaperForm, asked: Questionnaire, *, large: bool
) -> dict[str, object]:
    """Addresses of the other forms, languages and type sizes; a language that a form lacks falls back there."""
    code, language = visit.room.code, visit.language
    return {
        "others": [
            (form_address(code, one.id, language=language, large=large), one.title, one.id == form.id)
            for one in offered.values()
        ],
        "languages": [
            (form_address(code, form.id, language=one, large=large), one, light.own_name(one), one == language)
            for one in asked.languages
        ],
        "other_size": form_address(code, form.id, language=language, large=not large),
    }


def _day(of: date, language: str) -> str:
    """A date in full; the English of our texts is British."""
    return format_date(of, "long", locale="en_GB" if language == "en" else language.split("-")[0])
