"""A shared assessment stands beside the answers, never instead of them, and only once the room has seen a result."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from data.store.agreements import (
    Agreement,
    AgreementChanged,
    TextTooLong,
    UnknownAnswer,
    UnknownStatement,
    WrongState,
    agree,
    agreements,
    take_back_agreement,
)
from data.store.engine import Store
from data.store.releases import release, reveal
from data.store.sheets import counts
from data.store.stages import stands
from data.store.workshops import (
    Workshop,
    close_workshop,
    delete_due_sheets,
    delete_workshop,
    finish_workshop,
)
from tests.data.store.conftest import Phone
from tests.data.store.test_stages import everybody


@pytest.fixture
def closed(store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]) -> Workshop:
    """Answered and closed; nobody has seen a result."""
    for answer in "ABD":
        phone().answers(s1_01=answer, s1_02="C")
    close_workshop(store, opened_workshop.id, everybody)
    return opened_workshop


@pytest.fixture
def revealed(store: Store, closed: Workshop) -> Workshop:
    reveal(store, closed.id, "ueberblick")
    return closed


def test_nothing_is_agreed_before_a_result_was_shown(store: Store, prepared: Workshop, closed: Workshop) -> None:
    for of in (prepared.id, closed.id, "nothing"):
        with pytest.raises(WrongState):
            agree(store, of, "1.01", "A")
        with pytest.raises(WrongState):
            take_back_agreement(store, of, "1.01", version="")
    assert agreements(store, closed.id) == {}


def test_agreements_stand_in_the_order_of_the_questionnaire(store: Store, revealed: Workshop) -> None:
    second = agree(store, revealed.id, "1.02", "dissent")
    first = agree(store, revealed.id, "1.01", "B", reason=" Wir sehen\r\nbeides. ")

    assert list(agreements(store, revealed.id).items()) == [("1.01", first), ("1.02", second)]
    assert (first.answer, first.reason) == ("B", "Wir sehen\nbeides.")
    assert (second.answer, second.reason) == ("dissent", "")


def test_what_the_room_was_not_asked_and_no_answer_is_refused(store: Store, revealed: Workshop) -> None:
    with pytest.raises(UnknownStatement):
        agree(store, revealed.id, "1.03", "A")  # the administration alone was
    with pytest.raises(UnknownAnswer):
        agree(store, revealed.id, "1.01", "F")
    with pytest.raises(TextTooLong):
        agree(store, revealed.id, "1.01", "A", reason="x" * 501)
    assert agreements(store, revealed.id) == {}


def test_answers_and_release_stay_as_they_are(store: Store, revealed: Workshop) -> None:
    before = _answered(store, revealed)

    first = agree(store, revealed.id, "1.01", "E", reason="weil")
    second = agree(store, revealed.id, "1.01", "dissent", version=first.version)
    during = _answered(store, revealed)
    take_back_agreement(store, revealed.id, "1.01", version=second.version)

    assert before == during == _answered(store, revealed)


def test_change_needs_the_version_that_was_read(store: Store, revealed: Workshop) -> None:
    first = agree(store, revealed.id, "1.01", "A")
    with pytest.raises(AgreementChanged) as unseen:
        agree(store, revealed.id, "1.01", "B")
    second = agree(store, revealed.id, "1.01", "C", reason="nun so", version=first.version)
    with pytest.raises(AgreementChanged) as late:
        take_back_agreement(store, revealed.id, "1.01", version=first.version)

    assert unseen.value.agreement == first
    assert late.value.agreement == second
    assert agree(store, revealed.id, "1.01", "C", reason="nun so") == second  # both meant the same
    assert agreements(store, revealed.id) == {"1.01": second}


def test_one_that_was_taken_back_and_made_anew_is_another_one(store: Store, revealed: Workshop) -> None:
    first = agree(store, revealed.id, "1.01", "A")
    take_back_agreement(store, revealed.id, "1.01", version=first.version)
    take_back_agreement(store, revealed.id, "1.01", version=first.version)  # gone is gone
    with pytest.raises(AgreementChanged) as gone:
        agree(store, revealed.id, "1.01", "B", version=first.version)
    agree(store, revealed.id, "1.01", "A")

    assert gone.value.agreement is None
    with pytest.raises(AgreementChanged):
        agree(store, revealed.id, "1.01", "B", version=first.version)


def test_room_learns_that_there_is_something_else_to_see(store: Store, revealed: Workshop) -> None:
    seen = [stands(store, [revealed.id])]
    agreement = agree(store, revealed.id, "1.01", "A")
    seen.append(stands(store, [revealed.id]))
    agree(store, revealed.id, "1.01", "A")
    assert seen[-1] == stands(store, [revealed.id])
    take_back_agreement(store, revealed.id, "1.01", version=agreement.version)
    seen.append(stands(store, [revealed.id]))

    assert len({one[revealed.id] for one in seen}) == 3


def test_agreements_outlive_the_sheets_and_go_with_the_workshop(store: Store, revealed: Workshop) -> None:
    kept = agree(store, revealed.id, "1.02", "D", reason="weil")
    finish_workshop(store, revealed.id, date(2027, 3, 5))

    assert delete_due_sheets(store, date(2027, 3, 6)) == 3
    assert agreements(store, revealed.id) == {"1.02": kept}
    assert kept == Agreement("1.02", "D", "weil", kept.version)

    delete_workshop(store, revealed.id)
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM agreements")).scalar_one() == 0


def _answered(store: Store, of: Workshop) -> tuple[Any, ...]:
    frame, people, without = counts(store, of.id)
    kept = release(store, of.id)
    assert kept is not None
    with store.reading() as connection:
        answers = sorted(tuple(row) for row in connection.execute(text("SELECT * FROM answers")))
    return (
        frame.to_dict("records"),
        people.to_dict("records"),
        without,
        kept.counted.counts.to_dict("records"),
        kept.counted.groups,
        kept.shown,
        kept.number,
        answers,
    )
