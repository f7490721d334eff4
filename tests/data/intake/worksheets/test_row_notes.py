"""Rows that are taken for nobody's are named."""

from dataclasses import replace

from data.intake.worksheets.row_notes import rows_of_nobody
from tests.data.intake.german import german, in_german
from tests.data.intake.made_tables import table_of


def made(below, *, flipped=False):
    table = table_of([["Nr.", "Aussage"], [1, "A"]], title="Bögen")
    return replace(table, parts=(replace(table.parts[0], below=below, flipped=flipped),))


def test_single_row_is_named():
    assert in_german(rows_of_nobody(made((3,)))) == (
        "Blatt „Bögen“: Zeile 3 wurde nicht als Bogen gezählt (Summe, Hinweis oder wiederholte Überschrift). "
        "Bitte prüfen.",
    )


def test_many_rows_are_named_in_part_and_people_across_by_their_columns():
    assert german(rows_of_nobody(made(tuple(range(3, 15))))[0]).startswith(
        "Blatt „Bögen“: Zeilen 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 … wurden nicht als Bogen gezählt"
    )
    assert german(rows_of_nobody(made((3, 28), flipped=True))[0]).startswith("Blatt „Bögen“: Spalten C, AB wurden")


def test_table_of_people_only_has_no_note():
    assert rows_of_nobody(made(())) == ()
