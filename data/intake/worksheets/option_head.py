"""A column's heads that name a statement and one of its answers: "Aussage [Trifft zu]", "Trifft zu | Aussage"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.intake.columns.headings import Catalogue
from data.intake.containers.guard import UnusableFileError
from data.intake.containers.reading import Value
from data.intake.said import said
from data.intake.spelling import normalised
from data.intake.wording.degrees import DEGREE_WORDS, degree_of
from data.intake.wording.missing import MISSING_WORDS, missing_word
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.vocabulary import AnswerWords

TOO_MANY_READINGS = said("too_many_readings")
MOST_READINGS = 20_000
"""Different ends and beginnings of heads that may be answers; a file of 2,000 such columns has at most 8,000."""
_LONGEST = 60
_HIGHEST_CODE = 99
_BETWEEN = re.compile(r"[\s\[\](){}<>|/\\:;,._=→#+–—-]")
_NO_WORD = re.compile(r"[\W_]+")
_CODE_PIECES = 2
_AROUND = " \t\n\u00a0[](){}<>|/\\:;,._=→#+–—-"


@dataclass(frozen=True)
class OptionHead:
    """The statement that a column's heads name, the answer beside it, and the heads without that answer."""

    statement: str
    option: str
    rest: tuple[Value, ...]


class OptionWords:
    """Knows an answer of any scale; each different text is looked at once, and only where it is made of their words."""

    def __init__(self, words: AnswerWords) -> None:
        self._words = words
        self._parts = frozenset(_words_of((*words.texts, *DEGREE_WORDS, *MISSING_WORDS)))
        self._known: dict[str, bool] = {}

    def may_be_part(self, text: str) -> bool:
        """Whether all words in it are those of answers, or have a figure."""
        return self._parts.issuperset({word for word in _words_of([normalised(text)]) if word.isalpha()})

    def is_option(self, text: str) -> bool:
        """Raises UnusableFileError when a file has too many texts that may be one."""
        if text not in self._known:
            if len(self._known) == MOST_READINGS:
                raise UnusableFileError(TOO_MANY_READINGS)
            self._known[text] = self._is_option(text)
        return self._known[text]

    def _is_option(self, text: str) -> bool:
        step = numbered(text)
        if step is not None and step[1].is_integer() and abs(step[1]) <= _HIGHEST_CODE:
            return True
        if not self.may_be_part(text):
            return False
        return self._words.answer(text) is not None or degree_of(text) is not None or missing_word(text) is not None


def option_head(texts: Sequence[Value], catalogue: Catalogue, words: OptionWords) -> OptionHead | None:
    """The statement and the answer that these heads name together; None for all else."""
    for place, text in enumerate(texts):
        if isinstance(text, bool) or not isinstance(text, str | int | float):
            continue
        for option, rest in _parted(str(text), words):
            others = (*texts[:place], rest or None, *texts[place + 1 :])
            found = catalogue.match(others)
            if found is None or len(found.statements) != 1:
                continue
            whole = catalogue.match(texts)
            if whole is None or whole.statements == found.statements:
                return OptionHead(found.statements[0], option, others)
    return None


def _parted(text: str, words: OptionWords) -> Iterator[tuple[str, str]]:
    """An answer and what stands beside it: the whole text, or its end or beginning, the longest first."""
    stripped = text.strip(_AROUND)
    if _may_be_option(stripped, words) and words.is_option(stripped):
        yield stripped, ""
    ends = [
        (text[found.end() :], text[: found.start()]) for found in _BETWEEN.finditer(text, max(0, len(text) - _LONGEST))
    ]
    for end, before in _longest_first(reversed(ends), words):
        yield end, before.rstrip(" \t\n\u00a0|/\\:;,_=→#+–—-[({<")
    beginnings = [(text[: found.start()], text[found.end() :]) for found in _BETWEEN.finditer(text, 0, _LONGEST)]
    for beginning, behind in _longest_first(beginnings, words):
        yield beginning, behind.lstrip(" \t\n\u00a0|/\\:;,_=→#+–—-])}>")


def _longest_first(partings: Iterable[tuple[str, str]], words: OptionWords) -> list[tuple[str, str]]:
    """Those whose first text is an answer. They are given from the shortest on: behind a strange word none follows."""
    found: list[tuple[str, str]] = []
    for text, rest in partings:
        option = text.strip(_AROUND)
        if not option:
            continue
        if _may_be_option(option, words):
            if words.is_option(option):
                found.append((option, rest))
        elif len(option.split()) >= _CODE_PIECES and "&" not in rest:
            break
    return found[::-1]


def _may_be_option(text: str, words: OptionWords) -> bool:
    """Also codes, which may begin with any letters, and what a sign of HTML tears apart."""
    if not text or len(text) > _LONGEST:
        return False
    is_code = text[-1].isdecimal() and len(text.split()) <= _CODE_PIECES
    return is_code or "&" in text or ";" in text or words.may_be_part(text)


def _words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _NO_WORD.split(text) if word}
