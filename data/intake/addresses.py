"""Where a cell is, in Excel's way."""


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
