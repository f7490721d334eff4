"""Typed paper sheets: the last one can be taken back, without a trace."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from data.store.engine import Store
from data.store.paper import WrongState, add_paper_sheet, take_back_paper_sheet
from data.store.schema import answers, participants
from data.store.sheets import EnteredSheet, add_sheets, tally
from data.store.workshops import Workshop, close_workshop, finish_workshop

from .conftest import Phone

SHEET = EnteredSheet("rat", {"1.01": "A", "1.02": "C"})


def rows(store: Store) -> tuple[int, int]:
    """Sheets and answers in the tables."""
    with store.reading() as connection:
        counted = [connection.execute(select(func.count()).select_from(table)) for table in (participants, answers)]
        return counted[0].scalar_one(), counted[1].scalar_one()


def test_typed_sheet_counts_and_taken_back_it_is_gone(store: Store, opened_workshop: Workshop) -> None:
    first = add_paper_sheet(store, opened_workshop.id, SHEET)
    last = add_paper_sheet(store, opened_workshop.id, SHEET)
    assert tally(store, opened_workshop.id).people == {"rat": 2}
    assert first != last

    take_back_paper_sheet(store, opened_workshop.id, last)

    assert tally(store, opened_workshop.id).people == {"rat": 1}
    assert rows(store) == (1, 2)


def test_only_a_typed_sheet_of_this_workshop_is_taken_back(
    store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]
) -> None:
    phone("rat").answers(s1_01="B")
    add_sheets(store, opened_workshop.id, [SHEET], source="upload")
    with store.reading() as connection:
        others = connection.execute(select(participants.c.id)).scalars().all()
    typed = add_paper_sheet(store, opened_workshop.id, SHEET)

    for one in others:
        take_back_paper_sheet(store, opened_workshop.id, one)
    with pytest.raises(WrongState):
        take_back_paper_sheet(store, "no such workshop", typed)

    assert tally(store, opened_workshop.id).people == {"rat": 3}


def test_taking_back_again_does_nothing(store: Store, opened_workshop: Workshop) -> None:
    typed = add_paper_sheet(store, opened_workshop.id, SHEET)
    take_back_paper_sheet(store, opened_workshop.id, typed)

    take_back_paper_sheet(store, opened_workshop.id, typed)

    assert rows(store) == (0, 0)


def test_finished_workshop_keeps_its_sheets(store: Store, opened_workshop: Workshop) -> None:
    typed = add_paper_sheet(store, opened_workshop.id, SHEET)
    close_workshop(store, opened_workshop.id, lambda people: ())
    finish_workshop(store, opened_workshop.id, date(2027, 9, 1))

    with pytest.raises(WrongState):
        take_back_paper_sheet(store, opened_workshop.id, typed)

    assert rows(store) == (1, 2)
