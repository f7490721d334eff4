"""The server asks nobody for anything, whatever strangers send: no packet leaves the machine."""

import json
import shutil
import socket
import subprocess
import sys

from tests.running import ROOT
from tests.web.far_away import HANDSHAKES

OWN_NETWORK = ("unshare", "--map-root-user", "--net")
NO_PACKET = "datagram 192.0.2.1"
"""Choosing the outgoing address (web/address.py) sends nothing."""

COME_IN = {
    "https://stadt.example",
    "https://STADT.example",
    "https://stadt.example:443",
    "http://Eigen.example:8501",
    "http://[2001:db8::7]:8501",
}


def test_no_packet_leaves_and_no_name_is_looked_up_whatever_strangers_send() -> None:
    script = [sys.executable, "-m", "tests.web.far_away"]
    has_own_network = _runs([*OWN_NETWORK, "true"])
    command = [*OWN_NETWORK, *script, "--cable"] if has_own_network else script

    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert dict(zip(HANDSHAKES, found["statuses"], strict=True)) == {
        (origin, host): 101 if origin in COME_IN else 403 for origin, host in HANDSHAKES
    }
    here = {f"name {name}" for name in ("127.0.0.1", "localhost", "0.0.0.0", socket.gethostname())}
    calls = {call for call in found["calls"] if not call.endswith(" 127.0.0.1")}
    assert "name localhost" in calls
    assert calls <= here | {NO_PACKET}
    if has_own_network:
        assert (found["packets"], found["seen"] > 0) == (0, True)


def _runs(command: list[str]) -> bool:
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True).returncode == 0
