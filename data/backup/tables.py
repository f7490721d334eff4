"""Which rows are a workshop's: found along the foreign keys, so that a new table is saved without a word here.

A table that belongs to no workshop has to be named here with its reason; a test fails until it is.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, ForeignKey, Table, select

from data.store.schema import metadata, workshops

LEFT_OUT: Mapping[str, str] = {
    "keys": "one-time keys open a device that stands in the room now, not the laptop of another day",
    "access": "sign-ins end with the machine on which they were made",
    "remembered": "how a team's tool heads its columns is the instance's, and no part of a workshop",
    "listings": "whether a municipality is named in public was agreed for the machine that names it",
    "practice_cards": "own practice cards are the municipality's; they have a file of their own to carry them on",
    "people": "accounts are the server's, and nobody gets one by a file",
    "memberships": "who may what is said on the server, by those who may say it",
    "invitations": "a link opens once, and where it was made",
    "audit": "who has done what with accounts is told where it was done",
    "attempts": "how often something went wrong lately is no part of a workshop",
    "day_keys": "the keys of hashes that are forgotten the next day",
    "sign_ins_elsewhere": "sign-ins that have begun and end within minutes",
    "known_devices": "in which browsers somebody has signed in is told to the server alone that let them in",
    "contacts": "that a phone has reached this machine says nothing of another one",
    "about_store": "what the store knows of itself belongs to it alone",
}
NAMED: Mapping[str, str] = {"wordings": "scope"}
"""Tables with a workshop's id in a column that is no foreign key."""

NEVER_EMPTY = frozenset({"workshops.municipality_id"})
"""What every workshop has, though its column allows none, and what no program can make up."""

VOID: Mapping[str, str | None] = {
    "participants.token_hash": None,
    "upload_links.token_hash": "id",
    "status_links.token_hash": "id",
}
"""What lets a device in, and another column whose value stands there instead: no cookie and no link of the old machine
opens the new one."""

ABOVE: tuple[Table, ...] = tuple(
    sorted({key.column.table for key in workshops.foreign_keys} - {workshops}, key=lambda table: table.name)
)
"""What a workshop needs and others share: put back only where it is missing."""


def belonging(table: Table, workshop_id: str) -> ColumnElement[bool] | None:
    """The condition for the rows of this workshop; None for a table that has none of any."""
    if table is workshops:
        return workshops.c.id == workshop_id
    if table in ABOVE or table.name in LEFT_OUT:
        return None
    if table.name in NAMED:
        condition: ColumnElement[bool] = table.c[NAMED[table.name]] == workshop_id
        return condition
    for key in sorted(_keys(table), key=_nearest):
        above = belonging(key.column.table, workshop_id)
        if above is not None:
            return key.parent.in_(select(key.column).where(above))
    return None


def saved_tables() -> tuple[Table, ...]:
    """Tables with rows of workshops, each after those that it refers to."""
    return tuple(table for table in metadata.sorted_tables if belonging(table, "") is not None)


def workshop_columns(table: Table) -> tuple[str, ...]:
    """Columns in which the workshop's own id must stand."""
    if table.name in NAMED:
        return (NAMED[table.name],)
    return tuple(sorted(key.parent.name for key in _keys(table) if key.column.table is workshops and _is_needed(key)))


def own_keys(table: Table) -> tuple[ForeignKey, ...]:
    """Foreign keys from a row to another one of the same table."""
    return tuple(key for key in table.foreign_keys if key.column.table is table)


def _keys(table: Table) -> tuple[ForeignKey, ...]:
    return tuple(key for key in table.foreign_keys if key.column.table is not table)


def _is_needed(key: ForeignKey) -> bool:
    return not key.parent.nullable


def _nearest(key: ForeignKey) -> tuple[bool, bool, str]:
    """What is never empty first, and of that the workshop itself."""
    return not _is_needed(key), key.column.table is not workshops, str(key.parent.name)
