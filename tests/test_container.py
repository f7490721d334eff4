"""The image's recipe, held to the program without an engine: what goes into it starts, and is healthy where it says."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.routing import Route

from config import load_settings
from tests.running import ROOT, RunningServer
from web.routes import routes

RECIPE = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
NOT_FOR_THE_IMAGE = {"benchmarks", "docs", "tests", "run.py"}


def steps(name: str) -> list[str]:
    """What follows each instruction of this name."""
    return re.findall(rf"^{name} (.+)$", RECIPE, re.MULTILINE)


def taken() -> list[str]:
    """What .dockerignore lets through."""
    return re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)


def settings() -> dict[str, str]:
    return dict(pair.split("=", 1) for step in steps("ENV") for pair in shlex.split(step))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the image has."""
    folder = tmp_path_factory.mktemp("image")
    for name in taken():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    return folder


def test_image_takes_every_room_and_file_of_the_program_and_no_other() -> None:
    ours = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    rooms = {Path(name).parts[0] for name in ours if name.endswith(".py")}

    assert {name for name in taken() if name.endswith(".py") or any((ROOT / name).glob("*.py"))} == (
        rooms - NOT_FOR_THE_IMAGE
    )
    assert [name for name in taken() if not (ROOT / name).exists()] == []


def test_what_is_copied_is_there() -> None:
    sources = [source for step in steps("COPY") for source in step.split()[:-1]]

    assert sources == ["requirements.lock", "."]


def test_image_starts_as_its_own_user_and_is_healthy_where_it_says(image: Path, tmp_path: Path) -> None:
    (command,) = [json.loads(step) for step in steps("CMD")]
    (check,) = [json.loads(step.split(" CMD ", 1)[1]) for step in steps("HEALTHCHECK")]
    python = {"python": sys.executable}

    running = RunningServer(tmp_path / "data", command=tuple(python.get(part, part) for part in command), folder=image)
    environment = {**os.environ, "PORT": str(running.port)}
    healthy = subprocess.run([sys.executable, *check[1:]], env=environment, capture_output=True, timeout=30)
    running.stop()
    gone = subprocess.run([sys.executable, *check[1:]], env=environment, capture_output=True, timeout=30)

    assert (healthy.returncode, healthy.stderr, gone.returncode) == (0, b"", 1)
    assert running.key
    assert steps("USER") == ["selbstcheck"]


def test_health_is_asked_at_a_route_of_ours() -> None:
    (asked,) = set(re.findall(r"/\w+(?=', timeout)", steps("HEALTHCHECK")[0]))

    assert asked in {route.path for route in routes() if isinstance(route, Route)}


def test_port_is_the_one_that_the_program_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)

    assert steps("EXPOSE") == [settings()["PORT"]] == [str(load_settings().port)]


def test_data_lie_in_the_volume_and_nothing_secret_in_the_image() -> None:
    assert steps("VOLUME") == [settings()["DATA_DIR"]]
    assert sorted(settings()) == ["DATA_DIR", "PORT", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"]
    assert steps("ARG") == []


def test_image_has_a_python_that_we_name() -> None:
    (base,) = steps("FROM")

    assert re.fullmatch(r"python:3\.1[1-4]-slim-\w+", base)
