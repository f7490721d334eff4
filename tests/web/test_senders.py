"""Whom limits count: one IPv4 address, one IPv6 connection, however the address is dressed."""

import pytest

from web.senders import counted_as


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:7:1::1", "2001:db8:7:1:ffff:ffff:ffff:ffff"),
        ("203.0.113.9", "::ffff:203.0.113.9"),
        ("203.0.113.9", "64:ff9b::203.0.113.9"),
        ("fe80::1%eth0", "fe80::2"),
    ],
)
def test_same_connection_counts_once(one: str, other: str) -> None:
    assert counted_as(one) == counted_as(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:7:1::1", "2001:db8:7:2::1"),
        ("203.0.113.9", "203.0.113.10"),
        ("::ffff:203.0.113.9", "::ffff:203.0.113.10"),
        ("64:ff9b::203.0.113.9", "64:ff9b::203.0.113.10"),
        ("", "203.0.113.9"),
    ],
)
def test_others_count_apart(one: str, other: str) -> None:
    assert counted_as(one) != counted_as(other)


def test_what_is_no_address_stays() -> None:
    assert [counted_as(text) for text in ("", "testclient")] == ["", "testclient"]
