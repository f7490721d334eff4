"""Where phones find this server: addresses of the machine, the real port, PUBLIC_URL."""

import ipaddress
import socket
from urllib.parse import urlsplit

from config import Settings, load_settings

_real_port: list[int] = []


def remember_port(port: int) -> None:
    """Called with the port that was really bound; without a set port the server takes the next free one."""
    _real_port[:] = [port]


def real_port() -> int:
    """The port the server listens on; the configured one as long as it has not started."""
    return _real_port[0] if _real_port else load_settings().port


def local_addresses() -> list[str]:
    """IPv4 addresses of this machine that a phone in the same network can reach, the likeliest first."""
    found = [*_outgoing_address(), *_addresses_of_the_name()]
    reachable = [address for address in found if _is_reachable(address)]
    return list(dict.fromkeys(reachable))


def base_url(settings: Settings, port: int, chosen: str | None = None) -> str:
    """The address in front of every path: PUBLIC_URL, else the chosen or likeliest address with this port."""
    if settings.public_url:
        return settings.public_url
    host = chosen or next(iter(local_addresses()), "localhost")
    return f"http://{host}" if port == 80 else f"http://{host}:{port}"


def is_reachable(settings: Settings) -> bool:
    """Whether phones can come in: the server listens to more than this machine, and its address means it elsewhere."""
    host = urlsplit(settings.public_url).hostname if settings.public_url else None
    if host is not None:
        return not _is_this_machine(host)
    return not _is_this_machine(settings.address) and bool(local_addresses())


def join_url(code: str, chosen: str | None = None) -> str:
    """What stands in the QR code of a workshop."""
    return f"{base_url(load_settings(), real_port(), chosen)}/t/{code}"


def sign_in_link(key: str, language: str, chosen: str | None = None) -> str:
    """What another device opens to be signed in with this one-time key, in this language."""
    base = base_url(load_settings(), real_port(), chosen)
    return f"{base}/anmelden/{key}" + ("" if language == "de" else f"?lang={language}")


def _outgoing_address() -> list[str]:
    # Connecting a datagram socket sends nothing: it only makes the system choose the outgoing address.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return [str(probe.getsockname()[0])]
        except OSError:
            return []


def _addresses_of_the_name() -> list[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []
    return [str(entry[4][0]) for entry in found]


def _is_this_machine(host: str) -> bool:
    """Whether a host means the machine itself, wherever it is read."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _is_reachable(address: str) -> bool:
    number = ipaddress.ip_address(address)
    return not (number.is_loopback or number.is_link_local or number.is_unspecified)
