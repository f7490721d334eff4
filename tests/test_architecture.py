"""Imports point down: the files at the top level, which import-linter does not see (packages: pyproject.toml)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {path.stem for path in ROOT.glob("*.py")} | {path.parent.name for path in ROOT.glob("*/__init__.py")}

MAY_IMPORT = {
    "config": set(),
    "dashboard": {"ui"},
    "app": {"phone", "room", "web", "data", "config"},
    "run": set(),
}


def imported(path):
    """Top-level names that a file imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def test_every_top_level_file_has_its_rule():
    assert {path.stem for path in ROOT.glob("*.py")} == set(MAY_IMPORT)


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_top_level_file_imports_only_what_stands_below(name):
    assert set(imported(ROOT / f"{name}.py")) & ROOMS <= MAY_IMPORT[name]


def test_streamlit_is_known_only_to_the_shell():
    files = [path for path in ROOT.glob("*/**/*.py") if ".venv" not in path.parts and "tests" not in path.parts]
    importing = {path.relative_to(ROOT).parts[0] for path in files if "streamlit" in set(imported(path))}

    assert importing <= {"ui", "pages", "benchmarks"}


OF_ONE_PERSON = {
    "SavedSheet",
    "comments_of",
    "given_by",
    "own_exit",
    "own_vote",
    "sheet",
    "stored_answers",
    "stored_surveys",
}
"""Whatever in ``data`` gives or holds what one person has answered."""


def taken_from_data(path):
    """Names that a file takes from ``data``, and modules of its store that it takes whole."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("data"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("data"))


def test_a_stored_sheet_is_read_by_its_own_phone_and_by_no_page_and_no_document():
    files = [path for room in ROOMS - {"data", "tests"} for path in (ROOT / room).rglob("*.py")]
    files += [ROOT / f"{name}.py" for name in MAY_IMPORT]
    taken = {(path.relative_to(ROOT).parts[0], name) for path in files for name in taken_from_data(path)}
    defined = {
        node.name
        for path in (ROOT / "data").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }

    assert {room for room, name in taken if name.rsplit(".", 1)[-1] in OF_ONE_PERSON} == {"phone"}
    assert {(room, name) for room, name in taken if name.startswith("data.store.schema")} == set()
    assert {name for _room, name in taken if name.count(".") < 2 and name.startswith("data.store")} == set()
    assert defined >= OF_ONE_PERSON
