"""The one command: any Python can read it, it sets up once, and says in a sentence what is missing."""

import ast
import hashlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pip
import pytest

ROOT = Path(__file__).parents[1]

NO_NETWORK = (
    "Die benötigten Pakete werden installiert (beim ersten Mal einige Minuten) …",
    "Die Pakete ließen sich nicht installieren. "
    "Ist dieses Gerät mit dem Internet verbunden? Danach bitte erneut starten.",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """run.py in a folder of its own, with commands that only tell how they were called."""
    shutil.copy(ROOT / "run.py", tmp_path)
    (tmp_path / "requirements.lock").write_text(f"gibt-es-nicht==1.0 --hash=sha256:{'0' * 64}\n")
    (tmp_path / "requirements-dev.lock").write_text("-r requirements.lock\n")
    (tmp_path / "commands").mkdir()
    (tmp_path / "commands/__main__.py").write_text("import sys\nprint(sys.prefix, sys.argv[1:])\nsys.exit(3)\n")
    return tmp_path


@pytest.fixture
def with_venv(copy: Path) -> Path:
    """The same with an environment that borrows our pip: making one with its own takes seconds."""
    venv.create(copy / ".venv", with_pip=False, symlinks=os.name != "nt")
    (packages,) = (copy / ".venv").glob("[Ll]ib/**/site-packages")
    (packages / "borrowed.pth").write_text(str(Path(pip.__file__).parents[1]))
    return copy


@pytest.fixture
def loaded(copy: Path) -> Callable[[], ModuleType]:
    """Loads the copied run.py as it stands, without starting it."""

    def load() -> ModuleType:
        spec = importlib.util.spec_from_file_location("run_copy", copy / "run.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


def call(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the copied run.py in a machine whose package index cannot be reached."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment |= {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": f"http://127.0.0.1:{closed}/simple",
        "PIP_RETRIES": "0",
        "NO_PROXY": "127.0.0.1",
        "PYTHONUTF8": "1",
        **more,
    }
    return subprocess.run(
        [sys.executable, str(folder / "run.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=folder.parent,
        timeout=60,
    )


def test_run_can_be_read_by_old_pythons() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_run_needs_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))

    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_run_and_project_want_the_same_python(loaded: Callable[[], ModuleType]) -> None:
    wanted = re.search(r'requires-python = ">=(\d+)\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert wanted is not None
    assert tuple(map(int, wanted.groups())) == loaded().OLDEST


def test_too_old_python_is_told_which_one_it_needs(copy: Path) -> None:
    text = (copy / "run.py").read_text(encoding="utf-8")
    assert text.count("OLDEST = (3, 11)") == 1
    (copy / "run.py").write_text(text.replace("OLDEST = (3, 11)", "OLDEST = (99, 0)"), encoding="utf-8")

    done = call(copy)

    version = "{}.{}".format(*sys.version_info[:2])
    assert done.stderr == f"Dieses Programm braucht Python 99.0 oder neuer, hier läuft {version}.\n"
    assert (done.returncode, done.stdout) == (70, "")
    assert not (copy / ".venv").exists()


def test_without_network_a_sentence_says_so(with_venv: Path) -> None:
    (with_venv / ".venv/installed-requirements.lock").write_text("those of another day")

    done = call(with_venv, "check", "--json", "antworten.xlsx")

    said = done.stderr.splitlines()
    assert (said[0], said[-1]) == NO_NETWORK
    assert (done.returncode, done.stdout) == (70, "")
    assert (with_venv / ".venv/installed-requirements.lock").read_text() == "those of another day"


def test_set_up_environment_hands_over_at_once(with_venv: Path, loaded: Callable[[], ModuleType]) -> None:
    (with_venv / ".venv/installed-requirements.lock").write_text(loaded().fingerprint("requirements.lock"))

    done = call(with_venv, "check", "--json", "zwei Wörter.xlsx")

    assert done.stdout == f"{with_venv / '.venv'} ['check', '--json', 'zwei Wörter.xlsx']\n"
    assert (done.returncode, done.stderr) == (3, "")


def test_set_up_installs_and_remembers(with_venv: Path) -> None:
    (with_venv / "requirements.lock").write_text("# nothing needed\n")

    first, second = call(with_venv), call(with_venv)

    assert first.stderr == NO_NETWORK[0] + "\n"
    assert (second.stderr, second.returncode) == ("", 3)
    assert first.stdout == second.stdout == f"{with_venv / '.venv'} []\n"


@pytest.mark.parametrize("is_right", [True, False])
def test_only_what_has_the_locked_hash_is_installed(with_venv: Path, is_right: bool) -> None:
    wheel = _wheel(with_venv)
    found = hashlib.sha256(wheel.read_bytes()).hexdigest() if is_right else "0" * 64
    (with_venv / "requirements.lock").write_text(f"kleines-paket==1.0 --hash=sha256:{found}\n")

    done = call(with_venv, PIP_FIND_LINKS=str(wheel.parent), PIP_NO_INDEX="1")

    installed = list((with_venv / ".venv").glob("**/kleines_paket.py"))
    stamp = with_venv / ".venv/installed-requirements.lock"
    assert (done.returncode, len(installed), stamp.exists()) == ((3, 1, True) if is_right else (70, 0, False))
    assert ("DO NOT MATCH THE HASHES" in done.stderr) != is_right


def _wheel(folder: Path) -> Path:
    """A package of one empty file."""
    about = "kleines_paket-1.0.dist-info"
    wheel = folder / "kleines_paket-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("kleines_paket.py", "")
        packed.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: kleines-paket\nVersion: 1.0\n")
        packed.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr(
            f"{about}/RECORD", f"kleines_paket.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n"
        )
    return wheel


def bundled(folder: Path, made_for: str) -> Path:
    """The same as an unpacked bundle with one package."""
    wheels = folder / "wheels"
    wheels.mkdir()
    (wheels / "made-for.txt").write_text(f"{made_for}\n")
    wheel = _wheel(folder).rename(wheels / "kleines_paket-1.0-py3-none-any.whl")
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "requirements.lock").write_text(f"kleines-paket==1.0 --hash=sha256:{found}\n")
    return wheel


def test_bundle_brings_its_packages_and_asks_no_index(with_venv: Path, loaded: Callable[[], ModuleType]) -> None:
    bundled(with_venv, "{}.{} {}".format(*sys.version_info[:2], loaded().system()))

    done = call(with_venv)

    assert (done.returncode, done.stderr) == (3, NO_NETWORK[0] + "\n")
    assert len(list((with_venv / ".venv").glob("**/kleines_paket.py"))) == 1


def test_bundle_with_a_changed_package_installs_nothing(with_venv: Path, loaded: Callable[[], ModuleType]) -> None:
    wheel = bundled(with_venv, "{}.{} {}".format(*sys.version_info[:2], loaded().system()))
    wheel.write_bytes(wheel.read_bytes() + b" ")

    done = call(with_venv)

    assert done.stderr.splitlines()[-1] == (
        "Die Pakete im Ordner wheels ließen sich nicht installieren. Bitte das Paket noch einmal entpacken."
    )
    assert (done.returncode, list((with_venv / ".venv").glob("**/kleines_paket.py"))) == (70, [])


@pytest.mark.parametrize("made_for", ["3.9 {system}", "{python} amiga_m68k"])
def test_bundle_for_another_python_or_system_says_so_in_a_sentence(
    copy: Path, loaded: Callable[[], ModuleType], made_for: str
) -> None:
    here = {"python": "{}.{}".format(*sys.version_info[:2]), "system": loaded().system()}
    bundled(copy, made_for.format(**here))

    done = call(copy)

    wanted = "Python {} auf {}".format(*made_for.format(**here).split())
    assert done.stderr == (
        f"Dieses Paket ist für {wanted} gemacht, hier läuft Python {here['python']} auf {here['system']}; "
        "was zu tun ist, steht in docs/offline.md.\n"
    )
    assert (done.returncode, (copy / ".venv").exists()) == (70, False)


def test_bundle_has_no_tests_and_says_so(copy: Path) -> None:
    (copy / "requirements-dev.lock").unlink()

    done = call(copy, "test")

    assert (done.returncode, done.stderr) == (
        70,
        "Die Prüfungen des Projekts sind in diesem Paket nicht enthalten.\n",
    )
    assert not (copy / ".venv").exists()


def test_fingerprint_changes_with_the_requirements(copy: Path, loaded: Callable[[], ModuleType]) -> None:
    before = {name: loaded().fingerprint(name) for name in ("requirements.lock", "requirements-dev.lock")}
    again = {name: loaded().fingerprint(name) for name in before}
    (copy / "requirements-dev.lock").write_text("-r requirements.lock\npytest\n")
    more_to_test = {name: loaded().fingerprint(name) for name in before}
    (copy / "requirements.lock").write_text("gibt-es-nicht==2.0\n")
    more_to_run = {name: loaded().fingerprint(name) for name in before}

    assert again == before
    assert more_to_test["requirements.lock"] == before["requirements.lock"]
    assert more_to_test["requirements-dev.lock"] != before["requirements-dev.lock"]
    assert all(more_to_run[name] != more_to_test[name] for name in before)


def test_python_that_does_not_start_is_none(copy: Path, loaded: Callable[[], ModuleType]) -> None:
    run = loaded()
    broken = copy / "python"
    broken.write_text("#!/gibt/es/nicht\n")
    broken.chmod(0o755)

    assert run.runs(Path(sys.executable)) is True
    assert run.runs(copy / "fehlt") is False
    assert run.runs(broken) is False


def test_programs_are_found_in_the_path_and_where_debian_keeps_postgresql(loaded: Callable[[], ModuleType]) -> None:
    run = loaded()

    assert run.is_there("sh") is True
    assert run.is_there("initdb") is True
    assert run.is_there("gibt-es-nicht") is False
