"""The arranged Gesprächsplan of a release: it goes with the release, and never changes by itself."""

from collections.abc import Callable

from sqlalchemy import Connection, select, update

from analysis.agenda import Agenda, agenda_of
from data.store.engine import Store
from data.store.errors import WrongState as WrongState
from data.store.rows import lock
from data.store.schema import releases as table


def arrange(store: Store, workshop_id: str, proposal: Agenda, change: Callable[[Agenda], Agenda]) -> Agenda:
    """Change the plan as it stands, which is the ``proposal`` where nobody has changed it yet; gives the new one.

    Two who change it at once both do. Raises WrongState before a result was shown.
    """

    def work(connection: Connection) -> Agenda:
        lock(connection, workshop_id)
        row = connection.execute(select(table).where(table.c.workshop_id == workshop_id)).one_or_none()
        if row is None or not row.shown:
            raise WrongState
        after = change(proposal if row.agenda is None else agenda_of(row.agenda))
        values = {"agenda": after.as_json()}
        connection.execute(update(table).where(table.c.workshop_id == workshop_id).values(**values))
        return after

    return store.write(work)
