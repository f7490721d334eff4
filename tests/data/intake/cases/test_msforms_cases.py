"""Cases 9 and 10: Microsoft Forms, opened in Excel and saved as CSV."""

from dataclasses import replace

import pytest

from tests.data.intake.cases.kit import CODELESS, PEOPLE, TEXTS, came_out, file, put_in, with_use
from tests.exports import msforms as ms
from tests.exports.people import COMMENT_QUESTION, PERSPECTIVE_QUESTION

COMMENTED = (
    replace(PEOPLE[0], comment="Früher war's „besser“ – glaube ich; oder?"),
    *PEOPLE[1:],
    replace(PEOPLE[1], answers={}),
)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("noise", [False, True])
def test_workbook_is_matched_by_the_rows_at_the_ends_of_its_heads(language, noise):
    table = ms.rows(COMMENTED, CODELESS, language=language, noise=noise)

    found = file(ms.xlsx(table), "Selbstcheck.xlsx", CODELESS).understood()

    assert (found.tool, found.status, found.questions, found.problems) == ("msforms", "ok", (), ())
    assert [(one.statement, one.how) for one in found.columns if one.use == "statement"] == [
        (statement, "suffix") for statement in TEXTS
    ]
    assert came_out(found) == put_in(COMMENTED)
    assert found.without_answers == 1
    assert with_use(found, "personal") == list(ms.META[language][3:])
    assert with_use(found, "technical") == list(ms.META[language][:3])
    assert [one.identity.split("|")[:2] for one in sorted(found.records, key=lambda one: one.identity)] == [
        ["msforms", str(number)] for number in range(1, len(PEOPLE) + 1)
    ]


def test_csv_saved_by_a_german_excel_keeps_umlauts_and_days():
    table = ms.rows(COMMENTED, CODELESS)

    found = file(ms.saved_csv(table), "Selbstcheck.csv", CODELESS).understood()

    assert (found.tool, found.status, found.questions, found.problems) == ("msforms", "ok", (), ())
    assert came_out(found) == put_in(COMMENTED)
    assert with_use(found, "perspective") == [PERSPECTIVE_QUESTION]
    assert with_use(found, "comment") == [COMMENT_QUESTION]
    assert {one.moment[:10] for one in found.records} == {"2025-03-01"}


def test_workbook_and_csv_of_one_form_know_their_people_again():
    table = ms.rows(COMMENTED, CODELESS)

    first = file(ms.xlsx(table), "a.xlsx", CODELESS).understood()
    second = file(ms.saved_csv(table), "b.csv", CODELESS).understood()

    assert {one.identity for one in first.records} == {one.identity for one in second.records}
    assert first.fingerprint == second.fingerprint
