"""Whether somebody is who they say: their password, and how many wrong ones there were, whichever process asks."""

import asyncio

from data.store.attempts import Counted, count, take_back
from data.store.engine import Store
from data.store.people import folded_email, known_by_email, renew_hash
from web.passwords import apart, hashed_password, is_outdated, is_right

MOST_OF_AN_ACCOUNT, MOST_OF_AN_ADDRESS = 10, 50
"""Wrong passwords in a quarter of an hour or two, after which nothing is compared any more."""
MANY, PAUSE = 500, 2.0
"""From so many in all, each further one waits so many seconds: a ceiling that only delays."""


class TooManyAttempts(Exception):  # noqa: N818 - named by what is so
    """Too many wrong passwords of this account, or from this address: waiting helps."""


async def account_of(store: Store, email: str, password: str, address: str) -> str | None:
    """The id of the account with this e-mail and password; None if there is none, or it must not sign in.

    Raises TooManyAttempts. An account that is not there answers like one whose password is another.
    """
    those: list[Counted] = [("account", folded_email(email)), ("address", address), ("all", "")]
    counts, slot = await asyncio.to_thread(count, store, those)
    if counts[0] > MOST_OF_AN_ACCOUNT or counts[1] > MOST_OF_AN_ADDRESS:
        raise TooManyAttempts
    if counts[2] > MANY:
        await asyncio.sleep(PAUSE)
    found = await apart(_compared, store, email, password)
    if found is not None:
        await asyncio.to_thread(take_back, store, those, slot)
    return found


def _compared(store: Store, email: str, password: str) -> str | None:
    known = known_by_email(store, email)
    stored = None if known is None else known.password_hash
    if not is_right(stored, password) or known is None or stored is None or known.disabled:
        return None
    if is_outdated(stored):
        renew_hash(store, known.id, hashed_password(password))
    return known.id
