"""Values whose meaning a person has to say: the question, and what each choice makes of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.intake.containers.reading import Value
from data.intake.questions import Question
from data.intake.said import Said, said

Reading = str | Said
"""A to E, BLANK, PENDING, or else why the value is rejected."""

BLANK = ""
"""Not answered."""

PENDING = "?"
"""Waits for the answer to a question."""

NOT_TAKEN = said("not_taken")
"""The choice that rejects the values asked about."""

ON_REQUEST, NO_STEP = said("on_request"), said("no_step")


@dataclass(frozen=True)
class Written:
    """A stored value, as people see it, and the number of its cells."""

    value: Value
    text: str
    cells: int


@dataclass(frozen=True)
class OpenPoint:
    """``outcomes``: the readings of all values asked about, by choice."""

    question: Question
    outcomes: Mapping[Said, Mapping[Value, Reading]]

    def readings(self, answers: Mapping[str, str]) -> Mapping[Value, Reading]:
        """What was chosen; pending while nothing, or nothing that fits, was."""
        choice = self.question.answer(answers)
        return dict.fromkeys(self.outcomes[NOT_TAKEN], PENDING) if choice is None else self.outcomes[choice]


@dataclass(frozen=True)
class Findings:
    """What a kind of values came to: what is certain, and what is asked."""

    readings: Mapping[Value, Reading] = field(default_factory=dict)
    points: tuple[OpenPoint, ...] = ()


def rejected(written: Iterable[Written], reason: Said) -> dict[Value, Reading]:
    """All these values with the same reason."""
    return {one.value: reason for one in written}


def shown(written: Iterable[Written]) -> str:
    """The most frequent spelling."""
    return max(written, key=lambda one: (one.cells, one.text)).text


def counted(groups: Iterable[Sequence[Written]], *, quoted: bool = False) -> tuple[Said, ...]:
    """Each with the number of its cells."""
    saying = "quoted_times" if quoted else "times"
    return tuple(said(saying, value=shown(group), n=sum(one.cells for one in group)) for group in groups)


def steps(meanings: Iterable[tuple[str, str]]) -> Said:
    """The choice that values mean these answers: A to E, or BLANK."""
    return said("steps", steps=tuple(_step(value, answer) for value, answer in meanings))


def _step(value: str, answer: str) -> Said:
    return said("step_blank", value=value) if answer == BLANK else said("step", value=value, answer=answer)
