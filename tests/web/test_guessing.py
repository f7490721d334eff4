"""Guessing from many addresses at once is no faster than from one: few delayed sign-ins wait together."""

import asyncio
from collections.abc import Sequence

import pytest

from data.store.engine import Store
from tests.running import completed
from web import signing_in
from web.signing_in import TooManyAttempts, account_of

ANNA, BEA = "anna@stadt.example", "bea@stadt.example"


@pytest.fixture(autouse=True)
def _delayed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sign-in of a browser that is not known, as after many wrong passwords."""
    monkeypatch.setattr(signing_in, "pause_after", lambda _account, _all: 1.0)
    monkeypatch.setattr(signing_in, "_compared", lambda *_args: None)


async def _tried(store: Store, email: str, sender: int, known: str | None = None) -> bool:
    try:
        await account_of(store, email, "falsch", f"192.0.2.{sender}", known)
    except TooManyAttempts:
        return False
    return True


def _at_once(store: Store, tries: Sequence[tuple[str, str | None]]) -> list[bool]:
    """Whether each was compared, of an account, by a browser that may be known, each from an address of its own."""

    async def all_of_them() -> list[bool]:
        return await asyncio.gather(
            *(_tried(store, email, number, known) for number, (email, known) in enumerate(tries))
        )

    return completed(all_of_them())


def test_few_wait_at_once_for_an_account_and_its_known_browsers_do_not_wait(store: Store) -> None:
    tried = _at_once(store, [*[(ANNA.upper(), None)] * 3, *[(ANNA, None)] * 3, *[(ANNA, "mark")] * 2, (BEA, None)])

    assert (sum(tried[:6]), tried[6:]) == (3, [True] * 3)
    assert _at_once(store, [(ANNA, None)]) == [True]


def test_bounded_number_waits_for_all_accounts_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "WAITING", 4)

    tried = _at_once(store, [(f"{number}@stadt.example", None) for number in range(6)] + [(ANNA, "mark")])

    assert (sum(tried[:6]), tried[6]) == (4, True)
    assert not signing_in._waiting
