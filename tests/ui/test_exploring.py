"""A click in a chart gives its place, again and again, and an old place is none of another slide's."""

from types import SimpleNamespace
from typing import Any

import pytest

from ui import charts
from ui.charts import Place


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What one window remembers."""
    state: dict[str, Any] = {}
    monkeypatch.setattr(charts.st, "session_state", state)
    return state


def _choose(window: dict[str, Any], *points: list[str]) -> None:
    """As Streamlit says what is chosen in the chart after a click."""
    found = [{"customdata": place} for place in points]
    window["map"] = SimpleNamespace(selection=SimpleNamespace(points=found))


def test_a_click_gives_row_and_group(window: dict[str, Any]) -> None:
    heard: list[Place] = []
    _choose(window, ["teilhabe", "politik"])

    charts._clicked("map", heard.append)

    assert heard == [Place("teilhabe", "politik")]


def test_a_second_click_on_the_same_place_means_it_again(window: dict[str, Any]) -> None:
    heard: list[Place] = []
    _choose(window, ["3.01", ""])
    charts._clicked("map", heard.append)
    _choose(window)  # Plotly takes its choice away

    charts._clicked("map", heard.append)

    assert heard == [Place("3.01"), Place("3.01")]


def test_nothing_is_heard_where_nothing_was_ever_clicked(window: dict[str, Any]) -> None:
    heard: list[Place] = []
    _choose(window)

    charts._clicked("map", heard.append)

    assert heard == []
