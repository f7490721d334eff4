"""How a survey tool is known by the heads of its columns, and what those mean that are no questions."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.intake.spelling import squeezed

ToolId = Literal[
    "limesurvey",
    "msforms",
    "nextcloud-forms",
    "google-forms",
    "sosci",
    "efs",
    "surveymonkey",
    "kobo",
    "formbricks",
    "qualtrics",
    "table",
]
Meaning = Literal["key", "start", "moment", "seed", "finished", "excludes", "personal", "technical"]


def head_name(text: str) -> str:
    """What counts of a head: no case, blanks, hyphens or entities; but Kobo's _id is not an ID."""
    return ("_" if text.lstrip().startswith("_") else "") + squeezed(text)


def names_of(listed: str) -> frozenset[str]:
    """Heads listed with "|" between them, as head_name makes them."""
    return frozenset(map(head_name, listed.split("|")))


@dataclass(frozen=True)
class Pattern:
    """``weight`` for a tool where at least ``heads`` columns fit; with a group, where so many share what it holds."""

    form: str
    weight: int
    heads: int = 1
    shared: bool = False

    def fits(self, heads: Iterable[str]) -> bool:
        """Whether it speaks for the tool."""
        found = [one for head in heads if (one := re.search(self.form, head, re.DOTALL)) is not None]
        if not self.shared:
            return len(found) >= self.heads
        return max(Counter(one[1] for one in found).values(), default=0) >= self.heads


@dataclass(frozen=True)
class Signature:
    """``marks``: heads by how much they speak for the tool (3 is enough). ``like``: heads by pattern, casefolded.

    ``keys``: the tool's names of the response id, the best first.
    """

    marks: Mapping[str, int]
    patterns: tuple[Pattern, ...]
    names: Mapping[str, Meaning]
    like: tuple[tuple[re.Pattern[str], Meaning], ...] = ()
    keys: tuple[str, ...] = ()
    worksheet: re.Pattern[str] | None = field(default=None)


def signature(
    *,
    marks: Mapping[int, str],
    names: Mapping[Meaning, str],
    patterns: tuple[Pattern, ...] = (),
    like: Mapping[str, Meaning] | None = None,
    worksheet: str = "",
) -> Signature:
    """From lists of heads with "|" between them: ``marks`` by weight, ``names`` by meaning."""
    return Signature(
        marks={name: weight for weight, listed in marks.items() for name in names_of(listed)},
        patterns=patterns,
        names={name: meaning for meaning, listed in names.items() for name in names_of(listed)},
        like=tuple((re.compile(form), meaning) for form, meaning in (like or {}).items()),
        keys=tuple(map(head_name, names.get("key", "").split("|"))),
        worksheet=re.compile(worksheet) if worksheet else None,
    )
