"""The room works, end to end: set up, join on phones, close, reveal what the room said."""

import re

import httpx
from playwright.sync_api import Page, expect

from data.questionnaire_file import load_questionnaire
from tests.e2e.stages import show_results
from tests.running import ROOT

LANGFORM = load_questionnaire(ROOT / "questionnaire.yaml")
ASKED = LANGFORM.only(LANGFORM.short_form)
STATEMENTS = tuple(ASKED.statements)
FIRST = STATEMENTS[0]
JOIN = "Los geht’s"


def create_workshop(page: Page, base: str, municipality: str) -> str:
    """Fill in the form as a moderator does; gives its code."""
    page.goto(f"{base}/")
    expect(page.get_by_role("heading", name="Workshops", level=1)).to_be_visible()
    page.get_by_label("Kommune", exact=True).last.fill(municipality)
    page.get_by_role("button", name="Workshop anlegen").click()
    expect(page.get_by_role("heading", name=re.compile(municipality), level=1)).to_be_visible()
    code = page.locator(".joining .code").inner_text().strip()
    page.get_by_role("button", name="Umfrage öffnen").click()
    expect(page.locator(".tally")).to_have_text("0 dabei · 0 fertig")
    return code


def answer_with_taps(page: Page, base: str, code: str, perspective: str, answer: str) -> None:
    """Two taps to the first statement, then one a statement."""
    page.goto(f"{base}/t/{code}")
    page.get_by_text(perspective, exact=True).click()
    page.get_by_role("button", name=JOIN).click()
    expect(page.get_by_text(ASKED.statements[FIRST].text["de"])).to_be_visible()
    for field in ASKED.fields:
        tap_field(page, field, answer)
        page.locator(".step:visible").get_by_text("Weiter", exact=True).click()
    page.get_by_role("button", name="Fertig").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vielen Dank")  # closed on its way, a browser may hang


def answer_over_http(base: str, code: str, perspective: str, answer: str) -> None:
    with httpx.Client(base_url=base, follow_redirects=True) as client:
        assert client.post(f"/t/{code}", data={"perspective": perspective}).status_code == 200
        reply = client.put(f"/api/t/{code}/answers", json={"answers": dict.fromkeys(STATEMENTS, answer)})
        assert reply.json()["done"] == len(STATEMENTS)


def answer_without_javascript(page: Page, base: str, code: str, perspective: str, answer: str) -> None:
    """Plain form posts: each "Weiter" saves and leads to the next field."""
    page.goto(f"{base}/t/{code}")
    page.get_by_text(perspective, exact=True).click()
    page.get_by_role("button", name=JOIN).click()
    for field in ASKED.fields:
        for statement in field.statements:
            page.locator(f'label:has(input[name="a.{statement.id}"][value="{answer}"])').click()
        page.locator(".step:visible").get_by_role("button", name="Weiter").click()
    page.get_by_role("button", name="Fertig").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vielen Dank")


def test_room_works_from_the_first_scan_to_the_result_on_every_phone(server, moderator, phone):
    desk = moderator.new_page()
    code = create_workshop(desk, server.base, "Musterlingen")

    swift = phone()
    answer_with_taps(swift, server.base, code, "Fachverwaltungen", "A")
    answer_without_javascript(phone(javascript=False), server.base, code, "Kommunalpolitik", "D")
    wandering = phone()
    answer_until_offline_and_return(wandering, server.base, code)
    for _person in range(4):
        answer_over_http(server.base, code, "fachverwaltung", "A")
    for _person in range(5):
        answer_over_http(server.base, code, "kommunalpolitik", "D")

    expect(desk.locator(".tally")).to_have_text("12 dabei · 12 fertig", timeout=5_000)
    desk.get_by_role("button", name="Umfrage schließen …").click()
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_role("row", name="Verwaltung")).to_contain_text("6")
    expect(dialog.get_by_role("row", name="Politik & Leitung")).to_contain_text("6")
    expect(dialog.get_by_text("12 Bögen kamen von einer Adresse.")).to_be_visible()
    dialog.get_by_role("button", name="Jetzt schließen").click()
    expect(desk.get_by_text("Die Umfrage ist geschlossen: 12 Bögen mit Antworten.")).to_be_visible()

    beside = moderator.new_page()
    beside.goto(f"{server.base}/unterschiede")
    expect(beside.get_by_role("button", name="Ergebnisse zeigen")).to_be_visible()
    show_results(desk, "Unterschiede", "unterschiede")

    expect(beside.locator(".js-plotly-plot")).to_be_visible()
    expect(beside.locator("h2.finding").nth(1)).to_have_text(
        "Perspektiven gehen auseinander · Spannweite 3,0 Stufen · 6 stimmen (eher) zu : 6 stimmen (eher) nicht zu"
    )
    numbers = beside.locator(".js-plotly-plot").first.evaluate(
        "plot => [...plot.querySelectorAll('text')].map(text => text.textContent.trim())"
    )
    assert numbers.count("6") == 2 + 2 + 2  # six people on either side, of two groups, and six who rated in each
    assert numbers.count("12") == 1  # of twelve

    desk.get_by_role("button", name="Auf die Leinwand").first.click()
    expect(desk.get_by_text("Steht jetzt auf der Leinwand.")).to_be_visible()
    expect(wandering.locator("#now h1")).to_have_text(re.compile("21 von 21 Aussagen"), timeout=30_000)
    expect(wandering.locator("#now .own").first).to_have_text("Sie haben „A Trifft zu“ geantwortet.")

    desk.locator("summary", has_text="Als Tabelle").locator("visible=true").click()
    row = desk.locator(".table tr", has=desk.get_by_role("rowheader", name=ASKED.statements[FIRST].name["de"]))
    expect(row).to_be_visible()
    assert row.locator("td").all_inner_texts()[:8] == ["6", "0", "0", "6", "0", "gehen auseinander", "3,0", "12"]


def answer_until_offline_and_return(page: Page, base: str, code: str) -> None:
    """The network goes after the first field and comes back at the end; nothing is shown as saved meanwhile."""
    page.goto(f"{base}/t/{code}")
    page.get_by_text("Fachverwaltungen", exact=True).click()
    page.get_by_role("button", name=JOIN).click()
    fields = list(ASKED.fields)
    tap_field(page, fields[0], "A")
    expect(page.locator("#status")).to_contain_text("gespeichert", ignore_case=True)

    page.context.set_offline(True)
    for field in fields[1:]:
        page.locator(".step:visible").get_by_text("Weiter", exact=True).click()
        tap_field(page, field, "A")
    expect(page.locator("#status")).to_contain_text("noch nicht gesendet", ignore_case=True)

    page.context.set_offline(False)
    expect(page.locator("#status")).not_to_contain_text("noch nicht gesendet", ignore_case=True, timeout=20_000)
    page.locator(".step:visible").get_by_text("Weiter", exact=True).click()
    page.get_by_role("button", name="Fertig").click()


def tap_field(page: Page, field, answer: str) -> None:
    for statement in field.statements:
        page.locator(f'label:has(input[name="a.{statement.id}"][value="{answer}"])').click()
