"""What is written down stays until its workshop goes, as it was typed, and nobody's words are lost to another hand."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from data.store.engine import Store
from data.store.notes import (
    Note,
    NoteChanged,
    TextMissing,
    TextTooLong,
    UnknownStatement,
    WrongState,
    add_note,
    delete_note,
    notes,
    save_note,
)
from data.store.workshops import (
    Workshop,
    close_workshop,
    delete_due_sheets,
    delete_workshop,
    finish_workshop,
    open_workshop,
)
from tests.data.store.conftest import prepared_in
from tests.data.store.test_stages import everybody

ODD = "<script>alert(1)</script> \"'&\n{name} %s\n\n🎈 שלום \u202eabc"


def test_notes_stand_by_the_questionnaire_and_then_as_they_were_written(store: Store, prepared: Workshop) -> None:
    for about, words in (("1.02", "a"), ("feld", "b"), ("1.01", "c"), ("", "d"), ("1.02", "e"), ("1.03", "f")):
        add_note(store, prepared.id, words, about=about)

    found = notes(store, prepared.id)

    assert [(one.about, one.text, one.number) for one in found] == [
        ("", "d", 4),
        ("feld", "b", 2),
        ("1.01", "c", 3),
        ("1.02", "a", 1),
        ("1.02", "e", 5),
        ("1.03", "f", 6),
    ]


def test_text_is_kept_as_it_was_typed(store: Store, prepared: Workshop) -> None:
    new = add_note(store, prepared.id, f"  {ODD}\r\nzu Ende\x00\x07 ", about="1.01", is_visible=True)

    assert notes(store, prepared.id) == [new]
    assert (new.text, new.is_visible) == (f"{ODD}\nzu Ende", True)


def test_nothing_too_much_and_an_unknown_subject_are_refused(store: Store, prepared: Workshop) -> None:
    with pytest.raises(TextMissing):
        add_note(store, prepared.id, " \n\x00 ")
    with pytest.raises(TextTooLong):
        add_note(store, prepared.id, "x" * 1001)
    with pytest.raises(UnknownStatement):
        add_note(store, prepared.id, "x", about="9.99")
    with pytest.raises(WrongState):
        add_note(store, "nothing", "x")
    add_note(store, prepared.id, "🎈" * 1000)
    assert len(notes(store, prepared.id)) == 1


def test_form_that_is_sent_twice_is_one_note(store: Store, prepared: Workshop) -> None:
    first = add_note(store, prepared.id, "einmal", note_id="n" * 32)
    again = add_note(store, prepared.id, "einmal", note_id="n" * 32)
    other = add_note(store, prepared.id, "etwas anderes", note_id="n" * 32)
    foreign = add_note(store, prepared_in(store).id, "einmal", note_id="n" * 32)

    assert again == first
    assert notes(store, prepared.id) == [first, other]
    assert len({first.id, other.id, foreign.id}) == 3


def test_change_needs_the_version_that_was_read(store: Store, prepared: Workshop) -> None:
    read = add_note(store, prepared.id, "zuerst")

    changed = save_note(store, prepared.id, read.id, "danach", is_visible=True, version=read.version)
    with pytest.raises(NoteChanged) as late:
        save_note(store, prepared.id, read.id, "zu spät", is_visible=False, version=read.version)
    with pytest.raises(NoteChanged):
        delete_note(store, prepared.id, read.id, version=read.version)

    assert changed == replace(read, text="danach", is_visible=True, version=changed.version)
    assert late.value.note == changed
    assert notes(store, prepared.id) == [changed]


def test_same_words_of_two_hands_are_no_conflict(store: Store, prepared: Workshop) -> None:
    read = add_note(store, prepared.id, "zuerst")

    changed = save_note(store, prepared.id, read.id, "danach", is_visible=False, version=read.version)
    assert save_note(store, prepared.id, read.id, "danach", is_visible=False, version=read.version) == changed


def test_change_of_a_deleted_note_is_told(store: Store, prepared: Workshop) -> None:
    read = add_note(store, prepared.id, "zuerst")

    delete_note(store, prepared.id, read.id, version=read.version)
    delete_note(store, prepared.id, read.id, version=read.version)  # gone is gone
    with pytest.raises(NoteChanged) as gone:
        save_note(store, prepared.id, read.id, "danach", is_visible=False, version=read.version)

    assert gone.value.note is None
    assert notes(store, prepared.id) == []


def test_note_is_changed_by_its_own_workshop_only(store: Store, prepared: Workshop) -> None:
    other, read = prepared_in(store), add_note(store, prepared.id, "zuerst")

    with pytest.raises(NoteChanged):
        save_note(store, other.id, read.id, "fremd", is_visible=True, version=read.version)
    delete_note(store, other.id, read.id, version=read.version)

    assert notes(store, prepared.id) == [read]
    assert notes(store, other.id) == []


def test_of_many_hands_at_once_one_changes_and_all_others_are_told(store: Store, prepared: Workshop) -> None:
    read = add_note(store, prepared.id, "zuerst")

    def change(words: str) -> Note | None:
        try:
            return save_note(store, prepared.id, read.id, words, is_visible=False, version=read.version)
        except NoteChanged as error:
            return error.note

    with ThreadPoolExecutor(8) as hands:
        told = list(hands.map(change, [f"Hand {number}" for number in range(8)]))
        new = list(hands.map(lambda number: add_note(store, prepared.id, f"neu {number}"), range(8)))

    assert set(told) == {notes(store, prepared.id)[0]}
    assert sorted(one.number for one in new) == list(range(2, 10))


def test_notes_outlive_the_sheets_and_go_with_the_workshop(store: Store, prepared: Workshop) -> None:
    other = add_note(store, (elsewhere := prepared_in(store)).id, "bleibt")
    kept = add_note(store, prepared.id, "bleibt noch")
    open_workshop(store, prepared.id)
    close_workshop(store, prepared.id, everybody)
    finish_workshop(store, prepared.id, date(2027, 3, 5))

    delete_due_sheets(store, date(2027, 3, 5) + timedelta(days=1))
    assert notes(store, prepared.id) == [kept]

    delete_workshop(store, prepared.id)
    with store.reading() as connection:
        left = list(connection.execute(text("SELECT id FROM notes")).scalars())
    assert left == [other.id]
    assert notes(store, elsewhere.id) == [other]
