"""Finds the columns that each hold the crosses of one answer to a statement, by heads that name both."""

from collections import Counter
from collections.abc import Mapping, Sequence

from data.intake.containers.reading import Value
from data.intake.spelling import canonical, normalised
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.yes_no import cross
from data.intake.worksheets.crosses import FEWEST, Options
from data.intake.worksheets.grid import Grid, is_blank
from data.intake.worksheets.mentions import Reader
from data.intake.worksheets.option_head import OptionHead

Heads = Mapping[int, tuple[Value, ...]]

FEWEST_WORDED = 2
"""Answers in words are known for what they are; of numbers there must be as many as a scale has."""
_SAME = 0.8
_SAMPLE = 100
_MOST_OTHERS = 0.1
_MOST_SIGNS = 2
"""So many unknown signs may be the file's own for yes and no."""


def options_in_heads(grid: Grid, reader: Reader, last: int, heads: Heads) -> tuple[Heads, dict[int, Options]]:
    """The heads without the answers' own columns, and the columns of each statement by the first of them.

    Numbers and words that are not the scale's must be the same for nearly all statements. ``last``: the lowest head.
    """
    parted = {column: found for column, texts in heads.items() if (found := reader.option_head(texts)) is not None}
    every = _grouped(parted)
    worded = all(reader.is_answer(one.option) for group in every for one in group.values())
    groups = [group for group in every if len(group) >= (FEWEST_WORDED if worded else FEWEST)]
    if not groups or not (worded or _are_alike(groups)) or not _hold_crosses(grid, reader, last, groups):
        return heads, {}
    options = {
        min(group): tuple((column, one.option) for column, one in sorted(group.items()))
        for group in (every if worded else groups)
    }
    taken = {column for crossed in options.values() for column, _ in crossed} - options.keys()
    left = {
        column: parted[column].rest if column in options else texts
        for column, texts in heads.items()
        if column not in taken
    }
    return left, options


def _grouped(parted: Mapping[int, OptionHead]) -> list[dict[int, OptionHead]]:
    """The columns of each statement; where an answer comes again, another version of it begins."""
    groups: list[dict[int, OptionHead]] = []
    latest: dict[str, int] = {}
    known: list[set[str]] = []
    for column, one in sorted(parted.items()):
        place = latest.get(one.statement)
        if place is None or normalised(one.option) in known[place]:
            place = latest[one.statement] = len(groups)
            groups.append({})
            known.append(set())
        groups[place][column] = one
        known[place].add(normalised(one.option))
    return groups


def _are_alike(groups: Sequence[Mapping[int, OptionHead]]) -> bool:
    lists = Counter(frozenset(normalised(one.option) for one in group.values()) for group in groups)
    return lists.most_common(1)[0][1] >= _SAME * len(groups)


def _hold_crosses(grid: Grid, reader: Reader, last: int, groups: Sequence[Mapping[int, OptionHead]]) -> bool:
    """Whether what stands in the columns is crosses, or the answer itself, and not answers of another question."""
    filled = others = 0
    strange: set[str] = set()
    for row in range(last + 1, min(grid.height, last + _SAMPLE) + 1):
        for group in groups:
            given = [(one.option, grid.value(row, column)) for column, one in group.items()]
            said = [(option, canonical(value)) for option, value in given if value is not None and not is_blank(value)]
            crossed = [(option, text) for option, text in said if cross(text) is not False]
            filled += len(crossed)
            kinds = [_kind(reader, option, text) for option, text in crossed]
            strange |= {text for (_, text), kind in zip(crossed, kinds, strict=True) if kind == "strange"}
            worded = any(reader.is_answer(one.option) for one in group.values())
            others += kinds.count("other") if worded or len(crossed) < 2 else len(crossed)
            others += kinds.count("strange") if len(strange) > _MOST_SIGNS else 0
    return others <= _MOST_OTHERS * filled


def _kind(reader: Reader, option: str, text: str) -> str:
    if cross(text) or normalised(text) == normalised(option) or numbered(text) is not None:
        return "cross"
    answer = reader.words.answer(text)
    if answer is None:
        return "strange"
    return "cross" if answer == reader.words.answer(option) else "other"
