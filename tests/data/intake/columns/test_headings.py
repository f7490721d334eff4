"""A head means a statement by its code, its text, or the text at its end; never by likeness."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.columns.headings import Catalogue, Match
from tests.data.intake.catalogues import NINE, catalogue_of
from tests.exports import formbricks, googleforms, kobo, limesurvey, msforms, nextcloud, qualtrics, sosci, surveymonkey
from tests.exports.people import QUESTIONNAIRE
from tests.exports.sample import FIRST_STATEMENT, SHORT

CATALOGUE = catalogue_of(NINE)
OURS = Catalogue(SHORT)
NUMBERED = catalogue_of({"1.01": "Wir haben ein Leitbild.", "1.02": "Wir fördern Vereine.", "1.1": "Wir sind offen."})
SOFT_HYPHEN, NO_BREAK, ZERO_WIDTH = "\u00ad", "\u00a0", "\u200b"

LAYOUTS = {
    "LimeSurvey, full": (limesurvey.rows([], SHORT), 1, "suffix"),
    "LimeSurvey, code and text": (limesurvey.rows([], SHORT, headings="codetext"), 1, "suffix"),
    "LimeSurvey, underscores": (limesurvey.rows([], SHORT, headings="underscores"), 1, "suffix"),
    "MS Forms": (msforms.rows([], SHORT, noise=True), 1, "suffix"),
    "Nextcloud, single": (nextcloud.rows([], SHORT), 1, "text"),
    "Nextcloud, grid": (nextcloud.rows([], SHORT, questions="grid", ids=True), 2, "suffix"),
    "Nextcloud, numbers": (nextcloud.typed(nextcloud.rows([], SHORT, questions="numbers")), 1, "code"),
    "Google": (googleforms.rows([], SHORT), 1, "suffix"),
    "SoSci": (sosci.rows([], SHORT), 2, "suffix"),
    "SurveyMonkey": (surveymonkey.rows([], SHORT, noise=True), 2, "text"),
    "Kobo, groups": (kobo.rows([], SHORT), 1, "suffix"),
    "Kobo, no groups": (kobo.rows([], SHORT, groups=False), 1, "text"),
    "Formbricks": (formbricks.rows([], SHORT), 1, "suffix"),
    "Qualtrics": (qualtrics.rows([], SHORT), 3, "suffix"),
}


def found(*heads, catalogue: Catalogue = CATALOGUE) -> tuple[str, ...]:
    match = catalogue.match(heads)
    return () if match is None else match.statements


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_columns_of_every_tool_mean_the_statements_and_no_other_column_does(name):
    rows, heads, how = LAYOUTS[name]
    catalogue = Catalogue(SHORT)

    matches = [catalogue.match(column) for column in zip(*rows[:heads], strict=True)]

    assert [match for match in matches if match is not None] == [Match((one,), how) for one in SHORT.statements]


@pytest.mark.parametrize("language", QUESTIONNAIRE.languages)
def test_statements_are_found_in_all_languages(language):
    catalogue = Catalogue(QUESTIONNAIRE)

    for statement in QUESTIONNAIRE.statements.values():
        if language in statement.text:
            assert catalogue.match([statement.text[language]]) == Match((statement.id,), "text")


@pytest.mark.parametrize(
    "head",
    [
        "G02Q01[SQ001]",
        "g02q01[sq001]",
        "G02Q01_SQ001",
        "G02Q01[SQ001]. Bitte schätzen Sie ein  [Unsere Kommune hat ein gemeinsames Leitbild.]",
        "G02Q01[SQ001]: Wie ist es?",
        "G02Q01[SQ001] - Wie ist es?",
        "G02Q01[SQ001] Wie ist es?",
        "G02Q01[SQ001]|Wie ist es?",
        "G02Q01_SQ001. Wie ist es?",
    ],
)
def test_limesurvey_codes_are_found_with_and_without_text(head):
    catalogue = catalogue_of(NINE, {"1": ("G02Q01[SQ001]",)})

    assert catalogue.match([head]) == Match(("1",), "code")


@pytest.mark.parametrize(
    "head", ["G02Q01[SQ001][1]", "G02Q01[SQ0011]", "G02Q01[SQ001comment]", "G02Q01", "XG02Q01[SQ001]"]
)
def test_other_codes_that_begin_like_it_are_other_columns(head):
    catalogue = catalogue_of(NINE, {"1": ("G02Q01[SQ001]",)})

    assert catalogue.match([head]) is None


def test_a_code_counts_more_than_a_text_and_says_where_that_contradicts():
    catalogue = catalogue_of(NINE, {"1": ("AB01_01",)})

    assert catalogue.match(["AB01_01", f"Titel: {NINE['1']}"]) == Match(("1",), "code")
    assert catalogue.match(["AB01_01", f"Titel: {NINE['5']}"]) == Match(("1",), "code", other_text=True)
    assert catalogue.match(["AB01_01", "Titel: etwas Neues"]) == Match(("1",), "code")


@pytest.mark.parametrize(
    "head",
    ["1.01", "1.01 Wir haben ein Leitbild.", "1.01. Wir haben ein Leitbild", "1.01: Leitbild", "1.01) Leitbild"],
)
def test_a_number_before_a_text_is_a_code(head):
    assert NUMBERED.match([head]) == Match(("1.01",), "code")


@pytest.mark.parametrize(
    "head",
    [
        "Wie ist es? [1.01 Wir haben ein Leitbild.]",
        "Wie ist es? (1.01)",
        "Frage.1.01 Wir haben ein Leitbild.",
        "Frage: 1.01",
    ],
)
def test_a_number_at_the_end_is_a_code(head):
    assert NUMBERED.match([head]) == Match(("1.01",), "code")


def test_a_number_within_a_sentence_is_none():
    assert NUMBERED.match(["Kosten: 1.01 Euro"]) is None
    assert NUMBERED.match(["Frage 3.1.02 ist schwer"]) is None


def test_a_number_beside_the_text_of_another_statement_is_flagged():
    assert NUMBERED.match(["1.01 Wir fördern Vereine."]) == Match(("1.01",), "code", other_text=True)
    assert NUMBERED.match(["Frage [1.01 Wir fördern Vereine.]"]) == Match(("1.01",), "code", other_text=True)


def test_the_survey_s_own_numbering_is_no_code():
    assert found("1. Welche Perspektive bringen Sie mit?") == ()
    assert found("3 Kinder haben Sie?") == ()
    assert found("3. Vereine & Initiativen werden gefördert.") == ("5",)
    assert found(3, "Vereine & Initiativen werden gefördert.") == ("5",)
    assert found("3", "Vereine & Initiativen werden gefördert.") == ("5",)
    assert found("3.5) Vereine & Initiativen werden gefördert.") == ("5",)


def test_a_whole_number_alone_is_a_code():
    assert found(3) == found("3") == found(3.0) == ("3",)
    assert found(True) == ()
    assert found(10) == ()


def test_numbers_as_heads_mean_all_ids_that_excel_would_make_of_them():
    one = catalogue_of({"1.01": "Eins", "1.10": "Zehn"})
    both = catalogue_of({"1.1": "Eins", "1.10": "Zehn"})

    assert found(1.1, catalogue=one) == found("1.1", catalogue=one) == found("1,1", catalogue=one) == ("1.10",)
    assert found(1.01, catalogue=one) == ("1.01",)
    assert found(1.1, catalogue=both) == found("1,1", catalogue=both) == ("1.1", "1.10")
    assert found("1.1", catalogue=both) == ("1.1",)
    assert found("1.10", catalogue=both) == ("1.10",)


@pytest.mark.parametrize(
    "head",
    [
        "Vereine &amp; Initiativen werden gefördert.",
        "Vereine &amp;amp; Initiativen werden gefördert.",
        "<p>Vereine <strong>&amp;</strong> Initiativen<br/>werden gefördert.</p>",
        "Vereine und Initiativen werden gefördert",
        f"Vereine{NO_BREAK}&  Initiativen{NO_BREAK} werden ge{SOFT_HYPHEN}fördert.{NO_BREAK}",
        f"VEREINE & INITIATIVEN{ZERO_WIDTH} WERDEN GEFÖRDERT",
        "Vereine_&_Initiativen_werden_gefördert.",
        "„Vereine & Initiativen werden gefördert.“",
        "Vereine &\nInitiativen werden gefördert.",
        "Vereine & Initiativenwerden gefördert.",
        "3. Vereine & Initiativen werden gefördert.",
        "Vereine & Initiativen werden gefördert.2",
        "Vereine & Initiativen werden gefördert2",
        "Vereine & Initiativen werden gefördert..1",
    ],
)
def test_noise_in_the_text_of_a_statement_does_not_matter(head):
    assert CATALOGUE.match([head]) == Match(("5",), "text")


@pytest.mark.parametrize(
    "head",
    [
        "Wie ist es? [{}]",
        "Wie ist es?  [ {} ]",
        "Wie ist es? ({})",
        "Wie ist es? (Pflicht) ({})",
        "Wie ist es?.{}",
        "Bitte sagen Sie z.B. Ihre Meinung. Alles zählt.{}",
        "Wie ist es? - {}",
        "Wie ist es – {}",
        "Wie ist es: {}",
        "Titel:{}",
        "2. Wie ist es? - {}",
        "Management & Steuerung/{}",
        "Wie ist es? > {}",
        "Wie ist es?\n{}",
        "<b>Wie ist es?</b><br>{}",
        "Wie ist es „{}“",
        "Wie ist es | {}",
        "Wie ist es? [{}]2",
    ],
)
@pytest.mark.parametrize("statement", NINE)
def test_the_text_at_the_end_of_a_head_is_found_for_all_kinds_of_breaks(head, statement):
    assert CATALOGUE.match([head.format(NINE[statement])]) == Match((statement,), "suffix")


@pytest.mark.parametrize("statement", NINE)
def test_underscores_may_stand_for_all_blanks(statement):
    head = f"Wie ist es?  [{NINE[statement]}]".replace(" ", "_")

    assert CATALOGUE.match([head]) == Match((statement,), "suffix")


def test_gender_signs_do_not_matter():
    assert (
        found("Bürger:innen wissen, wer zuständig ist.") == found("Bürger_innen wissen, wer zuständig ist.") == ("6",)
    )


def test_ein_and_kein_are_never_confused():
    assert found("Frage [Unsere Kommune hat ein gemeinsames Leitbild.]") == ("1",)
    assert found("Frage [Unsere Kommune hat kein gemeinsames Leitbild.]") == ("2",)
    assert found("Frage [Unsere Kommune hat k ein gemeinsames Leitbild, oder?]") == ()
    assert found("Unsere Kommune hat ein gemeinsames, Leitbildd.") == ()


def test_a_statement_that_another_ends_in_is_not_taken_for_it():
    assert found("Öffentliche Plätze: Menschen fühlen sich sicher.") == ("8",)
    assert found("Frage.Öffentliche Plätze: Menschen fühlen sich sicher.") == ("8",)
    assert found("Frage [Menschen fühlen sich sicher.]") == ("7",)
    assert found("Plätze und Parks: Menschen fühlen sich sicher.") == ("7", "8")


def test_only_the_whole_end_of_a_head_counts():
    assert found("Frage [Menschen fühlen sich sicher und wohl.]") == ()
    assert found("Alle Menschen fühlen sich sicher.") == ()
    assert found("Menschen fühlen sich sicher. Warum?") == ()
    assert found("Frage [Menschen fühlen sich sicher.] [Kommentar]") == ()
    assert found("Frage (z. B. Cafés, Parks)") == ()


@pytest.mark.parametrize(
    "head",
    [
        "Points - {}",
        "Punkte – {}",
        "Feedback - Frage.{}",
        "Fragenzeit: {}",
        "Kommentar: {}",
        "Begründung zu: {}",
        "Anmerkungen zur Aussage - {}",
    ],
)
def test_columns_about_an_answer_are_not_the_answer(head):
    assert CATALOGUE.match([head.format(NINE["5"])]) is None


def test_a_question_that_begins_with_a_remark_is_still_the_question():
    assert found(f"Anmerkung: Bitte nur eine Antwort. [{NINE['5']}]") == ("5",)


def test_of_several_heads_the_lowest_text_counts_and_empty_ones_do_not():
    assert found("Öffentlicher Raum", None, NINE["4"]) == ("4",)
    assert found(NINE["4"], "Response") == ("4",)
    assert found("Frage", NINE["4"], '{"ImportId":"QID2_1"}') == ("4",)
    assert found(None, "", " ", datetime.fromisoformat("2025-03-01")) == ()


def test_two_statements_of_the_same_text_are_both_named():
    twins = catalogue_of({"a1": "Wir sind offen.", "b1": "Wir sind offen!"})

    assert found("Frage [Wir sind offen.]", catalogue=twins) == ("a1", "b1")


@given(st.sampled_from(sorted(SHORT.statements)), st.data())
def test_noise_between_words_and_letters_changes_nothing(statement, data):
    text = SHORT.statements[statement].text["de"]
    blank = st.sampled_from([" ", "  ", NO_BREAK, "\n", f" {ZERO_WIDTH}", "<br>", "&nbsp;"])
    invisible = st.sampled_from(["", SOFT_HYPHEN, ZERO_WIDTH, "\u2060"])
    change = data.draw(st.sampled_from([str, str.upper, str.lower]))
    place = data.draw(st.integers(0, 5))
    words = [word[:place] + data.draw(invisible) + change(word[place:]) for word in text.split()]
    noisy = "".join(word + data.draw(blank) for word in words)

    assert OURS.match([f"Frage [{noisy}]"]) == Match((statement,), "suffix")
    assert OURS.match([noisy]) == Match((statement,), "text")


@given(st.text(max_size=80))
def test_any_head_is_understood_or_is_not(head):
    assert CATALOGUE.match([head]) is None or found(head)


def test_the_text_of_a_statement_is_german():
    assert Catalogue(SHORT).text_of("1.01") == FIRST_STATEMENT
