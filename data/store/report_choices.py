"""What moderators want of a workshop's documents: who answers questions, the logo, the parts."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select, update

from data.store.engine import Store
from data.store.errors import TextTooLong, WrongState
from data.store.free_text import as_kept
from data.store.rows import AnyRow, lock
from data.store.schema import LARGEST_LOGO
from data.store.schema import report_choices as table

LONGEST_CONTACT = 120


@dataclass(frozen=True, kw_only=True)
class ReportChoices:
    """``language``: None until somebody has chosen one. ``logo``: a small picture as PNG. ``left_out``: parts of the
    report that are not wanted, so that one of a later version is. ``is_released``: the summary for all may go out."""

    language: str | None = None
    contact: str = ""
    logo: bytes | None = None
    left_out: tuple[str, ...] = ()
    is_released: bool = False


def report_choices(store: Store, workshop_id: str) -> ReportChoices:
    """What was chosen last, on whichever device."""
    with store.reading() as connection:
        return _choices(_row(connection, workshop_id))


def change_report_choices(
    store: Store, workshop_id: str, change: Callable[[ReportChoices], ReportChoices]
) -> ReportChoices:
    """Keep what ``change`` makes of the choices as they stand now, so that two laptops do not undo each other's.

    Raises TextTooLong for what is larger than its place, WrongState without the workshop.
    """

    def work(connection: Connection) -> ReportChoices:
        if lock(connection, workshop_id) is None:
            raise WrongState
        row = _row(connection, workshop_id)
        before = _choices(row)
        after = _as_kept(change(before))
        if row is None:
            connection.execute(insert(table).values(workshop_id=workshop_id, **_values(after)))
        elif after != before:
            connection.execute(update(table).where(table.c.workshop_id == workshop_id).values(**_values(after)))
        return after

    return store.write(work, erases=True)


def _as_kept(wanted: ReportChoices) -> ReportChoices:
    if len(wanted.logo or b"") > LARGEST_LOGO:
        raise TextTooLong
    contact = as_kept(wanted.contact, LONGEST_CONTACT)
    return ReportChoices(**asdict(wanted) | {"contact": contact, "logo": wanted.logo or None})


def _values(choices: ReportChoices) -> dict[str, object]:
    return asdict(choices) | {"left_out": list(choices.left_out)}


def _choices(row: AnyRow | None) -> ReportChoices:
    """A restored contact may be longer than what is typed here."""
    if row is None:
        return ReportChoices()
    return ReportChoices(
        language=row.language,
        contact=row.contact[:LONGEST_CONTACT],
        logo=row.logo,
        left_out=tuple(row.left_out),
        is_released=row.is_released,
    )


def _row(connection: Connection, workshop_id: str) -> AnyRow | None:
    return connection.execute(select(table).where(table.c.workshop_id == workshop_id)).one_or_none()
