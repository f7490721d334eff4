"""Word documents, read back: styles, lists, tables, pictures and properties; what people typed stays what it was."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from PIL import Image

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.text import lines
from content.deck import deck
from content.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Gap,
    Grid,
    PageBreak,
    Paragraph,
    Prompt,
    Section,
)
from content.labels import labels
from content.tables import Share, Table
from reports.word.render import word
from texts.words import words

TYPED = (
    "=HYPERLINK(1)",
    '{ TOC \\o "1-3" }',
    "<b>fett</b> &amp; <script>",
    "{{ name }} %s {0}",
    "@ # $x^2$ *a* _b_ [c](d)",
    "--- ' \" „ “",
    "👩\u200d👩\u200d👧 🎈",
    "مرحبا بكم",
    "שלום",
    "zwei\nZeilen",
    "a\tb",
    "x" * 5000,
)

Made = Callable[..., Document]


@pytest.fixture
def made(results: Results, questionnaire: Questionnaire) -> Made:
    def document(*blocks: Block, language: str = "de", **more: Any) -> Document:
        said = {"title": "Bericht", "lines": (), "foot": "Fuß", "author": "Musterlingen", **more}
        named = labels(results, questionnaire, words(language))
        return Document(
            blocks=blocks,
            language=language,
            day=date(2026, 9, 24),
            results=results,
            labels=named,
            **said,
        )

    return document


def read(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def styled(content: bytes) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in read(content).paragraphs if one.text]


def section(title: str, *blocks: Block, **more: bool) -> Section:
    return Section("x", title, blocks, **more)


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 20), (20, 40, 80)).save(file, "PNG")
    return file.getvalue()


def everything(results: Results, questionnaire: Questionnaire, language: str = "de") -> tuple[Block, ...]:
    """Each block, alone, nested, boxed, beside its like and last."""
    slides = {one.chart: one for one in deck(results, questionnaire, words(language)) if one.chart}
    table = Table("Tabelle", ("Nr.", "Text"), ((1, "eins"), (2, "zwei")))
    each = (
        Paragraph("a", "finding"),
        Paragraph("b", "quiet"),
        Paragraph("c", "quote"),
        Bullets(("d", "e")),
        Bullets(("f", "g"), is_numbered=True),
        Facts((("Amt", "Hauptamt"),)),
        Grid(table, has_title=False),
        Grid(table, widths=(1, 4)),
        Prompt("Finanzen"),
        Facts((("Nummer", Gap()),)),
        Grid(Table("Lücken", ("Jahr", "Betrag"), ((Gap(), Gap("in Euro")), (1, "zwei")))),
        *(Figure(one) for one in slides.values()),
        Facts((("Tag", "heute"),)),
    )
    nested = section("2", *each, section("3", *each, section("4", section("5", *each)), is_boxed=True, is_kept=True))
    return (section("leer"), section("leer", is_boxed=True), section("1", *each, PageBreak(), nested), PageBreak())


@pytest.mark.parametrize("language", ["de", "en"])
def test_word_opens_all_of_it_without_repair(
    made: Made, results: Results, questionnaire: Questionnaire, language: str, tmp_path: Path
) -> None:
    blocks = everything(results, questionnaire, language)
    file = tmp_path / "a.docx"
    file.write_bytes(word(made(*blocks, language=language, mark="Entwurf", lines=("eins", "zwei"), logo=png())))

    assert OpenXmlValidator().validate(file).errors == []


def test_headings_go_down_level_by_level(made: Made) -> None:
    content = word(made(section("Eins", Paragraph("a"), section("Zwei", section("Drei"))), section("Wieder eins")))

    assert styled(content) == [
        ("Title", "Bericht"),
        ("Heading 1", "Eins"),
        ("Normal", "a"),
        ("Heading 2", "Zwei"),
        ("Heading 3", "Drei"),
        ("Heading 1", "Wieder eins"),
    ]
    outline = [one.element.find(f".//{qn('w:outlineLvl')}") for one in read(content).styles if "Heading" in one.name]
    assert [one.get(qn("w:val")) for one in outline] == ["0", "1", "2", "3"]


def test_every_numbered_list_begins_with_one(made: Made) -> None:
    lists = [Bullets(("a", "b"), is_numbered=True), Bullets(("c",)), Bullets(("d",), is_numbered=True)]

    book = read(word(made(*lists)))

    found = [one for one in book.paragraphs if one.style.name.startswith("List")]
    assert [one.style.name for one in found] == ["List Number", "List Number", "List Bullet", "List Number"]
    numbers = [one._p.pPr.numPr.numId.val for one in found if one._p.pPr.numPr is not None]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = book.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert [one.get(qn("w:val")) for one in starts] == ["1", "1"]


def test_links_lead_to_their_address(made: Made) -> None:
    """Told by a relation, not in the text, so that Word reads nothing of an address as its own."""
    address = 'https://www.example.org/?a="b"&c=<d>'
    opened = read(word(made(Bullets(("Eine App", "Ohne"), addresses=(address,)))))

    links = [link for paragraph in opened.paragraphs for link in paragraph.hyperlinks]
    assert [(link.text, link.address) for link in links] == [("Eine App", address)]
    assert [one.text for one in opened.paragraphs if one.style.name == "List Bullet"] == ["Eine App", "Ohne"]


def test_tables_have_heads_widths_and_a_name(made: Made) -> None:
    values = ((1, "ein langer Text " * 20, Share(20)), (2, "kurz", "–"))
    (table,) = read(word(made(Grid(Table("Was ist", ("Nr.", "Text", "Anteil"), values))))).tables

    assert [[cell.text.strip() for cell in row.cells][::2] for row in table.rows] == [
        ["Nr.", "Anteil"],
        ["1", "20\u00a0%"],
        ["2", "–"],
    ]
    rows = [row._tr.trPr for row in table.rows]
    assert [len(row.findall(qn("w:tblHeader"))) for row in rows] == [1, 0, 0]
    assert [len(row.findall(qn("w:cantSplit"))) for row in rows] == [1, 1, 1]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Was ist"
    widths = [column.width.mm for column in table.columns]
    assert sum(widths) == pytest.approx(170, abs=0.2) and widths[1] > 130
    assert all([cell.width for cell in row.cells] == [one.width for one in table.columns] for row in table.rows)
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [1, None, 1]


def test_facts_have_names_and_no_head(made: Made) -> None:
    (table,) = read(word(made(Facts((("Amt", "Hauptamt"), ("Tag", "heute")))))).tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Amt", "Hauptamt"], ["Tag", "heute"]]
    assert not list(table._tbl.iter(qn("w:tblHeader")))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("0", "1")


def test_charts_say_what_they_show_and_stay_sharp(made: Made, results: Results, questionnaire: Questionnaire) -> None:
    slides = [one for one in deck(results, questionnaire, words("de")) if one.chart is not None][:3]
    content = word(made(*(Figure(one) for one in slides)))

    book = read(content)
    assert [shape._inline.docPr.get("descr") for shape in book.inline_shapes] == [one.alt for one in slides]
    assert {round(shape.width.mm) for shape in book.inline_shapes} == {170}
    held = parts(content)
    pngs = [Image.open(io.BytesIO(held[name])) for name in sorted(held) if name.endswith(".png")]
    assert {one.width for one in pngs} <= set(range(1471, 1475))  # 170 mm at 220 pixels an inch
    drawings = [held[name].decode() for name in sorted(held) if name.endswith(".svg")]
    assert len(pngs) == len(drawings) == 3
    assert all(re.search(r"<svg .*<title>", one) for one in drawings)
    assert book.element.xml.count("asvg:svgBlip") == 3


def test_prompts_wait_for_words(made: Made) -> None:
    controls = list(read(word(made(Prompt("Finanzen"), Prompt("")))).element.iter(qn("w:sdt")))

    assert [[text.text for text in one.iter(qn("w:t"))] for one in controls] == [["[Finanzen]"], ["[…]"]]
    assert all(one.find(f".//{qn('w:showingPlcHdr')}") is not None for one in controls)
    assert len({one.find(f".//{qn('w:id')}").get(qn("w:val")) for one in controls}) == 2


def test_places_to_write_in_are_named_take_any_text_and_say_again_what_belongs_there(made: Made) -> None:
    facts = Facts((("Nummer", Gap()), ("Tag", "heute")))
    grid = Grid(Table("Beträge", ("Jahr", "Betrag"), ((Gap(), Gap("in Euro")),)), has_title=False)
    content = word(made(facts, grid, Prompt("Finanzen")))

    controls = list(read(content).element.iter(qn("w:sdt")))
    names = [one.find(f".//{qn('w:alias')}").get(qn("w:val")) for one in controls]
    assert names == ["Nummer", "Jahr", "Betrag", "Finanzen"]
    assert not any(list(one.iter(qn("w:text"))) for one in controls)  # plain text only
    blocks = docx.oxml.parse_xml(parts(content)["word/glossary/document.xml"])
    said = {
        one.find(f".//{qn('w:name')}").get(qn("w:val")): "".join(text.text for text in one.iter(qn("w:t")))
        for one in blocks.iter(qn("w:docPart"))
    }
    shown = [one.find(f".//{qn('w:docPart')}").get(qn("w:val")) for one in controls]
    assert [said[one] for one in shown] == ["[…]", "[…]", "[in Euro]", "[Finanzen]"]
    assert "word/glossary/document.xml" not in parts(word(made(Paragraph("a"))))


def test_the_name_of_a_place_is_whole_where_its_text_is_long(made: Made) -> None:
    control = next(read(word(made(Prompt("Lang " * 30, name="Kurzer Name")))).element.iter(qn("w:sdt")))

    assert control.find(f".//{qn('w:alias')}").get(qn("w:val")) == "Kurzer Name"


def test_boxed_and_kept_sections_stand_together(made: Made) -> None:
    book = read(word(made(section("Kasten", Paragraph("innen"), Facts((("a", "b"),)), is_boxed=True, is_kept=True))))

    (box,) = book.tables
    (cell,) = box.rows[0].cells
    assert [one.text for one in cell.paragraphs] == ["innen", ""]
    assert [[one.text for one in row.cells] for row in cell.tables[0].rows] == [["a", "b"]]
    kept = [one for one in (*book.paragraphs[1:2], *cell.paragraphs[:1]) if one.paragraph_format.keep_with_next]
    assert [one.text for one in kept] == ["Kasten", "innen"]


def test_a_page_break_is_of_what_follows(made: Made) -> None:
    book = read(word(made(Paragraph("a"), PageBreak(), section("Neu"), Paragraph("b"))))

    breaks = [one.text for one in book.paragraphs if one.paragraph_format.page_break_before]
    assert breaks == ["Neu"]


@pytest.mark.parametrize(("language", "page"), [("de", "Seite 1 von 1"), ("en", "Page 1 of 1")])
def test_every_page_says_whose_it_is_and_which(made: Made, language: str, page: str) -> None:
    page_section = read(word(made(language=language, mark="Entwurf", foot="Musterlingen · 2026"))).sections[0]

    assert (round(page_section.page_width.mm), round(page_section.page_height.mm)) == (210, 297)
    assert [one.text for one in page_section.header.paragraphs] == ["Entwurf"]
    assert [one.text for one in page_section.footer.paragraphs] == ["Musterlingen · 2026", page]
    codes = [one.text.strip() for one in page_section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_stays_as_typed(made: Made, typed: str, tmp_path: Path) -> None:
    table = Table(typed, (typed, "b"), ((typed, 1),))
    blocks = (section(typed, Paragraph(typed), Bullets((typed,)), Facts(((typed, typed),)), Grid(table)),)
    content = word(made(*blocks, title=typed, lines=(typed,), mark=typed, foot=typed))

    book = read(content)
    texts = [one.text for one in book.paragraphs]
    assert texts.count(typed) == 6  # title, line, heading, paragraph, list, name of the table
    cells = [cell.text for one in book.tables for row in one.rows for cell in row.cells]
    assert cells.count(typed) == 4
    assert book.sections[0].header.paragraphs[0].text == book.sections[0].footer.paragraphs[0].text == typed
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    assert OpenXmlValidator().validate(file).errors == []


def test_signs_that_no_document_can_hold_are_left_out(made: Made) -> None:
    odd = "a\x00b\x1bc\ud800d\u202ee\ufefff\ufffeg\uffffh\x7fi"

    content = word(made(section(odd, Paragraph(odd), Prompt(odd), Facts(((odd, odd),))), title=odd, author=odd))

    assert ("Heading 1", "abcdefghi") in styled(content)
    assert read(content).core_properties.author == "abcdefghi"


def test_what_is_written_from_the_right_stands_at_the_right(made: Made) -> None:
    book = read(word(made(Paragraph("مرحبا 123"), Paragraph("Hallo مرحبا"))))

    arabic, german = book.paragraphs[1:3]
    assert arabic._p.pPr.find(qn("w:bidi")) is not None and arabic.runs[0].font.rtl
    assert german._p.pPr is None or german._p.pPr.find(qn("w:bidi")) is None


def test_properties_say_whose_it_is_and_nothing_else(made: Made) -> None:
    content = word(made(Paragraph("a"), title="Bericht", author="Musterlingen", language="en"))

    held = parts(content)
    known = re.findall(r"<(?:dc|dcterms|cp):(\w+)[^>]*>([^<]*)</", held["docProps/core.xml"].decode())
    assert dict(known) == {
        "title": "Bericht",
        "creator": "Musterlingen",
        "language": "en-GB",
        "created": "2026-09-24T12:00:00Z",
        "modified": "2026-09-24T12:00:00Z",
    }
    assert read(content).core_properties.created == datetime(2026, 9, 24, 12, tzinfo=UTC)
    assert not {name for name in held if re.search("thumbnail|WithEffects|app.xml|customXml|printer", name)}
    assert b'w:val="en-GB"' in held["word/styles.xml"] and b"de-DE" not in b"".join(held.values())
    assert not re.search(rb"python|Cambria|Calibri|Microsoft", held["docProps/core.xml"] + held["word/styles.xml"])


def test_english_has_nothing_german(made: Made, results: Results, questionnaire: Questionnaire) -> None:
    blocks = (Figure(deck(results, questionnaire, words("en"))[0]), Prompt("Money"))

    content = word(made(*blocks, language="en", title="Report", foot="Foot", author="Town", logo=png()))

    texts = " ".join(part.decode() for name, part in parts(content).items() if name.endswith((".xml", ".svg")))
    assert not re.search(r"\b(Seite|von|Logo von|Alle im Raum|trifft)\b", texts)


def test_same_document_gives_the_same_bytes(made: Made, results: Results, questionnaire: Questionnaire) -> None:
    document = made(*everything(results, questionnaire), mark="Entwurf")

    assert word(document) == word(document)


def test_telephone_numbers_are_not_parted(made: Made) -> None:
    book = read(word(made(Paragraph("Fragen: 0221 123-456"))))

    assert "Fragen: 0221\u00a0123\u2011456" in [one.text for one in book.paragraphs]


def test_no_row_of_a_tall_table_stands_alone(made: Made) -> None:
    rows = tuple((number, "Zeile") for number in range(60))
    (table,) = read(word(made(Grid(Table("T", ("Nr.", "Text"), rows))))).tables

    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert [place for place, is_kept in enumerate(kept) if is_kept] == [0, 1, 59]


def test_a_low_table_stays_whole_and_its_heads_have_few_lines(made: Made) -> None:
    heads = ("Handlungsfeld", "Alle im Raum im Mittel", "Aus Sicht der Anwesenden", "Grundlage")
    rows = tuple(("Ein Handlungsfeld mit langem Namen", "3,0", "auf gutem Weg", "3 und 3 von 3") for _at in range(4))
    (table,) = read(word(made(Grid(Table("T", heads, rows))))).tables

    kept = [[cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells] for row in table.rows]
    assert kept == [[True] * 4] * 4 + [[None] * 4]
    rooms = [column.width.pt - 4 * 72 / 25.4 for column in table.columns]
    assert all(len(lines(head, room, 9, bold=True)) <= 3 for head, room in zip(heads, rooms, strict=True))
