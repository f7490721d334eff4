"""Texts measured and broken with the widths of our own font."""

from charts.text import balanced, fitting, lines, width


def test_width_is_the_sum_of_the_letters_widths() -> None:
    # Noto Sans, thousandths: T 556, u 618; bold T 579, u 657; a letter it does not have counts 546, a wide one 1000
    assert width("Tu", 100) == 117.4
    assert width("Tu", 100, bold=True) == 123.6
    assert 50 < width("ش", 100) < 60
    assert width("漢", 100) == 100


def test_lines_break_between_words_and_keep_within_the_room() -> None:
    broken = lines("Interkulturelle Öffnung & Antirassismus", 230, 18)

    assert broken == ["Interkulturelle Öffnung &", "Antirassismus"]
    assert all(width(line, 18) <= 230 for line in broken)


def test_lines_end_with_an_ellipsis_where_there_are_too_many() -> None:
    assert lines("eins zwei drei vier fünf sechs", 80, 18, most=2) == ["eins zwei", "drei …"]
    assert lines("Integrationsbeauftragte", 100, 18, most=1) == ["Integratio…"]


def test_a_word_wider_than_the_room_is_broken_with_a_hyphen_or_at_its_own() -> None:
    assert lines("Kita-/Schulträger", 100, 18) == ["Kita-/", "Schulträger"]
    parts = lines("Integrationsbeauftragte", 100, 18)
    assert [part[-1] for part in parts[:-1]] == ["\u2010"] * (len(parts) - 1)
    assert "".join(parts).replace("\u2010", "") == "Integrationsbeauftragte"
    assert all(width(part, 18) <= 100 for part in parts)


def test_white_space_and_soft_hyphens_are_no_letters() -> None:
    assert lines(" eins\n\tzwei ", 500, 18) == ["eins zwei"]
    assert lines("Verwaltungs\u00adbogen", 500, 18) == ["Verwaltungsbogen"]
    assert lines("", 500, 18) == [""]


def test_no_line_breaks_at_a_space_that_says_it_must_not() -> None:
    assert lines("mehr als 50\u00a0%", 85, 18) == ["mehr als", "50\u00a0%"]


def test_balanced_leaves_no_lonely_last_word() -> None:
    assert balanced("1 Trifft nicht zu", 120, 18) == ["1 Trifft", "nicht zu"]
    assert balanced("4 Trifft zu", 120, 18) == ["4 Trifft zu"]


def test_balanced_breaks_no_word_that_had_been_whole() -> None:
    assert balanced("Gesundheitsversorgung vor Ort", 230, 18) == ["Gesundheitsversorgung", "vor Ort"]


def test_fitting_takes_the_largest_size_that_fits_else_the_smallest() -> None:
    assert fitting("eins zwei", 70, (18, 12), 1) == 12
    assert fitting("eins zwei", 90, (18, 12), 1) == 18
    assert fitting("eins zwei", 10, (18, 12), 1) == 12
