"""Addresses for QR codes."""

import ipaddress
from dataclasses import replace

import pytest

from config import load_settings
from web.address import base_url, join_url, local_addresses, real_port, remember_port


def test_public_url_overrides_everything() -> None:
    settings = replace(load_settings(), public_url="https://check.musterlingen.example")

    assert base_url(settings, 8501, "192.0.2.7") == "https://check.musterlingen.example"


def test_chosen_address_carries_the_port() -> None:
    settings = replace(load_settings(), public_url="")

    assert base_url(settings, 8502, "192.0.2.7") == "http://192.0.2.7:8502"
    assert base_url(settings, 80, "192.0.2.7") == "http://192.0.2.7"


def test_local_addresses_are_distinct_and_reachable() -> None:
    found = local_addresses()

    assert len(found) == len(set(found))
    assert not any(ipaddress.ip_address(address).is_loopback for address in found)


def test_join_url_follows_the_real_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    before = real_port()
    remember_port(8777)
    try:
        assert join_url("ABC234", "192.0.2.7") == "http://192.0.2.7:8777/t/ABC234"
    finally:
        remember_port(before)
