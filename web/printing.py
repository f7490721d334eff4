"""The question sheets that a workshop can print: what they ask, what they are called, where they are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from analysis.questionnaire import Questionnaire
from data.store.workshops import Workshop
from texts.titles import statements_title
from texts.words import Words

ROOM, ADMINISTRATION, SHORT, LONG = "", "verwaltung", "kurz", "lang"
LARGE = "gross"


@dataclass(frozen=True)
class Sheet:
    """One question sheet; ``id`` names it in its address, a field's sheet bears the field's id."""

    id: str
    title: str
    statements: tuple[str, ...]


def sheets(_: Words, asked: Questionnaire, workshop: Workshop) -> dict[str, Sheet]:
    """All sheets by id, the room's first; none that only asks the same as one before it.

    The Verwaltungsbogen is a form of its own, whatever it asks.
    """
    found: dict[str, Sheet] = {}
    known: set[tuple[str, ...]] = set()
    for sheet in _sheets(_, asked, workshop):
        if sheet.statements and sheet.id not in found and (sheet.id == ADMINISTRATION or sheet.statements not in known):
            found[sheet.id] = sheet
            known |= {sheet.statements} if sheet.id != ADMINISTRATION else set()
    return found


def sheet_address(code: str, sheet: str = ROOM, *, language: str = "", large: bool = False) -> str:
    """Where a sheet is printed from."""
    query = {"bogen": sheet, "schrift": LARGE if large else "", "lang": language}
    named = urlencode({name: value for name, value in query.items() if value})
    return f"/t/{code}/druck?{named}".removesuffix("?")


def page_numbers(_: Words) -> list[str]:
    """What stands before, between and after the two numbers in "Seite 2 von 5"; the browser counts them."""
    return _("Seite {page} von {pages}", page="|", pages="|").split("|")


def _sheets(_: Words, asked: Questionnaire, workshop: Workshop) -> Iterator[Sheet]:
    def title(message: str, statements: Collection[str]) -> str:
        return message.format(statements=statements_title(_, len(statements)))

    everything, administration = tuple(asked.statements), tuple(workshop.administration)
    yield Sheet(ROOM, title(_("wie im Raum ({statements})"), workshop.room), tuple(workshop.room))
    yield Sheet(SHORT, title(_("Kurzform ({statements})"), asked.short_form), asked.short_form)
    yield Sheet(LONG, title(_("Langform ({statements})"), everything), everything)
    yield Sheet(ADMINISTRATION, title(_("Verwaltungsbogen ({statements})"), administration), administration)
    for field in asked.fields:
        of_field = tuple(statement.id for statement in field.statements)
        yield Sheet(field.id, _("nur „{field}“ ({n})", field=_.local(field.title), n=len(of_field)), of_field)
