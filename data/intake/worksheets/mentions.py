"""Which statements the cells of a row or a column name, where answers may look like the statements' codes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.intake.columns.headings import Catalogue, Match
from data.intake.containers.reading import Value
from data.intake.spelling import normalised
from data.intake.wording.vocabulary import AnswerWords
from data.intake.worksheets.grid import number
from data.intake.worksheets.option_head import OptionHead, OptionWords, option_head

_SHORT_CODE = re.compile(r"[^\W\d_]{0,8}[\W_]*\d{1,3}(?:[._,]\d{1,3})?[\s.:)]*")
_DIFFERENT = 0.75
"""Answers come again along a row, codes of statements do not."""


@dataclass(frozen=True)
class Mentions:
    """Statements by place in the line; ``certain``: those named by more than a short code such as 3, A1 or 1.01."""

    places: Mapping[int, tuple[str, ...]]
    certain: frozenset[tuple[str, ...]]

    @property
    def different(self) -> int:
        """How many statements are named."""
        return len(set(self.places.values()))

    def names_more_than(self, other: "Mentions") -> bool:
        """Statements named for certain count first."""
        return (len(self.certain), self.different) > (len(other.certain), other.different)


class Reader:
    """Understands cells by the questionnaire; each different value is looked at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.words = AnswerWords(catalogue.questionnaire)
        self._labels = tuple(normalised(text) for step in catalogue.questionnaire.scale for text in step.names)
        self._matches: dict[tuple[type, Value], Match | None] = {}
        self._options = OptionWords(self.words)
        self._option_heads: dict[tuple[tuple[type, Value], ...], OptionHead | None] = {}

    def mentions(self, line: Mapping[int, Value]) -> Mentions:
        """The statements that the cells of a line name each for itself."""
        certain: dict[int, tuple[str, ...]] = {}
        short: dict[int, tuple[str, ...]] = {}
        for place, value in line.items():
            match = self._match(value)
            if match is not None:
                (short if match.how == "code" and _is_short(value) else certain)[place] = match.statements
        if len(set(short.values())) < _DIFFERENT * len(short):
            short = {}
        return Mentions(short | certain, frozenset(certain.values()))

    def is_answer(self, value: Value) -> bool:
        """A letter or label of the scale."""
        return isinstance(value, str) and self.words.answer(value) is not None

    def names_answer(self, value: Value) -> bool:
        """A head that means one answer: a letter, a label, or a label and more, such as "Trifft zu (Anzahl)"."""
        if not isinstance(value, str):
            return False
        word = normalised(value)
        return self.is_answer(value) or word.startswith(self._labels)

    def _match(self, value: Value) -> Match | None:
        key = (type(value), value)
        if key not in self._matches:
            known = isinstance(value, str) or number(value) is not None
            self._matches[key] = self._looked_up(value) if known else None
        return self._matches[key]

    def option_head(self, texts: Sequence[Value]) -> OptionHead | None:
        """The statement and the answer that a column's heads name together."""
        key = tuple([(type(text), text) for text in texts])
        if key not in self._option_heads:
            self._option_heads[key] = option_head(texts, self.catalogue, self._options)
        return self._option_heads[key]

    def _looked_up(self, value: Value) -> Match | None:
        match = self.catalogue.match([value])
        if match is not None or not isinstance(value, str):
            return match
        found = self.option_head([value])
        worded = found is not None and self.words.answer(found.option) is not None
        return Match((found.statement,), "suffix") if found is not None and worded else None


def _is_short(value: Value) -> bool:
    return not isinstance(value, str) or _SHORT_CODE.fullmatch(value.strip()) is not None
