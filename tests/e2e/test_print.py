"""Question sheets and the moderator's card as they come out of the printer: the browser's PDF, read back."""

import re
from collections.abc import Callable, Iterator
from ctypes import byref
from dataclasses import dataclass

import httpx
import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pypdfium2.raw import FS_MATRIX, FPDFText_GetFontSize, FPDFText_GetMatrix

from analysis.questionnaire import Questionnaire, Statement
from data.questionnaire_file import load_questionnaire
from data.store.workshops import Workshop
from tests.e2e.stages import QUESTIONNAIRE, new_workshop
from tests.running import RunningServer
from texts.words import LANGUAGES, words

ASKED = load_questionnaire(QUESTIONNAIRE)
ROOM = ASKED.only(ASKED.short_form)
FIELD = max(ASKED.fields, key=lambda field: len(field.topics))
SIMPLE = "de-x-einfach"

ASKED_IN = ROOM.languages

SHEETS: dict[str, Questionnaire] = {
    "": ROOM,
    "bogen=lang": ASKED,
    "bogen=verwaltung": ASKED,
    f"bogen={FIELD.id}": ASKED.only(tuple(one.id for one in FIELD.statements)),
    "schrift=gross": ROOM,
    f"bogen={FIELD.id}&schrift=gross": ASKED.only(tuple(one.id for one in FIELD.statements)),
    "lang=en": ROOM,
    "bogen=lang&lang=en": ASKED,
    f"lang={SIMPLE}": ROOM,
}
SMALLEST_BOX = 6.5 / 25.4 * 96
"""What can be ticked with a ballpoint pen, in CSS pixels."""


@dataclass(frozen=True)
class Character:
    sign: str
    points: float


@dataclass(frozen=True)
class Paper:
    """A printed page: its characters in reading order, without blanks and hyphens, which depend on the lines."""

    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        return "".join(one.sign for one in self.characters)

    def points(self, passage: str) -> list[float]:
        """Type sizes in a passage that stands on this page."""
        begin = self.text.index(squeezed(passage))
        return [one.points for one in self.characters[begin : begin + len(squeezed(passage))]]


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text)


def read(pdf: bytes) -> list[Paper]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [Paper(tuple(_characters(page))) for page in document]


def _characters(page: pypdfium2.PdfPage) -> Iterator[Character]:
    text = page.get_textpage()
    for place, sign in enumerate(text.get_text_range()):
        if squeezed(sign):
            matrix = FS_MATRIX()
            FPDFText_GetMatrix(text, place, byref(matrix))
            yield Character(sign, FPDFText_GetFontSize(text, place) * matrix.d)


@pytest.fixture(scope="module")
def workshop(server: RunningServer) -> Workshop:
    """Kurzform in the room, Langform for the administration."""
    store = server.store()
    created = new_workshop(store, is_open=True)
    store.close()
    return created


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="de-DE")
    yield context
    context.close()


@pytest.fixture(scope="module")
def printed(visitor: BrowserContext, server: RunningServer, workshop: Workshop) -> Callable[[str], list[Paper]]:
    """Prints an address on A4, black on white, each once; nothing on it may come from elsewhere."""
    known: dict[str, list[Paper]] = {}

    def print_out(address: str) -> list[Paper]:
        if address not in known:
            page = visitor.new_page()
            requested: list[str] = []
            page.on("request", lambda request: requested.append(request.url))
            answer = page.goto(server.base + address)
            assert answer is not None
            assert answer.status == 200
            known[address] = read(page.pdf(prefer_css_page_size=True, print_background=False))
            assert [one for one in requested if not one.startswith((server.base, "data:"))] == []
            page.close()
        return known[address]

    return print_out


@pytest.fixture(scope="module")
def sheet(printed: Callable[[str], list[Paper]], workshop: Workshop) -> Callable[[str], list[Paper]]:
    """Prints a paper form by its query."""
    return lambda query="": printed(f"/t/{workshop.code}/druck?{query}")


def language_of(query: str) -> str:
    return next((language for language in ASKED_IN if query.endswith(f"lang={language}")), "de")


def labels(language: str) -> list[str]:
    return [words(language).local(step.label) for step in ASKED.scale]


def row(statement: Statement, query: str) -> str:
    """A statement with what belongs to it, down to its five boxes."""
    _ = words(language_of(query))
    beginning = f"{statement.id} {_.local(statement.text)}"
    if "gross" in query:
        marked = zip("ABCDE", labels(_.language), strict=True)
        return beginning + "".join(f"{code} {label}" for code, label in marked)
    return beginning + ("" if "verwaltung" in query else _.local(statement.help)) + "A B C D E"


@pytest.mark.parametrize("query", SHEETS)
def test_every_statement_stands_once_with_its_boxes_on_the_same_page(
    sheet: Callable[[str], list[Paper]], query: str
) -> None:
    pages = [page.text for page in sheet(query)]

    wrong = {}
    for statement in ASKED.statements.values():
        expected = 1 if statement.id in SHEETS[query].statements else 0
        found = sum(page.count(squeezed(row(statement, query))) for page in pages)
        if found != expected:
            wrong[statement.id] = found
    assert wrong == {}


@pytest.mark.parametrize("query", SHEETS)
def test_loose_pages_can_be_sorted(sheet: Callable[[str], list[Paper]], workshop: Workshop, query: str) -> None:
    pages = [page.text for page in sheet(query)]

    _ = words(language_of(query))
    numbers = [_("Seite {page} von {pages}", page=page, pages=len(pages)) for page in range(1, len(pages) + 1)]
    assert [number for number, page in zip(numbers, pages, strict=True) if squeezed(number) not in page] == []
    assert all(squeezed(f"{workshop.title} · {workshop.code}") in page for page in pages)


@pytest.mark.parametrize("query", SHEETS)
def test_no_heading_is_left_at_the_foot_of_a_page(sheet: Callable[[str], list[Paper]], query: str) -> None:
    _ = words(language_of(query))
    titles = [_.local(one.title) for field in ASKED.fields for one in (field, *field.topics)]
    headings = tuple(squeezed(heading) for heading in (*titles, *labels(_.language), _("Aussage")))
    last_box = squeezed(labels(_.language)[-1]) if "gross" in query else "E"

    ends = [page.text for page in sheet(query)]

    alone = [page[-60:] for page in ends if page.endswith(headings) and not page.endswith(f"E{last_box}")]
    assert alone == []


@pytest.mark.parametrize("query", [query for query in SHEETS if "gross" not in query])
def test_scale_stands_in_words_on_every_page(sheet: Callable[[str], list[Paper]], query: str) -> None:
    marked = zip("ABCDE", labels(language_of(query)), strict=True)
    scale = squeezed("".join(f"{code} {label}" for code, label in marked))

    assert [page.text.count(scale) for page in sheet(query)] == [1] * len(sheet(query))


@pytest.mark.parametrize("query", ["", "lang=en", f"lang={SIMPLE}"])
def test_short_form_fits_on_three_pages(sheet: Callable[[str], list[Paper]], query: str) -> None:
    assert len(sheet(query)) == 3


def test_topics_head_their_statements(sheet: Callable[[str], list[Paper]]) -> None:
    text = "".join(page.text for page in sheet(f"bogen={FIELD.id}"))

    number = [one.id for one in ASKED.fields].index(FIELD.id) + 1
    assert squeezed(f"{number}. {FIELD.title['de']}") in text
    for topic in FIELD.topics:
        first = next(one for one in FIELD.statements if one.topic == topic.id)
        assert text.count(squeezed(f"{topic.title['de']} {first.id} {first.text['de']}")) == 1


@pytest.mark.parametrize("query", [query for query in SHEETS if "verwaltung" not in query])
def test_perspectives_are_asked_on_the_first_page_only(sheet: Callable[[str], list[Paper]], query: str) -> None:
    first, *others = (page.text for page in sheet(query))

    _ = words(language_of(query))
    question = squeezed(_("Für welche Perspektive sind Sie heute hier?"))
    assert question in first
    assert all(squeezed(_.local(one.title)) in first for one in ASKED.perspectives.values())
    assert [page for page in others if question in page] == []


def test_verwaltungsbogen_says_what_it_is_and_asks_no_perspective(sheet: Callable[[str], list[Paper]]) -> None:
    pages = [page.text for page in sheet("bogen=verwaltung")]

    assert squeezed("Verwaltungsbogen – ein gemeinsamer Bogen der Verwaltung") in pages[0]
    assert [page for page in pages if squeezed("Für welche Perspektive") in page] == []
    assert [page for page in pages if squeezed("Im Raum werden") in page] == []


@pytest.mark.parametrize(("query", "is_other"), [("", False), ("bogen=lang", True), (f"bogen={FIELD.id}", True)])
def test_sheet_that_is_not_the_rooms_says_so(sheet: Callable[[str], list[Paper]], query: str, is_other: bool) -> None:
    said = f"Zum Vorbereiten und für Gespräche am Tisch. Im Raum werden {len(ROOM.statements)} Aussagen gefragt."

    assert (squeezed(said) in sheet(query)[0].text) is is_other
    assert (squeezed("Bitte geben Sie den Bogen bei der Moderation ab.") in sheet(query)[-1].text) is not is_other


def test_large_type_is_large(sheet: Callable[[str], list[Paper]]) -> None:
    pages = sheet("schrift=gross")

    sizes = [
        size
        for statement in ROOM.statements.values()
        for page in pages
        if squeezed(statement.text["de"]) in page.text
        for size in page.points(statement.text["de"])
    ]
    assert round(min(sizes), 2) >= 18
    assert min(round(one.points, 2) for page in pages for one in page.characters) >= 12


@pytest.mark.parametrize("query", SHEETS)
def test_boxes_can_be_ticked_with_a_pen(
    visitor: BrowserContext, server: RunningServer, workshop: Workshop, query: str
) -> None:
    page = visitor.new_page()
    page.emulate_media(media="print")
    page.goto(f"{server.base}/t/{workshop.code}/druck?{query}")

    sides = page.locator(".box").evaluate_all(
        "found => found.map(one => one.getBoundingClientRect()).flatMap(box => [box.width, box.height])"
    )
    perspectives = 0 if "verwaltung" in query else len(ASKED.perspectives) + 1
    assert len(sides) == 2 * (5 * len(SHEETS[query].statements) + perspectives)
    assert min(sides) >= SMALLEST_BOX
    assert page.locator(".tools").is_hidden()
    page.close()


@pytest.mark.parametrize(
    "query", ["bogen=nirgends", "schrift=riesig", "lang=xx", "bogen=&lang=&schrift=", "bogen=kurz"]
)
def test_unknown_choice_falls_back_to_the_rooms_sheet(server: RunningServer, workshop: Workshop, query: str) -> None:
    with httpx.Client(base_url=f"{server.base}/t/{workshop.code}", timeout=20) as client:
        assert client.get(f"/druck?{query}").text == client.get("/druck").text


def test_sheet_speaks_only_languages_that_all_its_statements_have(server: RunningServer, workshop: Workshop) -> None:
    statement = next(iter(ROOM.statements.values()))
    address = f"{server.base}/t/{workshop.code}/druck?lang={SIMPLE}"

    of_room, whole = (httpx.get(address + more, timeout=20).text for more in ("", "&bogen=lang"))

    assert SIMPLE in ROOM.languages
    assert f">{statement.id}</small> <bdi>{statement.text[SIMPLE]}</bdi>" in of_room
    spoken = SIMPLE if SIMPLE in ASKED.languages else "de"
    assert f">{statement.id}</small> <bdi>{statement.text[spoken]}</bdi>" in whole


def test_print_button_works_without_and_with_the_script(
    browser: Browser, visitor: BrowserContext, server: RunningServer, workshop: Workshop
) -> None:
    page = visitor.new_page()
    page.add_init_script("window.print = () => { document.title = 'printed' }")
    page.goto(f"{server.base}/t/{workshop.code}/druck")
    page.get_by_role("button", name="Drucken").click()
    assert page.title() == "printed"
    page.close()

    without = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = without.new_page()
    page.goto(f"{server.base}/t/{workshop.code}/druck")
    assert page.get_by_role("button").count() == 0
    assert page.get_by_text("Strg + P").is_visible()
    without.close()


def test_toolbar_leads_to_every_other_sheet(visitor: BrowserContext, server: RunningServer, workshop: Workshop) -> None:
    page = visitor.new_page()
    page.goto(f"{server.base}/t/{workshop.code}/druck?schrift=gross&lang=en")

    page.get_by_role("link", name=f"Long form ({len(ASKED.statements)} statements)").click()
    page.get_by_role("link", name="Deutsch").click()
    page.get_by_role("link", name="Normale Schrift").click()

    expect(page).to_have_url(f"{server.base}/t/{workshop.code}/druck?bogen=lang&lang=de")
    expect(page.get_by_role("link", name="Große Schrift")).to_be_visible()  # closed on its way, a browser may hang
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_moderators_card_is_one_readable_page(printed: Callable[[str], list[Paper]], language: str) -> None:
    (page,) = printed(f"/moderationskarte?lang={language}")

    assert page.text.startswith(squeezed(words(language)("Moderationskarte")))
    assert min(round(one.points, 2) for one in page.characters) >= 10
