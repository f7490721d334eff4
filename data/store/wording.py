"""Texts that a municipality writes itself, for one workshop or for the whole instance."""

from typing import Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from data.store.engine import Store
from data.store.schema import wordings as table

Place = Literal["leitmotiv", "spielregeln", "hilfe", "fragen", "datenschutz", "impressum", "barrierefreiheit"]

_WHOLE_INSTANCE = ""
"""No id of a workshop, from wherever it comes (``data/backup/shapes.py``)."""


def wording(store: Store, place: Place, language: str, workshop_id: str | None = None) -> str | None:
    """The text as it was saved; None if nobody wrote one."""
    query = select(table.c.text).where(*_at(place, language, workshop_id))
    with store.reading() as connection:
        return connection.execute(query).scalar()


def save_wording(store: Store, place: Place, language: str, text: str, workshop_id: str | None = None) -> None:
    """Keep this text; an empty one gives the place back to the standard text."""
    values = {"scope": workshop_id or _WHOLE_INSTANCE, "place": place, "language": language, "text": text}

    def work(connection: Connection) -> None:
        connection.execute(delete(table).where(*_at(place, language, workshop_id)))
        if text.strip():
            connection.execute(insert(table).values(**values))

    store.write(work)


def _at(place: Place, language: str, workshop_id: str | None) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.scope == (workshop_id or _WHOLE_INSTANCE),
        table.c.place == place,
        table.c.language == language,
    )
