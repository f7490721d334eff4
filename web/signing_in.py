"""Whether somebody is who they say: their password, and how many wrong ones there were, whichever process asks.

Nobody who only knows an e-mail address may keep its owner out of a browser in which this account was signed in before:
that counts by itself alone, and waits for nobody. All other answers get slower by what came from elsewhere, and only a
few of these wait at once, as whoever guesses from many addresses would not be slowed down else. Refused is, besides,
who has been wrong too often themselves.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from data.store.attempts import Counted, count, take_back
from data.store.engine import Store
from data.store.people import folded_email, known_by_email, renew_hash
from web.passwords import apart, hashed_password, is_outdated, is_right

MOST_OF_A_PLACE, MOST_OF_AN_ADDRESS = 10, 50
"""Wrong passwords in a quarter of an hour or two, of an account from one address or in a browser that is known, and of
all accounts from one address, after which nothing is compared any more."""
FREE, STEP, LONGEST = 20, 0.5, 10.0
"""Wrong passwords of an account from all addresses that are answered at once; the seconds that each further one waits
longer, and at most."""
MANY, PAUSE = 500, 2.0
"""From so many in all, each further one waits so many seconds: a ceiling that only delays."""
WAITING_EACH, WAITING = 3, 60
"""Delayed answers that are on their way at once in this process, for one account and for all; no more are taken."""

_waiting: Counter[str] = Counter()


class TooManyAttempts(Exception):  # noqa: N818 - named by what is so
    """Too many wrong passwords from this address, or in this browser, or too many at once: waiting helps."""


async def account_of(store: Store, email: str, password: str, sender: str, known: str | None = None) -> str | None:
    """The id of the account with this e-mail and password; None if there is none, or it must not sign in.

    ``known``: by what this browser counts by itself, as this account was signed in there before, or is now. Raises
    TooManyAttempts. An account that is not there answers like one whose password is another.
    """
    account = folded_email(email)
    those = _counted(account, sender, known)
    counts, slot = await asyncio.to_thread(count, store, those)
    if counts[0] > MOST_OF_A_PLACE or (known is None and counts[1] > MOST_OF_AN_ADDRESS):
        raise TooManyAttempts
    pause = pause_after(counts[2], counts[3]) if known is None else 0.0
    with _place(account, pause):
        await asyncio.sleep(pause)
        found = await apart(_compared, store, email, password)
    if found is not None:
        await asyncio.to_thread(take_back, store, those, slot)
    return found


def pause_after(of_the_account: int, of_all: int) -> float:
    """Seconds before so many wrong passwords are followed by one more comparison."""
    growing = min(max(of_the_account - FREE, 0) * STEP, LONGEST)
    return max(growing, PAUSE if of_all > MANY else 0.0)


@contextmanager
def _place(account: str, pause: float) -> Iterator[None]:
    """One of the few that wait at once, until the password is compared; who does not wait needs none. Raises
    TooManyAttempts."""
    if not pause:
        yield
        return
    if _waiting[account] >= WAITING_EACH or _waiting.total() >= WAITING:
        raise TooManyAttempts
    _waiting[account] += 1
    try:
        yield
    finally:
        _waiting[account] -= 1
        if not _waiting[account]:
            del _waiting[account]


def _counted(account: str, sender: str, known: str | None) -> list[Counted]:
    if known is not None:
        return [("device", known)]
    return [("account here", f"{account} {sender}"), ("address", sender), ("account", account), ("all", "")]


def _compared(store: Store, email: str, password: str) -> str | None:
    known = known_by_email(store, email)
    stored = None if known is None else known.password_hash
    if not is_right(stored, password) or known is None or stored is None or known.disabled:
        return None
    if is_outdated(stored):
        renew_hash(store, known.id, hashed_password(password))
    return known.id
