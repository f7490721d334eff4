"""The wheels of requirements.lock for any system and Python, not only these, checked by their hashes."""

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class System:
    """What markers in the lock ask of a system, and which wheels it takes.

    ``tags`` in the order in which they are wanted: what the oldest machines of the kind take comes first.
    """

    title: str
    markers: Mapping[str, str]
    tags: tuple[str, ...]


SYSTEMS: Mapping[str, System] = {
    "win_amd64": System(
        "Windows (64 Bit)",
        {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
        ("win_amd64",),
    ),
    "macosx_arm64": System(
        "macOS (Apple-Prozessor)",
        {"os_name": "posix", "sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
        tuple(f"macosx_{version}_0_arm64" for version in (11, 12)),
    ),
    "linux_x86_64": System(
        "Linux (64 Bit)",
        {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
        (
            *(f"manylinux{name}_x86_64" for name in ("1", "2010", "2014")),
            *(f"manylinux_2_{glibc}_x86_64" for glibc in range(5, 29)),
        ),
    ),
}
"""By the names that pip has for them: macOS from 12 on (pyarrow has nothing older), Linux with glibc from 2.28 on."""


@dataclass(frozen=True)
class Target:
    """Where a bundle is to run; ``system``: a key of SYSTEMS, ``python``: as in "3.12"."""

    system: str
    python: str


class WheelMissing(Exception):  # noqa: N818 - named by what is so
    """No ready-made wheel of this package, as in "typst 0.15.2", is there for the target."""


class NotDownloaded(Exception):  # noqa: N818
    """The registry cannot be reached, or gave something else than what is locked; pip has said what."""


def system_here() -> str:
    """This system as run.py names it; not always one for which bundles are made."""
    if os.name == "nt":
        return sysconfig.get_platform().replace("-", "_")
    return "{}_{}".format("macosx" if sys.platform == "darwin" else sys.platform, os.uname().machine)


def wanted(lock: str, target: Target) -> str:
    """The lines of the lock that hold for the target, without their markers: pip would ask them of this machine."""
    environment = {
        **{name: str(value) for name, value in default_environment().items()},
        **SYSTEMS[target.system].markers,
        "python_version": target.python,
        "python_full_version": f"{target.python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    lines = []
    for line in re.sub(r"\\\n\s*", "", lock).splitlines():
        requirement, *hashes = re.split(r"\s+--hash=", line.partition("#")[0].strip())
        if not requirement:
            continue
        one = Requirement(requirement)
        if one.marker is None or one.marker.evaluate(environment):
            lines.append(f"{one.name}{one.specifier}{''.join(f' --hash={found}' for found in hashes)}\n")
    return "".join(lines)


def options_for(target: Target) -> list[str]:
    """What tells pip to take wheels of the target and nothing else."""
    tags = [f"--platform={tag}" for tag in SYSTEMS[target.system].tags]
    return ["--no-deps", "--only-binary=:all:", "--implementation=cp", f"--python-version={target.python}", *tags]


def download(lock: str, target: Target, folder: Path) -> list[Path]:
    """Bring all wheels into the folder; raises WheelMissing, NotDownloaded."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = folder / "requirements.txt"
    asked.write_text(wanted(lock, target), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    command = [*pip, "download", "--require-hashes", *options_for(target), "--dest", str(folder), "-r", str(asked)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    asked.unlink()
    if done.returncode != 0:
        raise _fault(done.stderr)
    return sorted(folder.glob("*.whl"))


def _fault(said: str) -> Exception:
    """What pip means: without a network it also says that there is no such package."""
    missing = re.search(r"No matching distribution found for ([\w.-]+)==([\w.+!]+)", said)
    if missing is None or "Retrying (" in said:
        return NotDownloaded("\n".join(said.strip().splitlines()[-3:]))
    return WheelMissing("{} {}".format(*missing.groups()))
