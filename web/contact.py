"""Has a phone reached us yet? For the test before the workshop; in memory only, nothing about the phone."""

import ipaddress
import socket
import time

_NUMBERS = socket.AI_NUMERICHOST  # no name is ever looked up
_last: dict[str, float] = {}


def note_contact(code: str, sender: str) -> None:
    """A page of the workshop with this code was opened; from the machine itself that says nothing about phones."""
    if not is_this_machine(sender):
        _last[code] = time.monotonic()


def seconds_since_contact(code: str) -> float | None:
    """Seconds since a phone last opened a page of this workshop; None if none has since the start."""
    return time.monotonic() - _last[code] if code in _last else None


def is_this_machine(address: str) -> bool:
    """Whether this network address is one of our own: only those can be bound. What is no address is not ours."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(_plain(address), 0, 0, socket.SOCK_DGRAM, 0, _NUMBERS)[0]
        with socket.socket(family, kind) as probe:
            probe.bind(place)
    except (OSError, ValueError):
        return False
    return True


def _plain(address: str) -> str:
    """A number as it is bound; raises ValueError for anything else. IPv4 may come dressed as IPv6."""
    number = ipaddress.ip_address(address)
    mapped = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return str(mapped or number)
