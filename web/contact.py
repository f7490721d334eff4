"""Has a phone reached us yet? For the test before the workshop; in memory only, nothing about the phone."""

import time

_last: dict[str, float] = {}


def note_contact(code: str) -> None:
    """A page of the workshop with this code was opened."""
    _last[code] = time.monotonic()


def seconds_since_contact(code: str) -> float | None:
    """Seconds since a page of this workshop was last opened anywhere; None if never since the start."""
    return time.monotonic() - _last[code] if code in _last else None
