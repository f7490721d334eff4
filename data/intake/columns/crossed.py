"""Reads the crosses of statements that have a column for each answer: what is a cross, and what is none."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from data.intake.containers.reading import Value
from data.intake.said import Said, said
from data.intake.spelling import canonical, normalised
from data.intake.tables import Column, Table
from data.intake.wording.missing import missing_word
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.vocabulary import AnswerWords
from data.intake.wording.yes_no import cross

NO_CROSS = said("no_cross")
OTHER_ANSWER = said("other_answer")
_SAMPLE = 200
_HIGHEST_CODE = 10
_FEWEST_WITH_ZERO = 3
"""A nought is a code only beside others; beside a 1 alone it says that there is no cross."""

Filled = tuple[str, str]
"""An answer's head, and what stands in its column."""


class Crosses:
    """What is a cross in this file, beside what always is one.

    ``by_head``: the crosses of each answer's columns; ``signs``: of all columns, None for what can't be told.
    """

    def __init__(
        self, words: AnswerWords, by_head: Mapping[str, frozenset[str]], signs: Mapping[str, bool | None]
    ) -> None:
        self._words, self._by_head, self._signs = words, by_head, signs
        self._known: dict[tuple[str, Value], bool | Said] = {}

    def crossed(self, head: str, value: Value) -> bool | Said:
        """Whether it is a cross, or why it is neither that nor none; looked at once for each different value."""
        key = head, value
        if key not in self._known:
            self._known[key] = self._crossed(head, canonical(value))
        return self._known[key]

    def _crossed(self, head: str, text: str) -> bool | Said:
        if text in self._by_head.get(head, ()) or normalised(text) == normalised(head):
            return True
        sign = self._signs[text] if text in self._signs else cross(text)
        if sign is not None:
            return sign
        answer = self._words.answer(text)
        if answer is None:
            return NO_CROSS
        return True if answer == self._words.answer(head) else OTHER_ANSWER


def crosses_of(table: Table, words: AnswerWords) -> Crosses:
    """Look at what stands in these columns, also where the answers' own codes or other signs are the crosses."""
    every = list(_groups(table))
    groups = [[(head, text) for head, text in group if _is_strange(text, words)] for group in every]
    if by_head := _own_codes(groups):
        return Crosses(words, by_head, {})
    known = any(cross(text) and numbered(text) is None for group in every for _, text in group)
    return Crosses(words, {}, {} if known else _signs(groups))


def _is_strange(text: str, words: AnswerWords) -> bool:
    """Neither yes nor no nor an answer in words; a number may be either."""
    return numbered(text) is not None or (cross(text) is None and words.answer(text) is None)


def _groups(table: Table) -> Iterator[Sequence[Filled]]:
    """For each person and statement what stands in its columns."""
    for column in table.columns:
        if column.options:
            values = [table.values(Column(column.part, number, ())) for number, _ in column.options]
            for cells in islice(zip(*values, strict=True), _SAMPLE):
                given = zip(column.options, cells, strict=True)
                yield [(head, canonical(value)) for (_, head), value in given if value is not None]


def _own_codes(groups: Iterable[Sequence[Filled]]) -> Mapping[str, frozenset[str]]:
    """The code of each answer, where every column holds nothing but its own."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        for head, text in group:
            found[head].add(text)
    for texts in found.values():
        if len(texts) > 1:
            texts.discard("0")
    codes = {head: texts for head, texts in found.items() if texts}
    every = [text for texts in codes.values() for text in texts]
    own = len(every) == len(codes) == len(set(every)) > 1
    steps = [step[1] for text in every if (step := numbered(text)) is not None and abs(step[1]) <= _HIGHEST_CODE]
    zero = "0" in every and len(every) < _FEWEST_WITH_ZERO
    if not own or zero or len(steps) < len(every):
        return {}
    return {head: frozenset(texts) for head, texts in codes.items()}


def _signs(groups: Iterable[Sequence[Filled]]) -> Mapping[str, bool | None]:
    """Two signs of which one comes at most once for each person and statement: that is the cross.

    Also a single sign that is known for nothing else. Of 1 and 2 either may be the cross.
    """
    counts = [Counter(text for _, text in group) for group in groups]
    different = sorted({text for count in counts for text in count})
    often = [one for one in different if any(count[one] > 1 for count in counts)]
    if len(different) == 2 and len(often) == 1 and set(different) != {"0", "1"}:
        return {one: one not in often for one in different}
    if different == ["1", "2"]:
        return dict.fromkeys(different)
    if len(different) == 1 and not often and missing_word(different[0]) is None and numbered(different[0]) is None:
        return {different[0]: True}
    return {}
