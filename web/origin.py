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
    if origin == "null":
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    host = _host(origin)
    return host != "" and (host == headers.get("host", "").lower() or host == _host(load_settings().public_url))


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
