"""Reads and understands a file, as a process of its own that may die without harm: a wish and bytes in, a line out.

It knows nothing of the store or of settings. What it says is JSON that makes nothing but data, whatever a hostile file
may have made of this process.
"""

import gc
import os
import sys

from data.intake.containers.guard import DAMAGED, NOT_UNDERSTOOD, TOO_LARGE, UnusableFileError
from data.intake.containers.reading import Worksheet, read_file
from data.intake.files import understood_file
from data.intake.handing_over import Wish, understood_as_line, wish_of
from data.intake.said import Said
from data.intake.understood import Understood
from data.limits import limit_process

MEMORY = 3 << 29
SECONDS = 20


def main() -> None:
    """Always answers, if it lives."""
    limited = limit_process(memory=MEMORY, seconds=SECONDS, writes=0)  # without it the scan and the clock hold
    gc.disable()  # this process ends soon; looking for cycles among a million cells takes half a second
    wish = wish_of(sys.stdin.buffer.readline())
    try:
        line = understood_as_line(_understood(sys.stdin.buffer.read(), wish, limited=limited))
    except (MemoryError, RecursionError):
        line = understood_as_line(Understood(wish.filename, refused=TOO_LARGE))
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
    os._exit(0)  # without giving back the memory bit by bit


def _understood(content: bytes, wish: Wish, *, limited: bool) -> Understood:
    worksheets = _worksheets(content, limited=limited)
    if isinstance(worksheets, Said):
        return Understood(wish.filename, refused=worksheets)
    try:
        return understood_file(
            worksheets, wish.questionnaire, filename=wish.filename, answers=wish.answers, options=wish.options
        )
    except UnusableFileError as error:
        return Understood(wish.filename, refused=error.why)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # a fault of ours costs one file, not the page
        return Understood(wish.filename, refused=NOT_UNDERSTOOD)


def _worksheets(content: bytes, *, limited: bool) -> tuple[Worksheet, ...] | Said:
    """Or why they cannot be read."""
    try:
        return read_file(content, limited=limited)
    except UnusableFileError as error:
        return error.why
    except (MemoryError, RecursionError):
        raise
    except Exception:  # libraries raise whatever a broken file provokes
        return DAMAGED


if __name__ == "__main__":
    main()
