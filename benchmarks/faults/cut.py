"""The network of the primary is cut: packets vanish, nothing is refused. The standby is promoted; who is back when?

    .venv/bin/python -m benchmarks.faults.cut

As root, on Linux: the primary lives in a network of its own. Ends with 1 if an acknowledged answer is missing or phones
are not answered again within 15 s of the cut.
"""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.faults.writers import answering, endured_by, first_answer_after, joined, opened
from tests.deploy.pair import Apart
from tests.deploy.stack import stack
from tests.running import ROOT

OURS, ITS = "10.87.0.1", "10.87.0.2"
PROMOTED_AFTER = 2.0
"""Seconds until a person, or whoever watches, promotes."""
BUDGET = 15.0
NOTHING_PASSES = ("root", "tbf", "rate", "8bit", "burst", "1600", "limit", "1")
_INSIDE = "selbstcheck-faults"


def in_own_network() -> int:
    """The same again, in a network that nobody else has."""
    command = ["unshare", "--net", sys.executable, "-m", "benchmarks.faults.cut", _INSIDE]
    return subprocess.call(command, cwd=ROOT)


def main() -> int:
    run("ip", "link", "set", "lo", "up")
    room = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
    try:
        while Path(f"/proc/{room.pid}/ns/net").readlink() == Path("/proc/self/ns/net").readlink():
            time.sleep(0.05)
        inside = ("nsenter", f"--net=/proc/{room.pid}/ns/net")
        connect(room.pid, inside)
        return measure(Apart(inside, (ITS, OURS)))
    finally:
        room.kill()
        room.wait()


def connect(process_id: int, inside: tuple[str, ...]) -> None:
    """A cable between here and there."""
    run("ip", "link", "add", "here", "type", "veth", "peer", "name", "there")
    run("ip", "link", "set", "there", "netns", str(process_id))
    run("ip", "addr", "add", f"{OURS}/24", "dev", "here")
    run("ip", "link", "set", "here", "up")
    run(*inside, "ip", "addr", "add", f"{ITS}/24", "dev", "there")
    run(*inside, "ip", "link", "set", "there", "up")
    run(*inside, "ip", "link", "set", "lo", "up")


def measure(apart: Apart) -> int:
    with stack(is_quick=False, apart=apart) as whole:
        a, b = whole.nodes
        phones = joined(whole, *opened(whole))
        with answering(phones):
            time.sleep(2)
            began = time.monotonic()
            run("tc", "qdisc", "add", "dev", "here", *NOTHING_PASSES)
            run(*apart.inside, "tc", "qdisc", "add", "dev", "there", *NOTHING_PASSES)
            time.sleep(PROMOTED_AFTER)
            told = b.run("promote", "--other-is-off")
            assert told.returncode == 0, told
            promoted = time.monotonic()
            back = first_answer_after(promoted, phones)
            time.sleep(3)
        found = endured_by(phones)
        a.stop()
        run("tc", "qdisc", "del", "dev", "here", "root")
        run(*apart.inside, "tc", "qdisc", "del", "dev", "there", "root")
        told = a.run("return_standby")
        assert told.returncode == 0, told
        print(
            f"cut: promoted after {promoted - began:.1f} s, answered again after {back - began:.1f} s "
            f"(budget {BUDGET:g}), {found}"
        )
    return 0 if found.lost == 0 and back - began <= BUDGET else 1


def run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main() if sys.argv[1:] == [_INSIDE] else in_own_network())
