"""Notes of the moderation and of who takes the minutes; who changes one says which version of it they have read."""

from dataclasses import asdict, replace

from sqlalchemy import Connection, delete, func, insert, select, update

from analysis.protocol import LONGEST_NOTE
from analysis.protocol import Note as Note
from analysis.questionnaire import Questionnaire
from data.store.engine import Store
from data.store.errors import TextMissing as TextMissing
from data.store.errors import TextTooLong as TextTooLong
from data.store.errors import UnknownStatement as UnknownStatement
from data.store.errors import WrongState as WrongState
from data.store.free_text import as_kept
from data.store.questionnaires import parsed, questionnaire
from data.store.rows import AnyRow, lock, new_id
from data.store.schema import notes as table
from data.store.workshops import workshop


class NoteChanged(Exception):  # noqa: N818 - named by what is so
    """Somebody else has changed the note meanwhile; ``note`` is what it says now, None once it was deleted."""

    def __init__(self, note: Note | None) -> None:
        super().__init__()
        self.note = note


def notes(store: Store, workshop_id: str) -> list[Note]:
    """All notes: those about the workshop, then by the order of the questionnaire, each part as it was written."""
    of = workshop(store, workshop_id)
    if of is None:
        return []
    places = {about: place for place, about in enumerate(subjects(questionnaire(store, of)))}
    with store.reading() as connection:
        rows = connection.execute(select(table).where(table.c.workshop_id == workshop_id)).all()
    return sorted((_note(row) for row in rows), key=lambda note: (places.get(note.about, len(places)), note.number))


def subjects(asked: Questionnaire) -> tuple[str, ...]:
    """What a note can be about, in order: the workshop, and each field before its statements."""
    fields = ((field.id, *(one.id for one in field.statements)) for field in asked.fields)
    return ("", *(about for field in fields for about in field))


def add_note(
    store: Store, workshop_id: str, text: str, *, about: str = "", is_visible: bool = False, note_id: str = ""
) -> Note:
    """Write something down; the same ``note_id`` with the same words is the same note, sent twice.

    Raises TextMissing, TextTooLong, UnknownStatement for what the questionnaire does not have, WrongState without the
    workshop.
    """
    kept = as_kept(text, LONGEST_NOTE, is_needed=True)
    note, spare = Note(note_id or new_id(), about, kept, is_visible, 0, new_id()), new_id()
    return store.write(lambda connection: note_in(store, connection, workshop_id, note, spare))


def note_in(store: Store, connection: Connection, workshop_id: str, note: Note, spare: str) -> Note:
    """``add_note`` as a part of something greater, with the next number; ``spare``: its id where another has it."""
    said = {name: getattr(note, name) for name in ("about", "text", "is_visible")}
    of = lock(connection, workshop_id)
    if of is None:
        raise WrongState
    if note.about not in subjects(parsed(store, connection, of.questionnaire_digest)):
        raise UnknownStatement([note.about])
    for one in (note.id, spare):
        found = connection.execute(select(table).where(table.c.id == one)).one_or_none()
        if found is None:
            break
        if found.workshop_id == workshop_id and said.items() <= dict(found._mapping).items():
            return _note(found)
    new = replace(note, id=one, number=_next_number(connection, workshop_id))
    connection.execute(insert(table).values(workshop_id=workshop_id, **asdict(new)))
    return new


def save_note(store: Store, workshop_id: str, note_id: str, text: str, *, is_visible: bool, version: str) -> Note:
    """Let the note of this ``version`` say this; raises NoteChanged where it is another by now, and as ``add_note``."""
    kept, after = as_kept(text, LONGEST_NOTE, is_needed=True), new_id()

    def work(connection: Connection) -> Note:
        found = _locked(connection, workshop_id, note_id)
        if found is not None and (found.text, found.is_visible) == (kept, is_visible):
            return _note(found)
        changed = replace(_insist(found, version), text=kept, is_visible=is_visible, version=after)
        connection.execute(update(table).where(table.c.id == note_id).values(**asdict(changed)))
        return changed

    return store.write(work, erases=True)


def delete_note(store: Store, workshop_id: str, note_id: str, *, version: str) -> None:
    """Delete the note of this ``version``; raises NoteChanged where somebody has changed it."""

    def work(connection: Connection) -> None:
        found = _locked(connection, workshop_id, note_id)
        if found is not None:
            _insist(found, version)
            connection.execute(delete(table).where(table.c.id == note_id))

    store.write(work, erases=True)


def _locked(connection: Connection, workshop_id: str, note_id: str) -> AnyRow | None:
    """The note, kept from all others until the COMMIT."""
    lock(connection, workshop_id)
    query = select(table).where(table.c.id == note_id, table.c.workshop_id == workshop_id)
    return connection.execute(query).one_or_none()


def _insist(found: AnyRow | None, version: str) -> Note:
    """The note, which is of this version."""
    if found is None or found.version != version:
        raise NoteChanged(None if found is None else _note(found))
    return _note(found)


def _next_number(connection: Connection, workshop_id: str) -> int:
    last = select(func.max(table.c.number)).where(table.c.workshop_id == workshop_id)
    return (connection.execute(last).scalar() or 0) + 1


def _note(row: AnyRow) -> Note:
    return Note(row.id, row.about, row.text, row.is_visible, row.number, row.version)
