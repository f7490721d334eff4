"""Why groups are formed as they are, in sentences that a moderator can read out."""

import pandas as pd

from analysis.grouping import Mode
from analysis.questionnaire import UNSTATED
from content.grouping_words import why
from data.questionnaire_file import load_questionnaire
from tests.e2e.stages import QUESTIONNAIRE
from texts.words import words

ASKED = load_questionnaire(QUESTIONNAIRE)


def said(
    sizes: dict[str, int], *, mode: Mode = "sectors", also: tuple[str, ...] = (), language: str = "de"
) -> list[str]:
    people = pd.DataFrame({"group": list(sizes), "people": list(sizes.values())})
    return why(words(language), people, ASKED, threshold=5, mode=mode, also_merge=also)


def test_group_that_has_to_join_is_named_with_the_reason() -> None:
    sizes = {"fachverwaltung": 6, "kommunalpolitik": 7, "communities": 5, "organisationen": 6, "betriebe": 3}

    assert said(sizes) == [
        "Wirtschaft hat 3; damit niemand herauszurechnen ist, kommt Communities (5) dazu.",
        "Soll stattdessen eine andere Gruppe dazukommen, wählen Sie diese oben.",
        "Keine andere Wahl zeigt mehr Gruppen.",
    ]


def test_nobody_is_told_to_choose_another_group_where_there_is_none() -> None:
    assert said({"fachverwaltung": 6, "betriebe": 3}) == [
        "Wirtschaft hat 3; damit niemand herauszurechnen ist, kommt Verwaltung (6) dazu.",
        "Keine andere Wahl zeigt mehr Gruppen.",
    ]


def test_several_small_groups_are_named_together() -> None:
    sizes = {"fachverwaltung": 8, "kommunalpolitik": 6, "betriebe": 3, UNSTATED: 1}

    assert said(sizes)[0] == (
        "Wirtschaft (3), ohne Angabe (1) haben zusammen 4; damit niemand herauszurechnen ist, kommt Politik (6) dazu."
    )


def test_small_groups_that_are_enough_together_need_nobody() -> None:
    sizes = {"fachverwaltung": 8, "kommunalpolitik": 6, "betriebe": 3, UNSTATED: 2}

    assert said(sizes)[0] == "Kleiner als 5 und deshalb zusammengelegt: Wirtschaft (3), ohne Angabe (2)."


def test_mode_with_more_groups_is_named_with_its_groups() -> None:
    sizes = {"fachverwaltung": 6, "auslaenderbehoerde": 5, "kommunalpolitik": 5}

    (sentence,) = said(sizes)

    assert sentence.startswith("Mehr Gruppen, wenn sie von einzelnen Perspektiven ausgehen, nämlich 3: Fachämter (6), ")
    assert said(sizes, mode="perspectives") == []


def test_own_group_that_stays_in_its_sector_is_explained() -> None:
    too_few = {"fachverwaltung": 6, "communities": 4, "organisationen": 6}
    too_few_others = {"fachverwaltung": 6, "communities": 9, "organisationen": 4}

    assert said(too_few)[0] == (
        "Communities hat 4 und steht erst ab 5 für sich; gezählt bei Zivilgesellschaft & Bildung."
    )
    assert said(too_few_others)[0] == (
        "Communities (9) bleibt bei Zivilgesellschaft & Bildung: Die Übrigen dort wären nur 4."
    )


def test_one_group_alone_merges_with_none_and_the_sentence_says_so() -> None:
    sizes = {"fachverwaltung": 6, "kommunalpolitik": 6}

    assert said(sizes, also=("politik",)) == [
        "Zum Zusammenlegen wählen Sie mindestens zwei Gruppen.",
        "Keine andere Wahl zeigt mehr Gruppen.",
    ]


def test_too_few_people_in_all_are_said_to_be_too_few() -> None:
    assert said({"fachverwaltung": 2, "kommunalpolitik": 1})[-2:] == [
        "Auch zusammen sind es weniger als 5: Es gibt noch nichts zu zeigen.",
        "Keine andere Wahl zeigt mehr Gruppen.",
    ]


def test_reasons_are_said_in_english_too() -> None:
    sizes = {"fachverwaltung": 6, "kommunalpolitik": 7, "betriebe": 3}

    assert said(sizes, language="en")[0] == (
        "Business has 3; so that nobody can be worked out, Administration (6) joins it."
    )
