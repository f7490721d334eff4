"""Which files are the program: what a machine needs that runs it, and nothing that tests, builds or was made here."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

PLACES = (
    ".streamlit/config.toml",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "analysis",
    "app.py",
    "charts",
    "commands",
    "config.py",
    "content",
    "dashboard.py",
    "data",
    "deploy",
    "docs",
    "fonts",
    "library",
    "locales",
    "pages",
    "phone",
    "questionnaire.yaml",
    "reports",
    "requirements.lock",
    "room",
    "run.py",
    "start.bat",
    "texts",
    "ui",
    "web",
)
"""Files and folders; of docs/ only what is to be read, without pictures and how they are made."""


def program_files(root: Path) -> list[Path]:
    """All files, relative to the folder of the project: those that Git knows, or where it knows none, by the rule."""
    known = _tracked(root) if (root / ".git").exists() else None
    return sorted(one for one in (_all(root) if known is None else known) if _is_taken(root, one))


def _tracked(root: Path) -> list[Path] | None:
    """What Git has in its list; None where there is no Git."""
    try:
        done = subprocess.run(["git", "ls-files", "-z", "--", *PLACES], cwd=root, capture_output=True)
    except OSError:
        return None
    return [Path(name) for name in done.stdout.decode().split("\0") if name] if done.returncode == 0 else None


def _all(root: Path) -> Iterable[Path]:
    for place in (root / name for name in PLACES):
        yield from (one.relative_to(root) for one in ([place] if place.is_file() else place.rglob("*")))


def _is_taken(root: Path, file: Path) -> bool:
    """Neither what Python or an editor left there, nor pictures that only the web shows."""
    is_left = "__pycache__" in file.parts or file.name.startswith(".") or file.suffix == ".pyc"
    is_picture = file.parts[0] == "docs" and file.suffix != ".md"
    return (root / file).is_file() and not is_left and not is_picture
