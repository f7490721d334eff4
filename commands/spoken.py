"""The language that this call of the command line wants, also for what is wrong with the call itself."""

from collections.abc import Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from texts.words import Words

_wanted: ContextVar[str] = ContextVar("_wanted", default="de")


def speak_as_asked(arguments: Sequence[str]) -> None:
    """Look for ``--language en`` before anything is parsed: what cannot be parsed is told in it, too."""
    given = [*arguments, ""]
    pairs = [one.partition("=")[::2] if "=" in one else (one, given[place + 1]) for place, one in enumerate(arguments)]
    _wanted.set("en" if ("--language", "en") in pairs else "de")


def words_wanted() -> "Words":
    """Words for people at the terminal; their catalogues are loaded only where something is wrong."""
    from texts.words import words

    return words(_wanted.get())
