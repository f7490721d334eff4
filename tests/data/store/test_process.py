"""What is said of the steps of a workshop: kept beside it, and gone with it."""

from datetime import date

import pytest
from sqlalchemy import func, select

from analysis.action_plan import Draft
from analysis.farewell import NextDate
from analysis.process import Facts, Kept, StepId
from data.process_facts import process_facts
from data.store.administration import AdministrationAnswer, save_administration
from data.store.engine import Store
from data.store.farewell import decide_next_date
from data.store.measures import add_measure
from data.store.process import TextTooLong, WrongState, assign, kept_steps, tick
from data.store.schema import process_steps
from data.store.workshops import Workshop, delete_workshop, next_run, recheck

DAY = date(2026, 11, 30)


def rows(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(process_steps)).scalar_one()


def test_tick_and_who_are_kept_side_by_side(store: Store, prepared: Workshop) -> None:
    assign(store, prepared.id, "letter", "  Haupt\namt ")
    tick(store, prepared.id, "letter", DAY)
    tick(store, prepared.id, "first_talk", DAY)

    assert kept_steps(store, prepared.id) == {"first_talk": Kept(DAY, ""), "letter": Kept(DAY, "Haupt amt")}


def test_step_of_which_nothing_is_said_any_more_leaves_no_row(store: Store, prepared: Workshop) -> None:
    assign(store, prepared.id, "letter", "Hauptamt")
    tick(store, prepared.id, "letter", DAY)
    tick(store, prepared.id, "letter", None)
    before = kept_steps(store, prepared.id)

    assign(store, prepared.id, "letter", "")

    assert (before, rows(store)) == ({"letter": Kept(None, "Hauptamt")}, 0)


def test_steps_go_with_the_workshop(store: Store, prepared: Workshop) -> None:
    tick(store, prepared.id, "letter", DAY)

    delete_workshop(store, prepared.id)

    assert rows(store) == 0


def test_too_long_unknown_and_lost_are_refused(store: Store, prepared: Workshop) -> None:
    unknown: StepId = "irgendwas"  # type: ignore[assignment]
    with pytest.raises(TextTooLong):
        assign(store, prepared.id, "letter", "x" * 81)
    with pytest.raises(ValueError, match="no step"):
        tick(store, prepared.id, unknown, DAY)
    with pytest.raises(WrongState):
        tick(store, "nirgends", "letter", DAY)
    assert rows(store) == 0


def test_facts_are_how_much_there_is(store: Store, opened_workshop: Workshop) -> None:
    of = opened_workshop.id
    save_administration(store, of, [AdministrationAnswer("1.01", "A")])
    add_measure(store, of, Draft(what="Ein Blatt"))
    decide_next_date(store, of, NextDate(is_none=True))
    next_run(store, of, date(2028, 3, 4))
    again = recheck(store, of, date(2027, 6, 4), title="Nachbefragung", statements=("1.01",))

    assert process_facts(store, opened_workshop) == Facts(
        asked=3,
        answered=1,
        measures=1,
        is_next_date_decided=True,
        rechecks=(again.held_on,),
        has_next_run=True,
    )
