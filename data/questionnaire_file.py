"""Reads a questionnaire from YAML; every error names its place, and all are reported at once."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, count
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import yaml
from yaml.cyaml import CSafeDumper

from analysis.grouping import OTHERS
from analysis.questionnaire import (
    ANSWERS,
    UNSTATED,
    Band,
    Field,
    MeasureTemplate,
    Perspective,
    Questionnaire,
    ScaleStep,
    Sector,
    Statement,
    Text,
    Topic,
)
from data.questionnaire_yaml import LARGEST, YamlError, yaml_values

Item = TypeVar("Item")

MOST_NAMED = 50
"""Problems that are said; whoever corrects so many sees the others next time."""
MOST = {
    "scale": 5,
    "bands": 10,
    "sectors": 40,
    "perspectives": 60,
    "fields": 40,
    "topics": 40,
    "statements": 300,
    "measures": 60,
    "aliases": 60,
    "codes": 60,
}
"""Entries of each list."""
MOST_STATEMENTS, MOST_TEXTS, MOST_LANGUAGES = 500, 60, 30
LONGEST_TEXT, LONGEST_WORD = 5_000, 200

PATTERNS = ("staerke", "bedarf", "auseinander", "geteilt", "kaum_einschaetzbar")
STANDARD_BANDS = (
    ("2.0", "erste Schritte", "first steps"),
    ("2.8", "im Aufbau", "taking shape"),
    ("3.4", "auf gutem Weg", "well on the way"),
    (None, "gut verankert", "well established"),
)


class QuestionnaireError(ValueError):
    """The file cannot be used; ``problems`` are German sentences, each with its place in the file."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        further = len(problems) - MOST_NAMED
        self.problems = (*problems[:MOST_NAMED], *([f"und {further} weitere"] if further > 0 else []))
        super().__init__("\n".join(self.problems))


def load_questionnaire(path: Path) -> Questionnaire:
    """Read a questionnaire file; raises QuestionnaireError, also for a file that cannot be read."""
    return parse_questionnaire(questionnaire_text(path))


def questionnaire_text(path: Path) -> str:
    """The text of a questionnaire file; raises QuestionnaireError if it cannot be read as UTF-8."""
    try:
        if path.stat().st_size > LARGEST:
            raise QuestionnaireError((f"{path.name}: Die Datei ist größer als 2 MB.",))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionnaireError((f"{path.name}: Die Datei ist nicht in UTF-8 gespeichert.",)) from error
    except OSError as error:
        raise QuestionnaireError((f"{path.name}: Die Datei lässt sich nicht lesen.",)) from error


def with_perspectives(text: str, titles: Mapping[str, Sequence[str]]) -> str:
    """The questionnaire with other perspectives: sector id -> German titles, a star behind those with ``own_group``.

    A title that is there keeps its id and its other texts. Raises QuestionnaireError if the result cannot be used.
    """
    content = yaml_values(text)
    taken = {perspective["id"] for sector in content["sectors"] for perspective in sector.get("perspectives") or []}
    taken |= {sector["id"] for sector in content["sectors"]} | {UNSTATED}
    for sector in content["sectors"]:
        if sector["id"] in titles:
            before = {one["title"]["de"]: one for one in sector.get("perspectives") or []}
            sector["perspectives"] = [_perspective_entry(line, before, taken) for line in titles[sector["id"]]]
    changed: str = yaml.dump(content, Dumper=CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
    parse_questionnaire(changed)
    return changed


def _perspective_entry(line: str, before: Mapping[str, dict[str, Any]], taken: set[str]) -> dict[str, Any]:
    title = line.rstrip("* ").strip()
    entry = dict(before.get(title) or {"id": _new_id(title, taken), "title": {"de": title}})
    taken.add(entry["id"])
    return entry | {"own_group": line.rstrip().endswith("*")}


def _new_id(title: str, taken: set[str]) -> str:
    letters = title.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    base = "-".join(re.findall(r"[a-z0-9]+", letters)) or "perspektive"
    return next(one for one in chain([base], (f"{base}-{n}" for n in count(2))) if one not in taken)


@lru_cache(maxsize=16)
def parse_questionnaire(text: str) -> Questionnaire:
    """Build the questionnaire from YAML text; raises QuestionnaireError with all problems found."""
    try:
        content = yaml_values(text)
    except YamlError as error:
        raise QuestionnaireError((str(error),)) from error
    reader = _Reader()
    questionnaire = reader.questionnaire(content)
    if questionnaire is None or reader.problems:
        raise QuestionnaireError(tuple(reader.problems))
    return questionnaire


class _Reader:
    """Walks the parsed YAML once and collects a problem for each wrong place."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def questionnaire(self, content: object) -> Questionnaire | None:
        if not isinstance(content, dict):
            self.problems.append("Die Datei enthält keinen Fragebogen: oben werden id, version, title … erwartet.")
            return None
        questionnaire = Questionnaire(
            id=self.id(content, ""),
            version=self.version(content),
            title=self.text(content, "title", ""),
            scale=tuple(self.scale(content)),
            sectors=tuple(self.each(content, "sectors", "", self.sector)),
            bands=tuple(self.bands(content)),
            fields=tuple(self.each(content, "fields", "", self.field)),
            questions=self.by_pattern(content, "questions", ""),
        )
        number = sum(len(field.statements) for field in questionnaire.fields)
        if number > MOST_STATEMENTS:
            self.problems.append(f"fields: höchstens {MOST_STATEMENTS} Aussagen sind möglich, hier stehen {number}")
        self.assessments_fit(questionnaire)
        self.unique("fields", "id", (field.id for field in questionnaire.fields))
        self.unique("sectors", "id", (sector.id for sector in questionnaire.sectors))
        self.unique("statements", "id", (s.id for field in questionnaire.fields for s in field.statements))
        self.unique("perspectives", "id", (p.id for s in questionnaire.sectors for p in s.perspectives))
        self.unique(
            "perspectives", "title", (p.title.get("de", "") for s in questionnaire.sectors for p in s.perspectives)
        )
        self.groups_apart(questionnaire.sectors)
        return questionnaire

    def version(self, content: dict[str, Any]) -> str:
        number = content.get("version")
        return str(number) if isinstance(number, int | float) else self.word(content, "version", "")

    def scale(self, content: dict[str, Any]) -> Iterator[ScaleStep]:
        steps = list(self.each(content, "scale", "", self.step))
        if steps and [(step.code, step.value) for step in steps] != list(zip(ANSWERS, (4, 3, 2, 1, None), strict=True)):
            self.problems.append("scale: genau A, B, C, D, E mit value 4, 3, 2, 1, null werden erwartet")
        yield from steps

    def step(self, item: dict[str, Any], place: str) -> ScaleStep:
        return ScaleStep(self.word(item, "code", place), item.get("value"), self.text(item, "label", place))

    def sector(self, item: dict[str, Any], place: str) -> Sector:
        title = self.text(item, "title", place)
        return Sector(
            id=self.id(item, place),
            title=title,
            short=self.optional_text(item, "short", place) or title,
            perspectives=tuple(self.each(item, "perspectives", place, self.perspective, required=False)),
        )

    def perspective(self, item: dict[str, Any], place: str) -> Perspective:
        title = self.text(item, "title", place)
        identifier = self.id(item, place)
        if identifier == UNSTATED:
            self.problems.append(f"{_at(place, 'id')}: {UNSTATED} ist vergeben („Möchte ich nicht sagen“)")
        return Perspective(
            id=identifier,
            title=title,
            short=self.optional_text(item, "short", place) or title,
            aliases=self.words(item, "aliases", place),
            own_group=self.flag(item, "own_group", place),
        )

    def bands(self, content: dict[str, Any]) -> Iterator[Band]:
        if "bands" not in content:
            for below, de, en in STANDARD_BANDS:
                yield Band(None if below is None else Fraction(below), {"de": de, "en": en}, {})
            return
        bands = list(self.each(content, "bands", "", self.band))
        limits = [band.below for band in bands]
        if not bands or limits[-1] is not None or None in limits[:-1] or limits[:-1] != sorted(set(limits[:-1])):  # type: ignore[type-var]
            self.problems.append("bands: below muss von Stufe zu Stufe steigen; nur die letzte steht ohne below")
        yield from bands

    def band(self, item: dict[str, Any], place: str) -> Band:
        below = item.get("below")
        if below is not None and (isinstance(below, bool) or not isinstance(below, int | float) or not isfinite(below)):
            self.problems.append(f"{_at(place, 'below')}: eine Zahl wird erwartet")
            below = None
        limit = None if below is None else Fraction(str(below))
        return Band(limit, self.text(item, "title", place), self.optional_text(item, "text", place) or {})

    def field(self, item: dict[str, Any], place: str) -> Field:
        title = self.text(item, "title", place)
        field = Field(
            id=self.id(item, place),
            title=title,
            short=self.optional_text(item, "short", place) or title,
            statements=tuple(self.each(item, "statements", place, self.statement)),
            topics=tuple(self.each(item, "topics", place, self.topic, required=False)),
            introduction=self.optional_text(item, "introduction", place) or {},
            assessments=self.texts(item, "assessments", place),
            suggestions=self.by_pattern(item, "suggestions", place),
            measures=tuple(self.each(item, "measures", place, self.measure, required=False)),
        )
        self.unique(_at(place, "topics"), "id", (topic.id for topic in field.topics))
        topics = {topic.id for topic in field.topics}
        for index, statement in enumerate(field.statements):
            if statement.topic is not None and statement.topic not in topics:
                where = _at(f"{place}.statements[{index}]", "topic")
                self.problems.append(f"{where}: „{statement.topic}“ steht nicht in {_at(place, 'topics')}")
        return field

    def topic(self, item: dict[str, Any], place: str) -> Topic:
        return Topic(self.id(item, place), self.text(item, "title", place))

    def statement(self, item: dict[str, Any], place: str) -> Statement:
        topic = item.get("topic")
        return Statement(
            id=self.id(item, place),
            text=self.text(item, "text", place),
            short=self.flag(item, "short", place),
            topic=None if topic is None else str(topic),
            codes=self.words(item, "codes", place),
            help=self.optional_text(item, "help", place) or {},
        )

    def measure(self, item: dict[str, Any], place: str) -> MeasureTemplate:
        months = item.get("months")
        if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= 60:
            self.problems.append(f"{_at(place, 'months')}: eine ganze Zahl von 1 bis 60 wird erwartet")
            months = 1
        return MeasureTemplate(self.text(item, "what", place), self.text(item, "who", place), months)

    def assessments_fit(self, questionnaire: Questionnaire) -> None:
        """Each band of a field has its text, or the field leaves it to the bands."""
        bands = len(questionnaire.bands)
        for number, field in enumerate(questionnaire.fields):
            if field.assessments and len(field.assessments) != bands:
                place = f"fields[{number}].assessments"
                self.problems.append(f"{place}: {bands} Texte werden erwartet, einer je Einschätzung")

    def by_pattern(self, item: dict[str, Any], key: str, place: str) -> Mapping[str, tuple[Text, ...]]:
        found = item.get(key) or {}
        where = _at(place, key)
        if not isinstance(found, dict):
            self.problems.append(f"{where}: Muster mit Texten werden erwartet")
            return {}
        unknown = [pattern for pattern in found if pattern not in PATTERNS]
        self.problems += [f"{where}.{one}: unbekannt; möglich sind {', '.join(PATTERNS)}" for one in unknown]
        return {pattern: self.texts(found, pattern, where) for pattern in found if pattern in PATTERNS}

    def texts(self, item: dict[str, Any], key: str, place: str) -> tuple[Text, ...]:
        found = item.get(key) or []
        where = _at(place, key)
        if not isinstance(found, list):
            self.problems.append(f"{where}: eine Liste wird erwartet")
            return ()
        texts = self.at_most(MOST_TEXTS, found, where)
        return tuple(self.checked_text(text, f"{where}[{index}]") for index, text in enumerate(texts))

    def each(
        self,
        parent: dict[str, Any],
        key: str,
        place: str,
        read: Callable[[dict[str, Any], str], Item],
        required: bool = True,
    ) -> list[Item]:
        items = parent.get(key)
        where = _at(place, key)
        if items is None and not required:
            return []
        if not isinstance(items, list) or not items:
            self.problems.append(f"{where}: eine Liste mit mindestens einem Eintrag wird erwartet")
            return []
        items = self.at_most(MOST[key], items, where)
        wrong = [index for index, item in enumerate(items) if not isinstance(item, dict)]
        self.problems += [f"{where}[{index}]: ein Eintrag mit Feldern wird erwartet" for index in wrong]
        return [read(item, f"{where}[{index}]") for index, item in enumerate(items) if isinstance(item, dict)]

    def at_most(self, most: int, items: list[Any], where: str) -> list[Any]:
        if len(items) > most:
            self.problems.append(f"{where}: höchstens {most} Einträge sind möglich, hier stehen {len(items)}")
        return items[:most]

    def id(self, item: dict[str, Any], place: str) -> str:
        identifier = self.word(item, "id", place)
        if any(sign.isspace() or sign in ":/" for sign in identifier):
            self.problems.append(f"{_at(place, 'id')}: „{identifier}“ enthält Leerzeichen, : oder /")
        return identifier

    def word(self, item: dict[str, Any], key: str, place: str) -> str:
        value = item.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            self.problems.append(f"{_at(place, key)}: fehlt")
            return ""
        if not isinstance(value, str):
            self.problems.append(f"{_at(place, key)}: bitte in Anführungszeichen setzen")
            return ""
        return self.short(value, LONGEST_WORD, _at(place, key)).strip()

    def short(self, text: str, longest: int, where: str) -> str:
        if len(text) > longest:
            self.problems.append(f"{where}: länger als {longest} Zeichen")
        return text[:longest]

    def words(self, item: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
        values = item.get(key) or []
        if not isinstance(values, list):
            self.problems.append(f"{_at(place, key)}: eine Liste wird erwartet")
            return ()
        where = _at(place, key)
        return tuple(
            self.short(str(value), LONGEST_WORD, where).strip() for value in self.at_most(MOST[key], values, where)
        )

    def flag(self, item: dict[str, Any], key: str, place: str) -> bool:
        value = item.get(key, False)
        if not isinstance(value, bool):
            self.problems.append(f"{_at(place, key)}: true oder false wird erwartet")
            return False
        return value

    def text(self, item: dict[str, Any], key: str, place: str) -> Text:
        if item.get(key) is None:
            self.problems.append(f"{_at(place, key)}: fehlt")
            return {}
        return self.checked_text(item[key], _at(place, key))

    def optional_text(self, item: dict[str, Any], key: str, place: str) -> Text | None:
        return None if item.get(key) is None else self.checked_text(item[key], _at(place, key))

    def checked_text(self, value: object, where: str) -> Text:
        if not isinstance(value, dict) or not all(isinstance(language, str) for language in value):
            self.problems.append(f"{where}: Texte stehen nach Sprache, etwa {{de: …}}")
            return {}
        if len(value) > MOST_LANGUAGES:
            self.problems.append(f"{where}: höchstens {MOST_LANGUAGES} Sprachen sind möglich")
            return {}
        if not str(value.get("de") or "").strip():
            self.problems.append(f"{where}: de fehlt")
        self.problems += [
            f"{where}.{language}: ein Text wird erwartet"
            for language, words in value.items()
            if words is not None and not isinstance(words, str)
        ]
        return {
            language: " ".join(self.short(str(words), LONGEST_TEXT, f"{where}.{language}").split())
            for language, words in value.items()
            if str(words or "").strip()
        }

    def unique(self, kind: str, key: str, identifiers: Iterable[str]) -> None:
        seen: set[str] = set()
        for identifier in identifiers:
            if identifier and identifier in seen:
                self.problems.append(f"{kind}: {key} „{identifier}“ steht doppelt")
            seen.add(identifier)

    def groups_apart(self, sectors: tuple[Sector, ...]) -> None:
        """A group is named by its sector or perspective; where two could stand apart, their ids must differ."""
        for number, sector in enumerate(sectors):
            if sector.id in (UNSTATED, OTHERS):
                self.problems.append(f"sectors[{number}].id: „{sector.id}“ ist schon der Name einer Gruppe")
            others = {other.id for other in sectors if other is not sector} | {OTHERS}
            for index, perspective in enumerate(sector.perspectives):
                if perspective.id in others or (perspective.own_group and perspective.id == sector.id):
                    place = f"sectors[{number}].perspectives[{index}].id"
                    self.problems.append(f"{place}: „{perspective.id}“ ist schon der Name einer Gruppe")


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
