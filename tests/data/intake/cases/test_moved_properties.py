"""Whatever happened to the rows of a file, and whatever is answered: nobody is counted in the wrong place, or twice."""

import re
from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from data.intake.novelty import compare
from data.intake.understood import Understood
from tests.data.intake.cases.kit import File
from tests.data.intake.cases.moved_tables import LAYOUTS, Faults, Moved, counts, made, people
from tests.data.intake.german import german

MOST_ROUNDS = 6
_NOBODY = re.compile(r"Zeilen? ([\d, ]+?)(?: …)? wurden? nicht als Bogen")


def answered(table: Moved, chance: Random, *, text: bool) -> Understood:
    """The file with any answers to its questions, until none is open."""
    name = "datei.csv" if text else "datei.xlsx"
    file = File((table.worksheet(text=text),), name, table.layout.questionnaire)
    answers: dict[str, str] = {}
    found = file.understood(answers)
    for _ in range(MOST_ROUNDS):
        if not found.questions:
            break
        answers |= {one.id: table.true_choice(one, chance) for one in found.questions}
        found = file.understood(answers)
    return found


def named(found: Understood) -> int:
    """Rows that are said not to count."""
    noted = sum(len(match[1].split(",")) for note in found.notes if (match := _NOBODY.search(german(note))))
    return len(found.quarantined) + len(found.left_out) + found.without_answers + noted


def check(table: Moved, found: Understood) -> None:
    if found.refused is not None:
        assert not found.records
        return
    assert not found.questions
    new = compare(found.records, (), key=b"k" * 32, at_least=1).new
    coded = table.layout.coded
    assert counts(new, coded=coded) - counts(table.people, coded=coded) == Counter()
    rows = sum(any(value not in (None, "") for value in table.rows[place]) for place in table.body)
    assert len(found.records) + named(found) == rows
    assert len(new) <= len(table.people)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(LAYOUTS)), st.booleans(), st.integers(6, 14), st.integers(0, 2), st.integers(0, 2**32))
def test_nobody_is_counted_in_a_wrong_place_or_twice(layout: str, text: bool, count: int, faults: int, seed: int):
    chance = Random(seed)
    table = made(layout, people(chance, count))
    wrong = Faults(table, chance, text=text)
    for _ in range(faults):
        wrong.one()

    found = answered(table, chance, text=text)

    check(table, found)
