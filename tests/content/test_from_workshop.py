"""What a workshop adds to the Bibliothek: points for the leadership, and the Dialogauftrag."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from content.dialogue_order import OPEN, dialogue_note, dialogue_order, statements_to_ask
from content.document import Bullets, Document, Grid, Paragraph, Prompt, Section
from content.from_workshop import for_leadership
from data.library_file import parse_item
from reports.word.render import word
from tests.content.documents.test_documents import texts
from tests.data.test_library_file import DIALOGUE
from tests.dossiers import full, made_up
from texts.titles import hidden_text
from texts.words import words

DE, EN = words("de"), words("en")
FORM = parse_item(DIALOGUE, "dialogue", "a.yaml")


def ids(section: Section) -> list[str]:
    return [one.id for one in section.blocks if isinstance(one, Section)]


def test_leadership_gets_where_the_room_stands_what_to_decide_and_what_differs() -> None:
    of = full()
    section = for_leadership(DE, of)

    assert ids(section) == ["raum", "entscheiden", "verschieden", "eigene-worte"]
    standing, decide, differing, own = (one.blocks for one in section.blocks if isinstance(one, Section))
    assert isinstance(standing[0], Paragraph) and standing[0].text.count(". ") <= 3
    assert isinstance(decide[0], Bullets) and len(decide[0].items) == 3
    assert isinstance(differing[-1], Bullets) and "stimmen (eher) zu : " in differing[-1].items[0]
    assert all(isinstance(one, Prompt) for one in own)


def test_leadership_reads_nothing_that_was_not_there() -> None:
    assert ids(for_leadership(EN, made_up(0))) == ["raum", "entscheiden", "eigene-worte"]


def test_dialogue_is_first_about_what_the_room_left_open() -> None:
    results = full().results
    planned = replace(results, plan=("1.01", *statements_to_ask(results)[:2]))
    asked = statements_to_ask(planned)

    assert results.by_statement[asked[0]].pattern in OPEN
    assert set(asked) == {one.id for one in results.statements if one.pattern != "zu_wenige"}
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("made", ["full", "made_up"])
def test_order_can_be_made_of_every_statement(made: str) -> None:
    of = full() if made == "full" else made_up(12)
    for statement in statements_to_ask(of.results):
        order = dialogue_order(DE, of, statement, FORM)
        assert [one.id for one in order.blocks if isinstance(one, Section)] == [
            "anlass",
            "aussage",
            "frage",
            "dabei",
            "format",
            "zugang",
            "danach",
        ]
    if made == "full":
        assert word(order).startswith(b"PK")


def order_of(pattern: str) -> tuple[Document, str]:
    of = full()
    statement = next(one.id for one in of.results.statements if one.pattern == pattern)
    return dialogue_order(DE, replace(of, who_knows={statement: "Jugendamt"}), statement, FORM), statement


def test_order_names_the_question_and_who_knows() -> None:
    order, statement = order_of("kaum_einschaetzbar")
    said = texts(order)

    asked = full().questionnaire
    assert asked.statements[statement].text["de"] in said
    assert asked.questions["kaum_einschaetzbar"][0]["de"] in said
    assert "Bescheid weiß nach dem Verwaltungsbogen: Jugendamt." in said
    assert order.mark == "Entwurf" and "Erzählabend" in said


def test_order_names_groups_that_differ() -> None:
    assert "Sie sehen es verschieden: " in texts(order_of("auseinander")[0])


def test_order_shows_of_small_groups_what_the_results_show() -> None:
    of = full()
    statement, group = next(
        (one.id, group.id) for one in of.results.statements for group in of.results.groups if one.cells[group.id].e == 0
    )
    one = of.results.by_statement[statement]
    hidden = replace(one, cells={**one.cells, group: replace(one.cells[group], ratings=None, level=None, e=None)})
    statements = tuple(hidden if each.id == statement else each for each in of.results.statements)
    order = dialogue_order(DE, replace(of, results=replace(of.results, statements=statements)), statement, FORM)

    (grid,) = [each for each in order.walk() if isinstance(each, Grid)]
    (row,) = [row for row in grid.table.rows if hidden_text(DE) in row]
    assert not any(str(value).isdigit() for value in row[1:5])
    assert "Von ihnen wird zu dieser Aussage nichts gezeigt: " in texts(order)


def test_order_as_word_is_marked_as_a_draft() -> None:
    document = docx.Document(BytesIO(word(order_of("geteilt")[0])))

    assert document.paragraphs[0].text.startswith("Dialogauftrag: ")
    assert any("Entwurf" in one.text for section in document.sections for one in section.header.paragraphs)


def test_note_begins_with_the_day() -> None:
    assert dialogue_note(DE, "9. März 2027", "Viel.") == "Dialog am 9. März 2027: Viel."
