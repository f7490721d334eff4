"""Whether somebody may still say what others may: asked in the COMMIT that does it, as another one may just have taken
that away, on this server or another one.

Rows are kept in one order everywhere, so that no two COMMITs wait for each other: the workshop; people by their ids
(those of the Betrieb, who does it, whom it is done to); municipalities by their ids; then all the rest, as invitations,
roles and devices. A row that refers to others, as every entry of what was done, keeps these, too: they come before it.
"""

from sqlalchemy import Connection, or_, select

from data.store.audit import Actor
from data.store.errors import WrongState
from data.store.members import read_person
from data.store.municipalities import keep_municipalities
from data.store.narrowing import insist_on_all, insist_on_own
from data.store.schema import memberships, people


def insist_on_right(connection: Connection, by: Actor, municipality_id: str | None, *, over: str = "") -> None:
    """Goes on for who moderates this municipality, and for the Betrieb; None: for the Betrieb alone. Until the COMMIT
    nobody takes it away. Raises WrongState, and ForeignMunicipality for what the connection does not see.

    ``over``: whose account the Betrieb changes; it is kept, and the municipalities that read of it.
    """
    if municipality_id is None:
        insist_on_all(connection)
        _keep_operators(connection, [one for one in (by.person_id, over) if one])
        keep_account(connection, over)
    else:
        insist_on_own(connection, municipality_id)
        keep_actor(connection, by)
        keep_municipalities(connection, {municipality_id})
    if by.person_id is None:
        return
    actor = read_person(connection, by.person_id)
    if actor is None or actor.disabled or not (actor.is_operator or municipality_id in actor.moderates):
        raise WrongState


def insist_on_another_operator(connection: Connection, person_id: str) -> None:
    """Raises WrongState where nobody but this person looks after the whole instance: of two who go at once, one
    stays, as ``insist_on_right`` has kept them."""
    others = select(people.c.id).where(people.c.is_operator, ~people.c.disabled, people.c.id != person_id)
    if connection.execute(others).first() is None:
        raise WrongState


def has_operator(connection: Connection) -> bool:
    """Whether there is an account of the Betrieb already, who can invite all others."""
    return connection.execute(select(people.c.id).where(people.c.is_operator)).first() is not None


def keep_actor(connection: Connection, by: Actor) -> None:
    """Let nobody change until the COMMIT who does it."""
    connection.execute(select(people.c.id).where(people.c.id == by.person_id).with_for_update(read=True))


def keep_account(connection: Connection, person_id: str, *municipality_ids: str) -> None:
    """Let nobody else use or change this account until the COMMIT, nor the municipalities that it belongs to, and
    these."""
    connection.execute(select(people.c.id).where(people.c.id == person_id).with_for_update())
    own = connection.execute(select(memberships.c.municipality_id).where(memberships.c.person_id == person_id))
    keep_municipalities(connection, {*own.scalars(), *municipality_ids})


def _keep_operators(connection: Connection, others: list[str]) -> None:
    """Let nobody change until the COMMIT who is of the Betrieb and may sign in, nor these other people."""
    those = or_(people.c.is_operator & ~people.c.disabled, people.c.id.in_(others))
    kept = select(people.c.id).where(those).order_by(people.c.id)
    connection.execute(kept.with_for_update(key_share=True))  # who only refers to them need not wait
