"""Never twice: a file is compared with what is stored, here in memory, then once through the real store."""

import hashlib
import hmac
import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.novelty import Comparison
from data.intake.novelty import compare as compare_from
from data.sheet import FileRecord
from data.store.batches import NewBatch, batches
from data.store.engine import Store
from data.store.sheets import EnteredSheet, Tally, add_sheets, tally
from data.store.surveys import StoredRecord, StoredSurvey, record_key, stored_surveys
from data.store.workshops import create_workshop
from tests.data.store.conftest import QUESTIONNAIRE

KEY = b"secret"
compare = partial(compare_from, at_least=1)
"""Here surveys are smaller than a workshop's threshold; what that changes is tested by itself."""

TIME = "2025-03-01T09:15"
Surveys = tuple[StoredSurvey, ...]


def test_first_file_begins_a_survey_and_all_is_new() -> None:
    found = compare([_person(1, "AB"), _row("AB"), _row("AB", TIME)], (), key=KEY)

    assert (found.survey, len(found.new), found.changed, found.unchanged, found.duplicates) == (None, 3, (), 0, 0)


def test_record_is_a_keyed_hash_of_its_identity() -> None:
    expected = hmac.new(KEY, b"id|tool|1", hashlib.sha256).hexdigest()

    found = compare([_person(1, "AB")], (), key=KEY)

    assert found.new == (EnteredSheet("rat", {"1.1": "A", "1.2": "B"}, expected),)
    assert compare([_person(1, "AB")], (), key=b"another").new[0].record != expected


def test_row_is_recognised_by_moment_perspective_and_answers() -> None:
    rows = [_row("AB"), _row("AC"), _row("AB", TIME), replace(_row("AB"), perspective="amt"), _row("A")]

    found = compare(rows, (), key=KEY)

    assert len({sheet.record for sheet in found.new}) == 5


def test_rows_order_of_answers_does_not_matter() -> None:
    upwards = FileRecord("rat", {"1.1": "A", "1.2": "B"}, "", "")
    downwards = FileRecord("rat", {"1.2": "B", "1.1": "A"}, "", "")

    first, second = (compare([one], (), key=KEY).new[0].record for one in (upwards, downwards))

    assert first == second


def test_partial_that_became_complete_is_a_change() -> None:
    stored = _stored([_person(1, "A"), _person(2, "BB")])
    old = _id_of(stored, _person(1, "A"))

    found = compare([_person(1, "AC"), _person(2, "BB")], stored, key=KEY)

    sheet = EnteredSheet("rat", {"1.1": "A", "1.2": "C"}, _record(_person(1, "A")), replaces=old)
    assert found == Comparison("s0", (), (sheet,), 1, 0)


@pytest.mark.parametrize("now", [("rat", "AADD"), ("amt", "AAAA"), ("rat", "AA"), ("rat", "DDDD")])
def test_change_says_nothing_of_how_much_differs(now: tuple[str, str]) -> None:
    stored = _stored([_person(1, "AAAA"), _person(2, "CCCC")])
    perspective, letters = now

    found = compare([replace(_person(1, letters), perspective=perspective), _person(2, "CCCC")], stored, key=KEY)

    assert (found.survey, found.new, len(found.changed), found.unchanged) == ("s0", (), 1, 1)
    assert found.changed[0] == EnteredSheet(perspective, _answered(letters), *_known(stored, _person(1, "AAAA")))


@pytest.mark.parametrize(("repeated", "continues"), [(3, True), (2, False)])
def test_survey_is_continued_by_a_file_that_repeats_half_of_it_exactly(repeated: int, continues: bool) -> None:
    stored = _stored([_person(number, "AAAA") for number in range(6)])
    file = [_person(number, "AAAA" if number < repeated else "AAAB") for number in range(6)]

    found = compare(file, stored, key=KEY)

    expected = ("s0", 0, 6 - repeated, repeated) if continues else (None, 6, 0, 0)
    assert (found.survey, len(found.new), len(found.changed), found.unchanged) == expected


@pytest.mark.parametrize(("people", "continues"), [(5, True), (4, False)])
def test_survey_smaller_than_the_threshold_is_never_known_again(people: int, continues: bool) -> None:
    file = [_person(number, "AAAA") for number in range(people - 1)] + [_row("ABCD", TIME)]
    stored = _stored(file)

    found = compare([*file, _person(9, "BBBB")], stored, key=KEY, at_least=5)

    expected = ("s0", 1, people) if continues else (None, people + 1, 0)
    assert (found.survey, len(found.new), found.unchanged) == expected


def test_list_of_guesses_knows_no_survey() -> None:
    """All sheets that are possible with three statements are more than ten for each of the twenty stored."""
    everything = [_row("".join(letters)) for letters in itertools.product("ABCDE", repeat=3)]
    stored = _stored(everything[::10])

    assert len(compare([*everything, *everything], stored, key=KEY).new) == 250
    assert compare(everything[::10] + everything[1:100], stored, key=KEY).unchanged == 13


def test_other_survey_with_the_same_ids_is_kept_apart_and_then_continued() -> None:
    first = [_person(1, "AAAA"), _person(2, "BBBB")]
    other = [_person(1, "CDCD"), _person(2, "EDEC")]
    stored = _imported(_imported((), first), other)

    again = compare([*other, _person(3, "AAAA")], stored, key=KEY)

    assert [len(survey.records) for survey in stored] == [2, 2]
    assert (again.survey, len(again.new), again.changed, again.unchanged) == ("s1", 1, (), 2)


def test_best_of_several_surveys_is_continued_and_nobody_counts_twice() -> None:
    few, many = [_person(1, "ABCD")], [_person(number, "ABCD") for number in (2, 3)]
    stored = _imported(_imported((), few), many)

    found = compare([*few, *many, _person(4, "ABCD")], stored, key=KEY)

    assert (found.survey, len(found.new), found.unchanged) == ("s1", 1, 3)


def test_survey_below_the_limit_changes_nothing_for_another() -> None:
    """The larger one is not known, though the file repeats more of it; the smaller one is, with all its rows."""
    small, large = [_row("AAAA"), _row("BBBB")], [_row("AAAA"), *(_row(f"{one}CDE") for one in "ABCDE")]
    alone = _stored(small)
    both = (*alone, replace(_stored(large)[0], id="s9"))
    file = [*small, _row("ACDE")]

    assert _sorted(compare(file, both, key=KEY)) == _sorted(compare(file, alone, key=KEY))


def test_same_identity_twice_keeps_the_record_with_more_answers() -> None:
    found = compare([_person(1, "ABC"), _person(1, "AB"), _person(2, "A")], (), key=KEY)

    assert sorted(len(sheet.answers) for sheet in found.new) == [1, 3]
    assert found.duplicates == 1


def test_equal_anonymous_rows_of_one_file_all_count() -> None:
    found = compare([_row("AA")] * 3, (), key=KEY)

    assert len(found.new) == 3


def test_only_the_surplus_of_anonymous_rows_is_new() -> None:
    stored = _stored([_row("AA"), _row("AA"), _row("BB")])

    found = compare([*[_row("AA")] * 4, _row("BB"), _row("CC")], stored, key=KEY)

    assert (found.survey, found.unchanged) == ("s0", 3)
    assert sorted(sheet.answers["1.1"] for sheet in found.new) == ["A", "A", "C"]


@pytest.mark.parametrize(("kept", "continues"), [(2, True), (1, False)])
def test_handmade_table_continues_a_survey_of_which_it_holds_half(kept: int, continues: bool) -> None:
    stored = _stored([_row("AA"), _row("BB"), _row("CC"), _row("DD")])

    found = compare([_row("AA"), _row("BB"), _row("CC")][:kept], stored, key=KEY)

    assert (found.survey, len(found.new), found.unchanged) == (("s0", 0, kept) if continues else (None, kept, 0))


def test_equal_rows_of_two_departments_all_count() -> None:
    one = [_row("AA"), *(_row(f"A{answer}") for answer in "BCD")]
    other = [_row("AA"), *(_row(f"B{answer}") for answer in "BCD")]

    stored = _imported(_imported((), one), other)

    assert [len(survey.records) for survey in stored] == [4, 4]


def test_rows_with_time_stamps_are_known_by_half_of_them_too() -> None:
    """One row with its time is not enough any more: whoever knows when somebody answered could try out what."""
    file = [_row("AA", f"2025-03-0{day}T10:00") for day in range(1, 9)]
    stored = _stored(file)

    one, half = (compare([*file[:n], _row("AA", "2025-04-01T10:00")], stored, key=KEY) for n in (1, 4))

    assert (one.survey, len(one.new), one.unchanged) == (None, 2, 0)
    assert (half.survey, len(half.new), half.unchanged) == ("s0", 1, 4)


def test_file_of_two_merged_surveys_continues_the_one_it_holds_more_of() -> None:
    small, large = [_row("AA"), _row("AB")], [_row("BA"), _row("BB"), _row("BC")]
    stored = _imported(_imported((), small), large)

    found = compare([*small, *large, _row("CC")], stored, key=KEY)

    assert (found.survey, len(found.new), found.unchanged) == ("s1", 1, 5)


def test_rows_without_an_id_belong_to_the_survey_of_the_others() -> None:
    file = [*(_person(number, "ABCD") for number in range(5)), _row("AA")]
    stored = _imported((), file)

    found = compare([*file, _row("BB")], stored, key=KEY)

    assert (found.survey, len(found.new), found.unchanged) == ("s0", 1, 6)


def test_new_sheets_come_in_random_order() -> None:
    people = [_person(number, "AB") for number in range(30)]
    in_order = [_record(one) for one in people]

    orders = {tuple(sheet.record for sheet in compare(people, (), key=KEY).new) for _ in range(3)}

    assert len(orders) == 3
    assert tuple(in_order) not in orders


ANSWERS = st.dictionaries(st.sampled_from(["1.1", "1.2", "1.3"]), st.sampled_from("AB"), min_size=1)
RECORDS = st.builds(
    FileRecord,
    st.sampled_from(["rat", "amt"]),
    ANSWERS,
    st.sampled_from(["", "", "tool|1", "tool|2", "tool|3"]),
    st.sampled_from(["", TIME]),
)
FILES = st.lists(RECORDS, max_size=8)
HISTORIES = st.lists(FILES, max_size=3)


@given(HISTORIES, FILES)
def test_importing_twice_is_importing_once(history: list[list[FileRecord]], file: list[FileRecord]) -> None:
    stored = _imported(_all_imported(history), file)

    again = compare(file, stored, key=KEY)

    assert (again.new, again.changed) == ((), ())


@given(HISTORIES, FILES)
def test_every_record_of_a_file_ends_in_exactly_one_place(
    history: list[list[FileRecord]], file: list[FileRecord]
) -> None:
    found = compare(file, _all_imported(history), key=KEY)

    assert len(found.new) + len(found.changed) + found.unchanged + found.duplicates == len(file)


@given(FILES, FILES)
def test_grown_file_brings_exactly_its_surplus(file: list[FileRecord], more: list[FileRecord]) -> None:
    file, more = _without_repeated_ids(file, more)
    stored = _imported((), file)

    found = compare([*file, *more], stored, key=KEY)

    assert Counter(sheet.record for sheet in found.new) == Counter(map(_record, more))
    assert (found.changed, found.unchanged) == ((), len(file))
    assert found.survey == ("s0" if file else None)


@given(HISTORIES, FILES, st.randoms())
def test_order_of_the_records_does_not_matter(
    history: list[list[FileRecord]], file: list[FileRecord], chance: random.Random
) -> None:
    stored = _all_imported(history)
    shuffled = chance.sample(file, len(file))
    upset = tuple(replace(one, records=tuple(chance.sample(one.records, len(one.records)))) for one in stored)

    found, other = compare(file, stored, key=KEY), compare(shuffled, upset, key=KEY)

    assert _sorted(found) == _sorted(other)


@given(HISTORIES, FILES)
def test_no_stored_sheet_is_replaced_twice(history: list[list[FileRecord]], file: list[FileRecord]) -> None:
    stored = _all_imported(history)

    found = compare(file, stored, key=KEY)

    replaced = [sheet.replaces for sheet in found.changed]
    assert len(set(replaced)) == len(replaced)
    assert set(replaced) <= {record.participant_id for survey in stored for record in survey.records}


def test_growing_export_goes_through_the_store(store: Store) -> None:
    workshop = create_workshop(
        store,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=date(2027, 3, 4),
        questionnaire_text=QUESTIONNAIRE,
        room=("1.01", "1.02"),
        administration=(),
    )
    key = record_key(store, workshop.id)
    first = [_asked(1, {"1.01": "A"}), _asked(2, {"1.01": "B", "1.02": "B"})]
    grown = [_asked(1, {"1.01": "A", "1.02": "C"}), first[1], _asked(3, {"1.02": "E"})]
    for number, file in enumerate((first, grown, grown)):
        found = compare(file, stored_surveys(store, workshop.id), key=key)
        sheets = [*found.new, *found.changed]
        batch = NewBatch(f"{number}.csv", f"{number}", "tool", survey=found.survey)
        add_sheets(store, workshop.id, sheets, source="upload", batch=batch)

    assert tally(store, workshop.id) == Tally(present=3, finished=3, people={"rat": 3}, without_answers=0)
    assert sorted((batch.number, batch.people, batch.answers) for batch in batches(store, workshop.id)) == [
        (1, 2, 3),
        (2, 2, 3),
        (3, 0, 0),
    ]


def _answered(letters: str) -> dict[str, str]:
    return {f"1.{place}": letter for place, letter in enumerate(letters, start=1)}


def _person(number: int, letters: str) -> FileRecord:
    return FileRecord("rat", _answered(letters), f"tool|{number}", "")


def _row(letters: str, moment: str = "") -> FileRecord:
    return FileRecord("rat", _answered(letters), "", moment)


def _asked(number: int, answers: dict[str, str]) -> FileRecord:
    return FileRecord("rat", answers, f"tool|{number}", "")


def _record(one: FileRecord) -> str:
    return compare([one], (), key=KEY).new[0].record


def _id_of(stored: Surveys, one: FileRecord) -> str:
    (found,) = [known.participant_id for survey in stored for known in survey.records if known.record == _record(one)]
    return found


def _known(stored: Surveys, one: FileRecord) -> tuple[str, str]:
    """Hash and participant id of the stored record."""
    return _record(one), _id_of(stored, one)


def _stored(file: Iterable[FileRecord]) -> Surveys:
    return _imported((), list(file))


def _all_imported(history: Iterable[list[FileRecord]]) -> Surveys:
    stored: Surveys = ()
    for file in history:
        stored = _imported(stored, file)
    return stored


def _imported(stored: Surveys, file: Sequence[FileRecord]) -> Surveys:
    """What is stored after this file, as the store does it."""
    found = compare(file, stored, key=KEY)
    replaced = {sheet.replaces for sheet in found.changed}
    kept = tuple(
        replace(survey, records=tuple(one for one in survey.records if one.participant_id not in replaced))
        for survey in stored
    )
    sheets = [*found.new, *found.changed]
    fresh = _fresh(stored)
    came = tuple(StoredRecord(fresh(), sheet.record, sheet.perspective, sheet.answers) for sheet in sheets)
    survey_id = found.survey or f"s{len(stored)}"
    if found.survey is None:
        kept += (StoredSurvey(survey_id, ("file.csv",), date(2027, 3, 4), ()),)
    grown = tuple(replace(one, records=one.records + came) if one.id == survey_id else one for one in kept)
    return tuple(survey for survey in grown if survey.records or survey.id != survey_id)


def _fresh(stored: Surveys) -> Callable[[], str]:
    number = max((int(one.participant_id) for survey in stored for one in survey.records), default=0)

    def next_id() -> str:
        nonlocal number
        number += 1
        return str(number)

    return next_id


def _without_repeated_ids(file: list[FileRecord], more: list[FileRecord]) -> tuple[list[FileRecord], list[FileRecord]]:
    seen: set[str] = set()
    parts: list[list[FileRecord]] = []
    for records in (file, more):
        part = [one for one in records if not one.identity or (one.identity not in seen and not seen.add(one.identity))]
        parts.append(part)
    return parts[0], parts[1]


def _sorted(found: Comparison) -> tuple[object, ...]:
    return (
        found.survey,
        sorted(map(repr, (_plain(sheet) for sheet in found.new))),
        sorted(map(repr, (_plain(sheet) for sheet in found.changed))),
        found.unchanged,
        found.duplicates,
    )


def _plain(sheet: EnteredSheet) -> tuple[object, ...]:
    return sheet.perspective, sorted(sheet.answers.items()), sheet.record, sheet.replaces
