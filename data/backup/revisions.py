"""Of which program's tables a file is: ours, an earlier one's, or one that this program does not know yet."""

from functools import cache

from alembic.script import ScriptDirectory

from data.backup.refusal import Refusal
from data.store.engine import MIGRATIONS


@cache
def known_revisions() -> tuple[str, ...]:
    """Ours first, then those before it."""
    return tuple(one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def is_ours(revision: str) -> bool:
    """Whether the file has exactly our tables, and not those of an earlier version; raises Refusal for a newer one."""
    if revision not in known_revisions():
        raise Refusal("newer")
    return revision == known_revisions()[0]
