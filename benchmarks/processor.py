"""Processor time that processes have used, with all that they started; Linux only."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _USED = 1, slice(11, 15)
"""Places in /proc/…/stat behind the name: who started it; user and system time, its own and that of what has ended."""


def used_by(started: Mapping[str, Iterable[int]]) -> dict[str, float]:
    """Seconds of each, and of this process, which is the client."""
    return {who: processor_seconds(ids) for who, ids in started.items()} | {"client": sum(os.times()[:2])}


def processor_seconds(started: Iterable[int]) -> float:
    """Seconds of one core, of these processes and all below them, since their start."""
    known = _processes()
    wanted, found = list(started), 0.0
    while wanted:
        one = wanted.pop()
        found += known[one][1] if one in known else 0
        wanted += [other for other, (parent, _used) in known.items() if parent == one]
    return found


def _processes() -> dict[int, tuple[int, float]]:
    """Parent and seconds of every process there is."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        found[int(path.parent.name)] = int(fields[_PARENT]), sum(map(int, fields[_USED])) / _TICKS
    return found
