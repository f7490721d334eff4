"""Cases 11 to 13: Nextcloud Forms with single questions, with grids that shift, and with numbers."""

from dataclasses import replace

import pytest

from data.intake.understood import Options
from tests.data.intake.cases.kit import CODELESS, PEOPLE, TEXTS, came_out, file, kinds, nine, put_in, with_use
from tests.data.intake.german import choices_in_german, german
from tests.exports import nextcloud as nc
from tests.exports.people import COMMENT_QUESTION, made_people

COMMENTED = (replace(PEOPLE[0], comment="=SUMME(A1)"), replace(PEOPLE[1], comment="- erst mal anfangen"), *PEOPLE[2:])
FIRST_SKIPPED = replace(PEOPLE[2], answers={"T1": "C", "T2": "E", "T3": "C", "S1": "E", "S2": "B", "S3": "D"})
"""Skipped the first of three grids: all other answers move two columns to the left."""
UNTOUCHED = [one for one in PEOPLE if len(one.answers) >= 7]
WRITERS = {"csv": nc.csv, "xlsx": nc.xlsx, "ods": nc.as_ods}


@pytest.mark.parametrize("how", WRITERS)
@pytest.mark.parametrize("ids", [False, True])
def test_single_questions_are_matched_by_their_texts(how, ids):
    table = nc.rows(COMMENTED, CODELESS, ids=ids)

    found = file(WRITERS[how](table), f"Selbstcheck (Antworten).{how}", CODELESS).understood(
        options=Options(comments=True)
    )

    assert (found.tool, found.status, found.questions, found.problems) == ("nextcloud-forms", "ok", (), ())
    assert [(one.statement, one.how) for one in found.columns if one.use == "statement"] == [
        (statement, "text") for statement in TEXTS
    ]
    assert came_out(found) == put_in(COMMENTED)
    assert len(with_use(found, "personal")) == 2
    assert [(one.heading, sorted(one.texts)) for one in found.comments] == [
        (COMMENT_QUESTION, ["- erst mal anfangen", "=SUMME(A1)"])
    ]


@pytest.mark.parametrize("shifted", [False, True])
def test_grids_in_which_nobody_skipped_all_ask_nothing(shifted):
    table = nc.rows(UNTOUCHED, CODELESS, questions="grid", shifted=shifted)

    found = file(nc.csv(table), "Selbstcheck (Antworten).csv", CODELESS).understood()

    assert (found.status, found.questions, found.quarantined) == ("ok", (), ())
    assert came_out(found) == put_in(UNTOUCHED)


def test_moved_row_that_fits_in_one_way_is_put_back_when_wanted():
    people = [*UNTOUCHED, replace(FIRST_SKIPPED, comment="Das reicht.")]
    moved = file(nc.csv(nc.rows(people, CODELESS, questions="grid", shifted=True)), "a.csv", CODELESS)

    asking = moved.understood()
    back = moved.understood({"realign": "wieder einordnen"})
    out = moved.understood({"realign": "diese Zeilen nicht zählen"})

    assert (asking.status, kinds(asking)) == ("needs_answer", ["realign"])
    assert (back.status, came_out(back), back.quarantined) == ("ok", put_in(people), ())
    assert came_out(out) == put_in(UNTOUCHED)
    assert [one.row for one in out.quarantined] == [len(people) + 1]
    assert out.ledger.rejected == 10  # name, time, perspective, six answers and the comment


def test_moved_row_that_fits_in_two_ways_is_set_aside():
    people = [FIRST_SKIPPED, *UNTOUCHED]
    moved = file(nc.xlsx(nc.rows(people, CODELESS, questions="grid", shifted=True)), "a.xlsx", CODELESS)

    found = moved.understood()

    assert (found.status, found.questions, came_out(found)) == ("ok", (), put_in(UNTOUCHED))
    assert [(one.row, german(one.reason)) for one in found.quarantined] == [
        (
            2,
            "Nextcloud Forms verschiebt Antworten, wenn jemand eine ganze Tabellenfrage überspringt. "
            "Ob das hier so ist und wohin die Antworten gehören, ist nicht eindeutig. Die Zeile wird nicht gezählt.",
        )
    ]
    assert found.ledger.rejected == 9


def test_moved_rows_are_found_where_the_columns_of_the_tool_were_deleted():
    people = [*UNTOUCHED, FIRST_SKIPPED, replace(FIRST_SKIPPED, comment="Das reicht.")]
    table = [row[3:] for row in nc.rows(people, CODELESS, questions="grid", shifted=True)]

    found = file(nc.csv(table), "a.csv", CODELESS).understood({"realign": "wieder einordnen"})

    assert (found.tool, found.status, came_out(found)) == ("table", "ok", put_in([*UNTOUCHED, people[-1]]))
    assert [one.row for one in found.quarantined] == [len(people)]


def test_numbers_as_heads_and_answers_are_asked_about():
    ids = dict(zip(TEXTS, ("1.1", "1.10", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3"), strict=True))
    asked = nine(codes={}, ids=ids)
    people = made_people(asked, 6)
    table = nc.rows(people, asked, questions="numbers", numbers=True)
    numeric = file(nc.xlsx(table), "Selbstcheck (Antworten).xlsx", asked)
    direction = {"direction": "1 = A Trifft zu, 2 = B Trifft eher zu, 3 = C Trifft eher nicht zu, 4 = D"}

    asking = numeric.understood(direction)
    found = numeric.understood(direction | {"statement:1.1": "1.1", "statement:1.1 #2": "1.10"})

    assert [(one.id, one.kind, choices_in_german(one)) for one in asking.questions] == [
        ("statement:1.1", "statement", ("1.1", "1.10", "keine")),
        ("statement:1.1 #2", "statement", ("1.1", "1.10", "keine")),
    ]
    assert kinds(numeric.understood()) == ["statement", "statement", "direction"]
    assert (found.status, found.problems, came_out(found)) == ("ok", (), put_in(people))
