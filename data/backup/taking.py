"""Takes a Sicherung of one workshop, and opens one; nothing of it ever lies open on a disk."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from data.backup.content import PACKED, Content, read_content, write_content
from data.backup.refusal import Refusal
from data.backup.sealing import Sealer, is_sealed, unseal
from data.store.audit import BY_COMMAND, Actor, write_down
from data.store.engine import Store
from data.store.saving import normalised
from data.store.schema import workshops

SQLITE = b"SQLite format 3\0"
LARGEST = 1 << 28


def back_up(store: Store, code: str, target: BinaryIO, word: str, *, by: Actor = BY_COMMAND) -> Content:
    """Write everything of the workshop with this code, as of one moment, sealed with ``word``; its municipality reads
    first that it was taken, and ``by`` whom.

    Raises Refusal("no_such_workshop").
    """
    plain = BytesIO()
    with store.reading() as connection:
        query = select(workshops.c.id, workshops.c.municipality_id).where(workshops.c.code == normalised(code))
        found = connection.execute(query).one_or_none()
        if found is None:
            raise Refusal("no_such_workshop", code=code)
        content = write_content(connection, found.id, plain)
    write_down(store, by, "workshop_saved", found.municipality_id)
    plain.seek(0)
    Sealer(word).seal(plain, target)
    return content


def opened(file: Path, word: str) -> Content:
    """A workshop's file, checked as a whole; raises Refusal, or OSError for a file that cannot be read."""
    plain = unsealed(file, word)
    if not plain.startswith(PACKED):
        raise Refusal("a_whole_store" if plain.startswith(SQLITE) else "damaged")
    return read_content(BytesIO(plain))


def unsealed(file: Path, word: str) -> bytes:
    """What a sealed file holds; a copy of the store that was never sealed as it is."""
    content = _bytes_of(file)
    if not is_sealed(content):
        if content.startswith(SQLITE):
            return content
        raise Refusal("not_ours")
    plain = BytesIO()
    unseal(BytesIO(content), plain, word)
    return plain.getvalue()


def needs_word(file: Path) -> bool:
    """Whether it is sealed, and by us; raises OSError."""
    with file.open("rb") as content:
        return is_sealed(content.read(len(SQLITE) * 2))


def _bytes_of(file: Path) -> bytes:
    with file.open("rb") as content:
        found = content.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise Refusal("too_large")
    return found
