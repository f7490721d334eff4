"""A machine that reaches nothing but itself sets a bundle up, reads a file and starts; run in a namespace of its own.

``python without_network.py FOLDER SPREADSHEET DATA`` prints what happened as JSON.
"""

import fcntl
import json
import socket
import struct
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.running import RunningServer

ASK_FLAGS, SET_FLAGS, UP, UP_AND_RUNNING = 0x8913, 0x8914, 0x1, 0x41
ELSEWHERE = ("192.0.2.1", 443)
"""An address for examples: no machine has it."""


def wake_loopback() -> None:
    """A new namespace has a loopback that is down."""
    with socket.socket() as asking:
        answer = fcntl.ioctl(asking, ASK_FLAGS, struct.pack("16sh", b"lo", 0))
        if struct.unpack("16sh", answer)[1] & UP:
            return
        fcntl.ioctl(asking, SET_FLAGS, struct.pack("16sh", b"lo", UP_AND_RUNNING))


def reaches_others() -> bool:
    with socket.socket() as trying:
        trying.settimeout(2)
        try:
            trying.connect(ELSEWHERE)
        except TimeoutError:
            return True  # somebody took the packets on
        except OSError:
            return False
        return True


def main(folder: Path, spreadsheet: Path, data: Path) -> None:
    wake_loopback()
    reached = reaches_others()
    command = [sys.executable, str(folder / "run.py")]
    read = subprocess.run([*command, "check", "--json", str(spreadsheet)], capture_output=True, encoding="utf-8")
    running = RunningServer(data, command=(*command, "start"), folder=folder)  # waits for /health
    running.stop()
    told = {
        "reaches_others": reached,
        "read": [read.returncode, read.stdout, read.stderr],
        "key": running.key,
        "venv": (folder / ".venv").is_dir(),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
