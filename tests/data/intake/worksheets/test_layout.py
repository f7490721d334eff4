"""Whatever stands around a table is no person, and whoever is in it remains one."""

import pytest

from data.intake.containers.guard import UnusableFileError
from data.intake.containers.reading import read_file
from data.intake.worksheets import refusals
from tests.data.intake.german import in_german
from tests.data.intake.made_worksheets import NAMES, TEXTS, column, layout_of, person, table_of, worksheet
from tests.exports import handmade
from tests.exports.sample import FIRST_STATEMENT, PEOPLE, SHORT

ANNA, BEN, CEM = person(1, "ABCDEABCD"), person(2, "BBCDEAB-A"), person(3, "DDCDEABCD")


def test_titles_groups_and_means_stand_around_the_people_of_a_handmade_table():
    table = table_of(*read_file(handmade.titled(PEOPLE, SHORT)), questionnaire=SHORT)

    (part,) = table.parts
    assert (part.above, part.heads, part.below) == ((1, 2), (4, 5), (11,))
    assert table.columns[2].heads == ("Management & Steuerung", FIRST_STATEMENT)
    assert table.columns[3].heads[0] == "Management & Steuerung"
    assert list(table.values(table.columns[2])) == ["A", "D", "B", "E", None]


def test_formulas_without_results_below_the_people_are_none():
    table = table_of(*read_file(handmade.titled(PEOPLE, SHORT, with_results=False)), questionnaire=SHORT)

    assert table.parts[0].below == (11,)
    assert len(table.records) == 5


@pytest.mark.parametrize(
    "footer",
    [
        ["Mittelwert", None, 2.5, 3, 3.5],
        ["Ø", None, "2,5", "3,0", "3,5"],
        [None, "Durchschnitt:", 2.5, 3],
        ["Anzahl", None, 3, 3, 3],
        ["Summe A", None, 1, 0, 0],
        ["n = 3"],
        ["Häufigste Antwort", None, "A", "B", "C"],
        ["Gesamt", None, "A", "B", "C"],
        [None, None, 2.5, 3, 3.5],
        ["Auswertung", None, 2.5, 3, 3.5],
        ["Stand: 1. März 2025"],
        ["Legende: A = Trifft zu"],
        ["* einschließlich der Nachzügler"],
    ],
)
def test_a_row_of_results_or_notes_directly_below_is_no_person(footer):
    table = table_of(worksheet([NAMES, ANNA, BEN, CEM, footer]))

    assert table.records == ((2,), (3,), (4,))
    assert table.parts[0].below == (5,)


def test_legends_after_a_gap_are_no_people():
    legend = [
        ["A", "Trifft zu"],
        ["B", "Trifft eher zu"],
        [None, None, "C = Trifft eher nicht zu"],
        ["erstellt von Kim"],
    ]
    table = table_of(worksheet([NAMES, ANNA, BEN, CEM, [], *legend]))

    assert table.records == ((2,), (3,), (4,))
    assert table.parts[0].below == (6, 7, 8, 9)


def test_means_under_numbers_are_no_person():
    rows = [person(1, "123451234"), person(2, "223451234"), ["Mittel", None, 1.5, 2, 3], [None, None, 1.5, 2, 3]]

    assert table_of(worksheet([NAMES, *rows])).records == ((2,), (3,))


def test_lowest_and_highest_values_are_no_people_but_max_is():
    people = [["Name", *TEXTS], ["Max", *"123451234"], ["Mina", *"223451234"], ["Max", *"111111111"]]

    assert table_of(worksheet(people)).records == ((2,), (3,), (4,))
    assert table_of(worksheet([NAMES, ANNA, BEN, ["Min", None, 1, 2], ["Max", None, 4, 4]])).records == ((2,), (3,))


def test_sums_between_groups_and_heads_that_come_again_are_no_people():
    rows = [NAMES, ANNA, ["Mittelwert", None, 4, 3], [], NAMES, BEN, CEM, ["Mittelwert", None, 2.5, 3]]
    table = table_of(worksheet(rows))

    assert table.records == ((2,), (6,), (7,))
    assert table.parts[0].below == (3, 5, 8)


def test_people_who_stopped_early_are_people():
    rows = [
        ANNA,
        [2, "Vereine"],
        [3],
        person(4, "A--------"),
        [],
        [5, None, "B"],
        person(None, "AB-------"),
        [6, "ABH"],
    ]

    assert table_of(worksheet([NAMES, *rows])).records == ((2,), (3,), (4,), (5,), (7,), (8,), (9,))


def test_people_without_number_or_with_words_for_it_are_people():
    rows = [ANNA, person("2a", "123412341"), person(None, "ABCDABCDA"), person("Nachzügler", "ABCDABCDA")]

    assert table_of(worksheet([NAMES, *rows])).records == ((2,), (3,), (4,), (5,))


def test_somebody_who_wrote_numbers_where_others_wrote_words_is_a_person():
    rows = [TEXTS, [*"ABCDEABCD"], [*"BBCDEABCD"], [1, 2, 3, 4, 5, 1, 2, 3, 4]]

    assert table_of(worksheet(rows)).records == ((2,), (3,), (4,))


def test_a_remark_in_the_first_column_makes_nobody_a_sum():
    names = ["Was fehlt?", "Perspektive", *TEXTS]
    rows = [person("Gesamt gesehen fehlt Geld", "ABCDEABCD"), person("Summe der Teile", "BBCDEABCD")]
    rows.append(person("Hinweis: mehr Zeit", "ABCDEABCD"))

    assert table_of(worksheet([names, *rows])).records == ((2,), (3,), (4,))


def test_the_first_person_is_no_label_row():
    first = [None, "stimme zu", *["stimme zu"] * 8]
    rows = [["Perspektive", *TEXTS], ["Vereine", *first[1:], None], ["Amt", *["lehne ab"] * 9]]

    assert table_of(worksheet(rows)).records == ((2,), (3,))


def test_labels_below_names_are_heads_even_if_nobody_has_answered():
    names = ["CASE", "STARTED", *(f"AB01_{n:02}" for n in range(1, 10))]
    labels = [
        "Interview-Nummer",
        "Zeitpunkt zu dem das Interview begann",
        *(f"Bitte antworten: {text}" for text in TEXTS),
    ]
    table = table_of(worksheet([names, labels, [1, "2025-03-01 09:15", *[3] * 9]]))

    assert table.parts[0].heads == (1, 2)
    assert table.columns[2].heads == ("AB01_01", "Bitte antworten: Unser Verein hat ein Leitbild.")
    with pytest.raises(UnusableFileError) as refused:
        layout_of(worksheet([names, labels]))
    assert refused.value.why == refusals.NO_PEOPLE


def test_a_matrix_question_stands_over_its_blanks_only():
    upper = ["Respondent ID", "Start Date", "Wie ist es?", *[None] * 8, "Noch etwas?"]
    lower = [None, None, *TEXTS, "Open-Ended Response"]
    table = table_of(worksheet([upper, lower, [17, "03/01/2025", *"ABCDEABCD", "Danke"]]))

    assert column(table, TEXTS[8]).heads == ("Wie ist es?", TEXTS[8])
    assert column(table, "Noch etwas?").heads == ("Noch etwas?", "Open-Ended Response")
    assert column(table, "Start Date").heads == ("Start Date", None)


def test_groups_over_more_columns_are_heads_only_where_cells_are_merged():
    groups = [None, None, "Eins", None, None, None, "Zwei"]
    table = table_of(worksheet([["Titel"], groups, NAMES, ANNA], merged=[(2, 3, 2, 6)]))

    assert [one.heads[0] for one in table.columns[2:8]] == ["Eins"] * 4 + ["Zwei", None]
    assert table.parts[0].above == (1,)


def test_running_numbers_of_the_columns_are_no_codes_of_statements():
    table = table_of(worksheet([list(range(1, 12)), NAMES, ANNA]))

    assert table.parts[0].heads == (2,)
    assert table.parts[0].above == (1,)


def test_columns_without_a_head_and_columns_that_come_twice_are_columns():
    table = table_of(worksheet([[*NAMES, TEXTS[0]], [*ANNA, "B"], [*BEN, None, "am Rand"]], errors={(3, 15): "#REF!"}))

    assert [(one.number, one.heading) for one in table.columns[10:]] == [
        (11, TEXTS[8]),
        (12, TEXTS[0]),
        (13, ""),
        (15, ""),
    ]


def test_each_column_of_crosses_belongs_to_its_statement():
    table = table_of(*read_file(handmade.crosses(PEOPLE, SHORT)), questionnaire=SHORT)

    assert len(table.columns) == 23
    assert table.columns[2].heading == FIRST_STATEMENT
    assert table.columns[2].options == (
        (3, "Trifft zu"),
        (4, "Trifft eher zu"),
        (5, "Trifft eher nicht zu"),
        (6, "Trifft nicht zu"),
        (7, "Keine Einschätzung möglich"),
    )
    assert table.columns[3].number == 8


def test_crosses_may_stand_under_four_letters_and_beside_a_remark():
    upper, lower = ["Nr."], [None]
    for text in TEXTS:
        upper += [text, None, None, None, None]
        lower += [*"ABCD", "Bemerkung"]
    table = table_of(worksheet([upper, lower, [1, "x", None, None, None, "gut", None, "x"], [2, None, "x"]]))

    assert table.columns[1].options == ((2, "A"), (3, "B"), (4, "C"), (5, "D"))
    assert (table.columns[2].number, table.columns[2].heading) == (6, "Bemerkung")
    assert len(table.columns) == 19
    assert table.records == ((3,), (4,))


def test_a_value_for_several_people_is_told():
    rows = [NAMES, ANNA, [*BEN[:1], None, *BEN[2:]], CEM]

    found = layout_of(worksheet(rows, merged=[(2, 2, 3, 2)]))

    assert in_german(found.notes) == (
        "Auf dem Blatt „Blatt“ sind Zellen über mehrere Zeilen verbunden. Ihr Wert gilt für alle diese Zeilen (B2).",
    )


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([NAMES], refusals.NO_PEOPLE),
        ([["Titel"], NAMES, [], ["Legende: A = Trifft zu"]], refusals.NO_PEOPLE),
        (
            [["Posten", "Betrag", "Datum"], ["Miete", 812.5, "1.3.2025"], ["Strom", 99.1, "2.3.2025"]],
            refusals.NO_STATEMENT,
        ),
        ([["Einladung zum Workshop"], ["am 1. März"]], refusals.NO_STATEMENT),
        ([["Vorname", "Nachname", "Stadt"], ["Anna", "Bach", "Ulm"], ["Ben", "Cox", "Köln"]], refusals.NO_STATEMENT),
    ],
)
def test_a_file_without_people_or_statements_is_refused(rows, reason):
    with pytest.raises(UnusableFileError) as refused:
        layout_of(worksheet(rows))

    assert refused.value.why == reason


def test_answers_to_reworded_statements_are_a_table():
    names = ["Nr.", *(f"Frage {letter}: ganz anders gefragt?" for letter in "ABCDEFGHI")]
    table = table_of(worksheet([names, *([n, *["stimme zu", "lehne ab", "stimme zu"] * 3] for n in range(1, 4))]))

    assert table.parts[0].heads == (1,)
    assert len(table.records) == 3
