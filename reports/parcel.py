"""A file that was made, as it goes from the child to the server: a line of JSON, then its bytes."""

import json
from collections.abc import Iterator
from typing import IO

from content.documents.order import Made


def write_parcel(out: IO[bytes], one: Made) -> None:
    """Send it off at once."""
    parts = (one.content, *one.preview)
    head = {"file": one.file, "name": one.name, "pages": one.pages, "sizes": [len(part) for part in parts]}
    out.write(json.dumps(head).encode() + b"\n")
    out.writelines(parts)
    out.flush()


def read_parcels(source: IO[bytes] | None) -> Iterator[Made]:
    """Those that arrive whole, until the sender ends."""
    while source is not None and (line := source.readline()):
        head = json.loads(line)
        parts = [source.read(size) for size in head["sizes"]]
        if [len(part) for part in parts] != head["sizes"]:
            return
        yield Made(head["file"], head["name"], parts[0], head["pages"], tuple(parts[1:]))
