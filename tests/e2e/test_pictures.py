"""A browser puts the letters of both renderers at the same places."""

import base64
import json
from importlib.resources import files

import pytest
from playwright.sync_api import Browser

from charts.plotly_figure import CONFIG, plotly_figure
from charts.svg import svg
from config import ROOT
from tests.charts.conftest import all_pictures, made_labels, made_results

PLACES = """(where) => [...document.querySelectorAll(where + ' text')].map(text => {
  const box = text.getBoundingClientRect(), frame = document.querySelector(where).getBoundingClientRect();
  return [text.textContent, box.x - frame.x, box.y - frame.y, box.width, box.height];
})"""


def _page(chart: str) -> str:
    """Both drawings of a chart, each in a box of its size, with our font."""
    picture = all_pictures(made_results(), made_labels(), "page")[chart]
    fonts = "".join(
        f"@font-face {{ font-family: 'Noto Sans'; font-weight: {weight}; src: url(data:font/woff2;base64,{data}) }}"
        for weight in (400, 700)
        for data in [base64.b64encode((ROOT / "fonts" / f"noto-sans-{weight}.woff2").read_bytes()).decode()]
    )
    figure = plotly_figure(picture)
    script = (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
    drawing = json.dumps(json.loads(figure.to_json()) | {"config": CONFIG})
    size = f"width: {figure.layout.width}px; height: {figure.layout.height}px"
    return f"""<style>{fonts} div {{ {size} }}</style>
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
