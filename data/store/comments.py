"""Comments: what people write to statements and fields, and what a moderator lets the room see of it.

A comment hangs on the sheet of who wrote it and goes with it, but nothing that is read here tells whose it is. A text
that changes is another comment, with another id: nobody releases what they have not read.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from analysis.commenting import commentable, fault, tidied
from data.store.engine import Store
from data.store.errors import CommentGone as CommentGone
from data.store.errors import UnfitComment as UnfitComment
from data.store.errors import UnknownSheet, UnknownStatement, WorkshopClosed
from data.store.questionnaires import parsed
from data.store.rows import AnyRow, new_id
from data.store.saving import normalised
from data.store.schema import comments as table
from data.store.schema import participants, workshops

CommentState = Literal["new", "released", "hidden"]
TAKEN_IN = ("open", "closed")
"""States of a workshop in which people write, change and withdraw: while they answer, and in the talk."""


@dataclass(frozen=True)
class Comment:
    """``about``: a statement or a field; ``original``: as it was written, ``text``: as the room may see it."""

    id: str
    about: str
    text: str
    original: str
    state: CommentState
    in_report: bool

    @property
    def is_shortened(self) -> bool:
        return self.text != self.original


_OF_SHEET = select(participants.c.id, participants.c.workshop_id).join_from(participants, workshops)
_TAKING_IN = select(workshops.c.state, workshops.c.questionnaire_digest, workshops.c.room).with_for_update(
    read=True, key_share=True
)
_KEPT_FROM_OTHERS = select(participants.c.id).with_for_update(key_share=True)
"""One person's two windows write one after the other."""


def comments_of(store: Store, token_hash: str, code: str) -> dict[str, str]:
    """What this sheet wrote, by what it is about; empty for a sheet that is not there."""
    query = (
        select(table.c.about, table.c.text)
        .join_from(table, participants, table.c.participant_id == participants.c.id)
        .join(workshops, workshops.c.id == participants.c.workshop_id)
        .where(participants.c.token_hash == token_hash, workshops.c.code == normalised(code))
        .order_by(table.c.about)
    )
    with store.reading() as connection:
        return {row.about: row.text for row in connection.execute(query)}


def save_comment(store: Store, token_hash: str, code: str, about: str, text: str) -> "Future[None]":
    """Let this be the sheet's comment; an empty text withdraws it, and it leaves the wall at once.

    A changed one is new, whatever was released. Fails with UnfitComment, UnknownSheet, UnknownStatement for what
    cannot be commented here, or WorkshopClosed.
    """
    comment_id, wanted, unfit = new_id(), tidied(text), fault(text)

    def work(connection: Connection) -> None:
        own = _own(store, connection, token_hash, code, about)
        if unfit is not None:
            raise UnfitComment(unfit)
        _exchange(connection, own, {"id": comment_id, "about": about, "text": wanted})

    return store.submit(work, erases=not wanted)


def _own(store: Store, connection: Connection, token_hash: str, code: str, about: str) -> AnyRow:
    """The token's sheet, kept until the COMMIT as is the state of its workshop, which takes comments about this."""
    of_token = participants.c.token_hash == token_hash, workshops.c.code == normalised(code)
    own = connection.execute(_OF_SHEET.where(*of_token)).one_or_none()
    if own is None:
        raise UnknownSheet
    workshop = connection.execute(_TAKING_IN.where(workshops.c.id == own.workshop_id)).one_or_none()
    if workshop is None or workshop.state not in TAKEN_IN:
        raise WorkshopClosed
    if connection.execute(_KEPT_FROM_OTHERS.where(participants.c.id == own.id)).first() is None:
        raise UnknownSheet
    asked = parsed(store, connection, workshop.questionnaire_digest).only(tuple(workshop.room))
    if about not in commentable(asked):
        raise UnknownStatement([about])
    return own


def _exchange(connection: Connection, own: AnyRow, new: dict[str, Any]) -> None:
    mine = table.c.participant_id == own.id, table.c.about == new["about"]
    before = connection.execute(select(table.c.text, table.c.state).where(*mine)).one_or_none()
    if new["text"] == (before.text if before else ""):
        return
    connection.execute(delete(table).where(*mine))
    if before is not None and before.state == "released":
        _show_anew(connection, own.workshop_id)
    if new["text"]:
        row = {"workshop_id": own.workshop_id, "participant_id": own.id, "state": "new", "in_report": False}
        connection.execute(insert(table).values(**new, **row))


def comments(store: Store, workshop_id: str) -> tuple[Comment, ...]:
    """All of the workshop, for who reads them before the room does; in an order that tells nothing."""
    return _read(store, _COMMENTS.where(table.c.workshop_id == workshop_id))


def released(store: Store, workshop_id: str, about: str) -> tuple[Comment, ...]:
    """What the room may see to a statement or field, in an order that tells nothing."""
    return _read(store, _COMMENTS.where(*_released(workshop_id), table.c.about == about))


def for_report(store: Store, workshop_id: str) -> tuple[Comment, ...]:
    """What may stand in documents, which the sheets do not outlive."""
    return _read(store, _COMMENTS.where(*_released(workshop_id), table.c.in_report))


def count_new(store: Store, workshop_id: str) -> int:
    """How many comments nobody has read."""
    query = select(func.count()).where(table.c.workshop_id == workshop_id, table.c.state == "new")
    with store.reading() as connection:
        return connection.execute(query).scalar_one()


def release_comment(store: Store, workshop_id: str, comment_id: str, *, in_report: bool) -> None:
    """Let the room see it, and where ``in_report`` who reads the report; raises CommentGone."""
    _judge(store, workshop_id, comment_id, state="released", in_report=in_report)


def hide_comment(store: Store, workshop_id: str, comment_id: str) -> None:
    """Nobody but who steers sees it; raises CommentGone."""
    _judge(store, workshop_id, comment_id, state="hidden", in_report=False)


def shorten_comment(store: Store, workshop_id: str, comment_id: str, text: str) -> None:
    """Show this instead of what was written, which is kept; raises CommentGone, or UnfitComment."""
    unfit, wanted = fault(text), tidied(text)
    if unfit is not None or not wanted:
        raise UnfitComment(unfit or "empty")
    _judge(store, workshop_id, comment_id, shortened=wanted)


def part_reported(connection: Connection, workshop_ids: Sequence[str]) -> None:
    """Let comments that may stand in the report outlive the sheets, without telling any more whose they are."""
    reported = table.c.workshop_id.in_(workshop_ids), table.c.state == "released", table.c.in_report
    connection.execute(update(table).where(*reported).values(participant_id=None))


_COMMENTS = select(table.c.id, table.c.about, table.c.text, table.c.shortened, table.c.state, table.c.in_report)


def _read(store: Store, query: Select[Any]) -> tuple[Comment, ...]:
    with store.reading() as connection:
        rows = connection.execute(query).all()
    found = (Comment(r.id, r.about, r.shortened or r.text, r.text, r.state, r.in_report) for r in rows)
    return tuple(sorted(found, key=lambda one: (one.text.casefold(), one.text, one.id)))


def _released(workshop_id: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.workshop_id == workshop_id, table.c.state == "released"


def _judge(store: Store, workshop_id: str, comment_id: str, **values: Any) -> None:
    """The later of two moderators has the last word."""

    def work(connection: Connection) -> None:
        _show_anew(connection, workshop_id)
        judged = table.c.workshop_id == workshop_id, table.c.id == comment_id
        if not connection.execute(update(table).where(*judged).values(**values)).rowcount:
            raise CommentGone

    store.write(work, erases=True)


def _show_anew(connection: Connection, workshop_id: str) -> None:
    """Let those who look at the room know that what is released may be another."""
    counted_on = {"comments_shown": workshops.c.comments_shown + 1}
    connection.execute(update(workshops).where(workshops.c.id == workshop_id).values(**counted_on))
