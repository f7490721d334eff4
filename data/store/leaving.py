"""What goes with a role, or with whoever had it: somebody who was put out must have no way back of their own making."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, or_, select

from data.store.members import MODERATING, Person, is_lower, read_person
from data.store.rows import AnyRow
from data.store.schema import access, invitations, keys, workshops

COUPLED = ("comoderator", "scribe", "screen", "table")
"""Roles of devices that somebody who steers a workshop has coupled with it."""


def end_links(connection: Connection, who: Person, municipality_id: str | None = None) -> None:
    """Let no link open that this person has made, or that is for their address; those to this municipality, None: all
    there are."""
    theirs = or_(invitations.c.invited_by == who.id, invitations.c.email == who.email)
    there = [] if municipality_id is None else [invitations.c.municipality_id == municipality_id]
    connection.execute(delete(invitations).where(theirs, *there))


def end_couplings(connection: Connection, municipality_ids: Collection[str]) -> None:
    """Sign out what was coupled with workshops of these municipalities, and let no key in: nobody can tell what of that
    somebody who steered there keeps for themselves."""
    there = select(workshops.c.id).where(workshops.c.municipality_id.in_(sorted(municipality_ids)))
    for one in (access, keys):
        connection.execute(delete(one).where(one.c.role.in_(COUPLED), one.c.workshop_id.in_(there)))


def steered_by(who: Person) -> frozenset[str]:
    """The municipalities in whose workshops they may couple devices."""
    return who.where(*MODERATING, "comoderator")


def lowers_oneself(connection: Connection, person_id: str, invited: AnyRow) -> bool:
    """Whether somebody would lower their own role by this invitation, which another one has to do; what goes with a
    role that another one lowers by it ends here."""
    if invited.municipality_id is None:
        return False
    who = read_person(connection, person_id)
    if who is None or not is_lower(invited.role, who.roles.get(invited.municipality_id)):
        return False
    if invited.invited_by == person_id:
        return True
    end_links(connection, who, invited.municipality_id)
    if invited.role == "team":
        end_couplings(connection, {invited.municipality_id})
    return False
