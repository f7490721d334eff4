"""Large values of windows, such as a file that was read: bounded for each window and for the process."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

MB = 1024 * 1024
WINDOW_KEEPS = 160 * MB
PROCESS_KEEPS = 320 * MB
LARGE = MB
"""From this weight on a value is kept here and not in the window's own state."""

_A_VALUE = 40
"""Bytes that a small value takes with its place in a list: enough for a rule of thumb."""


class KeptValues:
    """What weighs too much goes, the least recently used first; whoever needs it again makes it again."""

    def __init__(self, *, window: int = WINDOW_KEEPS, process: int = PROCESS_KEEPS) -> None:
        self._window, self._process = window, process
        self._values: OrderedDict[tuple[str, str], tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, window: str, key: str, value: object, weight: int) -> None:
        """Keep the value of this window under this key, in the place of an earlier one."""
        with self._lock:
            self._values.pop((window, key), None)
            self._values[window, key] = value, weight
            while self._weight(window) > self._window and next(self._of(window)) != (window, key):
                del self._values[next(self._of(window))]
            while self._weight() > self._process and len(self._values) > 1:
                self._values.popitem(last=False)

    def kept(self, window: str, key: str, default: object = None) -> Any:
        """The value, or the default where there is none or none any more."""
        with self._lock:
            if (window, key) not in self._values:
                return default
            self._values.move_to_end((window, key))
            return self._values[window, key][0]

    def let_go(self, window: str, key: str | None = None) -> None:
        """Forget one value of a window, or all."""
        with self._lock:
            for known in [one for one in self._of(window) if key in (None, one[1])]:
                del self._values[known]

    def weight(self, window: str | None = None) -> int:
        """Bytes, by rule of thumb."""
        with self._lock:
            return self._weight(window)

    def _of(self, window: str) -> Any:
        return (known for known in list(self._values) if known[0] == window)

    def _weight(self, window: str | None = None) -> int:
        return sum(weight for (of, _key), (_value, weight) in self._values.items() if window in (None, of))


def weight_of(value: object) -> int:
    """About how many bytes a value takes; a row of plain values is weighed by its first one."""
    if isinstance(value, str | bytes):
        return _A_VALUE + len(value)
    if is_dataclass(value) and not isinstance(value, type):
        return sum(weight_of(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, Mapping):
        return 2 * _A_VALUE * len(value) + sum(weight_of(one) for one in value.values() if _holds_more(one))
    if isinstance(value, list | tuple | set | frozenset):
        more = [one for one in value if _holds_more(one)]
        return _A_VALUE * len(value) + sum(weight_of(one) for one in more)
    return _A_VALUE


def _holds_more(value: object) -> bool:
    return not isinstance(value, str | int | float | bool | None) or (isinstance(value, str) and len(value) > _A_VALUE)
