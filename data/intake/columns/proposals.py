"""Which statements a head that matched nothing resembles: for people to choose from, never to be taken by itself."""

import re
from collections import Counter, deque

from rapidfuzz import fuzz, process

from data.intake.columns.headings import Catalogue, ends
from data.intake.spelling import plain

ALIKE = 85.0
"""From here on a statement is a candidate; ratio of rapidfuzz, 0 to 100."""
SURELY, MARGIN = 90.0, 5.0
MOST = 3
SHORTEST = 8
"""Characters of a head that can resemble anything."""

_TURNING = re.compile(
    r"(kein|nicht|nie|niemals|ohne|weder|noch|alle|jede|viel|wenig|einige|manche|mehr|weniger|nur|kaum|selten|manchmal|"
    r"oft|häufig|immer|meist|stets|ausreichend|genug|zu|ein|eine|beide|"
    r"no|not|never|without|none|neither|nor|all|every|each|many|much|few|some|most|more|less|only|hardly|rarely|"
    r"sometimes|often|always|enough|both|a|an)(e|er|es|en|em|n|s)?|\d+"
)
_MOST_ENDS = 12
_OPPOSITES = ("un", "in", "im", "ir", "miss", "nicht", "non", "dis")


def proposals(heading: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The one statement that it clearly is but for a slip, or else those that it may be, the likest first.

    One that differs in a word that can turn the meaning is never named alone.
    """
    candidates = _candidates(heading, catalogue)
    alike = [one for one, (ratio, _, _) in candidates.items() if ratio >= ALIKE][:MOST]
    if not alike:
        return ()
    ratio, said, text = candidates[alike[0]]
    second = next((found for one, (found, _, _) in candidates.items() if one != alike[0]), 0.0)
    is_turned = _turned(said, text)
    if ratio >= SURELY and ratio - second >= MARGIN and not is_turned:
        return (alike[0],)
    return tuple(alike) if len(alike) > 1 or not is_turned else ()


def _candidates(heading: str, catalogue: Catalogue) -> dict[str, tuple[float, str, str]]:
    """By statement, the likest first: ratio, the part of the head, the statement's text."""
    parts = dict.fromkeys(
        plain(part) for part in (heading, *(end for _, end in deque(ends(heading), maxlen=_MOST_ENDS)))
    )
    known = {(one, place): text for one, texts in catalogue.texts.items() for place, text in enumerate(texts)}
    best: dict[str, tuple[float, str, str]] = {}
    for part in parts:
        if len(part) < SHORTEST:
            continue
        for text, ratio, (one, _) in process.extract(
            part, known, scorer=fuzz.ratio, limit=None, score_cutoff=ALIKE - MARGIN
        ):
            if ratio > best.get(one, (0.0, "", ""))[0]:
                best[one] = (ratio, part, text)
    return dict(sorted(best.items(), key=lambda item: -item[1][0]))


def _turned(said: str, text: str) -> bool:
    """Whether they differ in a word that can turn the meaning: a negation, a quantity, a number, "un-"."""
    here, there = Counter(said.split()), Counter(text.split())
    extra, missing = list((here - there).elements()), list((there - here).elements())
    if any(_TURNING.fullmatch(word) for word in (*extra, *missing)):
        return True
    pairs = {(one, other) for one in extra for other in missing}
    return any(one == prefix + other or other == prefix + one for one, other in pairs for prefix in _OPPOSITES)
