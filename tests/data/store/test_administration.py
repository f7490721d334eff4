from datetime import date

import pytest

from data.store.administration import AdministrationAnswer, administration_sheet, save_administration
from data.store.engine import Store
from data.store.sheets import UnknownAnswer, UnknownStatement, WrongState, counts
from data.store.workshops import Workshop, close_workshop, finish_workshop, workshop


def test_sheet_is_saved_and_resumed_statement_by_statement(store: Store, prepared: Workshop) -> None:
    first = AdministrationAnswer("1.03", "B", "Beschluss des Rates", "Hauptamt")
    second = AdministrationAnswer("1.01", None, "", "Sozialamt")

    save_administration(store, prepared.id, [first])
    save_administration(store, prepared.id, [second])

    assert list(administration_sheet(store, prepared.id).values()) == [second, first]


def test_later_answer_replaces_the_earlier_and_an_empty_one_clears(store: Store, prepared: Workshop) -> None:
    save_administration(
        store, prepared.id, [AdministrationAnswer("1.01", "B", "weil"), AdministrationAnswer("1.02", "A")]
    )

    save_administration(store, prepared.id, [AdministrationAnswer("1.01", "C"), AdministrationAnswer("1.02", None)])

    assert administration_sheet(store, prepared.id) == {"1.01": AdministrationAnswer("1.01", "C")}


def test_verwaltungsbogen_is_never_part_of_the_room(store: Store, prepared: Workshop) -> None:
    save_administration(store, prepared.id, [AdministrationAnswer("1.01", "B")])

    by_answer, people, without_answers = counts(store, prepared.id)
    found = workshop(store, prepared.id)

    assert (len(by_answer), len(people), without_answers) == (0, 0, 0)
    assert found is not None
    assert not found.locked
    assert found.revision > prepared.revision


def test_wrong_statement_or_answer_stores_nothing(store: Store, prepared: Workshop) -> None:
    right = AdministrationAnswer("1.01", "A")

    with pytest.raises(UnknownStatement):
        save_administration(store, prepared.id, [right, AdministrationAnswer("9.99", "A")])
    with pytest.raises(UnknownAnswer):
        save_administration(store, prepared.id, [right, AdministrationAnswer("1.02", "F")])

    assert administration_sheet(store, prepared.id) == {}


def test_finished_workshop_takes_no_more(store: Store, prepared: Workshop) -> None:
    close_workshop(store, prepared.id, lambda people: ())
    finish_workshop(store, prepared.id, date(2027, 9, 1))

    with pytest.raises(WrongState):
        save_administration(store, prepared.id, [AdministrationAnswer("1.01", "A")])
