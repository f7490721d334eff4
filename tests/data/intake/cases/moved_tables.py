"""Tables of all layouts in which rows were moved, cut, torn, joined or doubled, and what may be counted of them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from analysis.questionnaire import ANSWERS, Questionnaire
from data.intake.containers.reading import Value, Worksheet
from data.intake.questions import Question
from data.store.sheets import EnteredSheet
from tests.data.intake.cases.kit import ASKED, TEXTS, nine
from tests.exports import (
    efs,
    formbricks,
    googleforms,
    kobo,
    limesurvey,
    msforms,
    nextcloud,
    qualtrics,
    sosci,
    surveymonkey,
)
from tests.exports.people import A1_TO_A5, ONE_IS_AGREE, Person, labels, perspective_title

WORDS = labels(ASKED)
COMMENTS = ("Zu wenig Personal", "Gut so", "Es fehlt an Zeit und Geld, leider", "Danke")
Rows = list[list[Value]]


def _handmade(people: Sequence[Person]) -> Rows:
    head = ["Nr.", "Perspektive", *TEXTS.values(), "Noch etwas?"]
    return [head, *([n, *_body(one), one.comment or None] for n, one in enumerate(people, 1))]


def _bare(people: Sequence[Person]) -> Rows:
    """Nothing but the perspective and the answers."""
    return [["Perspektive", *TEXTS.values()], *(_body(one) for one in people)]


def _remark_first(people: Sequence[Person]) -> Rows:
    head = ["Zeitstempel", "Perspektive", "Was fällt Ihnen zuerst ein?", *TEXTS.values(), "Noch etwas?"]
    rows = [[f"2025-03-01 09:{10 + n}:02", *_body(one), None] for n, one in enumerate(people)]
    return [head, *([*row[:2], one.comment or None, *row[2:]] for row, one in zip(rows, people, strict=True))]


def _body(person: Person) -> list[Value]:
    return [perspective_title(person, ASKED), *(WORDS.get(person.answers.get(key, "")) for key in TEXTS)]


@dataclass(frozen=True)
class Layout:
    """How a tool writes people, under how many rows of ``heads``.

    ``words``: codes by answer, where answers are codes. ``coded``: perspectives are, and a person has to explain them.
    """

    write: Callable[[Sequence[Person]], Sequence[Sequence[object]]]
    heads: int = 1
    words: Mapping[str, str] = field(default_factory=dict)
    coded: bool = False
    questionnaire: Questionnaire = ASKED


_EFS = nine(codes={one: (f"v_{number}",) for number, one in enumerate(TEXTS, 2)})
_KOBO = nine(codes={one: (f"feld{1 + number // 3}/a{1 + number % 3}",) for number, one in enumerate(TEXTS)})

LAYOUTS: dict[str, Layout] = {
    "handmade": Layout(_handmade),
    "bare": Layout(_bare),
    "remark first": Layout(_remark_first),
    "efs": Layout(lambda people: efs.rows(people, ASKED, embedded=2), 1, ONE_IS_AGREE, True, _EFS),
    "formbricks": Layout(lambda people: formbricks.rows(people, ASKED)),
    "google": Layout(lambda people: googleforms.rows(people, ASKED)),
    "kobo": Layout(lambda people: kobo.rows(people, ASKED)),
    "kobo names": Layout(lambda people: kobo.rows(people, ASKED, shown="names"), 1, kobo.NAMES, False, _KOBO),
    "limesurvey": Layout(lambda people: limesurvey.rows(people, ASKED)),
    "limesurvey heads": Layout(lambda people: limesurvey.rows(people, ASKED, headings="code")),
    "limesurvey codes": Layout(lambda people: limesurvey.rows(people, ASKED, words=A1_TO_A5), 1, A1_TO_A5, True),
    "msforms": Layout(lambda people: msforms.rows(people, ASKED)),
    "nextcloud": Layout(lambda people: nextcloud.rows(people, ASKED)),
    "nextcloud ids": Layout(lambda people: nextcloud.rows(people, ASKED, ids=True), 2),
    "qualtrics": Layout(lambda people: qualtrics.rows(people, ASKED), 3),
    "sosci": Layout(lambda people: sosci.rows(people, ASKED, words=WORDS | {"": ""}), 2, coded=True),
    "sosci numbers": Layout(lambda people: sosci.rows(people, ASKED), 2, sosci.WORDS, True),
    "surveymonkey": Layout(lambda people: surveymonkey.rows(people, ASKED), 2),
}

WITHOUT_KEY = ("bare",)
"""Here two equal rows may be two people."""


@dataclass
class Moved:
    """A table with its faults. ``rows`` with the heads; ``faults`` say what was done."""

    name: str
    layout: Layout
    rows: Rows
    people: Sequence[Person]
    faults: list[str] = field(default_factory=list)

    @property
    def body(self) -> range:
        return range(self.layout.heads, len(self.rows))

    def worksheet(self, *, text: bool) -> Worksheet:
        """As the reader has it: a text file also tells how many cells each row has."""
        stored = []
        for row in self.rows:
            cells = [self._stored(value, text=text) for value in row]
            while cells and cells[-1] is None:
                cells.pop()
            stored.append(tuple(cells))
        lengths = tuple(map(len, self.rows)) if text else ()
        return Worksheet("CSV" if text else "Blatt", tuple(stored), False, (), {}, {}, lengths)

    def _stored(self, value: Value, *, text: bool) -> Value:
        """Workbooks of codes have numbers in their cells."""
        if self.layout.words and not text and isinstance(value, str) and value.removeprefix("-").isdecimal():
            return int(value)
        return None if value == "" else value

    def true_choice(self, question: Question, chance: Random) -> str:
        """Any choice that a person who knows the form may make."""
        if question.kind == "statement" and self.layout.words:
            codes = {code: one.id for one in self.layout.questionnaire.statements.values() for code in one.codes}
            return codes.get(question.id.removeprefix("statement:"), "none")
        choices = [one.key for one in question.choices]
        if question.kind != "direction":
            return chance.choice(choices)
        means = {code: answer for answer, code in self.layout.words.items()}
        pairs = {choice: re.findall(r"([^\s,=]+)=([A-E])", choice) for choice in choices}
        return chance.choice([one for one, all_ in pairs.items() if all(means.get(a, b) == b for a, b in all_)])


def made(layout: str, people: Sequence[Person]) -> Moved:
    """The table without any fault."""
    how = LAYOUTS[layout]
    return Moved(layout, how, [[_plain(cell) for cell in row] for row in how.write(people)], people)


def _places_of_answers(layout: Layout) -> list[int]:
    words = layout.words or WORDS
    one, other = (Person("communities", dict.fromkeys(TEXTS, answer)) for answer in "AD")
    *_, first, second = layout.write([one, other])
    pairs = zip(first, second, strict=True)
    return [place for place, pair in enumerate(pairs) if pair == (words["A"], words["D"])]


def _plain(cell: object) -> Value:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    return cell if isinstance(cell, int | float) else None if cell in (None, "") else str(cell)


def counts(people: Iterable[Person | EnteredSheet], *, coded: bool) -> Counter[tuple[str, str, str]]:
    """Perspective, statement and answer of everybody; ``coded``: whatever the perspective."""
    return Counter(
        ("" if coded else one.perspective, key, answer) for one in people for key, answer in one.answers.items()
    )


class Faults:
    """What goes wrong with files, once a row; in a workbook only such faults as leave a trace in it."""

    def __init__(self, moved: Moved, chance: Random, *, text: bool) -> None:
        self._moved, self._chance, self._text = moved, chance, text
        places = _places_of_answers(moved.layout)
        self._first, self._last = min(places), max(places)
        self._whole = {id(moved.rows[place]) for place in moved.body}
        heads = moved.rows[0]
        self._texts = [place for place, head in enumerate(heads) if str(head).endswith(("ein?", "etwas?", "sagen?"))]

    def one(self) -> None:
        """Any of the faults, to any row."""
        rows = [place for place in self._moved.body if id(self._moved.rows[place]) in self._whole]
        if not rows:
            return
        row = self._chance.choice(rows)
        kind = self._chance.choice(["lost", "extra", "cut", "torn", "doubled", "joined", "old"])
        before = {id(one): len(one) for one in self._moved.rows}
        if getattr(self, f"_{kind}")(row):
            self._moved.faults.append(f"{kind} {row + 1}")
            self._whole -= {id(self._moved.rows[row])}
            self._whole = {id(one) for one in self._moved.rows if before.get(id(one)) == len(one)} & self._whole

    def _lost(self, row: int) -> bool:
        """A cell is missing, and all behind it stand further left."""
        cells = self._moved.rows[row]
        places = [place for place in range(min(len(cells), self._last + 1)) if self._is_told(cells, place)]
        if not places:
            return False
        del cells[self._chance.choice(places)]
        return True

    def _is_told(self, cells: Sequence[Value], place: int) -> bool:
        if self._text:
            return True
        behind = [value for value in cells[self._last + 1 :] if value not in (None, "")]
        before = place < self._first and None not in (cells[place] or None, cells[self._first] or None)
        return bool(behind) or before

    def _extra(self, row: int) -> bool:
        """An empty cell too many, or the rest of a text that was split."""
        cells = self._moved.rows[row]
        place = self._chance.randrange(self._first + 1)
        if not self._text and (len(cells) <= self._last or cells[self._last] in (None, "")):
            return False
        cells.insert(place, self._chance.choice([None, " zu wenig Zeit"]))
        return True

    def _cut(self, row: int) -> bool:
        cells = self._moved.rows[row]
        if len(cells) < 2:
            return False
        del cells[self._chance.randrange(1, len(cells)) :]
        return True

    def _torn(self, row: int) -> bool:
        """A line break within a text before or behind the answers."""
        cells = self._moved.rows[row]
        places = [place for place in self._texts if place < len(cells)]
        if not places:
            return False
        place = self._chance.choice(places)
        begun = str(cells[place] or "Zu wenig")[:8]
        self._moved.rows[row : row + 1] = [[*cells[:place], begun], ["zu wenig Zeit", *cells[place + 1 :]]]
        return True

    def _doubled(self, row: int) -> bool:
        if self._moved.name in WITHOUT_KEY:
            return False
        self._moved.rows.insert(row, list(self._moved.rows[row]))
        return True

    def _joined(self, row: int) -> bool:
        if row + 1 >= len(self._moved.rows) or id(self._moved.rows[row + 1]) not in self._whole:
            return False
        self._moved.rows[row : row + 2] = [[*self._moved.rows[row], *self._moved.rows[row + 1]]]
        return True

    def _old(self, row: int) -> bool:
        """The rows up to a third of the table come from a form without a column."""
        body = list(self._moved.body)[: max(1, len(self._moved.body) // 3)]
        rows = [self._moved.rows[one] for one in body]
        place = self._chance.randrange(self._last)
        if not all(id(cells) in self._whole and self._is_told(cells, place) for cells in rows):
            return False
        for cells in rows:
            del cells[place]
        return True


def people(chance: Random, count: int) -> list[Person]:
    """With blanks among the answers or without, and some remarks."""
    blanks = chance.choice([0.0, 0.0, 0.15])
    return [
        Person(
            chance.choice(list(ASKED.perspectives)),
            {key: chance.choice(ANSWERS) for key in TEXTS if chance.random() >= blanks} or {"L1": "A"},
            chance.choice(COMMENTS) if chance.random() < 0.4 else "",
        )
        for _ in range(count)
    ]
