"""A table of ``content/`` as a page shows it."""

from content.tables import Table, as_text
from ui import session, show


def show_table(table: Table) -> None:
    """With its title, every value as it is read."""
    _ = session.words()
    rows = [[as_text(_, value) for value in row] for row in table.rows]
    show.table(table.heads, rows, caption=table.title)
