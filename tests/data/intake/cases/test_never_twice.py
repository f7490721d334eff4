"""Cases 24 and 25: the same file twice, saved again, grown, completed; and another survey with the same ids."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from commands.command_line import main
from tests.exports import limesurvey, msforms, nextcloud
from tests.exports.handmade import one_worksheet_a_field, titled
from tests.exports.people import Person, made_people
from tests.exports.sample import SHORT
from tests.exports.workbooks import workbook

PEOPLE = made_people(SHORT, 11)
FEWER = PEOPLE[:6]


def lime(people: Sequence[Person]) -> bytes:
    return limesurvey.csv(limesurvey.rows(people, SHORT))


def lime_resaved(people: Sequence[Person]) -> bytes:
    return limesurvey.xlsx(limesurvey.rows(people, SHORT), SHORT)


def anonymous(people: Sequence[Person]) -> bytes:
    return titled(people, SHORT)


@pytest.fixture
def counted(tmp_path, capsys):
    """Checks files one after the other: for each the numbers of new, changed, unchanged and doubled people."""

    def check(*contents: bytes) -> list[tuple[int, int, int, int]]:
        paths = [tmp_path / f"datei{number}" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        main(["check", *map(str, paths), "--json", "--questionnaire", str(Path("questionnaire.yaml").resolve())])
        check.report = json.loads(capsys.readouterr().out)
        return [(one["new"], one["changed"], one["unchanged"], one["duplicates"]) for one in check.report["files"]]

    return check


@pytest.mark.parametrize("write", [lime, anonymous, lambda people: nextcloud.csv(nextcloud.rows(people, SHORT))])
def test_the_same_file_counts_once_and_a_grown_one_by_its_new_people(counted, write):
    assert counted(write(FEWER), write(FEWER), write(PEOPLE)) == [(6, 0, 0, 0), (0, 0, 6, 0), (5, 0, 6, 0)]
    assert sum(counted.report["groups"].values()) == len(PEOPLE)


def test_a_file_saved_in_another_format_brings_nobody(counted):
    assert counted(lime(FEWER), lime_resaved(FEWER)) == [(6, 0, 0, 0), (0, 0, 6, 0)]
    forms = msforms.rows(FEWER, SHORT)
    assert counted(msforms.xlsx(forms), msforms.saved_csv(forms)) == [(6, 0, 0, 0), (0, 0, 6, 0)]


def test_a_later_export_may_come_before_an_older_one(counted):
    assert counted(lime(PEOPLE), lime(FEWER)) == [(11, 0, 0, 0), (0, 0, 6, 0)]


def test_a_partial_that_became_complete_is_an_update(counted):
    half = replace(PEOPLE[0], answers=dict(list(PEOPLE[0].answers.items())[:5]))

    assert counted(lime([half, *FEWER[1:]]), lime(FEWER)) == [(6, 0, 0, 0), (0, 1, 5, 0)]
    assert sum(counted.report["groups"].values()) == 6


def test_another_survey_with_the_same_ids_is_kept_apart(counted):
    others = [
        replace(one, answers={key: "EDCBA"["ABCDE".index(one)] for key, one in one.answers.items()}) for one in FEWER
    ]
    others = [
        replace(one, answers={key: value for key, value in one.answers.items() if value != "C"}) for one in others
    ]

    assert counted(lime(FEWER), lime(others)) == [(6, 0, 0, 0), (6, 0, 0, 0)]


def test_identical_anonymous_answers_in_one_file_are_different_people(counted):
    alike = replace(PEOPLE[0], answers=dict.fromkeys(SHORT.statements, "A"))
    rows = [["Perspektive", *SHORT.statements], *[["Kommunalpolitik", *"A" * 21]] * 3]
    three, five = workbook({"Bögen": rows}), workbook({"Bögen": [*rows, *rows[1:3]]})

    assert counted(anonymous([alike] * 3)) == [(3, 0, 0, 0)]
    assert counted(three, five) == [(3, 0, 0, 0), (2, 0, 3, 0)]


def test_the_same_id_twice_in_a_file_counts_once(counted):
    table = limesurvey.rows(FEWER, SHORT)

    assert counted(limesurvey.csv([*table, table[-1]])) == [(6, 0, 0, 1)]


def test_a_file_with_a_question_brings_nobody_yet(counted):
    assert counted(one_worksheet_a_field(FEWER, SHORT), lime(FEWER)) == [(0, 0, 0, 0), (6, 0, 0, 0)]
