"""Paper sheets, typed in one by one: stored under an id of their own, by which the last one can be taken back."""

from sqlalchemy import Connection, delete

from data.store.engine import Store
from data.store.entering import EnteredSheet, add_sheets
from data.store.errors import WrongState as WrongState
from data.store.rows import lock, new_id
from data.store.schema import participants
from data.store.writer import touch


def add_paper_sheet(store: Store, workshop_id: str, entered: EnteredSheet) -> str:
    """Store the sheet; gives its id. Raises as ``add_sheets``."""
    sheet_id = new_id()
    add_sheets(store, workshop_id, [entered], source="paper", ids=[sheet_id])
    return sheet_id


def take_back_paper_sheet(store: Store, workshop_id: str, sheet_id: str) -> None:
    """Delete a typed sheet with its answers, without a trace; a release that counted it stays as it is.

    Raises WrongState once the workshop is finished.
    """

    def work(connection: Connection) -> None:
        workshop = lock(connection, workshop_id)
        if workshop is None or workshop.state == "finished":
            raise WrongState
        typed = (participants.c.workshop_id == workshop_id, participants.c.source == "paper")
        connection.execute(delete(participants).where(participants.c.id == sheet_id, *typed))
        touch(connection, workshop_id)

    store.write(work, erases=True)
