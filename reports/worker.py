"""The child of ``reports.apart``: an order in, files out, each as soon as it is ready."""

import os
import pickle
import sys
import traceback

from reports.making import make
from reports.parcel import write_parcel

NICE = 19


def main() -> None:
    """Make what is ordered; what goes wrong with one file stands in the server's log, and the others are made.

    The exit code says whether all are there.
    """
    if hasattr(os, "nice"):
        os.nice(NICE)
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever a library prints is no part of a file
    order = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own server, through a pipe that nobody else has
    failed = 0
    for file in order.files:
        try:
            write_parcel(out, make(order, file))
        except Exception:  # one file less, and not all of them
            traceback.print_exc()
            failed += 1
    sys.exit(failed)
