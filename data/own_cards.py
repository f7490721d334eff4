"""Own practice cards: what of them is kept, how one is checked, and all of them as one file to carry on."""

import json
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import yaml

from analysis.library import Item, Library
from data.library_file import Problem, WrongItemError, item_of
from data.naming import new_id
from data.questionnaire_yaml import YamlError, yaml_values
from data.store.engine import Store
from data.store.practice_cards import MOST_CARDS as MOST_CARDS
from data.store.practice_cards import TooMany as TooMany
from data.store.practice_cards import cards, save_cards
from data.store.practice_cards import delete_card as delete_card

LARGEST_FILE = 1_000_000
"""Bytes of a file of cards."""
LONGEST_ID = 50


@dataclass(frozen=True)
class Coming:
    """Cards of a file that was checked whole: their values and items by id; ``replaced``: ids of own cards that they
    take the place of."""

    values: Mapping[str, Mapping[str, Any]]
    items: Mapping[str, Item]
    replaced: frozenset[str]


def own_items(store: Store) -> tuple[Item, ...]:
    """The own cards as they are shown; one that cannot be read any more is left out."""
    return _items(tuple(cards(store).items()))


@lru_cache(maxsize=2)
def _items(texts: tuple[tuple[str, str], ...]) -> tuple[Item, ...]:
    """Checked once for the same texts: every page of a statement asks how many cards fit."""
    found = []
    for card_id, text in texts:
        try:
            found.append(own_item(json.loads(text), card_id))
        except WrongItemError:
            logging.getLogger(__name__).warning("an own practice card does not fit the format any more")
    return tuple(found)


def with_own(library: Library, store: Store) -> Library:
    """What is shipped and what was written here."""
    return library.joined_by(own_items(store))


def own_values(store: Store) -> dict[str, dict[str, Any]]:
    """What stands in each own card, by its id."""
    return {card_id: json.loads(text) for card_id, text in cards(store).items()}


def own_item(values: Mapping[str, Any], place: str) -> Item:
    """The card with these values, by the rules of files; raises WrongItemError that names the ``place``."""
    return replace(item_of(dict(values), "practice", place), is_own=True)


def keep(store: Store, values: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep cards that were checked, in place of own ones with the same ids; raises TooMany."""
    save_cards(store, {card_id: json.dumps(one, ensure_ascii=False) for card_id, one in values.items()})


def new_card_id(title: str, taken: Collection[str]) -> str:
    """An id made of the title that nothing else has."""
    return new_id(title, taken, otherwise="karte", longest=LONGEST_ID)


def exported(store: Store) -> bytes:
    """All own cards as one file."""
    values = {"cards": list(own_values(store).values())}
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=120).encode()


def coming(content: bytes, name: str, shipped: Collection[str], own: Collection[str]) -> Coming:
    """The cards of such a file, checked whole; raises WrongItemError with every fault and its place."""
    values = _listed(content, name)
    items: dict[str, Item] = {}
    problems: list[Problem] = []
    for number, one in enumerate(values, start=1):
        try:
            item = own_item(one if isinstance(one, dict) else {}, name)
        except WrongItemError as error:
            problems += [replace(each, place=("cards", str(number), *each.place)) for each in error.problems]
            continue
        if item.id in items or item.id in shipped:
            problems.append(Problem(name, ("cards", str(number), "id"), "twice", item.id))
        items[item.id] = item
    if problems:
        raise WrongItemError(tuple(problems))
    by_id = {str(one["id"]): one for one in values}
    return Coming(by_id, items, frozenset(by_id) & frozenset(own))


def _listed(content: bytes, name: str) -> list[Any]:
    if len(content) > LARGEST_FILE:
        raise WrongItemError((Problem(name, (), "largest", str(LARGEST_FILE // 1_000_000)),))
    try:
        values = yaml_values(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WrongItemError((Problem(name, (), "yaml", "UTF-8"),)) from error
    except YamlError as error:
        raise WrongItemError((Problem(name, (), "yaml", str(error)),)) from error
    if not isinstance(values, dict) or not isinstance(values.get("cards"), list) or not values["cards"]:
        raise WrongItemError((Problem(name, (), "required", "cards"),))
    if len(values["cards"]) > MOST_CARDS:
        raise WrongItemError((Problem(name, ("cards",), "maxItems", str(MOST_CARDS)),))
    return list(values["cards"])
