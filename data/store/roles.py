"""What people are in which municipality, and the municipalities themselves, as those who may say so change them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from data.store.audit import Actor, note
from data.store.engine import Store
from data.store.errors import WrongState as WrongState
from data.store.leaving import end_couplings, end_links, steered_by
from data.store.members import MODERATING, MemberRole, Person, read_person
from data.store.municipalities import folded, id_of, is_there, municipality_named, respell
from data.store.narrowing import among_own, own_municipalities
from data.store.rights import insist_on_right
from data.store.schema import memberships as table
from data.store.schema import municipalities, people


@dataclass(frozen=True)
class Municipality:
    """``people``: how many have a role there."""

    id: str
    name: str
    people: int = 0


def named_municipalities(store: Store) -> list[Municipality]:
    """All that there are here, by name."""
    counted = select(func.count()).where(table.c.municipality_id == municipalities.c.id).scalar_subquery()
    query = select(municipalities.c.id, municipalities.c.name, counted.label("people"))
    by_name = query.order_by(municipalities.c.name, municipalities.c.id)
    with store.reading() as connection:
        rows = connection.execute(among_own(connection, by_name, municipalities.c.id))
        return [Municipality(row.id, row.name, row.people) for row in rows]


def make_municipality(store: Store, name: str, *, by: Actor) -> str:
    """A new municipality, its id; raises WrongState if there is one with this name."""
    made = ""

    def work(connection: Connection) -> str:
        nonlocal made
        insist_on_right(connection, by, None)
        found = id_of(connection, name)
        if found is not None and found == made:
            return found  # only its acknowledgement was lost
        if found is not None:
            raise WrongState
        made = municipality_named(connection, name)
        note(connection, by, "municipality_made", made)
        return made

    return store.write(work)


def rename_municipality(store: Store, municipality_id: str, name: str, *, by: Actor) -> None:
    """Let it be called so, with all its workshops; raises WrongState if another one is."""

    def work(connection: Connection) -> None:
        insist_on_right(connection, by, None)
        if is_there(connection, name, but=municipality_id):
            raise WrongState
        called_so = (municipalities.c.id == municipality_id, municipalities.c.name == name)
        if connection.execute(select(municipalities.c.id).where(*called_so)).first() is not None:
            return  # perhaps it was done, its acknowledgement lost with the connection
        respell(connection, municipality_id, name)
        renamed = update(municipalities).where(municipalities.c.id == municipality_id)
        connection.execute(renamed.values(folded=folded(name)))
        note(connection, by, "municipality_renamed", municipality_id)

    store.write(work)


def people_in(store: Store) -> list[Person]:
    """Who has a role in the municipalities of a narrowed store, with the roles there and no others; else everybody."""
    roles: dict[str, dict[str, MemberRole]] = {}
    shown = select(people).order_by(people.c.name, people.c.id)
    with store.reading() as connection:
        for row in connection.execute(among_own(connection, select(table), table.c.municipality_id)):
            roles.setdefault(row.person_id, {})[row.municipality_id] = row.role
        if own_municipalities(connection) is not None:
            shown = shown.where(people.c.id.in_(sorted(roles)))
        rows: list[Any] = list(connection.execute(shown))
    return [Person(one.id, one.name, one.email, one.is_operator, one.disabled, roles.get(one.id, {})) for one in rows]


def set_role(store: Store, person_id: str, municipality_id: str, role: MemberRole | None, *, by: Actor) -> None:
    """What somebody is there, None: nothing any more. Nobody changes what they are themselves, so that a municipality
    always keeps somebody who moderates. Who does not moderate there any more has no way back by a link of their own,
    and who does not steer there any more none by a device that is coupled with a workshop.

    Raises WrongState for that and for who is not there, ForeignMunicipality."""

    def work(connection: Connection) -> None:
        at = (table.c.person_id == person_id, table.c.municipality_id == municipality_id)
        insist_on_right(connection, by, municipality_id)  # of two who remove each other at once, one stays
        who = read_person(connection, person_id)
        is_there = who is not None and municipality_id in who.roles
        if person_id == by.person_id or (not is_there and role is not None):
            raise WrongState
        if who is None or who.roles.get(municipality_id) == role:
            return  # perhaps it was done, its acknowledgement lost with the connection
        if role not in MODERATING:
            end_links(connection, who, municipality_id)
        if municipality_id in steered_by(who) and role in (None, "team"):
            end_couplings(connection, {municipality_id})
        if role is None:
            connection.execute(delete(table).where(*at))
            note(connection, by, "removed", municipality_id, person=person_id)
        else:
            connection.execute(update(table).where(*at).values(role=role))
            note(connection, by, "role_set", municipality_id, person=person_id, role=role)

    store.write(work, erases=True)
