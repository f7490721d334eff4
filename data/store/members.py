"""Who a person is: somebody with an account, and what they are in which municipality."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, select

from data.store.schema import memberships
from data.store.schema import people as table

MemberRole = Literal["facilitator", "moderator", "comoderator", "team"]
"""Prozessbegleitung, Moderation, Co-Moderation, Team."""

MEMBER_ROLES: tuple[MemberRole, ...] = ("facilitator", "moderator", "comoderator", "team")
MODERATING: frozenset[MemberRole] = frozenset({"facilitator", "moderator"})
"""A Prozessbegleitung is a moderator of several municipalities: it has a membership in each."""


_RANKS: Mapping[MemberRole | None, int] = {"facilitator": 3, "moderator": 3, "comoderator": 2, "team": 1, None: 0}


def is_lower(new: MemberRole | None, now: MemberRole | None) -> bool:
    """Whether the new role allows less than the present one; None: no role."""
    return _RANKS[new] < _RANKS[now]


@dataclass(frozen=True)
class Person:
    """``roles``: what they are, by the municipality's id; ``is_operator``: settings and accounts, no workshop."""

    id: str
    name: str
    email: str
    is_operator: bool = False
    disabled: bool = False
    roles: Mapping[str, MemberRole] = field(default_factory=dict)

    def where(self, *roles: MemberRole) -> frozenset[str]:
        """The municipalities in which they are one of these."""
        return frozenset(one for one, role in self.roles.items() if role in roles)

    @property
    def moderates(self) -> frozenset[str]:
        """The municipalities that they moderate."""
        return self.where(*MODERATING)


def read_person(connection: Connection, person_id: str) -> Person | None:
    """As the store has them now; None for nobody."""
    row = connection.execute(select(table).where(table.c.id == person_id)).one_or_none()
    if row is None:
        return None
    query = select(memberships.c.municipality_id, memberships.c.role).where(memberships.c.person_id == person_id)
    roles = {one.municipality_id: one.role for one in connection.execute(query)}
    return Person(row.id, row.name, row.email, row.is_operator, row.disabled, roles)
