"""Cases 1 to 8: what LimeSurvey exports, in all its headings."""

from collections import Counter
from dataclasses import replace

import pytest

from data.intake.understood import Options
from tests.data.intake.cases.kit import ASKED, CODELESS, PEOPLE, TEXTS, came_out, file, kinds, put_in, with_use
from tests.data.intake.german import german, in_german
from tests.exports import limesurvey as ls
from tests.exports.people import A1_TO_A5, COMMENT_QUESTION, ONE_IS_AGREE, PERSPECTIVE_QUESTION

UNANSWERED = replace(PEOPLE[0], answers={})
COMMENTED = (replace(PEOPLE[0], comment="=1+1 macht 2"), *PEOPLE[1:6], UNANSWERED)
ONE_UP = {
    "direction": "1 = A Trifft zu, 2 = B Trifft eher zu, 3 = C Trifft eher nicht zu, 4 = D Trifft nicht zu, 5 = E"
}
ONE_PERSPECTIVE = {"perspective": "fachverwaltung"}
CODED_PERSPECTIVES = {f"perspective:ao{place:02}": one for place, one in enumerate(ASKED.perspectives, 1)}
UP = {
    "direction": "A1 = A Trifft zu, A2 = B Trifft eher zu, A3 = C Trifft eher nicht zu, A4 = D Trifft nicht zu, A5 = E"
}


@pytest.fixture(scope="module")
def codes():
    table = ls.rows(COMMENTED, ASKED, headings="code", words=A1_TO_A5)
    return file(ls.csv(table, separator=","), "results-survey482913.csv")


def test_codes_csv_asks_once_for_the_direction(codes):
    found = codes.understood(ONE_PERSPECTIVE)

    assert (found.tool, found.status, kinds(found)) == ("limesurvey", "needs_answer", ["direction"])
    assert {(one.statement, one.how) for one in found.columns if one.use == "statement"} == {
        (statement, "code") for statement in TEXTS
    }
    (question,) = found.questions
    assert german(question.text) == (
        "In der Datei stehen bei Aussagen die Werte A1 (9-mal), A2 (9-mal), A3 (7-mal), A4 (10-mal) und A5 (8-mal). "
        "Was bedeutet A1?"
    )


def test_codes_csv_comes_to_its_people_once_the_direction_is_known(codes):
    found = codes.understood(ONE_PERSPECTIVE | UP)

    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(COMMENTED, perspective="fachverwaltung")
    assert found.without_answers == 1


def test_codes_csv_may_count_the_other_way_round(codes):
    down = {"direction": "A1 = D Trifft nicht zu, A2 = C Trifft eher nicht zu, A3 = B Trifft eher zu, A4 = A"}
    turned = {"A": "D", "B": "C", "C": "B", "D": "A", "E": "E"}
    people = [replace(one, answers={key: turned[it] for key, it in one.answers.items()}) for one in COMMENTED]

    found = codes.understood(ONE_PERSPECTIVE | down)

    assert came_out(found) == put_in(people, perspective="fachverwaltung")


@pytest.mark.parametrize("separator", [";", ","])
def test_full_text_csv_asks_nothing(separator):
    table = ls.rows(COMMENTED, ASKED)

    found = file(ls.csv(table, separator=separator), "results-survey482913.csv", CODELESS).understood()

    assert (found.tool, found.status, found.questions, found.problems) == ("limesurvey", "ok", (), ())
    assert [one.statement for one in found.columns if one.use == "statement"] == list(TEXTS)
    assert came_out(found) == put_in(COMMENTED)
    assert (found.without_answers, with_use(found, "perspective")) == (1, [PERSPECTIVE_QUESTION])


def test_full_text_csv_with_underscores_asks_nothing():
    table = ls.rows(COMMENTED, ASKED, headings="underscores")

    found = file(ls.csv(table), "results-survey482913.csv", CODELESS).understood()

    assert (found.tool, found.status, came_out(found)) == ("limesurvey", "ok", put_in(COMMENTED))


def test_code_and_text_agree():
    table = ls.rows(COMMENTED, ASKED, headings="codetext")

    found = file(ls.csv(table), "results-survey482913.csv").understood()

    assert (found.tool, found.status, found.notes) == ("limesurvey", "ok", ())
    assert {one.how for one in found.columns if one.use == "statement"} == {"code"}
    assert came_out(found) == put_in(COMMENTED)


def test_code_beside_the_text_of_another_statement_wins_with_a_warning():
    table = ls.rows(PEOPLE[:3], ASKED, headings="codetext")
    table[0] = [head.replace(TEXTS["L2"], TEXTS["S2"]) for head in table[0]]

    found = file(ls.csv(table), "results-survey482913.csv").understood()

    assert came_out(found) == put_in(PEOPLE[:3])
    assert in_german(found.notes) == (
        "Spalte J: Der Code gehört zur Aussage L2, der Text daneben zu einer anderen. Es gilt der Code; bitte prüfen.",
    )


def test_comment_that_begins_with_equals_is_recovered_from_the_formula():
    full = file(ls.xlsx(ls.rows(COMMENTED, ASKED), ASKED), "results-survey482913.xlsx")

    found = full.understood(options=Options(comments=True))

    assert (found.tool, found.status, found.problems) == ("limesurvey", "ok", ())
    assert came_out(found) == put_in(COMMENTED)
    assert [(one.heading, one.texts) for one in found.comments] == [(COMMENT_QUESTION, ("=1+1 macht 2",))]
    assert in_german(found.notes) == (
        "Ein Freitext, der mit „=“ beginnt, steht in der Datei als Formel ohne Ergebnis (R2). "
        "Er wurde aus der Formel gelesen und steht bei den Kommentaren.",
    )


def test_numeric_codes_are_whole_numbers_with_a_direction_to_be_said():
    table = ls.rows(COMMENTED, ASKED, headings="full", words=ONE_IS_AGREE)
    numeric = file(ls.xlsx(table, ASKED), "results-survey482913.xlsx")

    asking = numeric.understood(CODED_PERSPECTIVES)
    found = numeric.understood(CODED_PERSPECTIVES | ONE_UP)

    assert kinds(asking) == ["direction"]
    assert german(asking.questions[0].text) == (
        "In der Datei stehen bei Aussagen die Werte 1 (9-mal), 2 (9-mal), 3 (7-mal), 4 (10-mal) und 5 (8-mal). "
        "Was bedeutet 1?"
    )
    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(COMMENTED)


def test_survey_without_date_stamps_shows_no_1980():
    people = [one for one in PEOPLE if one.answers]
    table = ls.rows(people, ASKED, dated=False)
    undated = file(ls.csv(table), "results-survey482913.csv")

    found = undated.understood()
    finished = undated.understood(options=Options(only_finished=True))

    assert (found.status, came_out(found)) == ("ok", put_in(people))
    assert found.unfinished == sum("S1" not in one.answers and "S2" not in one.answers for one in people) == 2
    assert came_out(finished) == put_in([one for one in people if "S1" in one.answers or "S2" in one.answers])
    assert not any("1980" in one.identity for one in found.records)
    assert len({one.identity for one in found.records}) == len(people)


@pytest.mark.parametrize("survey", [None, 123])
def test_vv_export_is_read_by_its_row_of_codes(survey):
    people = (replace(PEOPLE[0], comment="Erste Zeile\nzweite Zeile mit {Klammer}"), *PEOPLE[1:5], UNANSWERED)
    vv = file(ls.vv(people, ASKED, survey=survey), "vvexport_482913.csv")

    asking = vv.understood(CODED_PERSPECTIVES)
    found = vv.understood(CODED_PERSPECTIVES | UP, Options(comments=True))

    assert (asking.tool, kinds(asking)) == ("limesurvey", ["direction"])
    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(people)
    assert [one.texts for one in found.comments] == [("Erste Zeile\nzweite Zeile mit {Klammer}",)]
    assert found.without_answers == 1


@pytest.mark.parametrize("how", ["csv", "xlsx"])
def test_abbreviated_headers_are_refused_with_what_to_do(how):
    table = ls.rows(PEOPLE, ASKED, headings="abbreviated")
    content = ls.csv(table) if how == "csv" else ls.xlsx(table, ASKED)

    found = file(content, f"results-survey482913.{how}").understood()

    assert (found.tool, found.status, found.people, found.records) == ("limesurvey", "refused", 0, ())
    assert found.refused is not None
    assert german(found.refused) == (
        "Diese LimeSurvey-Datei enthält abgekürzte Fragen, die sich nicht zuordnen lassen. Bitte in LimeSurvey unter "
        "„Antworten exportieren“ als Überschriften „Fragencode“ oder „Vollständiger Fragetext“ wählen und die Datei "
        "noch einmal hochladen."
    )


def test_only_person_has_the_perspective_that_stands_under_a_code():
    table = ls.rows(PEOPLE[:1], ASKED, headings="code")

    found = file(ls.csv(table), "results-survey482913.csv").understood()

    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE[:1]))


def test_whole_numbers_with_decimals_are_whole_numbers():
    words = {answer: f"{number},00" for answer, number in ONE_IS_AGREE.items()}
    table = ls.rows(COMMENTED, ASKED, words=words)

    found = file(ls.csv(table), "results-survey482913.csv").understood(CODED_PERSPECTIVES | ONE_UP)

    assert came_out(found) == put_in(COMMENTED)


def test_made_people_use_every_answer():
    assert Counter(answer for one in PEOPLE for answer in one.answers.values()).keys() == set("ABCDE")
