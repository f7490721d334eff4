from datetime import date

import pytest

from analysis.results import Group
from data.questionnaire_file import QuestionnaireError
from data.store.engine import Store
from data.store.schema import metadata
from data.store.schema import workshops as workshops_table
from data.store.sheets import EnteredSheet, add_sheets
from data.store.workshops import (
    CODE_SIGNS,
    UnknownStatement,
    Workshop,
    WorkshopLocked,
    change_workshop,
    close_workshop,
    create_workshop,
    delete_workshop,
    questionnaire,
    workshop,
    workshop_by_code,
    workshops,
)

EVERYBODY = (Group("fachamt", 1, ("fachamt",)),)


def test_workshop_is_prepared_with_its_statements_in_questionnaire_order(store: Store, prepared: Workshop) -> None:
    assert workshop(store, prepared.id) == prepared
    assert prepared.room == ("1.01", "1.02")
    assert (prepared.state, prepared.locked, prepared.archived) == ("prepared", False, False)


def test_code_has_six_signs_that_cannot_be_confused(prepared: Workshop) -> None:
    assert len(CODE_SIGNS) == 31
    assert not set("01OIL") & set(CODE_SIGNS)
    assert len(prepared.code) == 6
    assert set(prepared.code) <= set(CODE_SIGNS)


def test_code_is_found_whatever_its_case_and_blanks(store: Store, prepared: Workshop) -> None:
    typed = f" {prepared.code[:3].lower()} {prepared.code[3:]} "

    assert workshop_by_code(store, typed) == prepared
    assert workshop_by_code(store, "ZZZZZZ1") is None


def test_workshops_stand_newest_first(store: Store, prepared: Workshop, questionnaire_text: str) -> None:
    newer = _create(store, questionnaire_text, held_on=date(2028, 1, 1))
    older = _create(store, questionnaire_text, held_on=date(2026, 1, 1))

    assert workshops(store) == [newer, prepared, older]


def test_questionnaire_is_the_one_of_the_day_in_full(store: Store, prepared: Workshop, questionnaire_text: str) -> None:
    change_workshop(store, prepared.id, questionnaire_text=questionnaire_text.replace("Wir fangen an", "Wir beginnen"))
    store.questionnaires.clear()

    before = questionnaire(store, prepared)
    after = questionnaire(store, workshop(store, prepared.id) or prepared)

    assert list(before.statements) == ["1.01", "1.02", "1.03"]
    assert before.statements["1.01"].text["de"] == "Wir fangen an."
    assert after.statements["1.01"].text["de"] == "Wir beginnen."


def test_broken_questionnaire_makes_no_workshop(store: Store) -> None:
    with pytest.raises(QuestionnaireError):
        _create(store, "id: nur-das")

    assert workshops(store) == []


def test_statement_that_the_questionnaire_does_not_have_is_refused(store: Store, questionnaire_text: str) -> None:
    with pytest.raises(UnknownStatement) as refused:
        _create(store, questionnaire_text, room=("1.01", "9.99"))

    assert refused.value.what == ("9.99",)


def test_everything_can_change_before_the_first_sheet(store: Store, prepared: Workshop) -> None:
    changed = change_workshop(store, prepared.id, threshold=5, mode="perspectives", room=("1.03", "1.01"), title="Neu")

    assert (changed.threshold, changed.mode, changed.room, changed.title) == (
        5,
        "perspectives",
        ("1.01", "1.03"),
        "Neu",
    )
    assert changed.revision > prepared.revision


@pytest.mark.parametrize(
    "change", [{"threshold": 4}, {"mode": "perspectives"}, {"room": ("1.01",)}, {"administration": ("1.01",)}]
)
def test_what_was_promised_is_fixed_with_the_first_sheet(
    store: Store, prepared: Workshop, change: dict[str, object]
) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("fachamt", {"1.01": "A"})], source="paper")

    with pytest.raises(WorkshopLocked):
        change_workshop(store, prepared.id, title="Neu", **change)

    found = workshop(store, prepared.id)
    assert found is not None
    assert (found.locked, found.title, found.threshold, found.room) == (True, "Selbstcheck", 3, ("1.01", "1.02"))


def test_title_wifi_and_archive_can_change_later_too(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("fachamt", {"1.01": "A"})], source="paper")

    changed = change_workshop(store, prepared.id, title="Neu", wifi_name="Saal", archived=True)

    assert (changed.title, changed.wifi_name, changed.archived) == ("Neu", "Saal", True)


def test_unknown_property_is_a_mistake_of_the_program(store: Store, prepared: Workshop) -> None:
    with pytest.raises(TypeError, match="colour"):
        change_workshop(store, prepared.id, colour="blue")


def test_deleted_workshop_leaves_its_neighbour_alone(store: Store, prepared: Workshop, questionnaire_text: str) -> None:
    other = _create(store, questionnaire_text)
    add_sheets(store, prepared.id, [EnteredSheet("fachamt", {"1.01": "A"})], source="paper")
    close_workshop(store, prepared.id, lambda people: EVERYBODY)

    delete_workshop(store, prepared.id)

    assert workshops(store) == [other]


def _create(
    store: Store, text: str, *, held_on: date = date(2027, 3, 4), room: tuple[str, ...] = ("1.01",)
) -> Workshop:
    return create_workshop(
        store,
        municipality="Beispielstadt",
        title="Selbstcheck",
        held_on=held_on,
        questionnaire_text=text,
        room=room,
        administration=("1.01",),
    )


def test_whatever_belongs_to_a_workshop_goes_with_it() -> None:
    """Along the foreign keys; what stays belongs to none, or goes by hand, like texts and the municipality."""
    going = {workshops_table}
    for _depth in metadata.tables:
        going |= {
            table
            for table in metadata.tables.values()
            if any(key.column.table in going and key.ondelete == "CASCADE" for key in table.foreign_keys)
        }

    assert metadata.tables.keys() - {table.name for table in going} == {
        "about_store",
        "attempts",
        "audit",
        "day_keys",
        "invitations",
        "known_devices",
        "listings",
        "memberships",
        "municipalities",
        "people",
        "practice_cards",
        "questionnaires",
        "remembered",
        "sign_ins_elsewhere",
        "wordings",
    }
