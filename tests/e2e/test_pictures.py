"""A browser puts the letters of both renderers at the same places, and a click finds what is there."""

import base64
import json
from importlib.resources import files
from typing import Any

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser

from charts.marks import Picture
from charts.plotly_figure import CONFIG, EXPLORABLE, plotly_figure
from charts.svg import svg
from config import ROOT
from tests.charts.conftest import all_pictures, made_labels, made_results, panel_pictures

PLACES = """(where) => [...document.querySelectorAll(where + ' text')].map(text => {
  const box = text.getBoundingClientRect(), frame = document.querySelector(where).getBoundingClientRect();
  return [text.textContent, box.x - frame.x, box.y - frame.y, box.width, box.height];
})"""


CLICKED = """() => {
  window.clicked = [];
  document.querySelector('#plotly').on('plotly_selected', found => clicked.push(found.points[0].customdata));
}"""
FAINTEST = """() => Math.min(...[...document.querySelectorAll('#plotly text')].map(text =>
  getComputedStyle(text).fillOpacity * getComputedStyle(text).opacity))"""


def _page(chart: str) -> str:
    """Both drawings of a chart of the page, as its figure does not answer to the mouse."""
    picture = all_pictures(made_results(), made_labels(), "page")[chart]
    return _drawn(picture, plotly_figure(picture), CONFIG)


def _drawn(picture: Picture, figure: go.Figure, config: dict[str, Any]) -> str:
    """Both drawings, each in a box of its size, with our font."""
    fonts = "".join(
        f"@font-face {{ font-family: 'Noto Sans'; font-weight: {weight}; src: url(data:font/woff2;base64,{data}) }}"
        for weight in (400, 700)
        for data in [base64.b64encode((ROOT / "fonts" / f"noto-sans-{weight}.woff2").read_bytes()).decode()]
    )
    script = (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
    drawing = json.dumps(json.loads(figure.to_json()) | {"config": config})
    size = f"width: {figure.layout.width}px; height: {figure.layout.height}px"
    return f"""<style>{fonts} body > div {{ {size} }}</style>
        <div id="svg">{svg(picture, "")}</div><div id="plotly"></div><script>{script}</script>
        <script>drawn = Promise.all(['400', '700'].map(weight => document.fonts.load(`${{weight}} 20px "Noto Sans"`)))
        .then(() => Plotly.newPlot('plotly', {drawing})).then(() => true)</script>"""


@pytest.mark.parametrize("chart", ["radar", "diverging", "levels"])
def test_texts_stand_at_the_same_pixels_in_both_renderers(browser: Browser, chart: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 1400})
    page.set_content(_page(chart))
    page.evaluate("drawn")

    in_svg, in_plotly = page.evaluate(PLACES, "#svg"), page.evaluate(PLACES, "#plotly")

    assert len(in_svg) > 20
    assert [one[0] for one in in_plotly] == [one[0] for one in in_svg]
    for one, other in zip(in_plotly, in_svg, strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=1.0), one
    page.close()


@pytest.mark.parametrize(
    ("chart", "words", "place"),
    [
        ("levels", "1,9", ["zusammenhalt", "verwaltung"]),
        ("radar", "Fairer Zugang", ["teilhabe", ""]),
        ("diverging", "Name von 1.03", ["1.03", ""]),
    ],
)
def test_a_click_finds_what_is_there_and_nothing_fades(
    browser: Browser, chart: str, words: str, place: list[str]
) -> None:
    picture = panel_pictures(made_results(), made_labels())[chart]
    figure = plotly_figure(picture, ["Zeile"] * len(picture.areas))
    figure.layout.dragmode = "pan"  # as Streamlit sets it
    page = browser.new_page(viewport={"width": 1000, "height": 1400})
    page.set_content(_drawn(picture, figure, EXPLORABLE))
    page.evaluate("drawn")
    page.evaluate(CLICKED)

    box = page.locator("#plotly text").filter(has_text=words).first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("#plotly .hovertext").wait_for()
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function("clicked.length")

    assert page.evaluate("clicked") == [place]
    assert page.evaluate(FAINTEST) == 1
    assert page.locator("#plotly .hovertext").text_content() == "Zeile"
    page.close()
