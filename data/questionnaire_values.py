"""Values of a questionnaire file with their place in it: each wrong one is a problem, and reading goes on."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from analysis.questionnaire import Text
from data.intake.said import Gap, Said, said

Item = TypeVar("Item")
Choice = TypeVar("Choice", bound=str)

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
    "for": 60,
}
"""Entries of each list."""
MOST_STATEMENTS, MOST_TEXTS, MOST_LANGUAGES = 500, 60, 30
LONGEST_TEXT, LONGEST_WORD = 5_000, 200


class Values:
    """Reads one value after the other; ``problems`` are what was wrong, each with its place."""

    def __init__(self) -> None:
        self.problems: list[Said] = []

    def wrong(self, identifier: str, **gaps: Gap) -> None:
        self.problems.append(said(identifier, **gaps))

    def each(
        self,
        parent: dict[str, Any],
        key: str,
        place: str,
        read: Callable[[dict[str, Any], str], Item],
        required: bool = True,
    ) -> list[Item]:
        items = parent.get(key)
        where = at(place, key)
        if items is None and not required:
            return []
        if not isinstance(items, list) or not items:
            self.wrong("filled_list_expected", place=where)
            return []
        items = self.at_most(MOST[key], items, where)
        wrong = [index for index, item in enumerate(items) if not isinstance(item, dict)]
        self.problems += [said("entry_expected", place=f"{where}[{index}]") for index in wrong]
        return [read(item, f"{where}[{index}]") for index, item in enumerate(items) if isinstance(item, dict)]

    def listed(
        self, item: dict[str, Any], key: str, place: str, read: Callable[[object, str], Item]
    ) -> tuple[Item, ...]:
        found = item.get(key) or []
        where = at(place, key)
        if not isinstance(found, list):
            self.wrong("list_expected", place=where)
            return ()
        items = self.at_most(MOST_TEXTS, found, where)
        return tuple(read(one, f"{where}[{index}]") for index, one in enumerate(items))

    def texts(self, item: dict[str, Any], key: str, place: str) -> tuple[Text, ...]:
        return self.listed(item, key, place, self.checked_text)

    def at_most(self, most: int, items: list[Any], where: str) -> list[Any]:
        if len(items) > most:
            self.wrong("too_many_entries", place=where, most=most, n=len(items))
        return items[:most]

    def id(self, item: dict[str, Any], place: str) -> str:
        identifier = self.word(item, "id", place)
        if any(sign.isspace() or sign in ":/" for sign in identifier):
            self.wrong("signs_in_id", place=at(place, "id"), name=identifier)
        return identifier

    def word(self, item: dict[str, Any], key: str, place: str) -> str:
        value = item.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            self.wrong("missing", place=at(place, key))
            return ""
        if not isinstance(value, str):
            self.wrong("quotes_expected", place=at(place, key))
            return ""
        return self.short(value, LONGEST_WORD, at(place, key)).strip()

    def short(self, text: str, longest: int, where: str) -> str:
        if len(text) > longest:
            self.wrong("longer_than", place=where, most=longest)
        return text[:longest]

    def words(self, item: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
        values = item.get(key) or []
        if not isinstance(values, list):
            self.wrong("list_expected", place=at(place, key))
            return ()
        where = at(place, key)
        return tuple(
            self.short(str(value), LONGEST_WORD, where).strip() for value in self.at_most(MOST[key], values, where)
        )

    def names(self, item: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
        """Ids of what stands elsewhere in the file; a number is none, "1.10" would become 1.1."""
        values = item.get(key)
        where = at(place, key)
        if values is None:
            return ()
        if not isinstance(values, list):
            self.wrong("list_expected", place=where)
            return ()
        values = self.at_most(MOST[key], values, where)
        wrong = [index for index, value in enumerate(values) if not isinstance(value, str)]
        self.problems += [said("quotes_expected", place=f"{where}[{index}]") for index in wrong]
        return tuple(self.short(value, LONGEST_WORD, where).strip() for value in values if isinstance(value, str))

    def choice(self, item: dict[str, Any], key: str, place: str, choices: tuple[Choice, ...]) -> Choice | None:
        value = item.get(key)
        found = next((one for one in choices if one == value), None)
        if value is not None and found is None:
            self.wrong("choice_unknown", place=at(place, key), choices=choices)
        return found

    def flag(self, item: dict[str, Any], key: str, place: str) -> bool:
        value = item.get(key, False)
        if not isinstance(value, bool):
            self.wrong("truth_expected", place=at(place, key))
            return False
        return value

    def text(self, item: dict[str, Any], key: str, place: str) -> Text:
        if item.get(key) is None:
            self.wrong("missing", place=at(place, key))
            return {}
        return self.checked_text(item[key], at(place, key))

    def optional_text(self, item: dict[str, Any], key: str, place: str, longest: int = LONGEST_TEXT) -> Text | None:
        return None if item.get(key) is None else self.checked_text(item[key], at(place, key), longest)

    def checked_text(self, value: object, where: str, longest: int = LONGEST_TEXT) -> Text:
        if not isinstance(value, dict) or not all(isinstance(language, str) for language in value):
            self.wrong("languages_expected", place=where)
            return {}
        if len(value) > MOST_LANGUAGES:
            self.wrong("too_many_languages", place=where, most=MOST_LANGUAGES)
            return {}
        if not str(value.get("de") or "").strip():
            self.wrong("german_missing", place=where)
        self.problems += [
            said("text_expected", place=f"{where}.{language}")
            for language, words in value.items()
            if words is not None and not isinstance(words, str)
        ]
        return {
            language: " ".join(self.short(str(words), longest, f"{where}.{language}").split())
            for language, words in value.items()
            if str(words or "").strip()
        }

    def unique(self, kind: str, key: str, identifiers: Iterable[str]) -> None:
        seen: set[str] = set()
        for identifier in identifiers:
            if identifier and identifier in seen:
                self.wrong("stands_twice", place=kind, key=key, name=identifier)
            seen.add(identifier)


def at(place: str, key: str) -> str:
    """The place of a key: ``fields[2].title``."""
    return f"{place}.{key}" if place else key
