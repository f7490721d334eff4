"""Everything in column A: read as the lines that they are, or refused with the cause and what to do."""

from collections.abc import Sequence

import pytest

from data.intake.containers.reading import Value, Worksheet, read_file
from data.intake.files import understood_file
from data.intake.understood import Understood
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, came_out, put_in
from tests.data.intake.files import old_workbook, spreadsheet
from tests.data.intake.german import german
from tests.exports.delimited import quote_all, quote_where_needed
from tests.exports.people import labels, perspective_title
from tests.exports.workbooks import workbook

WORDS = labels(ASKED)
TABLE = [
    ["Zeitstempel", "Perspektive", *TEXTS.values()],
    *(
        [
            f"2025-03-01T09:1{place}:02+01:00",
            perspective_title(one, ASKED),
            *(WORDS[one.answers[key]] if key in one.answers else "" for key in TEXTS),
        ]
        for place, one in enumerate(PEOPLE)
    ),
]


def lines(separator: str, *, quoted=quote_where_needed) -> list[list[Value]]:
    return [[separator.join(quoted(cell, separator) for cell in row)] for row in TABLE]


def understood(content: Sequence[Sequence[Value]] | bytes) -> Understood:
    """Its cells are counted after they were parted; the books are right all the same."""
    worksheets = (
        read_file(content)
        if isinstance(content, bytes)
        else (Worksheet("Tabelle1", tuple(map(tuple, content)), False, (), {}, {}),)
    )
    found = understood_file(worksheets, ASKED, filename="blatt.xlsx")
    books = found.ledger
    assert books.total == books.imported + books.metadata + books.ignored + books.rejected
    return found


@pytest.mark.parametrize("quoted", [quote_where_needed, quote_all])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_lines_in_column_a_are_parted(separator: str, quoted):
    found = understood(lines(separator, quoted=quoted))

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(PEOPLE)
    assert ["stand alles in einer Spalte" in german(note) for note in found.notes] == [True]


@pytest.mark.parametrize("made", [lambda rows: workbook({"Tabelle1": rows}), spreadsheet, old_workbook])
def test_they_are_parted_in_every_format(made):
    for separator in (";", ","):
        found = understood(made(lines(separator)))

        assert (found.status, found.problems) == ("ok", ())
        assert came_out(found) == put_in(PEOPLE)


def test_a_text_file_of_quoted_lines_is_parted():
    text = "".join('"' + row[0].replace('"', '""') + '"\r\n' for row in lines(";"))

    assert came_out(understood(text.encode())) == put_in(PEOPLE)


@pytest.mark.parametrize(
    "above", [[["Umfrage Integration 2025"]], [["Umfrage, Stand: März"], [], ["Seite 1; 2"]], [[]]]
)
def test_a_title_above_the_lines_is_none_of_them(above):
    found = understood([*above, *lines(";")])

    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


def test_lines_that_were_parted_at_the_commas_of_their_texts_are_put_together():
    """An English Excel parts a German file of semicolons at each comma."""
    rows = [row[0].split(",") for row in lines(";", quoted=lambda text, _: text)]

    found = understood(rows)

    assert max(map(len, rows)) > 1
    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


def test_lines_in_another_column_are_parted_too():
    assert came_out(understood([[None, *row] for row in lines(";")])) == put_in(PEOPLE)


def test_lines_of_our_template_are_read_like_it():
    ids = ["Perspektive", *TEXTS]
    people = [[perspective_title(one, ASKED), *(one.answers.get(key, "") for key in TEXTS)] for one in PEOPLE]
    rows = [[";".join(row)] for row in (ids, ["Aussage", *TEXTS.values()], *people)]
    worksheet = Worksheet("Antworten", tuple(map(tuple, rows)), False, (), {}, {})

    found = understood_file([worksheet], ASKED, filename="vorlage.xlsx")

    assert (found.tool, found.status, found.problems) == ("template", "ok", ())
    assert came_out(found) == put_in(PEOPLE)


def test_statements_in_one_cell_that_cannot_be_parted_are_refused_with_the_cause():
    rows = [[" ~ ".join(row)] for row in TABLE]

    found = understood(rows)

    assert found.status == "refused"
    assert found.refused is not None
    assert german(found.refused).startswith("In dieser Tabelle steht alles in einer Spalte")
    assert "Text in Spalten" in german(found.refused)


def test_a_line_whose_parts_became_numbers_is_refused_with_the_cause():
    """Where the spreadsheet made numbers of some parts, nobody knows what stood there."""
    rows: list[list[Value]] = [*lines(";")]
    rows[3] = [rows[3][0], 4.5]

    found = understood(rows)

    assert found.status == "refused"
    assert found.refused is not None
    assert german(found.refused).startswith("In dieser Tabelle steht alles in einer Spalte")


def test_sentences_in_the_first_column_part_nothing():
    rows = [["Anmerkung", "Perspektive", *TEXTS.values()]]
    rows += [["Nun, ja, also; gut, so, eben; fein", *row[1:]] for row in TABLE[1:]]

    found = understood(rows)

    assert (found.status, found.notes) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)
