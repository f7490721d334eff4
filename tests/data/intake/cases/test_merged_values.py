"""A value merged over several rows holds for all of them; where only the first row names it, a person is asked."""

from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from data.intake.containers.reading import Worksheet
from tests.data.intake.cases.kit import ASKED, TEXTS, File, came_out, file, kinds, put_in
from tests.data.intake.german import german, in_german
from tests.exports.people import Person, labels, perspective_title
from tests.exports.workbooks import saved, write_rows

WORDS = labels(ASKED)
GROUPS = ["fachverwaltung"] * 3 + ["kommunalpolitik"] * 2 + ["bildungstraeger"] * 4
PEOPLE = [
    Person(key, {one: "ABCDE"[(place + 2 * number) % 5] for number, one in enumerate(TEXTS)})
    for place, key in enumerate(GROUPS)
]
FIRSTS, LASTS = (2, 5, 7), (4, 6, 10)
"""Rows of the first and the last person of each group."""
BLOCKS = "perspective:für die zeilen darunter"


def rows_of(people: Sequence[Person] = PEOPLE) -> list[list[object]]:
    """The group stands only in its first row."""
    head = ["Gruppe", "Nr.", *TEXTS.values()]
    body: list[list[object]] = []
    for number, one in enumerate(people, 1):
        group = perspective_title(one, ASKED) if number + 1 in FIRSTS else None
        body.append([group, number, *(WORDS[one.answers[key]] for key in TEXTS)])
    return [head, *body]


def merged(rows: Sequence[Sequence[object]], *areas: tuple[int, int, int, int]) -> File:
    """As the reader has it; the areas by first row and column, last row and column."""
    worksheet = Worksheet("Blatt", tuple(map(tuple, rows)), False, areas, {}, {})
    return File((worksheet,), "tabelle.xlsx")


GROUP_AREAS = [(first, 1, last, 1) for first, last in zip(FIRSTS, LASTS, strict=True)]


def test_a_perspective_merged_over_its_people_holds_for_all_of_them():
    found = merged(rows_of(), *GROUP_AREAS).understood()

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(PEOPLE)
    assert in_german(found.notes) == (
        "Auf dem Blatt „Blatt“ sind Zellen über mehrere Zeilen verbunden. "
        "Ihr Wert gilt für alle diese Zeilen (A2, A5, A7).",
    )


def test_a_workbook_with_merged_groups_is_read_so():
    book = Workbook()
    worksheet = book.worksheets[0]
    write_rows(worksheet, rows_of())
    for top, left, bottom, right in GROUP_AREAS:
        worksheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    assert came_out(file(saved(book)).understood()) == put_in(PEOPLE)


def test_people_side_by_side_may_have_a_merged_group_above_them():
    turned = [list(column) for column in zip(*rows_of(), strict=True)]
    areas = [(left, top, right, bottom) for top, left, bottom, right in GROUP_AREAS]

    found = merged(turned, *areas).understood({"transposed": "ja"})

    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE))


def test_a_merged_answer_counts_for_all_its_people_and_is_named():
    rows = rows_of()
    rows[2][2] = rows[3][2] = None
    same = [
        Person(one.perspective, one.answers | ({"L1": PEOPLE[0].answers["L1"]} if place < 3 else {}))
        for place, one in enumerate(PEOPLE)
    ]

    found = merged(rows, *GROUP_AREAS, (2, 3, 4, 3)).understood()

    assert came_out(found) == put_in(same)
    assert german(found.notes[0]).endswith(
        "Darunter sind Antworten (C2): Sie zählen für alle diese Personen. Bitte prüfen."
    )


def test_a_merged_number_stays_the_first_persons():
    rows = rows_of()
    rows[2][1] = None

    found = merged(rows, *GROUP_AREAS, (2, 2, 3, 2)).understood()

    assert came_out(found) == put_in(PEOPLE)
    assert german(found.notes[0]).endswith("Nur für die erste der Zeilen gilt er in B2. Bitte prüfen.")


def test_a_group_merged_over_an_empty_row_makes_nobody_of_it():
    rows = rows_of()
    rows.insert(3, [None] * 11)

    found = merged(rows, (2, 1, 5, 1), (6, 1, 7, 1), (8, 1, 11, 1)).understood()

    assert (came_out(found), found.without_answers) == (put_in(PEOPLE), 0)


def test_a_perspective_that_only_the_first_of_its_rows_names_is_asked_about():
    blocks = merged(rows_of())

    asking = blocks.understood()

    assert (asking.status, kinds(asking)) == ("needs_answer", ["perspective"])
    assert german(asking.questions[0].text) == (
        "In der Spalte A („Gruppe“) steht die Perspektive nur in 3 von 9 Zeilen (A2, A5, A7), darunter sind die Zellen "
        "leer. Gilt sie auch für die Zeilen darunter?"
    )
    assert came_out(blocks.understood({BLOCKS: "ja"})) == put_in(PEOPLE)


def test_rows_below_stay_without_perspective_if_somebody_says_so():
    found = merged(rows_of()).understood({BLOCKS: "nein"})

    alone = [
        Person(one.perspective if place + 2 in FIRSTS else "ohne-angabe", one.answers)
        for place, one in enumerate(PEOPLE)
    ]
    assert came_out(found) == put_in(alone)
    assert in_german(found.notes) == (
        "6 Bögen haben keine Perspektive (leer oder „möchte ich nicht sagen“), von 9 mit Antworten.",
    )


def test_a_block_does_not_reach_beyond_a_row_that_is_set_aside():
    rows = rows_of()
    rows[4] = [*rows[4][1:], None]  # named the second group

    found = merged(rows).understood({BLOCKS: "ja"})

    unknown = Person("ohne-angabe", PEOPLE[4].answers)
    assert came_out(found) == put_in([*PEOPLE[:3], unknown, *PEOPLE[5:]])
    assert [one.row for one in found.quarantined] == [5]


@pytest.mark.parametrize("empty", [(3,), (1, 4, 6)])
def test_people_who_leave_their_perspective_open_are_counted_out_loud(empty):
    rows = rows_of()
    for place, one in enumerate(PEOPLE):
        rows[place + 1][0] = None if place in empty else perspective_title(one, ASKED)

    found = merged(rows).understood()

    assert (found.status, found.people) == ("ok", 9)
    assert german(found.notes[0]).startswith("1 Bogen hat keine" if len(empty) == 1 else "3 Bögen haben keine")


def test_merged_cells_across_the_columns_of_a_heading_name_all_of_them():
    rows = [["Selbstcheck", None, "Management", *[None] * 8], *rows_of()]

    areas = [(top + 1, 1, bottom + 1, 1) for top, _, bottom, _ in GROUP_AREAS]
    found = merged(rows, (1, 3, 1, 11), *areas).understood()

    assert came_out(found) == put_in(PEOPLE)


def test_cells_merged_over_and_over_in_a_damaged_file_are_not_followed_for_ever():
    rows = rows_of(PEOPLE * 100)
    areas = [(2, 1 + place % 11, 901, 1 + place % 11) for place in range(20_000)]

    assert merged(rows, *areas).understood().status in ("ok", "needs_answer")
