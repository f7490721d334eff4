"""A table of ``content/`` as a page shows it."""

from collections.abc import Collection

from content.tables import Table, as_read
from ui import session, show


def show_table(table: Table, *, marked: Collection[int] = ()) -> None:
    """With its title, every value as it is read; ``marked``: rows of which the sentence above speaks."""
    show.table(table.heads, as_read(session.words(), table), caption=table.title, marked=marked)


def show_stacked(table: Table, *, marked: Collection[int] = ()) -> None:
    """The same for a phone."""
    show.stacked_table(table.heads, as_read(session.words(), table), caption=table.title, marked=marked)
