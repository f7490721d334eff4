"""Opens a store and says so, and says when the given step of the tables is done but for its note.

Then it goes on once it is told to; killed, or kept waiting, by test_migration_faults.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))

from sqlalchemy import Engine, event

from data.store.engine import StoreUnavailable, open_store


def halt_before(step: str) -> None:
    """Alembic notes each step when it is done."""

    @event.listens_for(Engine, "before_cursor_execute")
    def told(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("UPDATE alembic_version") and f"'{step}'" in statement:
            os.write(1, f"{step}\n".encode())
            sys.stdin.readline()


if __name__ == "__main__":
    halt_before(sys.argv[2])
    os.write(1, b"opens\n")
    try:
        open_store(sys.argv[1]).close()
    except StoreUnavailable as error:
        sys.exit(str(error))
