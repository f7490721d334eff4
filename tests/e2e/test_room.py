"""An evening: Verwaltungsbogen, thirty phones, three in browsers, the Regie on a phone, the Leinwand on the wall."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from analysis.counted import Counted
from analysis.questionnaire import ANSWERS
from analysis.results import Results
from analysis.stage import Place
from content.deck import slide
from content.points import poll_question
from content.show import default_show, following
from content.tables import as_text
from content.talk import step_at
from content.views import view_at
from data.evening import Evening, evening
from data.store.administration import AdministrationAnswer, save_administration
from data.store.agendas import arrange
from data.store.agreements import agree, agreements
from data.store.engine import Store
from data.store.releases import release
from data.store.stages import stage
from data.store.workshops import Workshop, questionnaire, workshop
from room.leinwand import scene
from tests.e2e.stages import new_workshop
from tests.e2e.test_accessibility import TAGS
from tests.phone.conftest import Phone
from tests.running import RunningServer
from texts.words import words

DE = words("de")
PERSPECTIVES = ("fachverwaltung", "kommunalpolitik", "organisationen", "betriebe", "communities")
PEOPLE = 30
AT_THE_END = {
    "massnahmen": "Was nehmen wir uns vor?",
    "punkte": poll_question(DE, None),
    "abschluss": "Danke, dass Sie da waren",
}


@pytest.fixture
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def wall(browser: Browser) -> Iterator[Page]:
    """The computer at the projector: another browser than the moderator's."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="de-DE", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def hand(browser: Browser, server: RunningServer) -> Iterator[Page]:
    """The moderator's phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{server.base}/anmelden/{server.key}")
    yield page
    context.close()


@pytest.fixture
def crowd(server: RunningServer) -> Iterator[Callable[[str], Phone]]:
    """Phones that speak HTTP, without JavaScript."""
    clients: list[httpx.Client] = []

    def phone(code: str) -> Phone:
        clients.append(httpx.Client(base_url=server.base, headers={"Accept-Language": "de-DE"}, timeout=30))
        return Phone(clients[-1], code)

    yield phone
    for client in clients:
        client.close()


def answers_of(number: int, room: tuple[str, ...]) -> dict[str, str]:
    """What a person answers: each perspective has its own view, nobody all statements."""
    chance = random.Random(number)
    leaning = number % len(PERSPECTIVES)
    weights = ([6, 4, 1, 0, 1], [1, 2, 5, 4, 1], [2, 3, 3, 2, 2], [4, 1, 1, 4, 0], [1, 1, 1, 1, 6])[leaning]
    return {one: chance.choices(ANSWERS, weights)[0] for one in room if chance.random() < 0.95}


def plain(text: str) -> str:
    """Without line breaks and soft hyphens, which every medium puts where it needs them."""
    return re.sub(r"\s+", "", text.replace("\u00ad", ""))


def words_of(html: str) -> str:
    return plain(unescape(re.sub(r"<(style|title)\b.*?</\1>|<[^>]+>", "", html, flags=re.DOTALL)))


def results_of(store: Store, of: Workshop) -> Results:
    now = evening(store, of.id)
    assert now is not None and now.results is not None
    return now.results


def counted_by_hand(counted: Counted, sent: list[dict[str, str]]) -> None:
    """The release holds what was sent, answer by answer."""
    for statement in counted.statements:
        of_statement = counted.counts[counted.counts["statement"] == statement]
        for answer in ANSWERS:
            stored = int(of_statement.loc[of_statement["answer"] == answer, "people"].sum())
            assert stored == sum(one.get(statement) == answer for one in sent), (statement, answer)


def join_in_browser(page: Page, base: str, code: str, perspective: str) -> None:
    page.goto(f"{base}/t/{code}")
    page.get_by_text(perspective, exact=True).click()
    page.get_by_role("button", name="Los geht’s").click()
    expect(page.get_by_role("button", name="Weiter")).to_be_visible()


def sleep_and_wake(context: BrowserContext, meanwhile: Callable[[], object]) -> None:
    """The phone loses its network, as one that sleeps does."""
    context.set_offline(True)
    meanwhile()
    context.set_offline(False)


def planned_two(store: Store, of: Workshop) -> Results:
    """The results once the Gesprächsplan has two statements."""
    now = evening(store, of.id)
    assert now is not None and now.agenda is not None
    arrange(store, of.id, now.agenda, lambda agenda: replace(agenda, statements=agenda.statements[:2]))
    return results_of(store, of)


def talked_of(store: Store, of: Workshop, place: Place) -> set[str]:
    """What the room agrees on at the last step of a statement: on the second one that it goes on differently."""
    statement = view_at(place.slide).part
    if len(agreements(store, of.id)) == 0:
        agree(store, of.id, statement, "B", reason="Es gibt <b>Plätze</b>, aber nicht für alle.")
        return {"Gemeinsame Einschätzung: Trifft eher zu", "Es gibt <b>Plätze</b>, aber nicht für alle."}
    agree(store, of.id, statement, "dissent")
    return {"Wir sehen es weiterhin verschieden"}


def told_at(place: Place, now: Evening) -> set[str]:
    """What phones say there: every cell of the slide's table and its finding; behind the results how it begins."""
    if not place.slide:
        return {AT_THE_END[place.kind]}
    assert now.results is not None
    shown = slide(view_at(place.slide), now.results, now.questionnaire, DE, place.step)
    return {as_text(DE, cell) for row in shown.table.rows for cell in row} | {shown.finding.sentence}


def compare(store: Store, of: Workshop, place: Place, wall: Page, readers: list[Page]) -> None:
    """Every word and number on the Leinwand and on phones is that of the results."""
    agreed = talked_of(store, of, place) if step_at(place) == "einschaetzung" else set()
    now = evening(store, of.id)
    assert now is not None and now.results is not None
    on_the_wall = words_of(scene(DE, store, now, place, "wall").html)
    expect(wall.locator(f'body[data-address="{place.slide or place.kind}"]')).to_have_count(1)
    for _attempt in range(100):
        if words_of(wall.locator("#picture").inner_html()) == on_the_wall:
            break
        wall.wait_for_timeout(50)
    assert words_of(wall.locator("#picture").inner_html()) == on_the_wall, place
    cells = {plain(one) for one in agreed or told_at(place, now)}
    for reader in readers:
        expect(reader.locator("#now")).to_be_visible()
        for _attempt in range(200):
            told = plain(reader.locator("#now").text_content() or "")
            if all(cell in told for cell in cells):
                break
            reader.wait_for_timeout(100)
        assert [cell for cell in cells if cell not in told] == [], (place, reader.url)


def test_an_evening(
    server: RunningServer,
    store: Store,
    wall: Page,
    hand: Page,
    phone: Callable[..., Page],
    crowd: Callable[[str], Phone],
    browser: Browser,
) -> None:
    of = new_workshop(store, is_open=False)
    asked = questionnaire(store, of).only(of.room)
    chance = random.Random(1)
    sheet = [AdministrationAnswer(one, chance.choice("ABCD")) for one in of.administration]
    save_administration(store, of.id, sheet)

    # The Regie shows the way; the Leinwand on another computer comes in by a code that is valid once
    hand.goto(f"{server.base}/regie/{of.code}")
    hand.get_by_role("link", name="Weiteres Gerät").click()
    hand.get_by_role("button", name=re.compile("Leinwand")).first.click()
    link = re.search(r"https?://\S+/anmelden/[\w-]+", hand.locator("main").inner_text())
    assert link is not None
    wall.goto(link[0])
    expect(wall).to_have_url(f"{server.base}/leinwand/{of.code}")
    expect(wall.locator("#picture")).to_contain_text(f"{of.code[:3]} {of.code[3:]}")

    hand.goto(f"{server.base}/regie/{of.code}")
    for _text in ("Leitmotiv", "Spielregeln", "Antworten"):
        hand.get_by_role("button", name="Weiter").click()
        expect(hand.locator("section.seen")).to_contain_text(_text)
    hand.get_by_role("button", name="Umfrage öffnen").click()
    expect(hand.get_by_role("link", name="Umfrage schließen …")).to_be_visible()

    # Thirty phones and two browsers answer; one of them loses its network, another only watches along
    sent = []
    for number in range(PEOPLE):
        one = crowd(of.code)
        assert one.join(PERSPECTIVES[number % len(PERSPECTIVES)]).status_code == 303
        mine = answers_of(number, of.room)
        assert one.save(mine).json()["saved"] == mine
        sent.append(mine)
    awake, asleep, watching = phone(), phone(), phone()
    first = asked.fields[0].statements
    for page, perspective, answer in ((awake, "Kommunalpolitik", "A"), (asleep, "Fachverwaltungen", "C")):
        join_in_browser(page, server.base, of.code, perspective)

        def tap(page: Page = page, answer: str = answer) -> None:
            for statement in first:
                page.locator(f'label:has(input[name="a.{statement.id}"][value="{answer}"])').click()

        if page is asleep:
            sleep_and_wake(page.context, tap)
        else:
            tap()
        expect(page.locator("#status")).to_have_text("gespeichert ✓")
        sent.append({statement.id: answer for statement in first})
    watching.goto(f"{server.base}/t/{of.code}/mitschauen")
    expect(watching.get_by_role("heading", name="Gerade werden Antworten gesammelt.")).to_be_visible()
    expect(wall.locator("#picture")).to_contain_text(f"{PEOPLE + 2} dabei")

    asleep.context.set_offline(True)
    hand.get_by_role("link", name="Umfrage schließen …").click()
    hand.get_by_role("button", name="Jetzt schließen").click()
    expect(hand).to_have_url(re.compile(f"/regie/{of.code}"))
    closed = release(store, of.id)
    assert closed is not None and not closed.revealed
    counted_by_hand(closed.counted, sent)
    results = results_of(store, of)

    # The default show to its end, one tap a step
    place = stage(store, of.id).place
    show, seen = default_show(results), 0
    while (coming := following(place, show, results)) is not None:
        before = release(store, of.id)
        is_first = before is not None and not before.revealed and coming.step == 1
        next_button = hand.get_by_role("button", name="Weiter")
        if is_first:
            expect(next_button).to_contain_text("endgültig")
        next_button.click()
        expect(hand.locator("#answer")).to_contain_text("Angekommen")
        for _attempt in range(100):
            if stage(store, of.id).place == coming:
                break
            hand.wait_for_timeout(20)
        assert stage(store, of.id).place == coming
        readers = [awake, watching] if seen % 4 == 0 else [watching]
        compare(store, of, coming, wall, readers)
        if is_first:
            results = planned_two(store, of)
            show = default_show(results)
        place, seen = coming, seen + 1
        if seen == 3:
            asleep.context.set_offline(False)
            compare(store, of, place, wall, [asleep])
    expect(hand.get_by_text("Hier ist die Folge zu Ende.")).to_be_visible()
    assert [one.answer for one in agreements(store, of.id).values()].count("dissent") == 1
    assert seen > 25 and workshop(store, of.id).state == "closed"  # type: ignore[union-attr]

    # What this phone had answered stands beside the statements, on this phone alone
    number = stage(store, of.id).number
    moved = hand.request.post(
        f"{server.base}/regie/{of.code}/zug",
        data={"nummer": number, "zug": "zu", "kind": "folie", "slide": f"aussage?sicht=verteilung&teil={first[0].id}"},
        headers={"Origin": server.base, "Accept": "application/json"},
    )
    assert moved.ok
    expect(awake.locator("#now")).to_contain_text("Sie haben „A Trifft zu“ geantwortet.", timeout=10_000)
    expect(watching.locator("#now")).not_to_contain_text("geantwortet.")

    checked = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE", bypass_csp=True).new_page()
    checked.goto(f"{server.base}/t/{of.code}/mitschauen")
    found = Axe().run(checked, options={"runOnly": TAGS}).response["violations"]
    checked.context.close()
    assert [one["id"] for one in found] == []
