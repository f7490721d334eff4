"""A workshop whose day of deletion came before the survey was closed: the room's pages stand, without results."""

from collections.abc import Callable

import httpx

from data.store.access import Role
from data.store.engine import Store
from data.store.releases import release
from data.store.sheets import EnteredSheet, add_sheets
from data.store.workshops import Workshop, delete_due_sheets
from tests.e2e.stages import new_workshop

from .conftest import Device

Devices = Callable[[Role | None, Workshop], Device]


def test_room_of_a_workshop_that_ended_without_results_stands(store: Store, devices: Devices) -> None:
    of = new_workshop(store, is_open=True)
    add_sheets(store, of.id, [EnteredSheet("fachverwaltung", {of.room[0]: "A"})] * 6, source="paper")
    delete_due_sheets(store, of.delete_sheets_on)
    device = devices("moderator", of)

    answers = [device.client.get(f"/{page}/{of.code}", follow_redirects=True) for page in ("regie", "leinwand")]
    answers.append(device.client.get(f"/protokoll/{of.code}", follow_redirects=True))
    answers.append(httpx.get(f"{device.client.base_url}/t/{of.code}", follow_redirects=True, timeout=20))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert "Der Workshop ist abgeschlossen." in answers[-1].text
    assert device.picture()["nummer"] >= 0
    assert device.move("weiter").status_code < 500
    assert release(store, of.id) is None
