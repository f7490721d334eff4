"""What people write for their perspective, made to keys; what is unknown is asked, once for each value."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.questionnaire import UNSTATED, Questionnaire
from data.intake.questions import Question, question_id
from data.intake.reading import Value
from data.intake.survey_tools.conventions import canonical
from data.intake.tables import Table
from data.intake.wording.vocabulary import PerspectiveWords

MOST_ASKED = 30
"""So many unknown values are asked about one by one; more are asked about together."""

ALL_OTHERS = question_id("perspective", "alle anderen")


@dataclass(frozen=True)
class PerspectiveChoice:
    """Where the perspectives stand. ``of``: the key of each value of the column, None while it is asked about.

    ``columns`` are several where further sheets repeat the column; the first filled one counts. Without a column
    ``of_part`` has the keys of those sheets whose titles are perspectives, by place in ``Table.parts``, and ``default``
    holds for all others (None while it is asked). ``questions`` are all that are asked, also those answered.
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
        self._keys = questionnaire.perspective_keys
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
        keys, asked = self._of_values(values, f"In der Spalte {table.letter(column)} („{column.heading}“)")
        return PerspectiveChoice(tuple(columns), {None: UNSTATED} | keys, UNSTATED, asked)

    def without_column(self, table: Table, further: Sequence[str] = ()) -> PerspectiveChoice:
        """By the titles of sheets that were put below each other, if they are perspectives; else one for all.

        ``further`` are choices beside the perspectives.
        """
        titles = [part.sheet.title for part in table.parts]
        of_title = {title: self._words.perspective(title) for title in titles}
        if _is_appended(table) and any(of_title.values()):
            people = Counter[Value](titles[part] for record in table.records for part, row in enumerate(record) if row)
            keys, asked = self._of_values(people, "Als Titel eines Blattes")
            return PerspectiveChoice(
                questions=asked, of_part={part: keys.get(title, UNSTATED) for part, title in enumerate(titles)}
            )
        likely = of_title[titles[0]] if len(titles) == 1 else None
        text = "Diese Datei nennt keine Perspektive. Alle Bögen dieser Datei gehören zu:"
        if further:
            text += " (Steht die Perspektive doch in einer Spalte, wählen Sie diese.)"
        question = Question(question_id("perspective"), "perspective", text, (*self._keys, *further), likely or "")
        return PerspectiveChoice(default=self.answer(question), questions=(question,))

    def answer(self, question: Question) -> str | None:
        """What was answered; a perspective also by its title."""
        return question.answer(self._answers)

    def _of_values(self, values: Counter[Value], where: str) -> tuple[dict[Value, str | None], tuple[Question, ...]]:
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
            found |= dict.fromkeys(unknown[question.id], self.answer(question))
        return found, tuple(asked)

    def _about(self, name: str, group: Sequence[Value], values: Counter[Value], where: str) -> Question:
        cells = sum(values[one] for one in group)
        if name == ALL_OTHERS:
            text = f"{where} stehen {len(group)} Angaben, die keine Perspektive nennen ({cells}-mal). Alle gehören zu:"
        else:
            text = f"{where} steht „{canonical(group[0])}“ ({cells}-mal). Welche Perspektive ist das?"
        label = f"„{canonical(group[0])}“ ({cells}-mal)"
        return Question(name, "perspective", text, self._keys, label="" if name == ALL_OTHERS else label)


def _is_appended(table: Table) -> bool:
    """Whether the people come from different sheets, each from one."""
    used = [[part for part, row in enumerate(record) if row] for record in table.records]
    return all(len(parts) == 1 for parts in used) and len({parts[0] for parts in used}) > 1
