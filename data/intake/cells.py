"""A cell: where it is, in Excel's way, and what it holds."""

from dataclasses import dataclass
from datetime import date

from data.intake.containers.reading import Value


def column_letters(number: int) -> str:
    """A for 1, Z for 26, AA for 27."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """F12; both numbers are 1-based."""
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True)
class RawCell:
    """A non-empty cell; ``kind`` is text, number, date, truth, formula or error."""

    row: int
    column: int
    kind: str
    text: str

    @property
    def address(self) -> str:
        """Where it is in Excel's way: A1."""
        return cell_address(self.row, self.column)


def kind_of(value: Value) -> str:
    """text, number, date or truth."""
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | float):
        return "number"
    return "date" if isinstance(value, date) else "text"
