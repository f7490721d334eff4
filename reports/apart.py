"""Documents, made in a child process that never delays phones: one order at a time, with the least priority."""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from content.documents.order import Made, Order
from reports.parcel import read_parcels

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 300
"""By the clock; 108 statements take 3 seconds on a quiet machine, and last among all that a busy one has to do."""

_START = "import sys; sys.path.append(sys.argv[1]); from reports.worker import main; main()"
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_ONE_AT_A_TIME = threading.BoundedSemaphore(1)


class NotMadeError(Exception):
    """The documents could not be made; the log says why."""


def made_apart(order: Order, waiting: Callable[[], object] = bool) -> Iterator[Made]:
    """The files of the order, each as soon as it is ready; raises NotMadeError at the end if one is missing.

    ``waiting``: called each second while another order is being made. Whoever stops listening ends the child.
    """
    while not _ONE_AT_A_TIME.acquire(timeout=1):
        waiting()
    try:
        yield from _made(order)
    except (OSError, ValueError, KeyError, MemoryError) as error:
        raise NotMadeError from error
    finally:
        _ONE_AT_A_TIME.release()


def _made(order: Order) -> Iterator[Made]:
    child = _started()
    clock = threading.Timer(SECONDS, child.kill)
    clock.start()
    try:
        _hand_over(child, order)
        missing = set(order.files)
        for one in read_parcels(child.stdout):
            missing.discard(one.file)
            yield one
        if child.wait() != 0 or missing:
            raise NotMadeError
    finally:
        clock.cancel()
        _end(child)


def _hand_over(child: "subprocess.Popen[bytes]", order: Order) -> None:
    assert child.stdin is not None
    with contextlib.suppress(OSError), child.stdin:  # a child that has died says so at its end
        pickle.dump(order, child.stdin)


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.kill()
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _started() -> "subprocess.Popen[bytes]":
    lowest = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    return subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", "-c", _START, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {"RAYON_NUM_THREADS": "1"},
        creationflags=lowest,
    )
