"""Values whose meaning a person has to say: the question, and what each choice makes of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.questionnaire import Questionnaire
from data.intake.questions import Question
from data.intake.reading import Value

Reading = str
"""A to E, BLANK, PENDING, or else the German reason why the value is rejected."""

BLANK = ""
"""Not answered."""

PENDING = "?"
"""Waits for the answer to a question."""

NOT_TAKEN = "nicht übernehmen"
"""The choice that rejects the values asked about."""

ON_REQUEST = "Auf Wunsch nicht übernommen."
NO_STEP = "Das ist keine Antwort der Skala. {allowed}"


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
    outcomes: Mapping[str, Mapping[Value, Reading]]

    def readings(self, answers: Mapping[str, str]) -> Mapping[Value, Reading]:
        """What was chosen; pending while nothing, or nothing that fits, was."""
        choice = self.question.answer(answers)
        return dict.fromkeys(self.outcomes[NOT_TAKEN], PENDING) if choice is None else self.outcomes[choice]


@dataclass(frozen=True)
class Findings:
    """What a kind of values came to: what is certain, and what is asked."""

    readings: Mapping[Value, Reading] = field(default_factory=dict)
    points: tuple[OpenPoint, ...] = ()


def rejected(written: Iterable[Written], reason: str) -> dict[Value, Reading]:
    """All these values with the same reason."""
    return {one.value: reason for one in written}


def shown(written: Iterable[Written]) -> str:
    """The most frequent spelling."""
    return max(written, key=lambda one: (one.cells, one.text)).text


def counted(groups: Iterable[Sequence[Written]], *, quoted: bool = False) -> str:
    """1 (34-mal), 2 (51-mal) und 3 (7-mal)."""
    parts = [
        f"{f'„{shown(group)}“' if quoted else shown(group)} ({sum(one.cells for one in group)}-mal)" for group in groups
    ]
    return " und ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def answer_names(questionnaire: Questionnaire) -> dict[Reading, str]:
    """How choices call the answers: "A Trifft zu"; and no answer."""
    return {step.code: f"{step.code} {step.label['de']}" for step in questionnaire.scale} | {BLANK: "nicht beantwortet"}
