"""Numbers and codes in place of answers: a file does not say in which direction they count, so that is asked."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from data.intake.containers.reading import Value
from data.intake.questions import Question, question_id
from data.intake.said import Said, said
from data.intake.wording.missing import missing_point
from data.intake.wording.open_points import (
    BLANK,
    NO_STEP,
    NOT_TAKEN,
    ON_REQUEST,
    Findings,
    OpenPoint,
    Reading,
    Written,
    counted,
    rejected,
    shown,
    steps,
)
from data.intake.wording.vocabulary import one_choice

_NUMBER = re.compile(r"[-−–]?\d+(?:[.,]\d+)?")
_CODE = re.compile(r"([^\W\d_][\w.:#-]{0,30}?[ _.:#-]?)(\d{1,3})")
_DIGITS = re.compile(r"\d+$")

_OFTEN_MISSING = frozenset({6, 8, 9, 66, 77, 88, 96, 97, 98, 99, 666, 777, 888, 996, 997, 998, 999})
_BEYOND = frozenset({6, 7, 8, 9, 10})
_FEW = 0.05
_NO_SCALE, _NOT_OF_SCALE = said("no_scale"), said("not_of_scale")

_FROM_ONE = ("ABCDE", "DCBAE", "EDCBA", "EABCD")
_FROM_ZERO = ("ABCDE", "DCBAE", "EABCD", "EDCBA")
_FOUR = ("ABCD", "DCBA")

Step = float
Letter = str
"""A to E or BLANK."""
Meaning = dict[Step, Letter]


def numbered(text: str) -> tuple[str, Step] | None:
    """Kind of code and number: ("", 4) of "4", ("ao", 1) of "AO01", ("q#_", 2) of "q7_2"; None for all else."""
    word = one_choice(text)
    if _NUMBER.fullmatch(word):
        return "", float(word.replace("−", "-").replace("–", "-").replace(",", "."))
    code = _CODE.fullmatch(word)
    return (re.sub(r"\d+", "#", code[1]), float(code[2])) if code is not None else None


def number_findings(
    written: Sequence[Written],
    answers: Mapping[str, str],
    *,
    tool: str,
    beside: Mapping[Step, Letter] | None,
) -> Findings:
    """Ask for the direction of each kind of code, and what its other numbers mean.

    ``beside``: what numbers mean that stand beside labels, as in "1 – Trifft zu"; None where nothing but numbers and
    codes is in the file. A single code among other answers is no scale, and a single 0 is no step.
    """
    kinds: defaultdict[str, defaultdict[Step, list[Written]]] = defaultdict(lambda: defaultdict(list))
    for one in written:
        if (found := numbered(one.text)) is not None:
            kinds[found[0]][found[1]].append(one)
    codes = {
        kind for kind, groups in kinds.items() if not kind or len(groups) > 1 or (beside is None and len(kinds) == 1)
    }
    readings: dict[Value, Reading] = {}
    points: list[OpenPoint] = []
    for kind, groups in sorted(kinds.items()):
        if kind not in codes:
            readings |= rejected([one for group in groups.values() for one in group], NO_STEP)
            continue
        subject = kind if len(codes) > 1 else ""
        known = beside if not kind else None if beside is None else {}
        found_here = _KindOfCode(groups, tool, known).findings(subject, answers)
        readings |= found_here.readings
        points += found_here.points
    return Findings(readings, tuple(points))


class _KindOfCode:
    """The numbers of one kind of code, each with its spellings."""

    def __init__(
        self,
        groups: Mapping[Step, Sequence[Written]],
        tool: str,
        beside: Mapping[Step, Letter] | None,
    ) -> None:
        self._groups = dict(sorted(groups.items()))
        self._tool, self._beside = tool, beside or {}
        within = {number for number in groups if number in range(6)}
        self._steps = within - {0} if 5 in within or (within == {0} and beside is not None) else within
        self._missing = [one for one in self._groups if one not in self._steps and _may_be_missing(one)]
        self._strange = [one for one in self._groups if one not in self._steps and one not in self._missing]

    def findings(self, subject: str, answers: Mapping[str, str]) -> Findings:
        """The direction, if the numbers fit a scale of four or five steps; then what is left."""
        if not self._fits():
            return Findings(rejected(self._written(self._groups), _NO_SCALE))
        readings = rejected(self._written(self._strange), _NOT_OF_SCALE)
        certain = self._certain()
        readings |= certain
        points = [self._direction(subject)] if self._steps and not certain else []
        if points and points[0].question.answer(answers) == NOT_TAKEN:
            readings |= rejected(self._written(self._missing), ON_REQUEST)
        else:
            points += [self._missing_point(number) for number in self._missing]
        return Findings(readings, tuple(points))

    def _fits(self) -> bool:
        """Single strange numbers are slips; several, or several beyond five, are another scale."""
        cells = sum(one.cells for one in self._written(self._groups))
        strange = sum(one.cells for one in self._written(self._strange))
        beyond = _BEYOND & self._groups.keys()
        fits = strange <= max(1, _FEW * cells) and len(beyond) < 3 and not beyond >= {6, 7}
        return fits and bool(not self._steps or self._fitting())

    def _certain(self) -> dict[Value, Reading]:
        """The numbers between two that stand beside their labels: nobody need say what 2 means."""
        fitting = self._fitting() if self._steps and len(self._beside) > 1 else []
        ways = {tuple(meaning[number] for number in sorted(self._steps)) for meaning in fitting}
        return self._readings(fitting[0]) if len(ways) == 1 else {}

    def _direction(self, subject: str) -> OpenPoint:
        steps = self._written(self._steps)
        outcomes: dict[Said, Mapping[Value, Reading]] = {}
        for meaning in self._fitting():
            readings = self._readings(meaning)
            if readings not in outcomes.values():
                outcomes[self._choice(meaning)] = readings
        outcomes[NOT_TAKEN] = rejected(steps, ON_REQUEST)
        in_order = [self._groups[number] for number in (*sorted(self._steps), *self._missing, *self._strange)]
        text = said("which_direction", values=counted(in_order), value=self._spelled(min(self._steps)))
        return OpenPoint(Question(question_id("direction", subject), "direction", text, tuple(outcomes)), outcomes)

    def _readings(self, meaning: Meaning) -> dict[Value, Reading]:
        return {one.value: meaning[number] for number in self._steps for one in self._groups[number]}

    def _fitting(self) -> list[Meaning]:
        """The readings that go with the numbers beside labels; a single such number may be a slip."""
        every = self._meanings()
        fitting = [one for one in every if all(one.get(number) == read for number, read in self._beside.items())]
        return fitting if fitting or len(self._beside) > 1 else every

    def _meanings(self) -> list[Meaning]:
        """All readings of a scale of four steps and E that the numbers allow; the first two are up and down."""
        if 0 in self._steps:
            skipped = [{0.0: BLANK} | _meaning(letters, 1) for letters in _FOUR]
            shorter = [_meaning(letters, 0) for letters in (_FROM_ZERO if 4 in self._steps else _FOUR)]
            return [*shorter, *(_meaning(letters, 0) for letters in _FROM_ZERO[2:]), *skipped]
        found = [_meaning(letters, 1) for letters in _FROM_ONE]
        if 5 in self._steps:
            found += [{5.0: BLANK} | _meaning(letters, 1) for letters in _FOUR]
        if max(self._steps) <= 3:
            found += [_meaning(letters, 0) for letters in _FOUR]
        return found

    def _choice(self, meaning: Meaning) -> Said:
        return steps((self._spelled(number), answer) for number, answer in meaning.items())

    def _spelled(self, number: Step) -> str:
        """As in the file; numbers that nobody chose like those that somebody did."""
        if number in self._groups:
            return shown(self._groups[number])
        example = shown(self._groups[min(self._steps)])
        digits = _DIGITS.search(example)
        if digits is None:
            return str(int(number))
        width = len(digits[0]) if digits[0].startswith("0") else 1
        return f"{example[: digits.start()]}{int(number):0{width}}"

    def _missing_point(self, number: Step) -> OpenPoint:
        group = self._groups[number]
        return missing_point(shown(group), group, tool=self._tool)

    def _written(self, numbers: Mapping[Step, object] | Sequence[Step] | set[Step]) -> list[Written]:
        return [one for number in sorted(numbers) for one in self._groups[number]]


def _may_be_missing(number: Step) -> bool:
    return number == 0 or number in _OFTEN_MISSING or (number < 0 and number.is_integer())


def _meaning(letters: str, first: int) -> Meaning:
    return {float(number): letter for number, letter in enumerate(letters, first)}
