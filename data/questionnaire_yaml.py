"""Plain values out of the YAML of a questionnaire; nothing in a file makes reading it slow or large."""

import re
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.resolver import BaseResolver

from data.intake.said import Said, said

LARGEST = 2_000_000
"""Characters of a questionnaire; ours has about 170,000."""
MOST_NODES = 30_000
"""Texts, lists and entries; ours has about 5,000."""
DEEPEST = 12
"""Levels; ours has 6."""
LONGEST = 10_000
"""Characters of one value."""

NO_YAML = said("no_yaml")

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
    """The text cannot be read; ``why`` says also where."""

    def __init__(self, why: Said) -> None:
        self.why = why
        super().__init__(str(why))


class _Limit(yaml.MarkedYAMLError):
    """What is wrong at the place of an event."""

    def __init__(self, why: Said, event: Any) -> None:
        self.why = why
        super().__init__(problem=str(why), problem_mark=event.start_mark)


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
            raise _Limit(said("alias"), event)
        if self._depth > DEEPEST:
            raise _Limit(said("too_deep", most=DEEPEST), event)
        if self._nodes > MOST_NODES:
            raise _Limit(said("too_many_nodes"), event)
        if event.tag is not None:
            raise _Limit(NO_YAML, event)
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST:
            raise _Limit(said("too_long_value"), event)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep)
        if len(mapping) < len(node.value):
            seen = set()
            for key_node, _ in node.value:
                key = self.construct_object(key_node, deep=True)
                if key in seen:
                    raise _Limit(said("key_twice", key=str(key)), node)
                seen.add(key)
        return mapping


def yaml_values(text: str) -> Any:
    """What the text says, as dictionaries, lists and single values; raises YamlError."""
    if len(text) > LARGEST:
        raise YamlError(said("questionnaire_too_large"))
    try:
        return _Loader(text).get_single_data()
    except _UNREADABLE as error:
        mark = getattr(error, "problem_mark", None)
        why = error.why if isinstance(error, _Limit) else NO_YAML
        if mark is not None:
            why = said("at_line", line=mark.line + 1, column=mark.column + 1, why=why)
        raise YamlError(why) from error
