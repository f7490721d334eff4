"""The proxy set-ups of the manual, started with a real nginx: pages, websocket, upload, download, answers."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from data.store.sheets import counts
from data.store.workshops import open_workshop
from tests.deploy.stack import self_signed
from tests.e2e.stages import new_workshop, until_it_stands
from tests.exports import handmade
from tests.exports.sample import PEOPLE, SHORT
from tests.running import PATIENCE, ROOT, RunningServer, free_port

HOST_PASSED_ON, OWN_HOST = re.findall("```nginx\n(.*?)```", (ROOT / "docs" / "proxy.md").read_text("utf-8"), re.DOTALL)
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


@dataclass(frozen=True)
class Proxied:
    """A started server and the address of the nginx in front of it."""

    server: RunningServer
    base: str


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with key.pem and chain.pem for localhost."""
    folder = tmp_path_factory.mktemp("certificate")
    self_signed(folder)
    return folder


@pytest.fixture(params=["host passed on", "own host with a public address"])
def proxied(request: pytest.FixtureRequest, tmp_path: Path, certificate: Path) -> Iterator[Proxied]:
    port = free_port()
    base = f"https://localhost:{port}"
    passes_on = request.param == "host passed on"
    settings: Mapping[str, str] = {"PUBLIC_URL": "" if passes_on else base}
    server = RunningServer(tmp_path / "data", settings=settings)
    nginx = _started(HOST_PASSED_ON if passes_on else OWN_HOST, tmp_path, certificate, port, server.port)
    yield Proxied(server, base)
    nginx.terminate()
    nginx.wait(PATIENCE)
    server.stop()


def _started(block: str, folder: Path, certificate: Path, port: int, behind: int) -> subprocess.Popen[bytes]:
    """nginx with the block of the manual, on free ports and with a certificate for localhost."""
    for stands_in_the_manual, here in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/ssl/selbstcheck/kette.pem": str(certificate / "chain.pem"),
        "/etc/ssl/selbstcheck/schluessel.pem": str(certificate / "key.pem"),
        "/var/log/nginx/error.log": "stderr",
        "127.0.0.1:8501": f"127.0.0.1:{behind}",
    }.items():
        assert stands_in_the_manual in block
        block = block.replace(stands_in_the_manual, here)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{kind}_temp_path {folder / kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    settings = folder / "nginx.conf"
    settings.write_text(
        f"{user} daemon off; pid {folder / 'pid'}; error_log stderr crit;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\n{places}\n{block}\n}}\n"
    )
    nginx = subprocess.Popen([NGINX, "-p", folder, "-e", "stderr", "-c", settings])
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and nginx.poll() is None:
        try:
            httpx.get(f"https://localhost:{port}/health", verify=False)
            return nginx
        except httpx.TransportError:
            time.sleep(0.1)
    nginx.kill()
    pytest.fail("nginx did not start")


def test_moderator_signs_in_uploads_and_downloads_through_the_proxy(proxied: Proxied, browser: Browser) -> None:
    store = proxied.server.store()
    new_workshop(store, is_open=True)
    store.close()
    context = browser.new_context(ignore_https_errors=True, locale="de-DE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)

    page.goto(f"{proxied.base}/anmelden/{proxied.server.key}")
    page.goto(f"{proxied.base}/hochladen")
    until_it_stands(page)
    table = {"name": "tabelle.xlsx", "mimeType": "", "buffer": handmade.titled(PEOPLE, SHORT)}
    page.locator("input[type=file]").set_input_files([table])
    expect(page.get_by_role("heading", name="tabelle.xlsx")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Excel-Vorlage herunterladen").click()

    assert downloading.value.path().read_bytes()[:2] == b"PK"
    cookies = {cookie["name"]: cookie["secure"] for cookie in context.cookies()}
    context.close()
    assert cookies == {"selbstcheck": True, "_streamlit_xsrf": True}
    assert [url for url in refused if "/hochladen/_stcore/" not in url] == []  # where Streamlit looks for itself first


def test_phone_answers_through_the_proxy(proxied: Proxied) -> None:
    store = proxied.server.store()
    workshop = new_workshop(store, is_open=False)
    open_workshop(store, workshop.id)
    first = workshop.room[0]

    with httpx.Client(base_url=proxied.base, verify=False, headers={"Origin": proxied.base}, timeout=30) as phone:
        joined = phone.post(f"/t/{workshop.code}", data={"perspective": "fachverwaltung"})
        saved = phone.put(f"/api/t/{workshop.code}/answers", json={"answers": {first: "B"}})
        foreign = phone.put(
            f"/api/t/{workshop.code}/answers",
            json={"answers": {first: "D"}},
            headers={"Origin": "https://fremd.example"},
        )

    assert joined.status_code == 303
    assert "Secure" in joined.headers["set-cookie"]
    assert saved.json()["saved"] == {first: "B"}
    assert foreign.status_code == 403
    frame = counts(store, workshop.id)[0]
    store.close()
    assert frame[["statement", "answer", "people"]].values.tolist() == [[first, "B", 1]]
