"""Documents to typeset: one with every kind of block and chart, and small ones made of given blocks."""

import io
from datetime import date
from fractions import Fraction

from PIL import Image

from content.deck import deck
from content.document import Block, Bullets, Document, Facts, Figure, Grid, PageBreak, Paragraph, Prompt, Section
from content.labels import labels
from content.method import method_box, scale_tables
from content.slides import Slide
from content.tables import Table
from tests.room.workshops import demo
from texts.words import words

DAY = date(2026, 9, 24)
MEASURES = Table(
    "Maßnahmen",
    ("Handlungsfeld", "Maßnahme", "Wer", "Bis wann", "n"),
    (
        ("Steuerung", "Ein Leitbild beschließen und einmal im Jahr darüber berichten", "Hauptamt", "31.12.2026", 12),
        ("Teilhabe", "Formulare in einfacher Sprache anbieten", "Bürgerbüro", "30.6.2027", 7),
    ),
)


SOURCE = "https://www.example.org/praxis?nr=1&seite=2"


def document(*blocks: Block, language: str = "de", **given: object) -> Document:
    """A document with these blocks, and the demo's results to draw from."""
    results, asked = demo()
    about = {
        "title": "Bericht zum Selbstcheck-Workshop",
        "lines": ("Musterlingen, 24. September 2026", "42 Personen"),
        "foot": "Musterlingen · Selbstcheck-Workshop · 24.9.2026",
        "author": "Musterlingen",
        "day": DAY,
    }
    spoken = labels(results, asked, words(language))
    return Document(**{**about, **given}, blocks=blocks, language=language, results=results, labels=spoken)


def slides() -> dict[str, Slide]:
    """The first slide of each chart."""
    results, asked = demo()
    found: dict[str, Slide] = {}
    for slide in deck(results, asked, words("de")):
        if slide.chart is not None:
            found.setdefault(slide.chart, slide)
    return found


def logo(width: int = 300, height: int = 120) -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), "#023175").save(made, "PNG")
    return made.getvalue()


def everything() -> Document:
    """Every kind of block, and every chart."""
    results, _asked = demo()
    _ = words("de")
    return document(
        Section("kurz", "Das Wichtigste", _summary(), is_boxed=True, is_kept=True),
        Section("ergebnisse", "Ergebnisse", tuple(_shown(name, slide) for name, slide in slides().items())),
        PageBreak(),
        Section("massnahmen", "Maßnahmen", (Grid(MEASURES), Paragraph("Was fehlt, wird ergänzt.", "quiet"))),
        Section("beschluss", "Beschlussvorschlag", _decision()),
        Section("praxis", "Praxis anderswo", (Bullets(("Eine App für alles", "فكرة"), addresses=(SOURCE, SOURCE)),)),
        Section("methode", "Wie die Zahlen zustande kommen", (Bullets(method_box(_, results)), *_scales())),
        mark="Entwurf",
        logo=logo(),
    )


def _summary() -> tuple[Block, ...]:
    return (
        Paragraph("Bei Teilhabe schätzt der Raum 0,8 Stufen höher ein als der Verwaltungsbogen.", "finding"),
        Paragraph("42 Personen haben 21 Aussagen eingeschätzt. Drei Punkte sind zu entscheiden:"),
        Bullets(("Wer führt das Thema?", "Welche Mittel stehen bereit?", "Wann wird wieder berichtet?")),
        Facts((("Datum", "24. September 2026"), ("Ort", "Bürgersaal"), ("Ansprechstelle", "Stabsstelle Integration"))),
    )


def _shown(name: str, slide: Slide) -> Section:
    return Section(
        name,
        slide.title,
        (Paragraph(slide.finding.sentence, "finding"), Figure(slide), Grid(slide.table)),
        is_kept=True,
    )


def _decision() -> tuple[Block, ...]:
    return (
        Paragraph("Der Rat"),
        Bullets(("nimmt den Bericht zur Kenntnis,", "beauftragt die Verwaltung, die Maßnahmen zu prüfen."), True),
        Prompt("Finanzielle Auswirkungen: Betrag, Jahr, Produktgruppe"),
        Paragraph("Wir wussten nicht, wen wir fragen sollen.", "quote"),
        Section("pruefung", "Prüfung", (Paragraph("Vorbehaltlich der rechtlichen Prüfung."),)),
    )


def _scales() -> tuple[Block, ...]:
    _, asked = demo()
    return tuple(Grid(table) for table in scale_tables(words("de"), asked))


def table(heads: tuple[str, ...], *rows: tuple[str | int | Fraction, ...]) -> Table:
    """A table of these cells."""
    return Table("Eine Tabelle", heads, rows)
