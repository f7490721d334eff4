"""Does a request come from our own pages?"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

from config import load_settings


def is_own_origin(headers: Headers) -> bool:
    """False for a request that a page of another origin has sent.

    Browsers name the origin of scripts and websockets. For our forms they say "null" or nothing, because our pages
    send no referrer; then ``Sec-Fetch-Site`` decides where there is one, and the SameSite cookies where not.
    """
    origin = headers.get("origin", "null")
    if origin != "null":
        return _host(origin) in _own_hosts(headers)
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _own_hosts(headers: Headers) -> set[str]:
    public = load_settings().public_url
    hosts = {headers.get("host", "").lower()}
    return (hosts | {_host(public)} if public else hosts) - {""}


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
