"""Whatever people of one municipality ask, with whatever ids: they learn and change nothing of another one."""

import httpx
import pytest

from data.store.engine import Store
from tests.accounts.conftest import Town
from tests.accounts.fuzzing import Fuzzer, asked, rows_of_town, secrets_of, told

REQUESTS = 300


@pytest.mark.parametrize(("who", "whose"), [("own", "other"), ("other", "own")])
def test_random_requests_tell_and_change_nothing_of_another_municipality(
    client: httpx.Client, store: Store, towns: dict[str, Town], who: str, whose: str
) -> None:
    own, other = towns[who], towns[whose]
    secrets, before = secrets_of(store, other), rows_of_town(store, other)
    statuses: set[int] = set()

    for one in Fuzzer(store, own, other, seed=17).requests(REQUESTS):
        reply = asked(client, own, one)
        statuses.add(reply.status_code)
        assert told(reply, one, secrets) == set(), one
        assert reply.status_code != 500, one

    assert rows_of_town(store, other) == before
    assert {200, 403, 404} <= statuses  # much was answered, and much refused


def test_what_is_told_would_be_found(client: httpx.Client, store: Store, towns: dict[str, Town]) -> None:
    of = towns["own"]
    seen = next(one for one in Fuzzer(store, of, of, seed=1).requests(500) if one.path == f"/regie/{of.of.code}")
    reply = client.get(seen.path, headers={"Cookie": f"selbstcheck={of.devices['moderator']}.de"})

    assert of.of.municipality in told(reply, seen, secrets_of(store, of))
