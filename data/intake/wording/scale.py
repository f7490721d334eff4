"""What the values of the statement columns mean as answers: A to E, not answered, still open, or rejected and why."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from analysis.questionnaire import CANNOT_JUDGE, RATINGS, Questionnaire
from data.intake.containers.reading import Value
from data.intake.questions import Question
from data.intake.said import Said, said
from data.intake.spelling import canonical
from data.intake.wording.degrees import degree_findings, degree_of
from data.intake.wording.missing import missing_findings, missing_word
from data.intake.wording.numbered_steps import number_findings, numbered
from data.intake.wording.open_points import BLANK, NO_STEP, PENDING, Reading, Written
from data.intake.wording.vocabulary import AnswerWords, apart, one_choice

__all__ = ["BLANK", "PENDING", "Reading", "Scale", "told_apart", "understood"]

MOST_VALUES = 3_000
"""Different values in the columns of the statements, the most frequent ones, that are looked at."""
LONGEST_ANSWER = 300
"""Characters of an answer, in several languages."""

_DATE, _TRUTH = said("date"), said("truth")
_SEVERAL, _CONTRADICTION = said("several_answers"), said("contradiction")
_TRUTHS = {True: "WAHR", False: "FALSCH"}
_BETWEEN = re.compile(r"[/;,|+\n]|\b(?:oder|und|or|and)\b")
_VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Scale:
    """``reading`` of each distinct value, also of the empty cell; ``questions``: all that the file asks.

    A reading is A to E, BLANK, PENDING, or else why the value is rejected.
    """

    reading: Mapping[Value, Reading]
    questions: tuple[Question, ...]


def told_apart(values: Sequence[Value]) -> Sequence[Value]:
    """The same to be counted, with WAHR and FALSCH for truth values, which as keys would pass for 1 and 0."""
    if bool not in set(map(type, values)):
        return values
    return [_TRUTHS[value] if isinstance(value, bool) else value for value in values]


class _WithTruths(dict[Value, Reading]):
    """Readings of a file in which truth values stand; they are not those of 1 and 0."""

    def __getitem__(self, value: Value) -> Reading:
        return super().__getitem__(_TRUTHS[value] if isinstance(value, bool) else value)


def understood(
    values: Counter[Value],
    questionnaire: Questionnaire,
    answers: Mapping[str, str],
    *,
    tool: str,
    is_unanswered: Callable[[str], bool],
    told: Mapping[str, str] = MappingProxyType({}),
) -> Scale:
    """Read all distinct values of the statement columns, told apart, with the number of their cells.

    Labels and letters A–E are read at once. What has no direction (numbers, codes, other words of agreement) or may
    mean E as well as no answer is asked, once each; what is none of these is rejected.
    """
    words = AnswerWords(questionnaire)
    sorting = _Sorting(words, is_unanswered, told)
    for value, cells in values.most_common(MOST_VALUES):
        sorting.add(value, cells)
    for value, _cells in values.most_common()[MOST_VALUES:]:
        sorting.reject(value)
    sorting.part_missing_from_degrees()
    sorting.read_truth_as_label()
    beside = None if not (sorting.labels or sorting.degrees or told) else sorting.numbered_labels
    found = (
        number_findings(sorting.numbers, answers, tool=tool, beside=beside),
        degree_findings(sorting.degrees, sorting.labels),
        missing_findings(sorting.missing, tool=tool),
    )
    reading: dict[Value, Reading] = {None: BLANK, **sorting.certain, **sorting.labels}
    for findings in found:
        reading |= findings.readings
        for point in findings.points:
            reading |= point.readings(answers)
    if not reading.keys().isdisjoint(_TRUTHS.values()):
        reading = _WithTruths(reading)
    return Scale(reading, tuple(point.question for findings in found for point in findings.points))


class _Sorting:
    """Sorts distinct values by what they look like."""

    def __init__(self, words: AnswerWords, is_unanswered: Callable[[str], bool], told: Mapping[str, str]) -> None:
        self._words, self._is_unanswered, self._told = words, is_unanswered, told
        self.certain: dict[Value, Reading] = {}
        self.labels: dict[Value, str] = {}
        self.numbers: list[Written] = []
        self.degrees: list[Written] = []
        self.missing: list[Written] = []

    def reject(self, value: Value) -> None:
        """Without looking closer: no scale has so many steps, or such long ones."""
        self.certain[value] = NO_STEP

    def add(self, value: Value, cells: int) -> None:
        """``value`` is told apart from truth values."""
        if isinstance(value, str) and len(value) > LONGEST_ANSWER:
            self.reject(value)
            return
        text = canonical(value)
        written = Written(value, text, cells)
        answer = self._words.answer(text)
        reason = _no_text(value)
        if text in self._told:
            self.certain[value] = self._told[text]
        elif reason is not None:
            self.certain[value] = reason
        elif answer is not None:
            self.labels[value] = answer
            if degree_of(text) is not None:
                self.degrees.append(written)
        elif not _VISIBLE.search(text) or self._is_unanswered(text):
            self.certain[value] = BLANK
        elif self._is_contradiction(text):
            self.certain[value] = _CONTRADICTION
        elif numbered(text) is not None:
            self.numbers.append(written)
        elif degree_of(text) is not None:
            self.degrees.append(written)
        elif missing_word(text) is not None or self._is_way_out(text):
            self.missing.append(written)
        else:
            self.certain[value] = self._why_not(text)

    def _is_way_out(self, text: str) -> bool:
        """E and other words that there is no answer: "keine Einschätzung möglich / weiß nicht"."""
        parts = [part.strip() for part in _BETWEEN.split(one_choice(text)) if part.strip()]
        return len(parts) > 1 and all(missing_word(one) or self._words.answer(one) == CANNOT_JUDGE for one in parts)

    def _is_contradiction(self, text: str) -> bool:
        both = apart(one_choice(text))
        return both is not None and len(both[1]) > 1 and self._words.answer(both[1]) is not None

    def part_missing_from_degrees(self) -> None:
        """ "Nicht zutreffend" is a degree only beside others of its family, "-" only beside "+"."""
        families: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.degrees:
            family, phrase, _ = degree_of(one.text) or ("", "", 0)
            families[family].add(phrase)
        lone = {name for name, phrases in families.items() if len(phrases) == 1 or not phrases - {"-", "--"}}
        missing = [one for one in self.degrees if missing_word(one.text) and (degree_of(one.text) or ("",))[0] in lone]
        self.missing += missing
        self.degrees = [one for one in self.degrees if one not in missing]

    def read_truth_as_label(self) -> None:
        """TRUE beside "Mostly true" is what Excel has made of "True"."""
        answer = self._words.truth_beside(canonical(value) for value in self.labels)
        if answer is None:
            return
        for value in [one for one in self.certain if one is True or one == _TRUTHS[True]]:
            del self.certain[value]
            self.labels[value] = answer

    @property
    def numbered_labels(self) -> dict[float, str]:
        """The steps that numbers beside labels mean: 1 of "1 – Trifft zu"; empty where one means two of them."""
        steps = {step[1]: answer for code, answer in self._told.items() if (step := numbered(code)) and not step[0]}
        found: dict[float, str] = {step: answer for step, answer in steps.items() if answer in RATINGS}
        for value, answer in self.labels.items():
            both = apart(one_choice(canonical(value)))
            beside = numbered(both[0]) if both is not None else None
            if (
                beside is not None
                and not beside[0]
                and answer in RATINGS
                and found.setdefault(beside[1], answer) != answer
            ):
                return {}
        return found

    def _why_not(self, text: str) -> Said:
        parts = [self._words.answer(part) or numbered(part) for part in _BETWEEN.split(text)]
        several = sum(part is not None for part in parts) > 1 or ("/" in text and any(parts))
        return _SEVERAL if several else NO_STEP


def _no_text(value: Value) -> Said | None:
    if isinstance(value, bool) or value in _TRUTHS.values():
        return _TRUTH
    return _DATE if isinstance(value, date) else None
