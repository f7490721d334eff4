"""Texts as documents print them."""

import json

import pytest

from reports.printable import FONTS, in_one_line, printable


@pytest.mark.parametrize(
    "text",
    [
        "Übergrößenträger – „so“, 3,5 €",
        '=HYPERLINK("x") <b> #import $x$ *fett* _k_ @label `code` \\u{41}',
        "Ştefan Żółć Đặng Αθήνα Київ",
        "مرحبا بكم שלום",
        "→ ≤ − ● ✓",
        "👩‍👩‍👧 ❤️ 👍🏽 🇩🇪",
        "zwei\nZeilen\tund mehr",
    ],
)
def test_what_our_fonts_have_stays_as_it_was_typed(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("abc\u202edef\u2066g\u200eh\ufeff", "abcdefgh"),
        ("halb\ud83d", "halb"),
        ("a\r\nb\rc\u2028d\u2029e\x85f\vg", "a\nb\nc\nd\ne\nf\ng"),
        ("漢字 und ไทย", "�� und ���"),
        ("a\u0308", "ä"),
        ("ab\u200dcd\ufe0f 漢\ufe0f", "abcd �"),
        ("\ue000\uffff\U0010ffff", "���"),
    ],
)
def test_what_no_page_can_show_is_left_out_or_marked(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_printing_twice_changes_nothing() -> None:
    every = "".join(chr(code) for code in range(0x30000))

    assert printable(printable(every)) == printable(every)


def test_titles_have_one_line_and_are_never_empty() -> None:
    assert in_one_line(" Bericht\nfür \t alle ") == "Bericht für alle"
    assert in_one_line("\u202e \n") == "–"


def test_fonts_are_small_and_say_what_they_have() -> None:
    rows = json.loads((FONTS / "covered.json").read_text(encoding="utf-8"))

    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 3_500_000
    assert sum(last - first + 1 for first, last in rows) > 5_000
    assert (FONTS / "OFL.txt").exists()
