"""Text files of cells as the tools write them: what stands between cells, around them, and at the end of a line."""

from collections.abc import Callable, Iterable, Sequence

CRLF, LF = "\r\n", "\n"
WITH_BOM = "utf-8-sig"


def quote_all(text: str, separator: str) -> str:
    return f'"{_doubled(text)}"'


def quote_where_needed(text: str, separator: str) -> str:
    return quote_all(text, separator) if any(sign in text for sign in (separator, '"', "\n", "\r")) else text


def quote_like_php(text: str, separator: str) -> str:
    """PHP's fputcsv also quotes a text with a blank, a tab or a backslash."""
    return quote_all(text, separator) if any(sign in text for sign in (separator, *'" \t\n\r\\')) else text


def delimited(
    rows: Iterable[Sequence[str | None]],
    *,
    separator: str = ",",
    quoted: Callable[[str, str], str] = quote_where_needed,
    line_end: str = CRLF,
    encoding: str = "utf-8",
) -> bytes:
    """One line a row, each with a line end; None becomes nothing at all, not even quotes."""
    lines = (separator.join("" if cell is None else quoted(cell, separator) for cell in row) for row in rows)
    return "".join(line + line_end for line in lines).encode(encoding)


def _doubled(text: str) -> str:
    return text.replace('"', '""')
