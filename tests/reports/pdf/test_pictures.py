"""The Fotoprotokoll."""

from pathlib import Path

import outloud
import pdfua
import pytest

from charts import pictures
from charts.formats import FORMATS
from content.tables import Table
from reports.pdf.pictures import PicturePage, pictures_pdf
from tests.reports.pdf.reading import outside, size_of, tags_of, texts_of, words_of
from tests.reports.pdf.samples import DAY, MEASURES, document, slides


def made(*pages: PicturePage) -> bytes:
    return pictures_pdf("Fotoprotokoll", "de", DAY, "Musterlingen", pages)


def shown(chart: str) -> PicturePage:
    slide, drawn = slides()[chart], document()
    svg = pictures.svg(slide, drawn.results, drawn.labels, FORMATS["wall"])
    return PicturePage(slide.finding.sentence, svg=svg, alt=slide.alt)


@pytest.mark.parametrize("chart", sorted(slides()))
def test_each_picture_stands_under_its_finding(chart: str) -> None:
    page = shown(chart)

    file = made(page)

    assert size_of(file) == (1, pytest.approx(960), pytest.approx(540))
    assert page.title in " ".join(texts_of(file)[0].split())
    assert [tag.alt for tag in tags_of(file) if tag.name == "Figure"] == [page.alt]
    assert outside(file, 36, 36, 10, 10) == []


def test_each_page_has_its_heading_and_number() -> None:
    file = made(shown("radar"), PicturePage("Was wir tun", table=MEASURES), shown("slope"))

    assert [f"Seite {number} von 3" in text for number, text in enumerate(texts_of(file), 1)] == [True] * 3
    assert [tag.name for tag in tags_of(file) if tag.name.startswith("H")] == ["H1"] * 3
    assert "Bürgerbüro" in texts_of(file)[1]


def test_checkers_find_nothing(tmp_path: Path) -> None:
    file = tmp_path / "pictures.pdf"
    file.write_bytes(made(*map(shown, slides()), PicturePage("Was wir tun", table=MEASURES)))

    assert [one for one in outloud.check(str(file)).findings if one.severity == "error"] == []
    assert pdfua.validate(str(file)).findings == ()


def test_long_findings_and_tables_stay_on_the_page() -> None:
    rows = tuple((f"M{number}", "Eine lange Maßnahme " * 20) for number in range(30))
    table = Table("T", ("Nr.", "Maßnahme"), rows)

    file = made(PicturePage("W" * 64 + " und weiter" * 40, svg=shown("dots").svg, alt="x", table=table))

    assert outside(file, 36, 36, 10, 10) == []
    assert words_of(file).count("Eine lange Maßnahme") == 600


def test_a_workshop_without_pages_has_a_file_too() -> None:
    assert size_of(made())[0] == 1
