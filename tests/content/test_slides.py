"""What slides say, worked out by hand from ANSWERED in tests/reports/conftest.py."""

from dataclasses import replace

import pytest

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.deck import deck
from content.differences import differences_slide
from content.overview import administration_slide, levels_slide, profiles_slide, radar_slide
from content.slides import Slide
from content.suggestions import field_slide, statement_slide
from content.tables import as_text
from content.views import View, view_at
from texts.words import words

DE, EN = words("de"), words("en")
HIDDEN = "nicht einzeln gezeigt (Schutz kleiner Gruppen)"
TOO_FEW = "zu wenige Antworten"
IN_ORDER = View("unterschiede", order="fragebogen")


def rows(slide: Slide) -> list[list[str]]:
    return [[as_text(DE, value) for value in row] for row in slide.table.rows]


def test_radar_shows_the_room_beside_the_verwaltungsbogen(results: Results, questionnaire: Questionnaire) -> None:
    slide = radar_slide(DE, results, questionnaire)

    # 1.1: 3 + 3 + 3 + 3 people on 4..1 = 30/12; 1.10: A + 7 B = 25/8; their mean 45/16. 2.01: 30/10, 2.02 too few
    assert [row[:2] + row[3:4] + row[5:] for row in rows(slide)] == [
        ["Eins", "2,8", "4,0", "aus 2 von 2 Aussagen"],
        ["Zwei", "3,0", "–", "aus 1 von 2 Aussagen"],
    ]
    assert (slide.address, slide.chart, slide.shows) == (
        "ueberblick?sicht=radar",
        "radar",
        ("alle", "verwaltungsbogen"),
    )
    assert slide.marked == (0, 1)
    assert slide.alt.endswith("bei „Eins“ am wenigsten (2,8)")


def test_radar_shows_groups_instead_and_says_so_in_its_address(results: Results, questionnaire: Questionnaire) -> None:
    slide = radar_slide(DE, results, questionnaire, ["stadt", "nobody", "verwaltung"])

    assert slide.shows == ("alle", "verwaltung", "stadt")
    assert slide.address == "ueberblick?sicht=radar&gruppen=verwaltung,stadt"


def test_group_slides_share_their_table(results: Results, questionnaire: Questionnaire) -> None:
    profiles, levels = profiles_slide(DE, results, questionnaire), levels_slide(DE, results, questionnaire)

    # 1.1: 20/6 and 10/6; 1.10 is hidden for both; Spannweite of the values as they are shown
    assert rows(profiles)[0][:5] == ["Eins", "2,8", "3,3 (aus 1 von 2 Aussagen)", "1,7 (aus 1 von 2 Aussagen)", "1,6"]
    assert profiles.table.rows == levels.table.rows
    assert {profiles.address, levels.address} == {"ueberblick?sicht=gruppen", "ueberblick?sicht=karte"}


def test_administration_stands_beside_the_room(results: Results, questionnaire: Questionnaire) -> None:
    slide = administration_slide(DE, results, questionnaire)

    assert [row[1] + " " + row[3] for row in rows(slide)] == ["4,0 2,8", "– 3,0"]
    assert slide.finding.sentence == "Bei „Eins“ schätzt der Verwaltungsbogen 1,2 Stufen höher ein als der Raum"
    assert slide.marked == (0,)


def test_answers_of_too_few_people_are_named_in_every_column(results: Results, questionnaire: Questionnaire) -> None:
    slide = differences_slide(DE, results, questionnaire, IN_ORDER)

    assert [row[1:8] for row in rows(slide)] == [
        ["3", "3", "3", "3", "0", "0", "2,5"],
        ["1", "7", "0", "0", "4", "0", "3,1"],
        ["3", "4", "3", "0", "2", "0", "3,0"],
        [TOO_FEW, TOO_FEW, TOO_FEW, TOO_FEW, "0", TOO_FEW, TOO_FEW],
    ]
    assert slide.address == "unterschiede?sicht=aussagen&ordnung=fragebogen"
    assert slide.marked == (0,)


def test_hidden_groups_are_named_as_hidden(results: Results, questionnaire: Questionnaire) -> None:
    slide = differences_slide(DE, results, questionnaire, replace(IN_ORDER, view="gruppen"))

    assert [row[1:5] for row in rows(slide)] == [
        ["2,5", "3,3 (n = 6)", "1,7 (n = 6)", "1,6"],
        ["3,1", HIDDEN, HIDDEN, "–"],
        ["3,0", "2,8 (n = 5)", "3,2 (n = 5)", "0,4"],
    ]


def test_e_is_counted_over_all_people(results: Results, questionnaire: Questionnaire) -> None:
    slide = differences_slide(DE, results, questionnaire, replace(IN_ORDER, view="e"))

    assert [row[1:] for row in rows(slide)] == [["4 von 12", "0 von 6", "4 von 6"], ["2 von 12", "1 von 6", "1 von 6"]]
    assert slide.shows == ("1.10", "2.01")


def test_slides_are_the_same_in_another_language_but_for_the_words(
    results: Results, questionnaire: Questionnaire
) -> None:
    german, english = (differences_slide(_, results, questionnaire, IN_ORDER) for _ in (DE, EN))

    assert (german.address, german.chart, german.shows, german.marked, german.table.ids) == (
        english.address,
        english.chart,
        english.shows,
        english.marked,
        english.table.ids,
    )
    assert [as_text(EN, value) for value in english.table.rows[3]][1] == "too few answers"
    assert as_text(EN, english.table.rows[0][7]) == "2.5"


def test_statement_shows_the_room_and_every_group(results: Results, questionnaire: Questionnaire) -> None:
    slide = statement_slide(DE, results, questionnaire, "1.10")

    # vereine: 1 A, 1 B and 4 E of six; two rated are too few, so both groups are hidden
    assert rows(slide) == [
        ["Alle im Raum", "1", "7", "0", "0", "8", "3,1", "4 von 12"],
        ["Verwaltung", *[HIDDEN] * 6, "0 von 6"],
        ["Zivilgesellschaft", *[HIDDEN] * 6, "4 von 6"],
    ]
    assert (slide.title, slide.shows) == ("Es gibt ein Budget.", ("1.10",))
    assert slide.finding.sentence.startswith("gemeinsame Stärke")


def test_statement_that_too_few_answered_says_so(results: Results, questionnaire: Questionnaire) -> None:
    room = rows(statement_slide(DE, results, questionnaire, "2.02"))[0]

    assert room == ["Alle im Raum", *[TOO_FEW] * 6, "0 von 12"]


def test_field_brings_its_questions_and_ideas(results: Results, questionnaire: Questionnaire) -> None:
    first, *others = questionnaire.fields
    ideas = {"staerke": ({"de": "Halten Sie es fest."},), "auseinander": ({"de": "Fragen Sie beide."},)}
    spoken = replace(first, introduction={"de": "Ziele."}, suggestions=ideas)
    asked = replace(questionnaire, fields=(spoken, *others), questions={"staerke": ({"de": "Was gelingt?"},)})

    slide = field_slide(DE, results, asked, "eins")

    # 1.1: the groups answered 20/6 and 10/6, apart; 1.10: eight of eight say (rather) true
    assert rows(slide)[-2:] == [
        ["Perspektiven gehen auseinander", "ganzes Handlungsfeld, 1.1", "Fragen Sie beide."],
        ["gemeinsame Stärke", "1.10", "Halten Sie es fest."],
    ]
    assert [(note.kind, note.lines) for note in slide.notes] == [
        ("about", ("Ziele.",)),
        ("pattern", ()),
        ("ideas", ("Fragen Sie beide.",)),
    ]


def test_deck_goes_from_fields_to_statements(results: Results, questionnaire: Questionnaire) -> None:
    slides = deck(results, questionnaire, DE)

    assert [slide.view.view for slide in slides] == [
        *("radar", "gruppen", "karte", "verwaltung", "aussagen", "gruppen", "e"),
        *("anregungen",) * len(results.fields),
        *("verteilung",) * len(results.statements),
    ]
    first = [slide.view.part for slide in slides if slide.view.page == "aussage"]
    assert first[: len(results.discuss_first)] == list(results.discuss_first)


def test_view_without_a_verwaltungsbogen_is_left_out(results: Results, questionnaire: Questionnaire) -> None:
    alone = replace(results, fields=tuple(replace(field, administration_level=None) for field in results.fields))

    assert "verwaltung" not in {slide.view.view for slide in deck(alone, questionnaire, DE)}


@pytest.mark.parametrize(
    "view",
    [
        View("ueberblick"),
        View("ueberblick", groups=("verwaltung", "stadt")),
        View("ueberblick", "anregungen", "zwei"),
        View("unterschiede", "gruppen", "2", "spannweite"),
        View("aussage", part="3.01"),
    ],
)
def test_view_can_be_written_and_read(view: View) -> None:
    assert view_at(view.address) == view


@pytest.mark.parametrize(
    "address", ["", "nirgends", "ueberblick?sicht=e", "unterschiede?ordnung=beste", "aussage?sicht=radar"]
)
def test_address_of_nothing_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="no"):
        view_at(address)


def test_part_that_does_not_exist_is_the_first(results: Results, questionnaire: Questionnaire) -> None:
    first = differences_slide(DE, results, questionnaire, IN_ORDER)

    for part in ("0", "2", "-1", "x", "²"):
        assert differences_slide(DE, results, questionnaire, replace(IN_ORDER, part=part)) == first
    assert field_slide(DE, results, questionnaire, "nirgends").view.part == "eins"
    assert statement_slide(DE, results, questionnaire, "9.99").view.part == "1.1"
