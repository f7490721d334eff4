import pytest

from analysis.contacts import contacts


@pytest.mark.parametrize(
    "text",
    [
        "Schreiben Sie an anna.muster@stadt-musterlingen.de",
        "m+x@example.org.",
        "anna (at) muster.de",
        "anna[at]muster[dot]de",
        "Ruf mich an: 0711 1234567",
        "0711/123456",
        "0711-12 34 56",
        "(0711) 12 34 56",
        "(0711)123-456",
        "0171.123.45.67",
        "0049 711 123456",
        "+49 (0)711 123 45 67",
        "+49711123456",
        "+43 1 58858-0",
        "+1 (555) 010-9999",
        "030 123 45",
        "712 34 56",
        "71234567",
        "Durchwahl 4711",
        "Tel.: 123456",
        "Telefon ist 2024 2025",
        "\uff10\uff17\uff11\uff11\uff11\uff12\uff13\uff14\uff15\uff16",
        "0711\u00a0123\u00a0456",
        "٠٧١١ ١٢٣ ٤٥٦",
    ],
)
def test_contact_is_found(text: str) -> None:
    assert len(contacts(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Seit 2015 gibt es das nicht mehr.",
        "2015-2020 war es anders, 2023/24 auch, 2021 – 2023 ebenso.",
        "Von 12 von 40 Stellen sind 3 besetzt.",
        "Am 04.03.2027 und am 4.3. trafen wir uns, am 24.12.-06.01. nicht.",
        "2027-03-04, 04/03/2027, 03/2027, 3.2027",
        "Offen ist 08.00-16.30 Uhr oder 08:00 bis 16:30 Uhr.",
        "Das kostet 1.250.000 Euro oder 10 000 000 Euro, 250000 Euro, 12500000 €.",
        "70173 Stuttgart",
        "0,5 Stellen, 0.75 Stellen, 100 %, 007",
        "§ 23 Absatz 1, Artikel 6 Abs. 1 Buchstabe e",
        "Zimmer 3.14 im 2. Stock",
        "Wir @ Rathaus, das ist klar.",
        "1. Sprache 2. Arbeit 3. Wohnen",
        "Die Nummer 1 bei uns: Wohnen.",
    ],
)
def test_what_is_no_contact_is_left_alone(text: str) -> None:
    assert contacts(text) == ()


def test_contacts_are_told_as_they_stand_there() -> None:
    found = contacts("Anna, anna@muster.de oder 0711 / 12 34 56, seit 2015")

    assert found == ("anna@muster.de", "0711 / 12 34 56")
