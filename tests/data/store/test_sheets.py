import hashlib
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import text

from analysis.results import Group
from data.store.engine import Store
from data.store.sheets import (
    EnteredSheet,
    SavedSheet,
    Tally,
    UnknownAnswer,
    UnknownPerspective,
    UnknownSheet,
    UnknownStatement,
    WorkshopClosed,
    WrongState,
    add_sheets,
    change_perspective,
    counts,
    delete_sheet,
    finish_sheet,
    join,
    save_answers,
    sheet,
    sheets_by_workshop,
    take_back,
    tally,
)
from data.store.workshops import (
    Workshop,
    close_workshop,
    create_workshop,
    delete_due_sheets,
    finish_workshop,
    open_workshop,
    workshop,
)
from tests.data.store.conftest import Phone, prepared_in

JoinPhone = Callable[..., Phone]


def test_saved_answers_come_back_with_all_that_is_stored(phone: JoinPhone) -> None:
    somebody = phone()

    first = somebody.answers(s1_01="A")
    second = somebody.answers(s1_01="B", s1_02="E")
    third = somebody.answers(s1_01=None)

    assert (first, second, third) == ({"1.01": "A"}, {"1.01": "B", "1.02": "E"}, {"1.02": "E"})


def test_saving_the_same_answer_twice_is_the_same_as_once(
    store: Store, opened_workshop: Workshop, phone: JoinPhone
) -> None:
    somebody = phone()

    for _ in range(2):
        somebody.answers(s1_01="A")

    frame, _, _ = counts(store, opened_workshop.id)
    assert frame.to_dict("records") == [{"statement": "1.01", "group": "fachamt", "answer": "A", "people": 1}]


def test_own_sheet_is_read_by_its_token_and_code_only(
    store: Store, opened_workshop: Workshop, phone: JoinPhone
) -> None:
    somebody = phone("rat")
    somebody.answers(s1_01="A")

    own = sheet(store, somebody.token_hash, somebody.code.lower())

    assert own == SavedSheet(opened_workshop.id, opened_workshop.code, "open", "rat", False, {"1.01": "A"})
    assert sheet(store, somebody.token_hash, "222222") is None
    assert sheet(store, "0" * 64, somebody.code) is None


@pytest.mark.parametrize(
    ("changes", "refusal", "what"),
    [
        ({"1.01": "A", "9.99": "B"}, UnknownStatement, ("9.99",)),
        ({"1.01": "A", "1.03": "B"}, UnknownStatement, ("1.03",)),
        ({"1.01": "A", "1.02": "Z"}, UnknownAnswer, ("Z",)),
        ({"1.01": "A", "1.02": "a"}, UnknownAnswer, ("a",)),
        ({"1.01": "A", "1.02": ""}, UnknownAnswer, ("",)),
    ],
)
def test_refused_request_stores_nothing(
    store: Store,
    phone: JoinPhone,
    changes: dict[str, str],
    refusal: type[UnknownStatement | UnknownAnswer],
    what: tuple[str, ...],
) -> None:
    somebody = phone()

    with pytest.raises(refusal) as refused:
        save_answers(store, somebody.token_hash, somebody.code, changes).result()

    assert refused.value.what == what
    assert somebody.answers() == {}


def test_token_does_not_open_another_workshop(
    store: Store, phone: JoinPhone, questionnaire_text: str, opened_workshop: Workshop
) -> None:
    somebody = phone()
    other = create_workshop(
        store,
        municipality="Beispielstadt",
        title="Selbstcheck",
        held_on=opened_workshop.held_on,
        questionnaire_text=questionnaire_text,
        room=("1.01",),
        administration=(),
    )
    open_workshop(store, other.id)

    with pytest.raises(UnknownSheet):
        save_answers(store, somebody.token_hash, other.code, {"1.01": "A"}).result()


def test_refused_answer_does_not_harm_its_neighbours(store: Store, phone: JoinPhone) -> None:
    somebody, somebody_else = phone(), phone()

    saved = [
        save_answers(store, somebody.token_hash, somebody.code, {"1.01": "A"}),
        save_answers(store, "0" * 64, somebody.code, {"1.01": "A"}),
        save_answers(store, somebody.token_hash, somebody.code, {"1.01": "Z"}),
        save_answers(store, somebody_else.token_hash, somebody.code, {"1.02": "B"}),
    ]

    assert [type(future.exception()) for future in saved] == [type(None), UnknownSheet, UnknownAnswer, type(None)]
    assert (somebody.answers(), somebody_else.answers()) == ({"1.01": "A"}, {"1.02": "B"})


def test_nobody_joins_before_the_opening_and_after_the_closing(
    store: Store, prepared: Workshop, questionnaire_text: str
) -> None:
    for state in ("prepared", "closed"):
        if state == "closed":
            close_workshop(store, prepared.id, lambda people: ())
        with pytest.raises(WrongState):
            join(store, prepared.id, perspective="rat", source="phone", token_hash="0" * 64).result()

    assert tally(store, prepared.id).present == 0


def test_joining_locks_the_workshop(store: Store, prepared: Workshop, phone: JoinPhone) -> None:
    before = workshop(store, prepared.id)
    phone()
    after = workshop(store, prepared.id)

    assert before is not None
    assert after is not None
    assert (before.locked, after.locked) == (False, True)
    assert after.revision > before.revision


def test_perspective_must_be_one_of_the_questionnaire(store: Store, opened_workshop: Workshop) -> None:
    token_hash = hashlib.sha256(b"one").hexdigest()

    with pytest.raises(UnknownPerspective):
        join(store, opened_workshop.id, perspective="mars", source="phone", token_hash=token_hash).result()
    for number, key in enumerate(("fachamt", "sector:politik", "ohne-angabe")):
        join(store, opened_workshop.id, perspective=key, source="tablet", token_hash=f"{number}").result()

    assert tally(store, opened_workshop.id).without_answers == 3


def test_perspective_can_change_until_closing(store: Store, opened_workshop: Workshop, phone: JoinPhone) -> None:
    somebody = phone("fachamt")
    somebody.answers(s1_01="A")

    change_perspective(store, somebody.token_hash, somebody.code, "rat").result()

    assert tally(store, opened_workshop.id).people == {"rat": 1}
    with pytest.raises(UnknownPerspective):
        change_perspective(store, somebody.token_hash, somebody.code, "mars").result()
    close_workshop(store, opened_workshop.id, lambda people: ())
    with pytest.raises(WorkshopClosed):
        change_perspective(store, somebody.token_hash, somebody.code, "fachamt").result()


def test_deleted_sheet_is_gone_with_its_answers(store: Store, opened_workshop: Workshop, phone: JoinPhone) -> None:
    somebody, somebody_else = phone(), phone()
    somebody.answers(s1_01="A")
    somebody_else.answers(s1_01="B")

    delete_sheet(store, somebody.token_hash, somebody.code).result()

    assert sheet(store, somebody.token_hash, somebody.code) is None
    assert counts(store, opened_workshop.id)[0].to_dict("records") == [
        {"statement": "1.01", "group": "fachamt", "answer": "B", "people": 1}
    ]


def test_finished_is_who_pressed_or_answered_everything(
    store: Store, opened_workshop: Workshop, phone: JoinPhone
) -> None:
    pressed, answered, started, nothing = phone("rat"), phone("fachamt"), phone("fachamt"), phone("leitstelle")
    finish_sheet(store, pressed.token_hash, pressed.code).result()
    answered.answers(s1_01="A", s1_02="E")
    started.answers(s1_01="A")
    nothing.answers(s1_01="A")
    nothing.answers(s1_01=None)

    assert tally(store, opened_workshop.id) == Tally(present=2, finished=1, people={"fachamt": 2}, without_answers=2)
    own = sheet(store, pressed.token_hash, pressed.code)
    assert own is not None
    assert own.finished


def test_counts_have_one_row_for_each_statement_group_and_answer(
    store: Store, opened_workshop: Workshop, phone: JoinPhone
) -> None:
    for perspective, first, second in (("rat", "A", None), ("rat", "A", "D"), ("fachamt", "E", "D")):
        phone(perspective).answers(s1_01=first, s1_02=second)
    phone("leitstelle")

    by_answer, people, without_answers = counts(store, opened_workshop.id)

    assert list(by_answer.columns) == ["statement", "group", "answer", "people"]
    assert sorted(by_answer.itertuples(index=False, name=None)) == [
        ("1.01", "fachamt", "E", 1),
        ("1.01", "rat", "A", 2),
        ("1.02", "fachamt", "D", 1),
        ("1.02", "rat", "D", 1),
    ]
    assert sorted(people.itertuples(index=False, name=None)) == [("fachamt", 1), ("rat", 2)]
    assert without_answers == 1
    assert (by_answer.dtypes["people"], people.dtypes["people"]) == ("int64", "int64")


def test_counts_of_nobody_have_the_same_columns(store: Store, prepared: Workshop) -> None:
    by_answer, people, without_answers = counts(store, prepared.id)

    assert (list(by_answer.columns), len(by_answer)) == (["statement", "group", "answer", "people"], 0)
    assert (list(people.columns), len(people)) == (["group", "people"], 0)
    assert (by_answer.dtypes["people"], by_answer.dtypes["group"]) == ("int64", pd.StringDtype(na_value=float("nan")))
    assert without_answers == 0


def test_workshops_know_how_many_sheets_with_answers_they_have(
    store: Store, opened_workshop: Workshop, phone: JoinPhone
) -> None:
    nobody = prepared_in(store)
    for _person in range(3):
        phone().answers(s1_01="A")
    phone()
    before = sheets_by_workshop(store)

    close_workshop(store, opened_workshop.id, lambda people: (Group("alle", 3, ("fachamt",)),))
    finish_workshop(store, opened_workshop.id, date(2027, 3, 5))
    delete_due_sheets(store, date(2027, 3, 6))

    assert before == {opened_workshop.id: 3}
    assert nobody.id not in before
    assert sheets_by_workshop(store) == {opened_workshop.id: 3}


def test_entered_sheets_count_like_all_others(store: Store, prepared: Workshop) -> None:
    sheets = [EnteredSheet("rat", {"1.01": "A", "1.02": "B"}), EnteredSheet("sector:politik", {})]

    added = add_sheets(store, prepared.id, sheets, source="paper")

    assert added == 2
    assert tally(store, prepared.id) == Tally(present=1, finished=1, people={"rat": 1}, without_answers=1)


def test_empty_entered_sheets_do_not_lock(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("rat", {})], source="paper")

    found = workshop(store, prepared.id)
    assert found is not None
    assert not found.locked


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (EnteredSheet("mars", {"1.01": "A"}), UnknownPerspective),
        (EnteredSheet("rat", {"1.03": "A"}), UnknownStatement),
        (EnteredSheet("rat", {"1.01": "F"}), UnknownAnswer),
    ],
)
def test_one_wrong_entered_sheet_keeps_all_out(
    store: Store, prepared: Workshop, wrong: EnteredSheet, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        add_sheets(store, prepared.id, [EnteredSheet("rat", {"1.01": "A"}), wrong], source="paper")

    assert tally(store, prepared.id).present == 0


def test_database_itself_refuses_an_answer_that_is_none(store: Store, phone: JoinPhone) -> None:
    somebody = phone()
    somebody.answers(s1_01="A")

    with pytest.raises(Exception, match=r"ck_answers_answer|CHECK constraint"):
        store.write(lambda connection: connection.execute(text("UPDATE answers SET answer = 'Z'")))

    assert somebody.answers() == {"1.01": "A"}


def test_tables_hold_no_time_and_no_hidden_order(store: Store, phone: JoinPhone) -> None:
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            for table in ("answers", "participants"):
                with pytest.raises(Exception, match="no such column: rowid"):
                    connection.execute(text(f"SELECT rowid FROM {table}"))
        columns = connection.execute(text("SELECT * FROM participants")).keys()

    assert set(columns) == {
        "id",
        "workshop_id",
        "batch_id",
        "token_hash",
        "perspective",
        "source",
        "finished",
        "late",
        "record",
        "replaced_in",
        "sequence",  # counts the changes of one sheet by itself
    }


def test_change_that_was_under_way_too_long_does_not_undo_a_newer_one(store: Store, phone: JoinPhone) -> None:
    somebody = phone()

    def attempt(sequence: int | None, **answers: str | None) -> SavedSheet:
        changes = {name[1:].replace("_", "."): answer for name, answer in answers.items()}
        return save_answers(store, somebody.token_hash, somebody.code, changes, sequence).result()

    attempt(1, s1_01="A")
    attempt(3, s1_01="D")
    late = attempt(2, s1_01="B", s1_02="C")
    again = attempt(3, s1_01="A")

    assert (late.late, late.sequence, late.answers) == (True, 3, {"1.01": "D"})
    assert (again.late, again.answers) == (True, {"1.01": "D"})
    cleared = attempt(4, s1_01=None)
    assert (cleared.late, cleared.sequence, cleared.answers) == (False, 4, {})
    assert attempt(3, s1_01="D").answers == {}
    assert (attempt(None, s1_02="E").sequence, attempt(5, s1_02="A").late) == (5, True)


def test_changes_of_one_sheet_in_one_batch_keep_their_order(store: Store, phone: JoinPhone) -> None:
    somebody, somebody_else = phone(), phone()
    given = [(somebody, 2, "B"), (somebody, 1, "A"), (somebody_else, 1, "C"), (somebody, 4, "D"), (somebody, 3, "A")]

    futures = [save_answers(store, who.token_hash, who.code, {"1.01": answer}, number) for who, number, answer in given]

    assert [future.result().late for future in futures] == [False, True, False, False, True]
    assert (somebody.answers(), somebody_else.answers()) == ({"1.01": "D"}, {"1.01": "C"})


def test_sheet_that_its_phone_did_not_keep_is_taken_back(
    store: Store, opened_workshop: Workshop, phone: JoinPhone
) -> None:
    lost = phone()

    take_back(store, opened_workshop.id, lost.token_hash[:16])

    assert tally(store, opened_workshop.id) == Tally(present=0, finished=0, people={}, without_answers=0)
    found = workshop(store, opened_workshop.id)
    assert found is not None
    assert not found.locked


def test_taking_back_spares_every_other_sheet(store: Store, opened_workshop: Workshop, phone: JoinPhone) -> None:
    answered, empty, lost = phone("rat"), phone(), phone()
    answered.answers(s1_01="A")

    for token_hash in (answered.token_hash, lost.token_hash, "%", "_" * 16):
        take_back(store, opened_workshop.id, token_hash)

    assert tally(store, opened_workshop.id) == Tally(present=1, finished=0, people={"rat": 1}, without_answers=1)
    assert sheet(store, empty.token_hash, empty.code) is not None
    found = workshop(store, opened_workshop.id)
    assert found is not None
    assert found.locked
