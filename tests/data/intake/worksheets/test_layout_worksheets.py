"""Several worksheets, statements below each other, and results that were counted already."""

import pytest

from data.intake.containers.guard import UnusableFileError
from data.intake.containers.reading import read_file
from data.intake.worksheets import refusals
from tests.data.intake.german import choices_in_german, german, in_german
from tests.data.intake.made_worksheets import NAMES, TEXTS, club, column, layout_of, person, table_of, worksheet
from tests.exports import efs, handmade, limesurvey, particify
from tests.exports.people import made_people
from tests.exports.sample import FIRST_STATEMENT, PEOPLE, SHORT

OFFICE = worksheet([NAMES, person(1, "ABCDEABCD"), person(2, "BBCDEABCD")], "Amt")
CLUBS = worksheet([NAMES, person(1, "CBCDEABCD")], "Vereine")
CODES = [
    ["Variable", "Text", "Werte"],
    *([f"AB01_{n:02}", text, "1 = ja, 2 = nein"] for n, text in enumerate(TEXTS, 1)),
]


def test_hidden_worksheets_code_books_and_other_tables_are_left_out_with_a_reason():
    hidden, book = worksheet(OFFICE.rows, "Kopie", hidden=True), worksheet(CODES, "Codebuch")
    rent, form = worksheet([["Miete", 5]], "Kosten"), worksheet([NAMES], "Vorlage")

    found = layout_of(hidden, book, OFFICE, rent, form, worksheet([]))

    assert found.table is not None and found.table.parts[0].worksheet is OFFICE
    assert found.questions == ()
    assert tuple((one, german(reason)) for one, reason in found.unused) == (
        (hidden, "Das Blatt ist ausgeblendet."),
        (book, "Auf dem Blatt stehen die Aussagen untereinander, ohne Antworten einzelner Personen."),
        (rent, "Auf dem Blatt steht keine Aussage dieses Fragebogens."),
        (form, "Auf dem Blatt stehen die Aussagen, aber keine Antworten."),
    )


def test_worksheets_of_the_same_statements_are_appended_if_people_say_so():
    found = layout_of(OFFICE, CLUBS)
    (question,) = found.questions

    assert found.table is None
    assert (question.id, question.kind) == ("sheets", "sheets")
    assert choices_in_german(question) == ("untereinander anfügen", "nur „Amt“", "nur „Vereine“")
    table = layout_of(OFFICE, CLUBS, answers={"sheets": "append"}).table
    assert table is not None
    assert [part.worksheet.title for part in table.parts] == ["Amt", "Vereine"]
    assert table.records == ((2, 0), (3, 0), (0, 2))
    assert [table.value(record, table.columns[2]) for record in table.records] == ["A", "B", None]
    assert [table.value(record, table.columns[13]) for record in table.records] == [None, None, "C"]


def test_one_of_several_worksheets_is_used_if_people_say_so():
    found = layout_of(OFFICE, CLUBS, answers={"sheets": "only:Vereine"})

    assert found.table is not None and found.table.records == ((2,),)
    assert found.unused == ((OFFICE, refusals.WORKSHEET_NOT_CHOSEN),)


def test_a_copy_of_a_worksheet_is_told_and_nothing_proposed():
    (question,) = layout_of(OFFICE, worksheet(OFFICE.rows, "Kopie")).questions

    assert "genau dieselben Zeilen" in german(question.text)
    assert question.proposed == ""


def test_one_worksheet_a_field_is_joined_by_number_if_people_say_so():
    worksheets = read_file(handmade.one_worksheet_a_field(PEOPLE, SHORT))
    (question,) = layout_of(*worksheets, questionnaire=SHORT).questions

    assert choices_in_german(question)[:3] == (
        "zusammenführen nach „Nr.“",
        "untereinander anfügen",
        "nur „Management & Steuerung“",
    )
    assert question.proposed == "join:Nr."
    found = layout_of(*worksheets, questionnaire=SHORT, answers={"sheets": "join:Nr."})
    assert found.table is not None and found.notes == ()
    assert found.table.records == tuple((row,) * 7 for row in range(2, 7))
    assert list(found.table.values(column(found.table, FIRST_STATEMENT))) == [
        "Trifft zu",
        "Trifft nicht zu",
        "Trifft eher zu",
        "Keine Einschätzung möglich",
        None,
    ]


def test_joined_people_are_found_in_any_order_and_nobody_is_dropped():
    one = worksheet(
        [NAMES[:6], [1, "a", *"ABCD"], ["2", "b", *"BBCD"], [None, "c", *"CBCD"], [4, "d", *"DBCD"]], "Eins"
    )
    two = worksheet([["Nr.", *TEXTS[4:]], [4, *"AAAAA"], [2, *"BBBBB"], [7, *"CCCCC"]], "Zwei")

    found = layout_of(one, two, answers={"sheets": "join:Nr."})

    assert found.table is not None
    assert found.table.records == ((2, 0), (3, 3), (5, 2), (0, 4), (4, 0))
    assert in_german(found.notes) == (
        "Auf dem Blatt „Eins“ fehlt die Zeile zu „Nr.“ in Zwei!A4.",
        "Auf dem Blatt „Zwei“ fehlt die Zeile zu „Nr.“ in Eins!A2, Eins!A4.",
    )


def test_worksheets_whose_numbers_are_not_unique_are_not_joined():
    one = worksheet([NAMES[:6], [1, "a", *"ABCD"], [1, "a", *"BBCD"]], "Eins")
    two = worksheet([["Nr.", *TEXTS[4:]], [1, *"AAAAA"], [1, *"BBBBB"]], "Zwei")

    question = layout_of(one, two).questions[0]
    lines = "Zeile für Zeile zusammenführen"
    assert choices_in_german(question) == (lines, "untereinander anfügen", "nur „Eins“", "nur „Zwei“")
    assert question.proposed == ""


def test_a_table_that_efs_split_is_joined_without_asking():
    content = efs.xlsx(efs.rows(PEOPLE, SHORT, embedded=200), without_partner=[13])

    found = layout_of(*read_file(content), questionnaire=SHORT)

    assert found.questions == found.unused == ()
    assert found.table is not None
    assert found.table.records == ((2, 2), (3, 0), (4, 3), (5, 4), (6, 5))
    assert in_german(found.notes) == ("Auf dem Blatt „Tabelle 2“ fehlt die Zeile zu „lfdn“ in Tabelle 1!A3.",)


def test_statements_below_each_other_are_asked_about_and_turned():
    worksheets = read_file(handmade.transposed(PEOPLE, SHORT))
    found = layout_of(*worksheets, questionnaire=SHORT)
    (question,) = found.questions

    assert found.table is None
    assert (question.id, question.kind, choices_in_german(question)) == ("transposed", "transposed", ("ja", "nein"))
    assert german(question.text) == (
        "Auf dem Blatt „Tabelle1“ stehen die Aussagen untereinander, daneben 5 Spalten (1, 2, 3, 4, 5). "
        "Enthält jede dieser Spalten die Antworten einer Person?"
    )
    table = layout_of(*worksheets, questionnaire=SHORT, answers={"transposed": "yes"}).table
    assert table is not None
    (part,) = table.parts
    assert part.flipped
    assert table.columns[2].heads == (FIRST_STATEMENT,)
    assert list(table.values(table.columns[2]))[:2] == ["Trifft zu", "Trifft nicht zu"]
    assert part.address(*table.records[1], table.columns[2].number) == "C3"
    with pytest.raises(UnusableFileError) as refused:
        layout_of(*worksheets, questionnaire=SHORT, answers={"transposed": "no"})
    assert refused.value.why == refusals.NOT_ACROSS


@pytest.mark.parametrize("count", [1, 3, 5, 9, 40])
@pytest.mark.parametrize("asked", [SHORT, club()], ids=["Kurzform", "nine"])
def test_turned_people_are_all_there(asked, count):
    worksheets = read_file(handmade.transposed(made_people(asked, count), asked))

    table = layout_of(*worksheets, questionnaire=asked, answers={"transposed": "yes"}).table

    assert table is not None
    assert table.records == tuple((row,) for row in range(2, 2 + count))


def test_people_across_with_numbers_for_answers_and_means_at_the_end_are_no_counts():
    rows = [[text, 1 + n % 4, 1 + (n * 2) % 5, 2, 4, (1 + n) / 3] for n, text in enumerate(TEXTS)]

    table = layout_of(worksheet([["", 1, 2, 3, 4, "Mittelwert"], *rows]), answers={"transposed": "yes"}).table

    assert table is not None
    assert table.records == ((2,), (3,), (4,), (5,))
    assert table.parts[0].below == (6,)


COUNTED = {
    "labels": [["Aussage", "Trifft zu", "Trifft eher zu"], *([text, 3, 4] for text in TEXTS)],
    "letters": [["Aussage", *"ABCDE"], *([text, 1, 0, 2, 1, 1] for text in TEXTS)],
    "percentages": [["Aussage", "ja", "nein"], *([text, "60 %", "40 %"] for text in TEXTS)],
    "figures": [["Aussage", "Mittelwert", "n"], *([text, 2, 5] for text in TEXTS)],
    "steps": [["Aussage", 1, 2, 3, 4, 5], *([text, n % 3, 2, 1, 2 - n % 3, 0] for n, text in enumerate(TEXTS))],
    "many": [["Aussage", "ja", "nein", "egal"], *([text, 31, 12, 4] for text in TEXTS)],
    "answers down": [["Antwort", *TEXTS], *([letter, *[3] * 9] for letter in "ABCDE")],
    "means of groups": [["Gruppe", *TEXTS], ["Amt", *[2.5] * 9], ["Vereine", *[3.25] * 9]],
    "one line an answer": [["Frage", "Antwort", "Anzahl"], *([text, one, 7] for text in TEXTS for one in "ABCDE")],
}


@pytest.mark.parametrize("rows", COUNTED.values(), ids=COUNTED)
def test_counted_results_are_refused(rows):
    with pytest.raises(UnusableFileError) as refused:
        layout_of(worksheet(rows))

    assert refused.value.why == refusals.COUNTED


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (handmade.counts(PEOPLE, SHORT), refusals.COUNTED),
        (particify.contents(PEOPLE, SHORT), refusals.COUNTED),
        (particify.comments(PEOPLE), refusals.COUNTED),
        (limesurvey.csv(limesurvey.rows(PEOPLE, SHORT, headings="abbreviated")), refusals.SHORTENED),
    ],
    ids=["counts", "Particify", "questions in Particify", "LimeSurvey"],
)
def test_exports_without_single_answers_or_whole_heads_are_refused(content, reason):
    with pytest.raises(UnusableFileError) as refused:
        layout_of(*read_file(content), questionnaire=SHORT)

    assert refused.value.why == reason


def test_a_line_for_each_single_answer_is_refused():
    rows = [["Person", "Frage", "Antwort"], *([n, text, "A"] for n in range(1, 4) for text in TEXTS)]

    with pytest.raises(UnusableFileError) as refused:
        layout_of(worksheet(rows))

    assert refused.value.why == refusals.ONE_ROW_AN_ANSWER


def test_the_only_worksheet_with_people_needs_no_question():
    counted = worksheet(COUNTED["letters"], "Auswertung")

    assert table_of(OFFICE, worksheet([["Hilfe"], ["Bitte ankreuzen"]], "Hilfe")).records == ((2,), (3,))
    assert layout_of(counted, OFFICE).unused == ((counted, refusals.WORKSHEET_OF_COUNTS),)
