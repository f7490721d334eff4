"""``run.py start``: checks what can be checked quickly, then becomes the server."""

import os
import socket
import subprocess
import sys

from commands.exit_codes import FAILED
from commands.opening import questionnaire_or_stop
from config import ROOT, Settings


def start(settings: Settings) -> int:
    """Become the server, which says itself where it is or what is wrong."""
    questionnaire_or_stop(settings.questionnaire)
    if not port_is_free(settings.port, settings.address):
        print(
            f"Port {settings.port} ist belegt. Läuft die App schon? "
            f"Sonst mit einem anderen Port starten: PORT={settings.port + 1} python3 run.py",
            file=sys.stderr,
        )
        return FAILED
    server = server_command(settings.port, settings.address)
    os.chdir(ROOT)
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(server[0], server)  # noqa: S606 - our own arguments
    return subprocess.call(server)


def server_command(port: int, address: str) -> list[str]:
    """What becomes the server, in the folder of the project."""
    server = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    return [*server, "--server.port", str(port), "--server.address", address]


def port_is_free(port: int, address: str) -> bool:
    """Whether a server could listen there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
