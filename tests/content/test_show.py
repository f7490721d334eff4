"""The show: where "Weiter" leads, what a step reveals, and what each role may see of it."""

from dataclasses import replace

import pytest

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.stage import Place, Stage
from analysis.talk import statements_shown
from content import differences
from content.deck import slide, views
from content.moves import LONGEST_TIMER, NoWayOn, UnknownMove, moved
from content.show import (
    default_show,
    every_place,
    following,
    preceding,
    reveals,
    show_of,
    shows_results,
    steps_at,
    visible,
    ways,
    whole,
)
from content.talk import STEPS
from content.views import view_at
from texts.words import words

DE = words("de")
RADAR = Place("folie", "ueberblick?sicht=radar")
MAP = Place("folie", "ueberblick?sicht=karte")
GROUPS = "ueberblick?sicht=radar&gruppen=verwaltung"
NOW = 1_900_000_000


def walk(results: Results | None, show: tuple[Place, ...]) -> list[Place]:
    """From the first place as far as "Weiter" leads."""
    walked = [show[0]]
    while (coming := following(walked[-1], show, results)) is not None:
        walked.append(coming)
    return walked


def test_before_the_closing_the_show_ends_with_the_answers() -> None:
    assert [place.kind for place in walk(None, default_show(None))] == [
        "ankommen",
        "leitmotiv",
        "spielregeln",
        "antworten",
    ]


def test_the_radar_comes_line_by_line(results: Results) -> None:
    walked = walk(results, default_show(results))

    assert steps_at(RADAR, results) == ("achsen", "alle", "verwaltungsbogen")
    assert walked[4:8] == [RADAR, Place(RADAR.kind, RADAR.slide, 1), Place(RADAR.kind, RADAR.slide, 2), walked[7]]
    assert walked[7].slide == "ueberblick?sicht=gruppen"
    assert [one.slide for one in walked[8:] if "anregungen" in one.slide] == [
        f"ueberblick?sicht=anregungen&feld={field.id}" for field in results.fields
    ]
    assert not [one for one in walked if "aussage" in one.slide.partition("?")[0]]


def test_back_leads_over_the_same_places(results: Results) -> None:
    show = default_show(results)
    walked = walk(results, show)
    back = [walked[-1]]
    while (before := preceding(back[-1], show, results)) is not None:
        back.append(before)
    assert back == walked[::-1]


def test_every_place_can_be_shown_and_says_what_it_reveals(results: Results, questionnaire: Questionnaire) -> None:
    places = every_place(results)
    assert [place.slide for place in places if place.slide] == [view.address for view in views(results)]
    for place in places:
        for step in range(len(steps_at(place, results))):
            at = Place(place.kind, place.slide, step)
            silent = 1 if place == RADAR else 2 if place.slide.startswith("aussage") else 0
            assert shows_results(at) == bool(place.slide and step >= silent)
            assert (reveals(at) is not None) == shows_results(at)
            if place.slide.startswith("aussage") and shows_results(at):
                assert statements_shown(("overview", reveals(at) or "")) == (view_at(place.slide).part,)
            if place.slide:
                assert slide(view_at(place.slide), results, questionnaire, DE, step).step == step


def test_the_axes_alone_say_nothing_of_the_results(results: Results, questionnaire: Questionnaire) -> None:
    axes, room, both = (slide(view_at(RADAR.slide), results, questionnaire, DE, step) for step in range(3))

    assert (axes.shown, room.shown, both.shown) == ((), ("alle",), ("alle", "verwaltungsbogen"))
    assert axes.finding.sentence == "2 Handlungsfelder, eine Skala"
    assert axes.table.heads == ("Handlungsfeld",) and axes.table.rows == (("Eins",), ("Zwei",))
    assert "Verwaltungsbogen" not in " ".join(room.table.heads)
    assert "Verwaltungsbogen" in " ".join(both.table.heads)


def test_groups_of_the_radar_come_instead_of_the_sheet(results: Results, questionnaire: Questionnaire) -> None:
    place = Place("folie", GROUPS)
    assert steps_at(place, results) == ("achsen", "alle", "verwaltung")
    last = slide(view_at(GROUPS), results, questionnaire, DE, 2)
    assert last.table.heads[-1].startswith("Verwaltung (n =") and "Verwaltungsbogen" not in " ".join(last.table.heads)
    assert following(whole(place, results), default_show(results), results) == Place(
        "folie", "ueberblick?sicht=gruppen"
    )


def test_what_was_left_out_leads_on_to_what_would_follow(results: Results) -> None:
    show = (Place("ankommen"), RADAR, Place("folie", "unterschiede?sicht=aussagen"))
    assert following(MAP, show, results) == show[2]
    assert preceding(MAP, show, results) == whole(RADAR, results)
    statement = whole(Place("folie", "aussage?sicht=verteilung&teil=1.1"), results)
    end = replace(statement, step=len(steps_at(statement, results)) - 1)
    assert following(end, (RADAR, show[2], Place("pause")), results) == Place("pause")
    assert preceding(replace(statement, step=0), show, results) == show[2]


def test_an_arranged_show_loses_what_is_not_there(results: Results) -> None:
    order = (Place("antworten"), Place("pause"), MAP, Place("folie", "unterschiede?sicht=aussagen&teil=99"))
    assert show_of(Stage(order=order), results) == order[:3]
    assert show_of(Stage(order=order), None) == order[:2]


@pytest.mark.parametrize("role", ["moderator", "comoderator", "screen", "scribe", "table", "participant"])
def test_nobody_sees_a_result_before_it_is_revealed(role: str, results: Results) -> None:
    at = Place("folie", RADAR.slide, 1)
    steers = role in ("moderator", "comoderator")

    def seen(stage: Stage, *, has_release: bool, is_revealed: bool) -> Place:
        return visible(stage, role, has_release=has_release, is_revealed=is_revealed)  # type: ignore[arg-type]

    assert seen(Stage(place=at), has_release=True, is_revealed=True) == at
    assert seen(Stage(place=at), has_release=True, is_revealed=False) == Place("antworten")
    assert seen(Stage(place=at), has_release=False, is_revealed=False) == Place("antworten")
    assert seen(Stage(place=RADAR), has_release=True, is_revealed=False) == RADAR
    frozen = Stage(place=MAP, frozen=at)
    assert seen(frozen, has_release=True, is_revealed=True) == (MAP if steers else at)


def test_moves(results: Results) -> None:
    stage = Stage(7, Place("antworten"), black=True)

    onward = moved(stage, {"zug": "weiter"}, results, NOW)
    assert (onward.stage, onward.reveals, onward.is_about_place) == (Stage(7, RADAR), None, True)
    assert moved(onward.stage, {"zug": "weiter"}, results, NOW).reveals == "overview"
    assert moved(stage, {"zug": "zurueck"}, results, NOW).stage.place == Place("spielregeln")
    assert moved(stage, {"zug": "zu", "kind": "pause"}, results, NOW).stage.place == Place("pause")
    assert moved(stage, {"zug": "zu", "kind": "folie", "slide": MAP.slide}, results, NOW).reveals == "overview"
    groups = moved(stage, {"zug": "zu", "kind": "folie", "slide": GROUPS}, results, NOW)
    assert groups.stage.place == Place("folie", GROUPS, 2)
    assert moved(stage, {"zug": "schwarz", "an": False}, results, NOW).stage == Stage(7, Place("antworten"))


def test_while_frozen_nothing_is_revealed_until_it_ends(results: Results) -> None:
    frozen = moved(Stage(place=RADAR), {"zug": "einfrieren", "an": True}, results, NOW).stage
    ahead = moved(frozen, {"zug": "zu", "kind": "folie", "slide": MAP.slide}, results, NOW)
    assert (ahead.stage.place, ahead.stage.seen, ahead.reveals) == (MAP, RADAR, None)
    thawed = moved(ahead.stage, {"zug": "einfrieren", "an": False}, results, NOW)
    assert (thawed.stage.seen, thawed.reveals) == (MAP, "overview")


def test_the_timer_adds_up_and_ends(results: Results) -> None:
    one = moved(Stage(), {"zug": "uhr", "minuten": 5}, results, NOW).stage
    assert one.timer_until == NOW + 300
    assert moved(one, {"zug": "uhr", "minuten": 1}, results, NOW + 60).stage.timer_until == NOW + 360
    assert moved(one, {"zug": "uhr", "minuten": 1}, results, NOW + 900).stage.timer_until == NOW + 960
    assert moved(one, {"zug": "uhr", "minuten": 0}, results, NOW).stage.timer_until is None
    longest = moved(one, {"zug": "uhr", "minuten": LONGEST_TIMER}, results, NOW).stage
    assert longest.timer_until == NOW + 60 * LONGEST_TIMER


def test_the_order_is_kept_and_given_back(results: Results) -> None:
    wish = {"zug": "ordnung", "ordnung": [MAP.as_json(), {"kind": "antworten"}]}
    arranged = moved(Stage(), wish, results, NOW).stage
    assert show_of(arranged, results) == (MAP, Place("antworten"))
    assert moved(arranged, {"zug": "ordnung", "ordnung": None}, results, NOW).stage == Stage()


def test_there_is_an_end(results: Results) -> None:
    last = default_show(results)[-1]
    with pytest.raises(NoWayOn):
        moved(Stage(place=last), {"zug": "weiter"}, results, NOW)
    with pytest.raises(NoWayOn):
        moved(Stage(), {"zug": "zurueck"}, results, NOW)
    with pytest.raises(NoWayOn):
        moved(Stage(place=Place("antworten")), {"zug": "weiter"}, None, NOW)


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"zug": "tanzen"},
        {"zug": "zu"},
        {"zug": "zu", "kind": "folie"},
        {"zug": "zu", "kind": "folie", "slide": "ueberblick?sicht=nichts"},
        {"zug": "zu", "kind": "folie", "slide": "aussage?sicht=verteilung&teil=9.99"},
        {"zug": "zu", "kind": "folie", "slide": "ueberblick?sicht=radar&gruppen=niemand"},
        {"zug": "zu", "kind": "folie", "slide": "ueberblick?sicht=karte&gruppen=verwaltung"},
        {"zug": "zu", "kind": "folie", "slide": RADAR.slide, "step": 3},
        {"zug": "zu", "kind": "folie", "slide": RADAR.slide, "step": -1},
        {"zug": "zu", "kind": "folie", "slide": RADAR.slide, "step": False},
        {"zug": "zu", "kind": "folie", "slide": 5},
        {"zug": "zu", "kind": "pause", "slide": RADAR.slide},
        {"zug": "schwarz"},
        {"zug": "schwarz", "an": "ja"},
        {"zug": "uhr", "minuten": -1},
        {"zug": "uhr", "minuten": True},
        {"zug": "uhr", "minuten": 10_000},
        {"zug": "ordnung", "ordnung": []},
        {"zug": "ordnung", "ordnung": ["x"]},
        {"zug": "ordnung", "ordnung": [{"kind": "antworten"}] * 501},
    ],
)
def test_what_is_no_move_is_refused(wish: dict[str, object], results: Results) -> None:
    with pytest.raises(UnknownMove):
        moved(Stage(), wish, results, NOW)


def test_without_results_no_slide_can_be_reached() -> None:
    with pytest.raises(UnknownMove):
        moved(Stage(), {"zug": "zu", "kind": "folie", "slide": RADAR.slide}, None, NOW)


def test_what_is_listed_before_the_reveal_says_nothing_of_the_answers(
    results: Results, questionnaire: Questionnaire
) -> None:
    """Whatever was answered, and whoever can be compared: the same places in the same order, and none of them more."""
    others = replace(
        results,
        statements=tuple(replace(one, e=(one.e or 0) + number) for number, one in enumerate(results.statements)),
        discuss_first=results.discuss_first[::-1][:1],
    )

    def told(of: Results) -> tuple[tuple[Place, ...], ...]:
        return every_place(of, is_revealed=False), default_show(of, is_revealed=False)

    assert told(results) == told(others)
    assert not [
        one for one in every_place(results, is_revealed=False) if "aussage?" in one.slide or "teil=" in one.slide
    ]
    for slide_ in ("aussage?sicht=verteilung&teil=1.1", "unterschiede?sicht=e&teil=2"):
        with pytest.raises(UnknownMove):
            moved(Stage(), {"zug": "zu", "kind": "folie", "slide": slide_}, results, NOW, is_revealed=False)


@pytest.mark.parametrize("way", ["weiter", "zurueck"])
def test_a_pause_leads_back_to_where_it_was_called(way: str, results: Results) -> None:
    at = Place("folie", RADAR.slide, 1)
    pause = {"zug": "zu", "kind": "pause"}
    called = moved(Stage(place=at), pause, results, NOW).stage
    assert (called.place, called.resume) == (Place("pause"), at)
    again = moved(called, pause, results, NOW).stage
    assert again.resume == at
    assert moved(again, {"zug": way}, results, NOW).stage == Stage(place=at)
    elsewhere = moved(called, {"zug": "zu", "kind": "leitmotiv"}, results, NOW).stage
    assert elsewhere == Stage(place=Place("leitmotiv"))


def test_after_a_jump_out_of_the_show_it_goes_on_where_it_was_left(results: Results) -> None:
    statement = {"zug": "zu", "kind": "folie", "slide": "aussage?sicht=verteilung&teil=1.1"}
    jumped = moved(Stage(place=MAP), statement, results, NOW).stage
    other = moved(jumped, statement | {"slide": "aussage?sicht=verteilung&teil=2.01"}, results, NOW).stage
    assert other.resume == MAP
    assert moved(other, {"zug": "zurueck"}, results, NOW).stage == Stage(place=MAP)
    after = following(MAP, default_show(results), results)
    assert moved(other, {"zug": "weiter"}, results, NOW).stage == Stage(place=after)  # type: ignore[arg-type]
    groups = moved(Stage(place=MAP), {"zug": "zu", "kind": "folie", "slide": GROUPS}, results, NOW).stage
    assert groups.resume is None


def test_what_was_arranged_before_the_closing_keeps_the_results(results: Results) -> None:
    order = (Place("leitmotiv"), Place("ankommen"), Place("spielregeln"), Place("antworten"))
    wish = {"zug": "ordnung", "ordnung": [one.as_json() for one in order]}

    early = moved(Stage(), wish, None, NOW).stage
    assert show_of(early, results) == (*order, *(one for one in default_show(results) if one not in order))

    arranged = Stage(order=(Place("antworten"), MAP, RADAR))
    reopened = moved(arranged, wish, None, NOW).stage
    assert show_of(reopened, results) == (*order, MAP, RADAR)


def test_what_was_arranged_before_the_reveal_keeps_the_further_pages(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differences, "ROWS", 1)
    hidden = default_show(results, is_revealed=False)
    everything = default_show(results)
    assert len(hidden) < len(everything)
    wish = {"zug": "ordnung", "ordnung": [one.as_json() for one in hidden]}
    once = moved(Stage(), wish, results, NOW, is_revealed=False).stage
    again = moved(once, wish, results, NOW, is_revealed=False).stage
    assert show_of(once, results, is_revealed=False) == hidden
    assert show_of(once, results) == show_of(again, results) == everything
    without = [one for one in hidden if "sicht=gruppen" not in one.slide or "unterschiede" not in one.slide]
    left = moved(Stage(), wish | {"ordnung": [one.as_json() for one in without]}, results, NOW, is_revealed=False)
    assert not [one for one in show_of(left.stage, results) if "unterschiede?sicht=gruppen" in one.slide]


def test_of_an_order_each_place_stands_once_and_by_its_own_address(results: Results) -> None:
    wish = {"zug": "ordnung", "ordnung": [{"kind": "pause"}, MAP.as_json(), {"kind": "pause"}, MAP.as_json()]}
    found = moved(Stage(), wish, results, NOW)
    assert found.is_about_place and found.stage.order == (Place("pause"), MAP)
    going = moved(Stage(), {"zug": "zu", "kind": "folie", "slide": MAP.slide + "&xx=" + "y" * 100}, results, NOW)
    assert going.stage.place == MAP


def test_a_frozen_dark_wall_stays_dark_and_thawing_means_what_was_seen(results: Results) -> None:
    dark = Stage(place=Place("antworten"), frozen=Place("antworten"), black=True)
    assert moved(dark, {"zug": "weiter"}, results, NOW).stage.black
    assert moved(dark, {"zug": "einfrieren", "an": False}, results, NOW).is_about_place
    assert not moved(dark, {"zug": "einfrieren", "an": True}, results, NOW).is_about_place
    reopened = moved(Stage(place=MAP, frozen=RADAR), {"zug": "einfrieren", "an": False}, None, NOW)
    assert reopened.reveals is None


def test_statements_of_the_plan_come_behind_it_in_its_order(results: Results) -> None:
    planned = replace(results, plan=("2.01", "1.1"))

    walked = [place.slide or place.kind for place in default_show(planned)]

    at = walked.index("plan?sicht=liste")
    assert walked[at + 1 : at + 3] == ["aussage?sicht=verteilung&teil=2.01", "aussage?sicht=verteilung&teil=1.1"]
    assert "anregungen" in walked[at + 3] and walked[at - 1].startswith("unterschiede?sicht=e")
    assert len(set(walked[4:])) == len(walked[4:])


def test_before_the_first_result_the_plan_is_nowhere(results: Results) -> None:
    planned = replace(results, plan=("2.01", "1.1"))

    for places in (every_place(planned, is_revealed=False), default_show(planned, is_revealed=False)):
        assert not [one for one in places if one.slide.startswith(("plan", "aussage"))]
    with pytest.raises(UnknownMove):
        wish = {"zug": "zu", "kind": "folie", "slide": "plan?sicht=liste"}
        moved(Stage(), wish, planned, NOW, is_revealed=False)
    assert reveals(Place("folie", "plan?sicht=liste")) == "differences"


def test_weiter_passes_by_the_guess_and_leads_from_it_to_the_answers(results: Results) -> None:
    statement = Place("folie", "aussage?sicht=verteilung&teil=1.1")
    guess, spread = (replace(statement, step=STEPS.index(one)) for one in ("vermutung", "verteilung"))

    assert following(statement, (statement,), results) == following(guess, (statement,), results) == spread
    assert preceding(spread, (statement,), results) == preceding(guess, (statement,), results) == statement
    assert (shows_results(statement), shows_results(guess), shows_results(spread)) == (False, False, True)
    assert reveals(guess) is None
    outside = Stage(place=guess, resume=Place("pause"))
    assert ways(outside, (MAP,), results) == (spread, Place("pause"))


def test_weiter_and_zurueck_pass_by_the_comments_which_are_one_tap_away(results: Results) -> None:
    statement = Place("folie", "aussage?sicht=verteilung&teil=1.1")
    groups, comments, talk = (
        replace(statement, step=STEPS.index(one)) for one in ("gruppen", "kommentare", "gespraech")
    )

    assert following(groups, (statement,), results) == talk
    assert preceding(talk, (statement,), results) == groups
    wish = {"zug": "zu", **comments.as_json()}
    assert moved(Stage(place=groups), wish, results, NOW).stage.place == comments
    assert following(comments, (statement,), results) == talk
    assert preceding(comments, (statement,), results) == groups
