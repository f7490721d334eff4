"""Links that open once: the first account, an invitation, a new password. Looking at one does not use it up."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from data.store.access import hashed
from data.store.audit import Actor, note, note_of
from data.store.engine import Store
from data.store.errors import WrongState as WrongState
from data.store.members import MemberRole, is_lower, read_person
from data.store.municipalities import is_there, municipality_named
from data.store.narrowing import among_own
from data.store.people import folded_email
from data.store.rights import has_operator, insist_on_right
from data.store.rows import AnyRow, new_id
from data.store.schema import invitations as table
from data.store.schema import municipalities

Kind = Literal["first", "invite", "reset"]

VALID: dict[Kind, timedelta] = {
    "first": timedelta(hours=12),
    "invite": timedelta(days=7),
    "reset": timedelta(days=1),
}


@dataclass(frozen=True)
class Invitation:
    """What a link is for, as it is shown to who opens it, and to who invites: not whether there is an account with its
    e-mail already, which both could be."""

    id: str
    kind: Kind
    email: str
    municipality: str
    role: MemberRole | None
    is_operator: bool
    valid_until: datetime


def invite(
    store: Store, email: str, municipality_id: str | None, role: MemberRole | None, *, is_operator: bool, by: Actor
) -> str:
    """The token of a new link, in place of one for the same; raises ForeignMunicipality, and WrongState for who would
    lower their own role by it, which somebody else has to do.

    Whether there is an account with this e-mail already is not said here.
    """
    token = secrets.token_urlsafe(24)
    to = {"email": folded_email(email), "municipality_id": municipality_id, "is_operator": is_operator}

    def work(connection: Connection) -> None:
        insist_on_right(connection, by, None if is_operator else municipality_id)
        if _is_made(connection, token):
            return
        own = None if by.person_id is None else read_person(connection, by.person_id)
        if own is not None and own.email == to["email"] and is_lower(role, own.roles.get(municipality_id or "")):
            raise WrongState
        same = (table.c.kind == "invite", table.c.email == to["email"], table.c.is_operator == is_operator)
        connection.execute(delete(table).where(*same, table.c.municipality_id.is_not_distinct_from(municipality_id)))
        connection.execute(insert(table).values(**new_link(store, "invite", token, by), **to, role=role))
        note(connection, by, "invited", municipality_id, role=role or "operator")

    store.write(work, erases=True)
    return token


def invite_to(store: Store, email: str, municipality: str, role: MemberRole, *, by: Actor) -> str:
    """The same for the municipality with this name, which is made where it is not there."""

    def work(connection: Connection) -> str:
        is_new = not is_there(connection, municipality)
        found = municipality_named(connection, municipality)
        if is_new:
            note(connection, by, "municipality_made", found)
        return found

    return invite(store, email, store.write(work), role, is_operator=False, by=by)


def invite_first(store: Store) -> str:
    """The token of the link that opens the form for the first account of the Betrieb; an earlier one ends."""
    token = secrets.token_urlsafe(24)

    def work(connection: Connection) -> None:
        of = {"email": "", "is_operator": True}
        connection.execute(delete(table).where(table.c.kind == "first"))
        connection.execute(insert(table).values(**new_link(store, "first", token, Actor()), **of))

    store.write(work, erases=True)
    return token


def reset_password(store: Store, person_id: str, *, by: Actor) -> str:
    """The token of a link by which this person sets a new password; raises WrongState for nobody."""
    token = secrets.token_urlsafe(24)

    def work(connection: Connection) -> None:
        insist_on_right(connection, by, None, over=person_id)
        who = read_person(connection, person_id)
        if who is None or who.disabled:
            raise WrongState
        if _is_made(connection, token):
            return
        of = {"email": who.email, "person_id": person_id}
        connection.execute(delete(table).where(table.c.kind == "reset", table.c.person_id == person_id))
        connection.execute(insert(table).values(**new_link(store, "reset", token, by), **of))
        note_of(connection, by, "reset_link", who)

    store.write(work, erases=True)
    return token


def new_link(store: Store, kind: Kind, token: str, by: Actor) -> dict[str, Any]:
    """What every link has, whatever it is for."""
    return {
        "id": new_id(),
        "token_hash": hashed(token),
        "kind": kind,
        "invited_by": by.person_id,
        "valid_until": int(store.now() + VALID[kind].total_seconds()),
    }


def invitation(store: Store, token: str) -> Invitation | None:
    """What the link with this token is for, without using it up; None if it opens nothing."""
    with store.reading() as connection:
        row = connection.execute(_QUERY.where(*valid(store, token))).one_or_none()
        if row is None or (row.kind == "first" and has_operator(connection)):
            return None
        return _invitation(row)


def open_invitations(store: Store) -> list[Invitation]:
    """Those that nobody has used, by e-mail."""
    are_open = (table.c.kind == "invite", table.c.valid_until > int(store.now()))
    query = _QUERY.where(*are_open).order_by(table.c.email, table.c.id)
    with store.reading() as connection:
        return [_invitation(row) for row in connection.execute(among_own(connection, query, table.c.municipality_id))]


def withdraw(store: Store, invitation_id: str, *, by: Actor) -> None:
    """Let the link open nothing any more; raises ForeignMunicipality, and WrongState for who may not say so
    any more."""

    def work(connection: Connection) -> None:
        of = select(table.c.municipality_id).where(table.c.id == invitation_id)
        for municipality_id in connection.execute(of).scalars().all():
            insist_on_right(connection, by, municipality_id)
            if connection.execute(delete(table).where(table.c.id == invitation_id)).rowcount:
                note(connection, by, "invitation_withdrawn", municipality_id)

    store.write(work, erases=True)


def valid(store: Store, token: str) -> tuple[ColumnElement[bool], ...]:
    """The link with this token, while it opens something."""
    return table.c.token_hash == hashed(token), table.c.valid_until > int(store.now())


def _is_made(connection: Connection, token: str) -> bool:
    """Whether the link was made, and only the acknowledgement lost with the connection."""
    return connection.execute(select(table.c.id).where(table.c.token_hash == hashed(token))).first() is not None


_QUERY = select(table, municipalities.c.name.label("place")).join(
    municipalities, isouter=True, onclause=municipalities.c.id == table.c.municipality_id
)


def _invitation(row: AnyRow) -> Invitation:
    until = datetime.fromtimestamp(row.valid_until, UTC)
    return Invitation(row.id, row.kind, row.email, row.place or "", row.role, row.is_operator, until)
