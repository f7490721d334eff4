"""Nextcloud's files have the quirks for which it is known."""

import io
from dataclasses import replace

from openpyxl import load_workbook

from tests.exports import nextcloud
from tests.exports.people import QUESTIONNAIRE, made_people
from tests.exports.sample import BOM, FIRST_GRID, FIRST_STATEMENT, FORMULA, PEOPLE, SHORT, part


def test_nextcloud_csv_has_bom_quotes_lf_and_an_apostrophe_before_formulas():
    content = nextcloud.csv(nextcloud.rows([FORMULA], SHORT, questions="grid"))
    lines = content.split(b"\n")

    assert lines[0].startswith(BOM + b'"Benutzer-ID","Anzeigename des Nutzers","Zeitstempel","Welche')
    assert f'"{FIRST_GRID} ({FIRST_STATEMENT})"'.encode() in lines[0]
    assert lines[1].startswith(b'"","Anonymer Benutzer","2025-03-01T09:27:42+01:00","Integrationsbeauftragte')
    assert lines[1].endswith(b'","\'=1+1"')
    assert b"\r" not in content


def test_nextcloud_xlsx_makes_numbers_of_headers_and_answers():
    full = QUESTIONNAIRE.only(("1.01", "1.10"))
    worksheet = load_workbook(
        io.BytesIO(nextcloud.xlsx(nextcloud.rows(made_people(full, 1), full, questions="numbers", numbers=True)))
    ).worksheets[0]

    assert [cell.value for cell in worksheet[1][4:6]] == [1.01, 1.1]
    assert [cell.value for cell in worksheet[2][4:6]] == [1, 3]
    assert worksheet["C2"].value == "2025-03-01T09:27:42+01:00"


def test_nextcloud_xlsx_has_formulas_in_headers_only():
    statement = replace(SHORT.fields[0].statements[0], text={"de": "=A1"})
    asked = replace(SHORT, fields=(replace(SHORT.fields[0], statements=(statement,)),))
    worksheet = load_workbook(io.BytesIO(nextcloud.xlsx(nextcloud.rows([FORMULA], asked)))).worksheets[0]

    assert (worksheet["E1"].value, worksheet["E1"].data_type) == ("=A1", "f")
    assert (worksheet["F2"].value, worksheet["F2"].data_type) == ("=1+1", "s")


def test_nextcloud_shifts_all_answers_behind_a_skipped_grid():
    skipped = {one.id for one in SHORT.fields[0].statements}
    person = replace(PEOPLE[0], answers={key: one for key, one in PEOPLE[0].answers.items() if key not in skipped})
    whole, shifted = (nextcloud.rows([person], SHORT, questions="grid", shifted=one)[1] for one in (False, True))

    assert len(skipped) == 3
    assert whole[4:7] == ["", "", ""]
    assert shifted == [*whole[:5], *whole[7:], "", ""]


def test_nextcloud_newest_layout_has_submission_ids_and_a_hidden_row_of_ids():
    worksheet = load_workbook(
        io.BytesIO(nextcloud.xlsx(nextcloud.rows(PEOPLE, SHORT, questions="grid", numbers=True, ids=True)))
    ).worksheets[0]

    assert worksheet.row_dimensions[2].hidden
    assert [cell.value for cell in worksheet[2][:6]] == [*nextcloud.META_IDS, "question-id-31", "question-id-32-100"]
    assert worksheet[2][-1].value == "question-id-39" and len(worksheet[2]) == len(worksheet[1])
    assert (worksheet["A3"].value, worksheet["F3"].value) == (701, "1")


def test_nextcloud_ods_fills_rows_with_repeated_cells_and_stores_its_type_first():
    content = nextcloud.as_ods(nextcloud.rows(PEOPLE, SHORT))

    assert content[30:38] == b"mimetype" and content[38:84] == b"application/vnd.oasis.opendocument.spreadsheet"
    assert '<table:table-cell table:number-columns-repeated="998"/></table:table-row>' in part(content, "content.xml")
