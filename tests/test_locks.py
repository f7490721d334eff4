"""The locks are what requirements*.txt ask for: complete, exact, with hashes, for every system and Python we name."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.markers import Environment, Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).parents[1]
LISTS = {
    "requirements.lock": ("requirements.txt",),
    "requirements-dev.lock": ("requirements.txt", "requirements-dev.txt"),
}
SYSTEMS = {"Linux": ("linux", "posix"), "Darwin": ("darwin", "posix"), "Windows": ("win32", "nt")}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class Locked:
    """One package of a lock; one can be locked in several versions, each for some systems or Pythons."""

    requirement: Requirement
    hashes: frozenset[str]

    @property
    def version(self) -> str:
        (only,) = self.requirement.specifier
        assert only.operator == "=="
        return only.version


def locked(lock: str) -> dict[NormalizedName, list[Locked]]:
    text = re.sub(r"\\\n", " ", (ROOT / lock).read_text(encoding="utf-8"))
    found: dict[NormalizedName, list[Locked]] = {}
    for line in (line.strip() for line in text.splitlines()):
        if not line or line.startswith("#"):
            continue
        requirement, *hashes = re.split(r"\s+--hash=", line)
        one = Locked(Requirement(requirement), frozenset(hashes))
        found.setdefault(canonicalize_name(one.requirement.name), []).append(one)
    return found


def asked(lock: str) -> list[Requirement]:
    lines = [line for name in LISTS[lock] for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]


def environments() -> list[Environment]:
    here = default_environment()
    return [
        here
        | Environment(
            python_version=python,
            python_full_version=f"{python}.0",
            platform_system=system,
            sys_platform=platform,
            os_name=name,
        )
        for python in PYTHONS
        for system, (platform, name) in SYSTEMS.items()
    ]


def holds(marker: Marker | None, environment: Environment, extra: str = "") -> bool:
    return marker is None or marker.evaluate({**environment, "extra": extra})


@cache
def needed_by(package: NormalizedName) -> tuple[Requirement, ...]:
    """What a package says that it needs; nothing of those that only other systems have."""
    try:
        return tuple(map(Requirement, requires(package) or ()))
    except PackageNotFoundError:
        return ()


def needed(roots: list[Requirement], environment: Environment) -> set[NormalizedName]:
    """All packages behind these, for one system and Python."""
    waiting = [(root, "") for root in roots]
    seen: set[tuple[NormalizedName, str]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        if not holds(requirement.marker, environment, extra):
            continue
        name = canonicalize_name(requirement.name)
        for wanted in ("", *requirement.extras):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                waiting += [(one, wanted) for one in needed_by(name)]
    return {name for name, _extra in seen}


@pytest.mark.parametrize("lock", LISTS)
def test_lock_has_the_versions_that_are_asked_for(lock: str) -> None:
    of_lock = locked(lock)

    wanted = {canonicalize_name(one.name): str(one.specifier) for one in asked(lock)}
    assert {name: f"=={one.version}" for name in wanted for one in of_lock[name]} == wanted


@pytest.mark.parametrize("lock", LISTS)
def test_lock_has_all_that_is_needed_and_nothing_else(lock: str) -> None:
    of_lock = locked(lock)
    used: set[NormalizedName] = set()
    for environment in environments():
        here = {name for name, of in of_lock.items() if any(holds(one.requirement.marker, environment) for one in of)}
        used |= (behind := needed(asked(lock), environment))
        assert behind - here == set()

    assert set(of_lock) - used == set()


@pytest.mark.parametrize("lock", LISTS)
def test_every_system_and_python_gets_one_version_of_each(lock: str) -> None:
    for environment in environments():
        for of_package in locked(lock).values():
            assert sum(holds(one.requirement.marker, environment) for one in of_package) <= 1


@pytest.mark.parametrize("lock", LISTS)
def test_everything_is_locked_by_its_hashes_and_by_no_address(lock: str) -> None:
    hashes = [one.hashes for of_package in locked(lock).values() for one in of_package]

    assert all(hashes)
    assert {bool(re.fullmatch("sha256:[0-9a-f]{64}", one)) for of_one in hashes for one in of_one} == {True}
    assert re.findall(r"https?:|--index|--find|file:", (ROOT / lock).read_text(encoding="utf-8")) == []


def test_tests_run_on_what_people_get() -> None:
    of_tests, of_people = locked("requirements-dev.lock"), locked("requirements.lock")

    assert {name: of_tests.get(name) for name in of_people} == of_people


def test_what_is_installed_is_what_is_locked() -> None:
    here = default_environment()
    of_this_system = {
        name: one.version
        for name, of_package in locked("requirements-dev.lock").items()
        for one in of_package
        if holds(one.requirement.marker, here)
    }

    assert {name: version(name) for name in of_this_system} == of_this_system


def test_linter_of_browser_scripts_is_locked_by_its_hashes_and_by_no_address() -> None:
    folder = ROOT / "tests" / "lint"
    asked_for = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    of_lock = {place.removeprefix("node_modules/"): package for place, package in packages.items() if place}

    assert {name: of_lock[name]["version"] for name in asked_for} == asked_for
    assert [name for name, package in of_lock.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in of_lock.items() if "resolved" in package] == []


def test_every_browser_script_is_where_the_linter_looks() -> None:
    config = (ROOT / "tests" / "lint" / "eslint.config.js").read_text(encoding="utf-8")
    patterns = re.findall(r'"([\w./*-]+\.js)"', config)

    rooms = [path.parent for path in ROOT.glob("*/__init__.py")]
    scripts = {path.relative_to(ROOT) for room in rooms for path in room.rglob("*.js")}
    assert scripts == {path.relative_to(ROOT) for pattern in patterns for path in ROOT.glob(pattern)}
