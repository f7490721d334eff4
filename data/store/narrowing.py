"""Which municipalities a connection may see: the store says it; what finds, locks or makes a workshop asks it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from data.store.errors import ForeignMunicipality
from data.store.schema import workshops

_OWN = "selbstcheck own municipalities"


@contextmanager
def narrowed(connection: Connection, municipalities: frozenset[str] | None) -> Iterator[None]:
    """Until the end only these are there; None: all. The connection goes back to its pool, so the mark goes, too."""
    if municipalities is None:
        yield
        return
    connection.info[_OWN] = municipalities
    try:
        yield
    finally:
        connection.info.pop(_OWN, None)


def own_municipalities(connection: Connection) -> frozenset[str] | None:
    """To which ones the connection is narrowed; None: to none."""
    found: frozenset[str] | None = connection.info.get(_OWN)
    return found


def of_own(connection: Connection, query: Select[Any]) -> Select[Any]:
    """The query, of workshops of these municipalities alone: a foreign one is as one that was never there."""
    return among_own(connection, query, workshops.c.municipality_id)


def among_own(connection: Connection, query: Select[Any], column: ColumnElement[str]) -> Select[Any]:
    """The query, of rows with these municipalities in this column alone."""
    own = own_municipalities(connection)
    return query if own is None else query.where(column.in_(sorted(own)))


def insist_on_own(connection: Connection, municipality_id: str) -> None:
    """Raises ForeignMunicipality for one that the connection does not see."""
    own = own_municipalities(connection)
    if own is not None and municipality_id not in own:
        raise ForeignMunicipality


def insist_on_own_workshop(connection: Connection, workshop_id: str) -> None:
    """Raises ForeignMunicipality for one that the connection does not see; what is gone is nobody's."""
    found = connection.execute(select(workshops.c.municipality_id).where(workshops.c.id == workshop_id)).scalar()
    if found is not None:
        insist_on_own(connection, found)


def insist_on_all(connection: Connection) -> None:
    """Raises ForeignMunicipality where the connection sees some municipalities alone: this concerns all of them."""
    if own_municipalities(connection) is not None:
        raise ForeignMunicipality
