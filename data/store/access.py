"""Who may moderate, show the screen or upload: one-time keys, and the devices that came in by a key or a link."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, insert, not_, or_, select, update

from config import accounts_are_on, load_settings
from data.store.engine import Store
from data.store.members import MODERATING, Person, read_person
from data.store.rows import CODE_SIGNS
from data.store.schema import access as table
from data.store.schema import keys, memberships, upload_links, workshops

IDLE_DAYS = 14
"""A sign-in ends when it was not used for so many days, sooner than ``SIGN_IN_DAYS`` says."""

HALF_KEY = 4
"""Signs of each half of a key that is typed."""

Role = Literal["moderator", "comoderator", "screen", "scribe", "table"]
"""What a key may open; teams come by an upload link."""

MORE: Mapping[Role, tuple[Role, ...]] = {
    "screen": ("comoderator", "scribe"),
    "scribe": ("comoderator",),
    "table": ("comoderator",),
}
"""Who else in the same workshop may do all of that, besides moderators."""


@dataclass(frozen=True)
class Access:
    """What a device may do; a screen or a scribe belongs to one workshop, a team to one upload link of it, a table to
    the field that it is ``about``.

    That of a ``person`` has the role in which they may do most; where they may is theirs to say.
    """

    role: Role | Literal["team", "operator"]
    workshop_id: str | None
    link_id: str | None = None
    about: str = ""
    person: Person | None = None


def access_of_person(who: Person) -> Access | None:
    """Theirs, in the role in which they may do most; None for who must not sign in, or is nothing anywhere."""
    if who.disabled:
        return None
    if who.moderates:
        return Access("moderator", None, person=who)
    if who.is_operator:  # a lower role beside it, which a municipality gives, takes nothing of the whole instance away
        return Access("operator", None, person=who)
    if who.where("comoderator"):
        return Access("comoderator", None, person=who)
    return Access("team", None, person=who) if who.where("team") else None


def issue_key(
    store: Store,
    role: Role,
    workshop_id: str | None = None,
    *,
    valid: timedelta,
    about: str = "",
    is_printed: bool = False,
) -> str:
    """A key that opens the door once, within ``valid``; only its hash is stored. ``about``: the field of a table.

    A moderator's has 192 random bits, and so has one that ``is_printed`` and waits for hours. The others are short
    enough to be typed at a computer without a camera: eight of 31 signs, so that who guesses for two minutes, a
    thousand times a second, is right with a chance of 1 in 7 million.
    """
    key = secrets.token_urlsafe(24) if role == "moderator" or is_printed else _typed_key()
    now = int(store.now())
    values = {
        "key_hash": hashed(key),
        "role": role,
        "workshop_id": workshop_id,
        "valid_until": now + int(valid.total_seconds()),
        "about": about,
    }

    def work(connection: Connection) -> None:
        same_or_old = or_(keys.c.key_hash == values["key_hash"], keys.c.valid_until <= now)
        connection.execute(delete(keys).where(same_or_old))
        connection.execute(insert(keys).values(**values))

    store.write(work)
    return key


def redeem_key(store: Store, key: str, device: str | None = None) -> tuple[Role, str | None, str] | None:
    """Trade the key for a device's token (role, workshop, token); None if it is unknown, used or too old.

    ``device``: the token this browser has already. Where it may do as much, it stays and its days begin anew.
    """
    token, key = secrets.token_urlsafe(32), _as_issued(key)

    def work(connection: Connection) -> tuple[Role, str | None, str] | None:
        done = connection.execute(select(table).where(table.c.token_hash == hashed(token))).one_or_none()
        if done is not None:  # this work runs again after a connection was lost around its COMMIT
            return done.role, done.workshop_id, token
        of_key = keys.c.key_hash == hashed(key)
        found = connection.execute(
            delete(keys).where(of_key).returning(keys.c.role, keys.c.workshop_id, keys.c.about, keys.c.valid_until)
        ).one_or_none()
        if found is None or found.valid_until <= store.now():
            return None
        may = {"role": found.role, "workshop_id": found.workshop_id, "link_id": None, "about": found.about}
        return found.role, found.workshop_id, sign_in(connection, may, token, device, store.now())

    return store.write(work)


def _typed_key() -> str:
    return _as_issued("".join(secrets.choice(CODE_SIGNS) for _sign in range(2 * HALF_KEY)))


def _as_issued(key: str) -> str:
    """A key as it was typed, in its two halves; every other one as it is."""
    signs = key.upper().replace("-", "").replace(" ", "")
    if len(signs) == 2 * HALF_KEY and set(signs) <= set(CODE_SIGNS):
        return f"{signs[:HALF_KEY]}-{signs[HALF_KEY:]}"
    return key


def sign_in(connection: Connection, may: dict[str, Any], token: str, device: str | None, now: float) -> str:
    """Let a device in with this ``token``, or keep the one that it has for the same; gives the one that holds.

    Who may do more already stays what they are (``MORE``): a moderator in every workshop, or, with accounts, in those
    of their municipalities; the others in theirs. A person's days begin anew by what shows who they are alone, never by
    a key that lies about in a room.
    """
    ends = int(now) + load_settings().sign_in_days * 24 * 3600  # whatever the browser still holds then
    days = {"valid_until": ends, "used_on": _day(now)}
    if device is not None:
        enough = and_(*(table.c[name] == value for name, value in may.items()))
        if may["link_id"] is None:
            more = _moderates(may) if accounts_are_on() else table.c.role == "moderator"
            others = table.c.role.in_(MORE.get(may["role"], ()))
            more = or_(more, and_(others, table.c.workshop_id == may["workshop_id"]))
            enough = or_(enough, and_(more, not_(is_over(now))))
        kept = update(table).where(table.c.token_hash == hashed(device), enough)
        as_before = {name: case((table.c.role == "person", table.c[name]), else_=now) for name, now in days.items()}
        if connection.execute(kept.values(as_before)).rowcount:
            return device
    connection.execute(insert(table).values(token_hash=hashed(token), **may, **days))
    return token


def _moderates(may: dict[str, Any]) -> ColumnElement[bool]:
    """Whether the device is that of a person who may do in this workshop what the role does, and more."""
    roles = (*MODERATING, *(("comoderator",) if "comoderator" in MORE.get(may["role"], ()) else ()))
    there = (
        select(memberships.c.person_id)
        .join(workshops, workshops.c.municipality_id == memberships.c.municipality_id)
        .where(workshops.c.id == may["workshop_id"], memberships.c.role.in_(roles))
    )
    return and_(table.c.role == "person", table.c.person_id.in_(there))


def role_of(store: Store, token_hash: str, *, is_use: bool = True) -> Access | None:
    """What the device with this token may do: nothing once its days are over, a team nothing once its link's are.

    ``is_use``: whether somebody is there; a wall that goes on by itself keeps no person signed in.

    A key makes nobody a moderator of everything where people have accounts, and no account opens a laptop.
    """
    query = (
        select(table, upload_links.c.valid_until.label("link_until"))
        .join_from(table, upload_links, isouter=True, onclause=table.c.link_id == upload_links.c.id)
        .where(table.c.token_hash == token_hash)
    )
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
        who = read_person(connection, row.person_id) if row is not None and row.person_id is not None else None
    now = store.now()
    if row is None or row.valid_until <= now or row.used_on <= _too_long_ago(now):
        return None
    if row.role == "team" and (row.link_until or 0) <= now:
        return None
    if row.role in ("moderator", "person") and (row.role == "person") != accounts_are_on():
        return None
    if row.used_on < _day(now) and (is_use or row.role != "person"):
        _note_use(store, token_hash, _day(now))
    if row.role == "person":
        return None if who is None else access_of_person(who)
    return Access(row.role, row.workshop_id, row.link_id, row.about)


def is_over(now: float) -> ColumnElement[bool]:
    """Sign-ins whose days have ended, and those that nobody has used for too long."""
    return or_(table.c.valid_until <= now, table.c.used_on <= _too_long_ago(now))


def _note_use(store: Store, token_hash: str, day: date) -> None:
    """Once a day for each device, without anybody waiting for it."""

    def work(connection: Connection) -> None:
        connection.execute(update(table).where(table.c.token_hash == token_hash).values(used_on=day))

    store.submit(work)


def _day(now: float) -> date:
    return datetime.fromtimestamp(now, UTC).date()


def _too_long_ago(now: float) -> date:
    return _day(now) - timedelta(days=IDLE_DAYS)


def revoke(store: Store, token_hash: str) -> None:
    """Sign the device out."""

    def work(connection: Connection) -> None:
        connection.execute(delete(table).where(table.c.token_hash == token_hash))

    store.write(work)


def revoke_all(store: Store, *, but: str = "") -> None:
    """Sign every device out, ``but`` the one with this token hash, and let no key open the door any more.

    Upload links stay, each can be revoked.
    """

    def work(connection: Connection) -> None:
        connection.execute(delete(table).where(table.c.token_hash != but))
        connection.execute(delete(keys))

    store.write(work)


def signed_in(store: Store, workshop_id: str) -> dict[Role, int]:
    """How many devices are signed in for this workshop alone, by role; roles that nobody has are missing."""
    query = (
        select(table.c.role, func.count().label("devices"))
        .where(table.c.workshop_id == workshop_id, table.c.link_id.is_(None), not_(is_over(store.now())))
        .group_by(table.c.role)
    )
    with store.reading() as connection:
        return {row.role: row.devices for row in connection.execute(query)}


def tables_signed_in(store: Store, workshop_id: str) -> dict[str, int]:
    """How many devices are signed in for a table, by its field."""
    query = (
        select(table.c.about, func.count().label("devices"))
        .where(table.c.workshop_id == workshop_id, table.c.role == "table", not_(is_over(store.now())))
        .group_by(table.c.about)
    )
    with store.reading() as connection:
        return {row.about: row.devices for row in connection.execute(query)}


def revoke_role(store: Store, role: Role, workshop_id: str, *, about: str | None = None) -> None:
    """Sign out every device that has this role for this workshop alone, and let none of its keys in any more;
    ``about``: only those of the table of this field."""

    def work(connection: Connection) -> None:
        for one in (table, keys):
            those = [one.c.role == role, one.c.workshop_id == workshop_id]
            connection.execute(delete(one).where(*those, *([] if about is None else [one.c.about == about])))

    store.write(work)


def hashed(secret: str) -> str:
    """The only form in which keys and tokens are stored."""
    return hashlib.sha256(secret.encode()).hexdigest()
