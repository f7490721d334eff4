"""Of a file that is damaged, foreign, hostile or newer nothing is put back, and why is said."""

import copy
import functools
import gzip
import json
import re
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from sqlalchemy import JSON

from analysis.grouping import form_groups
from content.backup_words import refused as sentence
from data.backup import sealing, taking
from data.backup.content import all_tables, read_content
from data.backup.refusal import Refusal, Why
from data.backup.restoring import restore
from data.backup.revisions import known_revisions
from data.backup.sealing import COSTLIEST, MAGIC, NAME, Sealer
from data.backup.shapes import SHAPES
from data.store.engine import Store, open_store
from data.store.releases import reveal
from data.store.retention import last_day
from data.store.rows import day_here, new_id
from data.store.sheets import EnteredSheet, add_sheets, join, save_answers
from data.store.workshops import Workshop, close_workshop, open_workshop, questionnaire, workshops
from tests.data.store.conftest import prepared_in
from tests.data.store.test_backup import WORD, head_of, lines_of, packed, plain_of, refused, rows_in
from tests.sealing import each_lock_once
from texts.words import LANGUAGES, words

Damage = Callable[[bytes], bytes]

HEAD = len(MAGIC) + 2


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file as it should be."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('whole') / 'store.sqlite3'}")
    first = prepared_in(store)
    open_workshop(store, first.id)
    for number in range(40):
        token = f"{number:064}"
        join(store, first.id, perspective="rat", source="phone", token_hash=token).result()
        save_answers(store, token, first.code, {"1.01": "A", "1.02": "C"}).result()
    sealed = BytesIO()
    taking.back_up(store, first.code, sealed, WORD)
    store.close()
    return sealed.getvalue()


@pytest.fixture(scope="module", autouse=True)
def each_lock_is_opened_once() -> Iterator[None]:
    with each_lock_once():
        yield


def cut(at: float) -> Damage:
    """Keep so many bytes, or this share of them."""
    return lambda whole: whole[: at if isinstance(at, int) else int(len(whole) * at)]


def flipped(at: int) -> Damage:
    return lambda whole: whole[: at % len(whole)] + bytes([whole[at] ^ 1]) + whole[at % len(whole) + 1 :]


def other_letter(at: int) -> Damage:
    """Another of those that salts are written in."""
    return lambda whole: whole[:at] + (b"B" if whole[at : at + 1] == b"A" else b"A") + whole[at + 1 :]


def exchanged(old: bytes, new: bytes) -> Damage:
    return lambda whole: whole.replace(old, new, 1)


def stream(whole: bytes) -> int:
    """Where the content begins."""
    return HEAD + int.from_bytes(whole[len(MAGIC) : HEAD], "big")


def in_stream(at: int) -> Damage:
    return lambda whole: flipped(stream(whole) + at)(whole)


def costing(power: bytes) -> Damage:
    return lambda whole: re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 " + power + b"\n", whole, count=1)


DAMAGES: dict[str, tuple[Damage, str]] = {
    "empty": (cut(0), "not_ours"),
    "one byte": (cut(1), "not_ours"),
    "half a name": (cut(len(NAME) // 2), "not_ours"),
    "name alone": (cut(len(NAME)), "damaged"),
    "magic alone": (cut(len(MAGIC)), "damaged"),
    "half a length": (cut(HEAD - 1), "damaged"),
    "no lock": (cut(HEAD), "damaged"),
    "half a lock": (cut(HEAD + 100), "damaged"),
    "lock alone": (lambda whole: whole[: stream(whole)], "damaged"),
    "half a stream head": (lambda whole: whole[: stream(whole) + 80], "damaged"),
    "half of it": (cut(0.5), "damaged"),
    "nine tenths": (cut(0.9), "damaged"),
    "without its last byte": (cut(-1), "damaged"),
    "flipped name": (flipped(3), "not_ours"),
    "later version": (exchanged(MAGIC, NAME + b"2\n"), "newer"),
    "much later version": (exchanged(MAGIC, NAME + b"17\n"), "newer"),
    "version of letters": (exchanged(MAGIC, NAME + b"x\n"), "damaged"),
    "flipped length": (flipped(len(MAGIC)), "damaged"),
    "flipped end of length": (flipped(len(MAGIC) + 1), "wrong_word"),
    "flipped lock": (flipped(HEAD + 4), "damaged"),
    "other salt": (other_letter(HEAD + 40), "wrong_word"),
    "flipped locked key": (flipped(HEAD + 180), "wrong_word"),
    "other kind of lock": (exchanged(b"-> scrypt", b"-> X25519"), "damaged"),
    "costly lock": (costing(str(COSTLIEST + 1).encode()), "too_costly"),
    "very costly lock": (costing(b"63"), "too_costly"),
    "flipped stream head": (in_stream(4), "damaged"),
    "flipped recipient": (in_stream(50), "damaged"),
    "flipped first content": (in_stream(260), "damaged"),
    "flipped middle": (lambda whole: flipped((stream(whole) + len(whole)) // 2)(whole), "damaged"),
    "flipped last byte": (flipped(-1), "damaged"),
    "something behind it": (lambda whole: whole + b"\0", "damaged"),
    "twice": (lambda whole: whole + whole, "damaged"),
    "zeros in the middle": (lambda whole: whole[:-900] + bytes(400) + whole[-500:], "damaged"),
    "a picture": (lambda _whole: b"\x89PNG\r\n\x1a\n" + bytes(200), "not_ours"),
    "a workbook": (lambda _whole: b"PK\x03\x04" + bytes(200), "not_ours"),
    "an age file of others": (lambda whole: whole[stream(whole) :], "not_ours"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_file_is_refused_for_what_it_is(tmp_path: Path, whole: bytes, name: str) -> None:
    damage, why = DAMAGES[name]
    file = tmp_path / "damaged.sicherung"
    file.write_bytes(damage(whole))

    assert refused(lambda: taking.opened(file, WORD)) == why
    assert list(tmp_path.iterdir()) == [file]


def test_wrong_word_is_refused(tmp_path: Path, whole: bytes) -> None:
    file = tmp_path / "whole.sicherung"
    file.write_bytes(whole)

    assert refused(lambda: taking.opened(file, "Rathaus in der Sonne")) == "wrong_word"


def test_our_own_lock_costs_no_more_than_we_pay(whole: bytes) -> None:
    asked = sealing._LOCK.match(whole[HEAD:])

    assert asked is not None
    assert 10 < int(asked[1]) <= COSTLIEST


def test_copy_of_the_whole_store_is_told_from_a_workshop(tmp_path: Path) -> None:
    plain = tmp_path / "store.sqlite3"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE x (y)")
    sealed = tmp_path / "store.sicherung"
    with sealed.open("wb") as target:
        Sealer(WORD).seal(BytesIO(plain.read_bytes()), target)

    assert [refused(lambda file=file: taking.opened(file, WORD)) for file in (plain, sealed)] == ["a_whole_store"] * 2


def test_sealed_nonsense_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "nonsense.sicherung"
    sealer = Sealer(WORD)
    for plain in (b"", b"Hallo", b"\x1f\x8b", packed([]).getvalue(), packed([[]]).getvalue()):
        with file.open("wb") as target:
            sealer.seal(BytesIO(plain), target)
        assert refused(lambda: taking.opened(file, WORD)) == "damaged"


def test_more_than_can_be_is_not_unpacked(monkeypatch: pytest.MonkeyPatch, store: Store, prepared: Workshop) -> None:
    plain = plain_of(store, prepared)
    monkeypatch.setattr("data.backup.content.MOST_BYTES", 500)

    assert refused(lambda: read_content(BytesIO(plain))) == "too_large"


def _rows(lines: list[Any], table: str) -> list[list[Any]]:
    """The lines of a table's rows."""
    start = lines.index(head_of(lines, table)) + 1
    end = next(place for place in range(start, len(lines)) if isinstance(lines[place], dict))
    return lines[start:end]


def _set(table: str, column: str, value: Any) -> Callable[[list[Any]], None]:
    def change(lines: list[Any]) -> None:
        place = head_of(lines, table)["columns"].index(column)
        for row in _rows(lines, table):
            row[place] = value

    return change


def _add(table: str, *cells: Any) -> Callable[[list[Any]], None]:
    def change(lines: list[Any]) -> None:
        lines.insert(lines.index(head_of(lines, table)) + 1, list(cells))
        lines[-1]["rows"][table] += 1

    return change


def _take_away(table: str) -> Callable[[list[Any]], None]:
    def change(lines: list[Any]) -> None:
        lines.remove(_rows(lines, table)[0])

    return change


HOSTILE: dict[str, Callable[[list[Any]], None]] = {
    "an answer that is none": _set("answers", "answer", "F"),
    "an answer that is a number": _set("answers", "answer", 1),
    "a long answer": _set("answers", "answer", "AAAA"),
    "sheets of another workshop": _set("participants", "workshop_id", "f" * 32),
    "answers of another sheet": _set("answers", "participant_id", "f" * 32),
    "the same answer twice": lambda lines: _add("answers", *_rows(lines, "answers")[0])(lines),
    "a row too few": _take_away("answers"),
    "a short row": _add("answers", "x"),
    "a day that is none": _set("workshops", "held_on", "2027-02-30"),
    "a code that is a path": _set("workshops", "code", "../../"),
    "a long code": _set("workshops", "code", "ABCDEFG"),
    "a text with an end in it": _set("workshops", "code", "AB\0CDE"),
    "half a letter": _set("workshops", "title", "\ud800"),
    "a threshold of one": _set("workshops", "threshold", 1),
    "a state that is none": _set("workshops", "state", "offen"),
    "a number beyond all": _set("workshops", "closings", 2**40),
    "a truth that is a number": _set("workshops", "locked", 1),
    "statements that are not asked": _set("workshops", "room", ["9.99"]),
    "statements that are no list": _set("workshops", "room", {"1.01": 1}),
    "statements that are no texts": _set("workshops", "room", [[]]),
    "another questionnaire": _set("questionnaires", "text", "id: x"),
    "another digest": _set("questionnaires", "digest", "0" * 64),
    "no municipality": _set("workshops", "municipality_id", "f" * 32),
    "another workshop's id": _set("workshops", "id", "f" * 32),
    "a table that is none": lambda lines: head_of(lines, "notes").update(table="sqlite_master"),
    "a column that is none": lambda lines: head_of(lines, "notes")["columns"].append("x"),
    "something at its end": lambda lines: lines.append([]),
    "no end": lambda lines: lines.pop(),
    "no head": lambda lines: lines.pop(0),
    "a line of text": lambda lines: lines.insert(3, "notes"),
    "a number as a line": lambda lines: lines.insert(3, 7),
    "a revision that is a list": lambda lines: lines[0].update(revision=[]),
    "rows before their table": lambda lines: lines.insert(1, []),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_content_changes_nothing(
    store: Store, opened: Callable[[str], Store], tmp_path: Path, name: str
) -> None:
    laptop = opened(f"sqlite:///{tmp_path / 'laptop.sqlite3'}")
    first = prepared_in(laptop)
    open_workshop(laptop, first.id)
    join(laptop, first.id, perspective="rat", source="phone", token_hash="t" * 64).result()
    save_answers(laptop, "t" * 64, first.code, {"1.01": "A", "1.02": "C"}).result()
    lines = lines_of(plain_of(laptop, first))
    HOSTILE[name](lines)
    prepared_in(store)
    before = rows_in(store)

    assert refused(lambda: restore(store, read_content(packed(lines)))) in ("damaged", "newer")
    assert rows_in(store) == before


def _row_of(table: str, **values: Any) -> Callable[[list[Any]], None]:
    """A row more, which is this workshop's."""

    def change(lines: list[Any]) -> None:
        names = head_of(lines, table)["columns"]
        mine = {"workshop_id": lines[0]["workshop"], "id": "f" * 32, "version": "v"} | values
        _add(table, *(mine.get(name) for name in names))(lines)

    return change


def _in_row(table: str, **values: Any) -> Callable[[list[Any]], None]:
    """In the only row of a table."""

    def change(lines: list[Any]) -> None:
        for column, value in values.items():
            _set(table, column, value)(lines)

    return change


def _each(*changes: Callable[[list[Any]], None]) -> Callable[[list[Any]], None]:
    def change(lines: list[Any]) -> None:
        for one in changes:
            one(lines)

    return change


def _ballot(**values: Any) -> Callable[[list[Any]], None]:
    usual = {"kind": "guess", "statement": "1.01", "number": 1, "until": 5, "is_closed": False, "is_shown": False}
    return _row_of("ballots", **usual | values)


def _stage(**values: Any) -> Callable[[list[Any]], None]:
    usual = {"number": 1, "kind": "ankommen", "slide": "", "step": 0, "black": False, "joining": True}
    return _row_of("stages", **usual | values)


def _measure(**values: Any) -> Callable[[list[Any]], None]:
    texts = dict.fromkeys(
        ("what", "who", "person", "cause", "first_step", "with_whom", "means", "sign", "risk", "status_reason"), "x"
    )
    return _row_of("measures", **texts | {"number": 1, "about": [], "status": "planned"} | values)


def _poll(**values: Any) -> Callable[[list[Any]], None]:
    options = [["a", "Eins"], ["b", "Zwei"]]
    usual = {"number": 1, "kind": "points", "most": 2, "options": options, "state": "closed"}
    sums = {"people": 5, "totals": {"a": 3}, "strong": {"a": 0}}
    return _row_of("point_polls", **usual | {"result": sums} | values)


def _file(**values: Any) -> Callable[[list[Any]], None]:
    usual = {"filename": "x", "digest": "d", "source": "s", "imported_on": "2027-03-04", "people": 0, "answers": 0}
    return _row_of("batches", **usual | {"survey": "s", "number": 1, "ledger": {}} | values)


def _farewell(**values: Any) -> Callable[[list[Any]], None]:
    return _row_of("farewells", **{"invites": "", "has_no_date": False, "exit_state": "over"} | values)


_RESULT = {"A": 1, "B": 0, "C": 0, "D": 0, "E": 0}
_GROUP = {"after": _RESULT, "rated_before": 0, "rated_twice": 0, "only_before": 0, "only_after": 0}

UNREADABLE: dict[str, Callable[[list[Any]], None]] = {
    "ballot of a kind that is none": _ballot(kind="zz"),
    "ballot that is over, of a kind that is none": _ballot(kind="zz", is_closed=True, result=_RESULT),
    "ballot with a list as its result": _ballot(result=[1, 2], is_closed=True),
    "ballot with half people": _ballot(result={"A": 1.5}, is_closed=True),
    "ballot with negative people": _ballot(result={"A": -1}, is_closed=True),
    "ballot that is open with a result": _ballot(result=_RESULT),
    "ballot that is over without a result": _ballot(is_closed=True),
    "ballot on what nobody was asked": _ballot(statement="9.99"),
    "ballot before the closing": _each(_take_away("releases"), _ballot()),
    "second vote of groups that are none": _ballot(
        kind="second_vote", is_closed=True, result={"moves": [0, 0, 0], "groups": {"zz": _GROUP}}
    ),
    "second vote with the result of a guess": _ballot(kind="second_vote", is_closed=True, result=_RESULT),
    "vote of a kind that is none": _each(
        lambda lines: _row_of(
            "votes", kind="zz", statement="1.01", participant_id=_rows(lines, "participants")[0][0], answer="A"
        )(lines)
    ),
    "stage of a kind that is none": _stage(kind="zz"),
    "slide without its address": _stage(kind="folie"),
    "step before the first": _stage(step=-1),
    "frozen place that is a list": _stage(frozen=[1]),
    "frozen place that is none": _stage(frozen={"kind": "zz", "slide": "", "step": 0}),
    "order that is a number": _stage(arranged=7),
    "order of no places": _stage(arranged=[{"kind": "pause"}]),
    "place to go on with a half step": _stage(resume={"kind": "pause", "slide": "", "step": 0.5}),
    "release with counts by letters": _in_row("releases", counts={"a": 1}),
    "release with half people": _in_row("releases", counts=[["1.01", "politik", "A", 1.5]]),
    "release with groups that are a text": _in_row("releases", groups="x"),
    "release with counts of groups that are none": _in_row("releases", counts=[["1.01", "zz", "A", 3]]),
    "release of statements that are no texts": _in_row("releases", statements=[1]),
    "release with answers of no letter": _in_row("releases", administration={"1.01": "Z"}),
    "release shown on pages that are no texts": _in_row("releases", shown=[1]),
    "plan that is a list": _in_row("releases", agenda=[]),
    "plan of statements that are none": _in_row(
        "releases", agenda={"minutes": 90, "statements": ["9.99"], "pinned": [], "skipped": []}
    ),
    "plan without its minutes": _in_row("releases", agenda={"statements": [], "pinned": [], "skipped": []}),
    "measure about numbers": _measure(about=[1]),
    "measure that nobody decides": _measure(decides="zz"),
    "measure of a cost that is none": _measure(cost="zz"),
    "measure of a level that is none": _measure(level=99),
    "poll with options that are words": _poll(options=["a", "b"]),
    "poll with options that are numbers": _poll(options=[[1, 2], [3, 4]]),
    "poll with a result that is a list": _poll(result=[1]),
    "poll without people": _poll(result={"totals": {}, "strong": {}}),
    "poll with texts as totals": _poll(result={"people": 5, "totals": {"a": "x"}, "strong": {}}),
    "poll that is over without a result": _poll(result=None),
    "farewell with texts as counts": _farewell(exit_counts={"useful": {"A": "x"}}),
    "farewell with a list as counts": _farewell(exit_counts=[1]),
    "farewell that is over without counts": _farewell(),
    "people that are awaited as a list": _set("workshops", "expected", [1]),
    "forms that are a text": _set("workshops", "printed", "x"),
    "file with a ledger of texts": _file(ledger={"total": "x"}),
    "file with sheets that are none": _file(administration=[1]),
    "questionnaire with half a letter": _set("questionnaires", "text", "\ud800"),
    "list with half a letter": _set("workshops", "printed", ["\ud800"]),
    "key that is no number": _set("workshops", "record_key", "zz"),
    "sheets of nobody": _set("participants", "perspective", "zz"),
}


@pytest.fixture(scope="module")
def shown_lines(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """A workshop of which a result was shown."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('shown') / 'store.sqlite3'}")
    first = prepared_in(store)
    sheets = [EnteredSheet("rat", {"1.01": "A", "1.02": "C"}) for _ in range(5)]
    add_sheets(store, first.id, sheets, source="paper")
    form = functools.partial(form_groups, questionnaire=questionnaire(store, first), threshold=3)
    close_workshop(store, first.id, form)
    reveal(store, first.id, "overview")
    lines = lines_of(plain_of(store, first))
    store.close()
    return lines


def test_what_is_changed_below_comes_back_unchanged(store: Store, shown_lines: list[Any]) -> None:
    whole = (_ballot(result=_RESULT, is_closed=True), _stage(), _measure(level=7, cost="none"), _poll(), _file())
    lines = copy.deepcopy(shown_lines)
    _each(*whole, _farewell(exit_counts={"useful": {"A": 3}}))(lines)

    assert not restore(store, read_content(packed(lines))).was_there


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_no_page_could_read_is_refused(store: Store, shown_lines: list[Any], name: str) -> None:
    lines = copy.deepcopy(shown_lines)
    UNREADABLE[name](lines)

    assert refused(lambda: restore(store, read_content(packed(lines)))) == "damaged"
    assert sum(rows_in(store).values()) == 0


def test_every_column_of_json_has_a_shape() -> None:
    columns = {str(column): column for table in all_tables() for column in table.c}

    assert {name for name, column in columns.items() if isinstance(column.type, JSON)} <= set(SHAPES) <= set(columns)


@pytest.mark.parametrize(
    ("expected", "times"), [("[" + ",".join(["[]"] * 300_000) + "]", 1), ("[" + ",".join(["[]"] * 200_000) + "]", 30)]
)
def test_few_letters_never_become_much_memory(shown_lines: list[Any], expected: str, times: int) -> None:
    """Refused before any of it is taken apart, or soon after."""
    lines = copy.deepcopy(shown_lines)
    _set("workshops", "expected", "@")(lines)
    (workshop,) = _rows(lines, "workshops")
    content = b"".join(
        json.dumps(line).encode().replace(b'"@"', expected.encode()) + b"\n"
        for line in (*lines[: lines.index(workshop)], *[workshop] * times)
    )
    tracemalloc.start()

    why = refused(lambda: read_content(BytesIO(gzip.compress(content, 1))))

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert why in ("too_large", "damaged")
    assert most < 100 << 20


@pytest.mark.parametrize(("column", "why"), [("municipality_id", "too_old"), ("delete_sheets_on", None)])
def test_file_of_an_earlier_program_without_what_is_never_empty(
    store: Store, shown_lines: list[Any], column: str, why: str | None
) -> None:
    lines = copy.deepcopy(shown_lines)
    lines[0]["revision"] = known_revisions()[-1]
    names = head_of(lines, "workshops")["columns"]
    (workshop,) = _rows(lines, "workshops")
    del workshop[names.index(column)], names[names.index(column)]

    if why is not None:
        assert refused(lambda: restore(store, read_content(packed(lines)))) == why
    else:
        restore(store, read_content(packed(lines)))
        assert [one.delete_sheets_on for one in workshops(store)] == [last_day(date(2027, 3, 4), day_here())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_sentence(language: str) -> None:
    for why in get_args(Why):
        said = sentence(words(language), Refusal(why, code="AAAAAA", place="/daten/store.sqlite3"))
        assert said.endswith(".")


def test_busy_machine_is_no_wrong_word(tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """age measures the machine each time; one that had no turn in that moment is measured again."""
    file = tmp_path / "whole.sicherung"
    file.write_bytes(whole)
    real, calls = sealing.passphrase.decrypt, list[int]()

    def busy_twice(locked: bytes, word: str) -> bytes:
        calls.append(1)
        if len(calls) <= 2:
            raise sealing.DecryptError(
                "Excessive work parameter for passphrase.\nDecryption would take around 99 seconds."
            )
        return bytes(real(locked, word))

    monkeypatch.setattr(sealing, "passphrase", SimpleNamespace(decrypt=busy_twice))
    taking.opened(file, WORD)
    assert len(calls) == 3

    def always_busy(_locked: bytes, _word: str) -> bytes:
        raise sealing.DecryptError("Excessive work parameter for passphrase.")

    monkeypatch.setattr(sealing, "passphrase", SimpleNamespace(decrypt=always_busy))
    assert refused(lambda: taking.opened(file, WORD)) == "too_costly"


@pytest.mark.parametrize("typed", ["", "x" * 32, "a" * 31, None, 7])
def test_workshop_of_a_file_has_an_id_that_was_made_for_it(typed: Any) -> None:
    """An empty one would mean the texts of the whole instance, in what is deleted and what is restored."""
    assert not SHAPES["workshops.id"](typed)
    assert SHAPES["workshops.id"](new_id())
