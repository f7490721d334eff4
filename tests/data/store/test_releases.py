import threading
import time
from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import pytest
from sqlalchemy import text

from analysis.grouping import form_groups
from analysis.results import Group
from data.store.administration import AdministrationAnswer, save_administration
from data.store.engine import Store, open_store
from data.store.releases import late_sheets, release, reveal
from data.store.sheets import EnteredSheet, WorkshopClosed, add_sheets, counts, join, save_answers, sheet, tally
from data.store.workshops import (
    AlreadyRevealed,
    Workshop,
    WrongState,
    close_workshop,
    delete_due_sheets,
    discard_sheets,
    finish_workshop,
    open_workshop,
    questionnaire,
    reopen_workshop,
    workshop,
)
from tests.data.store.conftest import Phone

JoinPhone = Callable[..., Phone]
Close = Callable[[], object]


@pytest.fixture
def close(store: Store, prepared: Workshop) -> Close:
    """Closes the workshop with the groups of its sectors."""
    asked = questionnaire(store, prepared)
    return lambda: close_workshop(store, prepared.id, partial(form_groups, questionnaire=asked, threshold=3))


def test_closing_keeps_the_counts_by_group(store: Store, prepared: Workshop) -> None:
    _on_paper(store, prepared, ["fachamt", "fachamt", "leitstelle", "rat", "rat", "rat"], {"1.01": "A"})
    _on_paper(store, prepared, ["rat"], {})
    save_administration(
        store, prepared.id, [AdministrationAnswer("1.03", "C"), AdministrationAnswer("1.01", None, "?")]
    )
    seen: list[pd.DataFrame] = []

    def form(people: pd.DataFrame) -> tuple[Group, ...]:
        seen.append(people)
        return form_groups(people, questionnaire(store, prepared), threshold=3)

    closed = close_workshop(store, prepared.id, form)
    stored = release(store, prepared.id)

    assert seen[0].to_dict("records") == [
        {"group": "fachamt", "people": 2},
        {"group": "leitstelle", "people": 1},
        {"group": "rat", "people": 3},
    ]
    assert stored is not None
    assert stored.counted.groups == (
        Group("verwaltung", 3, ("fachamt", "leitstelle")),
        Group("politik", 3, ("rat",)),
    )
    assert stored.counted.counts.to_dict("records") == [
        {"statement": "1.01", "group": "verwaltung", "answer": "A", "people": 3},
        {"statement": "1.01", "group": "politik", "answer": "A", "people": 3},
    ]
    pd.testing.assert_frame_equal(stored.counted.counts, closed.counted.counts)
    counted = stored.counted
    assert (counted.without_answers, counted.statements, counted.threshold) == (1, ("1.01", "1.02"), 3)
    assert (stored.counted.administration, stored.revealed, stored.number) == ({"1.03": "C"}, False, 1)


def test_workshop_without_sheets_closes_with_empty_counts(store: Store, prepared: Workshop, close: Close) -> None:
    close()

    stored = release(store, prepared.id)
    assert stored is not None
    assert (stored.counted.groups, len(stored.counted.counts)) == ((), 0)
    assert list(stored.counted.counts.columns) == ["statement", "group", "answer", "people"]


def test_there_is_no_release_before_the_closing(store: Store, opened_workshop: Workshop) -> None:
    assert release(store, opened_workshop.id) is None
    with pytest.raises(WrongState):
        reveal(store, opened_workshop.id, "overview")


def test_unrevealed_release_is_replaced_by_the_next_closing(
    store: Store, phone: JoinPhone, prepared: Workshop, close: Close
) -> None:
    somebody = phone("rat")
    somebody.answers(s1_01="A")
    close()

    reopen_workshop(store, prepared.id)
    between = release(store, prepared.id)
    somebody.answers(s1_01="D")
    close()

    stored = release(store, prepared.id)
    assert between is None
    assert stored is not None
    assert (stored.number, stored.counted.counts["answer"].tolist()) == (2, ["D"])


def test_revealed_release_is_final(store: Store, phone: JoinPhone, prepared: Workshop, close: Close) -> None:
    phone("rat").answers(s1_01="A")
    close()
    reveal(store, prepared.id, "overview")
    reveal(store, prepared.id, "overview")

    for step in (close, lambda: reopen_workshop(store, prepared.id), lambda: discard_sheets(store, prepared.id)):
        with pytest.raises(AlreadyRevealed):
            step()

    stored = release(store, prepared.id)
    found = workshop(store, prepared.id)
    assert stored is not None
    assert found is not None
    assert (stored.revealed, stored.counted.counts["people"].tolist(), found.state) == (True, [1], "closed")


def test_late_sheets_are_counted_apart_and_do_not_alter_the_release(
    store: Store, prepared: Workshop, close: Close
) -> None:
    _on_paper(store, prepared, ["rat"] * 3, {"1.01": "A"})
    close()
    reveal(store, prepared.id, "overview")

    _on_paper(store, prepared, ["rat"] * 2, {"1.01": "D"})
    _on_paper(store, prepared, ["rat"], {})

    stored = release(store, prepared.id)
    assert stored is not None
    assert stored.counted.counts["answer"].tolist() == ["A"]
    assert late_sheets(store, prepared.id) == 2


def test_closing_again_takes_late_sheets_in(store: Store, prepared: Workshop, close: Close) -> None:
    _on_paper(store, prepared, ["rat"] * 3, {"1.01": "A"})
    close()
    _on_paper(store, prepared, ["rat"] * 2, {"1.01": "D"})

    close()

    stored = release(store, prepared.id)
    assert stored is not None
    assert stored.counted.counts["people"].tolist() == [3, 2]
    assert late_sheets(store, prepared.id) == 0


def test_answer_after_the_closing_is_refused(store: Store, phone: JoinPhone, prepared: Workshop, close: Close) -> None:
    somebody = phone()
    somebody.answers(s1_01="A")
    close()

    with pytest.raises(WorkshopClosed):
        somebody.answers(s1_01="B")

    own = sheet(store, somebody.token_hash, somebody.code)
    assert own is not None
    assert (own.state, own.answers) == ("closed", {"1.01": "A"})


def test_what_was_acknowledged_before_the_closing_is_in_it(
    store: Store, store_url: str, phone: JoinPhone, prepared: Workshop, close: Close
) -> None:
    """Two servers on PostgreSQL, one on SQLite: phones answer while the moderator closes."""
    second = store if store_url.startswith("sqlite") else open_store(store_url)
    phones = [phone("rat") for _ in range(12)]
    acknowledged = dict.fromkeys(phones, 0)
    refused: list[Exception] = []

    def answer_until_refused(somebody: Phone, through: Store) -> None:
        statements = [(name, answer) for answer in "ABCDE" * 200 for name in ("1.01", "1.02")]
        for statement, answer in statements:
            saved = save_answers(through, somebody.token_hash, somebody.code, {statement: answer})
            error = saved.exception()
            if error is not None:
                assert isinstance(error, Exception)
                refused.append(error)
                return
            stored_answers[somebody] = saved.result().answers
            acknowledged[somebody] += 1

    stored_answers: dict[Phone, dict[str, str]] = {}
    threads = [
        threading.Thread(target=answer_until_refused, args=(somebody, (store, second)[number % 2]))
        for number, somebody in enumerate(phones)
    ]
    for thread in threads:
        thread.start()
    while min(acknowledged.values()) < 3:
        time.sleep(0.005)
    close()
    for thread in threads:
        thread.join()
    if second is not store:
        second.close()

    stored = release(store, prepared.id)
    assert stored is not None
    expected = pd.Series([pair for sheet in stored_answers.values() for pair in sheet.items()]).value_counts()
    released = {(row.statement, row.answer): row.people for row in stored.counted.counts.itertuples()}
    assert [type(error) for error in refused] == [WorkshopClosed] * 12
    assert released == expected.to_dict()
    assert counts(store, prepared.id)[0]["people"].sum() == expected.sum()


def test_discarding_begins_anew_and_keeps_the_verwaltungsbogen(
    store: Store, phone: JoinPhone, prepared: Workshop, close: Close
) -> None:
    save_administration(store, prepared.id, [AdministrationAnswer("1.01", "B")])
    somebody = phone()
    somebody.answers(s1_01="A")
    close()

    discard_sheets(store, prepared.id)

    found = workshop(store, prepared.id)
    assert found is not None
    assert (found.state, found.locked) == ("prepared", False)
    assert tally(store, prepared.id).present == 0
    assert release(store, prepared.id) is None
    assert sheet(store, somebody.token_hash, somebody.code) is None
    close()
    again = release(store, prepared.id)
    assert again is not None
    assert again.counted.administration == {"1.01": "B"}


def _tokens_and_changes(store: Store) -> list[tuple[str | None, int]]:
    """By what phones are recognised, and the numbers of the newest changes."""
    with store.reading() as connection:
        return [(row[0], row[1]) for row in connection.execute(text("SELECT token_hash, sequence FROM participants"))]


def test_finishing_forgets_the_phones_and_announces_the_day(
    store: Store, phone: JoinPhone, prepared: Workshop, close: Close
) -> None:
    somebody = phone("rat")
    somebody.answers(s1_01="A")
    close()
    before = _tokens_and_changes(store)

    finish_workshop(store, prepared.id, date(2027, 8, 20))

    assert (before, _tokens_and_changes(store)) == ([(somebody.token_hash, 1)], [(None, 0)])

    found = workshop(store, prepared.id)
    assert found is not None
    assert (found.state, found.delete_sheets_on) == ("finished", date(2027, 8, 20))
    assert sheet(store, somebody.token_hash, somebody.code) is None
    assert tally(store, prepared.id).people == {"rat": 1}
    with pytest.raises(WrongState):
        _on_paper(store, prepared, ["rat"], {"1.01": "A"})


def test_single_sheets_go_on_the_announced_day_and_the_release_stays(
    store: Store, phone: JoinPhone, prepared: Workshop, close: Close
) -> None:
    phone("rat").answers(s1_01="A")
    close()
    finish_workshop(store, prepared.id, date(2027, 8, 20))

    too_early = delete_due_sheets(store, date(2027, 8, 19))
    on_the_day = delete_due_sheets(store, date(2027, 8, 20))

    stored = release(store, prepared.id)
    assert (too_early, on_the_day, tally(store, prepared.id).present) == (0, 1, 0)
    assert stored is not None
    assert stored.counted.counts["people"].tolist() == [1]


def test_steps_that_do_not_fit_the_state_are_refused(store: Store, prepared: Workshop, close: Close) -> None:
    with pytest.raises(WrongState):
        reopen_workshop(store, prepared.id)
    with pytest.raises(WrongState):
        finish_workshop(store, prepared.id, date(2027, 8, 20))
    close()
    with pytest.raises(WrongState):
        open_workshop(store, prepared.id)
    finish_workshop(store, prepared.id, date(2027, 8, 20))
    for step in (close, lambda: reopen_workshop(store, prepared.id), lambda: discard_sheets(store, prepared.id)):
        with pytest.raises(WrongState):
            step()


def test_revision_rises_with_every_change(store: Store, phone: JoinPhone, prepared: Workshop, close: Close) -> None:
    revisions = []
    steps: list[Callable[[], object]] = [
        phone,
        lambda: phone("rat").answers(s1_01="A"),
        lambda: _on_paper(store, prepared, ["rat"], {"1.01": "A"}),
        close,
        lambda: reveal(store, prepared.id, "overview"),
        lambda: finish_workshop(store, prepared.id, date(2027, 8, 20)),
        lambda: delete_due_sheets(store, date(2027, 8, 20)),
    ]
    for step in steps:
        step()
        found = workshop(store, prepared.id)
        assert found is not None
        revisions.append(found.revision)

    assert revisions == sorted(set(revisions))


def test_two_moderators_who_close_at_once_make_one_release(
    store: Store, phone: JoinPhone, prepared: Workshop, close: Close
) -> None:
    phone("rat").answers(s1_01="A")
    threads = [threading.Thread(target=close) for _ in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    stored = release(store, prepared.id)
    assert stored is not None
    assert stored.counted.counts["people"].tolist() == [1]


def test_joining_loses_against_the_closing(store: Store, opened_workshop: Workshop, close: Close) -> None:
    close()

    joined = join(store, opened_workshop.id, perspective="rat", source="phone", token_hash="f" * 64)

    assert type(joined.exception()) is WrongState


def _on_paper(store: Store, to: Workshop, perspectives: list[str], answers: dict[str, str]) -> None:
    add_sheets(store, to.id, [EnteredSheet(perspective, answers) for perspective in perspectives], source="paper")
