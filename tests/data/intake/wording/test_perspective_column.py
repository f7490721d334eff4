"""Where a file says which perspective somebody brings, and what is asked where it does not say it plainly."""

from collections.abc import Mapping, Sequence

import pytest

from analysis.questionnaire import UNSTATED
from content.said.answers import keys_of_words
from data.intake.containers.reading import Value, Worksheet
from data.intake.tables import Column, Part, Table
from data.intake.wording.perspective_column import PerspectiveChoice, find
from tests.data.intake.german import choices_in_german, german
from tests.exports.people import QUESTIONNAIRE

KEYS = QUESTIONNAIRE.perspective_keys


def _worksheet(rows: Sequence[Sequence[Value]], title: str = "CSV") -> Worksheet:
    return Worksheet(title, tuple(map(tuple, rows)), False, (), {}, {})


def _table(*columns: Sequence[Value]) -> Table:
    """Columns with their head in front."""
    worksheet = _worksheet(list(zip(*columns, strict=True)))
    return Table(
        (Part(worksheet, (1,)),),
        tuple(Column(0, number, (column[0],)) for number, column in enumerate(columns, 1)),
        tuple((row,) for row in range(2, len(worksheet.rows) + 1)),
    )


def _worksheets(*worksheets: tuple[str, Sequence[Sequence[Value]]], joined: bool = False) -> Table:
    """Worksheets with their title, whose people are ``joined`` or come one after the other."""
    parts = tuple(Part(_worksheet(rows, title), (1,)) for title, rows in worksheets)
    columns = tuple(
        Column(place, number, (head,))
        for place, (_, rows) in enumerate(worksheets)
        for number, head in enumerate(rows[0], 1)
    )
    if joined:
        records = [(row,) * len(worksheets) for row in range(2, len(worksheets[0][1]) + 1)]
    else:
        records = [
            tuple(row if place == own else 0 for place in range(len(worksheets)))
            for own, (_, rows) in enumerate(worksheets)
            for row in range(2, len(rows) + 1)
        ]
    return Table(parts, columns, tuple(records))


def _found(table: Table, answers: Mapping[str, str] | None = None) -> PerspectiveChoice:
    """Answers may be given in words."""
    chosen = dict(answers or {})
    for _ in range(len(chosen) + 1):
        found = find(
            table,
            range(len(table.columns)),
            QUESTIONNAIRE,
            chosen,
            is_unanswered=lambda text: text in ("", "N/A", "-9"),
        )
        chosen |= keys_of_words(found.questions, chosen, QUESTIONNAIRE)
    return found


def _ids(choice: PerspectiveChoice) -> list[str]:
    return [question.id for question in choice.questions]


@pytest.mark.parametrize(
    "head",
    [
        "Perspektive",
        "Welche Perspektive bringen Sie mit?",
        "G01Q01. Aus welcher Perspektive antworten Sie?",
        "Ich bin hier für …",
        "Gruppe",
        "Welcher Gruppe gehören Sie an?",
        "Sektor",
        "Ihre Rolle",
        "Zugehörigkeit",
        "Stakeholder group",
        "Which group do you belong to?",
        "Irgendetwas",
    ],
)
def test_known_perspectives_are_read_without_asking(head: str) -> None:
    table = _table(
        ["Nr.", 1, 2, 3, 4, 5, 6],
        [head, "Kommunalpolitik", "council", "VERWALTUNG", "Stadtrat;", "Keine Angabe", None],
        ["Anmerkung", None, "gut", "zu lang", None, None, "Amt"],
    )

    assert _found(table) == PerspectiveChoice(
        (1,),
        {
            None: UNSTATED,
            "Kommunalpolitik": "kommunalpolitik",
            "council": "kommunalpolitik",
            "VERWALTUNG": "sector:verwaltung",
            "Stadtrat;": "kommunalpolitik",
            "Keine Angabe": UNSTATED,
        },
    )


def test_what_the_tool_leaves_for_unanswered_is_no_perspective() -> None:
    choice = _found(_table(["Perspektive", "Rat", "N/A", -9]))

    assert choice == PerspectiveChoice((0,), {None: UNSTATED, "Rat": "kommunalpolitik", "N/A": UNSTATED, -9: UNSTATED})


def test_each_unknown_value_is_asked_about_once() -> None:
    choice = _found(_table(["Perspektive", "Rat", "Rat", "Rat", "Presse", "presse ", "Amt;Rat;"]))

    assert [(one.id, one.kind, german(one.text), choices_in_german(one)) for one in choice.questions] == [
        (
            "perspective:presse",
            "perspective",
            "In der Spalte A („Perspektive“) steht „Presse“ (2-mal). Welche Perspektive ist das?",
            KEYS,
        ),
        (
            "perspective:amt;rat;",
            "perspective",
            "In der Spalte A („Perspektive“) steht „Amt;Rat;“ (1-mal). Welche Perspektive ist das?",
            KEYS,
        ),
    ]
    assert choice.of == {None: UNSTATED, "Rat": "kommunalpolitik", "Presse": None, "presse ": None, "Amt;Rat;": None}


@pytest.mark.parametrize("answer", ["kommunalpolitik", "Kommunalpolitik", "Stadtrat", "Local councillors"])
def test_a_perspective_is_answered_by_any_of_its_names(answer: str) -> None:
    choice = _found(_table(["Perspektive", "Rat", "Rat", "Presse"]), {"perspective:presse": answer})

    assert choice.of["Presse"] == "kommunalpolitik"
    assert _ids(choice) == ["perspective:presse"]


def test_an_answer_that_is_no_perspective_leaves_the_question_open() -> None:
    choice = _found(_table(["Perspektive", "Rat", "Presse"]), {"perspective:presse": "Zeitung"})

    assert choice.of["Presse"] is None


@pytest.mark.parametrize("codes", [(1, 2, 2), ("AO01", "AO03", "AO03")])
def test_codes_are_asked_about_one_by_one(codes: Sequence[Value]) -> None:
    first, second, _ = codes
    choice = _found(
        _table(["Gruppe", *codes]), {f"perspective:{first}": "vereine", f"perspective:{second}": "sector:verwaltung"}
    )

    assert _ids(choice) == [f"perspective:{str(first).lower()}", f"perspective:{str(second).lower()}"]
    assert choice.of[second] == "sector:verwaltung"


def test_more_than_thirty_unknown_values_are_asked_about_together() -> None:
    unknown = [f"Verein {place}" for place in range(31)]
    choice = _found(_table(["Perspektive", "Rat", *unknown]), {"perspective:alle anderen": "sector:zivilgesellschaft"})

    assert [german(question.text) for question in choice.questions] == [
        "In der Spalte A („Perspektive“) stehen 31 Angaben, die keine Perspektive nennen (31-mal). Alle gehören zu:"
    ]
    assert choice.of == {None: UNSTATED, "Rat": "kommunalpolitik"} | dict.fromkeys(unknown, "sector:zivilgesellschaft")


TWO = (["Sektor", "Verwaltung", "Politik"], ["Nr.", 1, 2], ["Perspektive", "Amt", "Rat"])


def test_two_columns_that_fit_are_asked_about() -> None:
    choice = _found(_table(*TWO))

    assert [(one.id, choices_in_german(one)) for one in choice.questions] == [
        ("perspective-column", ("A", "C", "keine"))
    ]
    assert german(choice.questions[0].text) == (
        "In welcher Spalte steht, welche Perspektive die Menschen mitbringen? A „Sektor“ · C „Perspektive“"
    )
    assert choice.of == {"Verwaltung": None, "Politik": None, "Amt": None, "Rat": None}
    assert choice.default is None


def test_the_chosen_column_counts() -> None:
    choice = _found(_table(*TWO), {"perspective-column": "C"})

    assert choice.columns == (2,)
    assert choice.of == {None: UNSTATED, "Amt": "fachverwaltung", "Rat": "kommunalpolitik"}


def test_none_of_the_columns_leaves_one_answer_for_all() -> None:
    choice = _found(_table(*TWO), {"perspective-column": "keine", "perspective": "Rat"})

    assert (choice.columns, choice.default) == ((), "kommunalpolitik")
    assert _ids(choice) == ["perspective-column", "perspective"]


def test_a_named_and_known_column_outdoes_others() -> None:
    table = _table(["Dienststelle", "Sozialamt", "Jugendamt"], ["Rolle", "x", "y"], ["Perspektive", "Amt", "Rat"])

    assert (_found(table).columns, _ids(_found(table))) == ((2,), [])


@pytest.mark.parametrize(
    "column",
    [
        ["Anmerkung", "Rat", "Danke", "Es war lang"],
        ["Geschlecht", "keine Angabe", "keine Angabe", "keine Angabe"],
        ["Altersgruppe", "18–30", "31–50", "51–65"],
        ["Die Rolle der Vereine ist klar geregelt.", "Trifft zu", "Trifft zu", "E"],
        ["Perspektive [Sonstiges]", "Presse", None, None],
        ["Perspektive", None, None, None],
        ["Welche Perspektive fehlte heute?", "x" * 70, "y" * 70, "z" * 70],
    ],
)
def test_other_columns_are_none_of_perspectives(column: list[Value]) -> None:
    choice = _found(_table(column))

    assert choice.columns == ()
    assert _ids(choice) == ["perspective"]


def test_a_file_without_perspectives_belongs_to_one_or_to_none() -> None:
    table = _table(["Thema", "Rad", "Bus"])
    choice = _found(table)

    assert (
        german(choice.questions[0].text) == "Diese Datei nennt keine Perspektive. Alle Bögen dieser Datei gehören zu:"
    )
    assert choices_in_german(choice.questions[0]) == KEYS
    assert choice.default is None
    assert _found(table, {"perspective": "Möchte ich nicht sagen"}).default == UNSTATED


def test_the_title_of_the_only_worksheet_is_proposed() -> None:
    (question,) = _found(_worksheets(("Kommunalpolitik", [["Nr."], [1], [2]]))).questions

    assert question.proposed == "kommunalpolitik"


def test_titles_of_worksheets_below_each_other_are_perspectives() -> None:
    table = _worksheets(("Kommunalpolitik", [["Nr."], [1], [2]]), ("Verwaltung", [["Nr."], [1]]))

    assert _found(table) == PerspectiveChoice(of_part={0: "kommunalpolitik", 1: "sector:verwaltung"})


def test_an_unknown_title_among_them_is_asked_about() -> None:
    table = _worksheets(("Kommunalpolitik", [["Nr."], [1], [2]]), ("Presse", [["Nr."], [1]]))

    choice = _found(table)

    assert (
        german(choice.questions[0].text)
        == "Als Titel eines Blattes steht „Presse“ (1-mal). Welche Perspektive ist das?"
    )
    assert choice.of_part == {0: "kommunalpolitik", 1: None}
    assert _found(table, {"perspective:presse": "Rat"}).of_part == {0: "kommunalpolitik", 1: "kommunalpolitik"}


@pytest.mark.parametrize("joined", [False, True])
def test_the_same_column_on_several_worksheets_is_one(joined: bool) -> None:
    table = _worksheets(
        ("Feld 1", [["Nr.", "Perspektive"], [1, "Rat"], [2, "Amt"]]),
        ("Feld 2", [["Nr.", "Perspektive"], [1, "Rat"], [2, "Amt"]]),
        joined=joined,
    )
    choice = _found(table)

    assert (choice.columns, _ids(choice)) == ((1, 3), [])
    assert choice.of == {None: UNSTATED, "Rat": "kommunalpolitik", "Amt": "fachverwaltung"}


def test_a_column_whose_head_says_nothing_can_be_named():
    table = _table(["G01Q01", "AO01", "AO02", "AO01", "N/A"], ["G09", "ein", "langer", "Text", "steht"])

    asked = _found(table)
    chosen = _found(table, {"perspective": "Spalte A"})

    assert choices_in_german(asked.questions[0]) == (*KEYS, "Spalte A")
    assert (chosen.columns, _ids(chosen)) == ((0,), ["perspective", "perspective:ao01", "perspective:ao02"])
    assert chosen.of["N/A"] == UNSTATED


def test_codes_that_are_all_different_may_be_perspectives_too() -> None:
    assert choices_in_german(_found(_table(["v_1", 1, 2, 3])).questions[0]) == (*KEYS, "Spalte A")
