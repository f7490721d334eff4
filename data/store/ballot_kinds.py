"""The kinds of ballots: how the votes of each are counted when it ends, and how that is read again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, select

from analysis.guess import Guesses, guesses_of
from analysis.second_vote import Recount, recount_of
from analysis.talk import BallotKind
from data.store.recounting import recount
from data.store.schema import participants, releases, votes
from data.store.voting import IN_RELEASE

Result: TypeAlias = Recount | Guesses


@dataclass(frozen=True)
class KindRow:
    """What is to be known of a kind; a new kind is a new row.

    ``count``: what a ballot on a statement of a workshop came to, in the transaction that closes it. ``read``: that
    from JSON. ``is_shown_at_its_end``: whether the room then sees something of such a result at once, from the
    threshold on, which makes it final.
    """

    count: Callable[[Connection, str, str], Result]
    read: Callable[[Mapping[str, Any]], Result]
    is_shown_at_its_end: Callable[[Connection, str, Result], bool]


def _guesses(connection: Connection, workshop_id: str, statement: str) -> Guesses:
    """By answer, of the sheets of the release; in no group."""
    which = votes.c.workshop_id == workshop_id, votes.c.kind == "guess", votes.c.statement == statement
    counted = (
        select(votes.c.answer, func.count().label("people"))
        .join_from(votes, participants, participants.c.id == votes.c.participant_id)
        .where(*which, participants.c.workshop_id == workshop_id, IN_RELEASE)
        .group_by(votes.c.answer)
    )
    return guesses_of({row.answer: row.people for row in connection.execute(counted)})


def _are_enough(connection: Connection, workshop_id: str, result: Result) -> bool:
    threshold = select(releases.c.threshold).where(releases.c.workshop_id == workshop_id)
    return isinstance(result, Guesses) and result.n >= connection.execute(threshold).scalar_one()


KINDS: Mapping[BallotKind, KindRow] = {
    "second_vote": KindRow(recount, recount_of, lambda _connection, _workshop_id, _result: False),
    "guess": KindRow(_guesses, guesses_of, _are_enough),
}
