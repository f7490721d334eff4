"""Identity providers of our own: a certified one of npm, and one that signs whatever a test wants."""

import hmac
import json
import shutil
import subprocess
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from data.store.audit import Actor
from data.store.engine import Store, open_store
from data.store.invitations import invite_to
from data.store.members import MemberRole
from data.store.opening import join
from data.store.people import sign_in_person
from tests.running import RunningServer, free_port, wait_for_port

CLIENT, SECRET = "selbstcheck", "lang+genug/fuer%20Tests="
PROVIDER = Path(__file__).parent / "provider"


def settings_for(issuer: str) -> dict[str, str]:
    return {
        "ACCOUNTS": "on",
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": "Landeskonto",
    }


@dataclass
class House:
    """A server of ours, its store, and the provider where its people sign in."""

    server: RunningServer
    store: Store
    issuer: str

    def invited(self, email: str, municipality: str = "Ahausen", role: MemberRole = "moderator") -> str:
        """The token of a new invitation."""
        return invite_to(self.store, email, municipality, role, by=Actor())

    def account(self, email: str) -> str:
        """The id of somebody who was invited and has come, without the provider."""
        return join(self.store, self.invited(email), name=email.partition("@")[0])

    def device(self, person_id: str) -> str:
        """The token of a device on which they are signed in."""
        token = sign_in_person(self.store, person_id)
        assert token is not None
        return token

    def browser(self) -> httpx.Client:
        """One that says, as browsers do, that a link of our own page was followed."""
        return httpx.Client(base_url=self.server.base, timeout=30, headers={"Sec-Fetch-Site": "same-origin"})


def started(folder: Path, port: int, issuer: str) -> Iterator[House]:
    server = RunningServer(folder, port=port, settings=settings_for(issuer))
    store = open_store(f"sqlite:///{folder / 'selbstcheck.sqlite3'}")
    yield House(server, store, issuer)
    store.close()
    server.stop()


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With the certified provider, as its users meet it."""
    place, port, own_port = tmp_path_factory.mktemp("provider"), free_port(), free_port()
    for name in ("package.json", "package-lock.json", "server.mjs"):
        shutil.copy(PROVIDER / name, place)
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    subprocess.run(install, cwd=place, check=True, capture_output=True)
    home = f"http://127.0.0.1:{own_port}"
    with (place / "log").open("w") as log:
        command = [
            "node",
            "server.mjs",
            str(port),
            CLIENT,
            SECRET,
            *(f"{home}/{step}/extern/zurueck" for step in ("anmelden", "abmelden")),
        ]
        process = subprocess.Popen(command, cwd=place, stdout=log, stderr=log)
        try:
            wait_for_port(port)
            yield from started(tmp_path_factory.mktemp("house"), own_port, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(30)


@dataclass
class Forger:
    """A provider that says what it is told to: ``changes`` to what it claims, ``key`` by which it signs. ``algorithm``:
    "none" for unsigned, "HS256" for signed by its public key, as if that were a secret."""

    port: int
    changes: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    algorithm: str = "RS256"
    has_id_token: bool = True
    published: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    key: RSAKey | None = None
    nonces: dict[str, str] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def begin_anew(self) -> None:
        self.changes, self.left_out, self.algorithm, self.has_id_token = {}, (), "RS256", True
        self.key = None

    def token(self, code: str) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "anna", "iat": now, "exp": now + 300}
        claims |= {"nonce": self.nonces.get(code, ""), "name": "Anna"} | self.changes
        claims = {name: value for name, value in claims.items() if name not in self.left_out}
        answer = {"access_token": "nichts", "token_type": "Bearer", "expires_in": 300}
        return answer | ({"id_token": self._written(claims)} if self.has_id_token else {})

    def _written(self, claims: dict[str, Any]) -> str:
        if self.algorithm == "RS256":
            return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key or self.published)
        parts = ({"alg": self.algorithm, "kid": "1", "typ": "JWT"}, claims)
        said = ".".join(_in_letters(json.dumps(one).encode()) for one in parts)
        public = self.published.as_pem(private=False)  # known to everybody
        seal = hmac.digest(public, said.encode(), "sha256") if self.algorithm == "HS256" else b""
        return f"{said}.{_in_letters(seal)}"


def _in_letters(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _handler(forger: Forger) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _mark, query = self.path.partition("?")
            if path == "/.well-known/openid-configuration":
                self._say(
                    {
                        "issuer": forger.issuer,
                        "authorization_endpoint": f"{forger.issuer}/auth",
                        "token_endpoint": f"{forger.issuer}/token",
                        "jwks_uri": f"{forger.issuer}/keys",
                        "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                    }
                )
            elif path == "/keys":
                self._say({"keys": [forger.published.as_dict(private=False)]})
            else:
                self._send_back(parse_qs(query))

        def _send_back(self, asked: dict[str, list[str]]) -> None:
            code = f"code-{len(forger.nonces)}"
            forger.nonces[code] = asked["nonce"][0]
            assert asked["code_challenge_method"] == ["S256"]
            self.send_response(302)
            back = urlencode({"code": code, "state": asked["state"][0]})
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
            self.end_headers()

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            assert sent["code_verifier"]
            self._say(forger.token(sent["code"][0]))

        def _say(self, values: dict[str, Any]) -> None:
            body = json.dumps(values).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Quiet."""

    return Handler


@pytest.fixture(scope="module")
def forging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Forger]]:
    forger = Forger(free_port())
    listening = ThreadingHTTPServer(("127.0.0.1", forger.port), _handler(forger))
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        for house in started(tmp_path_factory.mktemp("forged"), free_port(), forger.issuer):
            yield house, forger
    finally:
        listening.shutdown()
        listening.server_close()


@pytest.fixture
def forged(forging: tuple[House, Forger]) -> tuple[House, Forger]:
    forging[1].begin_anew()
    return forging


def sent_back(
    house: House,
    browser: httpx.Client,
    name: str,
    path: str = "/anmelden/extern",
    known: httpx.Client | None = None,
) -> str:
    """Sign in as this name at the certified provider, in its own forms; the address it sends the browser back to.
    ``known``: the browser as the provider knows it already."""
    answer = browser.get(path)
    assert answer.status_code == 302
    with nullcontext(known) if known else httpx.Client(base_url=house.issuer, timeout=30) as elsewhere:
        at = answer.headers["location"]
        for _step in range(10):
            answer = elsewhere.get(at)
            if answer.status_code == 200:
                prompt = "login" if 'name="login"' in answer.text else "consent"
                form = {"prompt": prompt, **({"login": name, "password": "egal"} if prompt == "login" else {})}
                answer = elsewhere.post(str(answer.url), data=form)
            assert answer.is_redirect, answer.text[-900:]
            at = answer.headers["location"]
            if urlsplit(at).netloc == urlsplit(house.server.base).netloc:
                return at
    raise AssertionError("the provider never sent anybody back")
