"""Letters are sent apart from the requests that ask for them: a slow mail server holds up nobody's page."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Lock
from typing import Literal
from urllib.parse import urlsplit

from config import Smtp, load_settings
from data.store.engine import StoreUnavailable
from web.mail import Letter, NotSent, Why, send

WAITING = 20.0
"""Seconds that somebody who looks at a page waits for its letter."""
MOST = 20
"""Letters that may wait for being sent later; more are not taken."""

Outcome = Literal["sent", "unsure"] | Why

_log = logging.getLogger(__name__)
_THREADS = {"now": 2, "later": 1}
_pools: dict[str, ThreadPoolExecutor] = {}
_lock = Lock()
_room = BoundedSemaphore(MOST)


def deliver(smtp: Smtp, letter: Letter) -> None:
    """Send it in this thread; raises NotSent, of which the log knows the kind alone."""
    try:
        send(smtp, letter, _own_name())
    except NotSent as error:
        _log.error("Eine E-Mail ist nicht gesendet: %s", error)
        raise


def send_now(smtp: Smtp, letter: Letter, waiting: float = WAITING) -> Outcome:
    """Send it while somebody waits, and say what came of it; "unsure" where the server takes too long to tell."""
    sending = _pool("now").submit(deliver, smtp, letter)
    try:
        sending.result(waiting)
    except NotSent as error:
        return error.why
    except TimeoutError:
        return "no_answer" if sending.cancel() else "unsure"
    return "sent"


def send_later(work: Callable[[], None]) -> None:
    """Do this work, which sends a letter, after the page is answered; what fails is logged by its kind."""
    if not _room.acquire(blocking=False):
        _log.error("Eine E-Mail ist nicht gesendet: Zu viele warten schon.")
        return
    _pool("later").submit(_done, work).add_done_callback(lambda _sent: _room.release())


def close() -> None:
    """The server ends: what waits is not sent any more."""
    with _lock:
        while _pools:
            _pools.popitem()[1].shutdown(wait=False, cancel_futures=True)


def _pool(which: Literal["now", "later"]) -> ThreadPoolExecutor:
    """Those whom somebody waits for do not queue behind those whom nobody sees."""
    with _lock:
        if which not in _pools:
            _pools[which] = ThreadPoolExecutor(_THREADS[which], f"letters-{which}")
        return _pools[which]


def _done(work: Callable[[], None]) -> None:
    try:
        work()
    except NotSent:
        return  # the log has it
    except StoreUnavailable as error:
        _log.error("Eine E-Mail ist nicht gesendet: %s", type(error).__name__)


def _own_name() -> str:
    """By which we introduce ourselves: that of the public address, and never what the machine is called."""
    host = urlsplit(load_settings().public_url).hostname or "localhost"
    return f"[{host}]" if host.replace(".", "").isdecimal() or ":" in host else host
