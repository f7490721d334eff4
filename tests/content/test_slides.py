"""What slides say, worked out by hand from ANSWERED in tests/reports/conftest.py."""

from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.questionnaire import Questionnaire, Suggestion
from analysis.results import Pattern, Results
from content import differences
from content.deck import deck, slide
from content.differences import differences_slide
from content.labels import labels
from content.overview import administration_slide, levels_slide, profiles_slide, radar_slide
from content.slides import Slide
from content.suggestions import field_slide, questions_for_a_table, statement_slide
from content.tables import as_text
from content.views import View, view_at
from texts.words import words

DE, EN = words("de"), words("en")
HIDDEN = "nicht einzeln gezeigt (Schutz kleiner Gruppen)"
TOO_FEW = "zu wenige Antworten"
SHEET_HIGHER = "Bei {} schätzt der Verwaltungsbogen {} Stufen höher ein als der Raum"
ROOM_HIGHER = "Bei {} schätzt der Raum {} Stufen höher ein als der Verwaltungsbogen"
IN_ORDER = View("unterschiede", order="fragebogen")


def rows(slide: Slide) -> list[list[str]]:
    return [[as_text(DE, value) for value in row] for row in slide.table.rows]


def test_radar_shows_the_room_beside_the_verwaltungsbogen(results: Results, questionnaire: Questionnaire) -> None:
    slide = radar_slide(DE, results, questionnaire)

    # 1.1: 3 + 3 + 3 + 3 people on 4..1 = 30/12; 1.10: A + 7 B = 25/8; their mean 45/16. 2.01: 30/10, 2.02 too few
    assert [row[:2] + row[3:4] + row[5:] for row in rows(slide)] == [
        ["Eins", "2,8", "4,0 (aus 1 von 2 Aussagen)", "aus 2 von 2 Aussagen"],
        ["Zwei", "3,0", "–", "aus 1 von 2 Aussagen"],
    ]
    assert (slide.address, slide.chart, slide.shows) == (
        "ueberblick?sicht=radar",
        "radar",
        ("alle", "verwaltungsbogen"),
    )
    assert slide.marked == (0, 1)
    assert slide.alt.endswith("am wenigsten Eins (2,8 von 4)")


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

    assert [row[1] + " " + row[3] for row in rows(slide)] == ["4,0 (aus 1 von 2 Aussagen) 2,8", "– 3,0"]
    assert slide.finding.sentence == "Bei Eins schätzt der Verwaltungsbogen 1,2 Stufen höher ein als der Raum"
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
    ideas = {
        "staerke": (Suggestion({"de": "Halten Sie es fest."}),),
        "auseinander": (Suggestion({"de": "Fragen Sie beide."}),),
    }
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


def test_what_fits_a_statement_comes_first_and_what_fits_another_is_left_out(
    results: Results, questionnaire: Questionnaire
) -> None:
    first, second = questionnaire.fields
    own = (
        Suggestion({"de": "Für alle."}),
        Suggestion({"de": "Für eine andere."}, fits=("1.1",)),
        Suggestion({"de": "Genau dafür."}, fits=("1.10",)),
    )
    foreign = (Suggestion({"de": "Von nebenan."}, fits=("1.10",)), Suggestion({"de": "Für nebenan."}))
    asked = replace(
        questionnaire,
        fields=(replace(first, suggestions={"staerke": own}), replace(second, suggestions={"staerke": foreign})),
    )

    (ideas,) = (note for note in statement_slide(DE, results, asked, "1.10").notes if note.kind == "ideas")

    assert ideas.lines == ("Genau dafür.", "Von nebenan.", "Für alle.")
    # the whole field is apart, so a strength is said of 1.10 alone
    assert rows(field_slide(DE, results, asked, "eins"))[-2:] == [
        ["gemeinsame Stärke", "1.10", "Genau dafür."],
        ["gemeinsame Stärke", "1.10", "Für alle."],
    ]


def test_table_gets_three_questions_that_fit_its_field_and_then_its_statements(
    results: Results, questionnaire: Questionnaire
) -> None:
    spoken = {
        "auseinander": ({"de": "Wer erlebt es?"},),
        "staerke": ({"de": "Was gelingt?"}, {"de": "Was brauchen wir?"}, {"de": "Wer erfährt es?"}),
        "bedarf": ({"de": "Was fehlt?"},),
    }

    def asked(questions: dict[str, tuple[dict[str, str], ...]]) -> tuple[str, ...]:
        return questions_for_a_table(DE, results, replace(questionnaire, questions=questions), "eins")

    # the field and 1.1 are apart, 1.10 is a strength, nothing is a need
    assert asked(spoken) == ("Wer erlebt es?", "Was gelingt?", "Was brauchen wir?")
    assert asked({"bedarf": spoken["bedarf"]}) == ("Was fehlt?",)  # better than none
    assert asked({}) == ()


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
        View("ueberblick", groups=("stadt, kreis", "50%", "a&b=c")),
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

    for part in ("0", "2", "-1", "x", "²", "9" * 5000):
        assert differences_slide(DE, results, questionnaire, replace(IN_ORDER, part=part)) == first
    assert field_slide(DE, results, questionnaire, "nirgends").view.part == "eins"
    assert statement_slide(DE, results, questionnaire, "9.99").view.part == "1.1"


def test_deck_has_a_slide_for_every_screenful(
    results: Results, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differences, "ROWS", 3)

    shown = [(one.address, one.shows) for one in deck(results, questionnaire, DE) if one.view.page == "unterschiede"]

    assert shown == [
        ("unterschiede?sicht=aussagen", ("1.1", "2.01")),
        ("unterschiede?sicht=aussagen&teil=2", ("1.10", "2.02")),
        ("unterschiede?sicht=gruppen", ("1.1", "2.01", "1.10")),
        ("unterschiede?sicht=e", ("1.10", "2.01")),
    ]


def test_slide_of_a_view_shows_the_groups_that_it_names(results: Results, questionnaire: Questionnaire) -> None:
    asked = View("ueberblick", groups=("stadt",))

    assert slide(asked, results, questionnaire, DE).shows == ("alle", "stadt")
    alone = replace(results, fields=tuple(replace(one, administration_level=None) for one in results.fields))
    assert slide(View("ueberblick"), alone, questionnaire, DE).shows == ("alle",)


def test_who_cannot_judge_is_ordered_by_the_share_of_e(results: Results, questionnaire: Questionnaire) -> None:
    e_of = {"1.1": 1, "1.10": 0, "2.01": None, "2.02": 7}
    changed = replace(results, statements=tuple(replace(one, e=e_of[one.id]) for one in results.statements))

    found = differences_slide(DE, changed, questionnaire, View("unterschiede", "e"))

    assert [row[0] for row in rows(found)] == ["=SUMME(A1)", "Es gibt ein Leitbild."]


def test_hidden_e_says_why(results: Results, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = tuple(
        replace(one, e=None, cells={id_: replace(cell, e=None) for id_, cell in one.cells.items()})
        for one in results.statements
    )
    monkeypatch.setattr(differences, "by_e", lambda _results: ("1.1",))

    found = differences_slide(DE, replace(results, statements=hidden), questionnaire, View("unterschiede", "e"))

    assert rows(found) == [["Es gibt ein Leitbild.", TOO_FEW, HIDDEN, HIDDEN]]


@pytest.mark.parametrize(
    ("room", "sheet", "sentence", "named"),
    [
        # twelve people: from 1.8/√12, rounded up to 0.6 steps
        (
            ("3", "3"),
            ("18/5", "3"),
            SHEET_HIGHER.format("Eins", "0,6"),
            "eins",
        ),
        (
            ("3", "3"),
            ("12/5", "3"),
            ROOM_HIGHER.format("Eins", "0,6"),
            "eins",
        ),
        (("3", "3"), ("359/100", "3"), "Verwaltungsbogen und Raum sehen die Handlungsfelder ähnlich", None),
        (("3", "1"), ("4", "4"), SHEET_HIGHER.format("Zwei", "3,0"), "zwei"),
        (("1", "3"), ("4", "4"), SHEET_HIGHER.format("Eins", "3,0"), "eins"),
        (("3", "3"), (None, None), "Zum Verwaltungsbogen gibt es noch nichts zu vergleichen", None),
    ],
)
def test_sentence_about_the_verwaltungsbogen(
    results: Results,
    questionnaire: Questionnaire,
    room: tuple[str, str],
    sheet: tuple[str | None, str | None],
    sentence: str,
    named: str | None,
) -> None:
    fields = tuple(
        replace(one, level=Fraction(level), administration_level=said and Fraction(said))
        for one, level, said in zip(results.fields, room, sheet, strict=True)
    )

    finding = slide(View("ueberblick", "verwaltung"), replace(results, fields=fields), questionnaire, DE).finding

    assert (finding.sentence, finding.named) == (sentence, (named,) if named else ())


@pytest.mark.parametrize(
    ("pattern", "words_of_it"),
    [
        ("bedarf", "gemeinsamer Handlungsbedarf"),
        ("staerke", "gemeinsame Stärke"),
        ("geteilt", "geteilt"),
        ("kaum_einschaetzbar", "kaum einschätzbar"),
        ("auseinander", "gehen auseinander"),
        ("zu_wenige", ""),
    ],
)
def test_pattern_beside_a_bar_is_short(
    results: Results, questionnaire: Questionnaire, pattern: Pattern, words_of_it: str
) -> None:
    statements = tuple(replace(one, pattern=pattern) for one in results.statements)

    assert labels(replace(results, statements=statements), questionnaire, DE).patterns["1.1"] == words_of_it


def test_small_difference_beside_a_bar_is_not_called_apart(results: Results, questionnaire: Questionnaire) -> None:
    # 2.01: 2,8 and 3,2 with five people each; 0,4 is less than 1.8/√5
    statements = tuple(replace(one, pattern="auseinander") for one in results.statements)

    said = labels(replace(results, statements=statements), questionnaire, DE)

    assert said.patterns["2.01"] == "unterscheiden sich etwas"
    assert said.number(Fraction(5, 2)) == "2,5"
