"""The first slides and the last: whose it is and who answered, the Leitmotiv, how the figures come about."""

from analysis.dossier import Dossier
from charts.theme import QUIET
from content.method import method_box, original_language
from reports.presentation.around import caution
from reports.presentation.grid import Text, draw, sized
from reports.presentation.marking import paragraph
from reports.presentation.page import LEFT, WHOLE, WIDTH, Box, Page, fitting
from texts.dates import day_in_words
from texts.prose import blocks
from texts.sentences import sheets_title
from texts.titles import group_title, with_run

LOGO = Box(LEFT, 60, 480, 150)
"""Above the title, which ends below it."""
TITLE_SIZES = (88, 76, 66, 58, 50, 44, 38, 32, 28)
POSTER = (56, 52, 48, 44, 40, 36, 32, 28, 24, 20)
METHOD = (36, 34, 32, 30, 28, 26, 24, 22)


def write_cover(page: Page, dossier: Dossier, logo: bytes | None = None) -> None:
    """Municipality, title, day, and who answered: each group that is shown with the number of its people."""
    _, results = page.words, dossier.results
    title = with_run(_, dossier.title, dossier.run)
    page.sentence = title
    size = fitting([title], 880, 420, TITLE_SIZES, bold=True)
    page.write_body(0, [paragraph(title, size, page.language, bold=True)])
    whose = (
        _("Selbstcheck Weltoffene Kommune"),
        dossier.municipality,
        day_in_words(_, dossier.held_on),
        *([dossier.contact] if dossier.contact else []),
    )
    letters = fitting(whose, 880, 250, (44, 40, 36, 32, 28, 24))
    page.write_body(1, [paragraph(one, letters, page.language, colour=QUIET) for one in whose])
    answered = sheets_title(_, results.respondents, results.without_answers)
    rows = [(Text(answered, bold=True), Text(_("Personen"), colour=QUIET, align="r"))]
    rows += [
        (Text(group_title(_, group, dossier.questionnaire)), Text(str(group.people), bold=True, align="r"))
        for group in results.groups
    ]
    grid = sized(rows, (560, 180), 760, (36, 34, 32, 30, 28, 26, 24, 22, 20, 18), tallest=96)
    if logo is not None:
        page.write_picture(LOGO, logo, alt=_("Logo von {municipality}", municipality=dossier.municipality))
    draw(page, 1100, max((1080 - sum(grid.heights)) / 2, 60), grid, alt=answered)
    lines = [f"{group_title(_, one, dossier.questionnaire)}: {one.people}" for one in results.groups]
    page.write_notes([title, *whose, "", answered, *lines, "", *caution(_)])


def write_text(page: Page, title: str, text: str, *, reading: str = "") -> None:
    """A short text that the whole room reads, a paragraph a sentence; ``reading``: below it, about its numbers."""
    page.write_title(title)
    page.write_around("", reading, "")
    lines = [line for _kind, part in blocks(text) for line in part]
    size = fitting(lines, WIDTH, WHOLE.height, POSTER, gap=28)
    page.write_body(1, [paragraph(line, size, page.language, after=28) for line in lines])
    page.write_notes([*lines, *([reading] if reading else [])])


def write_method(page: Page, dossier: Dossier) -> None:
    """How the figures come about and what they must not be taken for, in two columns."""
    _ = page.words
    page.write_title(_("Methode"), height=60)
    page.write_around()
    sentences = (*method_box(_, dossier.results), *original_language(_, dossier))
    half = (len(sentences) + 1) // 2
    width = (WIDTH - 80) / 2
    columns = (sentences[:half], sentences[half:])
    size = min(fitting(column, width, WHOLE.height + 70, METHOD, gap=20) for column in columns)
    for place, column in enumerate(columns):
        box = Box(LEFT + place * (width + 80), 190, width, WHOLE.height + 80)
        paragraphs = [paragraph(one, size, page.language, after=20) for one in column]
        if place:
            page.write(box, paragraphs, name=_("Methode"))
        else:
            page.write_body(1, paragraphs, box)
    page.write_notes(sentences)
