"""The tool is told by the heads, also where people removed columns; each column beside the questions has a meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.survey_tools.tools import fingerprint, meanings, recognised
from tests.data.intake.made_tables import table_of, table_of_heads
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
from tests.exports.sample import FIRST_GRID, FIRST_STATEMENT, PEOPLE, SHORT

SECOND_STATEMENT = SHORT.statements[SHORT.short_form[1]].text["de"]
NO_BREAK = "\u00a0"

EXPORTS = {
    "LimeSurvey full": ("limesurvey", limesurvey.rows(PEOPLE, SHORT), 1),
    "LimeSurvey codes": ("limesurvey", limesurvey.rows(PEOPLE, SHORT, headings="code"), 1),
    "LimeSurvey expression codes": ("limesurvey", limesurvey.rows(PEOPLE, SHORT, headings="expression"), 1),
    "LimeSurvey code and text": ("limesurvey", limesurvey.rows(PEOPLE, SHORT, headings="codetext"), 1),
    "LimeSurvey underscores": ("limesurvey", limesurvey.rows(PEOPLE, SHORT, headings="underscores"), 1),
    "LimeSurvey abbreviated": ("limesurvey", limesurvey.rows(PEOPLE, SHORT, headings="abbreviated"), 1),
    "LimeSurvey without dates": ("limesurvey", limesurvey.rows(PEOPLE, SHORT, dated=False), 1),
    "MS Forms": ("msforms", msforms.rows(PEOPLE, SHORT, noise=True), 1),
    "MS Forms, English": ("msforms", msforms.rows(PEOPLE, SHORT, language="en"), 1),
    "Nextcloud, single": ("nextcloud-forms", nextcloud.rows(PEOPLE, SHORT), 1),
    "Nextcloud, numbers": ("nextcloud-forms", nextcloud.typed(nextcloud.rows(PEOPLE, SHORT, questions="numbers")), 1),
    "Nextcloud 2.5": ("nextcloud-forms", nextcloud.rows(PEOPLE, SHORT, user_ids=False), 1),
    "Nextcloud with ids": ("nextcloud-forms", nextcloud.rows(PEOPLE, SHORT, questions="grid", ids=True), 2),
    "Google": ("google-forms", googleforms.rows(PEOPLE, SHORT), 1),
    "Google with mail": ("google-forms", googleforms.rows(PEOPLE, SHORT, with_mail=True), 1),
    "SoSci": ("sosci", sosci.rows(PEOPLE, SHORT), 2),
    "EFS": ("efs", efs.rows(PEOPLE, SHORT), 1),
    "SurveyMonkey": ("surveymonkey", surveymonkey.rows(PEOPLE, SHORT, noise=True), 2),
    "Kobo labels": ("kobo", kobo.rows(PEOPLE, SHORT), 1),
    "Kobo names": ("kobo", kobo.rows(PEOPLE, SHORT, shown="names", hxl=True), 2),
    "Formbricks": ("formbricks", formbricks.rows(PEOPLE, SHORT), 1),
    "Qualtrics": ("qualtrics", qualtrics.rows(PEOPLE, SHORT), 3),
}
GRID = [f"{FIRST_GRID} [{FIRST_STATEMENT}]", f"{FIRST_GRID} [{SECOND_STATEMENT}]"]
WITH_COLUMNS_REMOVED = {
    "LimeSurvey, all columns of its own": ("limesurvey", [head.replace(" [", "  [") for head in GRID]),
    "LimeSurvey, only its id": ("limesurvey", ["Antwort-ID", *GRID]),
    "LimeSurvey, only question codes": ("limesurvey", ["G02Q01[SQ001]", "G02Q01[SQ002]"]),
    "LimeSurvey, codes of its own": ("limesurvey", ["feld1[a1]", "feld1[a2]"]),
    "LimeSurvey, old codes": ("limesurvey", ["123X45X678SQ001"]),
    "MS Forms, only times": ("msforms", ["ID", "Startzeit", "Perspektive"]),
    "MS Forms, only its id": ("msforms", ["Id", f"{FIRST_GRID}.{FIRST_STATEMENT}", f"{FIRST_GRID}.{SECOND_STATEMENT}"]),
    "MS Forms, other word": ("msforms", ["Abschlusszeit", "Perspektive"]),
    "Nextcloud, without names": (
        "nextcloud-forms",
        ["Zeitstempel", f"{FIRST_GRID} ({FIRST_STATEMENT})", f"{FIRST_GRID} ({SECOND_STATEMENT})"],
    ),
    "Nextcloud, English": ("nextcloud-forms", ["User ID", "Timestamp", FIRST_STATEMENT]),
    "Google": ("google-forms", ["Zeitstempel", *GRID]),
    "SoSci, some": ("sosci", ["CASE", "QUESTNNR", "AB02_01"]),
    "SoSci, only the case": ("sosci", ["CASE", "AB02_01", "AB02_02", "AB02_03"]),
    "EFS, only variables": ("efs", ["v_1", "v_2", "v_3"]),
    "EFS, only its id": ("efs", ["lfdn", "v_1"]),
    "SurveyMonkey, underscores": ("surveymonkey", ["respondent_id", "date_created", FIRST_STATEMENT]),
    "Kobo, times and groups": ("kobo", ["start", "end", "feld1/a1", "feld1/a2"]),
    "Kobo, one column of its own": ("kobo", ["_uuid", "a1"]),
    "ODK Central": ("kobo", ["SubmissionDate", "KEY", "feld1-a1"]),
    "Formbricks, option ids": ("formbricks", ["1. Perspektive", "1. Perspektive - Option ID", "2. Frage - Zeile"]),
    "Qualtrics, no labels": ("qualtrics", ["ResponseId", "RecordedDate", "Q2_1"]),
    "brackets alone": ("table", GRID),
    "rows after a dot alone": ("table", [f"{FIRST_GRID}.{FIRST_STATEMENT}", f"{FIRST_GRID}.{SECOND_STATEMENT}"]),
    "a time stamp alone": ("table", ["Zeitstempel", FIRST_STATEMENT]),
    "a handmade table": ("table", ["Nr.", "Perspektive", FIRST_STATEMENT]),
    "a handmade table with ids": ("table", ["ID", "Name", "E-Mail", FIRST_STATEMENT]),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_is_recognised(name):
    tool, rows, heads = EXPORTS[name]

    assert recognised(table_of(rows, heads)) == tool


@pytest.mark.parametrize("name", WITH_COLUMNS_REMOVED)
def test_a_tool_is_recognised_where_people_removed_columns_or_else_it_is_a_table(name):
    tool, heads = WITH_COLUMNS_REMOVED[name]

    assert recognised(table_of_heads(*heads)) == tool


def test_a_vv_file_is_recognised_by_its_codes():
    labels = limesurvey.rows([], SHORT)[0]
    codes = limesurvey.rows([], SHORT, headings="expression")[0]

    assert recognised(table_of([labels, codes], heads=2)) == "limesurvey"


@pytest.mark.parametrize("title", ["Formularantworten 1", "Form Responses 2", "Form_Responses"])
def test_google_is_recognised_by_the_title_of_its_worksheet(title):
    assert recognised(table_of_heads("Perspektive", FIRST_STATEMENT, title=title)) == "google-forms"
    assert recognised(table_of_heads("Perspektive", FIRST_STATEMENT, title="Antworten")) == "table"


def test_a_handmade_table_of_the_builders_is_a_table():
    rows = [["Nr.", "Perspektive", *(one.text["de"] for one in SHORT.statements.values())], [1, "", "A"]]

    assert recognised(table_of(rows, title=handmade.FOOTER)) == "table"


@given(st.sampled_from(sorted(EXPORTS)), st.sampled_from(["upper", "no-break", "hyphen"]))
def test_case_blanks_and_hyphens_of_heads_change_neither_tool_nor_meanings(name, noise):
    tool, rows, heads = EXPORTS[name]
    change = {
        "upper": lambda text: text if text.startswith(("{", "AB", "G0")) else text.swapcase(),
        "no-break": lambda text: text.replace(" ", NO_BREAK) + NO_BREAK,
        "hyphen": lambda text: text.replace("Start-Sprache", "Startsprache").replace("Antwort ID", "Antwort-ID"),
    }[noise]
    noisy = [[change(cell) if isinstance(cell, str) else cell for cell in row] for row in rows[:heads]]
    plain = table_of(rows[:heads], heads)

    assert recognised(table_of(noisy, heads)) == tool
    assert meanings(table_of(noisy, heads), tool) == meanings(plain, tool)


def test_limesurvey_columns_have_meanings():
    heads = ["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsgeneratorstartwert"]
    heads += ["Datum gestartet", "Datum letzte Aktivität", "IP-Adresse", "Weiterleitungs-URL", "Gruppenzeit: Steuerung"]
    table = table_of_heads(*heads, "Zugangscode", "attribute_1", "Perspektive")

    assert list(meanings(table, "limesurvey").values()) == [
        "key",
        "moment",
        "technical",
        "technical",
        "seed",
        "start",
        "technical",
        "personal",
        "technical",
        "technical",
        "personal",
        "personal",
    ]


def test_limesurvey_codes_with_texts_have_the_same_meanings():
    codes = limesurvey.rows([], SHORT, headings="code")[0]
    both = limesurvey.rows([], SHORT, headings="codetext")[0]

    assert meanings(table_of([both]), "limesurvey") == meanings(table_of([codes]), "limesurvey")
    assert meanings(table_of([both]), "limesurvey") == {
        0: "key",
        1: "moment",
        2: "technical",
        3: "technical",
        4: "seed",
        5: "start",
        6: "technical",
    }


def test_microsoft_forms_columns_have_meanings_also_those_of_a_quiz_and_of_names_asked_again():
    heads = ["Id", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Uhrzeit der letzten Änderung"]
    table = table_of_heads(*heads, "Gesamtpunktzahl", "Punkte – Wie alt?", "Feedback - Wie alt?", "Name2", "Wie alt?")

    assert meanings(table, "msforms") == {
        0: "key",
        1: "start",
        2: "moment",
        3: "personal",
        4: "personal",
        5: "technical",
        6: "technical",
        7: "technical",
        8: "technical",
        9: "personal",
    }


def test_nextcloud_columns_have_meanings_with_and_without_ids():
    old = table_of_heads("Benutzer-ID", "Anzeigename des Nutzers", "Zeitstempel", "Perspektive")
    new = table_of([["Submission ID", "Benutzer-ID", "Zeitstempel"], ["submission_id", "user_id", "timestamp"]], 2)

    assert meanings(old, "nextcloud-forms") == {0: "personal", 1: "personal", 2: "moment"}
    assert meanings(new, "nextcloud-forms") == {0: "key", 1: "personal", 2: "moment"}


def test_google_columns_have_meanings_also_those_of_a_quiz():
    table = table_of_heads("Zeitstempel", "E-Mail-Adresse", "Punktzahl", "Wie alt? [Score]", "Wie alt?")

    assert meanings(table, "google-forms") == {0: "moment", 1: "personal", 2: "technical", 3: "technical"}


def test_sosci_columns_have_meanings_whatever_their_labels_say():
    rows = sosci.rows([], SHORT)
    found = meanings(table_of(rows, 2), "sosci")
    by_name = {rows[0][index]: meaning for index, meaning in found.items()}

    assert {name: by_name.pop(name) for name in ("CASE", "STARTED", "LASTDATA", "FINISHED", "Q_VIEWER", "MODE")} == {
        "CASE": "key",
        "STARTED": "start",
        "LASTDATA": "moment",
        "FINISHED": "finished",
        "Q_VIEWER": "excludes",
        "MODE": "excludes",
    }
    assert {by_name.pop(name) for name in ("SERIAL", "REF")} == {"personal"}
    assert set(by_name.values()) == {"technical"}
    assert not any(name.startswith("AB") for name in by_name)


def test_efs_columns_have_meanings():
    table = table_of_heads(*efs.BEFORE, "v_1", "p_0001", "c_0001", "u_email", *efs.AFTER)

    assert meanings(table, "efs") == {
        0: "key",
        1: "personal",
        2: "excludes",
        3: "finished",
        4: "technical",
        5: "technical",
        6: "technical",
        8: "technical",
        9: "technical",
        10: "personal",
        11: "technical",
        12: "technical",
        13: "technical",
        14: "technical",
        15: "start",
        16: "moment",
    }


def test_surveymonkey_columns_have_meanings_also_contact_rows():
    rows = [[*surveymonkey.META, "Ihre Angaben", "Perspektive"], [*[""] * 9, "Email Address", "Response"]]

    assert meanings(table_of(rows, 2), "surveymonkey") == {
        0: "key",
        1: "technical",
        2: "start",
        3: "moment",
        **dict.fromkeys(range(4, 10), "personal"),
    }


def test_kobo_takes_the_id_that_stays_when_a_response_is_edited():
    heads = ["start", "end", "_id", "_uuid", "_submission_time", "__version__", "_submitted_by", "_geolocation"]

    assert meanings(table_of_heads(*heads, "ort_latitude", "id"), "kobo") == {
        0: "start",
        1: "technical",
        2: "key",
        3: "technical",
        4: "moment",
        5: "technical",
        6: "personal",
        7: "personal",
        8: "personal",
    }
    assert meanings(table_of_heads("_uuid"), "kobo") == {0: "key"}


def test_formbricks_option_ids_are_technical():
    table = table_of_heads(*formbricks.META, "1. Perspektive", "1. Perspektive - Option ID", "userAgent - browser")

    assert meanings(table, "formbricks") == {
        0: "technical",
        1: "key",
        2: "moment",
        3: "finished",
        4: "technical",
        5: "personal",
        6: "personal",
        7: "technical",
        9: "technical",
        10: "technical",
    }


def test_qualtrics_columns_have_meanings_by_any_of_three_heads():
    assert meanings(table_of(qualtrics.rows([], SHORT), 3), "qualtrics") == {
        0: "start",
        1: "technical",
        2: "excludes",
        3: "personal",
        4: "technical",
        5: "technical",
        6: "finished",
        7: "moment",
        8: "key",
        9: "personal",
        10: "excludes",
        11: "technical",
    }


@pytest.mark.parametrize(
    "head",
    [
        "Name",
        "Vorname",
        "Nachname, Vorname",
        "Ihr Name (freiwillig)",
        "Ihre E-Mail-Adresse:",
        "E‑Mail",
        "5. Telefon",
        "Name *",
        "Your email address (optional)",
        "IP-Adresse",
        "Straße, Hausnummer",
        "PLZ / Ort",
        "Wie heißen Sie?",
    ],
)
def test_whole_heads_that_name_a_person_are_personal_in_any_table(head):
    assert meanings(table_of_heads(head), "table") == {0: "personal"}
    assert meanings(table_of_heads(head), "nextcloud-forms") == {0: "personal"}


@pytest.mark.parametrize(
    "head",
    [
        "Name der Aussage",
        "Der Name unserer Stelle ist bekannt.",
        "Perspektive",
        "Gruppe",
        "Amt",
        "Wir sind per E-Mail da",
    ],
)
def test_heads_that_only_contain_such_a_word_are_questions(head):
    assert meanings(table_of_heads(head), "table") == {}


def test_a_handmade_table_has_numbers_dates_and_time_stamps_but_no_key():
    table = table_of_heads("Nr.", "Lfd. Nr.", "ID", "Datum", "Zeitstempel", "Perspektive")

    assert meanings(table, "table") == {0: "technical", 1: "technical", 2: "technical", 3: "moment", 4: "moment"}


def test_a_title_above_a_column_does_not_make_it_personal():
    assert meanings(table_of([["Kontakt", "Kontakt"], ["Perspektive", "E-Mail"]], 2), "table") == {1: "personal"}


@given(st.permutations(["Antwort ID", "Frage  [Größe & Zahl]", "Was noch?"]))
def test_the_fingerprint_knows_no_order_of_columns(heads):
    ordered = table_of_heads("Antwort ID", "Frage  [Größe & Zahl]", "Was noch?")

    assert fingerprint(table_of_heads(*heads), "limesurvey") == fingerprint(ordered, "limesurvey")


def test_the_fingerprint_knows_no_noise_but_other_heads_and_tools():
    table = table_of_heads("Antwort ID", "Frage  [Größe & Zahl]", 1.1)
    noisy = table_of_heads("antwort-id", f"Frage{NO_BREAK}[Grö\u00adße &amp; Zahl]", "1.10")

    assert fingerprint(noisy, "limesurvey") == fingerprint(table, "limesurvey")
    assert fingerprint(table, "table") != fingerprint(table, "limesurvey")
    assert fingerprint(table_of_heads("Antwort ID", "Frage [Alter]", 1.1), "limesurvey") != fingerprint(
        table, "limesurvey"
    )
    assert len(fingerprint(table, "limesurvey")) == 64
