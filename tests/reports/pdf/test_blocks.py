"""What stands in a document stands in its PDF."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from charts.formats import FORMATS
from charts.pictures import picture
from content.document import Bullets, Facts, Figure, Grid, PageBreak, Paragraph, Prompt, Section
from content.tables import Share, Table
from reports.pdf.render import pages, pdf
from reports.pdf.typesetting import TypesettingError
from tests.reports.pdf.reading import outside, size_of, texts_of, words_of
from tests.reports.pdf.samples import MEASURES, document, everything, logo, slides

MARGIN = 20 / 25.4 * 72


def test_every_kind_of_block_is_printed() -> None:
    made = words_of(
        pdf(
            document(
                Paragraph("Ein Satz."),
                Paragraph("Was zu merken ist.", "finding"),
                Paragraph("Was es erklärt.", "quiet"),
                Paragraph("Was jemand sagte.", "quote"),
                Bullets(("Punkt eins", "Punkt zwei")),
                Bullets(("Beschluss eins", "Beschluss zwei"), is_numbered=True),
                Facts((("Ort", "Bürgersaal"), ("Datum", "24.9.2026"))),
                Grid(MEASURES),
                Prompt("Hier die Kosten eintragen"),
                Section("a", "Teil", (Section("b", "Darin", (Paragraph("Tief."),)),), is_boxed=True),
            )
        )
    )

    body = made.removeprefix("Bericht zum Selbstcheck-Workshop Musterlingen, 24. September 2026 42 Personen ")
    assert body.split(" Musterlingen · ")[0] == (
        "Ein Satz. Was zu merken ist. Was es erklärt. Was jemand sagte. • Punkt eins • Punkt zwei "
        "1. Beschluss eins 2. Beschluss zwei Ort Bürgersaal Datum 24.9.2026 Maßnahmen "
        "Handlungsfeld Maßnahme Wer Bis wann n "
        "Steuerung Ein Leitbild beschließen und einmal im Jahr darüber berichten Hauptamt 31.12.2026 12 "
        "Teilhabe Formulare in einfacher Sprache anbieten Bürgerbüro 30.6.2027 7 "
        "Hier die Kosten eintragen Teil Darin Tief."
    )


def test_values_are_printed_as_they_are_read() -> None:
    table = Table("T", ("Wer", "Mittel", "Anteil"), (("Raum", Decimal("2.7"), Share(62)), ("Rat", "–", "–")))

    made = words_of(pdf(document(Grid(table, has_title=False))))

    assert "Wer Mittel Anteil Raum 2,7 62 % Rat – –" in made


def test_foot_and_number_stand_on_every_page() -> None:
    made = texts_of(pdf(document(Paragraph("eins"), PageBreak(), Paragraph("zwei"))))

    assert len(made) == 2
    for number, text in enumerate(made, 1):
        assert f"Seite {number} von 2" in text
        assert "Musterlingen · Selbstcheck-Workshop · 24.9.2026" in text


@pytest.mark.parametrize(("language", "counted"), [("en", "Page 1 of 1"), ("de-x-einfach", "Seite 1 von 1")])
def test_pages_are_counted_in_the_language_of_the_document(language: str, counted: str) -> None:
    assert counted in words_of(pdf(document(Paragraph("x"), language=language)))


def test_mark_stands_on_every_page() -> None:
    made = texts_of(pdf(document(Paragraph("eins"), PageBreak(), Paragraph("zwei"), mark="ENTWURF")))

    assert [text.count("ENTWURF") for text in made] == [1, 1]


def test_whole_sample_keeps_within_its_margins() -> None:
    made = pdf(everything())

    assert size_of(made)[1:] == pytest.approx((595.3, 841.9), abs=0.1)
    assert outside(made, MARGIN, MARGIN, 20, 20) == []


@pytest.mark.parametrize("chart", sorted(slides()))
def test_each_chart_is_drawn_with_its_texts(chart: str) -> None:
    slide = slides()[chart]

    of = document(Section("s", "Titel", (Figure(slide),)))
    made = pdf(of)

    drawn = picture(slide, of.results, of.labels, FORMATS["paper"]).texts
    told = words_of(made)
    assert drawn and [one.text for one in drawn if " ".join(one.text.split()) not in told] == []
    assert outside(made, MARGIN, MARGIN, 20, 20) == []


def test_what_is_kept_stays_on_one_page_if_it_fits() -> None:
    before = Bullets(tuple(f"Zeile {number}" for number in range(35)))
    whole = Bullets(tuple(f"Teil {number}" for number in range(20)))

    made = texts_of(pdf(document(before, Section("s", "Zusammen", (whole,), is_kept=True))))
    long = texts_of(pdf(document(Section("s", "Lang", (Bullets(("Absatz",) * 90),), is_kept=True))))

    assert ["Zusammen" in text for text in made] == [False, True]
    assert sum(text.count("Absatz") for text in long) == 90


def test_heads_are_repeated_and_rows_stay_whole() -> None:
    rows = tuple((f"Anfang{number} " + "und so weiter " * 30 + f"Ende{number}.", number) for number in range(12))

    made = texts_of(pdf(document(Grid(Table("T", ("Maßnahme", "n"), rows)))))

    assert len(made) > 1
    assert all("Maßnahme" in text for text in made)
    for number in range(12):
        assert [f"Anfang{number} " in text for text in made] == [f"Ende{number}." in text for text in made]


def test_logo_is_printed() -> None:
    plain, made = pdf(document(Paragraph("x"))), pdf(document(Paragraph("x"), logo=logo()))

    assert len(made) > len(plain)
    assert outside(made, MARGIN, MARGIN, 20, 20) == []


def test_a_logo_that_is_no_picture_is_a_fault() -> None:
    with pytest.raises(TypesettingError):
        pdf(document(logo=b"no picture"))


def test_same_document_gives_the_same_bytes() -> None:
    assert pdf(everything()) == pdf(everything())


def test_pages_are_pictures_for_a_preview() -> None:
    one = document(Paragraph("eins"))
    two = replace(one, blocks=(Paragraph("eins"), PageBreak(), Paragraph("zwei")))

    assert len(pages(one)) == 1
    assert [Image.open(BytesIO(page)).size for page in pages(two, 72)] == [(595, 842), (595, 842)]
