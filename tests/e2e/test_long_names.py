"""The longest names, titles, Wi-Fi names and keys: nothing is cut or overprinted on desk, phone and paper."""

import itertools
from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from data.questionnaire_file import load_questionnaire
from data.store.workshops import Workshop, create_workshop, open_workshop
from tests.e2e.stages import QUESTIONNAIRE, TODAY, until_it_stands
from tests.running import RunningServer

ASKED = load_questionnaire(QUESTIONNAIRE)
WIDEST = {"municipality": "W" * 80, "title": "W" * 80, "wifi_name": "W" * 32, "wifi_password": "W" * 63}
SIGNS = {
    "municipality": "Verwaltungsgemeinschaft Bad Beispielhausen-Unterobermusterbach an der Langen Au",
    "title": "Selbstcheck <b>„Weltoffene“</b> Kommune & بلدية مفتوحة – zweiter Durchgang",
    "wifi_name": r'Bürger ;,: "WLAN" \ Saal',
    "wifi_password": ' zwei  Leerzeichen; ein,Komma: "Anführung" \\ <b>&amp; 0O1lI äöüß ',
}
FOOT = 12
"""Points above the edge, below which office printers do not print (4.2 mm)."""
SCREENS = [(1920, 1080), (1280, 720), (1024, 768)]
PARTS = [".joining .code", ".joining .address", ".joining img.qr", ".tally", "h1", ".typed"]
CUT = """selectors => Object.fromEntries(selectors.flatMap(selector =>
    [...document.querySelectorAll(selector)].map((one, number) => {
        const box = one.getBoundingClientRect();
        const room = document.createRange();
        room.selectNodeContents(one);
        const [ink] = one.tagName === "IMG" ? [box] : [room.getBoundingClientRect()];
        return [`${selector} ${number}`, [Math.min(box.left, ink.left), Math.min(box.top, ink.top),
                                          Math.max(box.right, ink.right), Math.max(box.bottom, ink.bottom)]];
    })))"""
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module", params=[WIDEST, SIGNS], ids=["widest", "signs"])
def named(request: pytest.FixtureRequest, server: RunningServer) -> Iterator[Workshop]:
    store = server.store()
    new = create_workshop(
        store,
        held_on=TODAY,
        questionnaire_text=QUESTIONNAIRE.read_text("utf-8"),
        room=ASKED.short_form,
        administration=(),
        **request.param,
    )
    open_workshop(store, new.id)
    yield new
    store.close()


def boxes(page: Page, *selectors: str) -> dict[str, Box]:
    """Where each part is, with all that is drawn of it; once nothing moves any more."""
    before: dict[str, Box] = {}
    while (found := page.evaluate(CUT, selectors)) != before:
        before = found
        page.wait_for_timeout(200)
    return {name: tuple(box) for name, box in found.items()}


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1


@pytest.mark.parametrize(("width", "height"), [*SCREENS, (390, 844)])
def test_desk_shows_code_and_wifi_whole(
    moderator: BrowserContext, server: RunningServer, named: Workshop, width: int, height: int
) -> None:
    desk = moderator.new_page()
    desk.set_viewport_size({"width": width, "height": height})
    desk.goto(f"{server.base}/cockpit?w={named.id}")
    until_it_stands(desk)
    expect(desk.locator(".tally")).to_be_visible()

    assert desk.locator(".typed").all_inner_texts() == [named.wifi_name, named.wifi_password]
    everything = boxes(desk, *PARTS[:-1])
    assert max(right for _left, _top, right, _bottom in everything.values()) <= width
    for (name, one), (other_name, other) in itertools.combinations(everything.items(), 2):
        assert not overlap(one, other), (name, other_name)
    assert desk.evaluate("document.documentElement.scrollWidth") == width
    desk.close()


def test_phone_wraps_name_and_title(phone: Callable[..., Page], server: RunningServer, named: Workshop) -> None:
    page = phone()
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(f"{server.base}/t/{named.code}")

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert named.municipality in page.locator("body").inner_text()


@pytest.mark.parametrize("size", ["?bogen=lang", "?bogen=lang&schrift=gross"])
def test_paper_wraps_name_and_title_and_keeps_its_foot(
    phone: Callable[..., Page], server: RunningServer, named: Workshop, size: str
) -> None:
    page = phone()
    page.goto(f"{server.base}/t/{named.code}/druck{size}")

    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        for number in range(len(document)):
            sheet = document[number]
            inks = [one.get_bounds() for one in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
            width, _height = sheet.get_size()
            assert all(left >= 20 and bottom >= FOOT and right <= width - 20 for left, bottom, right, _top in inks)
        first = document[0].get_textpage().get_text_range().replace("\r\n", "").replace(" ", "")
    assert named.municipality.replace(" ", "") in first.replace("\ufffe", "-")
    assert named.code in first


def test_names_on_paper_keep_their_own_direction(
    phone: Callable[..., Page], server: RunningServer, named: Workshop
) -> None:
    page = phone()
    page.goto(f"{server.base}/t/{named.code}/druck")

    assert page.locator(".product bdi").all_inner_texts()[:2] == [named.municipality, named.title]
    assert page.locator(".sectors li").count() == page.locator(".sectors li bdi").count()
    assert page.locator("tbody th[scope=row]").count() == page.locator("tbody th[scope=row] > bdi").count()
    foot = page.locator("html").get_attribute("data-foot") or ""
    assert foot.count("\u2068") == foot.count("\u2069") == 2
