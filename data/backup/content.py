"""What stands in a Sicherung: lines of JSON, packed. A head, each table with its rows, and their numbers at the end.

Rows are ordered by their random keys, so that the file tells nothing of who came first. It is read as a whole and
checked, to the last cell, before anything of it is stored.
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from sqlalchemy import Column, Connection, Table, null, select

from data.backup.refusal import Refusal
from data.backup.revisions import is_ours, known_revisions
from data.backup.tables import ABOVE, NEVER_EMPTY, VOID, belonging, saved_tables
from data.backup.values import as_plain, of_plain
from data.store.schema import workshops

PACKED = b"\x1f\x8b"
LONGEST_LINE = 1 << 24
MOST_BYTES = 1 << 27
"""Unpacked; 300 people with all 108 statements take 2 MB."""
MOST_PARTS_OF_A_LINE, MOST_PARTS = 1 << 18, 1 << 22
"""Values and lists: each takes far more memory than the letters that it is written with. 300 people with all 108
statements have 100,000, the counts of a whole release 30,000."""

_BEGIN_A_PART = (b"[", b"{", b",", b":")

_KIND = "Selbstcheck-Workshop"

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Content:
    """A workshop's rows by table; ``is_ours``: of our tables and not of an earlier program's, with fewer columns."""

    workshop_id: str
    is_ours: bool
    tables: Mapping[str, Rows]

    @property
    def workshop(self) -> dict[str, Any]:
        return self.tables[workshops.name][0]

    def count(self, table: str) -> int:
        return len(self.tables.get(table, ()))


def all_tables() -> tuple[Table, ...]:
    """What stands in a file, each table after those that it refers to."""
    return (*ABOVE, *saved_tables())


def rows_of(connection: Connection, table: Table, workshop_id: str) -> Rows:
    """The workshop's rows of one table, without what lets a device in."""
    columns = [_void(column) for column in table.c]
    query = select(*columns).where(_belonging(table, workshop_id)).order_by(*table.primary_key)
    return [dict(row._mapping) for row in connection.execute(query)]


def write_content(connection: Connection, workshop_id: str, target: BinaryIO) -> Content:
    """Write everything of the workshop, which is there; gives what was written."""
    tables = {table.name: rows_of(connection, table, workshop_id) for table in all_tables()}
    with gzip.GzipFile(fileobj=target, mode="wb", filename="", mtime=0) as packed:
        for line in _lines(workshop_id, tables):
            packed.write(line.encode() + b"\n")
    return Content(workshop_id, is_ours=True, tables=tables)


def read_content(plain: BinaryIO) -> Content:
    """Raises Refusal unless all of it is there and fits our tables."""
    try:
        with gzip.GzipFile(fileobj=plain, mode="rb") as packed:
            return _read(_each_line(packed))
    except (EOFError, OSError, zlib.error, ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise Refusal("damaged") from None


def _lines(workshop_id: str, tables: Mapping[str, Rows]) -> Iterator[str]:
    yield _as_json({"kind": _KIND, "revision": known_revisions()[0], "workshop": workshop_id})
    for table in all_tables():
        names = [column.name for column in table.c]
        yield _as_json({"table": table.name, "columns": names})
        for row in tables[table.name]:
            yield _as_json([as_plain(row[name]) for name in names])
    yield _as_json({"rows": {name: len(rows) for name, rows in tables.items()}})


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _each_line(packed: gzip.GzipFile) -> Iterator[Any]:
    size = parts = 0
    while line := packed.readline(LONGEST_LINE):
        of_line = sum(map(line.count, _BEGIN_A_PART))
        size, parts = size + len(line), parts + of_line
        if size > MOST_BYTES or parts > MOST_PARTS or of_line > MOST_PARTS_OF_A_LINE:
            raise Refusal("too_large")
        if not line.endswith(b"\n"):
            raise Refusal("damaged")
        yield json.loads(line)


def _read(lines: Iterator[Any]) -> Content:
    head = next(lines, None)
    if not isinstance(head, dict) or head["kind"] != _KIND:
        raise Refusal("damaged")
    ours = is_ours(head["revision"])
    known = {table.name: table for table in all_tables()}
    tables: dict[str, list[dict[str, Any]]] = {}
    columns: list[Column[Any]] = []
    for line in lines:
        if isinstance(line, list):
            tables[columns[0].table.name].append(_row(columns, line))
        elif "table" in line:
            columns = _columns(known.get(line["table"]), line["columns"], is_of_ours=ours)
            if tables.setdefault(line["table"], []):
                raise Refusal("damaged")
        else:
            return _complete(Content(head["workshop"], ours, tables), line["rows"], lines)
    raise Refusal("damaged")  # it ends before its end


def _columns(table: Table | None, names: Sequence[str], *, is_of_ours: bool) -> list["Column[Any]"]:
    """The columns of the file, by ours; what only a later version has must have a value of its own."""
    if table is None or not set(names) <= set(table.c.keys()):
        raise Refusal("damaged" if is_of_ours else "too_old")
    missing = [column for column in table.c if column.name not in names]
    if missing and is_of_ours:
        raise Refusal("damaged")
    if any(not column.nullable and column.server_default is None for column in missing):
        raise Refusal("too_old")
    if any(str(column) in NEVER_EMPTY for column in missing):
        raise Refusal("too_old")
    return [table.c[name] for name in names]


def _row(columns: Sequence["Column[Any]"], cells: Sequence[Any]) -> dict[str, Any]:
    return {column.name: of_plain(column, cell) for column, cell in zip(columns, cells, strict=True)}


def _complete(content: Content, counted: Mapping[str, int], rest: Iterator[Any]) -> Content:
    """The numbers at the end are right, nothing follows, and it is one workshop."""
    is_whole = counted == {name: len(rows) for name, rows in content.tables.items()}
    is_missing = content.is_ours and set(content.tables) != {table.name for table in all_tables()}
    ids = [row["id"] for row in content.tables.get(workshops.name, ())]
    if not is_whole or is_missing or ids != [content.workshop_id] or next(rest, None) is not None:
        raise Refusal("damaged")
    return content


def _belonging(table: Table, workshop_id: str) -> Any:
    if table not in ABOVE:
        return belonging(table, workshop_id)
    (key,) = [key for key in workshops.foreign_keys if key.column.table is table]
    return key.column.in_(select(key.parent).where(workshops.c.id == workshop_id))


def _void(column: "Column[Any]") -> Any:
    """The column, or what stands in its place."""
    place = f"{column.table.name}.{column.name}"
    if place not in VOID:
        return column
    instead = VOID[place]
    return (null() if instead is None else column.table.c[instead]).label(column.name)
