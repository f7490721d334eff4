"""What goes with a role, or with whoever had it: somebody who was put out must have no way back of their own making."""

from sqlalchemy import Connection, delete, or_

from data.store.members import Person
from data.store.schema import invitations


def end_links(connection: Connection, who: Person, municipality_id: str | None = None) -> None:
    """Let no link open that this person has made, or that is for their address; those to this municipality, None: all
    there are."""
    theirs = or_(invitations.c.invited_by == who.id, invitations.c.email == who.email)
    there = [] if municipality_id is None else [invitations.c.municipality_id == municipality_id]
    connection.execute(delete(invitations).where(theirs, *there))
