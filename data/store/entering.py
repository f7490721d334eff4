"""Sheets that the team enters: from paper, or from files that may grow."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from operator import itemgetter
from typing import Literal

from sqlalchemy import Connection, func, select, update

from analysis.questionnaire import ANSWERS
from data.sheet import EnteredSheet as EnteredSheet
from data.store.batches import NewBatch, begin_batch, complete_batch, is_complete
from data.store.engine import Store
from data.store.errors import OutdatedComparison, StoreUnavailable, UnknownAnswer, UnknownStatement, WrongState
from data.store.inserting import insert_sheets
from data.store.questionnaires import insist_on_perspectives, parsed
from data.store.rows import AnyRow, lock, new_id
from data.store.schema import batches, participants, workshops
from data.store.unfinished import COMPLETE, COUNTS, clear_unfinished, renew, take_back
from data.store.writer import PATIENT_TOGETHER, touch

ANSWERS_A_SLICE = 500
"""Some 5 ms of work: a phone that answers meanwhile waits for no more."""

Source = Literal["paper", "upload"]


_Slice = Sequence[tuple[str, EnteredSheet]]
"""Sheets with their ids."""


def add_sheets(
    store: Store,
    workshop_id: str,
    sheets: Sequence[EnteredSheet],
    *,
    source: Source,
    batch: NewBatch | None = None,
    ids: Sequence[str] = (),
) -> int:
    """Store all these sheets or none; gives their number. ``ids``: by which the caller can take them back.

    Those that come after the closing are marked late; those that are replaced count no more until the batch is undone.
    A large file comes in slices, and counts with the last of them. Raises WrongState once the workshop is finished,
    AlreadyImported, OutdatedComparison, UnknownLink, UnknownPerspective, UnknownStatement or UnknownAnswer.
    """
    named = sorted(zip(ids or [new_id() for _ in sheets], sheets, strict=True), key=itemgetter(0))  # in no file's order
    entering = _Entering(store, workshop_id, source, batch, named)
    slices = list(_slices(named))
    if batch is None or len(slices) < 2:
        store.write(entering.at_once)
    else:
        entering.in_slices(slices)
    return len(sheets)


def already_there(connection: Connection, sheet_ids: Sequence[str]) -> set[str]:
    """Sheets that were stored before, their acknowledgement lost with the connection."""
    return set(connection.execute(select(participants.c.id).where(participants.c.id.in_(sheet_ids))).scalars())


def sheet_row(
    sheet_id: str,
    workshop_id: str,
    perspective: str,
    source: str,
    *,
    token_hash: str | None = None,
    batch_id: str | None = None,
    finished: bool = False,
    late: bool = False,
) -> dict[str, object]:
    return {
        "id": sheet_id,
        "workshop_id": workshop_id,
        "perspective": perspective,
        "source": source,
        "token_hash": token_hash,
        "batch_id": batch_id,
        "finished": finished,
        "late": late,
    }


class _Entering:
    """Sheets on their way into the store; each piece of work that runs again has the same effect as once."""

    def __init__(self, store: Store, workshop_id: str, source: Source, batch: NewBatch | None, named: _Slice) -> None:
        self._store, self._workshop_id, self._source, self._batch = store, workshop_id, source, batch
        self._named = named
        self._batch_id = None if batch is None else new_id()
        self._late = False
        self._perspectives = {entered.perspective for _, entered in named}
        self._statements = set[str]().union(*(entered.answers for _, entered in named))
        self._answers = set[str]().union(*(entered.answers.values() for _, entered in named))
        self._replaced = [entered.replaces for _, entered in named if entered.replaces]

    def at_once(self, connection: Connection) -> None:
        if not self._is_done(connection):
            workshop = self._begin(connection)
            self._insert(connection, self._named)
            self._complete(connection, workshop)

    def in_slices(self, slices: Sequence[_Slice]) -> None:
        """Some slices are always on their way, so that the database need not wait for the next."""
        clear_unfinished(self._store)
        try:
            self._store.write(self._first)
            coming: deque[Future[None]] = deque()
            for part in slices:
                coming.append(self._store.submit(partial(self._slice, part), patient=True))
                if len(coming) == PATIENT_TOGETHER:
                    coming.popleft().result()
            for last in coming:
                last.result()
            self._store.write(self._last)
        except BaseException:
            with suppress(StoreUnavailable):  # else it goes by its age
                self._store.write(self._give_up)
                clear_unfinished(self._store)
            raise

    def _first(self, connection: Connection) -> None:
        if connection.execute(select(batches.c.id).where(batches.c.id == self._batch_id)).first() is None:
            self._begin(connection)

    def _slice(self, part: _Slice, connection: Connection) -> None:
        if self._batch_id is not None and not already_there(connection, [part[0][0]]):
            renew(connection, self._batch_id, self._store.now())
            self._insert(connection, part)

    def _last(self, connection: Connection) -> None:
        if not self._is_done(connection):
            self._complete(connection, self._workshop(connection))

    def _give_up(self, connection: Connection) -> None:
        take_back(connection, batches.c.id == self._batch_id, ~COMPLETE)

    def _is_done(self, connection: Connection) -> bool:
        """Whether it was done, its acknowledgement lost with the connection."""
        if self._batch_id is not None:
            return is_complete(connection, self._batch_id)
        return bool(already_there(connection, [sheet_id for sheet_id, _ in self._named[:1]]))

    def _workshop(self, connection: Connection) -> AnyRow:
        """The workshop, locked, if it takes all these sheets as it is now."""
        workshop = lock(connection, self._workshop_id)
        if workshop is None or workshop.state == "finished":
            raise WrongState
        asked = parsed(self._store, connection, workshop.questionnaire_digest)
        insist_on_perspectives(asked, self._perspectives)
        if unknown := sorted(self._statements - set(workshop.room)):
            raise UnknownStatement(unknown)
        if unknown := sorted(self._answers - set(ANSWERS)):
            raise UnknownAnswer(unknown)
        return workshop

    def _begin(self, connection: Connection) -> AnyRow:
        workshop = self._workshop(connection)
        if len(set(self._replaced)) < len(self._replaced) or (self._replaced and self._batch is None):
            raise OutdatedComparison
        if self._batch is not None and self._batch_id is not None:
            begin_batch(connection, self._batch_id, self._workshop_id, self._batch, self._store.now())
        self._late = workshop.state == "closed"
        return workshop

    def _insert(self, connection: Connection, part: _Slice) -> None:
        rows = [
            sheet_row(
                sheet_id,
                self._workshop_id,
                entered.perspective,
                self._source,
                batch_id=self._batch_id,
                finished=True,
                late=self._late,
            )
            | {"record": entered.record or None}
            for sheet_id, entered in part
        ]
        self._replace(connection, [entered.replaces for _, entered in part if entered.replaces])
        insert_sheets(connection, rows, {sheet_id: entered.answers for sheet_id, entered in part})

    def _replace(self, connection: Connection, replaced: Sequence[str]) -> None:
        """Let these uploaded sheets count no more, with the last slice; OutdatedComparison unless all of them do."""
        if not replaced:
            return
        current = update(participants).where(
            participants.c.id.in_(replaced),
            participants.c.workshop_id == self._workshop_id,
            participants.c.source == "upload",
            COUNTS,
        )
        if connection.execute(current.values(replaced_in=self._batch_id)).rowcount != len(replaced):
            raise OutdatedComparison

    def _complete(self, connection: Connection, workshop: AnyRow) -> None:
        if self._batch is not None and self._batch_id is not None:
            self._insist_on_replaced(connection)
            answers = sum(len(entered.answers) for _, entered in self._named)
            of_file = (self._batch_id, self._workshop_id, self._batch)
            complete_batch(connection, *of_file, self._store.now(), people=len(self._named), answers=answers)
        if self._late != (workshop.state == "closed"):
            own = update(participants).where(participants.c.batch_id == self._batch_id)
            connection.execute(own.values(late=not self._late))
        if not self._named:
            return
        if self._answers:
            unlocked = update(workshops).where(workshops.c.id == self._workshop_id, workshops.c.locked.is_(False))
            connection.execute(unlocked.values(locked=True))
        touch(connection, self._workshop_id)

    def _insist_on_replaced(self, connection: Connection) -> None:
        """Raises OutdatedComparison if another file has replaced the same sheets meanwhile."""
        marked = select(func.count()).where(participants.c.replaced_in == self._batch_id)
        if self._replaced and connection.execute(marked).scalar_one() != len(self._replaced):
            raise OutdatedComparison


def _slices(named: _Slice) -> Iterator[_Slice]:
    start = answers = 0
    for place, (_, entered) in enumerate(named):
        answers += len(entered.answers) + 1
        if answers >= ANSWERS_A_SLICE:
            yield named[start : place + 1]
            start, answers = place + 1, 0
    if start < len(named):
        yield named[start:]
