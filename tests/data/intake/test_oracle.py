"""A moderator tries to read the people of a team's file: by previews, and by taking over and taking back.

The attacker may know everything that is no answer (ids, times, perspectives, the number of people), the whole code, and
some of the people to the last answer. What an attempt shows is all that a page can show of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.comparing import compare_with_stored
from data.sheet import FileRecord
from data.store.batches import NewBatch, batches, undo_batch
from data.store.engine import Store
from data.store.links import create_upload_link
from data.store.sheets import add_sheets, counts, tally
from data.store.workshops import create_workshop, open_workshop
from tests.data.store.conftest import QUESTIONNAIRE

STATEMENTS = ("1.01", "1.02", "1.03")
ANSWERS = "ABCDE"
SHEETS = ("ABC", "BAD", "CEA", "DDB", "EBE", "ACC", "BDA", "CAE", "DBD", "EEC")
PERSPECTIVES = ("rat", "fachamt")
TARGETS = (5, 8)
"""Whose sheets the attacker is after; the first are those whom they may know."""
THRESHOLD = 4
Seen = tuple[object, ...]


def with_ids(number: int, letters: str) -> FileRecord:
    return _record(number, letters, identity=f"limesurvey|{number}")


def with_times(number: int, letters: str) -> FileRecord:
    return _record(number, letters, moment=f"2027-03-04T09:{number:02}")


def plain(number: int, letters: str) -> FileRecord:
    return _record(number, letters)


KINDS = pytest.mark.parametrize("kind", [with_ids, with_times, plain])
Kind = Callable[[int, str], FileRecord]


class Attacked:
    """A workshop into which a team has brought its ten people, and what a moderator can see of an attempt."""

    def __init__(self, store: Store, kind: Kind) -> None:
        self.store = store
        self.people = [kind(number, letters) for number, letters in enumerate(SHEETS)]
        workshop = create_workshop(
            store,
            municipality="Musterlingen",
            title="Selbstcheck",
            held_on=date(2027, 3, 4),
            questionnaire_text=QUESTIONNAIRE,
            room=STATEMENTS,
            administration=(),
            threshold=THRESHOLD,
        )
        self.workshop_id = workshop.id
        open_workshop(store, workshop.id)
        link_id, _ = create_upload_link(store, workshop.id, label="Jugendamt", valid=timedelta(days=1))
        self._take(self.people, "team.csv", link_id)

    def preview(self, file: Sequence[FileRecord]) -> Seen:
        found = compare_with_stored(self.store, self.workshop_id, file, link_id=None)
        known = found.survey is not None
        return known, len(found.new), len(found.changed), found.unchanged, found.duplicates

    def taken_over_and_back(self, file: Sequence[FileRecord]) -> Seen:
        """The preview, then the list of files and how many take part, before and after undoing."""
        seen = [self.preview(file)]
        name = self._take(file, "versuch.csv", None)
        for step in ("there", "gone"):
            listed = [
                (one.filename, one.people, one.answers, one.number) for one in batches(self.store, self.workshop_id)
            ]
            present = tally(self.store, self.workshop_id)
            seen.append((step, tuple(sorted(listed)), present.present, present.finished, present.without_answers))
            if step == "there":
                undo_batch(self.store, name)
        return tuple(seen)

    def _take(self, file: Sequence[FileRecord], name: str, link_id: str | None) -> str:
        before = {one.id for one in batches(self.store, self.workshop_id)}
        found = compare_with_stored(self.store, self.workshop_id, file, link_id=link_id)
        batch = NewBatch(name, name, "x", survey=found.survey, known=found.known, link_id=link_id)
        add_sheets(self.store, self.workshop_id, [*found.new, *found.changed], source="upload", batch=batch)
        (own,) = {one.id for one in batches(self.store, self.workshop_id)} - before
        return own


def _record(number: int, letters: str, *, identity: str = "", moment: str = "") -> FileRecord:
    answers = {statement: letter for statement, letter in zip(STATEMENTS, letters, strict=True) if letter != " "}
    return FileRecord(PERSPECTIVES[number % 2], answers, identity, moment)


def _guesses(attacked: Attacked, kind: Kind, who: int) -> Iterator[tuple[str, list[FileRecord]]]:
    """For each statement the five sheets that answer it alone, and that answer it when all others are right."""
    truth = SHEETS[who]
    for place in range(len(STATEMENTS)):
        yield f"alone {place}", [kind(who, " " * place + one + " " * (2 - place)) for one in ANSWERS]
        yield f"with A {place}", [kind(who, "A" * place + one + "A" * (2 - place)) for one in ANSWERS]
        yield f"last {place}", [kind(who, truth[:place] + one + truth[place + 1 :]) for one in ANSWERS]


@KINDS
def test_previews_of_one_guess_read_no_answer(store: Store, kind: Kind) -> None:
    """The attack of some seventy previews, and the one that knows all answers of a sheet but one."""
    attacked = Attacked(store, kind)

    read = [
        (who, what)
        for who in TARGETS
        for what, guesses in _guesses(attacked, kind, who)
        if len({attacked.preview([guess]) for guess in guesses}) > 1
    ]

    assert read == []


@KINDS
@pytest.mark.parametrize("knows", [2, 4])
def test_who_knows_less_than_half_reads_no_answer_of_the_others(store: Store, kind: Kind, knows: int) -> None:
    """Four of ten are as many as the threshold; with the right guess they are half, so a sheet must be known whole."""
    attacked = Attacked(store, kind)
    own = attacked.people[:knows]

    read = [
        (who, what)
        for who in TARGETS
        for what, guesses in _guesses(attacked, kind, who)
        for wrong in [[guess for guess in guesses if guess != attacked.people[who]]]
        if len({attacked.preview([*own, guess]) for guess in wrong}) > 1
    ]

    assert read == []


@KINDS
def test_who_knows_half_learns_of_a_sheet_only_whether_all_of_it_is_right(store: Store, kind: Kind) -> None:
    attacked = Attacked(store, kind)
    own = attacked.people[:5]

    for who in TARGETS:
        wrong = {
            attacked.preview([*own, guess])
            for _, guesses in _guesses(attacked, kind, who)
            for guess in guesses
            if guess != attacked.people[who]
        }
        assert len(wrong) == 1
        assert attacked.preview([*own, attacked.people[who]]) == (True, 0, 0, 6, 0)


@KINDS
@pytest.mark.parametrize("knows", [0, 4])
def test_taking_over_and_back_reads_no_answer(store: Store, kind: Kind, knows: int) -> None:
    attacked = Attacked(store, kind)
    before, _, _ = counts(store, attacked.workshop_id)

    for place in (0, 2):
        guesses = [kind(8, " " * place + one + " " * (2 - place)) for one in ANSWERS]
        seen = {attacked.taken_over_and_back([*attacked.people[:knows], guess]) for guess in guesses}
        assert len(seen) == 1

    assert counts(store, attacked.workshop_id)[0].equals(before)


@KINDS
def test_nothing_tells_whether_somebody_is_in_a_file(store: Store, kind: Kind) -> None:
    """One whole sheet, right or wrong, of somebody who is there or not."""
    attacked = Attacked(store, kind)
    files = [
        [attacked.people[3]],
        [kind(3, "AAA")],
        [kind(99, SHEETS[3])],
        [replace(kind(3, "DDB"), perspective="rat")],
    ]

    assert {attacked.preview(file) for file in files} == {(False, 1, 0, 0, 0)}


@KINDS
def test_the_team_itself_and_everybody_with_its_file_is_understood(store: Store, kind: Kind) -> None:
    attacked = Attacked(store, kind)
    grown = [*attacked.people, kind(10, "AAA"), kind(11, "BBB")]
    corrected = [kind(0, "EEE"), *attacked.people[1:]]

    assert attacked.preview(attacked.people) == (True, 0, 0, 10, 0)
    assert attacked.preview(grown) == (True, 2, 0, 10, 0)
    assert attacked.preview(corrected) == ((True, 1, 0, 9, 0) if kind is not with_ids else (True, 0, 1, 9, 0))
