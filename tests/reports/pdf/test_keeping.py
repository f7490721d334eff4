"""What belongs together stands on one page: a heading with what it heads, a number with all its digits."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from analysis.dossier import Dossier
from charts import text
from content.document import Document, Figure, Grid, PageBreak, Paragraph, Section, leading
from content.documents.council_paper import council_paper
from content.documents.report import report
from content.tables import Table, as_read
from reports.columns import SIDES, columns
from reports.pdf.blocks import SIZES, WIDTH
from reports.pdf.render import pdf
from reports.pdf.tables import CLOSE, MANY
from tests.dossiers import demo_dossiers, full, made_up
from tests.reports.pdf.reading import opened, texts_of
from tests.reports.pdf.samples import document, slides
from texts.words import words

DE = words("de")
MOST, SMALLEST = 3, 8
"""Lines of a table's head, and points of its letters."""
FOOT = 68
"""Points from the lower edge, below which stands what every page has."""
CLEAR = 20
"""Letters of the end of a heading that a cell of a table hardly has by chance."""
FIGURE = next(iter(slides().values()))
DOSSIERS: dict[str, Callable[[], Dossier]] = {
    "the demo's earlier run": full,
    "the demo's run beside it": lambda: demo_dossiers()[1],
    "sixty people": made_up,
}


def _last_words(page: Any) -> str:
    """The lowest line of a page."""
    said = page.get_textpage()
    rects = [said.get_rect(at) for at in range(said.count_rects())]
    bottom = min((rect[1] for rect in rects if rect[1] > FOOT), default=0)
    low = [rect for rect in rects if rect[1] > FOOT and rect[1] < bottom + 3]
    return " ".join(" ".join(said.get_text_bounded(*rect) for rect in sorted(low)).split())


def _beginnings(made: Document) -> set[str]:
    """Titles of sections and tables, and sentences that lead to what stands below them."""
    found = {one.title for one in made.walk() if isinstance(one, Section)}
    found |= {one.table.title for one in made.walk() if isinstance(one, Grid) and one.has_title}
    alone: set[str] = set()
    for blocks in (made.blocks, *(one.blocks for one in made.walk() if isinstance(one, Section))):
        for one, leads in zip(blocks, leading(blocks), strict=True):
            if isinstance(one, Paragraph):
                (found if leads else alone).add(one.text)
    found -= alone  # people write the same sentence twice; where it leads to nothing, it may end a page
    return {" ".join(one.split()) for one in found}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", DOSSIERS)
def test_no_heading_and_no_leading_sentence_is_the_last_of_a_page(name: str, language: str) -> None:
    made = report(words(language), DOSSIERS[name]())
    beginnings = _beginnings(made)

    with opened(pdf(made)) as file:
        last = [_last_words(page) for page in file]

    assert not [line for line in last if any(_ends_with(one, line) for one in beginnings)]


def _ends_with(sentence: str, line: str) -> bool:
    return sentence == line or (len(line) > CLEAR and sentence.endswith(f" {line}"))


@pytest.mark.parametrize("lines", range(28, 46))
def test_a_heading_goes_to_the_next_page_with_the_chart_below_its_sentence(lines: int) -> None:
    chart = Section("a", "Worum es geht", (Paragraph("Ein kurzer Satz."), Figure(FIGURE)))
    made = texts_of(pdf(document(*[Paragraph("Zeile.")] * lines, chart)))

    of_heading = next(at for at, page in enumerate(made) if "Worum es geht" in page)
    assert "Ein kurzer Satz." in made[of_heading]
    assert made[of_heading].split("Ein kurzer Satz.")[1].count("\n") > 3


def test_short_paragraphs_lead_to_what_is_shown_below_them() -> None:
    grid = Grid(Table("T", ("a",), (("b",),)))
    short, long = Paragraph("Kurz."), Paragraph("Lang. " * 100)

    assert leading((short, grid)) == (True, False)
    assert leading((short, short, grid)) == (True, True, False)
    assert leading((long, grid)) == (False, False)
    assert leading((replace(long, look="finding"), grid)) == (True, False)
    assert leading((short, long, grid)) == (False, False, False)
    assert leading((short, short)) == (False, False)
    assert leading((short,) * 6 + (grid,)) == (False,) * 3 + (True,) * 3 + (False,)


def test_a_low_table_stays_on_one_page() -> None:
    grid = Grid(Table("Was ist", ("Nr.", "Text"), tuple((str(at), f"Zeile {at}") for at in range(5))))

    for lines in range(30, 44):
        made = texts_of(pdf(document(*[Paragraph("Satz.")] * lines, grid)))
        (there,) = [page for page in made if "Zeile 0" in page]
        assert "Zeile 4" in there and "Was ist" in there


def test_a_break_that_begins_below_leaves_no_page_of_a_few_lines() -> None:
    few, many = [Paragraph("eins")] * 3, [Paragraph("eins")] * 30
    after = (PageBreak(begins_below=True), Section("z", "Anhang", (Paragraph("zwei"),)))

    assert len(texts_of(pdf(document(*few, *after)))) == 1
    assert len(texts_of(pdf(document(*many, *after)))) == 2


@pytest.mark.parametrize("number", ["0221 123-4567", "+49 (0) 221 / 12 34 567", "(02 21) 12 34 56"])
def test_telephone_numbers_and_addresses_stand_in_one_line(number: str) -> None:
    address = "anna-lena.meier@stadt-am-see.de"[:29]
    wanted = {number.replace(" ", ""), address}
    for words_before in range(1, 40):
        sentence = "Amt " * words_before + f"{number} " + "Amt " * (40 - words_before) + address
        said = texts_of(pdf(document(Paragraph(sentence))))[0].replace("\u00a0", " ").replace("\u2011", "-")
        lines = [line.replace(" ", "") for line in said.split("\n")]
        assert all(any(one in line for line in lines) for one in wanted)


@pytest.mark.parametrize("made", [report, council_paper])
def test_heads_of_tables_have_few_lines(made: Callable[..., Document]) -> None:
    for dossier in (full(), demo_dossiers()[1]):
        for grid in (one for one in made(DE, dossier).walk() if isinstance(one, Grid)):
            heads = list(grid.table.heads)
            sides = CLOSE if len(heads) >= MANY else SIDES
            fit = columns([heads, *as_read(DE, grid.table)], grid.widths, WIDTH, SIZES, sides=sides)
            rooms = [width - sides for width in fit.widths]
            lines = [text.lines(head, room, fit.size, bold=True) for head, room in zip(heads, rooms, strict=True)]
            assert max(map(len, lines)) <= MOST
            assert fit.size >= SMALLEST
