"""The page Maßnahmen in a browser: what others write down comes by itself, and nobody loses what they are typing."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from analysis.action_plan import Draft
from data.store.engine import Store
from data.store.measures import add_measure, measures
from data.store.workshops import Workshop
from tests.e2e.stages import RESULT_PAGES, demo_workshop, until_it_stands
from tests.running import RunningServer


@pytest.fixture(scope="module")
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return demo_workshop(store, shown=RESULT_PAGES)


@pytest.fixture
def desk(moderator: BrowserContext, server: RunningServer, workshop: Workshop) -> Iterator[Page]:
    page = moderator.new_page()
    page.goto(f"{server.base}/massnahmen?w={workshop.id}")
    until_it_stands(page)
    yield page
    page.close()


def test_a_measure_of_the_regie_comes_by_itself_and_typed_words_stay(
    desk: Page, store: Store, workshop: Workshop
) -> None:
    what = desk.get_by_label("Was?")
    what.press_sequentially("Ein Treffpunkt am Marktpl")

    add_measure(store, workshop.id, Draft(what="Aus der Regie", due=date(2027, 3, 1)))

    expect(desk.locator(".agreed", has_text="Aus der Regie")).to_be_visible(timeout=10_000)
    expect(what).to_have_value("Ein Treffpunkt am Marktpl")
    what.press_sequentially("atz")
    desk.get_by_role("button", name="Maßnahme speichern").click()
    expect(desk.locator(".agreed", has_text="Ein Treffpunkt am Marktplatz")).to_be_visible()


def test_a_date_of_the_table_is_the_day_that_was_typed(desk: Page, store: Store, workshop: Workshop) -> None:
    add_measure(store, workshop.id, Draft(what="Ein Blatt", who="Amt"))
    expect(desk.locator(".agreed", has_text="Ein Blatt")).to_be_visible(timeout=10_000)
    desk.get_by_role("radio", name="Viele auf einmal ändern").click()
    grid = desk.locator("[data-testid='stDataFrame'] canvas").first
    expect(grid).to_be_visible()
    expect(grid.locator("td", has_text="Ein Blatt")).to_have_count(1)
    box = grid.bounding_box()
    assert box is not None

    desk.mouse.click(box["x"] + 120, box["y"] + 55)
    for _step in range(2):
        desk.keyboard.press("ArrowRight")
    desk.keyboard.type("15.03.2027", delay=40)
    desk.keyboard.press("Enter")
    keep = desk.get_by_role("button", name="Änderungen speichern")
    expect(keep).to_be_enabled()
    keep.click()

    expect(keep).to_be_disabled()
    assert [one.due for one in measures(store, workshop.id)] == [date(2027, 3, 15)]


def test_a_table_says_that_there_is_something_new(desk: Page, store: Store, workshop: Workshop) -> None:
    desk.get_by_role("radio", name="Viele auf einmal ändern").click()
    expect(desk.locator("[data-testid='stDataFrame'] canvas").first).to_be_visible()

    add_measure(store, workshop.id, Draft(what="Aus der Regie"))

    desk.get_by_role("button", name="Tabelle neu laden").click(timeout=10_000)
    expect(desk.get_by_text("Inzwischen hat jemand anders etwas geändert.")).to_have_count(0)
    expect(desk.locator("[data-testid='stDataFrame'] canvas td", has_text="Aus der Regie")).to_have_count(1)
