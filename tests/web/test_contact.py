"""The Handy-Test: a phone has reached us; a visit from the machine itself says nothing about phones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.store.engine import Store
from tests.data.store.conftest import prepared_in
from web import address, contact
from web.contact import is_this_machine, note_contact, seconds_since_contact

OWN = ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]


@pytest.fixture
def laptop(tmp_path: Path, opened: Callable[[str], Store]) -> Store:
    return opened(f"sqlite:///{tmp_path / 'store.sqlite3'}")


@pytest.mark.parametrize("sender", OWN)
def test_visit_over_the_loopback_is_no_phone(sender: str, laptop: Store) -> None:
    note_contact(laptop, "loopback", sender)

    assert seconds_since_contact(laptop, "loopback") is None


def test_visit_from_an_address_of_this_machine_is_no_phone(laptop: Store) -> None:
    for sender in address.local_addresses():
        note_contact(laptop, "own address", sender)
        note_contact(laptop, "own address", f"::ffff:{sender}")

    assert seconds_since_contact(laptop, "own address") is None


@pytest.mark.parametrize("sender", ["192.0.2.17", "2001:db8::17", "::ffff:192.0.2.17", ""])
def test_visit_from_anywhere_else_is_a_phone(sender: str, laptop: Store) -> None:
    workshop_id = f"from {sender}"

    note_contact(laptop, workshop_id, sender)

    assert seconds_since_contact(laptop, workshop_id) is not None


def test_laptop_keeps_it_in_memory_alone(laptop: Store) -> None:
    of = prepared_in(laptop)

    note_contact(laptop, of.id, "192.0.2.17")

    laptop.write(lambda c: c.exec_driver_sql("SELECT 1").close())
    with laptop.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contacts").scalar() == 0


def test_phone_that_reached_another_process_is_a_phone(
    postgresql_url: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = opened(postgresql_url), opened(postgresql_url)
    of = prepared_in(here)
    note_contact(there, of.id, "192.0.2.17")
    there.write(lambda c: c.exec_driver_sql("SELECT 1").close())
    monkeypatch.setattr(contact, "_last", {})  # as in the process that no phone has reached

    seconds = seconds_since_contact(here, of.id)

    assert seconds is not None
    assert seconds < 60


@pytest.mark.parametrize("name", ["localhost", "", "testclient", "999.1.1.1", "fe80::1%nothing"])
def test_what_is_no_address_is_not_this_machine(name: str) -> None:
    assert not is_this_machine(name)
