"""The question sheet to print."""

from babel.dates import format_date
from starlette.responses import Response

from phone.screens import perspective_choices, text_attributes
from phone.visit import Visit
from texts import answer_labels
from web import light


async def show_paper(visit: Visit) -> Response:
    """The question sheet to print."""
    _ = visit.words
    workshop, asked = visit.room.workshop, visit.room.questionnaire
    text = light.rendered(
        "sheet.html",
        visit.language,
        workshop=workshop,
        held_on=format_date(workshop.held_on, "long", locale=light.spoken(visit.language).split("-")[0]),
        questionnaire=asked,
        sectors=perspective_choices(_, asked),
        scale=list(answer_labels(_, asked).items()),
        text_attributes=text_attributes(visit),
    )
    return light.html(visit.request, text)
