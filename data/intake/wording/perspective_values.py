"""What people write for their perspective, made to keys; what is unknown is asked, once for each value."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.questionnaire import UNSTATED, Questionnaire
from data.intake.containers.reading import Value
from data.intake.questions import Question, question_id
from data.intake.said import Said, said
from data.intake.spelling import canonical
from data.intake.tables import Table
from data.intake.wording.vocabulary import PerspectiveWords

MOST_ASKED = 30
"""So many unknown values are asked about one by one; more are asked about together."""

ALL_OTHERS = question_id("perspective", "alle anderen")


@dataclass(frozen=True)
class PerspectiveChoice:
    """Where the perspectives stand. ``of``: the key of each value of the column, None while it is asked about.

    ``columns`` are several where further worksheets repeat the column; the first filled one counts. Without a column
    ``of_part`` has the keys of those worksheets whose titles are perspectives, by place in ``Table.parts``, and
    ``default`` holds for all others (None while it is asked). ``questions`` are all asked, also those answered.
    """

    columns: tuple[int, ...] = ()
    of: Mapping[Value, str | None] = field(default_factory=dict)
    default: str | None = UNSTATED
    questions: tuple[Question, ...] = ()
    of_part: Mapping[int, str | None] = field(default_factory=dict)


class PerspectiveValues:
    """Understands names of perspectives, and asks where it does not."""

    def __init__(
        self, questionnaire: Questionnaire, answers: Mapping[str, str], is_unanswered: Callable[[str], bool]
    ) -> None:
        self._words = PerspectiveWords(questionnaire)
        self._choices = tuple(said("perspective", perspective=key) for key in questionnaire.perspective_keys)
        self._answers = {name: self._words.perspective(given) or given for name, given in answers.items()}
        self._is_unanswered = is_unanswered

    def is_blank(self, value: Value) -> bool:
        text = canonical(value)
        return not text or self._is_unanswered(text)

    def key(self, value: Value) -> str | None:
        """None for what is unknown."""
        return UNSTATED if self.is_blank(value) else self._words.perspective(canonical(value))

    def choice(self, table: Table, columns: Sequence[int], values: Counter[Value]) -> PerspectiveChoice:
        """The keys of the column's values."""
        column = table.columns[columns[0]]
        keys, asked = self._of_values(values, _Where(table.letter(column), column.heading))
        return PerspectiveChoice(tuple(columns), {None: UNSTATED} | keys, UNSTATED, asked)

    def without_column(self, table: Table, further: Sequence[Said] = ()) -> PerspectiveChoice:
        """By the titles of worksheets that were put below each other, if they are perspectives; else one for all.

        ``further`` are choices beside the perspectives.
        """
        titles = [part.worksheet.title for part in table.parts]
        of_title = {title: self._words.perspective(title) for title in titles}
        if _is_appended(table) and any(of_title.values()):
            people = Counter[Value](titles[part] for record in table.records for part, row in enumerate(record) if row)
            keys, asked = self._of_values(people, None)
            return PerspectiveChoice(
                questions=asked, of_part={part: keys.get(title, UNSTATED) for part, title in enumerate(titles)}
            )
        likely = of_title[titles[0]] if len(titles) == 1 else None
        text = said("perspective_of_all_or_column" if further else "perspective_of_all")
        question = Question(question_id("perspective"), "perspective", text, (*self._choices, *further), likely or "")
        return PerspectiveChoice(default=self._key_of(question), questions=(question,))

    def answer(self, question: Question) -> Said | None:
        """What was answered; a perspective also by its title."""
        return question.answer(self._answers)

    def _key_of(self, question: Question) -> str | None:
        answer = self.answer(question)
        return None if answer is None else answer.key

    def _of_values(
        self, values: Counter[Value], where: "_Where | None"
    ) -> tuple[dict[Value, str | None], tuple[Question, ...]]:
        """The key of each value; unknown ones by the answers to their questions."""
        found = {value: self.key(value) for value in values}
        unknown: defaultdict[str, list[Value]] = defaultdict(list)
        for value, key in found.items():
            if key is None:
                unknown[question_id("perspective", canonical(value))].append(value)
        if len(unknown) > MOST_ASKED:
            unknown = defaultdict(list, {ALL_OTHERS: [one for group in unknown.values() for one in group]})
        asked = [self._about(name, group, values, where) for name, group in unknown.items()]
        for question in asked:
            found |= dict.fromkeys(unknown[question.id], self._key_of(question))
        return found, tuple(asked)

    def _about(self, name: str, group: Sequence[Value], values: Counter[Value], where: "_Where | None") -> Question:
        cells = sum(values[one] for one in group)
        if name == ALL_OTHERS:
            text = _unknown(where, len(group), cells)
            return Question(name, "perspective", text, self._choices)
        value = canonical(group[0])
        label = said("quoted_times", value=value, n=cells)
        return Question(name, "perspective", _which(where, value, cells), self._choices, label=label)


@dataclass(frozen=True)
class _Where:
    """The column in which values stand; else they are titles of worksheets."""

    column: str
    heading: str


def _which(where: _Where | None, value: str, cells: int) -> Said:
    if where is None:
        return said("perspective_in_title", value=value, n=cells)
    return said("perspective_in_column", column=where.column, heading=where.heading, value=value, n=cells)


def _unknown(where: _Where | None, different: int, cells: int) -> Said:
    if where is None:
        return said("unknown_in_titles", different=different, n=cells)
    return said("unknown_in_column", column=where.column, heading=where.heading, different=different, n=cells)


def _is_appended(table: Table) -> bool:
    """Whether the people come from different worksheets, each from one."""
    used = [[part for part, row in enumerate(record) if row] for record in table.records]
    return all(len(parts) == 1 for parts in used) and len({parts[0] for parts in used}) > 1
