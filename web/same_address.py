"""How many sheets has one address brought? Told to the moderator while the room is open; in memory only.

Two structures that know nothing of each other: which sheets were counted, and how many came from each address. Both
hold hashes with a key that ends with the process: neither an address nor a link between address and sheet can be read.
Several processes tell each other the number of their busiest address, and nothing of the address: their sum is the
most that one can have brought.
"""

import asyncio
import hashlib
import secrets
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from data.store.busiest import busiest_elsewhere, tell_busiest
from data.store.engine import Store
from data.store.errors import StoreUnavailable
from data.store.workshops import Workshop

MOST_SHEETS = 20_000
"""Of a workshop; what comes after them is not counted here, so that nobody fills the memory."""

EVERY = 0.25
"""Seconds for which what is told to the other processes is gathered."""


@dataclass
class _Room:
    sheets: set[bytes] = field(default_factory=set)
    addresses: Counter[bytes] = field(default_factory=Counter)


_key = secrets.token_bytes(16)
_rooms: dict[str, _Room] = {}
_process = secrets.token_hex(8)
_telling: dict[str, asyncio.Task[None]] = {}


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


def brought_by_one(store: Store, of: Workshop) -> tuple[int, bool]:
    """Sheets that one address has brought to an open room, and whether that is only the most that it can be."""
    if of.state != "open":
        return 0, False
    others = busiest_elsewhere(store, of.id, _process) if store.is_shared else []
    found = [number for number in (most_from_one_address(of.code), *others) if number]
    return sum(found), len(found) > 1


def tell_the_others(store: Store, of: Workshop) -> None:
    """Soon, once for all sheets that come meanwhile; nobody waits for it."""
    if store.is_shared and of.code not in _telling:
        _telling[of.code] = asyncio.create_task(_tell(store, of))


async def _tell(store: Store, of: Workshop) -> None:
    await asyncio.sleep(EVERY)
    _telling.pop(of.code, None)
    if number := most_from_one_address(of.code):
        with suppress(StoreUnavailable):
            await asyncio.wrap_future(tell_busiest(store, of.id, _process, number))


def forget(code: str) -> None:
    """Drop what was counted: the room is not open any more."""
    _rooms.pop(code, None)


def _hidden(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), key=_key, digest_size=8).digest()
