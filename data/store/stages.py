"""The stage of a workshop: one row, moved by compare-and-set, so that two moderators never skip a step."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from analysis.agenda import Agenda, agenda_of
from analysis.stage import Place, Stage, place_of
from data.store.engine import Store
from data.store.errors import WrongState as WrongState
from data.store.narrowing import of_own
from data.store.releases import reveal_in
from data.store.rows import SELECT_WORKSHOPS, AnyRow, Workshop, lock, workshop_of
from data.store.saving import normalised
from data.store.schema import ballots, measures, point_polls, releases, workshops
from data.store.schema import stages as table


class StageMoved(Exception):  # noqa: N818 - named by what is so
    """Somebody else was faster; ``stage`` is what they left."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.number)
        self.stage = stage


def stage(store: Store, workshop_id: str) -> Stage:
    """What stands on the stage; of a workshop that nobody has shown yet, how to join."""
    with store.reading() as connection:
        return _stage(connection, workshop_id)


def move(store: Store, workshop_id: str, wanted: Stage, *, reveals: str | None = None, adds: bool = False) -> Stage:
    """Put ``wanted`` on the stage, which was made from the one with its number; gives it with the next number.

    ``reveals``: the page of results that the room sees with it: from then on the release is final, in the same
    COMMIT. ``adds``: where two hands want the same, both are meant. Raises StageMoved where another stage stands by
    now, WrongState without the workshop, or where something is to be revealed without a release.
    """
    after = replace(wanted, number=wanted.number + 1)
    is_again = False

    def work(connection: Connection) -> Stage:
        nonlocal is_again
        if lock(connection, workshop_id) is None:
            raise WrongState
        before = _stage(connection, workshop_id)
        if before == after and (is_again or not adds):
            return after  # done: the COMMIT's acknowledgement was lost, or another hand wanted just the same
        is_again = True
        if before.number != wanted.number:
            raise StageMoved(before)
        if reveals is not None:
            reveal_in(connection, workshop_id, reveals)
        _keep(connection, workshop_id, after)
        return after

    return store.write(work)


@dataclass(frozen=True)
class Moment:
    """A workshop, its stage and its release, all of one state of the data.

    ``stand`` as from ``stands``. ``release``: number, and the pages that revealed it; None before the closing.
    ``agenda``: the Gesprächsplan of the release, None: nobody has arranged one. ``measures``: how many there are that
    were not dropped. ``polled``: of how many the poll on them shows points, and whether it has; 1 for a sentence.
    ``before``: the run of the same municipality that it continues, with its day, and its questionnaire and release once
    a result of that was shown.
    """

    workshop: Workshop
    stage: Stage
    stand: str
    release: tuple[int, tuple[str, ...]] | None
    agenda: Agenda | None
    measures: int
    polled: tuple[int, bool]
    before: "Before | None"


@dataclass(frozen=True)
class Before:
    """The run that a workshop continues: its number of ``release`` is None until a result of it was shown."""

    workshop_id: str
    held_on: date
    run: int
    release: int | None


def moment(store: Store, workshop_id: str) -> Moment | None:
    """How this workshop stands now; None once it is gone."""
    return _moment(store, workshops.c.id == workshop_id)


def moment_of_code(store: Store, code: str) -> Moment | None:
    """How the workshop with this code stands now; case and blanks do not matter."""
    return _moment(store, workshops.c.code == normalised(code))


def _moment(store: Store, which: ColumnElement[bool]) -> Moment | None:
    with store.reading() as connection:
        row = connection.execute(of_own(connection, _MOMENTS.where(which))).one_or_none()
    if row is None:
        return None
    closed = None if row.release is None else (row.release, tuple(row.shown))
    arranged = None if row.agenda is None else agenda_of(row.agenda)
    now = replace(Stage() if row.number is None else _of(row), looks_back=row.measures_before or 0)
    return Moment(
        workshop_of(row), now, _stand(row, store.now()), closed, arranged, row.measures, _polled(row), _before(row)
    )


def _before(row: AnyRow) -> Before | None:
    if row.before_id is None:
        return None
    return Before(row.before_id, row.before_held_on, row.before_run, row.before_release if row.before_shown else None)


def _polled(row: AnyRow) -> tuple[int, bool]:
    if row.poll_state is None:
        return 0, False
    is_too_few = row.poll_state == "closed" and row.poll_result["people"] < row.threshold
    return 1 if is_too_few else len(row.poll_options), row.poll_state == "shown"


_STAGE = [column for column in table.c if column.name != "workshop_id"]
_VOTES = select(func.sum(ballots.c.number)).where(ballots.c.workshop_id == workshops.c.id).scalar_subquery()
_VOTED_UNTIL = (
    select(func.min(ballots.c.until))
    .where(ballots.c.workshop_id == workshops.c.id, ~ballots.c.is_closed)
    .scalar_subquery()
)
_EARLIER, _EARLIER_RELEASE = workshops.alias("earlier"), releases.alias("earlier_release")
_IS_EARLIER = (_EARLIER.c.id == workshops.c.follows) & (_EARLIER.c.municipality_id == workshops.c.municipality_id)
_FOLLOWED = workshops.alias("followed")
_AGREED_BEFORE = select(_FOLLOWED.c.agreed).where(_FOLLOWED.c.id == workshops.c.follows).scalar_subquery()
_SEEN = (
    workshops.c.closings,
    _AGREED_BEFORE.label("agreed_before"),
    workshops.c.agreed,
    workshops.c.comments_shown,
    _VOTES.label("votes"),
    _VOTED_UNTIL.label("voted_until"),
    point_polls.c.number.label("poll_number"),
)
_MEASURES = (
    select(func.count())
    .where(measures.c.workshop_id == workshops.c.id, measures.c.status != "dropped")
    .scalar_subquery()
)
_MEASURES_BEFORE = select(func.count()).where(measures.c.workshop_id == _EARLIER.c.id).scalar_subquery()
_BEFORE = (
    _EARLIER.c.id.label("before_id"),
    _EARLIER.c.held_on.label("before_held_on"),
    _EARLIER.c.run.label("before_run"),
    _EARLIER_RELEASE.c.number.label("before_release"),
    _EARLIER_RELEASE.c.shown.label("before_shown"),
    _MEASURES_BEFORE.label("measures_before"),
)
_MOMENTS = (
    SELECT_WORKSHOPS.add_columns(*_SEEN, *_STAGE, _MEASURES.label("measures"), *_BEFORE)
    .add_columns(releases.c.number.label("release"), releases.c.shown, releases.c.agenda)
    .add_columns(
        point_polls.c.state.label("poll_state"),
        point_polls.c.options.label("poll_options"),
        point_polls.c.result.label("poll_result"),
    )
    .join(table, isouter=True, onclause=table.c.workshop_id == workshops.c.id)
    .join(releases, isouter=True, onclause=releases.c.workshop_id == workshops.c.id)
    .join(_EARLIER, isouter=True, onclause=_IS_EARLIER)
    .join(_EARLIER_RELEASE, isouter=True, onclause=_EARLIER_RELEASE.c.workshop_id == _EARLIER.c.id)
    .join(point_polls, isouter=True, onclause=point_polls.c.workshop_id == workshops.c.id)
)

_OF_WORKSHOP = ("id", "state", "wifi_name", "wifi_password")


def stands(store: Store, workshop_ids: Iterable[str]) -> dict[str, str]:
    """By workshop a word that is another one whenever the room may see something else: the stage, the workshop's
    state and Wi-Fi, its release, whether a result of it was shown, its Gesprächsplan, its shared assessments and
    measures, the poll on them and those of the run before, its released comments and its ballots, also when one of
    them is over, the next date and whether people are asked as they leave. Those that are gone are missing."""
    query = (
        select(
            *(workshops.c[name] for name in _OF_WORKSHOP), *_SEEN, table.c.number, releases.c.shown, releases.c.agenda
        )
        .join_from(workshops, table, isouter=True)
        .join(releases, isouter=True, onclause=releases.c.workshop_id == workshops.c.id)
        .join(point_polls, isouter=True, onclause=point_polls.c.workshop_id == workshops.c.id)
        .where(workshops.c.id.in_(tuple(workshop_ids)))
    )
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return {row.id: _stand(row, store.now()) for row in rows}


def _stand(row: AnyRow, now: float) -> str:
    wifi = zlib.crc32(f"{row.wifi_name}\n{row.wifi_password}".encode())
    agenda = zlib.crc32(repr(row.agenda).encode()) if row.agenda else 0
    is_over = row.voted_until is not None and now > row.voted_until
    votes = f"{row.votes or 0}-{int(is_over)}-{row.poll_number or 0}"
    talk = f"{row.agreed}-{row.agreed_before or 0}-{row.comments_shown}-{votes}"
    return f"{row.number or 0}-{row.state}-{row.closings}-{int(bool(row.shown))}-{talk}-{wifi:x}-{agenda:x}"


def _stage(connection: Connection, workshop_id: str) -> Stage:
    row = connection.execute(select(table).where(table.c.workshop_id == workshop_id)).one_or_none()
    return Stage() if row is None else _of(row)


def _of(row: AnyRow) -> Stage:
    return Stage(
        number=row.number,
        place=Place(row.kind, row.slide, row.step),
        frozen=None if row.frozen is None else place_of(row.frozen),
        black=row.black,
        timer_until=row.timer_until,
        joining=row.joining,
        order=None if row.arranged is None else tuple(place_of(one) for one in row.arranged),
        resume=None if row.resume is None else place_of(row.resume),
    )


def _keep(connection: Connection, workshop_id: str, after: Stage) -> None:
    values = _values(after)
    changed = update(table).where(table.c.workshop_id == workshop_id).values(**values)
    if not connection.execute(changed).rowcount:
        connection.execute(insert(table).values(workshop_id=workshop_id, **values))


def _values(stage: Stage) -> Mapping[str, Any]:
    return {
        "number": stage.number,
        "kind": stage.place.kind,
        "slide": stage.place.slide,
        "step": stage.place.step,
        "frozen": None if stage.frozen is None else stage.frozen.as_json(),
        "black": stage.black,
        "timer_until": stage.timer_until,
        "joining": stage.joining,
        "arranged": None if stage.order is None else [place.as_json() for place in stage.order],
        "resume": None if stage.resume is None else stage.resume.as_json(),
    }
