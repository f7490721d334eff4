"""Two real PostgreSQL servers, primary and standby, set up with the files of deploy/ as the manual says."""

import getpass
import ipaddress
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.running import PATIENCE, ROOT, free_port, nothing_outlives_us

SCRIPTS = ROOT / "deploy" / "postgresql"
IS_ROOT = os.geteuid() == 0
OWNER = "postgres" if IS_ROOT else getpass.getuser()
AS_OWNER = ("runuser", "-u", OWNER, "--") if IS_ROOT else ()
PASSWORD = "nur-zum-Testen"


def binaries() -> Path:
    """Where Debian keeps what PostgreSQL brings, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else Path(str(shutil.which("initdb"))).resolve().parent


@dataclass(frozen=True)
class Node:
    """One of the two; ``folder`` holds its data, its configuration and its settings for the scripts.

    ``inside``: what its commands stand behind, where it lives in a network of its own.
    """

    name: str
    folder: Path
    port: int
    other_port: int
    is_quick: bool
    host: str = "127.0.0.1"
    other_host: str = "127.0.0.1"
    inside: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def start_command(self) -> str:
        options = f"-c config_file={self.folder}/postgresql.conf"
        start = f'{binaries()}/pg_ctl -D {self.data} -o "{options}" -l {self.folder}/log -w start'
        return " ".join([*self.inside, *AS_OWNER, start])

    def configure(self) -> None:
        """The shipped configuration, with what differs on this machine: ports, places, the network's address."""
        own = {
            "port": self.port,
            "listen_addresses": f"'{self.host}'",
            "unix_socket_directories": f"'{self.folder}'",
            "hba_file": f"'{self.folder}/pg_hba.conf'",
            "ssl": "on",
            "ssl_cert_file": f"'{self.folder}/server.crt'",
            "ssl_key_file": f"'{self.folder}/server.key'",
            **({"fsync": "off"} if self.is_quick else {}),
        }
        lines = [f"include '{SCRIPTS / 'selbstcheck.conf'}'", *(f"{name} = {value}" for name, value in own.items())]
        (self.folder / "postgresql.conf").write_text("\n".join(lines) + "\n")
        network = ipaddress.ip_network(f"{self.host}/24", strict=False)
        shipped = (SCRIPTS / "pg_hba.conf").read_text("utf-8")
        here = shipped.replace("10.0.0.0/24", str(network)).replace(
            "postgres                     peer", f"{OWNER} peer"
        )
        (self.folder / "pg_hba.conf").write_text(here)
        (self.folder / "pgpass").write_text(f"*:*:*:standby:{PASSWORD}\n*:*:*:selbstcheck:{PASSWORD}\n")
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        make += ["-subj", "/CN=localhost", "-keyout", f"{self.folder}/server.key", "-out", f"{self.folder}/server.crt"]
        subprocess.run(make, check=True, capture_output=True)
        (self.folder / "settings").write_text(self._settings(), "utf-8")
        for name in ("pgpass", "server.key"):
            (self.folder / name).chmod(0o600)
        for path in (self.folder, *self.folder.iterdir()):
            shutil.chown(path, OWNER)

    def _settings(self) -> str:
        """The shipped example, filled in."""
        text = (SCRIPTS / "settings.example").read_text("utf-8")
        filled = {
            "PG_BIN": binaries(),
            "PG_DATA": self.data,
            "PG_CONFIG": self.folder / "postgresql.conf",
            "PG_PORT": self.port,
            "OWN_NAME": self.name,
            "OTHER_NAME": "b" if self.name == "a" else "a",
            "OTHER_HOST": self.other_host,
            "OTHER_PORT": self.other_port,
            "START": f"'{self.start_command}'",
            "BACKUPS": self.folder / "backups",
            "ARCHIVE": self.folder / "archive",
        }
        for name, value in filled.items():
            text, times = re.subn(rf"^{name}=.*$", f"{name}={value}", text, flags=re.MULTILINE)
            assert times == 1, name
        more = {"PG_SOCKET": self.folder, "PG_USER": OWNER, "OTHER_IS_OFF": self.folder / "other-is-off"}
        lines = [f"{name}={value}" for name, value in more.items()]
        return "\n".join([text, *lines, f"export PGPASSFILE={self.folder}/pgpass", ""])

    def run(self, script: str, *arguments: str, patience: float = PATIENCE * 2) -> subprocess.CompletedProcess[str]:
        """A shipped script, as its operator runs it on this node."""
        environment = {**os.environ, "SELBSTCHECK_POSTGRESQL": str(self.folder / "settings")}
        return subprocess.run(
            [*self.inside, SCRIPTS / script, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=patience,
        )

    def start(self) -> None:
        """Right after a crash, what is left of the old server can be in the way for a moment."""
        deadline = time.monotonic() + PATIENCE
        while subprocess.call(self.start_command, shell=True, stdout=subprocess.DEVNULL, cwd="/") != 0:
            assert time.monotonic() < deadline, (self.folder / "log").read_text("utf-8")[-2000:]
            time.sleep(0.5)

    @property
    def process_id(self) -> int:
        """Of the postmaster, below which all its others are."""
        return int((self.data / "postmaster.pid").read_text("utf-8").split()[0])

    def kill(self) -> None:
        """As in a crash: the postmaster is gone at once, its processes soon after."""
        os.kill(self.process_id, signal.SIGKILL)

    def stop(self, how: str = "immediate") -> None:
        command = [*AS_OWNER, binaries() / "pg_ctl", "-D", self.data, "-m", how, "-w", "stop"]
        subprocess.run(command, capture_output=True, cwd="/")

    def ask(self, query: str, database: str = "postgres", patience: float = PATIENCE) -> str:
        """One value, as the superuser; what psql knows besides SQL may stand in it, too."""
        where = f"host={self.folder} port={self.port} user={OWNER} dbname={database}"
        command = [*AS_OWNER, binaries() / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", where]
        done = subprocess.run(
            command, input=query, check=True, capture_output=True, text=True, cwd="/", timeout=patience
        )
        return done.stdout.strip()

    def url(self, *others: "Node") -> str:
        """What stands in DATABASE_URL, as in the shipped example."""
        (several,) = re.findall(
            r"^#DATABASE_URL=(.*)$", (ROOT / "deploy/selbstcheck.env.example").read_text("utf-8"), re.MULTILINE
        )
        for host, node in zip(("10.0.0.1:5432", "10.0.0.2:5432"), (self, *others), strict=True):
            several = several.replace(host, f"{node.host}:{node.port}")
        return str(several.replace("PASSWORT", PASSWORD))


@dataclass(frozen=True)
class Apart:
    """The first node lives in a network of its own: ``inside`` leads there; ``hosts`` are the addresses of both."""

    inside: tuple[str, ...]
    hosts: tuple[str, str]


def roles() -> str:
    """The shipped statements, with passwords."""
    passwords = f"\\set app '''{PASSWORD}'''\n\\set standby '''{PASSWORD}'''\n"
    return passwords + (SCRIPTS / "roles.sql").read_text("utf-8")


@contextmanager
def pair(*, is_quick: bool = True, apart: Apart | None = None) -> Iterator[tuple[Node, Node]]:
    """The primary, alone as yet, and the other, without any data; ``is_quick``: without waiting for the disk."""
    folder = Path(tempfile.mkdtemp(prefix="pair-"))
    folder.chmod(0o755)
    ports = free_port(), free_port()
    hosts = ("127.0.0.1", "127.0.0.1") if apart is None else apart.hosts
    insides = ((), ()) if apart is None else (apart.inside, ())
    nodes = [
        Node(name, folder / name, ports[at], ports[1 - at], is_quick, hosts[at], hosts[1 - at], insides[at])
        for at, name in enumerate("ab")
    ]
    for node in nodes:
        node.folder.mkdir()
        node.configure()
    with nothing_outlives_us(folder):
        first = nodes[0]
        make = [binaries() / "initdb", "-D", first.data, "-U", OWNER, "-A", "peer", "-E", "UTF8", "--data-checksums"]
        subprocess.run([*AS_OWNER, *make, "--no-sync"], check=True, capture_output=True, cwd="/")
        first.start()
        try:
            first.ask(roles())
            yield nodes[0], nodes[1]
        finally:
            for node in nodes:
                node.stop()
            shutil.rmtree(folder)
