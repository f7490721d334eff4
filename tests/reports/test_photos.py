"""The Bilder der Leinwand: what stands on their pages, and that all of it can be read on A4."""

import re
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from content.documents.order import Order
from content.show import default_show
from content.views import view_at
from reports.making import make
from reports.pdf.pictures import SIZES
from reports.photos import photos
from tests.dossiers import demo_dossiers, full, made_up
from tests.reports.pdf.reading import opened, size_of, texts_of
from texts.words import words

DE = words("de")
ON_A4 = 842 / 960
SMALLEST = 11
"""Points on A4 across, of a page that is 960 wide."""


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return [" ".join(text.split()) for text in texts_of(photos(full(), DE))]


def test_each_statement_stands_below_what_is_found_of_it(pages: list[str]) -> None:
    of = full()
    views = [view_at(place.slide) for place in default_show(of.results) if place.slide]
    statements = [view.part for view in views if view.page == "aussage"]

    assert statements
    for one in statements:
        sentence = of.questionnaire.statements[one].text["de"]
        assert sum(f"„{sentence}“" in page for page in pages) == 1


def test_every_page_has_a_finding_of_its_own_or_says_which_part_it_is(pages: list[str]) -> None:
    parts = [found for page in pages if (found := re.search(r"\(Seite (\d) von (\d)\) Muster", page))]

    assert len(parts) > 4
    assert all(int(part[1]) <= int(part[2]) for part in parts)
    assert not any(page.startswith("Muster") for page in pages)


def test_every_page_says_whose_it_is_and_how_its_picture_is_read(pages: list[str]) -> None:
    of = full()
    foot = f"{of.title} · Musterlingen, 5. März 2026 · Gesprächsanlass, keine repräsentative Umfrage"

    assert all(foot in page for page in pages)
    assert sum("* aus einem Teil der Aussagen" in page for page in pages) == 4
    assert any("grau: Unterschied zu klein zum Deuten" in page for page in pages)


def test_a_long_name_leaves_the_line_below_the_pictures_whole() -> None:
    of = replace(full(), title="Workshop mit einem sehr langen Namen, den niemand abkürzen wollte, zum Selbstcheck")

    (first, *_others) = texts_of(photos(of, DE))
    foot = "Musterlingen, 5. März 2026 · Gesprächsanlass, keine repräsentative Umfrage"

    assert foot in " ".join(first.split()) and "abkürzen" not in first


def test_the_english_line_below_the_pictures_is_whole() -> None:
    assert "not a representative survey" in " ".join(texts_of(photos(full(), words("en")))[0].split())


def test_letters_are_large_enough_on_a4() -> None:
    with opened(photos(demo_dossiers()[1], DE)) as file:
        heights = {round(height, 1) for page in file for height in _sizes(page)}

    assert min(heights) * ON_A4 >= SMALLEST
    assert min(SIZES) * ON_A4 >= SMALLEST


def _sizes(page: Any) -> set[float]:
    text = page.get_textpage()
    return {
        pypdfium2.raw.FPDFText_GetFontSize(text, at)
        for at in range(text.count_chars())
        if chr(pypdfium2.raw.FPDFText_GetUnicode(text, at)).strip()
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_files_have_as_many_pages_as_is_said(language: str) -> None:
    for dossier in (full(), made_up(60), made_up(0)):
        order = Order(dossier=dossier, language=language)
        for file in order.files:
            if file.endswith("_pdf"):
                one = make(order, file)
                assert one.pages == size_of(one.content)[0]
