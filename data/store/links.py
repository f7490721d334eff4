"""Upload links: teams open them as often as they like to hand in files for one workshop, until they expire."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from data.store.access import hashed, sign_in
from data.store.engine import Store
from data.store.errors import UnknownLink as UnknownLink
from data.store.errors import WrongState as WrongState
from data.store.narrowing import insist_on_own_workshop
from data.store.rows import lock, new_id
from data.store.schema import access
from data.store.schema import upload_links as table

OF_A_PERSON = timedelta(days=30)
MOST_DEVICES = 50
"""So many devices a link may have signed in at once."""


@dataclass(frozen=True)
class UploadLink:
    """A link as the moderator sees it; its token is shown once and not stored."""

    id: str
    label: str
    valid_until: datetime
    expired: bool


def create_upload_link(store: Store, workshop_id: str, *, label: str, valid: timedelta) -> tuple[str, str]:
    """A new link: its id and its token, of which only the hash is stored. Raises WrongState once finished."""
    link_id, token = new_id(), secrets.token_urlsafe(24)
    values = {
        "id": link_id,
        "workshop_id": workshop_id,
        "token_hash": hashed(token),
        "label": label,
        "valid_until": int(store.now() + valid.total_seconds()),
    }

    def work(connection: Connection) -> None:
        workshop = lock(connection, workshop_id)
        if workshop is None or workshop.state == "finished":
            raise WrongState
        connection.execute(delete(table).where(table.c.id == link_id))  # this work may run again
        connection.execute(insert(table).values(**values))

    store.write(work)
    return link_id, token


def link_of_person(store: Store, workshop_id: str, person_id: str, *, label: str) -> str:
    """The id of a link that only tells the files of a person with an account from those of others.

    Nobody has its token. It is made, or made to last, when it is needed; raises WrongState once finished.
    """
    link_id, now = hashed(f"{workshop_id} {person_id}")[:32], int(store.now())
    last = now + int(OF_A_PERSON.total_seconds())
    with store.reading() as connection:
        until = connection.execute(select(table.c.valid_until).where(table.c.id == link_id)).scalar()
    if until is not None and until > last - 24 * 3600:
        return link_id
    values = {"workshop_id": workshop_id, "label": label, "valid_until": last}

    def work(connection: Connection) -> None:
        workshop = lock(connection, workshop_id)
        if workshop is None or workshop.state == "finished":
            raise WrongState
        there = connection.execute(update(table).where(table.c.id == link_id).values(**values)).rowcount
        if not there:
            token_hash = hashed(secrets.token_urlsafe(24))
            connection.execute(insert(table).values(id=link_id, token_hash=token_hash, **values))

    store.write(work)
    return link_id


def upload_links(store: Store, workshop_id: str) -> list[UploadLink]:
    """The workshop's links, expired ones too, by their labels."""
    query = (
        select(table.c.id, table.c.label, table.c.valid_until)
        .where(table.c.workshop_id == workshop_id)
        .order_by(table.c.label, table.c.id)
    )
    with store.reading() as connection:
        rows = connection.execute(query).all()
    now = store.now()
    return [
        UploadLink(row.id, row.label, datetime.fromtimestamp(row.valid_until, UTC), row.valid_until <= now)
        for row in rows
    ]


def revoke_upload_link(store: Store, link_id: str) -> None:
    """Close the link and sign its devices out; what was uploaded by it stays. Raises ForeignMunicipality."""

    def work(connection: Connection) -> None:
        gone = delete(table).where(table.c.id == link_id).returning(table.c.workshop_id)
        for workshop_id in connection.execute(gone).scalars().all():
            insist_on_own_workshop(connection, workshop_id)

    store.write(work, erases=True)


def link_behind(store: Store, token: str) -> tuple[str, str] | None:
    """The link with this token (its id, its workshop), without letting anybody in; None if unknown or too old."""
    query = select(table.c.id, table.c.workshop_id).where(*_valid(store, token))
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else (row.id, row.workshop_id)


def redeem_upload_link(store: Store, token: str, device: str | None = None) -> tuple[str, str] | None:
    """Let one more device in (workshop, the device's token); None if the link is unknown or too old.

    ``device``: the token this browser has already. For the same link it stays; what it had of another link ends.
    Of a link's devices only the newest ones stay: whoever opens it without end leaves no more rows than a team needs.
    """
    new = secrets.token_urlsafe(32)

    def work(connection: Connection) -> tuple[str, str] | None:
        link = connection.execute(select(table.c.id, table.c.workshop_id).where(*_valid(store, token))).one_or_none()
        if link is None:
            return None
        connection.execute(delete(access).where(access.c.token_hash == hashed(new)))  # this work may run again
        may = {"role": "team", "workshop_id": link.workshop_id, "link_id": link.id}
        given = sign_in(connection, may, new, device, store.now())
        if device is not None and given != device:
            connection.execute(delete(access).where(access.c.token_hash == hashed(device), access.c.role == "team"))
        _let_the_oldest_go(connection, link.id, given)
        return link.workshop_id, given

    return store.write(work)


def _let_the_oldest_go(connection: Connection, link_id: str, newest: str) -> None:
    others = (access.c.link_id == link_id, access.c.token_hash != hashed(newest))
    oldest = (
        select(access.c.token_hash)
        .where(*others)
        .order_by(access.c.valid_until.desc(), access.c.token_hash)
        .offset(MOST_DEVICES - 1)
    )
    gone = connection.execute(oldest).scalars().all()
    if gone:
        connection.execute(delete(access).where(access.c.token_hash.in_(gone)))


def _valid(store: Store, token: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.token_hash == hashed(token), table.c.valid_until > int(store.now())


def insist_on_link(connection: Connection, workshop_id: str, link_id: str, now: float) -> None:
    """Raises UnknownLink unless the link still leads into this workshop."""
    query = select(table.c.id).where(
        table.c.id == link_id, table.c.workshop_id == workshop_id, table.c.valid_until > int(now)
    )
    if connection.execute(query).first() is None:
        raise UnknownLink
