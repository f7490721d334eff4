"""Municipalities that have agreed to be named in public, each with the office that accompanies it."""

from sqlalchemy import Connection, and_, delete, exists, insert, select

from analysis.participation import LONGEST_OFFICE, Agreed
from data.store.engine import Store
from data.store.errors import TextMissing as TextMissing
from data.store.errors import TextTooLong as TextTooLong
from data.store.errors import WrongState as WrongState
from data.store.free_text import as_kept
from data.store.municipalities import keep_municipality
from data.store.narrowing import insist_on_own
from data.store.schema import listings as table
from data.store.schema import measures, municipalities, releases, workshops


def listed_office(store: Store, workshop_id: str) -> str | None:
    """The office that is named beside the workshop's municipality; None: the municipality is not named."""
    query = select(table.c.office).join(workshops, workshops.c.municipality_id == table.c.municipality_id)
    with store.reading() as connection:
        return connection.execute(query.where(workshops.c.id == workshop_id)).scalar_one_or_none()


def list_publicly(store: Store, workshop_id: str, office: str) -> None:
    """Name the workshop's municipality from now on; raises TextMissing, TextTooLong, WrongState without it."""
    kept = " ".join(as_kept(office, LONGEST_OFFICE, is_needed=True).split())

    def work(connection: Connection) -> None:
        of = _municipality(connection, workshop_id)
        keep_municipality(connection, of)
        connection.execute(delete(table).where(table.c.municipality_id == of))
        connection.execute(insert(table).values(municipality_id=of, office=kept))

    store.write(work, erases=True)


def take_back(store: Store, workshop_id: str) -> None:
    """Name the workshop's municipality no more; raises WrongState without the workshop."""

    def work(connection: Connection) -> None:
        of = _municipality(connection, workshop_id)
        connection.execute(delete(table).where(table.c.municipality_id == of))

    store.write(work, erases=True)


def agreed_workshops(store: Store) -> list[Agreed]:
    """All workshops of municipalities that are named, without the re-checks, for which nobody comes together."""
    is_open = and_(measures.c.workshop_id == workshops.c.id, measures.c.status.in_(("planned", "begun")))
    query = (
        select(municipalities.c.name, table.c.office, workshops.c.held_on, workshops.c.state, releases.c.shown)
        .add_columns(exists().where(is_open).label("has_open_measures"))
        .select_from(table)
        .join(municipalities)
        .join(workshops, workshops.c.municipality_id == table.c.municipality_id)
        .outerjoin(releases, releases.c.workshop_id == workshops.c.id)
        .where(~workshops.c.is_recheck)
    )
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [
        Agreed(
            municipality=row.name,
            office=row.office,
            held_on=row.held_on,
            is_held=row.state == "finished" or bool(row.shown),
            has_open_measures=bool(row.has_open_measures),
        )
        for row in rows
    ]


def _municipality(connection: Connection, workshop_id: str) -> str:
    found = connection.execute(select(workshops.c.municipality_id).where(workshops.c.id == workshop_id)).scalar()
    if found is None:
        raise WrongState
    insist_on_own(connection, found)
    return str(found)
