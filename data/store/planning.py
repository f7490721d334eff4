"""What only the moderator's own window shows of a workshop: whom it expects, and which paper forms were opened.

Both stand apart from ``Workshop``, which phones and the Leinwand get as well.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, select, update

from data.store.engine import Store
from data.store.errors import WrongState as WrongState
from data.store.rows import lock
from data.store.schema import workshops as table


def expected(store: Store, workshop_id: str) -> dict[str, int]:
    """How many people are awaited, by perspective; none of them is 0."""
    query = select(table.c.expected).where(table.c.id == workshop_id)
    with store.reading() as connection:
        return dict(connection.execute(query).scalar() or {})


def expect(store: Store, workshop_id: str, people: Mapping[str, int]) -> None:
    """Await so many people of these perspectives, of all others nobody knows; raises WrongState once it is closed."""
    awaited = {key: number for key, number in people.items() if number > 0}

    def work(connection: Connection) -> None:
        workshop = lock(connection, workshop_id)
        if workshop is None or workshop.state not in ("prepared", "open"):
            raise WrongState
        connection.execute(update(table).where(table.c.id == workshop_id).values(expected=awaited))

    store.write(work)


def printed(store: Store, workshop_id: str) -> list[str]:
    """The paper forms that were opened to be printed, each with its language: "kurz/de"."""
    query = select(table.c.printed).where(table.c.id == workshop_id)
    with store.reading() as connection:
        return list(connection.execute(query).scalar() or ())


def plan_talk(store: Store, workshop_id: str, minutes: int) -> None:
    """Say how long the talk shall be, before or after there are results; raises WrongState without the workshop."""

    def work(connection: Connection) -> None:
        if lock(connection, workshop_id) is None:
            raise WrongState
        connection.execute(update(table).where(table.c.id == workshop_id).values(talk_minutes=minutes))

    store.write(work)


def note_printed(store: Store, workshop_id: str, form: str) -> None:
    """This form was opened; nothing is written where that is known."""
    if form in printed(store, workshop_id):
        return

    def work(connection: Connection) -> None:
        workshop = lock(connection, workshop_id)
        if workshop is not None and form not in workshop.printed:
            values = {"printed": sorted({*workshop.printed, form})}
            connection.execute(update(table).where(table.c.id == workshop_id).values(**values))

    store.write(work)
