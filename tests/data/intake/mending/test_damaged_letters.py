"""Umlauts that a wrong character set damaged are mended where it is certain, else named once as the cause."""

from collections.abc import Callable

import pytest

from data.intake.columns.headings import Catalogue
from data.intake.containers.reading import Value, Worksheet
from data.intake.mending.letters import Damage
from data.intake.understood import Understood
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, File, came_out, file, put_in
from tests.data.intake.catalogues import questionnaire_of
from tests.data.intake.files import spreadsheet
from tests.data.intake.german import german
from tests.exports.delimited import delimited
from tests.exports.people import labels, perspective_title
from tests.exports.workbooks import workbook

WORDS = labels(ASKED)


def _read_as(encoding: str, written: str = "utf-8") -> Callable[[str], str]:
    return lambda text: text.encode(written).decode(encoding, errors="replace")


def _lost(sign: str) -> Callable[[str], str]:
    return lambda text: "".join(one if one.isascii() else sign for one in text)


UNDONE = {
    "cp1252": lambda text: _read_as("latin-1")(text).encode("latin-1").decode("cp1252", errors="replace"),
    "latin-1": _read_as("latin-1"),
    "mac-roman": _read_as("mac-roman"),
    "cp850": _read_as("cp850"),
    "cp437": _read_as("cp437"),
    "iso8859-15": _read_as("iso8859-15"),
    "cp1250": _read_as("cp1250"),
    "twice": lambda text: _read_as("latin-1")(_read_as("latin-1")(text)),
    "cp1252 as mac-roman": _read_as("mac-roman", "cp1252"),
    "cp1252 as cp850": _read_as("cp850", "cp1252"),
    "cp1252 as cp437": _read_as("cp437", "cp1252"),
    "mac-roman as cp1252": _read_as("cp1252", "mac-roman"),
    "cp850 as latin-1": _read_as("latin-1", "cp850"),
    "question marks": _lost("?"),
    "two question marks": _lost("??"),
    "replacement signs": _lost("\ufffd"),
    "two replacement signs": _lost("\ufffd\ufffd"),
    "underscores": _lost("_"),
    "boxes": _lost("□"),
}


def rows(damaged: Callable[[str], str], *, question: str = "") -> list[list[Value]]:
    heads = [f"{question}{text}]" if question else text for text in TEXTS.values()]
    people = [
        [perspective_title(one, ASKED), *(WORDS[one.answers[key]] if key in one.answers else None for key in TEXTS)]
        for one in PEOPLE
    ]
    return [
        [damaged(value) if isinstance(value, str) else value for value in row]
        for row in [["Perspektive", *heads], *people]
    ]


def understood(table: list[list[Value]]) -> Understood:
    return File((Worksheet("Blatt", tuple(map(tuple, table)), False, (), {}, {}),), "blatt.xlsx").understood()


@pytest.mark.parametrize("damaged", UNDONE.values(), ids=UNDONE)
def test_damaged_letters_are_undone(damaged: Callable[[str], str]):
    found = understood(rows(damaged))

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(PEOPLE)
    assert ["Umlaute beschädigt" in german(note) for note in found.notes] == [True]


@pytest.mark.parametrize("name", ["latin-1", "mac-roman", "cp850", "question marks", "replacement signs"])
def test_they_are_undone_behind_a_question(name: str):
    found = understood(rows(UNDONE[name], question="Bitte schätzen Sie ein: ["))

    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


def test_they_are_undone_in_every_format():
    table = rows(UNDONE["mac-roman"])
    texts = [["" if value is None else str(value) for value in row] for row in table]

    for content in (workbook({"Blatt": table}), spreadsheet(table), delimited(texts, separator=";")):
        found = file(content, "datei").understood()

        assert (found.status, found.problems) == ("ok", ())
        assert came_out(found) == put_in(PEOPLE)


def test_a_damaged_part_of_a_file_is_undone():
    """Some of the rows were copied from another program."""
    table = rows(str)
    table[4:7] = rows(UNDONE["latin-1"])[4:7]

    assert came_out(understood(table)) == put_in(PEOPLE)


def test_a_good_file_has_no_note_and_keeps_its_texts():
    table = rows(str)
    table[0].append("Anmerkung")
    for row in table[1:]:
        row.append("Größe › 3 × 4 „gut“ – was heißt das? Ach so…")

    found = understood(table)

    assert (found.status, found.notes) == ("ok", ())


@pytest.mark.parametrize("text", ["Çok güzel", "Катание", "مرحبا", "F√9", "Was? Ja!", "https://example.org/?a=1"])
def test_other_languages_and_signs_are_left_alone(text: str):
    worksheet = Worksheet("Blatt", ((text,),), False, (), {}, {})

    assert Damage([worksheet], Catalogue(ASKED)).undone(worksheet) == worksheet


def test_what_is_lost_for_good_is_named_once_as_the_cause():
    """Two statements differ in a letter that is lost."""
    asked = questionnaire_of({"1": "Unsere Häuser stehen allen offen.", "2": "Unsere Höuser stehen allen offen."})
    heads: list[Value] = ["Perspektive", "Unsere H?user stehen allen offen.", "Unsere H?user stehen allen offen!"]
    table = (tuple(heads), *((perspective_title(one, ASKED), "Trifft zu", "Trifft nicht zu") for one in PEOPLE))

    found = File((Worksheet("Blatt", table, False, (), {}, {}),), "blatt.xlsx", asked).understood()

    assert found.status == "refused"
    assert found.refused is not None
    assert german(found.refused).startswith("In dieser Datei sind Umlaute beschädigt (zum Beispiel „Unsere H?user")
    assert (found.questions, found.problems) == ((), ())


def test_an_answer_that_is_lost_for_good_is_the_cause_too():
    table = rows(str)
    table[1][2] = "V?llig daneben"

    found = understood(table)

    assert found.status == "refused"
    assert found.refused is not None
    assert "V?llig daneben" in german(found.refused)
    assert "UTF-8" in german(found.refused)


def test_a_damaged_remark_refuses_nothing():
    table = rows(str)
    table[0].append("Was fehlt?")
    table[1].append("Mehr R?ume f?r alle, das w?re wirklich sehr sch\ufffdn.")

    assert came_out(understood(table)) == put_in(PEOPLE)
