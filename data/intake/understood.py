"""What reading a file comes to, and what may be wanted of it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from data.intake.columns.free_text import Comment
from data.intake.ledger import Ledger, Problem
from data.intake.questions import Question
from data.intake.rows.people import Use
from data.intake.said import Said
from data.sheet import AdministrationAnswer, FileRecord

Source = Literal["participants", "administration"]
Status = Literal["ok", "needs_answer", "refused"]


@dataclass(frozen=True)
class Options:
    """What is wanted of the file beyond the usual.

    ``asked``: the statements of the room (None: all of the questionnaire). ``with_excluded``: also those whom the tool
    marks as testers or mere viewers; ``without_tests``: not those of a pretest; ``comments``: hand out free texts.
    """

    source: Source = "participants"
    asked: Collection[str] | None = None
    only_finished: bool = False
    with_excluded: bool = False
    without_tests: bool = False
    comments: bool = False


USUAL = Options()


@dataclass(frozen=True)
class ColumnUse:
    """What a column is taken for; ``how`` a statement was found: code, text, suffix or confirmed."""

    column: str
    heading: str
    use: Use
    statement: str = ""
    how: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A row that is not counted, as Excel numbers it, and why."""

    worksheet: str
    row: int
    reason: Said


@dataclass(frozen=True)
class Understood:
    """What a file holds. While ``questions`` are open, ``records`` is empty and ``people`` says how many rows wait.

    ``asked``: all questions of the file, also those answered. ``records`` have at least one answer, in random order.
    ``statements`` are those with a column. ``fingerprint`` recognises the survey by its heads.
    """

    filename: str
    tool: str = "table"
    refused: Said | None = None
    asked: tuple[Question, ...] = ()
    questions: tuple[Question, ...] = ()
    columns: tuple[ColumnUse, ...] = ()
    statements: frozenset[str] = frozenset()
    people: int = 0
    records: tuple[FileRecord, ...] = ()
    without_answers: int = 0
    unfinished: int = 0
    tests: int = 0
    administration: tuple[AdministrationAnswer, ...] = ()
    problems: tuple[Problem, ...] = ()
    quarantined: tuple[LeftOut, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Said, ...] = ()
    comments: tuple[Comment, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    fingerprint: str = ""

    @property
    def status(self) -> Status:
        """Whether the file can be taken over as it is."""
        if self.refused is not None:
            return "refused"
        return "needs_answer" if self.questions else "ok"
