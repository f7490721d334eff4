"""Where a request comes from: the address itself, and the connection that every limit counts."""

import ipaddress

from starlette.requests import Request

_ONE_CONNECTION = 64
"""Bits of an IPv6 address by which a household, a phone or a town hall is told from others; the rest is free to choose
for whoever sits behind it, and would give them as many tries as they like."""

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses as a server without IPv4 sees them (RFC 6052)."""


def address_of(request: Request) -> str:
    """The sender's network address, for counting in memory; never stored, never logged."""
    return request.client.host if request.client else ""


def sender_of(request: Request) -> str:
    """Whom a limit counts: the connection behind this request."""
    return counted_as(address_of(request))


def counted_as(address: str) -> str:
    """An IPv4 address, also dressed as IPv6, by itself; an IPv6 address by its connection. What is no address stays."""
    try:
        number = plain(address)
    except ValueError:
        return address
    if isinstance(number, ipaddress.IPv4Address):
        return str(number)
    return str(ipaddress.IPv6Network((int(number), _ONE_CONNECTION), strict=False))


def plain(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address without its dress; raises ValueError for what is none."""
    number = ipaddress.ip_address(address)
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if number in _TRANSLATED:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number
