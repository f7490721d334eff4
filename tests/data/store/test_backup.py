"""A Sicherung holds all of a workshop, comes back elsewhere as it was, and never twice, half, or over something."""

import gzip
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from analysis.action_plan import Draft
from analysis.agenda import Agenda, pinned
from analysis.evaluation import evaluate
from analysis.farewell import ExitAnswers
from analysis.grouping import form_groups
from analysis.stage import Place, Stage
from config import ROOT
from data.backup import taking
from data.backup.content import Content, all_tables, read_content, write_content
from data.backup.refusal import Refusal
from data.backup.restoring import restore
from data.backup.revisions import known_revisions
from data.backup.sealing import MAGIC
from data.backup.tables import ABOVE, LEFT_OUT, NAMED, VOID, belonging, saved_tables
from data.backup.taking import back_up
from data.questionnaire_file import questionnaire_text
from data.samples.demo import fill_demo
from data.store.access import issue_key, redeem_key
from data.store.agendas import arrange
from data.store.ballots import close_ballot, open_ballot, show_ballot, vote
from data.store.batches import AdministrationAnswer, NewBatch, add_administration
from data.store.engine import Store
from data.store.farewell import answer_exit, begin_exit_questions
from data.store.links import create_upload_link, link_behind
from data.store.measures import add_measure
from data.store.point_polls import open_poll
from data.store.releases import release, reveal
from data.store.schema import answers, metadata, participants, workshops
from data.store.sheets import EnteredSheet, add_sheets, sheet, sheets_by_workshop
from data.store.stages import move
from data.store.wording import save_wording
from data.store.workshops import (
    Workshop,
    change_workshop,
    close_workshop,
    create_workshop,
    delete_due_sheets,
    delete_workshop,
    finish_workshop,
    next_run,
    open_workshop,
    questionnaire,
    workshop,
    workshop_by_code,
)
from data.store.workshops import workshops as all_workshops
from tests.data.store.conftest import Phone, prepared_in

WORD = "Rathaus im Nebel"


@pytest.fixture
def other(tmp_path: Path, opened: Callable[[str], Store]) -> Store:
    """The second laptop."""
    return opened(f"sqlite:///{tmp_path / 'other' / 'store.sqlite3'}")


def content_of(store: Store, of: Workshop) -> Content:
    """As it is read from a file, without a passphrase around it."""
    return read_content(BytesIO(plain_of(store, of)))


def plain_of(store: Store, of: Workshop) -> bytes:
    plain = BytesIO()
    with store.reading() as connection:
        write_content(connection, of.id, plain)
    return plain.getvalue()


def lines_of(plain: bytes) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(plain).splitlines()]


def packed(lines: list[Any]) -> BytesIO:
    return BytesIO(gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines)))


def head_of(lines: list[Any], table: str) -> dict[str, Any]:
    """The line before the rows of a table."""
    return next(line for line in lines if isinstance(line, dict) and line.get("table") == table)


def demo_in(store: Store) -> Workshop:
    return fill_demo(store, questionnaire_text(ROOT / "questionnaire.yaml"), date(2027, 3, 4))


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        work()
    return refusal.value.id


def rows_in(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in saved_tables()
        }


def test_every_table_is_saved_or_left_out_for_a_reason() -> None:
    saved = {table.name for table in all_tables()}

    assert saved | set(LEFT_OUT) == set(metadata.tables)
    assert saved & set(LEFT_OUT) == set()
    assert all(reason for reason in LEFT_OUT.values())


@pytest.fixture
def invented() -> Iterator[Table]:
    """A table that somebody adds one day: its rows belong to a workshop and continue each other."""
    table = Table(
        "invented",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
        Column("continues", ForeignKey("invented.id", ondelete="SET NULL")),
        Column("due", Date),
        Column("about", JSON, nullable=False),
    )
    yield table
    metadata.remove(table)


def test_new_table_is_saved_by_itself(
    invented: Table, tmp_path: Path, opened: Callable[[str], Store], other: Store
) -> None:
    laptop = opened(f"sqlite:///{tmp_path / 'laptop.sqlite3'}")
    first = prepared_in(laptop)
    alike = {"workshop_id": first.id, "due": date(2027, 6, 1), "about": ["1.01"]}
    rows = [{"id": "a", "continues": "b", **alike}, {"id": "b", "continues": None, **alike}]
    for store in (laptop, other):
        store.write(invented.create)
    laptop.write(lambda connection: connection.execute(insert(invented), rows[::-1]).close())

    restore(other, content_of(laptop, first))

    with other.reading() as connection:
        found = [dict(row._mapping) for row in connection.execute(select(invented).order_by(invented.c.id))]
    assert found == rows


def test_what_lets_a_device_in_is_void_in_every_saved_table() -> None:
    opening = {
        str(column) for table in all_tables() for column in table.c if column.name.endswith(("token_hash", "key_hash"))
    }

    assert opening == set(VOID)


def test_saved_rows_refer_to_saved_rows_or_may_refer_to_none() -> None:
    saved = set(all_tables())

    outside = [key.parent for table in saved for key in table.foreign_keys if key.column.table not in saved]
    assert [str(column) for column in outside if not column.nullable] == []


def test_tables_are_found_along_their_foreign_keys() -> None:
    assert {table.name for table in ABOVE} == {"municipalities", "questionnaires"}
    assert {name for name, table in metadata.tables.items() if belonging(table, "") is None} == {
        *LEFT_OUT,
        *(table.name for table in ABOVE),
    }
    assert set(NAMED) == {"wordings"}


def test_every_column_of_every_saved_table_has_a_way_back() -> None:
    kinds = {type(column.type) for table in all_tables() for column in table.c}

    assert kinds <= {String, Text, Integer, Boolean, Date, JSON, LargeBinary}


def test_workshop_comes_back_on_another_laptop_as_it_was(store: Store, other: Store, tmp_path: Path) -> None:
    first = demo_in(store)
    save_wording(store, "leitmotiv", "de", "Zusammen", first.id)
    file = tmp_path / "workshop.sicherung"
    with file.open("wb") as target:
        back_up(store, first.code.lower(), target, WORD)

    found = restore(other, taking.opened(file, WORD))

    again = workshop(other, first.id)
    closed, closed_again = release(store, first.id), release(other, first.id)
    assert (found.code, found.was_there) == (first.code, False)
    assert again == first
    assert closed is not None
    assert closed_again is not None
    assert evaluate(closed_again.counted, questionnaire(other, again)) == evaluate(
        closed.counted, questionnaire(store, first)
    )
    assert rows_in(other) == rows_in(store)


@pytest.mark.parametrize("state", ["under way", "over", "due"])
def test_evening_with_everything_in_it_comes_back(
    store: Store, other: Store, opened_workshop: Workshop, phone: Callable[..., Phone], state: str
) -> None:
    of, people = opened_workshop, [phone("rat") for _ in range(4)]
    for one in people:
        one.answers(s1_01="A", s1_02="C")
    answer = [AdministrationAnswer("1.01", "B", "weil", "Amt")]
    for number in "12":
        add_administration(store, of.id, answer, NewBatch("x", number, "eigene", ledger={"total": 3}))
    close_workshop(store, of.id, partial(form_groups, questionnaire=questionnaire(store, of), threshold=3))
    reveal(store, of.id, "overview")
    arrange(store, of.id, Agenda(90, ("1.01", "1.02")), partial(pinned, statement="1.02"))
    asked = [add_measure(store, of.id, Draft(what=f"Maßnahme {number}", about=("1.01",))).id for number in range(3)]
    for kind in ("second_vote", "guess"):
        for statement in ("1.01", "1.02"):
            open_ballot(store, of.id, statement, 2_000_000_000, kind)
        for one in people[:3]:
            vote(store, one.token_hash, of.code, "1.01", "B", kind=kind).result()
        close_ballot(store, of.id, "1.01", kind)
        show_ballot(store, of.id, "1.01", kind)
    open_poll(store, of.id, "points", asked)
    begin_exit_questions(store, of.id)
    answer_exit(store, people[0].token_hash, of.code, ExitAnswers("A", "", "Zeit"))
    move(store, of.id, replace(Stage(), place=Place("folie", "uebersicht", 1), resume=Place("pause")))
    if state != "under way":
        finish_workshop(store, of.id)
    if state == "due":
        delete_due_sheets(store, date.max)

    restore(other, content_of(store, of))

    assert rows_in(other) == rows_in(store)
    assert restore(other, content_of(store, of)).was_there


def test_sealed_file_says_nothing_of_what_is_in_it(store: Store, prepared: Workshop) -> None:
    sealed = BytesIO()

    back_up(store, prepared.code, sealed, WORD)

    content = sealed.getvalue()
    assert content.startswith(MAGIC)
    assert [one for one in (b"Musterlingen", prepared.id.encode(), WORD.encode()) if one in content] == []


def test_from_sqlite_to_postgresql_and_back(
    tmp_path: Path, postgresql_url: str, opened: Callable[[str], Store]
) -> None:
    laptop, server = opened(f"sqlite:///{tmp_path / 'a.sqlite3'}"), opened(postgresql_url)
    first = demo_in(laptop)
    before = lines_of(plain_of(laptop, first))

    restore(server, content_of(laptop, first))
    over = content_of(server, first)
    delete_workshop(laptop, first.id)
    restore(laptop, over)

    after = lines_of(plain_of(laptop, first))
    assert _without_own(after) == _without_own(before)


def _without_own(lines: list[Any]) -> list[Any]:
    """Without the id of the municipality and the number of closings, which each store has for itself."""
    heads = {line["table"]: line["columns"] for line in lines if isinstance(line, dict) and "table" in line}
    own = {"workshops": {"municipality_id", "closings"}, "municipalities": {"id"}}
    now, kept = "", []
    for line in lines:
        if isinstance(line, dict):
            now = line.get("table", "")
            kept.append(line)
        else:
            kept.append([cell for name, cell in zip(heads[now], line, strict=True) if name not in own.get(now, ())])
    return kept


def test_no_cookie_link_or_key_of_the_old_place_opens_anything(
    store: Store, other: Store, opened_workshop: Workshop, phone: Callable[..., Phone]
) -> None:
    own = phone()
    own.answers(s1_01="A")
    _id, token = create_upload_link(store, opened_workshop.id, label="Amt", valid=timedelta(days=1))
    key = issue_key(store, "moderator", valid=timedelta(hours=1))

    restore(other, content_of(store, opened_workshop))

    assert sheets_by_workshop(other) == {opened_workshop.id: 1}
    assert sheet(other, own.token_hash, own.code) is None
    assert link_behind(other, token) is None
    assert redeem_key(other, key) is None


def test_restored_twice_is_there_once(store: Store, other: Store, prepared: Workshop) -> None:
    content = content_of(store, prepared)

    first, second = restore(other, content), restore(other, content)

    assert (first.was_there, second.was_there) == (False, True)
    assert len(all_workshops(other)) == 1


@pytest.mark.parametrize(("there", "saved", "why"), [("old", "new", "there_older"), ("new", "old", "there_newer")])
def test_another_state_is_never_overwritten(
    store: Store, other: Store, prepared: Workshop, there: str, saved: str, why: str
) -> None:
    states = {"old": content_of(store, prepared)}
    open_workshop(store, prepared.id)
    states["new"] = content_of(store, prepared)
    restore(other, states[there])
    before = workshop(other, prepared.id)

    assert refused(lambda: restore(other, states[saved])) == why
    assert workshop(other, prepared.id) == before


def test_what_was_changed_without_a_new_number_is_not_overwritten(
    store: Store, other: Store, prepared: Workshop
) -> None:
    content = content_of(store, prepared)
    restore(other, content)
    other.write(lambda connection: connection.execute(update(workshops).values(wifi_name="anderes")).close())

    assert refused(lambda: restore(other, content)) == "there_changed"


def test_lost_acknowledgement_is_no_second_time(
    store: Store, prepared: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_of(store, prepared)
    delete_workshop(store, prepared.id)
    once = Store.write

    def again(self: Store, work: Callable[..., Any], *, erases: bool = False) -> Any:
        once(self, work, erases=erases)
        return once(self, work, erases=erases)

    monkeypatch.setattr(Store, "write", again)

    assert not restore(store, content).was_there
    assert [one.id for one in all_workshops(store)] == [prepared.id]


def test_code_of_another_workshop_stays_its_own(store: Store, other: Store, prepared: Workshop) -> None:
    taken = prepared_in(other)
    other.write(lambda connection: connection.execute(update(workshops).values(code=prepared.code)).close())

    found = restore(other, content_of(store, prepared))

    assert found.code_before == prepared.code
    assert found.code != prepared.code
    there = [workshop_by_code(other, code) for code in (prepared.code, found.code)]
    assert [one and one.id for one in there] == [taken.id, prepared.id]
    assert restore(other, content_of(store, prepared)).was_there


def test_municipality_that_is_there_stays_one(store: Store, other: Store, prepared: Workshop) -> None:
    there = prepared_in(other)

    restore(other, content_of(store, prepared))

    with other.reading() as connection:
        ids = connection.execute(select(workshops.c.municipality_id)).scalars().all()
    assert len(set(ids)) == 1
    assert {one.id for one in all_workshops(other)} == {there.id, prepared.id}


def test_run_follows_the_one_before_it_only_where_that_is(store: Store, other: Store, prepared: Workshop) -> None:
    second = next_run(store, prepared.id, held_on=date(2027, 9, 1))

    restore(other, content_of(store, second))
    alone = workshop(other, second.id)
    delete_workshop(other, second.id)
    restore(other, content_of(store, prepared))
    restore(other, content_of(store, second))
    linked = workshop(other, second.id)

    assert alone is not None
    assert linked is not None
    assert (alone.follows, alone.run, linked.follows, linked.run) == (None, 2, prepared.id, 2)


def test_number_of_the_next_closing_is_one_that_nothing_remembers(store: Store, other: Store) -> None:
    first = demo_in(store)

    restore(other, content_of(store, first))

    with other.reading() as connection:
        closings = connection.execute(select(workshops.c.closings)).scalar_one()
    closed = release(other, first.id)
    assert closed is not None
    assert closings >= closed.number


def test_rows_tell_nothing_of_who_came_first(
    store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]
) -> None:
    for _number in range(20):
        phone().answers(s1_01="A")

    ids = [row["id"] for row in content_of(store, opened_workshop).tables["participants"]]

    assert ids == sorted(ids)


def test_file_of_an_earlier_program_is_filled_up(store: Store, other: Store, prepared: Workshop) -> None:
    lines = lines_of(plain_of(store, prepared))
    lines[0]["revision"] = known_revisions()[1]
    head = head_of(lines, "workshops")
    place = head["columns"].index("comments_shown")
    for line in (head["columns"], lines[lines.index(head) + 1]):
        del line[place]
    gone = next(
        number for number, line in enumerate(lines) if isinstance(line, dict) and line.get("table") == "ballots"
    )
    del lines[gone], lines[-1]["rows"]["ballots"]

    restore(other, read_content(packed(lines)))

    assert workshop(other, prepared.id) == prepared


def test_unknown_revision_is_one_of_a_newer_program(store: Store, prepared: Workshop) -> None:
    lines = lines_of(plain_of(store, prepared))
    lines[0]["revision"] = "9999"

    assert refused(lambda: read_content(packed(lines))) == "newer"


def test_file_of_an_earlier_program_without_what_is_needed_is_too_old(store: Store, prepared: Workshop) -> None:
    lines = lines_of(plain_of(store, prepared))
    lines[0]["revision"] = known_revisions()[1]
    head_of(lines, "workshops")["columns"][-1] = "what_was_once"

    assert refused(lambda: read_content(packed(lines))) == "too_old"


def test_unknown_workshop_is_named(store: Store) -> None:
    assert refused(lambda: back_up(store, "AAAAAA", BytesIO(), WORD)) == "no_such_workshop"


def test_full_room_is_saved_and_back_within_a_minute(
    tmp_path: Path, store: Store, opened: Callable[[str], Store]
) -> None:
    text = questionnaire_text(ROOT / "questionnaire.yaml")
    asked = demo_in(store)
    everything = tuple(questionnaire(store, asked).statements)
    full = create_workshop(
        store,
        municipality="Großstadt",
        title="Langform",
        held_on=date(2027, 3, 4),
        questionnaire_text=text,
        room=everything,
        administration=(),
    )
    perspective = questionnaire(store, full).perspective_keys[0]
    sheets = [EnteredSheet(perspective, dict.fromkeys(everything, "ABCDE"[n % 5])) for n in range(300)]
    add_sheets(store, full.id, sheets, source="paper")
    file = tmp_path / "voll.sicherung"
    began = time.monotonic()

    with file.open("wb") as target:
        back_up(store, full.code, target, WORD)
    delete_workshop(store, full.id)
    restore(store, taking.opened(file, WORD))

    assert time.monotonic() - began < 60
    with store.reading() as connection:
        of_full = select(participants.c.id).where(participants.c.workshop_id == full.id)
        query = select(func.count()).select_from(answers).where(answers.c.participant_id.in_(of_full))
        assert connection.execute(query).scalar_one() == 300 * len(everything)


def test_sicherung_of_another_municipality_is_refused_and_nothing_is_told(
    store: Store, other: Store, prepared: Workshop
) -> None:
    content = content_of(store, prepared)
    mine = prepared_in(other, municipality="Ahausen")
    narrow = other.only(frozenset({mine.municipality_id}))

    as_new = refused(lambda: restore(narrow, content))
    restore(other, content)  # by whoever runs the server
    as_known = refused(lambda: restore(narrow, content))

    assert (as_new, as_known) == ("foreign", "foreign")
    assert [one.id for one in all_workshops(narrow)] == [mine.id]


def test_sicherung_of_an_own_municipality_comes_back_without_naming_runs_of_others(
    store: Store, other: Store, prepared: Workshop
) -> None:
    second = next_run(store, prepared.id, date(2028, 3, 4))
    first_content, second_content = content_of(store, prepared), content_of(store, second)
    restore(other, second_content)
    change_workshop(other, second.id, municipality="Behausen")
    mine = prepared_in(other, municipality=prepared.municipality)

    found = restore(other.only(frozenset({mine.municipality_id})), first_content)

    assert (found.links.after, found.links.elsewhere) == ((), ())
