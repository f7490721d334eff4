"""Evenings in many rounds, and their twins: whatever is done in which order, what is published of both is the same.

A twin differs in nothing but who of two hidden groups gave which answers to a statement: before a change and after it,
in the second vote and in the guess. As long as both are published alike after each step, no sum and no difference over
releases, votes, guesses, changed and deleted sheets tells who of them it was.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest

from analysis.grouping import form_groups
from analysis.guess import Guesses, resolved
from analysis.questionnaire import RATINGS
from content.deck import deck
from data.dossiers import dossier
from data.evening import evening
from data.sheet import EnteredSheet
from data.store.ballots import ballots, close_ballot, open_ballot, show_ballot, vote
from data.store.engine import Store
from data.store.paper import add_paper_sheet
from data.store.releases import reveal
from data.store.sheets import delete_sheet, join, save_answers
from data.store.workshops import (
    Workshop,
    close_workshop,
    delete_due_sheets,
    finish_workshop,
    open_workshop,
    questionnaire,
    reopen_workshop,
)
from tests.data.store.conftest import prepared_in
from texts.words import words

END = 1_900_000_000
STATEMENTS = ("1.01", "1.02")
PERSPECTIVES = ("fachamt", "leitstelle", "rat")
LEANINGS = ("ABCD", "AAAB", "CD", "EEEA", "EEED", "E")
THRESHOLD = 3


@dataclass(frozen=True)
class Person:
    """What somebody ticks first, in the end, in the second vote ("-" for no vote), and guesses; by statement."""

    perspective: str
    first: dict[str, str]
    final: dict[str, str]
    again: dict[str, str]
    guessed: dict[str, str]
    leaves: bool

    def of(self, statement: str) -> tuple[str, str, str, str]:
        return tuple(one[statement] for one in (self.first, self.final, self.again, self.guessed))

    def with_answers_of(self, other: "Person", statement: str) -> "Person":
        kinds = ("first", "final", "again", "guessed")
        return replace(self, **{one: getattr(self, one) | {statement: getattr(other, one)[statement]} for one in kinds})


@dataclass
class Round:
    """A workshop in a store of its own."""

    store: Store
    of: Workshop
    people: list[Person]

    def begin(self, *, reopened: bool) -> None:
        """Everybody answers, changes what they said, some leave for good; closed once or twice, then shown."""
        open_workshop(self.store, self.of.id)
        for number, person in enumerate(self.people):
            join(
                self.store, self.of.id, perspective=person.perspective, source="phone", token_hash=str(number)
            ).result()
            for said in (person.first, person.final):
                save_answers(self.store, str(number), self.of.code, said).result()
            if person.leaves:
                delete_sheet(self.store, str(number), self.of.code).result()
        self.close()
        if reopened:
            reopen_workshop(self.store, self.of.id)
            self.late_paper("C")
            self.close()
        reveal(self.store, self.of.id, "overview")

    def close(self) -> None:
        form = partial(
            form_groups, questionnaire=questionnaire(self.store, self.of), threshold=THRESHOLD, mode="perspectives"
        )
        close_workshop(self.store, self.of.id, form)

    def late_paper(self, answer: str) -> None:
        add_paper_sheet(self.store, self.of.id, EnteredSheet("rat", dict.fromkeys(STATEMENTS, answer)))

    def hold(self, statement: str, kind: str) -> None:
        """Everybody who is there votes or guesses; what comes of it is shown."""
        open_ballot(self.store, self.of.id, statement, END, kind)
        for number, person in enumerate(self.people):
            answer = (person.again if kind == "second_vote" else person.guessed)[statement]
            if not person.leaves and answer != "-":
                vote(self.store, str(number), self.of.code, statement, answer, lambda: END - 30.0, kind).result()
        close_ballot(self.store, self.of.id, statement, kind)
        show_ballot(self.store, self.of.id, statement, kind)

    def finish(self) -> None:
        finish_workshop(self.store, self.of.id, date(2027, 8, 20))

    def delete(self) -> None:
        assert delete_due_sheets(self.store, date(2027, 8, 20)) > 0

    def published(self) -> tuple[object, ...]:
        """All that documents and slides may say now, and what is told of guesses."""
        now = evening(self.store, self.of.id)
        assert now is not None
        assert now.results is not None
        said = [(one.finding, one.table, one.notes) for one in deck(now.results, now.questionnaire, words("de"))]
        guesses = {
            statement: resolved(held.result, THRESHOLD, now.results.by_statement[statement], has_e=True)
            for statement, held in ballots(self.store, self.of.id, "guess").items()
            if isinstance(held.result, Guesses)
        }
        return dossier(self.store, now), said, guesses

    def hidden(self, statement: str) -> list[str]:
        """Perspectives whose answers to this statement are not shown."""
        now = evening(self.store, self.of.id)
        assert now is not None
        assert now.results is not None
        cells = now.results.by_statement[statement].cells
        return [one for one in PERSPECTIVES if one not in cells or cells[one].ratings is None]


def some_people(chance: random.Random) -> list[Person]:
    def said(leaning: str) -> dict[str, str]:
        return {one: chance.choice(leaning) for one in STATEMENTS}

    def voted(final: str) -> str:
        changed = chance.choice("ABCDE-" if some_vote_once else RATINGS if final in RATINGS else final)
        return final if chance.random() < 0.6 else changed

    people, some_vote_once = [], chance.random() < 0.5
    for perspective in PERSPECTIVES:
        leaning = chance.choice(LEANINGS)
        for _person in range(chance.randrange(3, 8)):
            final = {one: chance.choice(chance.choice((leaning, "ABCDE"))) for one in STATEMENTS}
            again = {one: voted(final[one]) for one in STATEMENTS}
            people.append(Person(perspective, said("ABCDE"), final, again, said("ABCDE"), chance.random() < 0.1))
    return people


def twin(chance: random.Random, people: list[Person], hidden: dict[str, list[str]]) -> tuple[list[Person], int]:
    """The same people with the answers of two of them exchanged in each statement where that is possible."""
    other, exchanges = list(people), 0
    for statement in STATEMENTS:
        rated_twice = [
            place
            for place, one in enumerate(people)
            if not one.leaves and one.perspective in hidden[statement] and set(one.of(statement)[1:3]) <= set(RATINGS)
        ]
        pairs = [
            (a, b)
            for a, b in combinations(rated_twice, 2)
            if people[a].perspective != people[b].perspective
            and people[a].of(statement)[1:3] != people[b].of(statement)[1:3]
        ]
        if pairs:
            a, b = chance.choice(pairs)
            other[a] = other[a].with_answers_of(people[b], statement)
            other[b] = other[b].with_answers_of(people[a], statement)
            exchanges += 1
    return other, exchanges


def steps(chance: random.Random) -> list[Callable[[Round], None]]:
    """Votes, guesses and late sheets in any order; then the end, and the day on which the sheets go."""
    found: list[Callable[[Round], None]] = [
        partial(Round.hold, statement=statement, kind=kind)
        for statement in STATEMENTS
        for kind in ("guess", "second_vote")
    ]
    found += [partial(Round.late_paper, answer=answer) for answer in "AD"]
    chance.shuffle(found)
    return [*found[: chance.randrange(3, 7)], Round.finish, Round.delete]


@pytest.fixture
def two_rooms(tmp_path: Path, opened: Callable[[str], Store]) -> Iterator[Callable[[str, list[Person]], Round]]:
    stores = {name: opened(f"sqlite:///{tmp_path / name}.sqlite3") for name in ("one", "other")}
    yield lambda name, people: Round(stores[name], prepared_in(stores[name]), people)


@pytest.mark.parametrize("batch", range(4))
def test_evenings_that_differ_in_hidden_answers_are_published_alike_after_each_step(
    two_rooms: Callable[[str, list[Person]], Round], batch: int
) -> None:
    chance, exchanges = random.Random(batch), 0

    for _evening in range(10):
        people, reopened = some_people(chance), chance.random() < 0.5
        one = two_rooms("one", people)
        one.begin(reopened=reopened)
        others, exchanged = twin(chance, people, {of: one.hidden(of) for of in STATEMENTS})
        other = two_rooms("other", others)
        other.begin(reopened=reopened)
        assert other.published() == one.published()
        for step in steps(chance):
            for room in (one, other):
                step(room)
            assert other.published() == one.published(), step
        exchanges += exchanged

    assert exchanges > 3


def test_answers_that_are_shown_make_a_difference(two_rooms: Callable[[str, list[Person]], Round]) -> None:
    """The comparison is worth something: two people of shown groups who exchange their answers are seen."""

    def four(perspective: str, answer: str) -> list[Person]:
        said = dict.fromkeys(STATEMENTS, answer)
        return [Person(perspective, said, said, said, said, leaves=False) for _person in range(4)]

    people = [*four("fachamt", "A"), *four("leitstelle", "B"), *four("rat", "D")]
    exchanged = list(people)
    exchanged[0] = people[0].with_answers_of(people[4], "1.01")
    exchanged[4] = people[4].with_answers_of(people[0], "1.01")
    one, other = two_rooms("one", people), two_rooms("other", exchanged)
    for room in (one, other):
        room.begin(reopened=False)

    assert other.published() != one.published()
