"""All of server mode on this machine: two processes, nginx with the shipped file, PostgreSQL primary and standby."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx

from data.store.access import issue_key
from data.store.engine import Store, open_store
from tests.deploy.pair import Apart, Node, pair
from tests.running import PATIENCE, ROOT, RunningServer, free_port, nothing_outlives_us

SHIPPED = ROOT / "deploy" / "nginx" / "selbstcheck.conf"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


@dataclass
class Proxy:
    """nginx on a free port; ``folder`` holds what it needs and writes."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def base(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "access.log").read_text("utf-8")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


def self_signed(folder: Path) -> None:
    """Puts key.pem and chain.pem for localhost there."""
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    make += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        [*make, "-keyout", folder / "key.pem", "-out", folder / "chain.pem"], check=True, capture_output=True
    )


def configured(folder: Path, port: int, behind: Sequence[int]) -> Path:
    """The shipped file with this machine's ports and places, in the least around it; nginx's main file."""
    self_signed(folder)
    block = SHIPPED.read_text("utf-8")
    for stands_there, here in {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "selbstcheck.example.org": "localhost",
        "/etc/ssl/selbstcheck/kette.pem": f"{folder}/chain.pem",
        "/etc/ssl/selbstcheck/schluessel.pem": f"{folder}/key.pem",
        "/var/log/nginx/selbstcheck.log": f"{folder}/access.log",
        "/var/log/nginx/error.log": "stderr",
        "127.0.0.1:8501": f"127.0.0.1:{behind[0]}",
        "127.0.0.1:8502": f"127.0.0.1:{behind[1]}",
    }.items():
        assert stands_there in block, stands_there
        block = block.replace(stands_there, here)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{kind}_temp_path {folder / kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(
        f"{user} daemon off; pid {folder / 'pid'}; error_log stderr crit;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{\n{places}\n{block}\n}}\n"
    )
    return main


def started_proxy(folder: Path, port: int, behind: Sequence[int]) -> Proxy:
    """Returns once it answers."""
    main = configured(folder, port, behind)
    process = subprocess.Popen([NGINX, "-p", folder, "-e", "stderr", "-c", main])
    proxy = Proxy(folder, port, process)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(f"{proxy.base}/health", verify=False, timeout=10)
            return proxy
        except httpx.TransportError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError("nginx did not start")


@dataclass
class Stack:
    """``servers`` are p1 and p2, ``figures`` where they tell theirs, ``nodes`` primary and standby at the start."""

    folder: Path
    url: str
    servers: list[RunningServer]
    proxy: Proxy
    nodes: tuple[Node, Node]
    figures: tuple[int, int]

    @property
    def base(self) -> str:
        return self.proxy.base

    @property
    def key(self) -> str:
        """A moderator's key, a new one each time: that of the greeting opens only once."""
        store = self.store()
        key = issue_key(store, "moderator", valid=timedelta(minutes=5))
        store.close()
        return key

    @property
    def output(self) -> str:
        """Everything that both processes have printed so far."""
        return "".join(server.output for server in self.servers)

    @property
    def processes(self) -> int:
        return len(self.servers)

    @property
    def process_ids(self) -> dict[str, list[int]]:
        """By what they are."""
        return {
            "processes": [server.process.pid for server in self.servers],
            "nginx": [self.proxy.process.pid],
            "PostgreSQL with its standby": [node.process_id for node in self.nodes],
        }

    def store(self) -> Store:
        return open_store(self.url)

    def start_again(self, number: int, **more: str) -> None:
        """A process that was killed, on its old port, with ``more`` in its environment."""
        port = self.servers[number].port
        figures = self.figures[number]
        self.servers[number] = process(self.folder, self.url, self.base, number, figures, port=port, **more)

    def figure(self, number: int, name: str) -> float:
        """One of the figures that a process tells; 0 where it has counted nothing yet."""
        told = httpx.get(f"http://127.0.0.1:{self.figures[number]}/metrics", timeout=20).text
        found = re.search(rf"^{re.escape(name)} (\S+)$", told, re.MULTILINE)
        return float(found[1]) if found else 0

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.proxy.base, verify=False, headers={"Origin": self.proxy.base}, timeout=60)


def process(
    folder: Path,
    url: str,
    public: str,
    number: int,
    figures: int,
    *,
    port: int | None = None,
    **more: str,
) -> RunningServer:
    """One of the two, as its unit starts it."""
    name = f"p{number + 1}"
    settings = {"DATABASE_URL": url, "PUBLIC_URL": public, "PROCESS_NAME": name, "METRICS_PORT": str(figures)}
    return RunningServer(folder / name, port=port, settings={**settings, **more})


@contextmanager
def stack(*, is_quick: bool = True, apart: Apart | None = None) -> Iterator[Stack]:
    """Started in the order of the manual; ends only what it started."""
    with ExitStack() as made:
        folder = Path(made.enter_context(tempfile.TemporaryDirectory(prefix="stack-")))
        made.enter_context(nothing_outlives_us(folder))
        a, b = made.enter_context(pair(is_quick=is_quick, apart=apart))
        copied = b.run("return_standby", "--new")
        assert copied.returncode == 0, copied
        url = a.url(b)
        port, figures = free_port(), (free_port(), free_port())
        public = f"https://localhost:{port}"
        servers = [process(folder, url, public, number, figures[number]) for number in range(2)]
        (folder / "nginx").mkdir()
        proxy = started_proxy(folder / "nginx", port, [server.port for server in servers])
        whole = Stack(folder, url, servers, proxy, (a, b), figures)
        try:
            yield whole
        finally:
            proxy.stop()
            for server in whole.servers:
                if server.process.poll() is None:
                    server.stop()
