"""Links that open once: the first account, an invitation, a new password. Looking at one does not use it up."""

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from data.store.access import hashed
from data.store.audit import Actor, What, note, note_of
from data.store.engine import Store
from data.store.errors import WrongState as WrongState
from data.store.known_devices import forget_known
from data.store.leaving import lowers_oneself
from data.store.members import MemberRole, is_lower, read_person
from data.store.municipalities import is_there, municipality_named
from data.store.narrowing import among_own
from data.store.people import NameTaken as NameTaken
from data.store.people import add_person, folded_email
from data.store.rights import has_operator, insist_on_right
from data.store.rows import AnyRow, new_id
from data.store.schema import access, memberships, municipalities, people
from data.store.schema import invitations as table

Kind = Literal["first", "invite", "reset"]

VALID: dict[Kind, timedelta] = {
    "first": timedelta(hours=12),
    "invite": timedelta(days=7),
    "reset": timedelta(days=1),
}


class Used(Exception):  # noqa: N818 - named by what is so
    """The link is unknown, was used, or is too old; the first account is there already."""


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
        own = None if by.person_id is None else read_person(connection, by.person_id)
        if own is not None and own.email == to["email"] and is_lower(role, own.roles.get(municipality_id or "")):
            raise WrongState
        same = (table.c.kind == "invite", table.c.email == to["email"], table.c.is_operator == is_operator)
        connection.execute(delete(table).where(*same, table.c.municipality_id.is_not_distinct_from(municipality_id)))
        connection.execute(insert(table).values(**new_link("invite", token, by), **to, role=role))
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
        connection.execute(delete(table).where(table.c.kind == "first"))
        connection.execute(insert(table).values(**new_link("first", token, Actor()), email="", is_operator=True))

    store.write(work, erases=True)
    return token


def reset_password(store: Store, person_id: str, *, by: Actor) -> str:
    """The token of a link by which this person sets a new password; raises WrongState for nobody."""
    token = secrets.token_urlsafe(24)

    def work(connection: Connection) -> None:
        insist_on_right(connection, by, None)
        who = read_person(connection, person_id)
        if who is None or who.disabled:
            raise WrongState
        connection.execute(delete(table).where(table.c.kind == "reset", table.c.person_id == person_id))
        connection.execute(insert(table).values(**new_link("reset", token, by), email=who.email, person_id=person_id))
        note_of(connection, by, "reset_link", who)

    store.write(work, erases=True)
    return token


def new_link(kind: Kind, token: str, by: Actor) -> dict[str, Any]:
    """What every link has, whatever it is for."""
    return {
        "id": new_id(),
        "token_hash": hashed(token),
        "kind": kind,
        "invited_by": by.person_id,
        "valid_until": int(time.time() + VALID[kind].total_seconds()),
    }


def invitation(store: Store, token: str) -> Invitation | None:
    """What the link with this token is for, without using it up; None if it opens nothing."""
    with store.reading() as connection:
        row = connection.execute(_QUERY.where(*_valid(token))).one_or_none()
        if row is None or (row.kind == "first" and has_operator(connection)):
            return None
        return _invitation(row)


def open_invitations(store: Store) -> list[Invitation]:
    """Those that nobody has used, by e-mail."""
    query = _QUERY.where(table.c.kind == "invite", table.c.valid_until > int(time.time())).order_by(
        table.c.email, table.c.id
    )
    with store.reading() as connection:
        return [_invitation(row) for row in connection.execute(among_own(connection, query, table.c.municipality_id))]


def withdraw(store: Store, invitation_id: str, *, by: Actor) -> None:
    """Let the link open nothing any more; raises ForeignMunicipality, and WrongState for who may not say so
    any more."""

    def work(connection: Connection) -> None:
        gone = delete(table).where(table.c.id == invitation_id).returning(table.c.municipality_id)
        for municipality_id in connection.execute(gone).scalars().all():
            insist_on_right(connection, by, municipality_id)
            note(connection, by, "invitation_withdrawn", municipality_id)

    store.write(work, erases=True)


def join(store: Store, token: str, *, name: str, email: str = "", **how: Any) -> str:
    """Use the link up for a new account, its id; ``how`` it signs in: password_hash, or issuer and subject.

    ``email``: that of the first account, which was invited by nobody. Raises Used or NameTaken.
    """

    new = new_id()

    def work(connection: Connection) -> str:
        if read_person(connection, new) is not None:
            return new  # it was done, its acknowledgement lost with the connection
        found = _used_up(connection, token)
        if found.kind == "reset":
            raise Used
        stated = email if found.kind == "first" else found.email
        add_person(connection, new, name=name, email=stated, is_operator=found.is_operator, **how)
        _give(connection, new, found)
        return new

    return store.write(work, erases=True)


def accept(store: Store, token: str, person_id: str) -> None:
    """Use the link up for an account that is there, by who has shown that it is theirs; raises Used."""

    def work(connection: Connection) -> None:
        found = _used_up(connection, token)
        who = read_person(connection, person_id)
        if found.kind != "invite" or who is None or who.disabled or who.email != found.email:
            raise Used
        if lowers_oneself(connection, person_id, found):
            raise Used
        if found.is_operator:
            connection.execute(update(people).where(people.c.id == person_id).values(is_operator=True))
        _give(connection, person_id, found)

    store.write(work, erases=True)


def take_new_password(store: Store, token: str, password_hash: str) -> str:
    """Use the link up: a new password, and nothing else by which somebody comes in: all devices are signed out, and
    the account is linked with nobody elsewhere any more. Gives the person's id; raises Used."""

    def work(connection: Connection) -> str:
        found = _used_up(connection, token)
        if found.kind != "reset":
            raise Used
        person_id = str(found.person_id)
        anew = {"password_hash": password_hash, "issuer": None, "subject": None}
        connection.execute(update(people).where(people.c.id == person_id).values(anew))
        connection.execute(delete(table).where(table.c.kind == "reset", table.c.person_id == person_id))
        connection.execute(delete(access).where(access.c.person_id == person_id))
        forget_known(connection, person_id)
        who = read_person(connection, person_id)
        if who is not None:
            note_of(connection, Actor(person_id), "password_set", who)
        return person_id

    return store.write(work, erases=True)


def _used_up(connection: Connection, token: str) -> AnyRow:
    found = connection.execute(delete(table).where(*_valid(token)).returning(table)).one_or_none()
    if found is None or (found.kind == "first" and has_operator(connection)):
        raise Used
    return found


def _give(connection: Connection, person_id: str, found: AnyRow) -> None:
    what: What = "first_account" if found.kind == "first" else "joined"
    if found.municipality_id is not None:
        at = (memberships.c.person_id == person_id, memberships.c.municipality_id == found.municipality_id)
        connection.execute(delete(memberships).where(*at))
        new = {"person_id": person_id, "municipality_id": found.municipality_id, "role": found.role}
        connection.execute(insert(memberships).values(**new))
    note(connection, Actor(person_id), what, found.municipality_id, person=person_id, role=found.role or "operator")


def _valid(token: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.token_hash == hashed(token), table.c.valid_until > int(time.time())


_QUERY = select(table, municipalities.c.name.label("place")).join(
    municipalities, isouter=True, onclause=municipalities.c.id == table.c.municipality_id
)


def _invitation(row: AnyRow) -> Invitation:
    until = datetime.fromtimestamp(row.valid_until, UTC)
    return Invitation(row.id, row.kind, row.email, row.place or "", row.role, row.is_operator, until)
