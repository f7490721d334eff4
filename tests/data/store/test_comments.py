"""Comments: one a person and field, hanging on the sheet, released by who steers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from data.store.comments import (
    Comment,
    CommentGone,
    UnfitComment,
    comments,
    comments_of,
    count_new,
    for_report,
    hide_comment,
    release_comment,
    released,
    save_comment,
    shorten_comment,
)
from data.store.engine import Store
from data.store.entering import EnteredSheet, add_sheets
from data.store.errors import UnknownSheet, UnknownStatement
from data.store.sheets import delete_sheet, join, take_back
from data.store.stages import moment, stands
from data.store.steps import (
    close_workshop,
    delete_due_sheets,
    delete_workshop,
    discard_sheets,
    finish_workshop,
    open_workshop,
    reopen_workshop,
)
from data.store.workshops import Workshop
from tests.data.store.conftest import Phone, prepared_in

TEXT = "Das Amt ist gut erreichbar."
LAST_DAY = date(2027, 8, 20)
Phones = Callable[..., Phone]


def write(phone: Phone, said: str = TEXT, about: str = "feld") -> None:
    save_comment(phone.store, phone.token_hash, phone.code, about, said).result()


def own(phone: Phone) -> dict[str, str]:
    return comments_of(phone.store, phone.token_hash, phone.code)


def only(store: Store, workshop: Workshop) -> Comment:
    (one,) = comments(store, workshop.id)
    return one


def close(store: Store, workshop: Workshop) -> None:
    close_workshop(store, workshop.id, lambda people: ())


# ---- whoever writes ----


def test_written_comment_is_new_and_waits(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    one = phone()
    write(one, " Das Amt\r\nist gut  erreichbar. ")

    found = only(store, opened_workshop)
    assert (found.about, found.text, found.state, found.in_report) == ("feld", TEXT, "new", False)
    assert own(one) == {"feld": TEXT}
    assert (count_new(store, opened_workshop.id), released(store, opened_workshop.id, "feld")) == (1, ())


def test_one_person_has_one_comment_a_field(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    one, other = phone(), phone("rat")
    write(one, "Erst so.")
    write(one, "Jetzt anders.")
    write(other, "Etwas Drittes.")

    assert [found.text for found in comments(store, opened_workshop.id)] == ["Etwas Drittes.", "Jetzt anders."]


def test_order_tells_nothing_of_who_came_first(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    for said in ("c", "a", "B"):
        write(phone(), said)
    for one in comments(store, opened_workshop.id):
        release_comment(store, opened_workshop.id, one.id, in_report=False)

    assert [one.text for one in released(store, opened_workshop.id, "feld")] == ["a", "B", "c"]


def test_table_holds_no_time_and_no_order(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    write(phone())

    with store.reading() as connection:
        (row,) = connection.execute(text("SELECT * FROM comments")).all()
    assert sorted(row._mapping) == [
        "about", "id", "in_report", "participant_id", "shortened", "state", "text", "workshop_id",
    ]  # fmt: skip
    assert len(row.id) == 32


@pytest.mark.parametrize("about", ["1.01", "nirgends", ""])
def test_only_what_is_asked_can_be_commented(opened_workshop: Workshop, phone: Phones, about: str) -> None:
    with pytest.raises(UnknownStatement):
        write(phone(), about=about)


@pytest.mark.parametrize(("said", "fault"), [("x" * 281, "too_long"), ("a\x00b", "unreadable")])
def test_what_cannot_be_taken_leaves_the_comment_of_before(
    opened_workshop: Workshop, phone: Phones, said: str, fault: str
) -> None:
    one = phone()
    write(one)

    with pytest.raises(UnfitComment) as refused:
        write(one, said)
    assert (refused.value.fault, own(one)) == (fault, {"feld": TEXT})


def test_nobody_writes_without_a_sheet_or_into_another_workshop(
    store: Store, opened_workshop: Workshop, phone: Phones
) -> None:
    one, other = phone(), prepared_in(store)

    with pytest.raises(UnknownSheet):
        save_comment(store, "0" * 64, opened_workshop.code, "feld", TEXT).result()
    with pytest.raises(UnknownSheet):
        save_comment(store, one.token_hash, other.code, "feld", TEXT).result()
    assert comments_of(store, one.token_hash, other.code) == {}


def test_text_comes_back_as_it_was_written(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    said = "<script>alert('1')</script> \"{n}\" %s 😀 مرحبا 'DROP TABLE"
    one = phone()
    write(one, said)

    assert (only(store, opened_workshop).text, own(one)) == (said, {"feld": said})


@pytest.mark.parametrize("state", ["open", "closed"])
def test_withdrawing_works_while_answering_and_in_the_talk(
    store: Store, opened_workshop: Workshop, phone: Phones, state: str
) -> None:
    one = phone()
    write(one)
    release_comment(store, opened_workshop.id, only(store, opened_workshop).id, in_report=True)
    if state == "closed":
        close(store, opened_workshop)

    write(one, "  ")

    assert (comments(store, opened_workshop.id), own(one)) == ((), {})


def test_finished_workshop_knows_nobody_any_more(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    one = phone()
    write(one)
    close(store, opened_workshop)
    finish_workshop(store, opened_workshop.id, LAST_DAY)

    with pytest.raises(UnknownSheet):
        write(one, "")
    assert own(one) == {}


# ---- whoever reads ----


def test_released_comment_is_seen_and_a_changed_one_is_not(
    store: Store, opened_workshop: Workshop, phone: Phones
) -> None:
    one = phone()
    write(one)
    before = only(store, opened_workshop)
    release_comment(store, opened_workshop.id, before.id, in_report=True)
    seen = released(store, opened_workshop.id, "feld")
    write(one, "Doch nicht.")

    assert [(found.text, found.is_shortened) for found in seen] == [(TEXT, False)]
    assert released(store, opened_workshop.id, "feld") == for_report(store, opened_workshop.id) == ()
    after = only(store, opened_workshop)
    assert (after.state, after.in_report, after.id != before.id) == ("new", False, True)


def test_same_text_sent_again_changes_nothing(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    one = phone()
    write(one)
    release_comment(store, opened_workshop.id, only(store, opened_workshop).id, in_report=False)
    before = only(store, opened_workshop), stands(store, [opened_workshop.id])
    write(one, f"{TEXT}\n")

    assert (only(store, opened_workshop), stands(store, [opened_workshop.id])) == before


def test_shortened_comment_keeps_what_was_written(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    write(phone())
    shorten_comment(store, opened_workshop.id, only(store, opened_workshop).id, "Gut erreichbar.")
    release_comment(store, opened_workshop.id, only(store, opened_workshop).id, in_report=False)

    (seen,) = released(store, opened_workshop.id, "feld")
    assert (seen.text, seen.original, seen.is_shortened) == ("Gut erreichbar.", TEXT, True)
    shorten_comment(store, opened_workshop.id, seen.id, TEXT)
    assert not only(store, opened_workshop).is_shortened


@pytest.mark.parametrize(("said", "fault"), [("", "empty"), ("x" * 281, "too_long"), ("\x1b[2J", "unreadable")])
def test_shortening_is_refused_like_writing(
    store: Store, opened_workshop: Workshop, phone: Phones, said: str, fault: str
) -> None:
    write(phone())

    with pytest.raises(UnfitComment) as refused:
        shorten_comment(store, opened_workshop.id, only(store, opened_workshop).id, said)
    assert (refused.value.fault, only(store, opened_workshop).text) == (fault, TEXT)


def test_hidden_comment_is_seen_by_nobody_and_stands_in_no_report(
    store: Store, opened_workshop: Workshop, phone: Phones
) -> None:
    write(phone())
    one = only(store, opened_workshop)
    release_comment(store, opened_workshop.id, one.id, in_report=True)
    hide_comment(store, opened_workshop.id, one.id)

    assert released(store, opened_workshop.id, "feld") == for_report(store, opened_workshop.id) == ()
    assert (only(store, opened_workshop).state, count_new(store, opened_workshop.id)) == ("hidden", 0)


def test_later_of_two_moderators_has_the_last_word(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    write(phone())
    one = only(store, opened_workshop)
    hide_comment(store, opened_workshop.id, one.id)
    release_comment(store, opened_workshop.id, one.id, in_report=False)

    assert only(store, opened_workshop).state == "released"


@pytest.mark.parametrize("then", ["", "Ein anderer Satz."])
def test_what_was_withdrawn_or_changed_meanwhile_is_not_released_unread(
    store: Store, opened_workshop: Workshop, phone: Phones, then: str
) -> None:
    one = phone()
    write(one)
    read = only(store, opened_workshop)
    write(one, then)

    with pytest.raises(CommentGone):
        release_comment(store, opened_workshop.id, read.id, in_report=False)
    assert released(store, opened_workshop.id, "feld") == ()


def test_moderator_of_another_workshop_judges_nothing(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    write(phone())

    with pytest.raises(CommentGone):
        release_comment(store, prepared_in(store).id, only(store, opened_workshop).id, in_report=False)


def test_room_notices_what_is_released_hidden_or_withdrawn(
    store: Store, opened_workshop: Workshop, phone: Phones
) -> None:
    one = phone()
    write(one)

    def stand() -> str:
        return stands(store, [opened_workshop.id])[opened_workshop.id]

    seen = [stand()]
    for judge in ("release", "withdraw"):
        if judge == "release":
            release_comment(store, opened_workshop.id, only(store, opened_workshop).id, in_report=False)
        else:
            write(one, "")
        seen.append(stand())
    assert len(set(seen)) == 3
    now = moment(store, opened_workshop.id)
    assert now is not None and now.stand == stand()


def test_new_comment_moves_nothing_in_the_room(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    before = stands(store, [opened_workshop.id])
    write(phone())

    assert {key: word.split("-")[0] for key, word in before.items()} == {opened_workshop.id: "0"}
    assert stands(store, [opened_workshop.id]) == before


# ---- wherever sheets are deleted ----


def reported_and_not(store: Store, workshop: Workshop, phone: Phones) -> Phone:
    """Four comments: new, hidden, released, and released for the report; gives the phone of the last."""
    for said in ("hidden", "new", "released", "reported"):
        last = phone()
        write(last, said)
    for one in comments(store, workshop.id):
        if one.text == "hidden":
            hide_comment(store, workshop.id, one.id)
        elif one.text != "new":
            release_comment(store, workshop.id, one.id, in_report=one.text == "reported")
    return last


def rows(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM comments")).scalar_one())


def test_own_answers_go_with_all_comments(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    last = reported_and_not(store, opened_workshop, phone)
    delete_sheet(store, last.token_hash, last.code).result()

    assert [one.text for one in comments(store, opened_workshop.id)] == ["hidden", "new", "released"]


def test_due_sheets_leave_only_what_may_stand_in_the_report(
    store: Store, opened_workshop: Workshop, phone: Phones
) -> None:
    reported_and_not(store, opened_workshop, phone)
    close(store, opened_workshop)
    finish_workshop(store, opened_workshop.id, LAST_DAY)

    assert delete_due_sheets(store, date(2027, 8, 19)) == 0
    assert rows(store) == 4
    assert delete_due_sheets(store, LAST_DAY) == 4
    assert [one.text for one in comments(store, opened_workshop.id)] == ["reported"]
    assert [one.text for one in for_report(store, opened_workshop.id)] == ["reported"]
    with store.reading() as connection:
        assert connection.execute(text("SELECT participant_id FROM comments")).scalar_one() is None
    assert delete_due_sheets(store, LAST_DAY) == 0
    assert rows(store) == 1


def test_due_sheets_of_another_workshop_are_not_parted(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    last = reported_and_not(store, opened_workshop, phone)
    other = prepared_in(store)
    close(store, other)
    finish_workshop(store, other.id, LAST_DAY)
    delete_due_sheets(store, LAST_DAY)

    assert own(last) == {"feld": "reported"}


def test_test_sheets_go_with_all_comments(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    reported_and_not(store, opened_workshop, phone)
    discard_sheets(store, opened_workshop.id)

    assert rows(store) == 0


def test_workshop_goes_with_all_comments(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    reported_and_not(store, opened_workshop, phone)
    close(store, opened_workshop)
    finish_workshop(store, opened_workshop.id, LAST_DAY)
    delete_due_sheets(store, LAST_DAY)
    delete_workshop(store, opened_workshop.id)

    assert rows(store) == 0


def test_reopened_workshop_keeps_comments(store: Store, opened_workshop: Workshop, phone: Phones) -> None:
    last = reported_and_not(store, opened_workshop, phone)
    close(store, opened_workshop)
    reopen_workshop(store, opened_workshop.id)

    assert (rows(store), own(last)) == (4, {"feld": "reported"})


def test_taking_back_a_sheet_that_was_not_kept_spares_one_with_a_comment(
    store: Store, opened_workshop: Workshop, phone: Phones
) -> None:
    one, empty = phone(), phone()
    write(one)
    take_back(store, opened_workshop.id, one.token_hash[:16])
    take_back(store, opened_workshop.id, empty.token_hash[:16])

    assert own(one) == {"feld": TEXT}
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM participants")).scalar_one() == 1


def test_sheets_from_elsewhere_have_none(store: Store, opened_workshop: Workshop) -> None:
    add_sheets(store, opened_workshop.id, [EnteredSheet("rat", {"1.01": "A"})], source="paper")

    assert comments(store, opened_workshop.id) == ()


def test_withdrawn_comment_leaves_no_trace_in_any_file(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    place = tmp_path / "store.sqlite3"
    file_store = opened(f"sqlite:///{place}")
    workshop = prepared_in(file_store)
    open_workshop(file_store, workshop.id)
    join(file_store, workshop.id, perspective="rat", source="phone", token_hash="0" * 64).result()
    one = Phone(file_store, "0" * 64, workshop.code)
    canary = "KANARIENVOGEL-93517"
    write(one, canary)

    def traces() -> int:
        return sum(file.read_bytes().count(canary.encode()) for file in tmp_path.glob("store.sqlite3*"))

    before = traces()
    write(one, "")
    assert (before > 0, traces()) == (True, 0)
