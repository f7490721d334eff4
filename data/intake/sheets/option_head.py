"""A column's heads that name a statement and one of its answers: "Aussage [Trifft zu]", "Trifft zu | Aussage"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.intake.headings import Catalogue
from data.intake.reading import Value
from data.intake.wording.degrees import degree_of
from data.intake.wording.missing import missing_word
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.vocabulary import AnswerWords

_LONGEST = 60
_HIGHEST_CODE = 99
_BETWEEN = re.compile(r"[\s\[\](){}<>|/\\:;,._=→#+–—-]")
_AROUND = " \t\n\u00a0[](){}<>|/\\:;,._=→#+–—-"


@dataclass(frozen=True)
class OptionHead:
    """The statement that a column's heads name, the answer beside it, and the heads without that answer."""

    statement: str
    option: str
    rest: tuple[Value, ...]


def option_head(texts: Sequence[Value], catalogue: Catalogue, words: AnswerWords) -> OptionHead | None:
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


def _parted(text: str, words: AnswerWords) -> Iterator[tuple[str, str]]:
    """An answer and what stands beside it: the whole text, or its end or beginning, the longest first."""
    stripped = text.strip(_AROUND)
    if _is_option(stripped, words):
        yield stripped, ""
    for found in _BETWEEN.finditer(text, max(0, len(text) - _LONGEST)):
        end = text[found.end() :].strip(_AROUND)
        if _is_option(end, words):
            yield end, text[: found.start()].rstrip(" \t\n\u00a0|/\\:;,_=→#+–—-[({<")
    for found in reversed(list(_BETWEEN.finditer(text, 0, _LONGEST))):
        beginning = text[: found.start()].strip(_AROUND)
        if _is_option(beginning, words):
            yield beginning, text[found.end() :].lstrip(" \t\n\u00a0|/\\:;,_=→#+–—-])}>")


def _is_option(text: str, words: AnswerWords) -> bool:
    if not text or len(text) > _LONGEST:
        return False
    if words.answer(text) is not None:
        return True
    step = numbered(text)
    code = step is not None and step[1].is_integer() and abs(step[1]) <= _HIGHEST_CODE
    return code or degree_of(text) is not None or missing_word(text) is not None
