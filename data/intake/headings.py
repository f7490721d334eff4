"""Which statement a column's head means: by its code, its text, or the text at the head's end; never by likeness."""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.questionnaire import Questionnaire
from data.intake.reading import Value

How = Literal["code", "text", "suffix"]

_TAG = re.compile(r"<[^<>]{1,200}>")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_SIGNS = re.compile(r"[\W_]+")
_END = re.compile(r"[\[(]([^\[\]]+?)[\])]\s*$")
_BREAKS = re.compile(r"\s[-–—]\s|:\s|\.\s?|\?\s?|!\s?|\n|\[|\(|>|\|")
_CODE_AND_TEXT = re.compile(r"\s*([^\s]{1,60}?)[.:)\]–—-]*(?:\s+|$)(.*)", re.DOTALL)
_BRACKETS = re.compile(r"[\[\]_().:/\\-]+")


@dataclass(frozen=True)
class Match:
    """The statements that a head may mean (more than one: it fits several), and by what."""

    statements: tuple[str, ...]
    how: How
    other_text: bool = False
    """The code fits, but a text beside it is not the statement's."""


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Only words and figures count: no tags, entities, invisible signs, punctuation, case or blanks."""
    cleaned = _TAG.sub(" ", html.unescape(html.unescape(text)))
    cleaned = unicodedata.normalize("NFKC", cleaned).translate(_INVISIBLE).casefold().replace("&", " und ")
    return " ".join(_SIGNS.sub(" ", cleaned).split())


class Catalogue:
    """The statements of a questionnaire, to be found by what files call them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        statements = questionnaire.statements.values()
        self._codes = _owners({one.id: [_code(name) for name in (one.id, *one.codes)] for one in statements})
        self._texts = _owners({one.id: [plain(text) for text in one.text.values()] for one in statements})
        self._numbers = {one.id: number for one in statements if (number := _number(one.id)) is not None}

    def match(self, heads: Sequence[Value]) -> Match | None:
        """What the heads of one column mean together: a code before a text before the text at an end."""
        texts = [head for head in heads if isinstance(head, str) and head.strip()]
        coded = self._by_code(heads, texts)
        if coded is not None:
            return coded
        for how, find in (("text", self._by_text), ("suffix", self._by_end)):
            for text in reversed(texts):
                if found := find(text):
                    return Match(found, "text" if how == "text" else "suffix")
        return None

    def text_of(self, statement: str) -> str:
        """The statement's German text."""
        return self.questionnaire.statements[statement].text["de"]

    def _by_code(self, heads: Sequence[Value], texts: Sequence[str]) -> Match | None:
        for head in heads:
            if isinstance(head, int | float) and not isinstance(head, bool):
                same = tuple(one for one, number in self._numbers.items() if number == float(head))
                if same:
                    return Match(same, "code", self._is_other(same, texts))
        for text in texts:
            if found := self._codes.get(_code(text)):
                return Match(found, "code", self._is_other(found, [one for one in texts if one != text]))
        for text in texts:
            both = _CODE_AND_TEXT.fullmatch(text)
            if both is None or not any(map(str.isdigit, both[1])) or not (found := self._codes.get(_code(both[1]))):
                continue
            other = self._is_other(found, [both[2]])
            if not (other and both[1].isdecimal()):  # "3. Text" may be the survey's own numbering
                return Match(found, "code", other)
        return None

    def _is_other(self, statements: Sequence[str], texts: Iterable[str]) -> bool:
        """Whether one of these texts is known as another statement's."""
        found = [self._by_text(text) or self._by_end(text) for text in texts]
        return any(one and not set(one) & set(statements) for one in found)

    def _by_text(self, text: str) -> tuple[str, ...]:
        return self._texts.get(plain(text), ())

    def _by_end(self, text: str) -> tuple[str, ...]:
        """The text in the last brackets, or what follows a break; the longest end that fits."""
        bracketed = _END.search(text)
        if bracketed is not None and (found := self._by_text(bracketed[1])):
            return found
        for place in (found.end() for found in _BREAKS.finditer(text)):
            if found := self._by_text(text[place:]):
                return found
        return ()


def _owners(names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for statement, called in names.items():
        for name in called:
            if name and statement not in owners[name]:
                owners[name].append(statement)
    return {name: tuple(statements) for name, statements in owners.items()}


def _code(text: str) -> str:
    """Brackets, underscores, case and blanks do not matter: G02Q01[SQ001] = g02q01_sq001."""
    return _BRACKETS.sub("_", "".join(text.split()).casefold()).strip("_")


def _number(identifier: str) -> float | None:
    try:
        return float(identifier)
    except ValueError:
        return None
