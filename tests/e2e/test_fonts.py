"""The typeface of the charts comes from our own server, and its letters are as wide as the charts take them to be."""

import json

from playwright.sync_api import BrowserContext

from config import ROOT
from tests.e2e.stages import until_it_stands
from tests.running import RunningServer
from web.light import assets

MEASURED = """async (faces) => {
  const context = document.createElement('canvas').getContext('2d');
  const widths = {};
  for (const [weight, address, letters] of faces) {
    const face = new FontFace('Measured' + weight, `url(${address})`, {weight});
    document.fonts.add(await face.load());
    context.font = `${weight} 1000px Measured${weight}`;
    widths[weight] = Object.fromEntries([...letters].map(one => [one, Math.round(context.measureText(one).width)]));
  }
  return widths;
}"""


def test_widths_are_those_of_the_font_under_the_policy_of_our_light_pages(
    moderator: BrowserContext, server: RunningServer
) -> None:
    widths = json.loads((ROOT / "fonts" / "widths.json").read_text(encoding="utf-8"))
    faces = [[weight, assets()[f"noto-sans-{weight}.woff2"].address, "".join(widths[weight])] for weight in widths]
    page = moderator.new_page()
    page.goto(f"{server.base}/impressum")

    measured = page.evaluate(MEASURED, faces)

    differing = {
        (weight, one) for weight in widths for one in widths[weight] if measured[weight][one] != widths[weight][one]
    }
    assert differing == set()
    page.close()


def test_pages_of_the_dashboard_load_it(moderator: BrowserContext, server: RunningServer) -> None:
    page = moderator.new_page()
    page.goto(f"{server.base}/hilfe")
    until_it_stands(page)

    loaded = page.evaluate("document.fonts.load('400 20px \"Noto Sans\"').then(found => found.map(one => one.status))")

    assert loaded == ["loaded"]
    page.close()
