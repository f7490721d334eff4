"""What screen readers and archives need of a PDF: our own look at its tags, and two checkers."""

import io
import re
from itertools import pairwise
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest

from reports.pdf.render import pdf
from reports.pdf.typesetting import FAMILIES
from tests.reports.pdf.reading import fonts_of, tags_of
from tests.reports.pdf.samples import SOURCE, document, everything, slides


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(everything())


def test_file_says_that_it_is_tagged_and_of_whom(made: bytes) -> None:
    file = pikepdf.open(io.BytesIO(made))

    assert file.Root.MarkInfo.Marked
    assert str(file.Root.Lang) == "de-DE"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as about:
        assert about["dc:title"] == "Bericht zum Selbstcheck-Workshop"
        assert about["dc:creator"] == ["Musterlingen"]
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
    assert str(file.docinfo.CreationDate).startswith("D:20260924")


@pytest.mark.parametrize(("language", "said"), [("de", "de-DE"), ("de-x-einfach", "de-DE"), ("en", "en-GB")])
def test_language_is_named(language: str, said: str) -> None:
    assert str(pikepdf.open(io.BytesIO(pdf(document(language=language)))).Root.Lang) == said


def test_headings_begin_with_the_title_and_skip_no_level(made: bytes) -> None:
    levels = [int(tag.name[1:]) for tag in tags_of(made) if re.fullmatch(r"H\d", tag.name)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert set(levels) == {1, 2, 3}
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(_outline(made)) == len(levels)


def _outline(made: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(made)).open_outline() as outline:
        return [one.title for one in _flat(outline.root)]


def _flat(items: list[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    return [one for item in items for one in (item, *_flat(item.children))]


def test_figures_have_the_alt_text_of_their_slide(made: bytes) -> None:
    alts = [tag.alt for tag in tags_of(made) if tag.name == "Figure"]

    assert alts == [slide.alt for slide in slides().values()]


def test_tables_have_heads_by_column(made: bytes) -> None:
    tags = [tag for tag in tags_of(made) if tag.name in ("Table", "TH")]

    assert sum(tag.name == "Table" for tag in tags) == len(slides()) + 3
    assert all(after.name == "TH" for before, after in pairwise(tags) if before.name == "Table")
    assert {tag.scope for tag in tags if tag.name == "TH"} == {"Column"}


def test_lists_and_quotes_are_tagged_as_such(made: bytes) -> None:
    tags = [tag.name for tag in tags_of(made)]

    assert tags.count("L") == 4
    assert "BlockQuote" in tags


def test_links_lead_to_their_address_and_say_so(made: bytes) -> None:
    file = pikepdf.open(io.BytesIO(made))
    links = [one for page in file.pages for one in page.get("/Annots", []) if one.Subtype == "/Link" and "/A" in one]

    assert {str(one.A.URI) for one in links} == {SOURCE}
    assert all(str(one.Contents) for one in links)
    assert [one.name for one in tags_of(made)].count("Link") == len(links) == 2


def test_fonts_are_embedded_and_ours(made: bytes) -> None:
    ours = {family.replace(" ", "") for family in FAMILIES}

    assert all(fonts_of(made).values())
    assert {name.split("-")[0] for name in fonts_of(made)} <= ours


REPEATED = "TAG-002"
"""Takes the heads of a table, which are repeated on its next page and must not be read twice, for text left out."""


def test_checkers_find_nothing(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(made)

    found = [one for one in outloud.check(str(file)).findings if one.severity == "error"]
    assert [one for one in found if one.rule != REPEATED] == []
    assert pdfua.validate(str(file)).findings == ()
