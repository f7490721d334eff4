from data.store.engine import Store
from data.store.remembered import remember, remembered


def test_answers_are_remembered_for_these_headings_of_this_questionnaire(store: Store) -> None:
    remember(store, "klein", "f1", {"column 3": "1.01", "column 4": "ignore"})

    assert remembered(store, "klein", "f1") == {"column 3": "1.01", "column 4": "ignore"}
    assert remembered(store, "klein", "f2") == {}
    assert remembered(store, "gross", "f1") == {}


def test_later_answer_replaces_the_earlier_and_leaves_the_others(store: Store) -> None:
    remember(store, "klein", "f1", {"column 3": "1.01", "column 4": "ignore"})

    remember(store, "klein", "f1", {"column 3": "1.02"})
    remember(store, "klein", "f1", {})

    assert remembered(store, "klein", "f1") == {"column 3": "1.02", "column 4": "ignore"}
