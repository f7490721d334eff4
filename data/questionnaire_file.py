"""Reads a questionnaire from YAML; every error names its place, and all are reported at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any

import yaml
from yaml.cyaml import CSafeDumper

from analysis.deciding import COSTS, DECIDERS
from analysis.grouping import OTHERS
from analysis.questionnaire import (
    ANSWERS,
    LONGEST_NAME,
    UNSTATED,
    Band,
    Field,
    MeasureTemplate,
    Perspective,
    Questionnaire,
    ScaleStep,
    Sector,
    Statement,
    Suggestion,
    Topic,
)
from data.intake.said import Said, said
from data.naming import new_id
from data.questionnaire_values import MOST_STATEMENTS, Item, Values, at
from data.questionnaire_yaml import LARGEST, YamlError, yaml_values

MOST_NAMED = 50
"""Problems that are said; whoever corrects so many sees the others next time."""
_FITS = ("for", "topics")
"""What an Anregung says beside its languages."""
PATTERNS = ("staerke", "bedarf", "auseinander", "geteilt", "kaum_einschaetzbar")
STANDARD_BANDS = (
    ("2.0", "erste Schritte", "first steps"),
    ("2.8", "im Aufbau", "taking shape"),
    ("3.4", "auf gutem Weg", "well on the way"),
    (None, "gut verankert", "well established"),
)


class QuestionnaireError(ValueError):
    """The file cannot be used; ``problems`` say why, each with its place in the file."""

    def __init__(self, problems: tuple[Said, ...]) -> None:
        further = len(problems) - MOST_NAMED
        self.problems = (*problems[:MOST_NAMED], *([said("further_problems", n=further)] if further > 0 else []))
        super().__init__("\n".join(map(str, self.problems)))


def load_questionnaire(path: Path) -> Questionnaire:
    """Read a questionnaire file; raises QuestionnaireError, also for a file that cannot be read."""
    return parse_questionnaire(questionnaire_text(path))


def questionnaire_text(path: Path) -> str:
    """The text of a questionnaire file; raises QuestionnaireError if it cannot be read as UTF-8."""
    try:
        if path.stat().st_size > LARGEST:
            raise QuestionnaireError((said("file_too_large", file=path.name),))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionnaireError((said("file_not_in_utf_8", file=path.name),)) from error
    except FileNotFoundError as error:
        raise QuestionnaireError((said("file_missing", file=path.name),)) from error
    except OSError as error:
        raise QuestionnaireError((said("file_unreadable", file=path.name),)) from error


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
    entry = dict(before.get(title) or {"id": new_id(title, taken, otherwise="perspektive"), "title": {"de": title}})
    taken.add(entry["id"])
    return entry | {"own_group": line.rstrip().endswith("*")}


@lru_cache(maxsize=16)
def parse_questionnaire(text: str) -> Questionnaire:
    """Build the questionnaire from YAML text; raises QuestionnaireError with all problems found."""
    try:
        content = yaml_values(text)
    except YamlError as error:
        raise QuestionnaireError((error.why,)) from error
    reader = _Reader()
    questionnaire = reader.questionnaire(content)
    if questionnaire is None or reader.problems:
        raise QuestionnaireError(tuple(reader.problems))
    return questionnaire


class _Reader(Values):
    """Walks the parsed YAML once and collects a problem for each wrong place."""

    def questionnaire(self, content: object) -> Questionnaire | None:
        if not isinstance(content, dict):
            self.wrong("no_questionnaire")
            return None
        questionnaire = Questionnaire(
            id=self.id(content, ""),
            version=self.version(content),
            title=self.text(content, "title", ""),
            scale=tuple(self.scale(content)),
            sectors=tuple(self.each(content, "sectors", "", self.sector)),
            bands=tuple(self.bands(content)),
            fields=tuple(self.each(content, "fields", "", self.field)),
            questions=self.by_pattern(content, "questions", "", self.checked_text),
        )
        number = sum(len(field.statements) for field in questionnaire.fields)
        if number > MOST_STATEMENTS:
            self.wrong("too_many_statements", most=MOST_STATEMENTS, n=number)
        self.assessments_fit(questionnaire)
        self.fits_are_there(questionnaire)
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
            self.wrong("scale_expected")
        yield from steps

    def step(self, item: dict[str, Any], place: str) -> ScaleStep:
        return ScaleStep(
            code=self.word(item, "code", place),
            value=item.get("value"),
            label=self.text(item, "label", place),
            aliases=self.words(item, "aliases", place),
        )

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
            self.wrong("id_reserved", place=at(place, "id"), name=UNSTATED)
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
            self.wrong("bands_not_rising")
        yield from bands

    def band(self, item: dict[str, Any], place: str) -> Band:
        below = item.get("below")
        if below is not None and (isinstance(below, bool) or not isinstance(below, int | float) or not isfinite(below)):
            self.wrong("number_expected", place=at(place, "below"))
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
            suggestions=self.by_pattern(item, "suggestions", place, self.suggestion),
            measures=tuple(self.each(item, "measures", place, self.measure, required=False)),
        )
        self.unique(at(place, "topics"), "id", (topic.id for topic in field.topics))
        topics = {topic.id for topic in field.topics}
        for index, statement in enumerate(field.statements):
            if statement.topic is not None and statement.topic not in topics:
                where = at(f"{place}.statements[{index}]", "topic")
                self.wrong("topic_unknown", place=where, name=statement.topic, topics=at(place, "topics"))
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
            name=self.optional_text(item, "name", place, LONGEST_NAME) or {},
        )

    def measure(self, item: dict[str, Any], place: str) -> MeasureTemplate:
        months = item.get("months")
        if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= 60:
            self.wrong("months_expected", place=at(place, "months"))
            months = 1
        return MeasureTemplate(
            what=self.text(item, "what", place),
            who=self.text(item, "who", place),
            months=months,
            first_step=self.optional_text(item, "first_step", place) or {},
            decides=self.choice(item, "decides", place, DECIDERS),
            cost=self.choice(item, "cost", place, COSTS),
            noticed=self.optional_text(item, "noticed", place) or {},
            risk=self.optional_text(item, "risk", place) or {},
            fits=self.names(item, "for", place),
            topics=self.names(item, "topics", place),
        )

    def suggestion(self, value: object, where: str) -> Suggestion:
        """Beside its languages, an Anregung may say which statements and topics it fits."""
        if not isinstance(value, dict):
            return Suggestion(self.checked_text(value, where))
        text = {key: words for key, words in value.items() if key not in _FITS}
        return Suggestion(
            self.checked_text(text, where), self.names(value, "for", where), self.names(value, "topics", where)
        )

    def fits_are_there(self, questionnaire: Questionnaire) -> None:
        """What an Anregung or a template fits is a statement of the questionnaire, or a topic of its field."""
        for number, field in enumerate(questionnaire.fields):
            topics = {topic.id for topic in field.topics}
            for place, one in _with_place(field, f"fields[{number}]"):
                unknown = [name for name in one.fits if name not in questionnaire.statements]
                self.problems += [said("statement_unknown", place=at(place, "for"), name=name) for name in unknown]
                self.problems += [
                    said("topic_unknown", place=at(place, "topics"), name=name, topics=f"fields[{number}].topics")
                    for name in one.topics
                    if name not in topics
                ]

    def assessments_fit(self, questionnaire: Questionnaire) -> None:
        """Each band of a field has its text, or the field leaves it to the bands."""
        bands = len(questionnaire.bands)
        for number, field in enumerate(questionnaire.fields):
            if field.assessments and len(field.assessments) != bands:
                place = f"fields[{number}].assessments"
                self.wrong("assessments_expected", place=place, n=bands)

    def by_pattern(
        self, item: dict[str, Any], key: str, place: str, read: Callable[[object, str], Item]
    ) -> Mapping[str, tuple[Item, ...]]:
        found = item.get(key) or {}
        where = at(place, key)
        if not isinstance(found, dict):
            self.wrong("patterns_expected", place=where)
            return {}
        unknown = [pattern for pattern in found if pattern not in PATTERNS]
        self.problems += [said("pattern_unknown", place=f"{where}.{one}", patterns=PATTERNS) for one in unknown]
        return {pattern: self.listed(found, pattern, where, read) for pattern in found if pattern in PATTERNS}

    def groups_apart(self, sectors: tuple[Sector, ...]) -> None:
        """A group is named by its sector or perspective; where two could stand apart, their ids must differ."""
        for number, sector in enumerate(sectors):
            if sector.id in (UNSTATED, OTHERS):
                self.wrong("name_of_a_group", place=f"sectors[{number}].id", name=sector.id)
            others = {other.id for other in sectors if other is not sector} | {OTHERS}
            for index, perspective in enumerate(sector.perspectives):
                if perspective.id in others or (perspective.own_group and perspective.id == sector.id):
                    place = f"sectors[{number}].perspectives[{index}].id"
                    self.wrong("name_of_a_group", place=place, name=perspective.id)


def _with_place(field: Field, place: str) -> Iterator[tuple[str, Suggestion | MeasureTemplate]]:
    """All Anregungen and templates of a field, each with its place in the file."""
    for pattern, found in field.suggestions.items():
        yield from ((f"{place}.suggestions.{pattern}[{index}]", one) for index, one in enumerate(found))
    yield from ((f"{place}.measures[{index}]", one) for index, one in enumerate(field.measures))
