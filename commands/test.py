"""``run.py test``: runs the tests."""

import subprocess
import sys
from collections.abc import Sequence

from config import ROOT

ALL = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")
"""Three files at a time, each with servers, browser and database of its own: they wait half of their time. They begin
in the order of tests/conftest.py, not with those of the most tests, which are the shortest."""


def test(arguments: Sequence[str]) -> int:
    """Hand the arguments to pytest; without any, all tests run."""
    return subprocess.call([sys.executable, "-m", "pytest", *(arguments or ALL)], cwd=ROOT)
