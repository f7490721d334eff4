"""Links for a new password that somebody asks for without being signed in: for known accounts, and not many."""

import secrets

from sqlalchemy import Connection, delete, func, insert, select

from data.store.access import hashed
from data.store.audit import Actor, note_of
from data.store.engine import Store
from data.store.invitations import VALID, new_link
from data.store.members import read_person
from data.store.schema import invitations as table

MOST, WITHIN = 3, 3600
"""Links of an account within so many seconds: whoever could ask for more would fill somebody's mailbox."""


def ask_for_reset(store: Store, person_id: str) -> str | None:
    """The token of one more link; None where there are enough, or for who must not sign in.

    Earlier links stay good: anybody may ask, and must not end what somebody else was given.
    """
    token = secrets.token_urlsafe(24)

    def work(connection: Connection) -> str | None:
        who, of = read_person(connection, person_id), (table.c.kind == "reset", table.c.person_id == person_id)
        if connection.execute(select(table.c.id).where(*of, table.c.token_hash == hashed(token))).first() is not None:
            return token  # only its acknowledgement was lost
        a_while_ago = int(store.now() + VALID["reset"].total_seconds()) - WITHIN
        lately = select(func.count()).where(*of, table.c.valid_until > a_while_ago)
        if who is None or who.disabled or connection.execute(lately).scalar_one() >= MOST:
            return None
        new = new_link(store, "reset", token, Actor())
        connection.execute(insert(table).values(**new, email=who.email, person_id=person_id))
        note_of(connection, Actor(), "reset_asked", who)
        return token

    return store.write(work, erases=True)


def forget_link(store: Store, token: str) -> None:
    """Nobody has got it."""

    def work(connection: Connection) -> None:
        connection.execute(delete(table).where(table.c.token_hash == hashed(token)))

    store.write(work, erases=True)
