"""How many sheets the busiest address has brought at each process: numbers that can be added up, and no address."""

import time
from concurrent.futures import Future

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from data.store.attempts import CODE_SLOT
from data.store.engine import Store
from data.store.schema import attempts, workshops

BUSIEST = "busiest address"
KEPT_DAYS = 60
"""For numbers of a survey that nobody closes."""

_DAY = 24 * 3600


def tell_busiest(store: Store, workshop_id: str, process: str, sheets: int) -> "Future[None]":
    """This process's number, in the place of its last one, as long as the survey is open."""

    def work(connection: Connection) -> None:
        if connection.execute(select(workshops.c.state).where(workshops.c.id == workshop_id)).scalar() != "open":
            return
        of_it = attempts.c.what == BUSIEST, attempts.c.who == _name(workshop_id, process)
        connection.execute(delete(attempts).where(*of_it))
        told = {"what": BUSIEST, "who": _name(workshop_id, process), "slot": _today(), "n": sheets}
        connection.execute(insert(attempts).values(told))

    return store.submit(work)


def busiest_elsewhere(store: Store, workshop_id: str, process: str) -> list[int]:
    """The numbers of all other processes, also of those that have ended."""
    others = _of(workshop_id), attempts.c.who != _name(workshop_id, process)
    with store.reading() as connection:
        return list(connection.execute(select(attempts.c.n).where(attempts.c.what == BUSIEST, *others)).scalars())


def forget_busiest(connection: Connection, workshop_id: str) -> None:
    """The survey is over, or begins anew."""
    connection.execute(delete(attempts).where(attempts.c.what == BUSIEST, _of(workshop_id)))


def forget_old_busiest(connection: Connection) -> None:
    """Let go of what nobody has closed."""
    before = _today() - KEPT_DAYS * _DAY // CODE_SLOT
    connection.execute(delete(attempts).where(attempts.c.what == BUSIEST, attempts.c.slot < before))


def _name(workshop_id: str, process: str) -> str:
    return f"{workshop_id}:{process}"


def _of(workshop_id: str) -> ColumnElement[bool]:
    return attempts.c.who.startswith(f"{workshop_id}:", autoescape=True)


def _today() -> int:
    """The day alone: when sheets came is nobody's business. In tens of seconds, as that is above every quarter of an
    hour: whoever counts passwords deletes what is below theirs."""
    return int(time.time()) // _DAY * (_DAY // CODE_SLOT)
