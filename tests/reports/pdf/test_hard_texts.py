"""Texts that people type: nothing of them is ever interpreted, lost, or printed beyond the page."""

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.marks import Picture, Text
from charts.svg import svg
from content.document import Bullets, Document, Facts, Grid, Paragraph, Prompt, Section
from content.tables import Table
from reports.pdf import typesetting
from reports.pdf.pictures import PicturePage, pictures_pdf
from reports.pdf.render import pdf
from reports.printable import printable
from tests.reports.pdf.reading import outside, texts_of, words_of
from tests.reports.pdf.samples import DAY, document

MARGIN = 20 / 25.4 * 72
TYPED = (
    '=HYPERLINK("http://x.de";"klick")',
    "<b>fett</b> <script>alert(1)</script>",
    '#import "x.typ": * #read("/etc/passwd") #panic()',
    "$x^2$ @label <l> `code` *b* _i_ = - + / ~ \\u{41}",
    "// kein Kommentar /* auch nicht */",
    "# Titel [Link](http://x.de) **stark** | a | b |",
    "https://example.org/pfad?x=1&y=2",
    "\"gerade\" 'Striche' -- --- ...",
    "{n} {{page}} %s {page} von {pages}",
)


def everywhere(text: str) -> Document:
    """The text in every place that a document has."""
    return document(
        Paragraph(text),
        Paragraph(text, "finding"),
        Paragraph(text, "quiet"),
        Paragraph(text, "quote"),
        Bullets((text, text)),
        Bullets((text,), is_numbered=True),
        Facts(((text, text),)),
        Grid(Table(text, (text, "n"), ((text, 1), ("kurz", 2)))),
        Prompt(text),
        Section("a", text, (Section("b", text, (Paragraph(text),), is_kept=True),), is_boxed=True),
        title=text,
        lines=(text,),
        foot=text,
        mark=text,
        author=text,
    )


@pytest.mark.parametrize("text", TYPED)
def test_text_is_printed_as_it_was_typed(text: str) -> None:
    made = words_of(pdf(document(Paragraph(text), Bullets((text,)), Grid(Table("T", ("Kopf",), ((text,),))))))

    assert made.count(text) == 3


def test_signs_are_printed_or_marked() -> None:
    made = words_of(pdf(document(Paragraph("\x1bA\u202eB\x00C 漢 → ≤ − ● ✓ 😀 Київ Đặng"))))

    assert "ABC � → ≤ − ● ✓ 😀 Київ Đặng" in made


def test_arabic_and_hebrew_run_from_right_to_left() -> None:
    text = "مرحبا بكم 123 abc"

    made = pdf(document(Paragraph(text), Bullets((text,)), Paragraph("שלום עולם 45")))

    assert words_of(made).count("مرحبا بكم") == 2
    assert "שלום עולם" in words_of(made)
    assert outside(made, MARGIN, MARGIN, 20, 20) == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5000,
        "W" * 64,
        "W" * 29,
        "Donaudampfschifffahrtsgesellschaftskapitänswitwe",
        "😀" * 40,
        "م" * 200,
        "\n" * 9,
    ],
)
def test_long_words_stay_on_the_page(text: str) -> None:
    made = pdf(everywhere(text))

    assert outside(made, MARGIN, MARGIN, 20, 20) == []


def test_a_word_of_many_pages_stays_within_their_margins_and_is_not_lost() -> None:
    table = Table("T", ("Kopf", "n"), (("q" * 5000, 1),))

    made = pdf(document(Paragraph("x" * 5000), Bullets(("y" * 5000,)), Grid(table)))

    assert outside(made, MARGIN, MARGIN, 20, 20) == []
    assert [words_of(made).count(letter) for letter in "xyq"] == [5000] * 3


def test_many_long_rows_are_all_printed() -> None:
    text = ("Die Verwaltung richtet eine Anlaufstelle ein und berichtet dem Ausschuss. " * 9)[:599] + "."
    rows = tuple((f"M{number}", text, "Wagner-" + "W" * 57, number) for number in range(30))

    made = pdf(document(Grid(Table("Maßnahmen", ("Nr.", "Maßnahme", "Wer", "n"), rows))))

    assert outside(made, MARGIN, MARGIN, 20, 20) == []
    assert words_of(made).count("Die Verwaltung richtet") == 30 * 8


def test_a_row_taller_than_a_page_goes_on_on_the_next() -> None:
    rows = (("Wort " * 3000, "kurz"),)

    made = texts_of(pdf(document(Grid(Table("T", ("A", "B"), rows)))))

    assert sum(text.count("Wort") for text in made) == 3000


@pytest.mark.parametrize("columns", [1, 2, 8, 14])
def test_tables_of_any_width_stay_on_the_page(columns: int) -> None:
    heads = tuple(f"Zivilgesellschaftsbeteiligung {number}" for number in range(columns))
    rows = (tuple("Antidiskriminierungsberatung" for _ in heads), tuple(range(columns)))

    made = pdf(document(Grid(Table("T", heads, rows))))

    assert outside(made, MARGIN, MARGIN, 20, 20) == []


def test_columns_have_the_widths_they_were_given() -> None:
    made = pdf(document(Grid(Table("T", ("A", "B"), (("W" * 64, "kurz"),)), widths=(1, 4))))

    assert outside(made, MARGIN, MARGIN, 20, 20) == []


def test_empty_texts_and_tables_are_printed() -> None:
    assert pdf(everywhere(""))
    assert pdf(document(Grid(Table("", ("A",), ())), Bullets(()), Facts(()), Section("a", "", ())))


@settings(max_examples=40, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=9))
def test_tables_of_any_texts_stay_on_the_page(cells: list[str]) -> None:
    table = Table("T", tuple(cells), (tuple(reversed(cells)), tuple(range(len(cells)))))

    assert outside(pdf(document(Grid(table))), MARGIN - 4, MARGIN - 4, 20, 20) == []


@settings(max_examples=60, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(codec=None), max_size=40))
def test_no_text_fails(text: str) -> None:
    assert pdf(everywhere(text)).startswith(b"%PDF")


def test_no_sign_fails() -> None:
    shown = dict.fromkeys(printable(chr(code)) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    signs = [sign for sign in shown if sign]

    apart = tuple(signs[at : at + 500] for at in range(0, len(signs), 500))
    together = " ".join(signs)

    assert len(signs) > 5_000
    assert pdf(document(*map(Bullets, apart), Paragraph(together, "finding"), Paragraph(together, "quote")))
    assert pictures_pdf("T", "de", DAY, "", [PicturePage("T", svg=drawing(row)) for row in apart])


def test_no_mark_on_a_letter_fails_in_a_picture() -> None:
    marks = [sign for sign in map(chr, range(0x2100)) if unicodedata.category(sign)[0] == "M"]
    texts = tuple(base + mark for base in "xשب😀 " for mark in marks)

    made = pictures_pdf("T", "de", DAY, "", [PicturePage("T", svg=drawing(row)) for row in (texts, ("Żółć ❤️ 👩‍👩‍👧",))])

    assert "Żółć ❤ 👩👩👧" in words_of(made)


def drawing(texts: tuple[str, ...]) -> str:
    """A picture with these texts."""
    marks = [Text(x=0, y=10.0, text=text, size=10, role="name", colour="#000000") for text in texts]
    return svg(Picture(100, 100, tuple(marks)), "Bild")


def test_templates_evaluate_nothing() -> None:
    templates = list(Path(typesetting.__file__).parent.glob("*.typ"))

    assert len(templates) == 3
    for template in templates:
        assert "eval" not in template.read_text(encoding="utf-8").replace("evaluated", "")
