"""Headers and gates, asked of the really started server, in both ways of starting it."""

import base64
import hashlib
import re
from pathlib import Path

import httpx
import pytest
from streamlit.file_util import get_static_dir
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.running import BY_COMMANDS, RunningServer

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    "permissions-policy": ("camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
}
PATHS = ["/", "/health", "/datenschutz", "/t/ZZZZZZ", "/t/ZZZZZZ/nirgends", "/api/nirgends", "/favicon.png",
         "/static/nirgends.js", "/_stcore/health", "/_stcore/metrics", "/Cockpit", "/anmelden/falsch",
         "/..%2f..%2fetc"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(visitor: httpx.Client, path: str) -> None:
    answer = visitor.get(path)

    assert {name: answer.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe-eval" not in answer.headers["content-security-policy"]


def test_light_pages_allow_nothing_inline(visitor: httpx.Client) -> None:
    policy = visitor.get("/").headers["content-security-policy"]

    assert "unsafe-inline" not in policy
    assert "<style" not in visitor.get("/").text
    assert " style=" not in visitor.get("/").text


def test_streamlit_may_run_only_its_own_inline_script(moderator: httpx.Client) -> None:
    index = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    policy = moderator.get("/").headers["content-security-policy"]

    assert f"script-src 'self' 'sha256-{digest}';" in policy


def test_the_other_way_of_starting_serves_the_same(tmp_path: Path) -> None:
    running = RunningServer(tmp_path, command=BY_COMMANDS)
    try:
        answer = httpx.get(running.base + "/")
        assert {name: answer.headers[name] for name in EVERYWHERE} == EVERYWHERE
        assert "Code eingeben" in answer.text
    finally:
        running.stop()


def test_frame_is_german_and_names_no_agent(moderator: httpx.Client) -> None:
    frame = moderator.get("/cockpit").text

    assert '<html lang="de">' in frame
    assert "<title>Selbstcheck Weltoffene Kommune</title>" in frame
    assert "agent" not in frame


def test_without_a_cookie_there_is_only_the_light_page(visitor: httpx.Client) -> None:
    assert "Code eingeben" in visitor.get("/").text
    for path in ("/Cockpit", "/irgendwas", "/a/b"):
        answer = visitor.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("/workshops?w=1&sicht=a", "/?w=1&sicht=a"),
        ("/Workshops/", "/"),
        ("/Cockpit?w=1", "/cockpit?w=1"),
        ("/hilfe/", "/hilfe"),
    ],
)
def test_page_is_found_however_its_address_is_typed(moderator: httpx.Client, typed: str, place: str) -> None:
    answer = moderator.get(typed)

    assert (answer.status_code, answer.headers["location"]) == (303, place)


@pytest.mark.parametrize("path", ["/uebersicht", "/irgendwas?w=1", "/cockpit/a", "/a/b", "/%3Cb%3E"])
def test_unknown_address_says_so_and_leads_on(moderator: httpx.Client, path: str) -> None:
    answer = moderator.get(path)

    assert answer.status_code == 404
    assert "<h1>Diese Seite gibt es nicht.</h1>" in answer.text
    assert '<a class="button" href="/">Weiter zu „Workshops“</a>' in answer.text
    assert "unsafe-inline" not in answer.headers["content-security-policy"]


def test_unknown_address_says_so_in_the_language_of_who_is_signed_in(
    server: RunningServer, moderator: httpx.Client
) -> None:
    english = moderator.cookies["selbstcheck"].partition(".")[0] + ".en"

    answer = httpx.get(f"{server.base}/irgendwas", headers={"Cookie": f"selbstcheck={english}"})

    assert "<h1>This page does not exist.</h1>" in answer.text
    assert "Go on to “Workshops”" in answer.text


@pytest.mark.parametrize("path", ["metrics", "agent/openapi.json", "agent/interact", "script-health-check"])
def test_closed_paths_of_streamlit_do_not_exist(visitor: httpx.Client, moderator: httpx.Client, path: str) -> None:
    assert visitor.get(f"/_stcore/{path}").status_code == 404
    assert moderator.get(f"/Cockpit/_stcore/{path}").status_code == 404


def test_uploads_are_for_moderators(visitor: httpx.Client, moderator: httpx.Client) -> None:
    assert visitor.put("/_stcore/upload_file/x/y", content=b"x").status_code == 403
    assert moderator.put("/_stcore/upload_file/x/y", content=b"x").status_code != 404
    assert "Anmeldung" not in moderator.put("/_stcore/upload_file/x/y", content=b"x").text


def test_media_is_for_people_who_are_signed_in(visitor: httpx.Client) -> None:
    assert visitor.get("/media/0123.png").status_code == 403


def test_foreign_origins_do_not_reach_streamlit(moderator: httpx.Client) -> None:
    for path in ("/_stcore/health", "/_stcore/host-config", "/media/x"):
        answer = moderator.get(path, headers={"Origin": "http://fremd.example"})
        assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["own", "http://fremd.example"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_websocket_opens_only_for_signed_in_people_on_our_own_pages(
    server: RunningServer, moderator: httpx.Client, signed_in: bool, origin: str
) -> None:
    cookie = f"selbstcheck={moderator.cookies['selbstcheck']}"
    headers = {"Cookie": cookie, "Origin": server.base if origin == "own" else origin}
    if not signed_in:
        del headers["Cookie"]

    assert _opens(server, headers) == (signed_in and origin == "own")


def _opens(server: RunningServer, headers: dict[str, str]) -> bool:
    address = server.base.replace("http", "ws", 1) + "/_stcore/stream"
    try:
        with connect(address, additional_headers=headers, subprotocols=[Subprotocol("streamlit")]):
            return True
    except InvalidStatus as refused:
        assert refused.response.status_code == 403
        return False


def test_files_of_streamlit_come_compressed_and_whole(visitor: httpx.Client) -> None:
    script = next((Path(get_static_dir()) / "static" / "js").glob("index.*.js"))

    answer = visitor.get(f"/static/js/{script.name}", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == script.read_bytes()
    assert "immutable" in answer.headers["cache-control"]
