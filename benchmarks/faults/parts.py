"""One part after the other breaks while phones answer: a process, nginx, the standby, connections, a lock.

    .venv/bin/python -m benchmarks.faults.parts [NAME…]

Prints a line a fault; ends with 1 if an acknowledged answer is missing or a phone was refused that need not be.
F11 (processes), F13 (connections, lock) and F20 (nginx) of the list of faults, and a standby that dies.
"""

import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from benchmarks.faults.writers import Writer, answering, endured_by, joined, opened
from data.store.engine import database_url
from tests.deploy.pair import OWNER
from tests.deploy.stack import Stack, stack
from tests.running import PATIENCE

CALM = 1.0
"""Seconds of answering before and after each fault."""


def process_killed(whole: Stack) -> None:
    """kill -9, and back on the same port."""
    whole.servers[0].kill()
    time.sleep(1)
    whole.start_again(0)


def restarted_in_turn(whole: Stack) -> None:
    """As an upgrade does it: the second once the first is healthy again, and nginx has noticed."""
    for number, server in enumerate(whole.servers):
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(PATIENCE)
        whole.start_again(number)
        time.sleep(3)


def proxy_reloaded(whole: Stack) -> None:
    """As after a new certificate."""
    for _ in range(3):
        whole.proxy.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)


def standby_killed(whole: Stack) -> None:
    """Nobody is answered until somebody says that the primary goes on alone; then the standby returns."""
    a, b = whole.nodes
    b.kill()
    time.sleep(3)
    for node, script in ((a, "go_on_alone"), (b, "return_standby")):
        told = node.run(script)
        assert told.returncode == 0, told


def connections_exhausted(whole: Stack) -> None:
    """Every connection that the server gives is taken for three seconds."""
    engine = create_engine(database_url(whole.url), poolclass=NullPool)
    held = []
    with suppress(OperationalError, psycopg.OperationalError):
        while True:
            held.append(engine.connect())
    time.sleep(3)
    for connection in held:
        connection.close()


def answers_locked(whole: Stack) -> None:
    """Somebody's tool holds the table for three seconds."""
    whole.nodes[0].ask(f"SET ROLE {OWNER}; BEGIN; LOCK TABLE answers; SELECT pg_sleep(3); COMMIT;", "selbstcheck")


Fault = Callable[[Stack], None]
FAULTS: dict[str, Fault] = {
    one.__name__: one
    for one in (
        process_killed,
        restarted_in_turn,
        proxy_reloaded,
        answers_locked,
        connections_exhausted,
        standby_killed,
    )
}


def endured(whole: Stack, phones: list[Writer], fault: Fault) -> tuple[int, int]:
    """Answers that were lost and refused while this happened; prints how it went."""
    with answering(phones):
        time.sleep(CALM)
        fault(whole)
        time.sleep(CALM)
    found = endured_by(phones)
    print(f"{fault.__name__:<22} {found}", flush=True)
    return found.lost, found.refused


def main(names: list[str]) -> int:
    with stack(is_quick=False) as whole:
        phones = joined(whole, *opened(whole))
        outcomes = [endured(whole, phones, FAULTS[name]) for name in names or FAULTS]
    return 0 if all(outcome == (0, 0) for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
