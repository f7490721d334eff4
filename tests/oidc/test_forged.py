"""What a provider says is checked: who it is, for whom it speaks, when, and that nobody else has signed it."""

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey

from data.store.people import known_by_subject
from tests.oidc.conftest import CLIENT, Forger, House
from web.identity import STAFF_COOKIE


def tried(house: House, path: str = "/anmelden/extern") -> httpx.Response:
    """One way to the provider and back; whether it let somebody in stands in the cookies of the answer."""
    with house.browser() as browser:
        there = browser.get(path)
        back = httpx.get(there.headers["location"], timeout=30).headers["location"]
        return browser.get(back)


def join(house: House) -> None:
    if known_by_subject(house.store, house.issuer, "anna") is None:
        answer = tried(house, f"/anmelden/extern?einladung={house.invited('anna@ahausen.example')}")
        assert answer.status_code == 303


def now() -> int:
    return int(time.time())


Changes = Callable[[], dict[str, Any]]
WRONG: dict[str, Changes] = {
    "another audience": lambda: {"aud": "andere"},
    "another audience, ours authorized": lambda: {"aud": ["andere"], "azp": CLIENT},
    "two audiences, nobody authorized": lambda: {"aud": [CLIENT, "andere"]},
    "another nonce": lambda: {"nonce": "anders"},
    "another issuer": lambda: {"iss": "https://boese.example"},
    "ended": lambda: {"exp": now() - 90},
    "from the future": lambda: {"iat": now() + 300},
    "not yet": lambda: {"nbf": now() + 300},
    "nobody": lambda: {"sub": ""},
    "no text": lambda: {"sub": 7},
    "too long": lambda: {"sub": "a" * 300},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_claims_that_are_not_meant_for_us_are_refused(forged: tuple[House, Forger], wrong: Changes) -> None:
    house, forger = forged
    join(house)
    forger.changes = wrong()

    answer = tried(house)

    assert answer.status_code == 401
    assert STAFF_COOKIE not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("missing", ["iss", "aud", "exp", "iat", "sub", "nonce"])
def test_missing_claims_are_refused(forged: tuple[House, Forger], missing: str) -> None:
    house, forger = forged
    join(house)
    forger.left_out = (missing,)

    assert tried(house).status_code == 401


def test_what_nobody_or_somebody_else_has_signed_is_refused(forged: tuple[House, Forger]) -> None:
    house, forger = forged
    join(house)
    assert tried(house).status_code == 303

    for algorithm in ("none", "HS256"):
        forger.algorithm = algorithm
        assert tried(house).status_code == 401
    forger.algorithm, forger.has_id_token = "RS256", False
    assert tried(house).status_code == 401
    forger.has_id_token, forger.key = True, RSAKey.generate_key(2048, {"kid": "1"})
    assert tried(house).status_code == 401


def test_clocks_may_differ_by_less_than_a_minute(forged: tuple[House, Forger]) -> None:
    house, forger = forged
    join(house)
    forger.changes = {"exp": now() - 40}

    assert tried(house).status_code == 303


def test_provider_that_does_not_answer_is_named(forged: tuple[House, Forger], monkeypatch: pytest.MonkeyPatch) -> None:
    house, forger = forged
    join(house)
    with house.browser() as browser:
        there = browser.get("/anmelden/extern")
        back = httpx.get(there.headers["location"], timeout=30).headers["location"]
        monkeypatch.setattr(forger, "token", lambda code: 1 / 0)
        answer = browser.get(back)

    assert answer.status_code == 502
    assert "antwortet nicht" in answer.text
