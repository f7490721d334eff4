"""Does a request come from our own pages? One comparison, for everything that another site could send us."""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import idna
from starlette.datastructures import Headers

from config import load_settings

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NEVER_IN_A_NAME = frozenset(" %<>^|\\\"'`{}")
_LONGEST = 300
"""A name has at most 253 signs."""

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Origin:
    """Scheme, host and port as browsers mean them: default ports filled in, names in lower case and in Punycode."""

    scheme: str
    host: str
    port: int


def is_own_origin(headers: Headers, *, websocket: bool = False, encrypted: bool = False) -> bool:
    """False for a request that a page of another origin has sent.

    Browsers name the origin of scripts and websockets. For our forms they say "null" or nothing, because our pages
    send no referrer; then ``Sec-Fetch-Site`` decides where there is one, and the SameSite cookies where not.
    A websocket always names its origin: "null" is a page shut into a frame, never ours.
    ``encrypted``: the browser speaks https with us, so a page that came without is not ours.
    """
    named = headers.getlist("origin")
    if not named or (named == ["null"] and not websocket):
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    origin = parsed(named[0]) if len(named) == 1 else None
    if origin is None:
        return False
    hosts = headers.getlist("host")
    is_downgraded = encrypted and origin.scheme == "http"
    if len(hosts) == 1 and not is_downgraded and origin == parsed(f"{origin.scheme}://{hosts[0]}"):
        return True
    return origin == _of_public_url(load_settings().public_url)


def as_streamlit_expects(raw: RawHeaders) -> RawHeaders:
    """The headers of a request that ``is_own_origin``, with an origin that equals the host letter by letter.

    Streamlit compares them so; for others it would look up our address at a foreign host and stand still meanwhile.
    Without an origin it lets in.
    """
    kept = [(name, value) for name, value in raw if name != b"origin"]
    host = next((value for name, value in kept if name == b"host"), b"")
    if len(kept) == len(raw) or parsed(f"http://{host.decode('latin-1')}") is None:
        return kept
    return [*kept, (b"origin", b"http://" + host)]


def parsed(address: str) -> Origin | None:
    """What stands in an Origin header; None where that is no scheme, host and port."""
    return _parsed(address) if len(address) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _parsed(address: str) -> Origin | None:
    try:
        parts = urlsplit(address)
        scheme, port = parts.scheme, parts.port
    except ValueError:
        return None
    is_bare = address.lower() == f"{scheme}://{parts.netloc.lower()}" and "@" not in parts.netloc
    if not is_bare or scheme not in _DEFAULT_PORTS or port == 0:
        return None
    name = _name(parts.hostname or "")
    return Origin(scheme, name, port or _DEFAULT_PORTS[scheme]) if name else None


@lru_cache(maxsize=8)
def _of_public_url(address: str) -> Origin | None:
    scheme, _, rest = address.partition("://")
    return parsed(f"{scheme}://{rest.partition('/')[0]}")


def _name(host: str) -> str:
    """One spelling of each host; empty where no browser would ask for it."""
    try:
        if ":" in host:
            return ipaddress.IPv6Address(host).compressed
        host = host.removesuffix(".")
        plain = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except ValueError:  # IDNAError is one
        return ""
    is_name = plain.isprintable() and not plain.startswith(".") and _NEVER_IN_A_NAME.isdisjoint(plain)
    return plain.lower() if is_name else ""
