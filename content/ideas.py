"""Anregungen as the questionnaire writes them, in parts: a short first sentence as title, what to do, who does it."""

import re
from dataclasses import dataclass

MOST_WORDS = 7
"""Of a title."""

_WHO = re.compile(r"^(?P<what>.*[.!?…])?(?P<rest>[^()]*?)\s*\((?P<who>[^()]+)\)\.?$", re.DOTALL)


@dataclass(frozen=True)
class Idea:
    """``title`` and ``who`` are empty where the text has none."""

    title: str
    text: str
    who: str

    @property
    def words(self) -> str:
        """All of it, for whoever measures or reads it."""
        return " ".join(part for part in (self.title, self.text, self.who) if part)


def idea_of(text: str) -> Idea:
    """What stands in brackets at the very end is who does it; a first sentence of at most seven words is the title."""
    what, who = _who(" ".join(text.split()))
    first, mark, rest = _first_sentence(what)
    if rest and len(first.split()) <= MOST_WORDS:
        return Idea(first + mark.replace(".", ""), rest, who)
    return Idea("", what, who)


def _who(text: str) -> tuple[str, str]:
    found = _WHO.match(text)
    if found is None:
        return text, ""
    what = (found["what"] or "") + found["rest"]
    return (what if what[-1:] in ".!?…" else f"{what}."), found["who"].strip()


def _first_sentence(text: str) -> tuple[str, str, str]:
    found = re.match(r"(.+?\w{3})([.!?])\s+(?=[A-ZÄÖÜ„“\"])(.+)$", text)
    return (found[1], found[2], found[3]) if found else (text, "", "")
