"""Office files say nothing of the minute in which they were made: the same contents give the same bytes."""

import io
import re
import zipfile
from datetime import date

EARLIEST, LATEST = date(1980, 1, 1), date(2107, 12, 31)
"""The days that an archive knows."""
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def dated(content: bytes, day: date) -> bytes:
    """The same package with this day at each of its parts."""
    of = min(max(day, EARLIEST), LATEST)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, (of.year, of.month, of.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>" + f"{of.isoformat()}T12:00:00Z".encode(), content)
            kept.writestr(part, content)
    return file.getvalue()
