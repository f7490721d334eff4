"""Makes pictures of every scene of the Leinwand, without a server.

.venv/bin/python -m docs.screenshots.leinwand                 the sheets beside this file: all scenes, small, by window
.venv/bin/python -m docs.screenshots.leinwand FOLDER [demo|hard|one_group] [1920,1280,1024] [part of a name]
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.room import workshops
from tests.room.gallery import WINDOWS, all_scenes, page_of, save
from texts.words import words

HERE = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
ACROSS, SMALL, GAP = 6, 480, 8
"""A sheet has so many pictures side by side, so many pixels wide and apart."""


def main(folder: str = "", workshop: str = "demo", windows: str = "", part: str = "") -> int:
    """Save the pictures as NAME-WIDTH.png, or the sheets, and say how many there are."""
    chosen = windows.split(",") if windows else list(WINDOWS)
    with tempfile.TemporaryDirectory() as passing:
        target = Path(folder or passing)
        target.mkdir(parents=True, exist_ok=True)
        for window, names in _pictures(target, workshop, chosen, part).items():
            print(f"{window}: {len(names)}")  # noqa: T201
            if not folder:
                _sheet([target / f"{name}-{window}.png" for name in names], HERE / f"leinwand-{window}.png")
    return 0


def _pictures(target: Path, workshop: str, windows: Sequence[str], part: str) -> dict[str, list[str]]:
    results, asked = getattr(workshops, workshop)()
    made = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for window in windows:
            scenes = all_scenes(words("de"), results, asked, WINDOWS[window][2])
            pages = {name: page_of(html) for name, html in scenes if part in name}
            save(browser, target, pages, window)
            made[window] = list(pages)
        browser.close()
    return made


def _sheet(pictures: Sequence[Path], target: Path) -> None:
    first = Image.open(pictures[0])
    height = SMALL * first.height // first.width
    rows = -(-len(pictures) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (SMALL + GAP) + GAP, rows * (height + GAP) + GAP), "#8c8c8c")
    for place, path in enumerate(pictures):
        at = (GAP + place % ACROSS * (SMALL + GAP), GAP + place // ACROSS * (height + GAP))
        sheet.paste(Image.open(path).convert("RGB").resize((SMALL, height), Image.Resampling.LANCZOS), at)
    sheet.quantize(64, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
