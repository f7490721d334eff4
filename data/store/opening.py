"""Links that open once are used up: for a new account, for one that is there, or for a new password."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from data.store.audit import Actor, What, note, note_of
from data.store.engine import Store
from data.store.invitations import valid
from data.store.known_devices import forget_known
from data.store.leaving import lowers_oneself
from data.store.members import read_person
from data.store.people import NameTaken as NameTaken
from data.store.people import add_person
from data.store.rights import has_operator, keep_account
from data.store.rows import AnyRow, new_id
from data.store.schema import access, memberships, people
from data.store.schema import invitations as table


class Used(Exception):  # noqa: N818 - named by what is so
    """The link is unknown, was used, or is too old; the first account is there already."""


def join(store: Store, token: str, *, name: str, email: str = "", **how: Any) -> str:
    """Use the link up for a new account, its id; ``how`` it signs in: password_hash, or issuer and subject.

    ``email``: that of the first account, which was invited by nobody. Raises Used or NameTaken.
    """

    new = new_id()

    def work(connection: Connection) -> str:
        if read_person(connection, new) is not None:
            return new  # it was done, its acknowledgement lost with the connection
        found = _used_up(store, connection, token)
        if found.kind == "reset":
            raise Used
        stated = email if found.kind == "first" else found.email
        add_person(connection, new, name=name, email=stated, is_operator=found.is_operator, **how)
        _give(connection, new, found)
        return new

    return store.write(work, erases=True)


def accept(store: Store, token: str, person_id: str) -> None:
    """Use the link up for an account that is there, by who has shown that it is theirs; raises Used."""
    given: AnyRow | None = None

    def work(connection: Connection) -> None:
        nonlocal given
        if given is not None and _is_given(connection, person_id, given):
            return  # only its acknowledgement was lost
        found = _used_up(store, connection, token, by=person_id)
        who = read_person(connection, person_id)
        if found.kind != "invite" or who is None or who.disabled or who.email != found.email:
            raise Used
        if lowers_oneself(connection, person_id, found):
            raise Used
        if found.is_operator:
            connection.execute(update(people).where(people.c.id == person_id).values(is_operator=True))
        _give(connection, person_id, found)
        given = found

    store.write(work, erases=True)


def take_new_password(store: Store, token: str, password_hash: str) -> str:
    """Use the link up: a new password, and nothing else by which somebody comes in: all devices are signed out, and
    the account is linked with nobody elsewhere any more. Gives the person's id; raises Used."""
    person_id = ""

    def work(connection: Connection) -> str:
        nonlocal person_id
        so_already = (people.c.id == person_id, people.c.password_hash == password_hash)
        if connection.execute(select(people.c.id).where(*so_already)).first() is not None:
            return person_id  # only its acknowledgement was lost
        found = _used_up(store, connection, token)
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


def _used_up(store: Store, connection: Connection, token: str, *, by: str = "") -> AnyRow:
    """Uses the link up, once all is kept that it is about, in the order of ``rights.py``: who opens it, or whose
    password it sets, and the municipality."""
    which = connection.execute(select(table).where(*valid(store, token))).one_or_none()
    if which is None or (which.kind == "first" and has_operator(connection)):
        raise Used
    there = [] if which.municipality_id is None else [which.municipality_id]
    keep_account(connection, by or which.person_id or "", *there)
    found = connection.execute(delete(table).where(*valid(store, token)).returning(table)).one_or_none()
    if found is None:
        raise Used
    return found


def _is_given(connection: Connection, person_id: str, given: AnyRow) -> bool:
    """Whether the link is used up, and they are what it makes of them."""
    if connection.execute(select(table.c.id).where(table.c.id == given.id)).first() is not None:
        return False
    who = read_person(connection, person_id)
    if who is None or given.municipality_id is None:
        return who is not None and who.is_operator
    return bool(who.roles.get(given.municipality_id) == given.role)


def _give(connection: Connection, person_id: str, found: AnyRow) -> None:
    what: What = "first_account" if found.kind == "first" else "joined"
    if found.municipality_id is not None:
        at = (memberships.c.person_id == person_id, memberships.c.municipality_id == found.municipality_id)
        connection.execute(delete(memberships).where(*at))
        new = {"person_id": person_id, "municipality_id": found.municipality_id, "role": found.role}
        connection.execute(insert(memberships).values(**new))
    note(connection, Actor(person_id), what, found.municipality_id, person=person_id, role=found.role or "operator")
