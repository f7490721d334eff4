"""The files of the other tools have the quirks for which they are known."""

import io
from dataclasses import replace

from openpyxl import load_workbook

from tests.exports import efs, formbricks, googleforms, kobo, msforms, particify, qualtrics, sosci, surveymonkey
from tests.exports.people import QUESTIONNAIRE, made_people
from tests.exports.sample import BOM, ENDED, FIRST_GRID, FIRST_STATEMENT, FORMULA, OFFICE, PEOPLE, SHORT, STARTED


def test_people_are_the_same_each_time_with_all_answers_blanks_and_a_partial_worksheet():
    again = made_people(SHORT, 5)

    assert again == PEOPLE
    assert set(PEOPLE[0].answers.values()) == set("ABCDE")
    assert [len(person.answers) for person in PEOPLE] == [19, 19, 18, 9, 18]


def test_msforms_has_question_dot_row_real_dates_and_an_excel_table():
    content = msforms.xlsx(msforms.rows(PEOPLE, SHORT, noise=True))
    worksheet = load_workbook(io.BytesIO(content)).worksheets[0]

    assert [cell.value for cell in worksheet[1][:7]] == [
        "Id",
        "Startzeit",
        "Fertigstellungszeit",
        "E-Mail",
        "Name",
        "Welche Perspektive bringen Sie\nmit?\u00a0",
        f"Bitte schätzen Sie\nein: Management & Steuerung.{FIRST_STATEMENT}\u00a0",
    ]
    assert worksheet["B2"].value == STARTED
    assert worksheet["D2"].value == "anonymous"
    assert worksheet.tables["Table1"].ref == "A1:AB6"


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


def test_google_csv_from_the_form_has_a_zone_and_rows_in_brackets():
    lines = googleforms.csv_from_form(googleforms.rows(PEOPLE, SHORT)).decode().split("\n")

    assert lines[0].startswith(
        f'"Zeitstempel","Welche Perspektive bringen Sie mit?","{FIRST_GRID} [{FIRST_STATEMENT}]"'
    )
    assert lines[1].startswith(f'"2025/03/01 9:27:42 AM MEZ","{OFFICE}","Trifft zu"')


def test_google_worksheet_has_real_dates_and_its_csv_no_line_end_at_the_end():
    table = googleforms.rows(PEOPLE, SHORT, with_mail=True)
    book = load_workbook(io.BytesIO(googleforms.xlsx(table)))

    assert book.sheetnames == ["Formularantworten 1"]
    assert book.worksheets[0]["A2"].value == ENDED
    assert not googleforms.csv_from_worksheet(table).endswith(b"\n")
    assert b"\r\n01.03.2025 09:27:42,person1@example.org," in googleforms.csv_from_worksheet(table)


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
    worksheet = load_workbook(io.BytesIO(sosci.xlsx(sosci.rows(PEOPLE, SHORT)))).worksheets[0]

    assert worksheet["A2"].value == "Interview-Nummer (fortlaufend)"
    assert (worksheet["A3"].value, worksheet["F3"].value, worksheet["J3"].value) == (41, "2025-03-01 09:15:02", -1)


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


def test_kobo_names_its_worksheet_like_the_form():
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


def test_particify_knows_only_counts_and_its_comments_have_a_ragged_header():
    counted, written = particify.contents(PEOPLE, SHORT), particify.comments([FORMULA])

    assert counted.startswith("\ufeffInhaltstyp\tFrage\t".encode("utf-16-le"))
    assert f'{FIRST_STATEMENT}\t"Trifft zu\nTrifft eher zu\n' in counted.decode("utf-16")
    assert '\t"1\n1\n0\n1\n1"\r\n' in counted.decode("utf-16")
    assert written == (
        b"Frage,Zeitstempel,Antwort,Favorit,Richtig/Falsch,Score,Kategorie,\r\n"
        b'"=1+1",2025-03-01-09:15,"",false,0,0,""\r\n'
    )
