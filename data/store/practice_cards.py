"""Practice cards that whoever runs the instance has written, as texts; what may stand in them is known elsewhere."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, func, insert, select, text

from data.store.engine import Store
from data.store.errors import TooMany as TooMany
from data.store.schema import practice_cards as table

MOST_CARDS = 200
_ONE_AT_A_TIME = 7_246_926


def cards(store: Store) -> dict[str, str]:
    """The text of each card by its id."""
    with store.reading() as connection:
        return {row.id: row.item for row in connection.execute(select(table).order_by(table.c.id))}


def save_cards(store: Store, texts: Mapping[str, str]) -> None:
    """Keep all of these, in place of those with the same ids, or none; raises TooMany."""

    def work(connection: Connection) -> None:
        _lock(connection)
        connection.execute(delete(table).where(table.c.id.in_(list(texts))))
        left = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if left + len(texts) > MOST_CARDS:
            raise TooMany
        if texts:
            connection.execute(insert(table), [{"id": one, "item": said} for one, said in texts.items()])

    store.write(work, erases=True)


def delete_card(store: Store, card_id: str) -> None:
    """Delete the card; one that is gone is deleted already."""
    store.write(lambda connection: connection.execute(delete(table).where(table.c.id == card_id)), erases=True)


def _lock(connection: Connection) -> None:
    """On PostgreSQL two servers might save the same new card at once; SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ONE_AT_A_TIME})
