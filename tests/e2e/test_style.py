"""Our style sheets name parts of Streamlit's pages: each still has something to dress, also after an upgrade."""

import re

from playwright.sync_api import BrowserContext

from tests.e2e.stages import DESK, Stages, visit
from tests.running import ROOT, RunningServer

PAGES = (
    "workshops",
    "cockpit in Vorbereitung",
    "cockpit offen",
    "cockpit aufgedeckt",
    "schließen",
    "boegen Papier",
    "boegen Verwaltung",
    "boegen Hilfe",
    "hochladen",
    "hochladen Bericht",
    "ueberblick radar",
    "ueberblick anregungen",
    "unterschiede",
    "gespraechsplan",
    "massnahmen",
    "bibliothek",
    "bibliothek Gespräch",
    "info-datenschutz",
)
STREAMLITS = re.compile(r"data-testid|\.st[A-Z-]|button\[kind")
LATER = re.compile(r"::?(?:before|after|focus-visible|placeholder)")
"""What depends on where the keyboard is, or is drawn by the style itself."""

FLEETING = {
    '[data-testid="InputInstructions"]',
    '[data-testid="stTopNavSection"] p',
    ".stApp img.logo",
    '[data-testid="stDataFrameColumnMenu"]',
}
"""There only while somebody types, in the menu of a column, in windows too narrow for all pages, and with a logo."""


def selectors(css: str) -> set[str]:
    """All of them that name something of Streamlit's."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    heads = re.findall(r"([^{}]+)\{", re.sub(r"@media[^{]*\{", "", css))
    each = {one.strip() for head in heads for one in re.split(r",(?![^(]*\))", head)}
    return {LATER.sub("", one) for one in each if STREAMLITS.search(one)}


def test_every_selector_finds_something(moderator: BrowserContext, server: RunningServer, stages: Stages) -> None:
    wanted = {one for file in (ROOT / "ui").glob("*.css") for one in selectors(file.read_text("utf-8"))} - FLEETING
    assert len(wanted) > 30
    page = moderator.new_page()

    for name in PAGES:
        visit(page, server.base, DESK[name], stages)
        found = page.evaluate("all => all.filter(one => document.querySelector(one))", sorted(wanted))
        wanted -= set(found)

    page.close()
    assert wanted == set()
