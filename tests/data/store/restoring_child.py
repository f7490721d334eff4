"""Puts a workshop back and says before each table that its rows come now; then it waits. Killed by test_backup_kill."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))

from sqlalchemy import Connection, Table

from data.backup import restoring
from data.backup.content import read_content
from data.store.engine import open_store

insert_all = restoring._insert


def insert_and_tell(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    insert_all(connection, table, rows)
    os.write(1, f"{table.name}\n".encode())
    time.sleep(0.3)  # the one who kills has the time to


if __name__ == "__main__":
    restoring._insert = insert_and_tell
    with Path(sys.argv[2]).open("rb") as plain:
        restoring.restore(open_store(sys.argv[1]), read_content(plain))
