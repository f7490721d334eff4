"""The paper forms that a workshop can print: what they ask, what they are called, where they are."""

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
class PaperForm:
    """One paper form; ``id`` names it in its address, a field's form bears the field's id."""

    id: str
    title: str
    statements: tuple[str, ...]


def paper_forms(_: Words, asked: Questionnaire, workshop: Workshop) -> dict[str, PaperForm]:
    """All forms by id, the room's first; none that only asks the same as one before it.

    The Verwaltungsbogen is a form of its own, whatever it asks.
    """
    found: dict[str, PaperForm] = {}
    known: set[tuple[str, ...]] = set()
    for form in _forms(_, asked, workshop):
        if form.statements and form.id not in found and (form.id == ADMINISTRATION or form.statements not in known):
            found[form.id] = form
            known |= {form.statements} if form.id != ADMINISTRATION else set()
    return found


def form_address(code: str, form: str = ROOM, *, language: str = "", large: bool = False) -> str:
    """Where a form is printed from."""
    query = {"bogen": form, "schrift": LARGE if large else "", "lang": language}
    named = urlencode({name: value for name, value in query.items() if value})
    return f"/t/{code}/druck?{named}".removesuffix("?")


def page_numbers(_: Words) -> list[str]:
    """What stands before, between and after the two numbers in "Seite 2 von 5"; the browser counts them."""
    return _("Seite {page} von {pages}", page="|", pages="|").split("|")


def _forms(_: Words, asked: Questionnaire, workshop: Workshop) -> Iterator[PaperForm]:
    def title(message: str, statements: Collection[str]) -> str:
        return message.format(statements=statements_title(_, len(statements)))

    everything, administration = tuple(asked.statements), tuple(workshop.administration)
    yield PaperForm(ROOM, title(_("wie im Raum ({statements})"), workshop.room), tuple(workshop.room))
    yield PaperForm(SHORT, title(_("Kurzform ({statements})"), asked.short_form), asked.short_form)
    yield PaperForm(LONG, title(_("Langform ({statements})"), everything), everything)
    yield PaperForm(ADMINISTRATION, title(_("Verwaltungsbogen ({statements})"), administration), administration)
    for field in asked.fields:
        of_field = tuple(statement.id for statement in field.statements)
        yield PaperForm(field.id, _("nur „{field}“ ({n})", field=_.local(field.title), n=len(of_field)), of_field)
