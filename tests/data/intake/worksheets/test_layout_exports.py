"""In the exports of all tools the people are found, none too few and none too many, and where their heads stand."""

import pytest

from analysis.questionnaire import Questionnaire
from data.intake.columns.headings import Catalogue
from data.intake.containers.reading import read_file
from data.intake.worksheets.layout import tables_of
from tests.data.intake.made_worksheets import club
from tests.exports import (
    efs,
    formbricks,
    googleforms,
    handmade,
    kobo,
    limesurvey,
    msforms,
    nextcloud,
    qualtrics,
    sosci,
    surveymonkey,
)
from tests.exports.people import A1_TO_A5, ONE_IS_AGREE, made_people
from tests.exports.sample import SHORT

KINDS = {
    "limesurvey csv": ((1,), lambda people, asked: limesurvey.csv(limesurvey.rows(people, asked))),
    "limesurvey codetext": (
        (1,),
        lambda people, asked: limesurvey.csv(limesurvey.rows(people, asked, headings="codetext", words=A1_TO_A5)),
    ),
    "limesurvey underscores": (
        (1,),
        lambda people, asked: limesurvey.csv(limesurvey.rows(people, asked, headings="underscores")),
    ),
    "limesurvey xlsx": (
        (1,),
        lambda people, asked: limesurvey.xlsx(limesurvey.rows(people, asked, words=ONE_IS_AGREE), asked),
    ),
    "limesurvey vv": ((1, 2), lambda people, asked: limesurvey.vv(people, asked)),
    "limesurvey vv of old": ((1, 2), lambda people, asked: limesurvey.vv(people, asked, survey=12345)),
    "msforms xlsx": ((1,), lambda people, asked: msforms.xlsx(msforms.rows(people, asked, noise=True))),
    "msforms csv": ((1,), lambda people, asked: msforms.saved_csv(msforms.rows(people, asked))),
    "nextcloud csv": ((1,), lambda people, asked: nextcloud.csv(nextcloud.rows(people, asked))),
    "nextcloud grid xlsx": (
        (1,),
        lambda people, asked: nextcloud.xlsx(nextcloud.rows(people, asked, questions="grid")),
    ),
    "nextcloud numbers ods": (
        (1,),
        lambda people, asked: nextcloud.as_ods(nextcloud.rows(people, asked, questions="numbers", numbers=True)),
    ),
    "nextcloud ids csv": ((1, 2), lambda people, asked: nextcloud.csv(nextcloud.rows(people, asked, ids=True))),
    "nextcloud ids xlsx": (
        (1, 2),
        lambda people, asked: nextcloud.xlsx(nextcloud.rows(people, asked, questions="numbers", ids=True)),
    ),
    "google form": ((1,), lambda people, asked: googleforms.csv_from_form(googleforms.rows(people, asked))),
    "google sheet": ((1,), lambda people, asked: googleforms.xlsx(googleforms.rows(people, asked, with_mail=True))),
    "surveymonkey csv": ((1, 2), lambda people, asked: surveymonkey.csv(surveymonkey.rows(people, asked, noise=True))),
    "surveymonkey xlsx": ((1, 2), lambda people, asked: surveymonkey.xlsx(surveymonkey.rows(people, asked))),
    "sosci utf-16": ((1, 2), lambda people, asked: sosci.csv_utf16(sosci.rows(people, asked))),
    "sosci xlsx": ((1, 2), lambda people, asked: sosci.xlsx(sosci.rows(people, asked))),
    "kobo labels": ((1,), lambda people, asked: kobo.csv(kobo.rows(people, asked))),
    "kobo labels and tags": ((1, 2), lambda people, asked: kobo.xlsx(kobo.rows(people, asked, hxl=True), asked)),
    "formbricks": ((1,), lambda people, asked: formbricks.xlsx(formbricks.rows(people, asked))),
    "qualtrics": ((1, 2, 3), lambda people, asked: qualtrics.csv(qualtrics.rows(people, asked))),
    "qualtrics codes": (
        (1, 2, 3),
        lambda people, asked: qualtrics.csv(qualtrics.rows(people, asked, words=ONE_IS_AGREE, missing="-99")),
    ),
    "titled": ((4, 5), lambda people, asked: handmade.titled(people, asked)),
    "titled without results": ((4, 5), lambda people, asked: handmade.titled(people, asked, with_results=False)),
    "titled with numbers": ((4, 5), lambda people, asked: handmade.titled(people, asked, words=ONE_IS_AGREE)),
    "crosses": ((1, 2), lambda people, asked: handmade.crosses(people, asked)),
}
NAMELESS = {
    "limesurvey codes": (
        (1,),
        lambda people, asked: limesurvey.csv(limesurvey.rows(people, asked, headings="code", words=A1_TO_A5)),
    ),
    "efs csv": ((1,), lambda people, asked: efs.csv(efs.rows(people, asked))),
    "efs xlsx": ((1,), lambda people, asked: efs.xlsx(efs.rows(people, asked, embedded=20))),
    "kobo names": ((1,), lambda people, asked: kobo.csv(kobo.rows(people, asked, shown="names", groups=False))),
    "kobo names and tags": ((1, 2), lambda people, asked: kobo.csv(kobo.rows(people, asked, shown="names", hxl=True))),
}
QUESTIONNAIRES = {"Kurzform": SHORT, "nine": club(), "nine like answers": club([f"A{n}" for n in range(1, 10)])}


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("asked", QUESTIONNAIRES.values(), ids=QUESTIONNAIRES)
@pytest.mark.parametrize(("heads", "export"), KINDS.values(), ids=KINDS)
def test_every_person_of_an_export_is_a_record_and_every_statement_a_column(heads, export, asked: Questionnaire, count):
    catalogue = Catalogue(asked)

    found = tables_of(read_file(export(made_people(asked, count), asked)), catalogue, {})

    assert found.questions == found.unused == found.notes == ()
    assert found.table is not None
    (part,) = found.table.parts
    matches = [match.statements for column in found.table.columns if (match := catalogue.match(column.heads))]
    assert part.heads == heads
    assert found.table.records == tuple((row,) for row in range(heads[-1] + 1, heads[-1] + 1 + count))
    assert sorted(matches) == sorted((one,) for one in asked.statements)


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("asked", [SHORT, club()], ids=["Kurzform", "nine"])
@pytest.mark.parametrize(("heads", "export"), NAMELESS.values(), ids=NAMELESS)
def test_an_export_without_texts_is_a_table_too(heads, export, asked: Questionnaire, count):
    found = tables_of(read_file(export(made_people(asked, count), asked)), Catalogue(asked), {})

    assert found.questions == ()
    assert found.table is not None
    assert found.table.parts[0].heads == heads
    assert found.table.records == tuple((row,) for row in range(heads[-1] + 1, heads[-1] + 1 + count))
