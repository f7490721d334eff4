"""One comparison of origins: what it lets through, Streamlit accepts without asking anybody."""

import re
from pathlib import Path

import pytest
import streamlit
from hypothesis import example, given
from hypothesis import strategies as some
from starlette.datastructures import Headers
from streamlit import net_util
from streamlit.web.server.server_util import is_url_from_allowed_origins
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from web.origin import Origin, as_streamlit_expects, is_own_origin, parsed
from web.reach import LOOKUPS, keep_at_home

STREAMLIT = Path(streamlit.__file__).parent

OWN = [
    ("http://stadt.example:8501", "stadt.example:8501"),
    ("http://STADT.example:8501", "stadt.example:8501"),
    ("http://stadt.example:8501", "Stadt.Example:8501"),
    ("HTTP://stadt.example", "stadt.example"),
    ("http://stadt.example", "stadt.example:80"),
    ("https://stadt.example", "stadt.example:443"),
    ("https://stadt.example:443", "stadt.example"),
    ("https://stadt.example.", "stadt.example"),
    ("https://xn--mnster-3ya.example", "XN--MNSTER-3YA.example"),
    ("http://[::1]:8501", "[::1]:8501"),
    ("http://[2001:DB8::7]", "[2001:db8:0:0::7]:80"),
    ("http://localhost:8501", "localhost:8501"),
    ("http://192.0.2.7", "192.0.2.7"),
]
FOREIGN = [
    ("http://fremd.example", "stadt.example"),
    ("http://stadt.example", "stadt.example:8501"),
    ("http://stadt.example:8501", "stadt.example:8502"),
    ("https://stadt.example", "stadt.example:80"),
    ("http://stadt.example.fremd.example", "stadt.example"),
    ("http://stadt.example@fremd.example", "fremd.example"),
    ("http://localhost:8501", "stadt.example:8501"),
    ("http://127.0.0.1", "stadt.example"),
    ("http://stadt.example/", "stadt.example"),
    ("file://", ""),
    ("chrome-extension://stadt.example", "stadt.example"),
    ("", ""),
    ("http://", ""),
    ("http://[::1", "[::1"),
    ("http://stadt.example:99999", "stadt.example:99999"),
    ("http://stadt.example:0", "stadt.example:0"),
    ("http://stadt.example ", "stadt.example"),
    ("null", "null"),
]
PUBLIC = "https://Stadt.example/"


def of(origin: str | None, host: str | None, **other: str) -> Headers:
    named = [("origin", origin), ("host", host), *other.items()]
    return Headers(raw=[(name.encode(), value.encode("latin-1")) for name, value in named if value is not None])


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_args: object, **_how: object) -> None:
        raise AssertionError("Streamlit wants to look up an address")

    for name in LOOKUPS:
        monkeypatch.setattr(net_util, name, asked)
    monkeypatch.delenv("PUBLIC_URL", raising=False)


def streamlit_accepts(headers: Headers) -> bool:
    handed_on = Headers(raw=as_streamlit_expects(headers.raw))
    return _is_origin_allowed(handed_on.get("origin"), handed_on.get("host"))


@pytest.mark.parametrize(("origin", "host"), OWN)
def test_own_pages_come_in_and_streamlit_takes_them_too(origin: str, host: str) -> None:
    headers = of(origin, host)

    assert is_own_origin(headers)
    assert is_own_origin(headers, websocket=True)
    assert streamlit_accepts(headers)


@pytest.mark.parametrize(("origin", "host"), FOREIGN)
def test_foreign_pages_open_no_websocket(origin: str, host: str) -> None:
    assert not is_own_origin(of(origin, host), websocket=True)


@pytest.mark.parametrize(
    ("origin", "public"),
    [
        ("https://stadt.example", PUBLIC),
        ("https://STADT.example:443", PUBLIC),
        ("https://stadt.example", "HTTPS://STADT.EXAMPLE:443"),
        ("https://xn--mnster-3ya.example", "https://münster.example"),
        ("https://xn--strae-oqa.example", "https://Straße.example"),
        ("http://[2001:db8::7]:8501", "http://[2001:DB8:0::7]:8501"),
        ("https://stadt.example:8443", "https://stadt.example:8443/selbstcheck"),
    ],
)
@pytest.mark.parametrize("host", ["telefone", "127.0.0.1:8613", "_upstream", "stadt.example:443", "a/b", "", None])
def test_with_a_public_address_the_proxy_may_send_any_host(
    monkeypatch: pytest.MonkeyPatch, origin: str, public: str, host: str | None
) -> None:
    monkeypatch.setenv("PUBLIC_URL", public)
    headers = of(origin, host)

    assert is_own_origin(headers, websocket=True, encrypted=origin.startswith("https"))
    assert streamlit_accepts(headers)


@pytest.mark.parametrize(
    "origin", ["http://stadt.example", "https://stadt.example:8443", "https://fremd.example", "http://localhost"]
)
def test_public_address_lets_in_nobody_else(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", PUBLIC)

    assert not is_own_origin(of(origin, "telefone"), websocket=True)


def test_page_that_came_without_encryption_is_foreign_to_one_with() -> None:
    headers = of("http://stadt.example", "stadt.example")

    assert is_own_origin(headers, encrypted=False)
    assert not is_own_origin(headers, encrypted=True)


def test_request_without_an_origin_is_judged_by_what_the_browser_says_of_it() -> None:
    assert is_own_origin(of(None, "stadt.example"))
    assert is_own_origin(of("null", "stadt.example", **{"sec-fetch-site": "same-origin"}))
    assert not is_own_origin(of("null", "stadt.example", **{"sec-fetch-site": "cross-site"}))
    assert not is_own_origin(of(None, "stadt.example", **{"sec-fetch-site": "same-site"}))
    assert streamlit_accepts(of(None, "stadt.example"))


def test_page_shut_into_a_frame_opens_no_websocket() -> None:
    assert not is_own_origin(of("null", "stadt.example"), websocket=True)


def test_two_origins_or_hosts_are_nobodys() -> None:
    own = [(b"origin", b"http://stadt.example"), (b"host", b"stadt.example")]

    assert is_own_origin(Headers(raw=own))
    assert not is_own_origin(Headers(raw=[*own, (b"origin", b"http://stadt.example")]))
    assert not is_own_origin(Headers(raw=[*own, (b"host", b"fremd.example")]))


signs = some.text(some.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=20)
hosts = some.one_of(
    signs,
    some.sampled_from(
        ["a.example", "A.Example", "a.example.", "[::1]", "127.0.0.1", "localhost", "xn--a", "é.example"]
    ),
    some.from_regex(r"[A-Za-z.\-\[\]:@/0-9]{1,12}", fullmatch=True),
)
ports = some.sampled_from(["", ":80", ":443", ":8501", ":0", ":", ":x", ":00080"])


@given(
    host=some.builds("{}{}".format, hosts, ports),
    scheme=some.sampled_from(["http", "https", "HTTP", "ws", "file"]),
    other=some.none() | some.builds("{}{}".format, hosts, ports),
    origin=some.none() | signs,
    encrypted=some.booleans(),
)
@example(host="a.example", scheme="http", other="A.example", origin=None, encrypted=False)
def test_whatever_comes_in_streamlit_accepts_without_a_look_up(
    host: str, scheme: str, other: str | None, origin: str | None, encrypted: bool
) -> None:
    headers = of(origin or f"{scheme}://{other or host}", host)

    if is_own_origin(headers, websocket=True, encrypted=encrypted):
        assert streamlit_accepts(headers)


@given(origin=signs | some.builds("http://{}{}".format, hosts, ports), host=signs)
def test_public_address_and_any_host_never_make_streamlit_ask(origin: str, host: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUBLIC_URL", "http://a.example:8501")
        headers = of(origin, host)
        came_in = is_own_origin(headers, websocket=True)

        assert not came_in or parsed(origin) in (Origin("http", "a.example", 8501), parsed(f"http://{host}"))
        assert not came_in or streamlit_accepts(headers)


def test_streamlit_gets_our_answer_where_it_would_look_up_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LOOKUPS:  # so that the functions are put back after the test
        monkeypatch.setattr(net_util, name, getattr(net_util, name))
    keep_at_home(net_util)

    assert not is_url_from_allowed_origins("http://fremd.example")
    assert [getattr(net_util, name)() for name in LOOKUPS] == [None, None, None]


def test_nothing_else_in_streamlit_opens_connections_while_it_serves() -> None:
    opens = re.compile(r"requests\.(?:get|post|Session)\(|urlopen\(|http\.client|[^_]create_connection\(|\.connect\(\(")
    known = {
        "net_util.py",  # replaced, see above
        "config_util.py",  # only for a theme that stands elsewhere; ours is in the settings
        "runtime/credentials.py",  # only when the e-mail prompt is answered; it is off
        "web/cli.py",  # only for scripts that are started by their address
    }

    found = {
        str(path.relative_to(STREAMLIT)) for path in STREAMLIT.rglob("*.py") if opens.search(path.read_text("utf-8"))
    }

    assert found == known
    named = re.findall(r"^def (\w+)", (STREAMLIT / "net_util.py").read_text("utf-8"), re.MULTILINE)
    assert set(named) == {*LOOKUPS, "_looks_like_an_ip_address"}
