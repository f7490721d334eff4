"""Plain values out of the YAML of a questionnaire; nothing in a file makes reading it slow or large."""

import re
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.resolver import BaseResolver

LARGEST = 2_000_000
"""Characters of a questionnaire; ours has about 160,000."""
MOST_NODES = 30_000
"""Texts, lists and entries; ours has about 4,000."""
DEEPEST = 12
"""Levels; ours has 6."""
LONGEST = 10_000
"""Characters of one value."""

TOO_LARGE = "Der Fragebogen ist größer als 2 MB."
TOO_MANY = f"Der Fragebogen hat mehr als {MOST_NODES:,} Einträge.".replace(",", ".")
TOO_DEEP = f"Hier sind mehr als {DEEPEST} Ebenen ineinander geschachtelt."
TOO_LONG = f"Dieser Wert ist länger als {LONGEST:,} Zeichen.".replace(",", ".")
ALIAS = "Verweise (*name) sind nicht erlaubt."
NO_YAML = "Das ist kein gültiges YAML (Einrückung, Doppelpunkte?)."

_UNREADABLE = (yaml.YAMLError, RecursionError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What PyYAML raises for text that is no YAML."""
_TAG = "tag:yaml.org,2002:"
_FORMS = (
    ("null", re.compile(r"~|null|Null|NULL|")),
    ("bool", re.compile(r"yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF")),
    ("int", re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")),
    ("float", re.compile(r"[-+]?[0-9]{1,17}\.[0-9]{0,17}")),
)
"""What stands for more than its letters. YAML knows further ones, such as 1:30 for 90, that nobody means here."""
_LONGEST_FORM = 40


class YamlError(ValueError):
    """The text cannot be read; says in German why, and where."""


class _Limit(yaml.MarkedYAMLError):
    """A sentence about the place of an event."""

    def __init__(self, sentence: str, event: Any) -> None:
        super().__init__(problem=sentence, problem_mark=event.start_mark)


class _Plain(BaseResolver):
    """Only what questionnaires need: texts, truths, whole numbers, decimals, nothing."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        if kind is not yaml.ScalarNode:
            return f"{_TAG}map" if kind is yaml.MappingNode else f"{_TAG}seq"
        if implicit[0] and len(value) <= _LONGEST_FORM:
            return _TAG + next((name for name, form in _FORMS if form.fullmatch(value)), "str")
        return f"{_TAG}str"


class _Loader(Composer, CParser, SafeConstructor, _Plain):
    """Without aliases (they can blow up memory), tags, and duplicate keys (they hide texts).

    libyaml reads the signs, which takes most of the time; the nodes are composed here, where they are counted.
    """

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        _Plain.__init__(self)
        self._nodes = self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self._check(self.peek_event())
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _check(self, event: Any) -> None:
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent):
            raise _Limit(ALIAS, event)
        if self._depth > DEEPEST:
            raise _Limit(TOO_DEEP, event)
        if self._nodes > MOST_NODES:
            raise _Limit(TOO_MANY, event)
        if event.tag is not None:
            raise _Limit(NO_YAML, event)
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST:
            raise _Limit(TOO_LONG, event)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep)
        if len(mapping) < len(node.value):
            seen = set()
            for key_node, _ in node.value:
                key = self.construct_object(key_node, deep=True)
                if key in seen:
                    raise _Limit(f"„{key}“ steht doppelt.", node)
                seen.add(key)
        return mapping


def yaml_values(text: str) -> Any:
    """What the text says, as dictionaries, lists and single values; raises YamlError."""
    if len(text) > LARGEST:
        raise YamlError(TOO_LARGE)
    try:
        return _Loader(text).get_single_data()
    except _UNREADABLE as error:
        mark = getattr(error, "problem_mark", None)
        place = f"Zeile {mark.line + 1}, Spalte {mark.column + 1}: " if mark else ""
        sentence = str(error.problem) if isinstance(error, _Limit) else NO_YAML
        raise YamlError(f"{place}{sentence}") from error
