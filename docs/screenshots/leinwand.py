"""Makes pictures of every scene of the Leinwand, without a server:
.venv/bin/python -m docs.screenshots.leinwand FOLDER [demo|hard|one_group] [1920,1280,1024] [part of a name]
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.room import workshops
from tests.room.gallery import WINDOWS, all_scenes, page_of, save
from texts.words import words

CHROMIUM = "/usr/bin/chromium"


def main(folder: str, workshop: str = "demo", windows: str = "", part: str = "") -> int:
    """Save the pictures as NAME-WIDTH.png, and how many there are."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    results, asked = getattr(workshops, workshop)()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for window in windows.split(",") if windows else WINDOWS:
            scenes = all_scenes(words("de"), results, asked, WINDOWS[window][2])
            pages = {name: page_of(html) for name, html in scenes if part in name}
            save(browser, Path(folder), pages, window)
            print(f"{window}: {len(pages)}")  # noqa: T201
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
