"""Office files say nothing of the minute in which they were made: the same contents give the same bytes."""

import io
import zipfile
from datetime import date

EARLIEST = date(1980, 1, 1)
"""The first day that an archive knows."""


def dated(content: bytes, day: date) -> bytes:
    """The same package with this day at each of its parts."""
    of = max(day, EARLIEST)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, (of.year, of.month, of.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(part, made.read(name))
    return file.getvalue()
