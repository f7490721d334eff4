"""LimeSurvey's files have the quirks for which it is known."""

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.exports import limesurvey
from tests.exports.people import A1_TO_A5
from tests.exports.sample import BOM, FIRST_STATEMENT, FORMULA, PEOPLE, SHORT, part


def test_limesurvey_csv_has_bom_quotes_crlf_and_a_blank_line_at_the_end():
    content = limesurvey.csv(limesurvey.rows(PEOPLE, SHORT, headings="code", words=A1_TO_A5))

    assert content.startswith(
        BOM + b'"id";"submitdate";"lastpage";"startlanguage";"seed";"startdate";"datestamp";"G01Q01"'
    )
    assert b';"G02Q01[SQ001]";"G02Q01[SQ002]"' in content
    assert content.endswith(b"\r\n\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == len(PEOPLE) + 2
    assert b'"AO01";"A1";"A3"' in content


def test_limesurvey_csv_tells_never_shown_from_left_blank():
    table = limesurvey.rows(PEOPLE, SHORT)

    assert limesurvey.csv(table).splitlines()[4].startswith(b'"4";;"7"')
    assert limesurvey.csv(table).splitlines()[4].endswith(b";;;;" + b';""')
    assert limesurvey.csv(table, bare_nulls=False).splitlines()[4].startswith(b'"4";"";"7"')


@pytest.mark.parametrize(
    ("style", "header"),
    [
        ("code", "G02Q01[SQ001]"),
        ("expression", "G02Q01_SQ001"),
        ("full", f"Bitte schätzen Sie ein: Management &amp; Steuerung  [{FIRST_STATEMENT}]"),
        ("codetext", f"G02Q01[SQ001]. Bitte schätzen Sie ein: Management &amp; Steuerung  [{FIRST_STATEMENT}]"),
        ("abbreviated", "Bitte schätzen ..  [Unsere Kommune .. ]"),
    ],
)
def test_limesurvey_headings_come_in_styles(style, header):
    assert limesurvey.rows(PEOPLE, SHORT, headings=style)[0][8] == header


def test_limesurvey_writes_underscores_for_blanks_of_the_whole_header():
    header = limesurvey.rows(PEOPLE, SHORT, headings="underscores")[0]

    assert header[:2] == ["Antwort_ID", "Datum_Abgeschickt"]
    assert header[8].startswith("Bitte_schätzen_Sie_ein:_Management_&amp;_Steuerung__[Unsere_Kommune_")


def test_limesurvey_can_mask_what_looks_like_a_formula():
    assert limesurvey.rows([FORMULA], SHORT)[1][-1] == "=1+1"
    assert limesurvey.rows([FORMULA], SHORT, mask_equations=True)[1][-1] == "'=1+1"


def test_limesurvey_without_date_stamp_says_1980_for_all_who_finished():
    table = limesurvey.rows(PEOPLE, SHORT, dated=False)

    assert [row[1] for row in table[1:]] == ["1980-01-01 00:00:00"] * 3 + [None, "1980-01-01 00:00:00"]
    assert "Datum gestartet" not in table[0]


def test_limesurvey_xlsx_has_inline_strings_numbers_styled_blanks_and_broken_formulas():
    worksheet = part(limesurvey.xlsx(limesurvey.rows([FORMULA, PEOPLE[3]], SHORT, words={**A1_TO_A5, "A": "1"}), SHORT))

    assert '<c r="A1" s="0" t="inlineStr"><is><t>Antwort ID</t></is></c>' in worksheet
    assert '<c r="A2" s="0" t="n"><v>1</v></c>' in worksheet
    assert '<c r="B2" s="0" t="inlineStr"><is><t>2025-03-01 09:27:42</t></is></c>' in worksheet
    assert '<c r="B3" s="0"/>' in worksheet
    assert '<c r="AD2" s="0" t="s"><f>=1+1</f></c>' in worksheet


def test_limesurvey_xlsx_has_no_shared_strings_and_a_worksheet_named_like_the_survey():
    content = limesurvey.xlsx(limesurvey.rows(PEOPLE, SHORT), replace(SHORT, title={"de": "Was? [1/2]: " + "x" * 40}))

    assert "xl/sharedStrings.xml" not in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert load_workbook(io.BytesIO(content)).sheetnames == ["Was   1 2   " + "x" * 19]


def test_limesurvey_vv_has_labels_codes_and_marks_for_what_a_tab_file_cannot_hold():
    people = [replace(PEOPLE[0], comment='"Ja"\tund\n{nein}'), PEOPLE[3]]
    lines = limesurvey.vv(people, SHORT).decode().split("\n")

    assert lines[0].startswith('"Antwort ID"\t"Datum Abgeschickt"\t')
    assert lines[1].startswith("id\tsubmitdate\t") and "\tG02Q01_SQ001\t" in lines[1]
    assert lines[2].endswith('\t"{quote}Ja""{tab}und{newline}{lbrace}nein}"')
    assert lines[3].split("\t")[1] == "{question_not_shown}"
    assert "\t123X45X686\t" in limesurvey.vv(people, SHORT, survey=123).decode().split("\n")[1]
