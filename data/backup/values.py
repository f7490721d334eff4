"""One cell of a table as JSON, and back: what does not fit its column is refused before anything is stored."""

from base64 import b64decode, b64encode
from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, String

from data.backup.shapes import SHAPES, is_text

_LARGEST_INTEGER = 2**31 - 1


def as_plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value


def of_plain(column: "Column[Any]", value: Any) -> Any:
    """The value for this column; raises ValueError for what can be none of it."""
    if value is None and column.nullable:
        return None
    match column.type:
        case JSON():
            fits = value is not None
        case Boolean():
            fits = isinstance(value, bool)
        case Integer():
            fits = type(value) is int and abs(value) <= _LARGEST_INTEGER
        case Date():
            return date.fromisoformat(_text(value))
        case LargeBinary(length=length):
            return _bytes(value, length or len(_text(value)))
        case String(length=length):
            fits = len(_text(value)) <= (length or len(value))
        case other:
            raise TypeError(f"{column} is of a type that no Sicherung knows: {other!r}")
    shape = SHAPES.get(str(column))
    if not fits or (shape is not None and not shape(value)):
        raise ValueError(f"{column.name} cannot be this")
    return value


def _bytes(value: Any, most: int) -> bytes:
    found = b64decode(_text(value), validate=True)
    if len(found) > most:
        raise ValueError("that is too large")
    return found


def _text(value: Any) -> str:
    if not is_text(value):
        raise ValueError("a text is wanted")
    return str(value)
