"""The child of ``reports.apart``: an order in, files out, each as soon as it is ready."""

import os
import pickle
import sys

from reports.making import made
from reports.parcel import write_parcel

NICE = 19


def main() -> None:
    """Make what is ordered; what goes wrong stands in the server's log, and the exit code says that it did."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    order = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own server, through a pipe that nobody else has
    for one in made(order):
        write_parcel(sys.stdout.buffer, one)
