"""Thirty people on phones and three in browsers who have answered, a Leinwand, a Regie in one hand."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from analysis.grouping import form_groups
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from data.evening import evening
from data.store.access import issue_key
from data.store.agendas import arrange
from data.store.engine import Store
from data.store.releases import reveal
from data.store.workshops import Workshop, close_workshop, questionnaire
from tests.e2e.stages import new_workshop
from tests.e2e.test_accessibility import TAGS
from tests.e2e.test_room import PERSPECTIVES, plain
from tests.phone.conftest import Phone
from tests.running import RunningServer

PEOPLE, BROWSERS = 30, 3


@dataclass(frozen=True)
class Evening:
    """Everybody who takes part, and what each has answered; ``pages`` are the last of the ``sheets``."""

    base: str
    of: Workshop
    asked: Questionnaire
    phones: list[Phone]
    pages: list[Page]
    wall: Page
    hand: Page
    sheets: list[dict[str, str]]


@contextmanager
def revealed_evening(server: RunningServer, store: Store, browser: Browser) -> Iterator[Evening]:
    """The survey is closed, a result was shown, and the plan has two statements."""
    of = new_workshop(store, is_open=True)
    with ExitStack() as stack:

        def page(width: int, height: int) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale="de-DE", reduced_motion="reduce", bypass_csp=True
            )
            context.set_default_timeout(20_000)
            stack.callback(_leave, context)
            return context.new_page()

        phones, pages, sheets = [], [], []
        for number in range(PEOPLE):
            client = stack.enter_context(httpx.Client(base_url=server.base, timeout=30, follow_redirects=True))
            phones.append(Phone(client, of.code))
            phones[-1].join(PERSPECTIVES[number % len(PERSPECTIVES)])
        for number in range(BROWSERS):
            pages.append(page(390, 844))
            pages[-1].goto(f"{server.base}/t/{of.code}")
            pages[-1].get_by_text(("Kommunalpolitik", "Fachverwaltungen")[number % 2], exact=True).click()
            pages[-1].get_by_role("button", name="Los geht’s").click()
            expect(pages[-1].get_by_role("button", name="Weiter")).to_be_visible()
        for number, sends in enumerate((*phones, *pages)):
            chance = random.Random(number)
            sheets.append({one: chance.choice("ABCDE" if number % 3 else "ABBB") for one in of.room})
            saves(sends, server.base, of.code, sheets[-1])
        asked = questionnaire(store, of)
        close_workshop(store, of.id, partial(form_groups, questionnaire=asked, threshold=of.threshold))
        reveal(store, of.id, "overview")
        now = evening(store, of.id)
        assert now is not None and now.agenda is not None
        arrange(store, of.id, now.agenda, lambda agenda: replace(agenda, statements=agenda.statements[:2]))
        wall, hand = page(1920, 1080), page(390, 844)
        for one in (wall, hand):
            one.goto(f"{server.base}/anmelden/{server.key if one is hand else key_of_the_wall(store, of)}")
        wall.goto(f"{server.base}/leinwand/{of.code}")
        hand.goto(f"{server.base}/regie/{of.code}")
        yield Evening(server.base, of, asked, phones, pages, wall, hand, sheets)


def _leave(context: BrowserContext) -> None:
    """What the pages hold open ends; they themselves end with the browser, which did not always answer here in time."""
    for page in context.pages:
        page.goto("about:blank")


def key_of_the_wall(store: Store, of: Workshop) -> str:
    return issue_key(store, "screen", of.id, valid=timedelta(minutes=5))


def saves(sends: Phone | Page, base: str, code: str, mine: dict[str, str]) -> None:
    if isinstance(sends, Phone):
        assert sends.save(mine).json()["saved"] == mine
        return
    headers = {"Origin": base, "Content-Type": "application/json"}
    reply = sends.request.put(f"{base}/api/t/{code}/answers", data={"answers": mine}, headers=headers)
    assert reply.json()["saved"] == mine


def results_of(store: Store, of: Workshop) -> Results:
    now = evening(store, of.id)
    assert now is not None and now.results is not None
    return now.results


def says(page: Page, part: str, *texts: str) -> None:
    """The page comes to say all of this."""
    told = ""
    for _attempt in range(200):
        told = plain(page.locator(part).text_content() or "")
        if all(plain(one) in told for one in texts):
            return
        page.wait_for_timeout(50)
    assert [one for one in texts if plain(one) not in told] == [], (page.url, told)


def all_say(here: Evening, *texts: str) -> None:
    """The Leinwand and every phone in a browser."""
    says(here.wall, "#picture", *texts)
    for page in here.pages:
        says(page, "#now", *texts)


def is_accessible(here: Evening) -> None:
    for page in (here.hand, here.pages[0]):
        found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
        assert {one["id"]: one["nodes"][0]["html"] for one in found} == {}, page.url


def shows(here: Evening, name: str) -> None:
    """Lead the room to this place by its name in the list of all slides."""
    here.hand.goto(f"{here.base}/regie/{here.of.code}/folien")
    here.hand.get_by_role("button", name=name, exact=True).click()
    says(here.hand, ".seen", name)
