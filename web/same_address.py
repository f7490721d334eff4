"""How many sheets has one address brought? Told to the moderator while the room is open; in memory only.

Each process counts what it took itself: with several of them the moderator is told of fewer sheets than there were,
never of more. To count together they would have to store what came from where, for a hint that only asks to compare.

Two structures that know nothing of each other: which sheets were counted, and how many came from each address. Both
hold hashes with a key that ends with the process: neither an address nor a link between address and sheet can be read.
"""

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass, field

MOST_SHEETS = 20_000
"""Of a workshop; what comes after them is not counted here, so that nobody fills the memory."""


@dataclass
class _Room:
    sheets: set[bytes] = field(default_factory=set)
    addresses: Counter[bytes] = field(default_factory=Counter)


_key = secrets.token_bytes(16)
_rooms: dict[str, _Room] = {}


def note_sheet(code: str, token_hash: str, address: str) -> None:
    """A sheet of the workshop with this code has answers now, sent from this address; each sheet is counted once."""
    room = _rooms.setdefault(code, _Room())
    sheet = _hidden(token_hash)
    if sheet in room.sheets or len(room.sheets) >= MOST_SHEETS:
        return
    room.sheets.add(sheet)
    room.addresses[_hidden(address)] += 1


def most_from_one_address(code: str) -> int:
    """Sheets that the busiest address has brought since the start of this process; 0 before the first."""
    room = _rooms.get(code)
    return max(room.addresses.values(), default=0) if room else 0


def forget(code: str) -> None:
    """Drop what was counted: the room is not open any more."""
    _rooms.pop(code, None)


def _hidden(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), key=_key, digest_size=8).digest()
