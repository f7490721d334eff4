"""One list says what is yes, no, a cross and none, for German, English, signs, and what Excel makes of them."""

from data.intake.wording.yes_no import cross, truth


def test_truths_are_read_in_german_and_english():
    assert [truth(text) for text in ("1", "Ja", "True", "WAHR", "x", "X", "☑", "✓", "✔️", "(x)", "[X]")] == [True] * 11
    assert [truth(text) for text in ("0", "nein", "no", "False", "FALSE", "FALSCH", "☐")] == [False] * 7
    assert [truth(text) for text in ("vielleicht", "", "-", "7", "Trifft zu")] == [None] * 5


def test_nothing_is_no_cross():
    assert [cross(text) for text in ("", " ", "-", "–", "leer", "[ ]", "FALSCH", "☐", "nicht gewählt")] == [False] * 9
    assert [cross(text) for text in ("x", "WAHR", "ja", "✓", "gewählt")] == [True] * 5
    assert [cross(text) for text in ("vielleicht", "7", "Trifft zu")] == [None] * 3
