"""Case 20: Kobo with labels and with XML names; and Formbricks and Qualtrics beside it."""

import pytest

from data.intake.understood import Options
from tests.data.intake.cases.kit import ASKED, CODELESS, PEOPLE, came_out, file, kinds, nine, put_in, with_use
from tests.data.intake.german import choices_in_german
from tests.exports import formbricks, kobo, qualtrics
from tests.exports.people import ONE_IS_AGREE, labels

NAMES = [f"feld{field}/a{row}" for field in (1, 2, 3) for row in (1, 2, 3)]
NAMED = nine(codes=dict(zip(ASKED.statements, ([name] for name in NAMES), strict=True)))


@pytest.mark.parametrize("hxl", [False, True])
@pytest.mark.parametrize("groups", [False, True])
def test_kobo_with_labels_is_read_without_a_question(groups, hxl):
    table = kobo.rows(PEOPLE, ASKED, groups=groups, hxl=hxl)
    for content in (kobo.csv(table), kobo.xlsx(table, ASKED)):
        found = file(content, "kobo").understood()

        assert (found.tool, found.status) == ("kobo", "ok")
        assert came_out(found) == put_in(PEOPLE)
        assert all(one.identity.startswith("kobo|5012") for one in found.records)
        assert found.problems == ()


def test_kobo_names_of_options_have_no_direction():
    table = kobo.rows(PEOPLE, ASKED, shown="names")
    export = file(kobo.csv(table), "kobo.csv", NAMED)

    found = export.understood()
    choice = next(
        one for one in choices_in_german(found.questions[0]) if one.startswith("opt1 = A Trifft zu, opt2 = B")
    )

    assert (kinds(found), found.records) == (["direction"], ())
    assert came_out(export.understood({"direction": choice})) == put_in(PEOPLE)


def test_kobo_names_that_nobody_knows_are_asked_about_one_by_one():
    table = kobo.rows(PEOPLE, ASKED, shown="names")
    found = file(kobo.csv(table), "kobo.csv", CODELESS).understood()

    assert [one.id for one in found.questions if one.kind == "statement"] == [f"statement:{name}" for name in NAMES]


def test_formbricks_is_read_without_a_question_and_option_ids_are_no_answers():
    table = formbricks.rows(PEOPLE, ASKED)
    for content in (formbricks.csv(table), formbricks.xlsx(table)):
        found = file(content, "formbricks").understood()

        assert (found.tool, found.status) == ("formbricks", "ok")
        assert came_out(found) == put_in(PEOPLE)
        assert {"User ID", "Formbricks ID (internal)"} <= set(with_use(found, "personal"))
        assert found.unfinished == sum(row[3] == "No" for row in table[1:])


def test_qualtrics_has_three_rows_of_heads_and_drops_who_it_was():
    found = file(qualtrics.csv(qualtrics.rows(PEOPLE, ASKED)), "qualtrics.csv").understood()

    assert (found.tool, found.status) == ("qualtrics", "ok")
    assert came_out(found) == put_in(PEOPLE)
    assert "IP Address" in with_use(found, "personal")
    assert "Recipient Email" in with_use(found, "personal")


def test_qualtrics_numbers_ask_for_the_direction_and_its_mark_is_not_answered():
    table = qualtrics.rows(PEOPLE, ASKED, words=ONE_IS_AGREE, missing="-99")
    export = file(qualtrics.csv(table), "qualtrics.csv")

    assert kinds(export.understood()) == ["direction"]
    assert came_out(export.understood({"direction": "1 = A Trifft zu, 2 = B"})) == put_in(PEOPLE)


def test_only_finished_ones_are_taken_on_request():
    table = qualtrics.rows(PEOPLE, ASKED)
    finished = [one for one, row in zip(PEOPLE, table[3:], strict=True) if row[6] == "True"]

    found = file(qualtrics.csv(table), "qualtrics.csv").understood(options=Options(only_finished=True))

    assert came_out(found) == put_in(finished)
    assert len(found.left_out) == len(PEOPLE) - len(finished) > 0


def test_kobo_names_that_are_codes_and_labels_need_no_question():
    short = nine(codes={one: [f"frage_{place}"] for place, one in enumerate(ASKED.statements)})
    words = {answer: "_".join(label.lower().split()) for answer, label in labels(ASKED).items()}
    head = ["start", "perspektive", *(f"teil{place // 3}/frage_{place}" for place in range(9)), "_id", "_uuid"]
    rows = [
        ["", one.perspective, *(words.get(one.answers.get(key, ""), "") for key in ASKED.statements), f"{place}", "u"]
        for place, one in enumerate(PEOPLE)
    ]

    found = file(kobo.csv([head, *rows]), "kobo.csv", short).understood()

    assert (found.tool, found.status, found.problems) == ("kobo", "ok", ())
    assert came_out(found) == put_in(PEOPLE)
