"""Rows whose cells have moved are set aside and named: by their length, and by what stands where it does not belong."""

from collections.abc import Sequence

import pytest

from data.intake.containers.reading import Worksheet
from data.intake.understood import Understood
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, File, came_out, file, put_in
from tests.data.intake.cases.moved_tables import made
from tests.data.intake.files import spreadsheet
from tests.data.intake.german import german
from tests.exports.delimited import delimited
from tests.exports.people import Person, labels, perspective_title
from tests.exports.workbooks import workbook

WORDS = labels(ASKED)
FULL = [
    Person(key, {one: "ABCDE"[(place + 2 * number) % 5] for number, one in enumerate(TEXTS)}, "Danke")
    for place, key in enumerate(["fachverwaltung", "kommunalpolitik", "bildungstraeger"] * 2)
]


def rows_of(people: Sequence[Person] = FULL) -> list[list[object]]:
    """Number, time, perspective, remark, nine answers, and another remark that nobody made."""
    head = ["Nr.", "Zeitstempel", "Perspektive", "Was fällt Ihnen ein?", *TEXTS.values(), "Noch etwas?"]
    body = [
        [n, f"2025-03-01 09:{10 + n}:02", perspective_title(one, ASKED), one.comment, *answers(one), None]
        for n, one in enumerate(people, 1)
    ]
    return [head, *body]


def answers(person: Person) -> list[str | None]:
    return [WORDS.get(person.answers.get(key, "")) for key in TEXTS]


def as_csv(rows: Sequence[Sequence[object]], *, separator: str = ";") -> bytes:
    """With as many separators as there are cells; a list of one text is a line as it stands."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return delimited(texts, separator=separator, quoted=lambda text, _: text)


def book(rows: Sequence[Sequence[object]]) -> File:
    """As a workbook has it, where no row has a length of its own."""
    return File((Worksheet("Blatt", tuple(map(tuple, rows)), False, (), {}, {}),), "tabelle.xlsx")


def set_aside(found: Understood) -> list[int]:
    return [one.row for one in found.quarantined]


def others(*places: int) -> list[Person]:
    return [one for place, one in enumerate(FULL) if place not in places]


def test_a_comma_without_quotes_moves_nobody_to_the_neighbouring_statements():
    rows = rows_of()
    rows[3][3] = "Zu wenig Personal; zu wenig Zeit"

    found = file(as_csv(rows), "a.csv").understood()

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(others(2))
    assert set_aside(found) == [4]
    assert german(found.quarantined[0].reason).startswith(
        "Die Zeile hat mehr Zellen als ihre Überschrift (15 statt 14)"
    )


def test_a_line_break_without_quotes_makes_no_further_person():
    rows = rows_of()
    rows[3][3] = "Zu wenig Personal\nzu wenig Zeit"

    found = file(as_csv(rows), "a.csv").understood()

    assert came_out(found) == put_in(others(2))
    assert (set_aside(found), found.without_answers) == ([4, 5], 0)


def test_a_line_break_in_the_last_remark_costs_nobody_an_answer():
    rows = rows_of()
    rows[3][-1] = "Zu wenig Personal\nzu wenig Zeit"

    found = file(as_csv(rows), "a.csv").understood()

    assert came_out(found) == put_in(FULL)
    assert (found.without_answers, len(found.notes)) == (0, 1)
    assert german(found.notes[0]).startswith("Blatt „CSV“: Zeile 5 wurde nicht als Bogen gezählt")


@pytest.mark.parametrize("column", range(14))
def test_a_row_of_a_text_file_that_lacks_any_cell_is_set_aside(column):
    rows = rows_of()
    del rows[2][column]

    found = file(as_csv(rows), "a.csv").understood()

    assert came_out(found) == put_in(others(1))
    assert set_aside(found) == [3]


@pytest.mark.parametrize("write", [as_csv, workbook, spreadsheet], ids=["csv", "xlsx", "ods"])
@pytest.mark.parametrize("column", [0, 1, 2, 3])
def test_a_cell_that_was_deleted_before_the_answers_is_noticed_in_every_format(write, column):
    rows = rows_of()
    rows[2] = [*rows[2][:column], *rows[2][column + 1 :], None]
    content = write({"Blatt": rows}) if write is workbook else write(rows)

    found = file(content, "a").understood()

    assert came_out(found) == put_in(others(1))
    assert (set_aside(found), found.questions) == ([3], ())


@pytest.mark.parametrize("column", range(4, 13))
def test_a_cell_that_was_deleted_among_the_answers_is_noticed_by_the_remark_behind_them(column):
    rows = rows_of()
    rows[2][-1] = "Danke"
    rows[2] = [*rows[2][:column], *rows[2][column + 1 :], None]

    found = book(rows).understood()

    assert came_out(found) == put_in(others(1))
    assert set_aside(found) == [3]


@pytest.mark.parametrize("column", range(14))
def test_an_empty_cell_too_many_is_noticed_by_the_answer_behind_the_last_statement(column):
    rows = rows_of()
    rows[2].insert(column, None)

    found = book(rows).understood()

    wrong = column < 13
    assert came_out(found) == put_in(others(1) if wrong else FULL)
    assert set_aside(found) == ([3] if wrong else [])


@pytest.mark.parametrize("column", range(4, 13))
def test_a_perspective_among_the_answers_sets_the_row_aside(column):
    rows = rows_of()
    rows[2][column] = "Kommunalpolitik"

    assert set_aside(book(rows).understood()) == [3]


def test_rows_of_an_older_form_without_a_column_are_set_aside():
    rows = rows_of()
    for row in rows[1:3]:
        del row[7]

    found = file(as_csv(rows), "a.csv").understood()

    assert came_out(found) == put_in(others(0, 1))
    assert set_aside(found) == [2, 3]


def test_a_heading_with_a_comma_without_quotes_counts_nobody():
    rows = rows_of()
    rows[0][6] = "Ämter sprechen sich ab: schriftlich; mündlich und digital."

    found = file(as_csv(rows), "a.csv").understood()

    assert found.refused is not None
    assert german(found.refused).startswith(
        "In keiner Zeile dieser Datei stehen die Zellen sicher unter ihrer Überschrift."
    )
    assert found.records == ()


def test_a_table_of_perspectives_and_answers_alone_shows_a_move_by_its_perspective():
    rows = [[row[2], *row[4:13]] for row in rows_of()]
    rows[2] = [*rows[2][1:], None]
    rows[4] = [None, *rows[4]]

    found = book(rows).understood()

    assert came_out(found) == put_in(others(1, 3))
    assert (set_aside(found), found.questions) == ([3, 5], ())


def test_a_lone_gap_at_the_end_of_full_answers_is_noticed():
    people = [*FULL, *FULL[:3]]
    rows = [[row[2], *row[4:13]] for row in rows_of(people)]
    rows[2] = [*rows[2][:4], *rows[2][5:], None]

    found = book(rows).understood()

    assert set_aside(found) == [3]


def test_a_perspective_that_was_deleted_before_a_blank_answer_is_noticed_by_both_ends():
    rows = [row[:13] for row in rows_of()]
    rows[2][4] = None
    rows[2] = [*rows[2][:2], *rows[2][4:], None, None]
    rows[2].insert(2, None)

    assert set_aside(book(rows).understood()) == [3]


def test_somebody_without_a_perspective_who_answered_to_the_end_counts():
    rows = rows_of()
    rows[2][2] = None

    assert came_out(book(rows).understood()) == put_in([*others(1), Person("ohne-angabe", FULL[1].answers)])


def test_blank_answers_at_the_end_are_no_evidence_where_others_are_blank_as_well():
    rows = [[row[2], *row[4:13]] for row in rows_of([*FULL, *FULL[:3]])]
    rows[2][-1] = None
    rows[5][3] = None

    found = book(rows).understood()

    assert (set_aside(found), found.people) == ([], 9)


def test_slips_and_remarks_in_an_answer_cell_are_named_and_cost_only_that_answer():
    rows = rows_of()
    rows[2][6], rows[3][8], rows[4][12] = "Trifft zuu", "siehe oben", "trifft zu / eher zu"

    found = book(rows).understood()

    assert set_aside(found) == []
    assert [one.cell for one in found.problems] == ["G3", "I4", "M5"]
    assert found.people == 6


def test_a_text_file_whose_rows_end_with_their_last_value_is_read_as_it_is():
    rows = rows_of([*FULL, *FULL[:3]])
    for row, width in zip(rows[1:], (13, 9, 13, 7, 11, 13, 10, 8, 13), strict=True):
        del row[width:]
    rows[1].append("Danke")

    found = file(as_csv(rows), "a.csv").understood()

    assert (set_aside(found), found.people) == ([], 9)


def test_a_file_that_excel_wrote_in_blocks_of_sixteen_lines_is_read_as_it_is():
    rows = rows_of(FULL * 7)
    rows[3][-1] = "Danke"
    for row in rows[16:]:
        del row[-1]

    found = file(as_csv(rows), "a.csv").understood()

    assert (set_aside(found), came_out(found)) == ([], put_in(FULL * 7))


def test_separators_at_the_end_of_all_rows_but_the_heading_are_no_cells():
    rows = rows_of()
    for row in rows[1:]:
        row += [None, None]

    found = file(as_csv(rows), "a.csv").understood()

    assert (set_aside(found), came_out(found)) == ([], put_in(FULL))


def test_a_row_that_stands_twice_with_the_same_number_is_one_person():
    rows = rows_of()
    rows.insert(3, list(rows[2]))

    found = book(rows).understood()

    assert came_out(found) == put_in(FULL)
    assert [(one.row, german(one.reason).split(".")[0]) for one in found.quarantined] == [
        (4, "Alles in dieser Zeile steht auch in Zeile 3, auch die Angabe in Spalte A, die jede Person nur einmal hat")
    ]


def test_the_beginning_of_a_row_that_stands_twice_is_the_same_person():
    rows = rows_of()
    rows.insert(2, [*rows[2][:7], *[None] * 7])

    found = book(rows).understood()

    assert (came_out(found), set_aside(found)) == (put_in(FULL), [3])


def test_equal_answers_without_a_number_are_two_people():
    rows = [[row[2], *row[4:13]] for row in rows_of()]
    rows.insert(3, list(rows[2]))

    assert book(rows).understood().people == 7


def test_statements_down_in_lines_of_different_length_are_refused():
    table = [list(column) for column in zip(*rows_of()[:1], *rows_of()[1:], strict=True)]
    table[6][0] = "Ämter sprechen sich ab: schriftlich; mündlich und digital."

    found = file(as_csv(table), "a.csv").understood({"transposed": "ja"})

    assert found.refused is not None
    assert "verschieden viele Zellen" in german(found.refused)


@pytest.mark.parametrize(
    "layout", ["limesurvey", "msforms", "google", "kobo", "surveymonkey", "qualtrics", "formbricks"]
)
def test_exports_of_tools_whose_rows_all_stand_right_have_none_set_aside(layout):
    table = made(layout, PEOPLE)

    for text in (False, True):
        found = File((table.worksheet(text=text),), "datei").understood()
        assert (found.quarantined, came_out(found)) == ((), put_in(PEOPLE))


def test_what_was_seen_is_said_with_column_and_heading():
    rows = rows_of()
    rows[2] = [*rows[2][:1], *rows[2][2:], None]

    (row,) = book(rows).understood().quarantined

    assert german(row.reason) == (
        "In Spalte B („Zeitstempel“) steht eine Perspektive; in diese Spalte gehört etwas anderes. Die Zellen dieser "
        "Zeile sind wahrscheinlich verrutscht. Sie wird nicht gezählt. Bitte die Zeile mit dem Original vergleichen, "
        "in Ordnung bringen und die Datei noch einmal hochladen."
    )


def test_a_word_of_the_files_own_scale_is_no_text_that_moved():
    rows = rows_of(FULL * 3)
    for row in rows[2::3]:
        row[4] = "teils teils"

    found = book(rows).understood()

    assert (set_aside(found), len(found.problems)) == ([], 6)


def test_the_ledger_books_rows_set_aside_as_rejected():
    rows = rows_of()
    rows[2] = [*rows[2][1:], None]

    assert book(rows).understood().ledger.rejected == 12


def test_a_date_in_a_column_of_remarks_tells_that_an_answer_was_deleted_before_it():
    rows = [row[1:3] + row[4:] + [f"2025-03-01 10:{n}"] for n, row in enumerate(rows_of(), 10)]
    del rows[3][5]

    found = book(rows).understood()

    assert set_aside(found) == [4]
    assert came_out(found) == put_in(others(2))


def test_a_number_among_answers_that_is_no_step_of_them_tells_that_the_row_moved():
    steps = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}
    body = [[perspective_title(one, ASKED), *(steps[one.answers[key]] for key in TEXTS), 100] for one in FULL]
    rows = [["Perspektive", *TEXTS.values(), "Fortschritt"], *body]
    del rows[3][5]

    found = book(rows).understood({"direction": "1 = A Trifft zu"})

    assert set_aside(found) == [4]


@pytest.mark.parametrize("count", [4, 6])
def test_where_half_of_a_short_table_has_moved_nobody_of_both_halves_counts(count):
    head = ["Perspektive", *TEXTS.values(), "Noch etwas?", "_id", "_uuid", "_submission_time", "_index"]
    rows = [
        head,
        *([perspective_title(one, ASKED), *answers(one), None, *_kobo(n)] for n, one in enumerate(FULL[:count])),
    ]
    for row in rows[1 : 1 + count // 2]:
        del row[5]

    found = book(rows).understood()

    assert not found.records


def _kobo(number: int) -> list[object]:
    return [501230 + number, f"0b6f2c1e-0000-4000-8000-{number:012}", f"2025-03-01T09:1{number}:00", f"a{number}"]


def test_a_short_table_of_which_most_rows_stand_out_is_refused():
    table = made("sosci", [*FULL, FULL[0]])
    for place in range(table.layout.heads, table.layout.heads + 3):
        del table.rows[place][0]
    del table.rows[table.layout.heads + 3][9]

    found = File((table.worksheet(text=False),), "tabelle.xlsx").understood()

    assert found.refused is not None
    assert not found.records


def test_the_same_row_twice_counts_once_also_where_the_remark_of_one_was_torn():
    rows = rows_of()
    rows.insert(3, [*rows[2][:3], "Dan", *rows[2][4:]])

    found = book(rows).understood()

    assert set_aside(found) == [4]
    assert came_out(found) == put_in(FULL)
