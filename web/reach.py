"""Streamlit asks nobody: where it would look up our address elsewhere, it gets our own answer."""

from types import ModuleType

LOOKUPS = ("get_external_ip", "get_internal_ip", "_make_blocking_http_get")
"""What in ``streamlit.net_util`` opens a connection. Pages are told from foreign ones in ``web/origin.py`` instead."""


def keep_at_home(net_util: ModuleType) -> None:
    """Replace each look-up; raises AttributeError where this Streamlit has another way of doing it."""
    for name in LOOKUPS:
        getattr(net_util, name)
        setattr(net_util, name, _unknown)


def _unknown(*_asked: object, **_how: object) -> None:
    """No address, and no question to anybody."""
