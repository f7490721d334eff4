"""A table of people as it is recognised: what its columns and values mean, and what it comes to."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from random import SystemRandom

from analysis.questionnaire import UNSTATED
from data.intake.columns.crossed import crosses_of
from data.intake.columns.free_text import comments_of, is_free_text, recovered
from data.intake.columns.headings import Catalogue
from data.intake.columns.long_heads import long_heads
from data.intake.columns.matching import found_by_heads, looks_like_answers, matched
from data.intake.columns.paired import paired
from data.intake.columns.values import answer_values
from data.intake.containers.guard import TOO_MANY_DIFFERENT, UnusableFileError
from data.intake.containers.reading import Value
from data.intake.ledger import Booking
from data.intake.moved.evidence import moved_rows
from data.intake.questions import MOST_QUESTIONS, Question
from data.intake.rows.people import Plan, Use, people_of
from data.intake.rows.shifted import ShiftedRows, shifted_rows
from data.intake.said import Said, said
from data.intake.survey_tools import tools
from data.intake.survey_tools.tools import RecordState
from data.intake.tables import Table
from data.intake.understood import ColumnUse, LeftOut, Options, Understood
from data.intake.wording.named_blocks import question_about_blocks, with_blocks_filled
from data.intake.wording.perspective_column import PerspectiveChoice
from data.intake.wording.perspective_column import find as perspectives_found
from data.intake.wording.scale import Scale
from data.intake.wording.scale import understood as scale_understood
from data.intake.wording.vocabulary import AnswerWords
from data.intake.worksheets.refusals import NO_STATEMENT
from data.intake.worksheets.row_notes import rows_of_nobody
from data.sheet import FileRecord

UNFINISHED, TEST = said("unfinished"), said("test")
_MOST_DIFFERENT = 50_000
_LONGEST_SHOWN = 300


class Recognition:
    """The steps from a table to its people, each with what the former ones found."""

    def __init__(self, table: Table, catalogue: Catalogue, answers: Mapping[str, str], options: Options) -> None:
        self._table, self._catalogue, self._answers, self._options = table, catalogue, answers, options
        self._questionnaire = catalogue.questionnaire
        self._words = AnswerWords(self._questionnaire)
        self._tool = tools.recognised(table)
        self._paired = paired(table, catalogue, found_by_heads(table, catalogue), answers, self._words)
        found = self._paired.found
        beside = self._paired.beside | self._paired.open
        self._meanings = {
            i: one for i, one in tools.meanings(table, self._tool).items() if i not in found.keys() | beside
        }
        taken = {*found, *self._meanings, *beside}
        self._perspective = self._find_perspective([index for index in self._indices if index not in taken])
        taken |= {*self._perspective.columns}
        free = [index for index in self._indices if index not in taken]
        certain = {index for index, match in found.items() if len(match.statements) == 1}
        known = answer_values(table, certain)
        if len(known) > _MOST_DIFFERENT:
            raise UnusableFileError(TOO_MANY_DIFFERENT)
        like = looks_like_answers(table, free, known, self._questionnaire, tool=self._tool)
        wanted = self._questionnaire.statements if options.asked is None else options.asked
        self._matching = matched(table, catalogue, found, like, answers, wanted=wanted)
        self._matching.asked[:0] = self._paired.asked
        self._matching.open |= self._paired.open
        self._matching.notes += self._paired.notes
        self._uses = self._used()
        self._statements = {
            index: one for index, one in self._matching.statements.items() if self._uses[index] == "statement"
        }
        same = self._statements.keys() == certain
        self._values = known if same else answer_values(table, self._statements)
        self._scale = self._understand_scale(self._values)
        self._states = tools.record_states(table, self._tool, self._meanings)
        self._left_out = self._rows_left_out()
        self._shifted = self._find_shifted()

    def question_about_blocks(self) -> Question | None:
        """Whether a perspective that only the first row of a block names holds for the others."""
        return question_about_blocks(self._table, self._perspective, self._is_empty)

    def with_blocks_filled(self, unknown: Collection[int]) -> "Recognition":
        """The same with perspectives for all rows of a block; ``unknown`` are rows that may have named another."""
        column = self._table.columns[self._perspective.columns[0]]
        table = with_blocks_filled(self._table, column, self._is_empty, unknown)
        return Recognition(table, self._catalogue, self._answers, self._options)

    def _is_empty(self, value: Value) -> bool:
        return value is None or not str(value).strip()

    @property
    def _indices(self) -> range:
        return range(len(self._table.columns))

    def _find_perspective(self, free: Sequence[int]) -> PerspectiveChoice:
        if self._options.source == "administration":
            return PerspectiveChoice()
        return perspectives_found(
            self._table, free, self._questionnaire, self._answers, is_unanswered=self._is_unanswered
        )

    def _is_unanswered(self, text: str) -> bool:
        return tools.is_unanswered(self._tool, text)

    def _used(self) -> list[Use]:
        """What each column is taken for."""
        uses: list[Use] = []
        for index in self._indices:
            statement = self._matching.statements.get(index)
            if statement is not None:
                asked = self._options.asked is None or statement in self._options.asked
                uses.append("statement" if asked else "not_asked")
            elif index in self._perspective.columns:
                uses.append("perspective")
            elif index in self._meanings:
                uses.append("personal" if self._meanings[index] == "personal" else "technical")
            elif index in self._matching.open:
                uses.append("open")
            elif index in self._matching.left_out:
                uses.append("left_out")
            elif index in self._paired.beside:
                uses.append("unused")
            else:
                uses.append("comment" if is_free_text(self._table, self._table.columns[index]) else "unused")
        return uses

    def _understand_scale(self, values: Counter[Value]) -> Scale:
        return scale_understood(
            values,
            self._questionnaire,
            self._answers,
            tool=self._tool,
            is_unanswered=self._is_unanswered,
            told=self._paired.told,
        )

    def _rows_left_out(self) -> dict[int, Said]:
        """Reasons by place of the record."""
        reasons: dict[int, Said] = {}
        for place, state in enumerate(self._states):
            if state.excluded is not None and not self._options.with_excluded:
                reasons[place] = state.excluded
            elif state.is_test and self._options.without_tests:
                reasons[place] = TEST
            elif state.finished is False and self._options.only_finished:
                reasons[place] = UNFINISHED
        return reasons

    def _find_shifted(self) -> ShiftedRows:
        if self._tool not in ("nextcloud-forms", "table"):  # without its own columns an export is but a table
            return ShiftedRows()
        return shifted_rows(self._table, self._uses, self._scale, self._answers)

    @property
    def tool(self) -> tools.ToolId:
        """What the file was made with."""
        return self._tool

    def moved(self) -> dict[int, Said]:
        """By place of the record why it is not to be read; without those whose grids are known to have moved."""
        known = {*self._shifted.quarantined, *self._shifted.moved}
        found = moved_rows(self._table, self._uses, self._questionnaire, self._states, self._values)
        return {place: reason for place, reason in found.items() if place not in known}

    def result(
        self,
        filename: str,
        asked: Sequence[Question],
        notes: Sequence[Said],
        booking: Booking,
        aside: tuple[LeftOut, ...] = (),
    ) -> Understood:
        """All of it, with every cell booked; ``aside`` are rows that were taken out before."""
        every = (*asked, *self._questions())
        questions = tuple(one for one in every if one.answer(self._answers) is None)
        if len(every) > MOST_QUESTIONS:
            return Understood(filename, tool=self._tool, refused=said("too_many_questions", n=len(every)))
        people = people_of(self._plan(), booking)
        records = list(people.records)
        SystemRandom().shuffle(records)
        return Understood(
            filename,
            tool=self._tool,
            refused=None if questions or self._matching.statements or self._matching.asked else NO_STATEMENT,
            asked=every,
            questions=questions,
            columns=self._column_uses(),
            statements=frozenset(self._statements.values()),
            people=self._waiting() if questions else len(records),
            records=() if questions else tuple(records),
            without_answers=0 if questions else people.without_answers,
            unfinished=sum(state.finished is False for state in self._counted()),
            tests=sum(state.is_test for state in self._counted()),
            problems=booking.problems,
            quarantined=(*aside, *self._rows(self._shifted.quarantined)),
            left_out=self._rows(self._left_out),
            notes=(*notes, *self._notes(), *booking.notes, *(() if questions else self._without_perspective(records))),
            comments=comments_of(self._table, self._uses, self._tool) if self._options.comments else (),
            ledger=booking.ledger,
            fingerprint=tools.fingerprint(self._table, self._tool),
        )

    def _questions(self) -> tuple[Question, ...]:
        return (
            *self._perspective.questions,
            *self._matching.asked,
            *self._scale.questions,
            *self._shifted.questions,
        )

    def _plan(self) -> Plan:
        return Plan(
            table=self._table,
            uses=self._uses,
            statements=self._statements,
            scale=self._scale,
            perspective=self._perspective,
            states=self._states,
            crosses=crosses_of(self._table, self._words),
            left_out=frozenset(self._left_out),
            quarantined=frozenset(self._shifted.quarantined),
            moved=self._shifted.moved,
        )

    def _notes(self) -> tuple[Said, ...]:
        return (
            *long_heads(self._table),
            *rows_of_nobody(self._table),
            *self._matching.notes,
            *recovered(self._table, self._uses),
        )

    def _without_perspective(self, records: Sequence[FileRecord]) -> tuple[Said, ...]:
        """How many people nobody can put into a group."""
        without = sum(one.perspective == UNSTATED for one in records)
        if not without or self._options.source == "administration":
            return ()
        return (said("without_perspective", n=without, all=len(records)),)

    def _waiting(self) -> int:
        """Rows that may become people once the questions are answered."""
        return len(self._states) - len({*self._left_out, *self._shifted.quarantined})

    def _counted(self) -> list[RecordState]:
        return [state for place, state in enumerate(self._states) if place not in self._left_out]

    def _column_uses(self) -> tuple[ColumnUse, ...]:
        return tuple(
            ColumnUse(
                self._table.letter(column),
                shortened(column.heading),
                self._uses[index],
                self._matching.statements.get(index, ""),
                str(self._matching.how.get(index, "")),
            )
            for index, column in enumerate(self._table.columns)
        )

    def _rows(self, reasons: Mapping[int, Said]) -> tuple[LeftOut, ...]:
        """Where the records stand in the file."""
        return tuple(left_out_of(self._table, self._table.records[place], reason) for place, reason in reasons.items())


def left_out_of(table: Table, record: tuple[int, ...], reason: Said) -> LeftOut:
    """Where the record stands in the file."""
    part, row = next((part, row) for part, row in enumerate(record) if row)
    return LeftOut(table.parts[part].worksheet.title, row, reason)


def shortened(text: str) -> str:
    """For people to know a column by."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
