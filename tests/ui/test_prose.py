"""Texts that a municipality edits: each in the reader's language, two of them for every workshop apart."""

import re
from collections.abc import Callable, Iterator

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from data.store.engine import Store
from data.store.wording import Place, save_wording, wording
from data.store.workshops import Workshop, create_workshop, open_workshop
from tests.e2e.stages import QUESTIONNAIRE, TODAY, new_workshop
from texts.prose import Part, blocks, parts_about, standard_prose
from web.identity import STAFF_COOKIE
from web.legal import text_for

from .conftest import Visit

ONLY_GERMAN = "So far this text exists in German only."

Write = Callable[[Place, str, str], None]
Speak = Callable[[str], None]


@pytest.fixture
def write(store: Store) -> Iterator[Write]:
    """Writes a municipality's text; afterwards the standard texts are back."""
    written: list[tuple[Place, str]] = []

    def save(place: Place, language: str, text: str) -> None:
        written.append((place, language))
        save_wording(store, place, language, text)

    yield save
    for place, language in written:
        save_wording(store, place, language, "")


@pytest.fixture
def speak(store: Store, monkeypatch: pytest.MonkeyPatch) -> Speak:
    """From now on the moderator's cookie says this language."""

    def choose(language: str) -> None:
        cookies = ContextProxy.cookies
        token = cookies[STAFF_COOKIE].partition(".")[0] if isinstance(cookies, dict) else "nobody"
        monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: f"{token}.{language}"})

    return choose


@pytest.fixture
def in_english(visit: Visit, speak: Speak) -> Callable[[str], AppTest]:
    """Opens a page and chooses English on it."""

    def open_page(address: str) -> AppTest:
        app = visit(address)
        speak("en")
        return app.run()

    return open_page


@pytest.fixture
def town(store: Store) -> Workshop:
    return create_workshop(
        store,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=TODAY,
        questionnaire_text=QUESTIONNAIRE.read_text("utf-8"),
        room=("1.01",),
        administration=(),
    )


@pytest.fixture
def prepared(store: Store) -> Workshop:
    return new_workshop(store, is_open=False)


def html_of(app: AppTest) -> str:
    """What the page itself says in our own HTML."""

    def below(block: Block) -> Iterator[str]:
        for child in block.children.values():
            if isinstance(child, Block):
                yield from below(child)
            elif child.type == "html":
                yield child.proto.body

    return "\n".join(below(app.main))


def test_english_text_is_edited_beside_the_german_one(visit: Visit, store: Store, write: Write) -> None:
    write("datenschutz", "en", "")
    page = visit("info-datenschutz")
    german, english = page.text_area

    english.set_value("The town deletes after 90 days.")
    page.button[1].click().run()

    assert (german.label, english.label) == ("Datenschutz", "Datenschutz auf Englisch")
    assert german.value.startswith("Hier steht, was bei dieser Umfrage")
    assert wording(store, "datenschutz", "en") == "The town deletes after 90 days."
    assert wording(store, "datenschutz", "de") is None


def test_help_and_questions_are_edited_in_both_languages(visit: Visit, store: Store, write: Write) -> None:
    write("fragen", "de", "")
    page = visit("hilfe")

    page.text_area[2].set_value("Wann gibt es Kaffee?\nUm zehn.")
    page.button[2].click().run()

    assert [area.label for area in page.text_area] == [
        "Hilfe",
        "Hilfe auf Englisch",
        "Häufige Fragen",
        "Häufige Fragen auf Englisch",
    ]
    assert wording(store, "fragen", "de") == "Wann gibt es Kaffee?\nUm zehn."
    assert "<dt><strong>Wann gibt es Kaffee?</strong></dt><dd>Um zehn.</dd>" in html_of(page)


def test_moderator_who_chose_english_reads_english(in_english: Callable[[str], AppTest]) -> None:
    helped, privacy = html_of(in_english("hilfe")), html_of(in_english("info-datenschutz"))

    assert "<h2>Prepare: the day before</h2>" in helped
    assert "<strong>Is this representative?</strong>" in helped
    assert "This page tells you what happens to your data" in privacy
    assert ONLY_GERMAN not in helped + privacy


def test_german_of_the_municipality_stands_until_it_writes_english(
    in_english: Callable[[str], AppTest], write: Write
) -> None:
    write("hilfe", "de", "Fragen Sie im Amt, Zimmer 3.")
    only_german = html_of(in_english("hilfe"))
    write("hilfe", "en", "Ask in the office, room 3.")
    both = html_of(in_english("hilfe"))

    assert "Fragen Sie im Amt, Zimmer 3." in only_german
    assert only_german.count(ONLY_GERMAN) == 1
    assert "Ask in the office, room 3." in both
    assert ONLY_GERMAN not in both


HELPED: dict[str, Part] = {
    "": "workshops",
    "ablauf": "ablauf",
    "boegen": "boegen",
    "hochladen": "hochladen",
    "ueberblick": "ueberblick",
    "unterschiede": "unterschiede",
    "bericht": "bericht",
    "bibliothek": "bibliothek",
}


def help_of(app: AppTest) -> list[str]:
    """What "Wie geht das?" unfolds: its headings, and the labels of its links."""
    popovers = [one for one in blocks_of(app.main) if one.type == "popover"]
    (unfolded,) = [one for one in popovers if one.proto.popover.label == "Wie geht das?"]
    inside = [one for one in unfolded.children.values() if not isinstance(one, Block)]
    headings = re.findall("<h2>(.*?)</h2>", "\n".join(one.proto.body for one in inside if one.type == "html"))
    return headings + [one.proto.label for one in inside if one.type == "page_link"]


def blocks_of(block: Block) -> Iterator[Block]:
    for child in block.children.values():
        if isinstance(child, Block):
            yield child
            yield from blocks_of(child)


def headings_about(part: Part) -> list[str]:
    return [lines[0] for kind, lines in blocks(parts_about(standard_prose("hilfe", "de"), part)) if kind == "heading"]


@pytest.mark.parametrize("address", HELPED)
def test_every_page_unfolds_what_the_help_says_of_it(visit: Visit, prepared: Workshop, address: str) -> None:
    expected = headings_about(HELPED[address])

    assert expected
    assert help_of(visit(address, workshop=prepared.id)) == [*expected, "Ganze Hilfe"]


def test_cockpit_unfolds_what_fits_its_state(visit: Visit, store: Store, prepared: Workshop) -> None:
    before = help_of(visit("cockpit", workshop=prepared.id))
    open_workshop(store, prepared.id)
    during = help_of(visit("cockpit", workshop=prepared.id))

    assert before == [
        "Zeitplan: sechs Wochen vorher bis ein Jahr danach",
        "Vorbereiten: am Tag davor",
        "Vorbereiten: zehn Minuten vorher",
        "Ganze Hilfe",
    ]
    assert during == ["Sammeln: im Raum", "Ganze Hilfe"]


def test_help_without_a_part_on_the_page_offers_all_of_it(visit: Visit, prepared: Workshop, write: Write) -> None:
    write("hilfe", "de", "# Unser Haus\n\nZimmer 3\n\n# Datei hochladen {hochladen}\n\nFragen Sie Frau Muster.")

    assert help_of(visit("boegen", workshop=prepared.id)) == ["Ganze Hilfe"]
    assert help_of(visit("hochladen", workshop=prepared.id)) == ["Datei hochladen", "Ganze Hilfe"]


def test_questions_of_the_municipality_are_text_and_no_html(visit: Visit, write: Write) -> None:
    write("fragen", "de", "# Zum <b>Ort</b>\n\nWo?\nIm <i>Saal</i>\nam Markt\n\nNur ein Satz.\n\n- a\n- b")

    page = html_of(visit("hilfe"))

    assert (
        "<h3>Zum &lt;b&gt;Ort&lt;/b&gt;</h3>"
        "<dl><dt><strong>Wo?</strong></dt><dd>Im &lt;i&gt;Saal&lt;/i&gt;<br>am Markt</dd></dl>"
        "<p>Nur ein Satz.</p><ul><li>a</li><li>b</li></ul>"
    ) in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_standard_questions_are_short_and_each_is_answered(language: str) -> None:
    found = blocks(standard_prose("fragen", language))
    asked = [lines for kind, lines in found if kind == "paragraph"]

    assert [kind for kind, _lines in found].count("heading") == 3
    assert {kind for kind, _lines in found} == {"heading", "paragraph"}
    assert 14 <= len(asked) <= 20
    assert [lines[0] for lines in asked if len(lines) != 2 or not lines[0].endswith("?")] == []
    assert [answer for _question, answer in asked if not 2 <= len(re.findall(r"[.?!](?= |$)", answer)) <= 5] == []


@pytest.mark.parametrize("place", ["hilfe", "fragen", "leitmotiv", "spielregeln"])
def test_standard_text_is_the_same_in_both_languages(place: str) -> None:
    german, english = (blocks(standard_prose(place, language)) for language in ("de", "en"))

    assert german != english
    assert [(kind, len(lines)) for kind, lines in german] == [(kind, len(lines)) for kind, lines in english]


def test_leitmotiv_and_spielregeln_of_a_workshop_are_edited_in_both_languages(
    visit: Visit, store: Store, town: Workshop
) -> None:
    page = visit("cockpit", workshop=town.id)
    areas = {area.label: area for area in page.text_area}

    areas["Spielregeln auf Englisch"].set_value("- We listen.")
    next(one for one in page.button if one.form_id == f"text-spielregeln-en-{town.id}").click().run()

    assert list(areas)[-4:] == ["Leitmotiv", "Leitmotiv auf Englisch", "Spielregeln", "Spielregeln auf Englisch"]
    assert wording(store, "spielregeln", "en", town.id) == "- We listen."
    assert wording(store, "spielregeln", "en") is None


def test_text_of_a_workshop_is_its_own_else_its_german_else_the_standard(store: Store, town: Workshop) -> None:
    def read() -> list[tuple[str, str]]:
        return [text_for(store, "leitmotiv", language, town.id) for language in ("de", "en")]

    nothing_written = read()
    save_wording(store, "leitmotiv", "de", "Für alle", town.id)
    only_german = read()
    save_wording(store, "leitmotiv", "en", "For everyone", town.id)
    both = read()
    save_wording(store, "leitmotiv", "de", "", town.id)
    only_english = read()

    german, english = ((standard_prose("leitmotiv", language), language) for language in ("de", "en"))
    assert nothing_written == [german, english]
    assert only_german == [("Für alle", "de"), ("Für alle", "de")]
    assert both == [("Für alle", "de"), ("For everyone", "en")]
    assert only_english == [german, ("For everyone", "en")]
