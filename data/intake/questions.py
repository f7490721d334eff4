"""What a file leaves open, asked in a form that people and the command line can answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.intake.said import Said
from data.intake.spelling import normalised

Kind = Literal["direction", "perspective", "statement", "missing", "sheets", "transposed", "realign"]

LONGEST_SUBJECT = 80
MOST_QUESTIONS = 250
"""Nobody answers more; a file of the whole questionnaire has a column to ask about for each statement at most."""


@dataclass(frozen=True)
class Question:
    """``choices`` are the answers that count; ``proposed`` is the key of one or empty, and never taken by itself.

    ``label`` says in short what is asked about where many questions of a kind stand together; ``examples`` of it.
    """

    id: str
    kind: Kind
    text: Said
    choices: tuple[Said, ...]
    proposed: str = ""
    label: Said | None = None
    examples: tuple[str, ...] = ()

    def answer(self, answers: Mapping[str, str]) -> Said | None:
        """The choice that was made, by its key; None while there is none.

        Case and blanks matter only where choices differ in nothing else, as worksheets "Team 1" and "Team1" do.
        """
        given = next((value for name, value in answers.items() if normalised(name) == normalised(self.id)), None)
        if given is None:
            return None
        exact = [choice for choice in self.choices if choice.key == given]
        found = exact or [choice for choice in self.choices if _squeezed(choice.key) == _squeezed(given)]
        return found[0] if len(found) == 1 else None


def question_id(kind: Kind, subject: str = "") -> str:
    """The same for the same file, whatever the order of its columns: "statement:v_12"."""
    name = " ".join(normalised(subject).replace("=", "-").split())[:LONGEST_SUBJECT]
    return f"{kind}:{name}" if name else kind


def _squeezed(text: str) -> str:
    return "".join(normalised(text).split())
