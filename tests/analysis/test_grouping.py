import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.grouping import KeptIn, form_groups, group_counts, kept_in_sectors, merging, showing_more
from analysis.questionnaire import UNSTATED, sector_only


def shape(groups):
    return {group.id: group.people for group in groups}


def test_groups_start_from_the_sectors(questionnaire, people_frame):
    people = people_frame({"fach": 4, "abh": 2, "rat": 6, "vereine": 5, sector_only("wirtschaft"): 5})

    groups = form_groups(people, questionnaire, threshold=5)

    assert shape(groups) == {"verwaltung": 6, "politik": 6, "zivil": 5, "wirtschaft": 5}


def test_small_groups_become_others_and_the_smallest_joins_until_it_is_large_enough(questionnaire, people_frame):
    people = people_frame({"fach": 8, "rat": 6, "vereine": 5, "betriebe": 3, UNSTATED: 2})

    groups = form_groups(people, questionnaire, threshold=5)

    assert shape(groups) == {"verwaltung": 8, "politik": 6, "zivil": 5, "uebrige": 5}
    assert groups[-1].parts == ("wirtschaft", UNSTATED)

    one_too_few = form_groups(
        people_frame({"fach": 8, "rat": 6, "vereine": 6, "betriebe": 4}), questionnaire, threshold=5
    )

    assert shape(one_too_few) == {"verwaltung": 8, "zivil": 6, "uebrige": 10}
    assert one_too_few[-1].parts == ("politik", "wirtschaft")


def test_own_group_stands_apart_only_if_it_and_the_rest_are_large_enough(questionnaire, people_frame):
    apart = form_groups(people_frame({"communities": 5, "vereine": 5}), questionnaire, threshold=5)
    rest_too_small = form_groups(people_frame({"communities": 9, "vereine": 4}), questionnaire, threshold=5)
    no_rest = form_groups(people_frame({"communities": 5, "rat": 5}), questionnaire, threshold=5)

    assert shape(apart) == {"zivil": 5, "communities": 5}
    assert shape(rest_too_small) == {"zivil": 13}
    assert shape(no_rest) == {"politik": 5, "communities": 5}


def test_mode_perspectives_starts_from_the_perspectives(questionnaire, people_frame):
    people = people_frame({"fach": 6, "abh": 2, "rat": 5, sector_only("zivil"): 3})

    groups = form_groups(people, questionnaire, threshold=5, mode="perspectives")

    assert shape(groups) == {"fach": 6, "rat": 5, "uebrige": 5}


def test_moderator_may_merge_further(questionnaire, people_frame):
    people = people_frame({"fach": 6, "rat": 5, "vereine": 7})

    merged = form_groups(people, questionnaire, threshold=5, also_merge=("rat", "politik", "zivil"))
    one_alone = form_groups(people, questionnaire, threshold=5, also_merge=("zivil",))

    assert shape(merged) == {"verwaltung": 6, "uebrige": 12}
    assert shape(one_alone) == {"verwaltung": 6, "politik": 5, "zivil": 7}


def test_too_few_people_in_all_make_one_group(questionnaire, people_frame):
    groups = form_groups(people_frame({"fach": 2, "rat": 1}), questionnaire, threshold=5)

    assert shape(groups) == {"uebrige": 3}
    assert form_groups(people_frame({}), questionnaire, threshold=5) == ()


def test_unknown_perspective_raises(questionnaire, people_frame):
    with pytest.raises(ValueError, match="unknown perspectives"):
        form_groups(people_frame({"fremd": 3}), questionnaire, threshold=5)


@given(st.data())
def test_nobody_is_left_out_and_no_group_is_too_small(questionnaire, people_frame, data):
    sizes = data.draw(st.dictionaries(st.sampled_from(questionnaire.perspective_keys), st.integers(0, 9)))
    threshold = data.draw(st.integers(3, 6))
    mode = data.draw(st.sampled_from(["sectors", "perspectives"]))

    groups = form_groups(people_frame(sizes), questionnaire, threshold=threshold, mode=mode)

    total = sum(sizes.values())
    assert sum(group.people for group in groups) == total
    assert sorted(key for group in groups for key in group.perspectives) == sorted(k for k, n in sizes.items() if n)
    assert len({group.id for group in groups}) == len(groups)
    assert all(group.people >= min(threshold, total) for group in groups)


def test_group_counts_add_up_and_leave_the_frame_alone(questionnaire, people_frame):
    counts = pd.DataFrame(
        {"statement": ["1.01"] * 3, "group": ["fach", "abh", "rat"], "answer": ["A", "A", "B"], "people": [2, 1, 4]}
    )
    before = counts.copy()
    groups = form_groups(people_frame({"fach": 4, "abh": 2, "rat": 6}), questionnaire, threshold=5)

    grouped = group_counts(counts, groups)

    assert grouped.to_dict("records") == [
        {"statement": "1.01", "group": "verwaltung", "answer": "A", "people": 3},
        {"statement": "1.01", "group": "politik", "answer": "B", "people": 4},
    ]
    pd.testing.assert_frame_equal(counts, before)


def named(groups):
    return [(group.id, group.people) for group in groups]


def test_merging_names_who_is_too_small_and_who_joins_so_that_nobody_can_be_worked_out(questionnaire, people_frame):
    people = people_frame({"fach": 6, "rat": 7, "communities": 5, "vereine": 6, "betriebe": 3})

    found = merging(people, questionnaire, threshold=5)

    assert named(found.too_small) == [("wirtschaft", 3)]
    assert named(found.joined) == [("communities", 5)]
    assert (found.chosen, found.people) == ((), 8)


def test_merging_is_none_where_everybody_stands_for_themselves(questionnaire, people_frame):
    assert merging(people_frame({"fach": 6, "rat": 7}), questionnaire, threshold=5) is None
    assert merging(people_frame({}), questionnaire, threshold=5) is None


def test_merging_tells_the_moderator_s_choice_from_what_had_to_be(questionnaire, people_frame):
    people = people_frame({"fach": 6, "rat": 7, "communities": 5, "vereine": 6, "betriebe": 3})

    found = merging(people, questionnaire, threshold=5, also_merge=("politik",))

    assert named(found.too_small) == [("wirtschaft", 3)]
    assert named(found.chosen) == [("politik", 7)]
    assert found.joined == ()  # 3 + 7 are enough: Communities stand for themselves again


def test_own_group_that_stays_in_its_sector_is_named_with_both_sizes(questionnaire, people_frame):
    too_few = kept_in_sectors(people_frame({"communities": 4, "vereine": 8}), questionnaire, threshold=5)
    too_few_others = kept_in_sectors(people_frame({"communities": 9, "vereine": 4}), questionnaire, threshold=5)

    assert too_few == (KeptIn("communities", 4, "zivil", 8),)
    assert too_few_others == (KeptIn("communities", 9, "zivil", 4),)
    assert kept_in_sectors(people_frame({"communities": 5, "vereine": 5}), questionnaire, threshold=5) == ()
    assert kept_in_sectors(people_frame({"communities": 4}), questionnaire, threshold=5) == ()


def test_mode_that_shows_more_groups_is_found_either_way(questionnaire, people_frame):
    many_in_one_sector = people_frame({"fach": 6, "abh": 5, "rat": 5})
    few_in_many = people_frame({"fach": 4, "abh": 4, "rat": 6, "vereine": 3, "communities": 2})

    ((mode, groups),) = showing_more(many_in_one_sector, questionnaire, threshold=5)
    ((other, fewer),) = showing_more(few_in_many, questionnaire, threshold=5, mode="perspectives")

    assert (mode, shape(groups)) == ("perspectives", {"fach": 6, "abh": 5, "rat": 5})
    assert (other, shape(fewer)) == ("sectors", {"verwaltung": 8, "politik": 6, "zivil": 5})
    assert showing_more(many_in_one_sector, questionnaire, threshold=5, mode="perspectives") == ()


def test_without_the_moderator_s_merging_there_are_more_groups_in_the_same_mode(questionnaire, people_frame):
    people = people_frame({"fach": 6, "rat": 5, "vereine": 7})

    ((mode, groups),) = showing_more(people, questionnaire, threshold=5, also_merge=("politik", "zivil"))

    assert (mode, len(groups)) == ("sectors", 3)


@given(st.data())
def test_further_merging_never_shows_more_groups(questionnaire, people_frame, data):
    people = people_frame(
        data.draw(st.dictionaries(st.sampled_from(questionnaire.perspective_keys), st.integers(0, 9)))
    )
    mode = data.draw(st.sampled_from(["sectors", "perspectives"]))
    alone = form_groups(people, questionnaire, threshold=5, mode=mode)
    chosen = data.draw(st.lists(st.sampled_from([group.id for group in alone] or ["politik"]), unique=True))

    assert len(form_groups(people, questionnaire, threshold=5, mode=mode, also_merge=chosen)) <= len(alone)
