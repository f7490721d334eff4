"""The sheets of one slice, as fast as each database takes them: a journey, or a turn of Python, for a table only."""

import json
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

from sqlalchemy import Connection, insert, text

from data.store.schema import participants

ID_LENGTH = 32
_BLANK = " "

_PEOPLE = text(
    "INSERT INTO participants"
    " (id, workshop_id, batch_id, perspective, source, finished, late, record)"
    " SELECT json_extract(value, '$.id'), json_extract(value, '$.workshop_id'), json_extract(value, '$.batch_id'),"
    " json_extract(value, '$.perspective'), json_extract(value, '$.source'), json_extract(value, '$.finished'),"
    " json_extract(value, '$.late'), json_extract(value, '$.record') FROM json_each(:rows)"
)
_ANSWERS = text(
    "INSERT INTO answers (participant_id, statement, answer)"
    " SELECT substr(sheet.value, 1, :id), statement.value, substr(sheet.value, :id + 1 + statement.key, 1)"
    " FROM json_each(:sheets) AS sheet CROSS JOIN json_each(:statements) AS statement"
    " WHERE substr(sheet.value, :id + 1 + statement.key, 1) <> :blank"
)
"""SQLite: a sheet is its id and a letter for each statement. Rows are made inside the database, which needs no turn of
Python for them: whoever serves the phones has it meanwhile."""

ANSWERS_OF_ARRAYS = (
    "INSERT INTO answers (participant_id, statement, answer)"
    " SELECT * FROM unnest(CAST(:sheets AS text[]), CAST(:statements AS text[]), CAST(:given AS text[]))"
)
"""PostgreSQL: one statement for all rows; to a server, every statement is a journey."""

_INSERT_ARRAYS = text(ANSWERS_OF_ARRAYS)


def insert_sheets(
    connection: Connection, rows: Sequence[dict[str, Any]], given: Mapping[str, Mapping[str, str]]
) -> None:
    """Insert these rows of ``participants``, without tokens, and what each of them (by id) has answered."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(_PEOPLE, {"rows": json.dumps(rows)})
        statements = sorted(set[str]().union(*given.values()))
        sheets = [sheet + "".join(map(of_sheet.get, statements, repeat(_BLANK))) for sheet, of_sheet in given.items()]
        values = {"sheets": json.dumps(sheets), "statements": json.dumps(statements), "id": ID_LENGTH, "blank": _BLANK}
        connection.execute(_ANSWERS, values)
        return
    connection.execute(insert(participants), rows)
    cells = [(sheet, *cell) for sheet, of_sheet in given.items() for cell in of_sheet.items()]
    if cells:
        columns = [list(column) for column in zip(*cells, strict=True)]
        connection.execute(_INSERT_ARRAYS, dict(zip(("sheets", "statements", "given"), columns, strict=True)))
