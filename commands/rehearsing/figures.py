"""What a rehearsal measured, and whether everything arrived."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Answers = Counter[tuple[str, str, str]]
"""How many gave it, by statement, perspective and answer."""


@dataclass(frozen=True)
class Figures:
    """``sent``, ``acknowledged`` and ``stored`` count answers, ``stages`` the moves that the show took.

    Times in milliseconds, memory of the server in megabytes; None where there was nothing to measure.
    """

    people: int
    joined: int
    sent: int
    acknowledged: int
    stored: int
    answer_p95_ms: float | None
    screen_p95_ms: float | None
    phone_p95_ms: float | None
    stages: int
    memory_mb: float | None
    ok: bool

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def delays(taps: Mapping[int, float], seen: Sequence[tuple[int, float]]) -> list[float | None]:
    """Seconds from each tap until somebody saw what it brought, or something after it; None for what they never saw.

    ``taps``: when the tap was sent, by the number of the stage that it led to. ``seen``: number and time, as they came.
    """
    found: list[float | None] = []
    for number, sent in taps.items():
        times = [when for other, when in seen if other >= number]
        found.append(min(times) - sent if times else None)
    return found


def p95(times: Sequence[float]) -> float:
    """The time within which 95 of 100 were done; ValueError without any."""
    if not times:
        raise ValueError("nothing was measured")
    return sorted(times)[int(len(times) * 0.95)]


def milliseconds(seconds: Sequence[float]) -> float | None:
    """The p95 of these times."""
    return round(p95(seconds) * 1000, 1) if seconds else None


def found_in(stored: Answers, acknowledged: Answers) -> int:
    """How many of the acknowledged answers are stored as they were given."""
    return (stored & acknowledged).total()
