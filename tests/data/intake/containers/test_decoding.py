"""CSV files of every origin: encodings, separators, quotes, ends."""

import pytest

from data.intake.containers.decoding import OPEN_QUOTE, decoded, records, separator
from data.intake.containers.guard import DAMAGED, NO_TABLE, UnusableFileError

TEXT = "Nr.;Aussage;Kommentar\r\n1;Wir fördern Bürger*innen;schön, aber über Jahre größer\r\n2;Ärger;Öl und Übung\r\n"
ALL_LETTERS = "Straße, Größe, Übung, Ähre, Öl, müde, hören, Bär"


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "iso8859-1",
        "iso8859-15",
        "mac-roman",
        "cp850",
    ],
)
@pytest.mark.parametrize("text", [TEXT, ALL_LETTERS, "Nur ein ä im Wort Bär", "Straße", "Ämter;Öffentlichkeit"])
def test_german_is_read_in_every_encoding(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_a_byte_order_mark_is_cut() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        assert decoded(mark + "Größe".encode(encoding)) == "Größe"


@pytest.mark.parametrize("text", ["„Zusammen leben“ – gut", "10 € für Bücher", "ganz ohne Umlaute", "A–B"])
def test_windows_signs_are_read_as_such(text: str) -> None:
    assert decoded(text.encode("cp1252")) == text


def test_the_euro_of_latin_nine_is_known() -> None:
    assert decoded("Bücher für 10 €".encode("iso8859-15")) == "Bücher für 10 €"


def test_mac_and_dos_quotes_do_not_mislead() -> None:
    assert decoded("„Bürger“ – größer".encode("mac-roman")) == "„Bürger“ – größer"
    assert decoded('"Bürger" - größer'.encode("cp850")) == '"Bürger" - größer'


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"\x00\x01\x02" * 100, b"abc\x07\x00\x01" * 100])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        decoded(content)

    assert refusal.value.why == NO_TABLE


def test_a_text_cut_within_a_letter_is_damaged() -> None:
    with pytest.raises(UnusableFileError) as refusal:
        decoded(b"\xff\xfea\x00b")

    assert refusal.value.why == DAMAGED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b;c\n1;2;3\n", ";"),
        ("a,b,c\n1,2,3\n", ","),
        ("a\tb\tc\n1\t2\t3\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("Nr.;Satz\n1;eins, zwei, drei\n2;eins\n3;eins, zwei\n", ";"),
        ('Nr.,Satz\n1,"A;B;"\n2,"A;"\n3,"A;B;C;"\n', ","),
        ("Nr.\tSatz\n1\ta, b; c\n2\ta; b\n", "\t"),
        ("Zahl;Anteil;Text\n1,5;0,76;a\n2,5;0,12;b\n", ";"),
        ('"a;b","c;d","e"\n"1;2","3;4","5"\n', ","),
        ("nur eine Spalte\nA\nB\n", ";"),
        ("", ";"),
    ],
)
def test_the_separator_is_the_one_that_makes_columns(text: str, expected: str) -> None:
    assert separator(text) == expected


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sep=,\na,b;c\n", [["a", "b;c"]]),
        ('"sep=;"\r\na;b\r\n', [["a", "b"]]),
        ("sep=\t\na\tb\n", [["a", "b"]]),
        ('a;"zwei\nZeilen";c\n1;2;3\n', [["a", "zwei\nZeilen", "c"], ["1", "2", "3"]]),
        ('a;"er sagt ""ja""";c\n', [["a", 'er sagt "ja"', "c"]]),
        ("a;b;\n1;2;\n", [["a", "b", ""], ["1", "2", ""]]),
        ("a;b\n1;2\n\n", [["a", "b"], ["1", "2"], []]),
        ("a;b\n\n1;2\n", [["a", "b"], [], ["1", "2"]]),
        ("a,b,c\n1,2,3,\n4\n", [["a", "b", "c"], ["1", "2", "3", ""], ["4"]]),
        ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
        ('a;5" groß;c\n', [["a", '5" groß', "c"]]),
        ('a;"mitten" im Satz;c\n1;2;3\n', [["a", '"mitten" im Satz', "c"], ["1", "2", "3"]]),
        ('a\t"nie zu\tc\n1\t2\t3\n', [["a", '"nie zu', "c"], ["1", "2", "3"]]),
        ('a;"b";c\n1;"x"y;"2;3"\n', [["a", "b", "c"], ["1", "xy", "2;3"]]),
        ("", []),
    ],
)
def test_rows_are_those_that_excel_would_show(text: str, rows: list[list[str]]) -> None:
    assert records(text) == rows


@pytest.mark.parametrize("text", ['a;b\n1;"offen;x;y\n2;c\n3;d\n', 'a;"x\ny";c\n1;"offen\n2;3;4\n'])
def test_an_open_quote_never_swallows_rows(text: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        records(text)

    assert refusal.value.why == OPEN_QUOTE
