"""One file for machines without a network: it has what runs, nothing else, and sets itself up there."""

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openpyxl import load_workbook
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

import run
from commands import bundle as command
from commands import program_files as listing
from commands.command_line import main
from commands.program_files import PLACES, program_files
from commands.wheels import PYTHONS, SYSTEMS, Target, system_here, wanted
from tests.running import ROOT
from tests.test_container import taken
from tests.test_locks import PYTHONS as NAMED_PYTHONS

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
NOT_IN_A_BUNDLE = {"benchmarks", "tests"}
MORE_THAN_IN_THE_IMAGE = {"CHANGELOG.md", "README.md", "deploy", "docs", "run.py", "start.bat"}


def names(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that needs one package, which is nowhere."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "requirements.lock").write_text(f"gibt-es-nicht==1.0 \\\n    --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(command, "ROOT", folder)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    return folder


def test_files_are_those_that_git_knows_and_by_rule_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PLACES]
    known = subprocess.run(ours, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    by_git = program_files(ROOT)
    monkeypatch.setattr(listing, "_tracked", lambda _root: None)
    by_rule = program_files(ROOT)

    wanted_files = {Path(name) for name in known if name and (not name.startswith("docs/") or name.endswith(".md"))}
    assert {one for one in wanted_files if (ROOT / one).is_file()} == set(by_rule)
    assert set(by_git) <= set(by_rule)
    assert len(by_git) > 500


def test_folder_without_git_is_packed_by_rule(tmp_path: Path) -> None:
    for name in ("app.py", "data/__init__.py", "data/__pycache__/a.pyc", "docs/a.md", "docs/a.png", "var/a", "tests/a"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert program_files(tmp_path) == [Path("app.py"), Path("data/__init__.py"), Path("docs/a.md")]


def test_places_are_those_of_the_image_and_what_is_to_be_read_and_started() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    rooms = {Path(name).parts[0] for name in tracked if name.endswith(".py")}

    assert {Path(place).parts[0] for place in PLACES} == set(taken()) | MORE_THAN_IN_THE_IMAGE
    assert rooms - {Path(place).parts[0] for place in PLACES} == NOT_IN_A_BUNDLE


def test_markers_are_those_of_the_target_and_not_of_this_machine() -> None:
    windows, mac, linux = (names(wanted(LOCK, Target(system, "3.12"))) for system in SYSTEMS)
    older = names(wanted(LOCK, Target("win_amd64", "3.11")))

    assert {name: [name in one for one in (windows, mac, linux)] for name in ("uvloop", "watchdog", "pandas")} == {
        "uvloop": [False, True, True],
        "watchdog": [True, False, True],
        "pandas": [True, True, True],
    }
    assert older["numpy"] != windows["numpy"]
    assert wanted(LOCK, Target("win_amd64", "3.12")).count("--hash=sha256:") >= len(windows)


def test_what_the_oldest_machines_take_is_wanted_first() -> None:
    tags = {system: of.tags for system, of in SYSTEMS.items()}

    assert tags["win_amd64"] == ("win_amd64",)
    assert tags["macosx_arm64"] == ("macosx_11_0_arm64", "macosx_12_0_arm64")
    assert tags["linux_x86_64"][:3] == ("manylinux1_x86_64", "manylinux2010_x86_64", "manylinux2014_x86_64")
    assert {"manylinux_2_17_x86_64", "manylinux_2_28_x86_64"} <= set(tags["linux_x86_64"])
    assert not [tag for tag in tags["linux_x86_64"] if re.search("2_(29|3.)", tag)]


def test_bundles_are_made_for_every_python_that_we_name_and_know_this_system() -> None:
    assert PYTHONS == NAMED_PYTHONS
    assert system_here() == run.system()


def offered(package: str) -> dict[str, str]:
    """The wheels of a package that the registry has, by their SHA-256."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple")
    kind = {"Accept": "application/vnd.pypi.simple.v1+json"}
    asked = urllib.request.Request(f"{index}/{package}/", headers=kind)
    context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT"))
    with urllib.request.urlopen(asked, timeout=60, context=context) as answer:
        files = json.load(answer)["files"]
    return {one["hashes"]["sha256"]: one["filename"] for one in files if one["filename"].endswith(".whl")}


def tags_taken(target: Target) -> set[Tag]:
    """What a Python there takes, by its own rules."""
    version = tuple(map(int, target.python.split(".")))
    platforms = list(SYSTEMS[target.system].tags)
    if target.system.startswith("macosx"):
        platforms = list(mac_platforms((12, 0), "arm64"))
    return {
        *cpython_tags(version, platforms=platforms),
        *compatible_tags(version, f"cp{version[0]}{version[1]}", platforms),
    }


def test_every_package_has_a_wheel_with_a_locked_hash_for_every_system_and_python() -> None:
    packages = {re.split("==", line)[0] for line in re.findall(r"^[\w.-]+==", LOCK, re.MULTILINE)}
    with ThreadPoolExecutor(8) as asking:
        wheels = dict(zip(packages, asking.map(offered, packages), strict=True))

    missing = []
    for target in (Target(system, python) for system in SYSTEMS for python in PYTHONS):
        taken_there = tags_taken(target)
        for line in wanted(LOCK, target).splitlines():
            package, locked = line.partition("==")[0], set(re.findall("sha256:(.{64})", line))
            tags = [parse_wheel_filename(name)[3] for sha, name in wheels[package].items() if sha in locked]
            if not any(taken_there & one for one in tags):
                missing.append((target, package))
    assert missing == []
    assert len(packages) > 50


@pytest.mark.parametrize(
    ("system", "ending"),
    [
        ("win_amd64", "-cp312-cp312-win_amd64.whl"),
        ("macosx_arm64", "-cp312-cp312-macosx_11_0_arm64.whl"),
        ("linux_x86_64", "x86_64.whl"),
    ],
)
def test_pip_brings_the_wheel_of_the_target(
    system: str, ending: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (line,) = [one for one in wanted(LOCK, Target(system, "3.12")).splitlines() if one.startswith("markupsafe==")]
    (project / "requirements.lock").write_text(line)
    out = tmp_path / "b.zip"

    assert main(["bundle", str(out), "--platform", system, "--python", "3.12"]) == 0

    with zipfile.ZipFile(out) as packed:
        (wheel,) = [name for name in packed.namelist() if name.endswith(".whl")]
        made_for = packed.read("selbstcheck/wheels/made-for.txt").decode()
    assert wheel.startswith("selbstcheck/wheels/markupsafe-") and wheel.endswith(ending)
    assert ("manylinux2014_x86_64" in wheel) == (system == "linux_x86_64")
    assert made_for == f"3.12 {system}\n"


def test_missing_wheel_is_named_in_one_sentence(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    assert main(["bundle", str(tmp_path / "b.zip"), "--platform", "win_amd64", "--python", "3.12"]) == 70

    said = capsys.readouterr().err.splitlines()
    assert said[1:] == [
        "Für Windows (64 Bit) und Python 3.12 gibt es kein fertiges Paket (Wheel) von gibt-es-nicht 1.0."
    ]
    assert list(tmp_path.glob("b.zip*")) == []


def test_without_a_registry_a_sentence_says_so(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{closed_port()}/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    assert main(["bundle", str(tmp_path / "b.zip")]) == 70

    said = capsys.readouterr().err.splitlines()
    assert said[-1] == "Die Pakete ließen sich nicht laden. Ist dieses Gerät mit dem Internet verbunden?"


def test_place_that_cannot_be_written_is_named_before_anything_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "fehlt" / "b.zip"

    assert main(["bundle", str(out)]) == 70

    assert capsys.readouterr().err == f"{out} lässt sich nicht schreiben.\n"


def spreadsheet(folder: Path) -> Path:
    """Six filled sheets in our own template."""
    path = folder / "bogen.xlsx"
    assert main(["template", str(path)]) == 0
    book = load_workbook(path)
    for row in range(3, 9):
        book["Antworten"].cell(row, 1).value = "Fachverwaltungen"
        book["Antworten"].cell(row, 2).value = "B"
    book.save(path)
    return path


def alone(*arguments: str) -> list[str]:
    """The command in a namespace without any route; where the system allows none, with proxies that are not there."""
    apart = ["unshare", "--map-root-user", "--net"]
    if shutil.which(apart[0]) and subprocess.run([*apart, "true"], capture_output=True).returncode == 0:
        return [*apart, *arguments]
    nowhere = f"http://127.0.0.1:{closed_port()}"
    return ["env", f"HTTP_PROXY={nowhere}", f"HTTPS_PROXY={nowhere}", "NO_PROXY=127.0.0.1", *arguments]


def test_bundle_sets_itself_up_reads_and_starts_where_nothing_is_reached(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    out = tmp_path / "selbst check.zip"
    assert main(["bundle", str(out), "--python", "{}.{}".format(*sys.version_info[:2])]) == 0
    with zipfile.ZipFile(out) as packed:
        packed.extractall(tmp_path)
    folder = tmp_path / "selbstcheck"
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "DATABASE"))}

    command = alone(sys.executable, str(ROOT / "tests/without_network.py"), str(folder))
    record_property("without a network by", command[0])
    arguments = [*command, str(spreadsheet(tmp_path)), str(tmp_path / "data")]
    quicker = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_COMPILE": "1"}
    done = subprocess.run(arguments, env=bare | quicker, capture_output=True, encoding="utf-8", timeout=200)

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    code, read, said = told["read"]
    assert (code, said.splitlines()[:1]) == (0, ["Die Arbeitsumgebung .venv wird angelegt …"])
    assert [one["respondents"] for one in json.loads(read)["files"]] == [6]
    assert told["venv"] and told["key"]
    assert command[0] == "env" or not told["reaches_others"]
    assert {path.name for path in folder.iterdir()} - {"__pycache__"} == {
        *(Path(place).parts[0] for place in PLACES),
        ".venv",
        "wheels",
    } - {"var"}
