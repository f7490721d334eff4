"""Heads that are too long to be read are said, so that somebody shortens them."""

from data.intake.said import Said, said
from data.intake.tables import LONGEST_HEAD, Table, is_too_long

_NAMED = 10


def long_heads(table: Table) -> tuple[Said, ...]:
    """A note on heads that are too long to be read."""
    letters = [table.letter(column) for column in table.columns if any(map(is_too_long, column.heads))]
    if not letters:
        return ()
    named = ", ".join(letters[:_NAMED]) + (" …" if len(letters) > _NAMED else "")
    return (said("long_heads", most=LONGEST_HEAD, columns=named),)
