"""Spellings of answers and perspectives."""

import pytest

from analysis.questionnaire import Questionnaire
from data.intake.said import said
from data.intake.spelling import normalised
from data.intake.wording.vocabulary import AnswerWords, PerspectiveWords, apart, one_choice
from data.questionnaire_file import load_questionnaire
from tests.data.intake.german import german
from tests.exports.people import QUESTIONNAIRE
from tests.running import ROOT

OURS = load_questionnaire(ROOT / "questionnaire.yaml")


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("A", ("Trifft zu", "Das stimmt", "True", "Agree", "1 – True", "Trifft zu / True")),
        ("B", ("Trifft eher zu", "Das stimmt eher", "Mostly true", "Rather agree")),
        ("C", ("Trifft eher nicht zu", "Das stimmt eher nicht", "Mostly not true", "Rather disagree")),
        ("D", ("Trifft nicht zu", "Das stimmt nicht", "Not true", "Disagree")),
        (
            "E",
            (
                "Keine Einschätzung möglich",
                "Das weiß ich nicht",
                "Das kann ich nicht sagen",
                "I can’t judge",
                "I can't judge",
                "Cannot judge",
            ),
        ),
    ],
)
def test_labels_of_today_and_of_earlier_versions_are_understood(answer: str, written: tuple[str, ...]) -> None:
    assert [AnswerWords(OURS).answer(one) for one in written] == [answer] * len(written)


def test_truth_value_stands_for_the_label_beside_others_of_its_language() -> None:
    words = AnswerWords(OURS)

    assert words.truth_beside(["mostly true", "b"]) == "A"
    assert words.truth_beside(["trifft eher zu", "a"]) is None
    assert words.truth_beside([]) is None


@pytest.mark.parametrize(
    "written",
    [
        "Trifft eher zu",
        "TRIFFT  EHER\u00a0ZU ",
        "„Trifft eher zu.“",
        "Tri\u00adfft eher\u200b zu",
        "Trifft eher zu;",
        "1 – Trifft eher zu",
        "1. Trifft eher zu",
        "4 = Trifft eher zu",
        "3: Trifft eher zu",
        "(2) Trifft eher zu",
        "A2 Trifft eher zu",
        "Trifft eher zu (2)",
        "Trifft eher zu = 3",
        "B – Trifft eher zu",
        "b) trifft eher zu",
        "Trifft eher zu (B)",
        "B",
        "b.",
        "(B)",
        "Das stimmt eher",
        "rather agree",
    ],
)
def test_one_answer_has_many_spellings(written: str) -> None:
    assert AnswerWords(QUESTIONNAIRE).answer(written) == "B"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2",
        "A2",
        "Trifft zuu",
        "trifft zu/eher zu",
        "A – Trifft eher zu",
        "A, B",
        "AB",
        "F",
        "eher",
        "x",
        "stimme zu",
    ],
)
def test_what_is_no_answer_is_not_guessed(written: str) -> None:
    assert AnswerWords(QUESTIONNAIRE).answer(written) is None


def test_what_is_allowed_is_said_in_one_sentence(questionnaire: Questionnaire) -> None:
    assert german(said("not_allowed"), questionnaire) == (
        "Erlaubt sind A, B, C, D und E oder die Antwort in Worten: A Trifft zu · B Trifft eher zu · "
        "C Trifft eher nicht zu · D Trifft nicht zu · E Keine Einschätzung möglich."
    )


def test_numbers_and_letters_are_taken_apart_from_words() -> None:
    assert apart("1 – trifft zu") == ("1", "trifft zu")
    assert apart("-1 = weiß nicht") == ("-1", "weiss nicht")
    assert apart("trifft zu (4") == ("4", "trifft zu")
    assert apart("ao01 trifft zu") == ("ao01", "trifft zu")
    assert apart("trifft zu") is None


def test_words_are_compared_without_what_does_not_matter() -> None:
    assert normalised(" „Politik &amp; Leitung“.") == "politik und leitung"
    assert one_choice("Verwaltung; ") == "verwaltung"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("verwaltungsspitze", "verwaltungsspitze"),
        ("Verwaltungsspitze (Bürgermeister*in, Landrät*in)", "verwaltungsspitze"),
        ("Verwaltungsspitze (Bürgermeister:in, Landrät:in)", "verwaltungsspitze"),
        ("bürgermeister_in", "verwaltungsspitze"),
        ("Mayor", "verwaltungsspitze"),
        ("2 – Kommunalpolitik", "kommunalpolitik"),
        ("Kommunalpolitik;", "kommunalpolitik"),
        ("Politik &amp; Leitung", "sector:politik"),
        ("Politik und Leitung (ohne nähere Angabe)", "sector:politik"),
        ("keine Angabe", "ohne-angabe"),
        ("Kommunalpolitik;Verwaltung;", None),
        ("2", None),
        ("", None),
    ],
)
def test_a_perspective_is_known_by_all_its_names(written: str, key: str | None) -> None:
    assert PerspectiveWords(QUESTIONNAIRE).perspective(written) == key


def test_a_name_that_two_perspectives_share_is_nobodys(questionnaire: Questionnaire) -> None:
    assert PerspectiveWords(questionnaire).perspective("Büro") is None
