"""Rows below the names that are no people yet: labels, codes, import ids, tags."""

import re
from collections.abc import Mapping

from data.intake.containers.reading import Value
from data.intake.survey_tools.conventions import is_unanswered
from data.intake.wording.degrees import degree_of
from data.intake.wording.missing import missing_word
from data.intake.wording.numbered_steps import numbered
from data.intake.worksheets.grid import Grid, is_figure, number
from data.intake.worksheets.mentions import Mentions, Reader

MOST_BELOW = 2
SAMPLE = 50
_TAG = re.compile(r"#[A-Za-z]\w*(?:\s*[+#]\w+)*")
_TECHNICAL = {"id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "token"} | {
    "submission_id", "user_id", "user_display_name", "timestamp",
}  # fmt: skip
_KINDS_OF_ANSWER = {
    "response", "open-ended response", "other (please specify)",
    "antwort", "offene antwort", "sonstiges (bitte angeben)",
}  # fmt: skip
_MOST = 0.8
_FEWEST_LABELS, _FEWEST_PEOPLE = 4, 5
_LONG = 20
_STEPS = 5


def label_rows(grid: Grid, reader: Reader, main: int, mentions: Mentions) -> list[int]:
    """The rows directly below the names that label columns; a person's row is never one."""
    near = range(main + 1, min(main + MOST_BELOW, grid.height) + 1)
    signed = [row for row in near if _is_signed(grid.cells(row))]
    found: list[int] = []
    for row in near:
        cells = grid.cells(row)
        sample = [grid.cells(one) for one in range(row + 1, row + 1 + SAMPLE) if one not in signed]
        same = len(reader.mentions(cells).certain & mentions.certain)
        if row not in signed and (not same or 2 * same < len(mentions.certain)):
            if any(map(reader.is_answer, cells.values())):
                break
            names = grid.cells(main)
            named = _labels_figures(cells, sample) or _labels_codes(cells, names)
            named = named or _numbers_statements(cells, reader, mentions)
            if not (named or _labels_answers(cells, sample, mentions)):
                break
        found.append(row)
    return found


def _is_signed(cells: Mapping[int, Value]) -> bool:
    """Qualtrics' import ids, HXL tags, names that only machines use, and SurveyMonkey's "Response"."""
    texts = [value.strip() for value in cells.values() if isinstance(value, str)]
    if not texts or len(texts) < len(cells):
        return False
    imported = sum(text.startswith('{"ImportId"') for text in texts)
    technical = len(_TECHNICAL.intersection(text.casefold() for text in texts))
    kinds = sum(text.casefold() in _KINDS_OF_ANSWER for text in texts)
    if 2 * imported >= len(texts) or technical >= 2 or (kinds >= 2 and 2 * kinds > len(texts)):
        return True
    return all(map(_TAG.fullmatch, texts))


def _labels_figures(cells: Mapping[int, Value], sample: list[dict[int, Value]]) -> bool:
    """Texts, or nothing at all, over at least two columns of numbers and dates; no text comes again below its cell."""
    figures = [column for column in _columns(sample) if _are_figures(sample, column)]
    if any(is_figure(value) for value in cells.values()):
        return False
    titled = sum(column in cells for column in figures)
    always = [column for column in figures if all(column in one for one in sample if one)]
    if titled < 2 and (titled or len(always) < 2):
        return False
    return bool(cells) and not any(one.get(column) == value for column, value in cells.items() for one in sample)


def _labels_codes(cells: Mapping[int, Value], names: Mapping[int, Value]) -> bool:
    """Long texts that all differ, under names without a blank: a table of labels, even if nobody has answered."""
    texts = {value for value in cells.values() if isinstance(value, str) and not is_figure(value)}
    bare = sum(isinstance(value, str) and not any(map(str.isspace, value)) for value in names.values())
    long = sum(len(text) > _LONG and " " in text for text in texts)
    filled = len(cells) >= max(6, 0.9 * len(names)) and len(texts) == len(cells)
    return filled and bare == len(names) and 2 * long >= len(cells)


def _numbers_statements(cells: Mapping[int, Value], reader: Reader, mentions: Mentions) -> bool:
    """The statements' own codes, or running numbers: more of them than a scale has steps."""
    given = {column: cells[column] for column in sorted(mentions.places) if column in cells}
    if len(given) <= _STEPS:
        return False
    numbers = [number(value) for value in given.values()]
    running = [place for place, one in enumerate(numbers) if one is not None and one == (numbers[0] or 0) + place]
    said = reader.mentions(given).places
    own = [column for column, statements in said.items() if statements == mentions.places[column]]
    return len(running) == len(given) or len(own) >= _MOST * len(given)


def _labels_answers(cells: Mapping[int, Value], sample: list[dict[int, Value]], mentions: Mentions) -> bool:
    """Texts over most statements that are no answers, and that nobody gives; codes only if all are different."""
    given = [value for column in mentions.places if isinstance(value := cells.get(column), str)]
    most = len(given) >= max(_FEWEST_LABELS, _MOST * len(mentions.places))
    if not most or any(map(_may_be_given, given)) or (any(map(numbered, given)) and len(set(given)) < len(given)):
        return False
    answers = [{one[column] for column in mentions.places if column in one} for one in sample]
    return sum(map(bool, answers)) >= _FEWEST_PEOPLE and set(given).isdisjoint(set().union(*answers))


def _may_be_given(text: str) -> bool:
    said = is_figure(text) or is_unanswered("table", text)
    return said or degree_of(text) is not None or missing_word(text) is not None


def _columns(sample: list[dict[int, Value]]) -> set[int]:
    return {column for one in sample for column in one}


def _are_figures(sample: list[dict[int, Value]], column: int) -> bool:
    values = [one[column] for one in sample if column in one]
    return sum(map(is_figure, values)) >= _MOST * len(values)
