"""What all phone pages share: the frame around them, and what it must know of a visit."""

import hashlib
from collections.abc import Hashable
from dataclasses import replace
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from phone.visit import Visit
from texts.dates import day_in_words
from texts.titles import with_run
from web import light
from web.legal import way_back

IDLE_SECONDS = 120
"""After them a device that is passed round asks who is there, in phone.js too."""

_TEMPLATES = {"closed": "wait", "slide": "now", "watch": "now"}


def screen(visit: Visit, page: str, heading: str, *, status: int = 200, **context: object) -> Response:
    return light.html(visit.request, rendered(visit, page, heading, **context), status)


def rendered(
    visit: Visit, page: str, heading: str, query: tuple[tuple[str, str], ...] = (), /, **context: object
) -> str:
    if visit.tablet:
        query = (*query, ("tablet", "1"))
    return light.rendered(
        f"{_TEMPLATES.get(page, page)}.html",
        visit.language,
        page=page,
        heading=heading,
        workshop=visit.room.workshop,
        workshop_title=workshop_title(visit),
        deleted_on=day_of_deletion(visit),
        languages=light.choices(visit.room.questionnaire.languages),
        chosen=visit.language,
        query=urlencode(query) + "&" if query else "",
        way_back=way_back(visit.language, visit.room.code, "1" if visit.tablet else ""),
        text_attributes=text_attributes(visit),
        **{"tablet": visit.tablet, "mark": "", "idle": IDLE_SECONDS, **context},
    )


def workshop_title(visit: Visit) -> str:
    """The workshop's title, for those who were at an earlier run with the number of this one."""
    return with_run(visit.words, visit.room.workshop.title, visit.room.workshop.run)


def day_of_deletion(visit: Visit) -> str:
    """The day that the person is told, in words."""
    return day_in_words(visit.words, visit.room.workshop.delete_sheets_on)


def text_attributes(visit: Visit) -> Markup:
    """``lang`` and ``dir`` for questionnaire texts in a language that our own words do not have."""
    if light.spoken(visit.language) == visit.language:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(visit.language, light.direction(visit.language))


def same_for_all(visit: Visit) -> tuple[Hashable, ...]:
    """What every page of this workshop depends on, whoever sees it."""
    workshop = replace(visit.room.workshop, revision=0, locked=False)
    return (workshop, visit.language, visit.tablet)


def mark(visit: Visit) -> str:
    """Names the sheet for the script, which tells by it whose answers are waiting on the device."""
    return hashlib.sha256(f"mark {visit.token_hash}".encode()).hexdigest()[:12]
