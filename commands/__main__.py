"""Runs a sub-command, in whatever folder one stands: files are named from there, the project is found from here."""

import io
import os
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

from commands.command_line import main  # noqa: E402 - found by the line above

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a file says may not be in the terminal's letters
            stream.reconfigure(errors="backslashreplace")
    try:
        raise SystemExit(main(sys.argv[1:]))
    except BrokenPipeError:  # whoever reads our output, such as "head", has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
