"""Cases 18 and 19: Unipark / EFS without any text, and spread over several worksheets."""

import pytest

from data.intake.understood import Options
from tests.data.intake.cases.kit import ASKED, CODELESS, came_out, file, kinds, nine, put_in
from tests.data.intake.german import german, in_german
from tests.exports import efs
from tests.exports.people import made_people

PEOPLE = made_people(ASKED, 13)

TABLE = efs.rows(PEOPLE, ASKED, testers=1, embedded=3)
COUNTED = PEOPLE[1:]
VARIABLES = dict(zip(ASKED.statements, (f"v_{number}" for number in range(2, 11)), strict=True))
KNOWN = nine(codes={one: [variable] for one, variable in VARIABLES.items()})
UP = {"direction": "1 = A Trifft zu, 2 = B"}
MAPPED = {f"statement:{variable}": one for one, variable in VARIABLES.items()}
TOGETHER = {"perspective": "ohne-angabe"}


@pytest.fixture(scope="module")
def nameless():
    return file(efs.csv(TABLE), "export.csv", CODELESS)


def test_efs_without_text_asks_for_each_column_of_answers(nameless):
    found = nameless.understood()

    assert found.tool == "efs"
    assert {one.id for one in found.questions if one.kind == "statement"} == MAPPED.keys()
    assert found.records == ()


def test_efs_mapped_by_hand_is_read(nameless):
    found = nameless.understood(MAPPED | UP | TOGETHER)

    assert (found.status, kinds(found)) == ("ok", [])
    assert came_out(found) == put_in(COUNTED, perspective="ohne-angabe")
    assert {column.how for column in found.columns if column.use == "statement"} == {"confirmed"}


def test_efs_perspectives_stand_in_the_column_that_a_person_names(nameless):
    number = {one: place for place, one in enumerate(ASKED.perspectives, 1)}
    chosen = {f"perspective:{number[one.perspective]}": one.perspective for one in COUNTED}

    found = nameless.understood(MAPPED | UP | {"perspective": "Spalte H"} | chosen)

    assert found.status == "ok"
    assert came_out(found) == put_in(COUNTED)


def test_efs_tester_and_broken_off_are_shown(nameless):
    found = nameless.understood(MAPPED | UP | TOGETHER)
    finished = nameless.understood(MAPPED | UP | TOGETHER, Options(only_finished=True))
    everybody = nameless.understood(MAPPED | UP | TOGETHER, Options(with_excluded=True))
    broken = [row for row in TABLE[2:] if row[3] == efs.BROKEN_OFF]

    assert [(one.row, german(one.reason)) for one in found.left_out] == [(2, "Testbogen")]
    assert found.unfinished == len(broken) > 0
    assert finished.people == len(COUNTED) - len(broken)
    assert everybody.people == len(PEOPLE)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_efs_variables_are_found_by_the_codes_of_the_questionnaire(encoding):
    found = file(efs.csv(TABLE, encoding=encoding), "export.csv", KNOWN).understood(UP | TOGETHER)

    assert came_out(found) == put_in(COUNTED, perspective="ohne-angabe")


WIDE = efs.rows(PEOPLE, ASKED, testers=1, embedded=240)


def test_efs_split_worksheets_are_joined_without_asking():
    found = file(efs.xlsx(WIDE), "export.xlsx", KNOWN).understood(UP | TOGETHER)

    assert (found.tool, found.status) == ("efs", "ok")
    assert came_out(found) == put_in(COUNTED, perspective="ohne-angabe")
    assert [(one.worksheet, one.row) for one in found.left_out] == [("Tabelle 1", 2)]


def test_efs_missing_partner_rows_are_reported_and_nobody_is_dropped():
    found = file(efs.xlsx(WIDE, without_partner=[14, 16]), "export.xlsx", KNOWN).understood(UP | TOGETHER)

    assert came_out(found) == put_in(COUNTED, perspective="ohne-angabe")
    assert "Auf dem Blatt „Tabelle 2“ fehlt die Zeile zu „lfdn“ in Tabelle 1!A4, Tabelle 1!A6." in in_german(
        found.notes
    )
