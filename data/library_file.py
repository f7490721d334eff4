"""Reads the Bibliothek from its folder; a file that is wrong is left out, and said with its place."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from analysis.library import Item, Kind, Library, Part, Practice, Source, Step
from data.questionnaire_yaml import LARGEST, YamlError, yaml_values

FOLDERS: dict[str, Kind] = {
    "ablaeufe": "agenda",
    "einladungen": "invitation",
    "danach": "after",
    "leitung": "leadership",
    "dialoge": "dialogue",
    "praxis": "practice",
}
"""Which kind lies in which folder, in the order of their first use."""
GAPS = ("municipality", "title", "day", "next_date", "contact", "office", "place", "time")
"""What may stand in braces in any text but title and summary, which lists show as they are."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file. ``place``: keys and positions (from 1) on the way there; ``rule``: which is broken, a
    name of JSON Schema or one of "yaml", "kind", "file_name", "gap", "sum", "day", "twice", "largest";
    ``asked``: what the rule asks for."""

    file: str
    place: tuple[str, ...]
    rule: str
    asked: str


@dataclass(frozen=True)
class Read:
    """What a folder holds; ``problems`` of the files that are not part of the library."""

    library: Library
    problems: tuple[Problem, ...]


class WrongItemError(ValueError):
    """One item cannot be used; ``problems`` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def library_in(folder: Path) -> Read:
    """As ``read_library``, read anew only when a file has changed."""
    files = sorted(folder.glob("*/*.yaml"))
    return _read(folder, tuple((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=2)
def _read(folder: Path, _state: tuple[tuple[str, int], ...]) -> Read:
    return read_library(folder)


def read_library(folder: Path) -> Read:
    """Every file below the folder; raises nothing: what cannot be used stands among the problems."""
    items: dict[str, Item] = {}
    problems: list[Problem] = []
    for name, kind in FOLDERS.items():
        for path in sorted((folder / name).glob("*.yaml")):
            file = f"{folder.name}/{name}/{path.name}"
            try:
                item = parse_item(path.read_text(encoding="utf-8-sig")[: LARGEST + 1], kind, file)
                _check_id(item, path.stem, file, items)
            except WrongItemError as error:
                problems += error.problems
            except (OSError, UnicodeDecodeError):
                problems.append(Problem(file, (), "yaml", "UTF-8"))
            else:
                items[item.id] = item
    return Read(Library(tuple(items.values())), tuple(problems))


def parse_item(text: str, kind: Kind, file: str) -> Item:
    """One item from YAML; raises WrongItemError with every problem found."""
    try:
        values = yaml_values(text)
    except YamlError as error:
        raise WrongItemError((Problem(file, (), "yaml", str(error)),)) from error
    return item_of(values, kind, file)


def item_of(values: Any, kind: Kind, file: str) -> Item:
    """One item from what stands in a file; raises WrongItemError with every problem found."""
    if not isinstance(values, dict) or values.get("kind") != kind:
        raise WrongItemError((Problem(file, ("kind",), "kind", kind),))
    problems = tuple(_problem(file, error) for error in _validator(kind).iter_errors(values))
    problems = problems or (*_wrong_gaps(file, values), *_wrong_sums(file, values), *_wrong_day(file, values))
    if problems:
        raise WrongItemError(problems)
    return _item(values)


@cache
def _validator(kind: Kind) -> Draft202012Validator:
    schema = json.loads((Path(__file__).parents[1] / "library" / "format.json").read_text(encoding="utf-8"))
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{kind}"})


def _problem(file: str, error: ValidationError) -> Problem:
    place = tuple(str(step + 1) if isinstance(step, int) else str(step) for step in error.absolute_path)
    if error.validator == "required":
        asked = ", ".join(name for name in error.validator_value if name not in error.instance)
    elif error.validator == "additionalProperties":
        asked = ", ".join(sorted(set(error.instance) - set(error.schema["properties"])))
    else:
        asked = ", ".join(map(str, _listed(error.validator_value)))
    return Problem(file, place, str(error.validator), asked)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _check_id(item: Item, stem: str, file: str, known: Mapping[str, Item]) -> None:
    if item.id != stem:
        raise WrongItemError((Problem(file, ("id",), "file_name", stem),))
    if item.id in known:
        raise WrongItemError((Problem(file, ("id",), "twice", item.id),))


def _wrong_gaps(file: str, values: Any) -> Iterator[Problem]:
    for place, text in _strings(values, ()):
        try:
            names = {name for _before, name, _form, _turn in Formatter().parse(text) if name is not None}
        except ValueError:
            names = {text[:20]}
        allowed = set() if place[0] in ("title", "summary") else set(GAPS)
        for name in sorted(names - allowed):
            yield Problem(file, place, "gap", name)


def _strings(values: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(values, dict):
        for name, value in values.items():
            if name != "sources":
                yield from _strings(value, (*place, str(name)))
    elif isinstance(values, list):
        for number, value in enumerate(values, start=1):
            yield from _strings(value, (*place, str(number)))
    elif isinstance(values, str):
        yield place, values


def _wrong_sums(file: str, values: dict[str, Any]) -> Iterator[Problem]:
    if values["kind"] == "agenda" and sum(step["minutes"] for step in values["steps"]) != values["minutes"]:
        yield Problem(file, ("steps",), "sum", str(values["minutes"]))


def _wrong_day(file: str, values: dict[str, Any]) -> Iterator[Problem]:
    if "checked" in values:
        try:
            date.fromisoformat(values["checked"])
        except ValueError:
            yield Problem(file, ("checked",), "day", values["checked"])


def _item(values: dict[str, Any]) -> Item:
    kind = values["kind"]
    return Item(
        kind=kind,
        id=values["id"],
        title=values["title"],
        summary=values["summary"],
        minutes=values.get("minutes"),
        parts=tuple(map(_part, values.get("sections", ()))),
        steps=tuple(map(_step, values["steps"])) if kind == "agenda" else (),
        is_online=values.get("form") == "online",
        occasions=tuple(values.get("occasions", ())),
        people=values.get("people"),
        perspective=values.get("perspective", ""),
        is_easy=values.get("language_level") == "easy",
        practice=_practice(values) if kind == "practice" else None,
    )


def _part(values: dict[str, Any]) -> Part:
    return Part(
        title=values.get("title"),
        text=tuple(values.get("text", ())),
        bullets=tuple(values.get("bullets", ())),
        steps=tuple(map(_step, values.get("steps", ()))),
        prompts=tuple(values.get("prompts", ())),
    )


def _step(values: dict[str, Any]) -> Step:
    return Step(**values)


def _practice(values: dict[str, Any]) -> Practice:
    told = {name: values.get(name) for name in ("cost", "time", "resistance", "failed", "evidence")}
    return Practice(
        place=values["place"],
        sizes=tuple(values["size"]),
        years=values["years"],
        problem=values["problem"],
        steps=tuple(values["steps"]),
        statements=tuple(values["statements"]),
        sources=tuple(Source(one["title"], one["url"]) for one in values["sources"]),
        checked=date.fromisoformat(values["checked"]),
        **told,
    )
