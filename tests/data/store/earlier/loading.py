"""Stores that earlier versions have really filled (``filling.py`` says which, and how), put into an empty database."""

import json
import lzma
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Column, ColumnElement, LargeBinary, Text, cast, create_engine, inspect, select, table, update

from data.store.connecting import database_url
from data.store.schema import access

HERE = Path(__file__).parent
REVISIONS = ("0001", "0014", "0026")
"""Newest steps of the tables that those versions knew; the first one is the store of 0.1."""
FROZEN = ("workshop_id", "number", "closed_on", "threshold", "statements", "groups", "counts", "without_answers")
FROZEN += ("administration", "shown")
"""All columns of a release that the first version had, as ``said`` lists them."""

Cells = tuple[str | bytes | None, ...]


@dataclass(frozen=True)
class Rows:
    """Every table as the database has it: names of columns, and each cell as text."""

    tables: Mapping[str, tuple[tuple[str, ...], list[Cells]]]

    def columns(self, name: str) -> tuple[str, ...]:
        return self.tables[name][0]

    def only(self, name: str, wanted: tuple[str, ...]) -> Counter[Cells]:
        """How often each row is there, of these columns."""
        places = [self.columns(name).index(one) for one in wanted]
        return Counter(tuple(row[place] for place in places) for row in self.tables[name][1])


@dataclass(frozen=True)
class Earlier:
    """What an earlier version has left at ``url``, its ``rows`` before the update, and what it has ``said`` of it."""

    revision: str
    url: str
    said: Mapping[str, Any]
    rows: Rows

    @property
    def shown(self) -> str:
        """The workshop with the program's own questionnaire, of which results were shown."""
        results = self.said["results"]
        return str(max(results, key=lambda one: len(results[one]["statements"])))


def filled(revision: str, url: str) -> Earlier:
    """Put what this version has left into an empty database; its sign-ins were used today."""
    put(revision, url)
    if revision != REVISIONS[0]:  # those of the first version had no end
        engine = create_engine(database_url(url))
        with engine.begin() as connection:
            connection.execute(update(access).values(used_on=date.today(), valid_until=2_100_000_000))
        engine.dispose()
    return Earlier(revision, url, said(revision), rows_at(url))


def rows_at(url: str) -> Rows:
    engine = create_engine(database_url(url))
    found = {}
    with engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            columns = inspect(connection).get_columns(name)
            query = select(*(_readable(one["name"], one["type"]) for one in columns)).select_from(table(name))
            rows: list[Cells] = [tuple(row) for row in connection.execute(query)]
            found[name] = (tuple(one["name"] for one in columns), rows)
    engine.dispose()
    return Rows(found)


def _readable(name: str, kind: object) -> ColumnElement[Any]:
    column: Column[Any] = Column(name)
    return column if isinstance(kind, LargeBinary) else cast(column, Text)


def put(revision: str, url: str) -> None:
    """Make the tables and rows that this version has left."""
    place = database_url(url)
    kind = place.get_backend_name()
    statements = _unpacked(f"{revision}-{kind}.sql.xz")
    if kind == "sqlite":
        assert place.database
        with sqlite3.connect(place.database) as connection:
            connection.executescript(f"PRAGMA journal_mode=WAL; {statements}")
        connection.close()
        return
    own = place.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(own, autocommit=True) as connected:
        connected.execute(statements.encode())


def said(revision: str) -> dict[str, Any]:
    """What this version has said of all that."""
    return dict(json.loads(_unpacked(f"{revision}.json.xz")))


def _unpacked(name: str) -> str:
    return lzma.decompress((HERE / name).read_bytes()).decode()
