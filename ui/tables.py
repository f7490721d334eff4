"""A table of ``content/`` as a page shows it."""

from collections.abc import Collection

from content.tables import Table, as_text
from ui import session, show


def show_table(table: Table, *, marked: Collection[int] = ()) -> None:
    """With its title, every value as it is read; ``marked``: rows of which the sentence above speaks."""
    show.table(table.heads, _as_read(table), caption=table.title, marked=marked)


def show_stacked(table: Table, *, marked: Collection[int] = ()) -> None:
    """The same for a phone."""
    show.stacked_table(table.heads, _as_read(table), caption=table.title, marked=marked)


def _as_read(table: Table) -> list[list[str]]:
    _ = session.words()
    return [[as_text(_, value) for value in row] for row in table.rows]
