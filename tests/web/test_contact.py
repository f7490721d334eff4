"""The Handy-Test: a phone has reached us; a visit from the machine itself says nothing about phones."""

import pytest

from web import address
from web.contact import is_this_machine, note_contact, seconds_since_contact

OWN = ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]


@pytest.mark.parametrize("sender", OWN)
def test_visit_over_the_loopback_is_no_phone(sender: str) -> None:
    note_contact("LPBACK", sender)

    assert seconds_since_contact("LPBACK") is None


def test_visit_from_an_address_of_this_machine_is_no_phone() -> None:
    for sender in address.local_addresses():
        note_contact("NWNADR", sender)
        note_contact("NWNADR", f"::ffff:{sender}")

    assert seconds_since_contact("NWNADR") is None


@pytest.mark.parametrize("sender", ["192.0.2.17", "2001:db8::17", "::ffff:192.0.2.17", ""])
def test_visit_from_anywhere_else_is_a_phone(sender: str) -> None:
    code = f"C{abs(hash(sender))}"

    note_contact(code, sender)

    assert seconds_since_contact(code) is not None


@pytest.mark.parametrize("name", ["localhost", "", "testclient", "999.1.1.1", "fe80::1%nothing"])
def test_what_is_no_address_is_not_this_machine(name: str) -> None:
    assert not is_this_machine(name)
