"""Handmade workbooks have what people put into them."""

import io

from openpyxl import load_workbook

from tests.exports import handmade
from tests.exports.sample import FIRST_STATEMENT, OFFICE, PEOPLE, SHORT


def test_a_handmade_workbook_has_titles_merged_fields_and_a_computed_footer():
    content = handmade.titled(PEOPLE, SHORT)
    formulas = load_workbook(io.BytesIO(content)).worksheets[0]
    values = load_workbook(io.BytesIO(content), data_only=True).worksheets[0]

    assert {str(area) for area in formulas.merged_cells.ranges} >= {"A1:H1", "C4:E4", "F4:H4"}
    assert [formulas[place].value for place in ("A1", "C4", "C5", "C6", "A11")] == [
        "Selbstcheck Musterlingen",
        "Management & Steuerung",
        FIRST_STATEMENT,
        "A",
        "Mittelwert",
    ]
    assert formulas["C11"].value.startswith('=(4*COUNTIF(C6:C10,"A")+')
    assert [formulas.cell(row, 3).value for row in range(6, 11)] == ["A", "D", "B", "E", None]
    assert values["C11"].value == (4 + 1 + 3) / 3


def test_a_handmade_workbook_of_another_program_has_formulas_without_results():
    content = handmade.titled(PEOPLE, SHORT, with_results=False)

    assert load_workbook(io.BytesIO(content), data_only=True).worksheets[0]["C11"].value is None


def test_handmade_worksheets_stand_by_field_across_or_with_crosses():
    fields = load_workbook(io.BytesIO(handmade.one_worksheet_a_field(PEOPLE, SHORT)))
    across = load_workbook(io.BytesIO(handmade.transposed(PEOPLE, SHORT))).worksheets[0]
    crossed = load_workbook(io.BytesIO(handmade.crosses(PEOPLE, SHORT))).worksheets[0]

    assert [worksheet["A1"].value for worksheet in fields] == ["Nr."] * 7
    assert fields.worksheets[0].max_column == 5 and fields.sheetnames[0] == "Management & Steuerung"
    assert [across[place].value for place in ("A3", "B1", "B3")] == [FIRST_STATEMENT, 1, "Trifft zu"]
    assert [cell.value for cell in crossed[3][:7]] == [1, OFFICE, "x", None, None, None, None]
    assert "C1:G1" in {str(area) for area in crossed.merged_cells.ranges}


def test_handmade_counts_leave_nobody_s_own_answers():
    worksheet = load_workbook(io.BytesIO(handmade.counts(PEOPLE, SHORT))).worksheets[0]

    assert [cell.value for cell in worksheet[1]] == ["Aussage", *(step.label["de"] for step in SHORT.scale)]
    assert sum(cell.value for row in worksheet.iter_rows(min_row=2, min_col=2) for cell in row) == 19 + 19 + 18 + 9 + 18
