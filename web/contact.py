"""Has a phone reached us yet? For the test before the workshop; nothing about the phone.

In memory, and where several processes share a store, also there: the phone reaches one, the page asks another.
"""

import socket
import time

from data.store.contacts import note_phone, phone_was_there_at
from data.store.engine import Store
from web.senders import plain

EVERY = 5.0
"""Seconds in which a workshop's phones are noted once."""

_NUMBERS = socket.AI_NUMERICHOST  # no name is ever looked up
_last: dict[str, float] = {}


def note_contact(store: Store, workshop_id: str, sender: str) -> None:
    """A page of this workshop was opened; from the machine itself that says nothing about phones."""
    now = time.monotonic()
    if now - _last.get(workshop_id, -EVERY) < EVERY or is_this_machine(sender):
        return
    _last[workshop_id] = now
    if store.is_shared:
        note_phone(store, workshop_id)


def seconds_since_contact(store: Store, workshop_id: str) -> float | None:
    """Seconds since a phone last opened a page of this workshop; None if none has, as far as anybody remembers."""
    found = [time.monotonic() - _last[workshop_id]] if workshop_id in _last else []
    at = phone_was_there_at(store, workshop_id) if store.is_shared else None
    return min([*found, *([] if at is None else [max(0.0, store.now() - at)])], default=None)


def is_this_machine(address: str) -> bool:
    """Whether this network address is one of our own: only those can be bound. What is no address is not ours."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(str(plain(address)), 0, 0, socket.SOCK_DGRAM, 0, _NUMBERS)[0]
        with socket.socket(family, kind) as probe:
            probe.bind(place)
    except (OSError, ValueError):
        return False
    return True
