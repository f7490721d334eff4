"""Statements that a moderator has sorted otherwise can be put on the stage, and the show goes on behind them."""

from analysis.results import Results
from analysis.stage import Place, Stage
from content.moves import moved
from content.show import default_show, following, usual

SORTED = Place("folie", "unterschiede?sicht=aussagen&ordnung=fragebogen")
USUAL = Place("folie", "unterschiede?sicht=aussagen")


def test_statements_in_another_order_are_put_on_the_stage(results: Results) -> None:
    move = moved(Stage(), {"zug": "zu", **SORTED.as_json()}, results, 0)

    assert (move.stage.place, move.reveals) == (SORTED, "differences")


def test_show_goes_on_behind_the_same_statements_in_the_usual_order(results: Results) -> None:
    show = default_show(results)

    assert usual(SORTED) == USUAL
    assert following(SORTED, show, results) == following(USUAL, show, results)
