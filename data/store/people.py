"""People with accounts: found, signed in, changed. Who signs in elsewhere is known by (issuer, subject) alone."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from data.store.access import hashed, sign_in
from data.store.audit import Actor, note, note_of
from data.store.engine import Store
from data.store.errors import WrongState as WrongState
from data.store.known_devices import forget_known, get_to_know
from data.store.leaving import end_couplings, end_links, steered_by
from data.store.members import Person, read_person
from data.store.rights import has_operator, insist_on_another_operator, insist_on_right, keep_actor
from data.store.rows import day_here
from data.store.schema import access
from data.store.schema import people as table

LONGEST_NAME = 80
LONGEST_EMAIL = 120
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class NameTaken(Exception):  # noqa: N818 - named by what is so
    """There is an account with this e-mail already."""


@dataclass(frozen=True)
class Known:
    """Of an account what signing in needs; ``password_hash``: None for who signs in elsewhere alone."""

    id: str
    password_hash: str | None
    disabled: bool
    is_linked: bool = False


def can_be_email(typed: str) -> bool:
    """Whether it looks like an address; whether it is one, its mail server knows."""
    return _EMAIL.fullmatch(typed) is not None


def folded_email(typed: str) -> str:
    """An e-mail address as it is stored and compared."""
    return "".join(typed.split()).casefold()


def known_by_email(store: Store, email: str) -> Known | None:
    """The account with this e-mail."""
    return _known(store, table.c.email == folded_email(email))


def known_by_subject(store: Store, issuer: str, subject: str) -> Known | None:
    """The account of whom this issuer calls so."""
    return _known(store, (table.c.issuer == issuer) & (table.c.subject == subject))


def _known(store: Store, which: ColumnElement[bool]) -> Known | None:
    with store.reading() as connection:
        row = connection.execute(select(table).where(which)).one_or_none()
    return None if row is None else Known(row.id, row.password_hash, row.disabled, row.subject is not None)


def person(store: Store, person_id: str) -> Person | None:
    """The person as the store has them now."""
    with store.reading() as connection:
        return read_person(connection, person_id)


def sign_in_person(
    store: Store, person_id: str, before: str | None = None, *, known_as: str = "", known_before: str = ""
) -> str | None:
    """Let a known person in on one more device, however they have shown who they are; gives the device's token.

    ``before``: the token that this browser had; it ends, so that nobody goes on with what somebody else had put there.
    ``known_as``: by which token the browser is known from now on, ``known_before``: by which one it was until now.
    None for who is gone or must not sign in.
    """
    token = secrets.token_urlsafe(32)

    def work(connection: Connection) -> str | None:
        keep_actor(connection, Actor(person_id))
        who = read_person(connection, person_id)
        if who is None or who.disabled:
            return None
        ended = [hashed(token), *([] if before is None else [hashed(before)])]  # the new one: this work may run again
        connection.execute(delete(access).where(access.c.token_hash.in_(ended)))
        if known_as:
            get_to_know(connection, person_id, who.email, known_as, known_before, now=store.now())
        may = {"role": "person", "workshop_id": None, "link_id": None, "person_id": person_id}
        return sign_in(connection, {**may, "signed_in_on": day_here()}, token, None, store.now())

    return store.write(work, erases=True)


def add_person(connection: Connection, person_id: str, *, name: str, email: str, is_operator: bool, **how: Any) -> None:
    """A new account; ``how`` they sign in: password_hash, or issuer and subject. Raises NameTaken."""
    stored = folded_email(email)
    if connection.execute(select(table.c.id).where(table.c.email == stored)).first() is not None:
        raise NameTaken
    new = {"id": person_id, "name": name, "email": stored, "created_on": day_here(), "disabled": False}
    connection.execute(insert(table).values(**new, is_operator=is_operator, **how))


def has_account(store: Store) -> bool:
    """Whether there is one of the Betrieb already, who can invite all others."""
    with store.reading() as connection:
        return has_operator(connection)


def has_people(store: Store) -> bool:
    """Whether anybody has an account here."""
    with store.reading() as connection:
        return connection.execute(select(table.c.id).limit(1)).first() is not None


def set_password(store: Store, person_id: str, password_hash: str, *, but: str = "") -> None:
    """From now on this password; all devices but the one with this token hash are signed out."""

    def work(connection: Connection) -> None:
        _change(connection, person_id, {"password_hash": password_hash})
        connection.execute(delete(access).where(access.c.person_id == person_id, access.c.token_hash != but))
        forget_known(connection, person_id)

    store.write(work, erases=True)


def renew_hash(store: Store, person_id: str, password_hash: str) -> None:
    """The same password in a stronger hash."""
    store.submit(lambda connection: _change(connection, person_id, {"password_hash": password_hash}), erases=True)


def link_subject(store: Store, person_id: str, issuer: str, subject: str) -> None:
    """From now on this person may also sign in elsewhere, as who is called so there."""

    def work(connection: Connection) -> None:
        so = (table.c.id == person_id, table.c.issuer == issuer, table.c.subject == subject)
        if connection.execute(select(table.c.id).where(*so)).first() is not None:
            return  # perhaps it was done, its acknowledgement lost with the connection
        _change(connection, person_id, {"issuer": issuer, "subject": subject})
        note(connection, Actor(person_id), "linked", person=person_id)

    store.write(work)


def unlink_subject(store: Store, person_id: str, *, but: str = "") -> None:
    """From now on by the password alone; all devices but the one with this token hash are signed out, since nobody
    knows which came in elsewhere. Raises WrongState for who has no password."""

    def work(connection: Connection) -> None:
        with_password = (table.c.id == person_id, table.c.password_hash.is_not(None))
        found = connection.execute(select(table.c.subject).where(*with_password)).one_or_none()
        if found is None:
            raise WrongState
        if found.subject is None:
            return  # perhaps it was done, its acknowledgement lost with the connection
        _change(connection, person_id, {"issuer": None, "subject": None})
        connection.execute(delete(access).where(access.c.person_id == person_id, access.c.token_hash != but))
        note(connection, Actor(person_id), "unlinked", person=person_id)

    store.write(work, erases=True)


def set_disabled(store: Store, person_id: str, disabled: bool, *, by: Actor) -> None:
    """Sign them out and let them in no more, by no link either, or again; raises WrongState for the last account of the
    Betrieb."""

    def work(connection: Connection) -> None:
        insist_on_right(connection, by, None, over=person_id)
        who = _there(connection, person_id)
        if who.disabled == disabled:
            return  # perhaps it was done, its acknowledgement lost with the connection
        if disabled and who.is_operator:
            insist_on_another_operator(connection, person_id)
        _change(connection, person_id, {"disabled": disabled})
        if disabled:
            end_links(connection, who)
            end_couplings(connection, steered_by(who))
            connection.execute(delete(access).where(access.c.person_id == person_id))
        note_of(connection, by, "disabled" if disabled else "enabled", who)

    store.write(work, erases=True)


def delete_person(store: Store, person_id: str, *, by: Actor) -> None:
    """Delete the account with its devices, roles and links; raises WrongState for the last account of the Betrieb, and
    for one's own."""

    def work(connection: Connection) -> None:
        insist_on_right(connection, by, None, over=person_id)
        if person_id == by.person_id:
            raise WrongState
        who = read_person(connection, person_id)
        if who is None:
            return
        if who.is_operator:
            insist_on_another_operator(connection, person_id)
        end_links(connection, who)
        end_couplings(connection, steered_by(who))
        connection.execute(delete(table).where(table.c.id == person_id))
        note_of(connection, by, "deleted", who)

    store.write(work, erases=True)


def end_operator(store: Store, person_id: str, *, by: Actor) -> None:
    """Let this person be of the Betrieb no more, on every device at once; they keep their account and what they are in
    municipalities, and no link that they have made or that is for them. Raises WrongState for the last one of the
    Betrieb, for oneself, and where it is so already."""
    has_tried = False

    def work(connection: Connection) -> None:
        nonlocal has_tried
        insist_on_right(connection, by, None, over=person_id)
        who = _there(connection, person_id)
        if has_tried and not who.is_operator:
            return  # only its acknowledgement was lost
        if not who.is_operator or person_id == by.person_id:
            raise WrongState
        insist_on_another_operator(connection, person_id)
        _change(connection, person_id, {"is_operator": False})
        end_links(connection, who)
        note(connection, by, "operator_ended", person=person_id)
        has_tried = True

    store.write(work, erases=True)


def _there(connection: Connection, person_id: str) -> Person:
    who = read_person(connection, person_id)
    if who is None:
        raise WrongState
    return who


def _change(connection: Connection, person_id: str, values: Mapping[str, Any]) -> None:
    connection.execute(update(table).where(table.c.id == person_id).values(**values))
