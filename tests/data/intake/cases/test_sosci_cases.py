"""Cases 16 and 17: SoSci Survey as text with tabs in UTF-16, and as a workbook with labels in row 2."""

import pytest

from data.intake.understood import Options
from tests.data.intake.cases.kit import ASKED, CODELESS, came_out, file, kinds, nine, put_in
from tests.data.intake.german import german
from tests.exports import sosci
from tests.exports.people import labels, made_people

PEOPLE = made_people(ASKED, 13)

TABLE = sosci.rows(PEOPLE, ASKED, viewers=2, pretest=1)
USED = list(dict.fromkeys(one.perspective for one in PEOPLE))
CHOSEN = {f"perspective:{list(ASKED.perspectives).index(one) + 1}": one for one in USED}
UP = {"direction": "1 = A Trifft zu, 2 = B"}
UNABLE = {"missing:-1": "E"}
ITEMS = {name: label for name, label in zip(*TABLE[:2], strict=True) if name.startswith("AB0") and "_" in name}
CODES = dict(zip(ASKED.statements, ([name] for name in ITEMS), strict=False))


@pytest.fixture(
    scope="module",
    params=[sosci.csv_utf16, sosci.csv_utf8, sosci.csv_latin1, sosci.xlsx],
    ids=["UTF-16", "UTF-8", "Latin-1", "xlsx"],
)
def export(request):
    return file(request.param(TABLE), "data_selbstcheck.csv", CODELESS)


def test_sosci_asks_for_perspectives_direction_and_the_way_out(export):
    found = export.understood()

    assert found.tool == "sosci"
    assert kinds(found) == ["perspective"] * len(USED) + ["direction", "missing"]
    assert "-1" in german(found.questions[-1].text)
    assert (found.people, found.records) == (len(PEOPLE), ())


def test_sosci_row_of_labels_is_no_respondent_and_viewers_are_shown_and_not_counted(export):
    found = export.understood(CHOSEN | UP | UNABLE)

    assert found.status == "ok"
    assert came_out(found) == put_in(PEOPLE)
    assert {column.how for column in found.columns if column.use == "statement"} == {"suffix"}
    rows = len(PEOPLE) + 3, len(PEOPLE) + 4
    assert [(one.row, german(one.reason)) for one in found.left_out] == [
        (row, "hat den Fragebogen nur angesehen") for row in rows
    ]
    assert found.problems == ()
    assert found.unfinished == sum("S1" not in one.answers and "S2" not in one.answers for one in PEOPLE)


def test_sosci_not_answered_is_neither_e_nor_rejected(export):
    answers = CHOSEN | UP | UNABLE
    cells = [cell for row in TABLE[2:-2] for cell in row[7:16]]

    found = export.understood(answers)

    assert cells.count("-9") > 0
    assert sum(len(one.answers) for one in found.records) == sum(cell not in ("", "-9") for cell in cells)
    assert found.ledger.rejected == 0


def test_sosci_tests_are_counted_and_offered_to_be_left_out(export):
    found = export.understood(CHOSEN | UP | UNABLE)
    without = export.understood(CHOSEN | UP | UNABLE, Options(without_tests=True))

    assert found.tests == 1
    assert came_out(without) == put_in(PEOPLE[1:])


def test_sosci_way_out_may_mean_not_answered(export):
    found = export.understood(CHOSEN | UP | {"missing:-1": "nicht beantwortet"})

    assert {answer for one in found.records for answer in one.answers.values()} == set("ABCD")


def test_sosci_variables_without_labels_are_found_by_the_codes_of_the_questionnaire():
    bare = [TABLE[0], *TABLE[2:]]
    export = file(sosci.csv_utf8(bare), "data.csv", nine(codes=CODES))
    column = {"perspective": "Spalte G"}

    found = export.understood(CHOSEN | UP | UNABLE | column)

    assert kinds(export.understood()) == ["perspective", "direction", "missing"]
    assert kinds(export.understood(column)) == ["perspective"] * len(USED) + ["direction", "missing"]
    assert found.status == "ok"
    assert {column.how for column in found.columns if column.use == "statement"} == {"code"}
    assert came_out(found) == put_in(PEOPLE)


def test_sosci_labels_beside_their_numbers_need_no_question():
    words = {answer: f"[{place}] {label}" for place, (answer, label) in enumerate(labels(ASKED).items(), 1)}
    table = sosci.rows(PEOPLE, ASKED, words=words)
    table = [["[-9] nicht beantwortet" if cell == "-9" else cell for cell in row] for row in table]

    found = file(sosci.csv_utf16(table), "data.csv", CODELESS).understood(CHOSEN)

    assert (found.tool, found.status, found.problems) == ("sosci", "ok", ())
    assert came_out(found) == put_in(PEOPLE)
