"""Whether somebody may still say what others may: asked in the COMMIT that does it, as another one may just have taken
that away, on this server or another one."""

from sqlalchemy import Connection, select

from data.store.audit import Actor
from data.store.errors import WrongState
from data.store.members import read_person
from data.store.municipalities import keep_municipality
from data.store.narrowing import insist_on_all, insist_on_own
from data.store.schema import people


def insist_on_right(connection: Connection, by: Actor, municipality_id: str | None) -> None:
    """Goes on for who moderates this municipality, and for the Betrieb; None: for the Betrieb alone. Until the COMMIT
    nobody takes it away. Raises WrongState, and ForeignMunicipality for what the connection does not see."""
    if municipality_id is None:
        insist_on_all(connection)
        keep_operators(connection)
    else:
        insist_on_own(connection, municipality_id)
        keep_municipality(connection, municipality_id)
    if by.person_id is None:
        return
    connection.execute(select(people.c.id).where(people.c.id == by.person_id).with_for_update(read=True))
    actor = read_person(connection, by.person_id)
    if actor is None or actor.disabled or not (actor.is_operator or municipality_id in actor.moderates):
        raise WrongState


def insist_on_another_operator(connection: Connection, person_id: str) -> None:
    """Raises WrongState where nobody but this person looks after the whole instance: of two who go at once, one
    stays."""
    if all(one == person_id for one in keep_operators(connection)):
        raise WrongState


def has_operator(connection: Connection) -> bool:
    """Whether there is an account of the Betrieb already, who can invite all others."""
    return connection.execute(select(people.c.id).where(people.c.is_operator)).first() is not None


def keep_operators(connection: Connection) -> list[str]:
    """Who is of the Betrieb and may sign in; nobody changes that until the COMMIT."""
    kept = select(people.c.id).where(people.c.is_operator, ~people.c.disabled).order_by(people.c.id).with_for_update()
    return list(connection.execute(kept).scalars())
