"""The reader of foreign files gives back every cell that was exported."""

from dataclasses import replace

import pytest

from data.intake.containers.reading import read_file
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
from tests.exports.people import QUESTIONNAIRE, made_people
from tests.exports.sample import ENDED, FIRST_GRID, FIRST_STATEMENT, FORMULA, OFFICE, PEOPLE, SHORT, STARTED, shown

LAYOUTS = {
    "LimeSurvey csv": (limesurvey.csv, limesurvey.rows(PEOPLE, SHORT)),
    "LimeSurvey csv, comma": (lambda table: limesurvey.csv(table, separator=","), limesurvey.rows(PEOPLE, SHORT)),
    "LimeSurvey xlsx": (lambda table: limesurvey.xlsx(table, SHORT), limesurvey.rows(PEOPLE, SHORT, headings="code")),
    "Nextcloud csv": (nextcloud.csv, nextcloud.rows(PEOPLE, SHORT, questions="grid")),
    "Nextcloud xlsx": (nextcloud.xlsx, nextcloud.rows(PEOPLE, SHORT, numbers=True)),
    "Nextcloud ods": (nextcloud.as_ods, nextcloud.rows(PEOPLE, SHORT, ids=True)),
    "SoSci UTF-16": (sosci.csv_utf16, sosci.rows(PEOPLE, SHORT)),
    "SoSci UTF-8": (sosci.csv_utf8, sosci.rows(PEOPLE, SHORT)),
    "SoSci Latin-1": (sosci.csv_latin1, sosci.rows(PEOPLE, SHORT)),
    "EFS csv": (efs.csv, efs.rows(PEOPLE, SHORT, embedded=1)),
    "EFS xlsx": (efs.xlsx, efs.rows(PEOPLE, SHORT, embedded=1)),
    "SurveyMonkey csv": (surveymonkey.csv, surveymonkey.rows(PEOPLE, SHORT, noise=True)),
    "SurveyMonkey xlsx": (surveymonkey.xlsx, surveymonkey.rows(PEOPLE, SHORT)),
    "Kobo csv": (kobo.csv, kobo.rows(PEOPLE, SHORT)),
    "Kobo xlsx": (lambda table: kobo.xlsx(table, SHORT), kobo.rows(PEOPLE, SHORT, shown="names")),
    "Formbricks csv": (formbricks.csv, formbricks.rows(PEOPLE, SHORT)),
    "Formbricks xlsx": (formbricks.xlsx, formbricks.rows(PEOPLE, SHORT)),
    "Qualtrics csv": (qualtrics.csv, qualtrics.rows(PEOPLE, SHORT)),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_reader_gives_back_all_cells(name):
    write, table = LAYOUTS[name]

    (worksheet,) = read_file(write(table))

    assert [_filled(row, len(table[0])) for row in worksheet.rows if any(shown(row))] == [shown(row) for row in table]


def test_the_reader_gives_back_dates_and_the_text_of_broken_formulas():
    (forms,) = read_file(msforms.xlsx(msforms.rows(PEOPLE, SHORT)))
    (google,) = read_file(googleforms.xlsx(googleforms.rows(PEOPLE, SHORT)))
    (survey,) = read_file(limesurvey.xlsx(limesurvey.rows([FORMULA], SHORT), SHORT))

    assert forms.rows[1][:3] == (1, STARTED, ENDED)
    assert google.rows[1][:3] == (ENDED, OFFICE, "Trifft zu")
    assert survey.formulas == {(2, 30): "1+1"}


def test_the_reader_gives_back_what_people_made_by_hand():
    (titled,) = read_file(handmade.titled(PEOPLE, SHORT))

    assert titled.rows[4][:3] == ("Nr.", "Perspektive", FIRST_STATEMENT)
    assert titled.rows[5][:3] == (1, OFFICE, "A")
    assert (4, 3, 4, 5) in titled.merged
    assert titled.formulas == {}


def test_the_reader_gives_back_the_worksheets_of_a_split_export():
    table = efs.rows(made_people(QUESTIONNAIRE, 2), QUESTIONNAIRE)

    first, second = read_file(efs.xlsx(table))

    assert [shown(row) for row in first.rows] == [row[:256] for row in table]
    assert [_filled(row, 28) for row in second.rows] == [[row[0], *row[256:]] for row in table]


def test_the_reader_finds_encoding_and_separator_of_saved_files():
    people = [replace(PEOPLE[0], comment="Größe – gut; „ja“")]

    (forms,) = read_file(msforms.saved_csv(msforms.rows(people, SHORT)))
    (google,) = read_file(googleforms.csv_from_form(googleforms.rows(people, SHORT)))
    (downloaded,) = read_file(googleforms.csv_from_worksheet(googleforms.rows(people, SHORT)))

    assert forms.rows[1][:3] == ("1", "01.03.2025 09:15", "01.03.2025 09:27")
    assert forms.rows[1][-1] == google.rows[1][-1] == downloaded.rows[1][-1] == "Größe – gut; „ja“"
    assert google.rows[0][2] == downloaded.rows[0][2] == f"{FIRST_GRID} [{FIRST_STATEMENT}]"
    assert google.rows[1][0] == "2025/03/01 9:27:42 AM MEZ"


def _filled(row, columns: int):
    return shown(row) + [""] * (columns - len(row))
