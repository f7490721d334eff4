"""``run.py test``: runs the tests."""

import subprocess
import sys
from collections.abc import Sequence

from config import ROOT


def test(arguments: Sequence[str]) -> int:
    """Hand the arguments to pytest."""
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT)
