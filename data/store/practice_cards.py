"""Practice cards that a municipality has written, or, without accounts, whoever runs the instance; as texts."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text

from data.store.engine import Store
from data.store.errors import ForeignMunicipality as ForeignMunicipality
from data.store.errors import TooMany as TooMany
from data.store.narrowing import own_municipalities
from data.store.schema import practice_cards as table

MOST_CARDS = 200
_ONE_AT_A_TIME = 7_246_926


def cards(store: Store) -> dict[str, str]:
    """The text of each card by its id, of the municipalities to which the store is narrowed."""
    with store.reading() as connection:
        query = select(table).where(_own(connection)).order_by(table.c.id, table.c.municipality_id)
        return {row.id: row.item for row in connection.execute(query)}


def save_cards(store: Store, texts: Mapping[str, str]) -> None:
    """Keep all of these, in place of those with the same ids, or none; raises TooMany, ForeignMunicipality where the
    store is not narrowed to a single one."""

    def work(connection: Connection) -> None:
        _lock(connection)
        whose, own = {"municipality_id": _whose(connection)}, _own(connection)
        connection.execute(delete(table).where(own, table.c.id.in_(list(texts))))
        left = connection.execute(select(func.count()).select_from(table).where(own)).scalar_one()
        if left + len(texts) > MOST_CARDS:
            raise TooMany
        if texts:
            connection.execute(insert(table), [{**whose, "id": one, "item": said} for one, said in texts.items()])

    store.write(work, erases=True)


def delete_card(store: Store, card_id: str) -> None:
    """Delete the card; one that is gone is deleted already."""

    def work(connection: Connection) -> None:
        connection.execute(delete(table).where(_own(connection), table.c.id == card_id))

    store.write(work, erases=True)


def _own(connection: Connection) -> ColumnElement[bool]:
    own = own_municipalities(connection)
    return table.c.municipality_id.in_([""] if own is None else sorted(own))


def _whose(connection: Connection) -> str:
    own = own_municipalities(connection)
    if own is not None and len(own) != 1:
        raise ForeignMunicipality
    return "" if own is None else next(iter(own))


def _lock(connection: Connection) -> None:
    """On PostgreSQL two servers might save the same new card at once; SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ONE_AT_A_TIME})
