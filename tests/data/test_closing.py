"""A survey closes by the groups that were shown, or not at all."""

from collections.abc import Callable

import pytest

from analysis.grouping import form_groups
from data.closing import GroupsChanged, close_as_shown, outline
from data.store.engine import Store
from data.store.errors import WrongState
from data.store.releases import release
from data.store.sheets import counts
from data.store.workshops import Workshop, questionnaire, workshop
from tests.data.store.conftest import Phone
from tests.data.store.conftest import opened_workshop as opened_workshop
from tests.data.store.conftest import phone as phone
from tests.data.store.conftest import prepared as prepared


def close(store: Store, of: Workshop, shown: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, int]:
    asked = questionnaire(store, of)
    released = close_as_shown(store, of, asked, shown=shown, mode="sectors", also_merge=())
    return {group.id: group.people for group in released.counted.groups}


def shown(store: Store, of: Workshop) -> tuple[tuple[str, tuple[str, ...]], ...]:
    people = counts(store, of.id)[1]
    return outline(form_groups(people, questionnaire(store, of), threshold=of.threshold))


def answer(phone: Callable[..., Phone], perspective: str, people: int) -> None:
    for _ in range(people):
        phone(perspective).answers(s1_01="A")


def test_group_that_has_grown_is_the_one_that_was_shown(
    store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]
) -> None:
    answer(phone, "fachamt", 3)
    seen = shown(store, opened_workshop)
    answer(phone, "fachamt", 1)

    assert close(store, opened_workshop, seen) == {"verwaltung": 4}


def test_other_groups_leave_the_survey_open(
    store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]
) -> None:
    answer(phone, "fachamt", 3)
    seen = shown(store, opened_workshop)
    answer(phone, "rat", 3)

    with pytest.raises(GroupsChanged):
        close(store, opened_workshop, seen)
    still = workshop(store, opened_workshop.id)
    assert still is not None
    assert still.state == "open"
    assert close(store, opened_workshop, shown(store, opened_workshop)) == {"verwaltung": 3, "politik": 3}


def test_nothing_closes_without_a_group(store: Store, opened_workshop: Workshop) -> None:
    with pytest.raises(GroupsChanged):
        close(store, opened_workshop, ())


def test_second_closing_changes_no_groups(store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]) -> None:
    answer(phone, "fachamt", 3)
    asked = questionnaire(store, opened_workshop)
    by_perspective = form_groups(counts(store, opened_workshop.id)[1], asked, threshold=3, mode="perspectives")
    close(store, opened_workshop, shown(store, opened_workshop))

    with pytest.raises(WrongState):
        close_as_shown(store, opened_workshop, asked, shown=outline(by_perspective), mode="perspectives", also_merge=())

    kept = release(store, opened_workshop.id)
    assert kept is not None
    assert ([group.id for group in kept.counted.groups], kept.number) == (["verwaltung"], 1)
