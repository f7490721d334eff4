"""The Leinwand for people who have it read aloud or steer by keyboard, from the first place of the show to the last."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from content.show import default_show, following
from data.evening import evening
from data.store.access import issue_key
from data.store.engine import Store
from data.store.stages import stage
from data.store.workshops import Workshop
from tests.running import RunningServer

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)])
def test_every_place_of_the_show_is_accessible_and_reached_by_keys_alone(
    browser: Browser, server: RunningServer, store: Store, workshop: Workshop, size: tuple[int, int]
) -> None:
    # The strict policy would keep axe out.
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="de-DE", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server.base}/anmelden/{issue_key(store, 'comoderator', workshop.id, valid=timedelta(minutes=5))}")
    page.goto(f"{server.base}/leinwand/{workshop.code}")
    now = evening(store, workshop.id)
    assert now is not None and now.results is not None
    show, place = default_show(now.results), now.stage.place

    places = 1
    while True:
        expect(page.locator("#picture :is(h1, p, strong)").first).to_be_visible()
        found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
        assert {one["id"]: [node["html"] for node in one["nodes"]] for one in found} == {}, place
        coming = following(place, show, now.results)
        if coming is None:
            break
        before = page.locator("#picture").inner_html()
        page.keyboard.press("ArrowRight")
        _until(lambda before=before: page.locator("#picture").inner_html() != before, page.wait_for_timeout)  # type: ignore[misc]
        assert stage(store, workshop.id).place == coming
        place, places = coming, places + 1

    assert places > len(show)  # the radar has steps
    page.keyboard.press("f")
    _until(lambda: bool(page.evaluate("Boolean(document.fullscreenElement)")), page.wait_for_timeout)
    context.close()


def _until(is_so: Callable[[], bool], wait: Callable[[float], None]) -> None:
    for _attempt in range(200):
        if is_so():
            return
        wait(50)
    raise AssertionError("nothing changed")
