"""The arranged Gesprächsplan: kept with the release, changed by two at once, and by nothing else."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from analysis.agenda import Agenda, moved, pinned, skipped
from analysis.grouping import form_groups
from data.evening import evening
from data.store.agendas import WrongState, arrange
from data.store.engine import Store
from data.store.paper import add_paper_sheet
from data.store.questionnaires import questionnaire
from data.store.releases import reveal
from data.store.sheets import EnteredSheet
from data.store.stages import stands
from data.store.workshops import Workshop, close_workshop, reopen_workshop

PROPOSAL = Agenda(90, ("1.01", "1.02", "1.03"))


@pytest.fixture
def closed(store: Store, opened_workshop: Workshop) -> Workshop:
    for answer in "AABD":
        add_paper_sheet(store, opened_workshop.id, EnteredSheet("rat", {"1.01": answer}))
    _close(store, opened_workshop)
    return opened_workshop


def _close(store: Store, of: Workshop) -> None:
    close_workshop(store, of.id, partial(form_groups, questionnaire=questionnaire(store, of), threshold=3))


def test_before_a_result_was_shown_there_is_nothing_to_arrange(store: Store, closed: Workshop) -> None:
    with pytest.raises(WrongState):
        arrange(store, closed.id, PROPOSAL, partial(pinned, statement="1.01"))
    with pytest.raises(WrongState):
        arrange(store, "nirgends", PROPOSAL, partial(pinned, statement="1.01"))


def test_change_begins_with_the_proposal_and_goes_on_from_what_stands(store: Store, closed: Workshop) -> None:
    reveal(store, closed.id, "overview")
    before = stands(store, [closed.id])

    first = arrange(store, closed.id, PROPOSAL, partial(moved, statement="1.03", by=-2))
    second = arrange(store, closed.id, PROPOSAL, partial(skipped, statement="1.02"))

    assert first.statements == ("1.03", "1.01", "1.02")
    assert second == Agenda(90, ("1.03", "1.01"), skipped=("1.02",))
    now = evening(store, closed.id)
    assert now is not None and now.results is not None
    assert (now.agenda, now.results.plan) == (second, second.statements)
    assert stands(store, [closed.id]) != before


def test_two_who_arrange_at_once_both_do(store: Store, closed: Workshop) -> None:
    reveal(store, closed.id, "overview")
    changes = [partial(pinned, statement=f"1.0{number}") for number in (1, 2, 3)] * 4

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(lambda change: arrange(store, closed.id, PROPOSAL, change), changes))

    now = evening(store, closed.id)
    assert now is not None and now.agenda is not None
    assert sorted(now.agenda.pinned) == ["1.01", "1.02", "1.03"]


def test_late_sheet_changes_nothing_in_the_plan(store: Store, closed: Workshop) -> None:
    reveal(store, closed.id, "overview")
    before = evening(store, closed.id)

    add_paper_sheet(store, closed.id, EnteredSheet("rat", {"1.01": "D", "1.02": "A"}))

    after = evening(store, closed.id)
    assert before is not None and after is not None
    assert before.agenda == after.agenda is not None


def test_plan_of_a_closing_that_was_taken_back_is_gone_with_it(store: Store, closed: Workshop) -> None:
    reopen_workshop(store, closed.id)
    assert evening(store, closed.id).agenda is None  # type: ignore[union-attr]

    _close(store, closed)

    now = evening(store, closed.id)
    assert now is not None and now.agenda is not None and now.agenda.pinned == ()
