"""A paper form that the moderator opens is noted; anybody else may look at it."""

from collections.abc import Iterator

import httpx
import pytest

from data.store.engine import Store
from data.store.planning import printed
from data.store.workshops import Workshop
from tests.e2e.stages import new_workshop
from tests.running import RunningServer


@pytest.fixture(scope="module")
def moderator(server: RunningServer) -> Iterator[httpx.Client]:
    """A signed-in browser."""
    with httpx.Client(base_url=server.base, timeout=20) as client:
        assert client.get(f"/anmelden/{server.key}").status_code == 303
        yield client


def test_form_opened_by_the_moderator_is_noted_with_its_language(
    moderator: httpx.Client, store: Store, prepared: Workshop
) -> None:
    for query in ("", "?lang=de", "?lang=en", "?bogen=lang&lang=de&schrift=gross"):
        assert moderator.get(f"/t/{prepared.code}/druck{query}").status_code == 200

    assert printed(store, prepared.id) == ["lang/de", "raum/de", "raum/en"]


def test_verwaltungsbogen_is_no_form_for_people(moderator: httpx.Client, store: Store) -> None:
    of = new_workshop(store, is_open=False)

    assert "Verwaltungsbogen" in moderator.get(f"/t/{of.code}/druck?bogen=verwaltung").text

    assert printed(store, of.id) == []


def test_participant_prints_nothing(server: RunningServer, store: Store, prepared: Workshop) -> None:
    for cookies in ({}, {"selbstcheck": "erfunden.de"}):
        answer = httpx.get(f"{server.base}/t/{prepared.code}/druck", cookies=cookies)
        assert answer.status_code == 200

    assert printed(store, prepared.id) == []
