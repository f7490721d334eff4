"""Case 14: Google Forms, from the form itself and from the linked worksheet."""

from dataclasses import replace

import pytest

from tests.data.intake.cases.kit import CODELESS, PEOPLE, TEXTS, came_out, file, put_in, with_use
from tests.exports import googleforms as gf

COMMENTED = (*PEOPLE, replace(PEOPLE[0], perspective="betriebe", answers={}))
WRITERS = {"form.csv": gf.csv_from_form, "sheet.csv": gf.csv_from_worksheet, "sheet.xlsx": gf.xlsx}


@pytest.mark.parametrize("how", WRITERS)
@pytest.mark.parametrize("with_mail", [False, True])
def test_rows_in_brackets_are_matched_and_zones_understood(how, with_mail):
    table = gf.rows(COMMENTED, CODELESS, with_mail=with_mail)

    found = file(WRITERS[how](table), f"Selbstcheck (Antworten) - Formularantworten 1.{how}", CODELESS).understood()

    assert (found.tool, found.status, found.questions, found.problems) == ("google-forms", "ok", (), ())
    assert [(one.statement, one.how) for one in found.columns if one.use == "statement"] == [
        (statement, "suffix") for statement in TEXTS
    ]
    assert came_out(found) == put_in(COMMENTED)
    assert found.without_answers == 1
    assert with_use(found, "personal") == (["E-Mail-Adresse"] if with_mail else [])
    assert sorted(one.moment for one in found.records)[:2] == ["2025-03-01T09:27", "2025-03-01T09:34"]
