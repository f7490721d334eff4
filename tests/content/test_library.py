"""The Bibliothek that we ship, and how its items become blocks."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from analysis.library import Item, Library
from analysis.questionnaire import Questionnaire
from config import ROOT
from content.document import Bullets, Facts, Grid, Paragraph, Prompt, Section
from content.library import (
    Wanted,
    gap_titles,
    item_blocks,
    item_document,
    kind_titles,
    matching,
    workshop_filling,
)
from data.library_file import FOLDERS, GAPS, library_in, parse_item
from data.questionnaire_file import load_questionnaire
from reports.word.render import word
from tests.data.test_library_file import AGENDA, DIALOGUE
from texts.library import problem_sentence
from texts.words import words

_ = words("de")


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    return load_questionnaire(ROOT / "questionnaire.yaml")


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library_in(ROOT / "library").library


def flat(item: Item, asked: Questionnaire, **filling: str) -> str:
    """Every word of an item as it is shown."""
    return repr(item_blocks(_, item, filling, asked))


def test_shipped_files_have_no_fault() -> None:
    assert [problem_sentence(_, one) for one in library_in(ROOT / "library").problems] == []


def test_every_gap_and_kind_has_a_name() -> None:
    assert tuple(gap_titles(_)) == GAPS
    assert set(kind_titles(_)) == set(FOLDERS.values())


def test_gaps_are_filled_or_stand_in_brackets(asked: Questionnaire) -> None:
    letter = parse_item(DIALOGUE.replace("Getränke", "Am {day} in {place}, {municipality}"), "dialogue", "a.yaml")
    known = workshop_filling(_, "Musterlingen", "Selbstcheck", date(2026, 12, 1), None)

    assert "Am 1. Dezember 2026 in [Ort], Musterlingen" in flat(letter, asked, **known)
    assert "[Tag des Workshops]" in flat(letter, asked)


def test_what_is_typed_into_a_gap_fills_no_other(asked: Questionnaire) -> None:
    letter = parse_item(DIALOGUE.replace("Getränke", "{place} {time}"), "dialogue", "a.yaml")

    assert "{time} 18 Uhr" in flat(letter, asked, place="{time}", time="18 Uhr")


def test_script_says_from_when(asked: Questionnaire) -> None:
    facts, section = item_blocks(_, parse_item(DIALOGUE, "dialogue", "a.yaml"), {}, asked)

    assert isinstance(facts, Facts)
    assert dict(facts.rows)["Dauer"] == "120 Minuten"
    assert isinstance(section, Section)
    _place, grid = section.blocks
    assert isinstance(grid, Grid)
    assert [row[:3] for row in grid.table.rows] == [("0", "10", "Ankommen"), ("10", "110", "Erzählen")]


def test_agenda_says_what_may_go(asked: Questionnaire) -> None:
    blocks = item_blocks(_, parse_item(AGENDA, "agenda", "a.yaml"), {}, asked)

    assert "(kann wegfallen)" in repr(blocks[-1])


def test_search_looks_everywhere_and_for_every_word(asked: Questionnaire) -> None:
    library = Library((parse_item(DIALOGUE, "dialogue", "a.yaml"),))

    def found(**wanted: str) -> int:
        return len(matching(_, library, "dialogue", Wanted(**wanted), asked))

    assert (found(words="getränke ANKOMMEN"), found(words="Getränke Kuchen"), found()) == (1, 0, 1)
    assert (found(occasion="nobody_comes"), found(occasion="conflict"), found(field="teilhabe")) == (1, 0, 0)


def test_word_file_has_every_part(asked: Questionnaire) -> None:
    made = word(item_document(_, parse_item(DIALOGUE, "dialogue", "a.yaml"), {}, asked, date(2026, 12, 1)))
    document = Document(BytesIO(made))

    assert document.paragraphs[0].text == "Erzählabend"
    assert [cell.text for cell in document.tables[-1].rows[2].cells] == ["10", "110", "Erzählen", ""]


BLOCKS = (Bullets, Facts, Grid, Paragraph, Prompt, Section)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_item_can_be_read_and_made(shipped: Library, asked: Questionnaire, language: str) -> None:
    for item in shipped.items:
        document = item_document(words(language), item, {}, asked, date(2026, 12, 1))
        assert all(isinstance(block, BLOCKS) for block in document.walk()), item.id
        assert word(document).startswith(b"PK")


def test_cards_name_statements_that_there_are(shipped: Library, asked: Questionnaire) -> None:
    cards = [item for item in shipped.items if item.practice is not None]

    assert [
        (item.id, statement)
        for item in cards
        if item.practice is not None
        for statement in item.practice.statements
        if statement not in asked.statements
    ] == []


def test_minutes_of_every_script_add_up(shipped: Library) -> None:
    scripts = [(item, part.steps) for item in shipped.items for part in item.parts if part.steps]

    assert scripts
    assert [item.id for item, steps in scripts if sum(step.minutes for step in steps) != item.minutes] == []


def test_no_sentence_is_longer_than_twenty_words(shipped: Library) -> None:
    texts = [(item.id, told) for item in shipped.items for text in item.texts() for told in text.values()]
    sentences = [(item, one) for item, told in texts for one in re.split(r"(?<=[.!?:])[”“]?\s+", told)]

    assert [(item, one) for item, one in sentences if len(one.split()) > 20] == []


def test_every_text_has_its_english(shipped: Library) -> None:
    assert [item.id for item in shipped.items for text in item.texts() if "en" not in text] == []


def test_card_that_tells_of_no_difficulty_says_so(shipped: Library, asked: Questionnaire) -> None:
    card = shipped.by_id["altena-wohnungen-und-kuemmerer"]
    assert card.practice is not None
    silent = replace(card, practice=replace(card.practice, resistance=None, failed=None))

    assert "Was nicht gelang, nennt die Quelle nicht." not in flat(card, asked)
    assert "Was nicht gelang, nennt die Quelle nicht." in flat(silent, asked)


def test_agendas_and_letters_keep_away_from_elections(shipped: Library) -> None:
    """A reminder comes when the day has long been chosen."""
    items = [item for item in shipped.items if item.kind in ("agenda", "invitation") and item.id != "erinnerung"]

    assert [item.id for item in items if not any("Wahl" in text["de"] for text in item.texts())] == []


def test_what_is_about_law_says_that_no_lawyer_has_read_it(shipped: Library) -> None:
    about_law = [item for item in shipped.of_kind("leadership") if "§" in repr(item) or "gericht" in repr(item)]

    assert about_law
    assert [item.id for item in about_law if "Juristisch geprüft ist dieser Text nicht." not in repr(item)] == []
