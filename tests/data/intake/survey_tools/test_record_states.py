"""A response is finished, excluded and known again by what its tool says, however the file was saved."""

from datetime import datetime

from data.intake.survey_tools.record_states import ONLY_LOOKED, PREVIEW, TESTER, RecordState, record_states
from data.intake.survey_tools.tools import ToolId, meanings, recognised
from data.intake.tables import Column, Part, Table
from tests.data.intake.made_tables import table_of, worksheet_of
from tests.exports import (
    efs,
    formbricks,
    googleforms,
    kobo,
    limesurvey,
    msforms,
    nextcloud,
    qualtrics,
    sosci,
    surveymonkey,
)
from tests.exports.sample import PEOPLE, SHORT

ALL, HALF = [True] * 5, [True, True, True, False, True]


def states(rows, heads: int = 1) -> tuple[RecordState, ...]:
    table = table_of(rows, heads)
    tool = recognised(table)
    return record_states(table, tool, meanings(table, tool))


def states_of(tool: ToolId, rows) -> tuple[RecordState, ...]:
    table = table_of(rows)
    return record_states(table, tool, meanings(table, tool))


def finished(rows, heads: int = 1) -> list[bool | None]:
    return [one.finished for one in states(rows, heads)]


def test_finished_is_what_the_tool_says():
    assert finished(limesurvey.rows(PEOPLE, SHORT)) == HALF
    assert finished(limesurvey.rows(PEOPLE, SHORT, dated=False)) == HALF
    assert finished(sosci.rows(PEOPLE, SHORT), 2) == HALF
    assert finished(efs.rows(PEOPLE, SHORT)) == HALF
    assert finished(formbricks.rows(PEOPLE, SHORT)) == HALF
    assert finished(qualtrics.rows(PEOPLE, SHORT), 3) == HALF


def test_some_tools_only_store_what_was_sent():
    assert finished(msforms.rows(PEOPLE, SHORT)) == ALL
    assert finished(googleforms.rows(PEOPLE, SHORT)) == ALL
    assert finished(nextcloud.rows(PEOPLE, SHORT)) == ALL
    assert finished(kobo.rows(PEOPLE, SHORT)) == ALL


def test_whether_a_response_is_finished_may_be_unknown():
    assert finished(surveymonkey.rows(PEOPLE, SHORT), 2) == [None] * 5
    assert [one.finished for one in states_of("limesurvey", [["id"], ["1"]])] == [None]
    assert [one.finished for one in states_of("sosci", [["FINISHED"], [""], ["?"]])] == [None, None]
    assert [one.finished for one in states_of("table", [["Nr."], ["1"]])] == [None]


def test_finished_is_understood_in_words():
    assert [one.finished for one in states_of("efs", [["dispcode"], ["Completed"], ["Beendet"], ["Suspended"]])] == [
        True,
        True,
        False,
    ]
    assert [one.finished for one in states_of("formbricks", [["Finished"], ["Ja"], ["Nein"]])] == [True, False]
    assert [one.finished for one in states_of("qualtrics", [["Finished"], [1], [0], [True]])] == [True, False, True]


def test_not_shown_in_a_vv_file_is_not_finished():
    rows = [["id", "submitdate"], ["1", "{question_not_shown}"], ["2", "1980-01-01 00:00:00"]]

    assert [one.finished for one in states_of("limesurvey", rows)] == [False, True]


def test_testers_viewers_and_previews_are_excluded_with_a_reason():
    efs_states = states(efs.rows(PEOPLE, SHORT, testers=2))
    sosci_states = states(sosci.rows(PEOPLE, SHORT, viewers=1), 2)
    rows = [["ResponseId", "Status", "DistributionChannel"], ["R_1", "IP Address", "anonymous"]]
    rows += [["R_2", "Survey Preview", "preview"], ["R_3", "0", "preview"], ["R_4", 1, ""], ["R_5", "Spam", "email"]]

    assert [one.excluded for one in efs_states] == [TESTER, TESTER, None, None, None]
    assert [one.excluded for one in sosci_states] == [None, None, None, None, None, ONLY_LOOKED]
    assert [one.excluded for one in states_of("qualtrics", rows)] == [None, PREVIEW, PREVIEW, PREVIEW, None]


def test_tests_of_the_questionnaire_are_only_marked():
    found = states(sosci.rows(PEOPLE, SHORT, pretest=2), 2)

    assert [one.is_test for one in found] == [True, True, False, False, False]
    assert [one.excluded for one in found] == [None] * 5


def test_the_identity_is_key_start_and_seed():
    assert states(limesurvey.rows(PEOPLE, SHORT))[1].identity == "limesurvey|2|2025-03-01T09:22|90211"
    assert states(limesurvey.rows(PEOPLE, SHORT, dated=False))[1].identity == "limesurvey|2||90211"
    assert states(msforms.rows(PEOPLE, SHORT))[0].identity == "msforms|1|2025-03-01T09:15|"
    assert states(sosci.rows(PEOPLE, SHORT), 2)[0].identity == "sosci|41|2025-03-01T09:15|"
    assert states(efs.rows(PEOPLE, SHORT))[0].identity == "efs|12|2025-03-01T09:15|"
    assert states(kobo.rows(PEOPLE, SHORT))[0].identity == "kobo|501230|2025-03-01T09:15|"
    assert states(nextcloud.rows(PEOPLE, SHORT, ids=True), 2)[0].identity == "nextcloud-forms|701||"
    assert states(formbricks.rows(PEOPLE, SHORT))[0].identity == "formbricks|cm7x000000000000000000000||"
    assert states(surveymonkey.rows(PEOPLE, SHORT), 2)[0].identity == "surveymonkey|11837465201|2025-03-01T09:15|"
    assert states(qualtrics.rows(PEOPLE, SHORT), 3)[0].identity == "qualtrics|R_000000000000000|2025-03-01T09:15|"


def test_without_a_response_id_there_is_no_identity():
    assert {one.identity for one in states(googleforms.rows(PEOPLE, SHORT, with_mail=True))} == {""}
    assert {one.identity for one in states(nextcloud.rows(PEOPLE, SHORT))} == {""}
    assert states_of("table", [["Nr.", "ID", "Datum"], ["1", "7", "01.03.2025"]])[0].identity == ""


def test_a_later_export_of_a_response_that_went_on_has_the_same_identity():
    rows = [["id", "submitdate", "lastpage", "seed", "startdate", "datestamp"]]
    early = states_of("limesurvey", [*rows, ["7", None, "2", "90", "2025-03-01 09:15:02", "2025-03-01 09:20:00"]])[0]
    late = states_of(
        "limesurvey", [*rows, ["7", "2025-03-02 08:00:00", "9", "90", "2025-03-01 09:15:02", "2025-03-02 08:00:00"]]
    )[0]

    assert (early.identity, early.finished, early.moment) == (late.identity, False, "")
    assert (late.finished, late.moment) == (True, "2025-03-02T08:00")


def test_ids_are_the_same_as_numbers_and_as_texts_and_never_rounded():
    ids = [11837465201, 11837465201.0, "11837465201", "11837465201.0", "1,1837465201E+10", "1.18E+10", "", None]
    found = states_of("surveymonkey", [["Respondent ID", "Collector ID"], *([one, 1] for one in ids)])

    assert [one.identity for one in found] == ["surveymonkey|11837465201||"] * 5 + [""] * 3


def test_the_same_file_saved_by_excel_as_text_without_seconds_is_the_same():
    rows = msforms.rows(PEOPLE, SHORT)
    saved = [
        [f"{cell:%d.%m.%Y %H:%M}" if isinstance(cell, datetime) else str(cell or "") for cell in row] for row in rows
    ]

    assert states(saved) == states(rows)
    assert states(rows)[4] == RecordState(True, None, False, "msforms|5|2025-03-01T09:43|", "2025-03-01T09:56")


def test_google_says_the_same_moment_from_form_and_from_worksheet():
    rows = googleforms.rows(PEOPLE, SHORT)
    from_form = [rows[0], *([f"{row[0]:%Y/%m/%d %I:%M:%S %p} MEZ", *row[1:]] for row in rows[1:])]

    assert states(from_form) == states(rows)
    assert states(rows)[0].moment == "2025-03-01T09:27"


def test_the_moment_is_when_a_response_was_sent():
    sent = "2025-03-01T09:27"

    assert {
        states(rows, heads)[0].moment
        for rows, heads in (
            (limesurvey.rows(PEOPLE, SHORT), 1),
            (nextcloud.rows(PEOPLE, SHORT), 1),
            (sosci.rows(PEOPLE, SHORT), 2),
            (efs.rows(PEOPLE, SHORT), 1),
            (surveymonkey.rows(PEOPLE, SHORT), 2),
            (kobo.rows(PEOPLE, SHORT), 1),
            (formbricks.rows(PEOPLE, SHORT), 1),
            (qualtrics.rows(PEOPLE, SHORT), 3),
        )
    } == {sent}


def test_in_joined_worksheets_the_id_counts_from_whichever_has_the_row():
    parts = (Part(worksheet_of([["lfdn"], [12]]), (1,)), Part(worksheet_of([["lfdn"], [12], [13]]), (1,)))
    table = Table(parts, (Column(0, 1, ("lfdn",)), Column(1, 1, ("lfdn",))), ((2, 2), (0, 3)))

    assert [one.identity for one in record_states(table, "efs", meanings(table, "efs"))] == ["efs|12||", "efs|13||"]
