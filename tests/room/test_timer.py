"""The clock of the room: until when a pause goes, and what two hands do to it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from playwright.sync_api import Browser, expect

from analysis.stage import Place
from data.store.access import Role
from data.store.engine import Store
from data.store.stages import move, stage
from data.store.workshops import Workshop
from tests.room.conftest import Device
from tests.running import RunningServer

Devices = Callable[[Role | None, Workshop], Device]


def pause(store: Store, of: Workshop, seconds: int) -> None:
    """A pause whose clock ends in so many seconds."""
    until = int(time.time()) + seconds
    move(store, of.id, replace(stage(store, of.id), place=Place("pause"), timer_until=until))


def test_pause_says_when_it_goes_on_until_it_should_have(devices: Devices, store: Store, workshop: Workshop) -> None:
    screen = devices("screen", workshop)
    pause(store, workshop, 600)
    assert "Weiter um" in screen.picture()["html"]

    pause(store, workshop, -2 * 3600)
    over = screen.picture()["html"]
    assert ("Pause" in over, "Weiter um" in over) == (True, False)


def test_leinwand_takes_the_time_away_by_itself(
    server: RunningServer, devices: Devices, store: Store, workshop: Workshop, browser: Browser
) -> None:
    screen = devices("screen", workshop)
    pause(store, workshop, 6)
    context = browser.new_context()
    cookie = {"name": "selbstcheck", "value": screen.client.cookies["selbstcheck"], "url": server.base}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{server.base}/leinwand/{workshop.code}")
    expect(page.locator(".pause p")).to_be_visible()

    expect(page.locator(".pause p")).to_have_count(0, timeout=10_000)
    expect(page.locator(".pause h1")).to_be_visible()
    context.close()


def test_five_minutes_of_two_hands_are_ten(devices: Devices, store: Store, workshop: Workshop) -> None:
    hands = [devices("moderator", workshop), devices("comoderator", workshop)]
    for _ in range(8):
        hands[0].move("uhr", minuten=0)
        number, began = stage(store, workshop.id).number, int(time.time())
        with ThreadPoolExecutor(2) as together:
            sent = [together.submit(hand.move, "uhr", number, minuten=5) for hand in hands]
            assert [one.result().status_code for one in sent] == [200, 200]
        until = stage(store, workshop.id).timer_until
        assert until is not None
        assert 600 <= until - began <= 605
