"""Says which filled rows below the heads were taken for nobody's, so that a person among them is noticed."""

from data.intake.cells import column_letters
from data.intake.said import Said, said
from data.intake.tables import Part, Table

_MOST_NAMED = 10


def rows_of_nobody(table: Table) -> tuple[Said, ...]:
    """A note for each worksheet that has such rows, as Excel numbers them."""
    return tuple(_note(part) for part in table.parts if part.below)


def _note(part: Part) -> Said:
    names = [column_letters(row) if part.flipped else str(row) for row in part.below]
    named = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    if part.flipped:
        return said("columns_of_nobody", sheet=part.worksheet.title, n=len(names), columns=named)
    return said("rows_of_nobody", sheet=part.worksheet.title, n=len(names), rows=named)
