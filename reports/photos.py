"""The Fotoprotokoll: what was to be seen on the Leinwand, a picture a page, drawn from the marks without a browser."""

from analysis.dossier import Dossier
from charts.formats import FORMATS
from charts.pictures import picture
from charts.svg import svg as as_svg
from content.deck import slide
from content.documents.base import where_and_when, workshop_title
from content.labels import Labels, labels
from content.protocol import quoted
from content.show import default_show
from content.slides import Slide
from content.views import view_at
from reports.pdf.pictures import PicturePage, pictures_pdf
from texts.words import Words

LINE = 122
"""Letters that stand beside the number of a page."""


def photos(dossier: Dossier, words: Words) -> bytes:
    """A PDF with a page for each slide of the show, and as many more as long tables need."""
    _, results, asked = words, dossier.results, dossier.questionnaire
    places = [place.slide for place in default_show(results) if place.slide]
    labelled = labels(results, asked, _)
    pages = [_page(_, slide(view_at(address), results, asked, _), dossier, labelled) for address in places]
    return pictures_pdf(_foot(_, dossier), _.language, dossier.held_on, dossier.municipality, pages)


def _foot(_: Words, dossier: Dossier) -> str:
    """Whose it is and what it is not, in one line: without the workshop's own name where that would make it longer."""
    place = where_and_when(_, dossier)
    whole = _(
        "{workshop} · {place} · Gesprächsanlass, keine repräsentative Umfrage",
        workshop=workshop_title(_, dossier),
        place=place,
    )
    return whole if len(whole) <= LINE else _("{place} · Gesprächsanlass, keine repräsentative Umfrage", place=place)


def _page(_: Words, shown: Slide, dossier: Dossier, labelled: Labels) -> PicturePage:
    """The finding, the statement that it is about, and the picture, or the table where there is none."""
    statement = dossier.questionnaire.statements.get(shown.view.part) if shown.view.page == "aussage" else None
    said = quoted(_, _.local(statement.text), is_shortened=False) if statement else ""
    if shown.chart is None:
        return PicturePage(shown.finding.headline, said, table=shown.table)
    drawing = picture(shown, dossier.results, labelled, FORMATS["wall"])
    return PicturePage(shown.finding.headline, said, as_svg(drawing, shown.alt), shown.alt, reading=drawing.reading)
