"""``run.py serve``: several processes of the same server on this machine, for a proxy that stands before them."""

import argparse
import signal
import sys
from threading import Event
from typing import TYPE_CHECKING

from commands.exit_codes import FAILED, OK, REFUSED
from commands.opening import questionnaire_or_stop, store_or_stop
from commands.processes import Process
from commands.start import port_is_free, server_command
from config import Settings, load_settings

if TYPE_CHECKING:
    from commands.parsing import Parser

MOST = 16
LOOK_EVERY = 0.2


def add_options(parser: "Parser") -> None:
    parser.add_argument(
        "--processes", type=int, default=2, choices=range(1, MOST + 1), metavar="ZAHL", help="wie viele, vorgegeben: 2"
    )


def serve(options: argparse.Namespace) -> int:
    """Run until a signal ends it; a process that ends by itself is started again."""
    settings, count = load_settings(), int(options.processes)
    questionnaire_or_stop(settings.questionnaire)
    refusal = _refusal(settings, count)
    if refusal is not None:
        print(refusal, file=sys.stderr)
        return REFUSED
    taken = [port for port in range(settings.port, settings.port + count) if not port_is_free(port, settings.address)]
    if taken:
        print(f"Belegt: Port {', '.join(map(str, taken))}. Läuft die App schon?", file=sys.stderr)
        return FAILED
    _say_once_what_is_wrong(settings)
    _run([_process(settings, number) for number in range(count)])
    return OK


def _say_once_what_is_wrong(settings: Settings) -> None:
    """Bring the tables up to date, too, before several do it at once."""
    from web.mode import insist_on_accounts

    store = store_or_stop(settings)
    try:
        insist_on_accounts(store, settings)
    finally:
        store.close()


def _refusal(settings: Settings, count: int) -> str | None:
    """Answers would be safe on SQLite, too; but what was deleted could come back from another process's copy, and
    processes count wrong codes together on PostgreSQL only."""
    from data.store.databases import is_on_a_server
    from data.store.engine import StoreUnavailable

    if settings.port + count - 1 > 65535 or settings.metrics_port + count - 1 > 65535:
        return f"Für {count} Prozesse sind die Nummern der Ports zu hoch."
    try:
        if count == 1 or is_on_a_server(settings.database_url):
            return None
    except StoreUnavailable as error:
        return str(error)
    return (
        f"{count} Prozesse brauchen PostgreSQL (DATABASE_URL): Neben einer SQLite-Datei könnten Kopien Gelöschtes "
        "behalten. Mit SQLite genügt einer: python3 run.py serve --processes 1"
    )


def _process(settings: Settings, number: int) -> Process:
    port, name = settings.port + number, f"p{number + 1}"
    own = {"PORT": str(port), "PROCESS_NAME": name}
    if settings.metrics_port:
        own["METRICS_PORT"] = str(settings.metrics_port + number)
    return Process(name, tuple(server_command(port, settings.address)), own)


def _run(processes: list[Process]) -> None:
    ending = Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda _number, _frame: ending.set())
    print(f"Prozesse {', '.join(one.name for one in processes)} starten · Beenden: Strg+C", flush=True)
    try:
        while not ending.wait(LOOK_EVERY):
            for process in processes:
                process.look_after()
    finally:
        for process in processes:
            process.ask_to_end()
        for process in processes:
            process.end()
