"""Tables of all layouts in which rows were moved, cut, torn, joined or doubled, and what may be counted of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from analysis.questionnaire import ANSWERS
from data.intake.reading import Sheet, Value
from data.store.sheets import EnteredSheet
from tests.data.intake.cases.kit import ASKED, TEXTS
from tests.exports import (
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
from tests.exports.people import Person, labels, perspective_title

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


LAYOUTS: dict[str, tuple[Callable[[Sequence[Person]], Sequence[Sequence[object]]], int]] = {
    "handmade": (_handmade, 1),
    "bare": (_bare, 1),
    "remark first": (_remark_first, 1),
    "formbricks": (lambda people: formbricks.rows(people, ASKED), 1),
    "google": (lambda people: googleforms.rows(people, ASKED), 1),
    "kobo": (lambda people: kobo.rows(people, ASKED), 1),
    "limesurvey": (lambda people: limesurvey.rows(people, ASKED), 1),
    "limesurvey codes": (lambda people: limesurvey.rows(people, ASKED, headings="code"), 1),
    "msforms": (lambda people: msforms.rows(people, ASKED), 1),
    "nextcloud": (lambda people: nextcloud.rows(people, ASKED), 1),
    "nextcloud ids": (lambda people: nextcloud.rows(people, ASKED, ids=True), 2),
    "qualtrics": (lambda people: qualtrics.rows(people, ASKED), 3),
    "sosci": (lambda people: sosci.rows(people, ASKED, words=WORDS | {"": ""}), 2),
    "surveymonkey": (lambda people: surveymonkey.rows(people, ASKED), 2),
}
"""Writers, and how many rows of heads they write."""


CODED = ("sosci",)
"""Here perspectives are numbers, which a person has to explain."""
WITHOUT_KEY = ("bare",)
"""Here two equal rows may be two people."""


@dataclass
class Moved:
    """A table with its faults. ``rows`` with the heads; ``faults`` say what was done."""

    layout: str
    rows: Rows
    heads: int
    people: Sequence[Person]
    faults: list[str] = field(default_factory=list)

    @property
    def body(self) -> range:
        return range(self.heads, len(self.rows))

    def sheet(self, *, text: bool) -> Sheet:
        """As the reader has it: a text file also tells how many cells each row has."""
        stored = []
        for row in self.rows:
            cells = [None if value == "" else value for value in row]
            while cells and cells[-1] is None:
                cells.pop()
            stored.append(tuple(cells))
        lengths = tuple(map(len, self.rows)) if text else ()
        return Sheet("CSV" if text else "Blatt", tuple(stored), False, (), {}, {}, lengths)


def made(layout: str, people: Sequence[Person]) -> Moved:
    """The table without any fault."""
    write, heads = LAYOUTS[layout]
    return Moved(layout, [[_plain(cell) for cell in row] for row in write(people)], heads, people)


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
        words = {*WORDS.values()}
        rows = [moved.rows[place] for place in moved.body]
        places = [place for row in rows for place, value in enumerate(row) if value in words]
        self._first, self._last = min(places), max(places)
        self._whole = {id(row) for row in rows}
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
        self._moved.rows[row : row + 1] = [[*cells[:place], "Zu wenig"], ["zu wenig Zeit", *cells[place + 1 :]]]
        return True

    def _doubled(self, row: int) -> bool:
        if self._moved.layout in WITHOUT_KEY:
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
