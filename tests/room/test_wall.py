"""In a real browser, under our policy: every scene fits on the wall, in its own size, with our font."""

import pytest
from playwright.sync_api import Browser, Page

from room import scenes
from tests.room.gallery import CODE, LINK, WINDOWS, all_scenes, opened, page_of, show, swap
from tests.room.workshops import demo, hard
from texts.words import words

DE = words("de")

CUT = """() => {
  const found = [], wide = innerWidth + 1, high = innerHeight + 1;
  const scene = document.querySelector('.scene');
  if (document.documentElement.scrollWidth > wide || scene.scrollHeight > scene.clientHeight + 1) found.push('scrolls');
  for (const one of document.querySelectorAll('.scene :is(h1, h2, p, li, footer span, svg)')) {
    const box = one.getBoundingClientRect();
    const isInside = box.left > -1 && box.top > -1 && box.right < wide && box.bottom < high;
    if (!isInside) found.push(one.textContent.slice(0, 40));
  }
  for (const card of document.querySelectorAll('.cards article')) {
    if (card.scrollHeight > card.clientHeight + 1) found.push('card: ' + card.textContent.slice(0, 40));
  }
  const parts = [...document.querySelectorAll('.scene > *')].map(one => [one.className, one.getBoundingClientRect()]);
  for (const [at, [name, a]] of parts.entries()) for (const [other, b] of parts.slice(at + 1)) {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 1 && down > 1) found.push(`${name} meets ${other}`);
  }
  const drawing = document.querySelector('.picture svg');
  if (drawing) {
    const scale = drawing.getScreenCTM().a * 1920 / innerWidth;
    if (scale < 0.985) found.push('drawn at ' + scale.toFixed(3));
  }
  return found;
}"""
LOADED = "[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family + one.weight).sort()"


@pytest.mark.parametrize(("made", "window"), [(demo, "1280"), (demo, "1024"), (hard, "1920"), (hard, "1024")])
def test_nothing_is_cut_or_covered_and_pictures_keep_their_size(browser: Browser, made: object, window: str) -> None:
    width, height, size = WINDOWS[window]
    page = opened(browser, width, height)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))

    wrong = {}
    show(page, page_of(""))
    for name, html in all_scenes(DE, *made(), size, statements=3):  # type: ignore[operator]
        swap(page, html)
        if found := page.evaluate(CUT):
            wrong[name] = found

    assert wrong == {}
    assert refused == []
    page.close()


def test_letters_are_those_of_our_font(browser: Browser) -> None:
    page = opened(browser, 1280, 720)
    show(page, page_of(scenes.answering(DE, present=3, finished=1)))

    assert page.evaluate(LOADED) == ["Noto Sans400", "Noto Sans700"]
    page.close()


def test_what_comes_moves_once_and_not_where_motion_is_unwanted(browser: Browser) -> None:
    results, asked = demo()
    html = dict(all_scenes(DE, results, asked, "wall"))["radar-1"]

    def running(page: Page) -> int:
        return int(page.evaluate("document.getAnimations().length"))

    page = opened(browser, 1280, 720)
    show(page, page_of(html, root=""))
    moving = running(page)
    show(page, page_of(html, root="data-still"))
    still = running(page)
    page.emulate_media(reduced_motion="reduce")
    show(page, page_of(html, root=""))

    assert (moving > 0, still, running(page)) == (True, 0, 0)
    page.close()


def test_root_turns_the_wall_black_and_says_when_the_connection_is_lost(browser: Browser) -> None:
    results, asked = demo()
    html = dict(all_scenes(DE, results, asked, "wall"))["radar-1"]
    strip = '<p class="connection"><span>Verbindung unterbrochen</span></p>'
    page = opened(browser, 1280, 720)

    show(page, page_of(html, root="data-black", beside=strip))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert not page.locator(".scene h1").is_visible()

    show(page, page_of(html, root='class="offline"', beside=strip))
    assert page.locator(".connection").is_visible()
    assert not page.locator("footer").is_visible()
    page.close()


def test_strip_for_late_comers_covers_nothing(browser: Browser) -> None:
    results, asked = demo()
    strip = scenes.join_strip(DE, link=LINK, code=CODE)
    meets = """() => {
      const strip = document.querySelector('.join-strip').getBoundingClientRect();
      const texts = [...document.querySelectorAll('.scene h1, .scene .kicker, .scene text')];
      return texts.filter(one => { const range = document.createRange(); range.selectNodeContents(one);
        return [...range.getClientRects()].some(box => box.right > strip.left + 1 && box.top < strip.bottom - 1); })
        .map(one => one.textContent);
    }"""
    for window in ("1920", "1024"):
        width, height, size = WINDOWS[window]
        page = opened(browser, width, height)
        for name, html in all_scenes(DE, results, asked, size):
            if name in ("radar-1", "unterschiede-aussagen-", "aussage-verteilung-3.01"):
                show(page, page_of(html, beside=strip))
                assert page.evaluate(meets) == [], (name, window)
        page.close()
