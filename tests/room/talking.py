"""A room of phones that has answered and sees its release, and how the Regie leads it through a statement."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from html import unescape

import httpx

from analysis.grouping import form_groups
from analysis.stage import Place
from content.talk import STEPS
from content.views import View
from data.store.access import Role
from data.store.engine import Store
from data.store.stages import move, stage
from data.store.workshops import Workshop, close_workshop, open_workshop, questionnaire
from tests.e2e.stages import new_workshop
from tests.phone.conftest import Phone
from tests.room.conftest import Device
from tests.running import RunningServer

Devices = Callable[[Role | None, Workshop], Device]
Room = tuple[Workshop, list[Phone]]
PERSPECTIVES = ("fachverwaltung", "kommunalpolitik", "organisationen")


@contextmanager
def revealed_room(server: RunningServer, store: Store, people: int) -> Iterator[Room]:
    """So many people of three perspectives who have answered A and D in turn, and the release of it, revealed."""
    of = new_workshop(store, is_open=False)
    open_workshop(store, of.id)
    clients = [httpx.Client(base_url=server.base, timeout=20, follow_redirects=True) for _ in range(people)]
    phones = [Phone(client, of.code) for client in clients]
    for number, one in enumerate(phones):
        one.join(PERSPECTIVES[number % 3])
        one.save(dict.fromkeys(of.room, "AD"[number % 2]))
    close_workshop(store, of.id, partial(form_groups, questionnaire=questionnaire(store, of), threshold=of.threshold))
    move(store, of.id, replace(stage(store, of.id), place=at(of, "gespraech")), reveals="differences")
    yield of, phones
    for client in clients:
        client.close()


def at(of: Workshop, step: str) -> Place:
    return Place("folie", View("aussage", part=of.room[0]).address, STEPS.index(step))  # type: ignore[arg-type]


def go(device: Device, of: Workshop, step: str) -> None:
    assert device.move("zu", **at(of, step).as_json()).status_code == 200


def said(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.1)
