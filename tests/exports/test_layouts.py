"""The built exports have the quirks for which the real ones are known."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook

from data.intake.reading import read_file
from tests.exports import (
    efs,
    formbricks,
    googleforms,
    handmade,
    kobo,
    limesurvey,
    msforms,
    nextcloud,
    particify,
    qualtrics,
    sosci,
    surveymonkey,
)
from tests.exports.people import A1_TO_A5, QUESTIONNAIRE, made_people

SHORT = QUESTIONNAIRE.only(QUESTIONNAIRE.short_form)
PEOPLE = made_people(SHORT, 5)
FORMULA = replace(PEOPLE[0], comment="=1+1")
FIRST_STATEMENT = "Unsere Kommune bekennt sich in einem beschlossenen Leitbild zum Zusammenleben in Vielfalt."
FIRST_GRID = "Bitte schätzen Sie ein: Management & Steuerung"
OFFICE = "Integrationsbeauftragte und Integrationsstelle"
STARTED = datetime.fromisoformat("2025-03-01 09:15:02")
ENDED = datetime.fromisoformat("2025-03-01 09:27:42")
BOM = b"\xef\xbb\xbf"


def part(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def shown(row):
    return ["" if value is None else str(value) for value in row]


def test_people_are_the_same_each_time_with_all_answers_blanks_and_a_partial_sheet():
    again = made_people(SHORT, 5)

    assert again == PEOPLE
    assert set(PEOPLE[0].answers.values()) == set("ABCDE")
    assert [len(person.answers) for person in PEOPLE] == [19, 19, 18, 9, 18]


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
    sheet = part(limesurvey.xlsx(limesurvey.rows([FORMULA, PEOPLE[3]], SHORT, words={**A1_TO_A5, "A": "1"}), SHORT))

    assert '<c r="A1" s="0" t="inlineStr"><is><t>Antwort ID</t></is></c>' in sheet
    assert '<c r="A2" s="0" t="n"><v>1</v></c>' in sheet
    assert '<c r="B2" s="0" t="inlineStr"><is><t>2025-03-01 09:27:42</t></is></c>' in sheet
    assert '<c r="B3" s="0"/>' in sheet
    assert '<c r="AD2" s="0" t="s"><f>=1+1</f></c>' in sheet


def test_limesurvey_xlsx_has_no_shared_strings_and_a_sheet_named_like_the_survey():
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


def test_msforms_has_question_dot_row_real_dates_and_an_excel_table():
    content = msforms.xlsx(msforms.rows(PEOPLE, SHORT, noise=True))
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]

    assert [cell.value for cell in sheet[1][:7]] == [
        "Id",
        "Startzeit",
        "Fertigstellungszeit",
        "E-Mail",
        "Name",
        "Welche Perspektive bringen Sie\nmit?\u00a0",
        f"Bitte schätzen Sie\nein: Management & Steuerung.{FIRST_STATEMENT}\u00a0",
    ]
    assert sheet["B2"].value == STARTED
    assert sheet["D2"].value == "anonymous"
    assert sheet.tables["Table1"].ref == "A1:AB6"


def test_msforms_numbers_headers_that_come_again():
    twice = replace(SHORT, fields=(SHORT.fields[0], SHORT.fields[0]))
    header = msforms.rows([], twice)[0]

    assert header[6] == f"{FIRST_GRID}.{FIRST_STATEMENT}"
    assert header[9] == f"{FIRST_GRID}.{FIRST_STATEMENT}2"


def test_msforms_saved_by_a_german_excel_is_cp1252_with_semicolons_and_minutes():
    people = [replace(PEOPLE[0], comment="Gut – weiter so")]
    lines = msforms.saved_csv(msforms.rows(people, SHORT)).split(b"\r\n")

    assert lines[0].startswith(
        b"Id;Startzeit;Fertigstellungszeit;E-Mail;Name;Welche Perspektive bringen Sie mit?;Bitte sch\xe4tzen"
    )
    assert lines[1].startswith(b"1;01.03.2025 09:15;01.03.2025 09:27;anonymous;;Integrationsbeauftragte")
    assert lines[1].endswith(b";Gut \x96 weiter so")


def test_nextcloud_csv_has_bom_quotes_lf_and_an_apostrophe_before_formulas():
    content = nextcloud.csv(nextcloud.rows([FORMULA], SHORT, questions="grid"))
    lines = content.split(b"\n")

    assert lines[0].startswith(BOM + b'"Benutzer-ID","Anzeigename des Nutzers","Zeitstempel","Welche')
    assert f'"{FIRST_GRID} ({FIRST_STATEMENT})"'.encode() in lines[0]
    assert lines[1].startswith(b'"","Anonymer Benutzer","2025-03-01T09:27:42+01:00","Integrationsbeauftragte')
    assert lines[1].endswith(b""","'=1+1\"""")
    assert b"\r" not in content


def test_nextcloud_xlsx_makes_numbers_of_headers_and_answers():
    full = QUESTIONNAIRE.only(("1.01", "1.10"))
    sheet = load_workbook(
        io.BytesIO(nextcloud.xlsx(nextcloud.rows(made_people(full, 1), full, questions="numbers", numbers=True)))
    ).worksheets[0]

    assert [cell.value for cell in sheet[1][4:6]] == [1.01, 1.1]
    assert [cell.value for cell in sheet[2][4:6]] == [1, 3]
    assert sheet["C2"].value == "2025-03-01T09:27:42+01:00"


def test_nextcloud_xlsx_has_formulas_in_headers_only():
    statement = replace(SHORT.fields[0].statements[0], text={"de": "=A1"})
    asked = replace(SHORT, fields=(replace(SHORT.fields[0], statements=(statement,)),))
    sheet = load_workbook(io.BytesIO(nextcloud.xlsx(nextcloud.rows([FORMULA], asked)))).worksheets[0]

    assert (sheet["E1"].value, sheet["E1"].data_type) == ("=A1", "f")
    assert (sheet["F2"].value, sheet["F2"].data_type) == ("=1+1", "s")


def test_nextcloud_shifts_all_answers_behind_a_skipped_grid():
    skipped = {one.id for one in SHORT.fields[0].statements}
    person = replace(PEOPLE[0], answers={key: one for key, one in PEOPLE[0].answers.items() if key not in skipped})
    whole, shifted = (nextcloud.rows([person], SHORT, questions="grid", shifted=one)[1] for one in (False, True))

    assert len(skipped) == 3
    assert whole[4:7] == ["", "", ""]
    assert shifted == [*whole[:5], *whole[7:], "", ""]


def test_nextcloud_newest_layout_has_submission_ids_and_a_hidden_row_of_ids():
    sheet = load_workbook(
        io.BytesIO(nextcloud.xlsx(nextcloud.rows(PEOPLE, SHORT, questions="grid", numbers=True, ids=True)))
    ).worksheets[0]

    assert sheet.row_dimensions[2].hidden
    assert [cell.value for cell in sheet[2][:6]] == [*nextcloud.META_IDS, "question-id-31", "question-id-32-100"]
    assert sheet[2][-1].value == "question-id-39" and len(sheet[2]) == len(sheet[1])
    assert (sheet["A3"].value, sheet["F3"].value) == (701, "1")


def test_nextcloud_ods_fills_rows_with_repeated_cells_and_stores_its_type_first():
    content = nextcloud.as_ods(nextcloud.rows(PEOPLE, SHORT))

    assert content[30:38] == b"mimetype" and content[38:84] == b"application/vnd.oasis.opendocument.spreadsheet"
    assert '<table:table-cell table:number-columns-repeated="998"/></table:table-row>' in part(content, "content.xml")


def test_google_csv_from_the_form_has_a_zone_and_rows_in_brackets():
    lines = googleforms.csv_from_form(googleforms.rows(PEOPLE, SHORT)).decode().split("\n")

    assert lines[0].startswith(
        f'"Zeitstempel","Welche Perspektive bringen Sie mit?","{FIRST_GRID} [{FIRST_STATEMENT}]"'
    )
    assert lines[1].startswith(f'"2025/03/01 9:27:42 AM MEZ","{OFFICE}","Trifft zu"')


def test_google_sheet_has_real_dates_and_its_csv_no_line_end_at_the_end():
    table = googleforms.rows(PEOPLE, SHORT, with_mail=True)
    book = load_workbook(io.BytesIO(googleforms.xlsx(table)))

    assert book.sheetnames == ["Formularantworten 1"]
    assert book.worksheets[0]["A2"].value == ENDED
    assert not googleforms.csv_from_sheet(table).endswith(b"\n")
    assert b"\r\n01.03.2025 09:27:42,person1@example.org," in googleforms.csv_from_sheet(table)


def test_sosci_has_names_labels_and_codes_in_three_encodings():
    table = sosci.rows(PEOPLE, SHORT, viewers=1, pretest=1)
    names, known, first, *_, viewer = table

    assert names[:8] == ["CASE", "SERIAL", "REF", "QUESTNNR", "MODE", "STARTED", "AB01", "AB02_01"]
    assert known[7] == f"{FIRST_GRID}: {FIRST_STATEMENT}"
    assert first[:12] == ["41", "", "", "selbstcheck", "pretest", "2025-03-01 09:15:02", "1", "1", "3", "-1", "2", "-9"]
    assert viewer[names.index("Q_VIEWER")] == "1" and set(viewer[7:28]) == {""}
    assert sosci.csv_utf16(table).decode("utf-16").startswith("CASE\tSERIAL\t")
    assert sosci.csv_utf16(table)[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert sosci.csv_utf8(table).startswith(b"CASE\tSERIAL\t")
    assert "Bitte schätzen".encode("latin-1") in sosci.csv_latin1(table).split(b"\r\n")[1]
    assert sosci.csv_latin1(table).split(b"\r\n")[2].endswith(b";0,76")


def test_sosci_xlsx_has_labels_in_row_2_and_numbers_below():
    sheet = load_workbook(io.BytesIO(sosci.xlsx(sosci.rows(PEOPLE, SHORT)))).worksheets[0]

    assert sheet["A2"].value == "Interview-Nummer (fortlaufend)"
    assert (sheet["A3"].value, sheet["F3"].value, sheet["J3"].value) == (41, "2025-03-01 09:15:02", -1)


def test_efs_splits_after_256_columns_and_repeats_lfdn():
    people = made_people(QUESTIONNAIRE, 3)
    first, second = load_workbook(
        io.BytesIO(efs.xlsx(efs.rows(people, QUESTIONNAIRE), without_partner=[13]))
    ).worksheets

    assert first.max_column == 256
    assert [cell.value for cell in first[1][:9]] == [*efs.BEFORE, "v_1", "v_2"]
    assert [cell.value for (cell,) in first.iter_rows(max_col=1)] == ["lfdn", 12, 13, 14]
    assert [cell.value for (cell,) in second.iter_rows(max_col=1)] == ["lfdn", 12, 14]
    assert second.cell(1, second.max_column).value == "date_of_last_access"


def test_efs_csv_is_cp1252_with_testers_and_people_who_broke_off():
    people = [*PEOPLE[:3], replace(PEOPLE[3], comment="Größe – gut")]
    lines = efs.csv(efs.rows(people, SHORT, testers=1)).split(b"\r\n")

    assert lines[0].startswith(b"lfdn;external_lfdn;tester;dispcode;lastpage;quality;duration;v_1;v_2;")
    assert lines[1].startswith(b"12;0;1;31;7654321;-77;760;1;1;3;5;2;-77;")
    assert lines[4].startswith(b"15;0;0;22;7654318;-77;-1;4;") and b"Gr\xf6\xdfe \x96 gut" in lines[4]


def test_surveymonkey_says_the_question_once_and_its_rows_below():
    upper, lower, first, *_ = surveymonkey.rows(PEOPLE, SHORT, noise=True)
    book = load_workbook(io.BytesIO(surveymonkey.xlsx(surveymonkey.rows(PEOPLE, SHORT))))

    assert upper[9:13] == ["Welche Perspektive bringen Sie mit?", f"<strong>{FIRST_GRID}</strong>\n", "", ""]
    assert lower[8:11] == ["", "Response", FIRST_STATEMENT] and lower[-1] == "Open-Ended Response"
    assert first[0] == "11837465201" and book.worksheets[0]["A3"].value == 11837465201


def test_kobo_csv_is_quoted_with_semicolons_without_bom():
    content = kobo.csv(kobo.rows(PEOPLE, SHORT, shown="names", hxl=True))
    lines = content.split(b"\n")

    assert lines[0].startswith(b'"start";"end";"perspektive";"feld1/a1";"feld1/a2"')
    assert lines[1].startswith(b'"#date+start";"#date+end";""')
    assert lines[2].startswith(
        b'"2025-03-01T09:15:02.000+01:00";"2025-03-01T09:27:42.000+01:00";"integrationsstelle";"opt1"'
    )
    assert b"\r" not in content


def test_kobo_labels_stand_behind_their_group():
    header = kobo.rows(PEOPLE, SHORT)[0]

    assert header[3] == f"Management & Steuerung/{FIRST_STATEMENT}"
    assert kobo.rows(PEOPLE, SHORT, groups=False)[0][3] == FIRST_STATEMENT
    assert header[-10:] == list(kobo.SYSTEM)


def test_kobo_names_its_sheet_like_the_form():
    content = kobo.xlsx(kobo.rows(PEOPLE, SHORT), replace(SHORT, title={"de": "Selbstcheck " * 5}))

    assert load_workbook(io.BytesIO(content)).sheetnames == ["Selbstcheck Selbstcheck Selbstc"]


def test_formbricks_numbers_its_questions_and_adds_option_ids():
    table = formbricks.rows(PEOPLE, SHORT)

    assert table[0][8:11] == [
        "1. Welche Perspektive bringen Sie mit?",
        "1. Welche Perspektive bringen Sie mit? - Option ID",
        f"2. {FIRST_GRID} - {FIRST_STATEMENT}",
    ]
    assert (
        formbricks.csv(table).split(b"\n")[1].startswith(b'1,"cm7x000000000000000000000","2025-03-01 09:27:42","Yes"')
    )


def test_qualtrics_has_ids_texts_and_import_ids():
    table = qualtrics.rows(PEOPLE, SHORT)

    assert [row[13] for row in table[:3]] == ["Q2_1", f"{FIRST_GRID} - {FIRST_STATEMENT}", '{"ImportId":"QID2_1"}']
    assert table[2][0] == '{"ImportId":"startDate","timeZone":"Europe/Berlin"}'
    assert qualtrics.csv(table).startswith(BOM + b"StartDate,EndDate,")
    assert b'\n"{""ImportId"":""startDate""' in qualtrics.csv(table)


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


def test_handmade_sheets_stand_by_field_across_or_with_crosses():
    fields = load_workbook(io.BytesIO(handmade.one_sheet_a_field(PEOPLE, SHORT)))
    across = load_workbook(io.BytesIO(handmade.transposed(PEOPLE, SHORT))).worksheets[0]
    crossed = load_workbook(io.BytesIO(handmade.crosses(PEOPLE, SHORT))).worksheets[0]

    assert [sheet["A1"].value for sheet in fields] == ["Nr."] * 7
    assert fields.worksheets[0].max_column == 5 and fields.sheetnames[0] == "Management & Steuerung"
    assert [across[place].value for place in ("A3", "B1", "B3")] == [FIRST_STATEMENT, 1, "Trifft zu"]
    assert [cell.value for cell in crossed[3][:7]] == [1, OFFICE, "x", None, None, None, None]
    assert "C1:G1" in {str(area) for area in crossed.merged_cells.ranges}


def test_handmade_counts_leave_nobody_s_own_answers():
    sheet = load_workbook(io.BytesIO(handmade.counts(PEOPLE, SHORT))).worksheets[0]

    assert [cell.value for cell in sheet[1]] == ["Aussage", *(step.label["de"] for step in SHORT.scale)]
    assert sum(cell.value for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row) == 19 + 19 + 18 + 9 + 18


def test_particify_knows_only_counts_and_its_comments_have_a_ragged_header():
    counted, written = particify.contents(PEOPLE, SHORT), particify.comments([FORMULA])

    assert counted.startswith("\ufeffInhaltstyp\tFrage\t".encode("utf-16-le"))
    assert f'{FIRST_STATEMENT}\t"Trifft zu\nTrifft eher zu\n' in counted.decode("utf-16")
    assert '\t"1\n1\n0\n1\n1"\r\n' in counted.decode("utf-16")
    assert written == (
        b"Frage,Zeitstempel,Antwort,Favorit,Richtig/Falsch,Score,Kategorie,\r\n"
        b'"=1+1",2025-03-01-09:15,"",false,0,0,""\r\n'
    )


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

    (sheet,) = read_file(write(table))

    assert [_filled(row, len(table[0])) for row in sheet.rows if any(shown(row))] == [shown(row) for row in table]


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


def test_the_reader_gives_back_the_sheets_of_a_split_export():
    table = efs.rows(made_people(QUESTIONNAIRE, 2), QUESTIONNAIRE)

    first, second = read_file(efs.xlsx(table))

    assert [shown(row) for row in first.rows] == [row[:256] for row in table]
    assert [_filled(row, 28) for row in second.rows] == [[row[0], *row[256:]] for row in table]


def test_the_reader_finds_encoding_and_separator_of_saved_files():
    people = [replace(PEOPLE[0], comment="Größe – gut; „ja“")]

    (forms,) = read_file(msforms.saved_csv(msforms.rows(people, SHORT)))
    (google,) = read_file(googleforms.csv_from_form(googleforms.rows(people, SHORT)))
    (downloaded,) = read_file(googleforms.csv_from_sheet(googleforms.rows(people, SHORT)))

    assert forms.rows[1][:3] == ("1", "01.03.2025 09:15", "01.03.2025 09:27")
    assert forms.rows[1][-1] == google.rows[1][-1] == downloaded.rows[1][-1] == "Größe – gut; „ja“"
    assert google.rows[0][2] == downloaded.rows[0][2] == f"{FIRST_GRID} [{FIRST_STATEMENT}]"
    assert google.rows[1][0] == "2025/03/01 9:27:42 AM MEZ"


def _filled(row, columns: int):
    return shown(row) + [""] * (columns - len(row))
