"""Workshops at every step of their life in the store of a started server, and every page that shows them."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect

from analysis.action_plan import Draft
from content.views import VIEWS
from data.questionnaire_file import load_questionnaire
from data.samples.demo import fill_demo
from data.store.engine import Store, open_store
from data.store.measures import add_measure
from data.store.releases import reveal
from data.store.workshops import Workshop, create_workshop, finish_workshop, open_workshop
from tests.exports import efs, handmade, limesurvey, msforms
from tests.exports.people import ONE_IS_AGREE, Person
from tests.exports.sample import PEOPLE, SHORT
from tests.exports.workbooks import saved
from tests.running import ROOT
from texts.words import words

QUESTIONNAIRE = ROOT / "questionnaire.yaml"
TODAY = date(2026, 12, 1)
RESULT_PAGES = ("overview", "differences", "report")
WIDTH, HEIGHT = 1280, 900
MEASURES = (
    Draft(
        what="Ein Blatt zur Kita-Anmeldung in sechs Sprachen",
        who="Jugendamt mit den Kita-Trägern",
        due=date(2027, 1, 31),
        about=("3.01",),
        level=2,
        status="begun",
    ),
    Draft(what="Abendrunde mit Eltern aus drei Ortsteilen: Wo hakt die Platzvergabe?", about=("teilhabe",)),
)


@dataclass(frozen=True)
class Stages:
    """One workshop in each state; ``closed`` is filled but nobody has seen a result, ``revealed`` was shown."""

    prepared: Workshop
    open: Workshop
    closed: Workshop
    revealed: Workshop
    finished: Workshop


def store_of(data_dir: Path) -> Store:
    """The store of a started server, opened a second time."""
    return open_store(f"sqlite:///{data_dir / 'selbstcheck.sqlite3'}")


def new_workshop(store: Store, *, is_open: bool, title: str = "Selbstcheck-Workshop") -> Workshop:
    """A workshop without any sheet."""
    asked = load_questionnaire(QUESTIONNAIRE)
    new = create_workshop(
        store,
        municipality="Musterlingen",
        title=title,
        held_on=TODAY,
        questionnaire_text=QUESTIONNAIRE.read_text("utf-8"),
        room=asked.short_form,
        administration=tuple(asked.statements),
        wifi_name="Buergersaal-Gast",
        wifi_password="gemeinsam",
    )
    if is_open:
        open_workshop(store, new.id)
    return new


def demo_workshop(store: Store, *, shown: tuple[str, ...] = ()) -> Workshop:
    """The filled example, revealed on these pages."""
    new = fill_demo(store, QUESTIONNAIRE.read_text("utf-8"), TODAY)
    for page in shown:
        reveal(store, new.id, page)
    return new


def set_the_stage(store: Store) -> Stages:
    """Fill a store with one workshop of each kind."""
    finished = demo_workshop(store, shown=("overview",))
    finish_workshop(store, finished.id, TODAY + timedelta(days=180))
    revealed = demo_workshop(store, shown=RESULT_PAGES)
    for said in MEASURES:
        add_measure(store, revealed.id, said)
    return Stages(
        prepared=new_workshop(store, is_open=False),
        open=new_workshop(store, is_open=True),
        closed=demo_workshop(store),
        revealed=revealed,
        finished=finished,
    )


@dataclass(frozen=True)
class DeskPage:
    """A page of the moderator: its address, the stage it stands in, and what is done before it is looked at."""

    address: str
    stage: str
    prepare: Callable[[Page], object] = lambda page: None


OPEN_ALL = """() => {
    const closed = [...document.querySelectorAll('[data-testid="stExpander"] details:not([open]) > summary')];
    const reachable = closed.filter(summary => !summary.closest('[inert]'));
    reachable.forEach(summary => summary.click());
    return closed.length;
}"""


def open_everything(page: Page) -> None:
    """Open all expanders, also those in others, so that nothing hides from the check."""
    for _ in range(40):
        if page.evaluate(OPEN_ALL) == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("an expander does not open")


def _closing_dialog(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Umfrage schließen …")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _open_menu(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Mehr"), exact=True).first.click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()


def _change_workshop(page: Page) -> None:
    _open_menu(page)
    page.get_by_role("button", name=said(page, "Ändern …")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _backups(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Sicherung"), exact=True).click()
    expect(page.get_by_role("button", name=said(page, "Wiederherstellen"))).to_be_visible()


def _save_workshop(page: Page) -> None:
    _open_menu(page)
    page.get_by_role("button", name=said(page, "Sicherung herunterladen …")).click()
    expect(page.get_by_role("button", name=said(page, "Sicherung herstellen"))).to_be_visible()


def _unfold(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Weiteres Gerät")).click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()


def _help(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Wie geht das?")).click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()


def _administration(page: Page) -> None:
    page.get_by_role("radio", name=said(page, "Verwaltungsbogen")).click()
    page.get_by_text(said(page, "Begründung"), exact=True).first.click()
    expect(page.get_by_label(said(page, "Begründung (freiwillig)")).first).to_be_visible()
    for _ in range(40):  # the page's policy forbids what wait_for_function does
        if page.evaluate("document.querySelector('details[open]').getAnimations({subtree: true}).length") == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("it does not stop unfolding")


def with_wrong_cells(people: Sequence[Person]) -> bytes:
    """A table made by hand, with something else than an answer in C6 and an error in D7."""
    book = load_workbook(io.BytesIO(handmade.titled(people, SHORT)))
    book.worksheets[0]["C6"], book.worksheets[0]["D7"] = "vielleicht", "#REF!"
    return saved(book)


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file on the page Datei hochladen and wait until it is read."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    until_it_stands(page)


def _choose_groups(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Mit Gruppen vergleichen")).click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()


def _team_links(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Teams hochladen lassen")).click()
    expect(page.get_by_role("button", name=said(page, "Link erstellen"))).to_be_visible()


def _open_questions(page: Page) -> None:
    drop(page, "codes.xlsx", limesurvey.xlsx(limesurvey.rows(PEOPLE, SHORT, words=ONE_IS_AGREE), SHORT))
    drop(page, "efs.csv", efs.csv(efs.rows(PEOPLE, SHORT, embedded=1)))
    page.get_by_text(said(page, "einzeln entscheiden"), exact=True).click()
    expect(page.get_by_test_id("data-grid-canvas")).to_be_visible()


def _report_with_problems(page: Page) -> None:
    drop(page, "tabelle.xlsx", with_wrong_cells(PEOPLE))
    page.get_by_text(said(page, "Mit dem Inhalt der Zellen")).click()
    expect(page.get_by_role("cell", name="vielleicht")).to_be_visible()


def _taken_over(page: Page) -> None:
    drop(page, "forms.xlsx", msforms.xlsx(msforms.rows(PEOPLE, SHORT)))
    page.get_by_role("button", name=said(page, "Übernehmen"), exact=True).click()
    expect(page.get_by_role("heading", name=said(page, "Übernommene Dateien"))).to_be_visible()


def _new_measure(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Neue Maßnahme")).click()
    expect(page.get_by_role("button", name=said(page, "Maßnahme speichern"))).to_be_visible()
    open_everything(page)


def _measure_table(page: Page) -> None:
    page.get_by_role("radio", name=said(page, "Viele auf einmal ändern")).click()
    expect(page.get_by_test_id("data-grid-canvas")).to_be_visible()


def said(page: Page, german: str) -> str:
    """A sentence in the language of the page."""
    return words(page.locator("html").get_attribute("lang") or "de")(german)


DESK = {
    "workshops": DeskPage("", "open", open_everything),
    "workshops Mehr": DeskPage("", "open", _open_menu),
    "workshops ändern": DeskPage("", "open", _change_workshop),
    "workshops Sicherung": DeskPage("", "open", _backups),
    "workshops sichern": DeskPage("", "open", _save_workshop),
    "cockpit in Vorbereitung": DeskPage("cockpit", "prepared", open_everything),
    "cockpit offen": DeskPage("cockpit", "open", open_everything),
    "cockpit geschlossen": DeskPage("cockpit", "closed", open_everything),
    "cockpit aufgedeckt": DeskPage("cockpit", "revealed"),
    "cockpit ausgeklappt": DeskPage("cockpit", "prepared", _unfold),
    "ablauf": DeskPage("ablauf", "revealed"),
    "schließen": DeskPage("cockpit", "open", _closing_dialog),
    "boegen Papier": DeskPage("boegen", "open"),
    "boegen Verwaltung": DeskPage("boegen", "open", _administration),
    "boegen Hilfe": DeskPage("boegen", "open", _help),
    "hochladen Fragen": DeskPage("hochladen", "open", _open_questions),
    "hochladen Bericht": DeskPage("hochladen", "open", _report_with_problems),
    "hochladen Dateien": DeskPage("hochladen", "open", _taken_over),
    "hochladen": DeskPage("hochladen", "open"),
    "hochladen Teams": DeskPage("hochladen", "open", _team_links),
    "ueberblick verdeckt": DeskPage("ueberblick", "closed"),
    **{
        f"ueberblick {view}": DeskPage(f"ueberblick?sicht={view}", "revealed", open_everything)
        for view in VIEWS["ueberblick"]
    },
    "ueberblick Gruppenwahl": DeskPage("ueberblick?sicht=radar", "revealed", _choose_groups),
    "unterschiede": DeskPage("unterschiede", "revealed", open_everything),
    "unterschiede eingegrenzt": DeskPage("unterschiede?ordnung=e&muster=kaum_einschaetzbar", "revealed"),
    "unterschiede leer": DeskPage("unterschiede?suche=Raumschiff", "revealed"),
    "gespraechsplan": DeskPage("gespraechsplan", "revealed", open_everything),
    "massnahmen": DeskPage("massnahmen", "revealed", _new_measure),
    "massnahmen Tabelle": DeskPage("massnahmen", "revealed", _measure_table),
    "durchgaenge": DeskPage("durchgaenge", "revealed", open_everything),
    "bericht": DeskPage("bericht", "revealed", open_everything),
    "bibliothek": DeskPage("bibliothek", "revealed", open_everything),
    "bibliothek Gespräch": DeskPage("bibliothek?eintrag=leitungsgespraech", "revealed", open_everything),
    "bibliothek Praxis": DeskPage("bibliothek?art=practice", "revealed"),
    "hilfe": DeskPage("hilfe", "open", open_everything),
    "info-datenschutz": DeskPage("info-datenschutz", "open"),
    "info-impressum": DeskPage("info-impressum", "open"),
    "info-barrierefreiheit": DeskPage("info-barrierefreiheit", "open"),
}

CHARTS = ("cockpit", "ueberblick", "unterschiede")


def visit(page: Page, base: str, what: DeskPage, stages: Stages) -> None:
    """Open a page of the moderator and wait until it stands."""
    workshop: Workshop = getattr(stages, what.stage)
    sign = "&" if "?" in what.address else "?"
    page.goto(f"{base}/{what.address}{sign}w={workshop.id}")
    in_words = "sicht=anregungen" in what.address or "suche=" in what.address
    has_chart = what.stage == "revealed" and what.address.startswith(CHARTS) and not in_words
    until_it_stands(page, has_chart=has_chart)
    what.prepare(page)


def until_it_stands(page: Page, *, has_chart: bool = False) -> None:
    """Wait for the title, for the end of the run, and for the drawing."""
    expect(page.locator("h1").first).to_be_visible()
    if has_chart:
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def show_results(page: Page, then: str, path: str) -> None:
    """Press "Ergebnisse zeigen" in the cockpit, and go on to another page once they are there."""
    page.get_by_role("button", name="Ergebnisse zeigen").click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    page.get_by_role("link", name=then).click()
    expect(page).to_have_url(re.compile(rf"/{path}\?"))
    until_it_stands(page, has_chart=True)


def sign_in(context: BrowserContext, base: str, key: str) -> Page:
    """Use the printed key; the dashboard opens."""
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{base}/anmelden/{key}")
    until_it_stands(page)
    return page
