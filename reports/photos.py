"""The Fotoprotokoll: what was to be seen on the Leinwand, a picture a page, drawn from the marks without a browser."""

from analysis.dossier import Dossier
from charts.formats import FORMATS
from charts.pictures import svg
from content.deck import slide
from content.labels import labels
from content.show import default_show
from content.slides import Slide
from content.views import view_at
from reports.pdf.pictures import PicturePage, pictures_pdf
from texts.words import Words


def photos(dossier: Dossier, words: Words) -> tuple[bytes, int]:
    """A PDF with a page for each slide of the show, and how many these are."""
    _, results, asked = words, dossier.results, dossier.questionnaire
    places = [place.slide for place in default_show(results) if place.slide]
    slides = [slide(view_at(address), results, asked, _) for address in places]
    labelled = labels(results, asked, _)

    def page(shown: Slide) -> PicturePage:
        if shown.chart is None:
            return PicturePage(shown.finding.headline, table=shown.table)
        return PicturePage(shown.finding.headline, svg(shown, results, labelled, FORMATS["wall"]), shown.alt)

    title = _("Folien der Leinwand, auch nicht gezeigte: {municipality}", municipality=dossier.municipality)
    made = pictures_pdf(title, _.language, dossier.held_on, dossier.municipality, [page(one) for one in slides])
    return made, len(slides)
