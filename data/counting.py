"""Counts sheets that were read from files, in the shape in which the store counts its own."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

import pandas as pd


class AnsweredSheet(Protocol):
    """One person's sheet; exists only between reading and storing or counting."""

    @property
    def perspective(self) -> str: ...

    @property
    def answers(self) -> Mapping[str, str]: ...


def count_sheets(sheets: Iterable[AnsweredSheet]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frames ``statement · group · answer · people`` and ``group · people``, by perspective key.

    Sheets without any answer are left out; whoever read them counts them apart.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    people: Counter[str] = Counter()
    for sheet in sheets:
        if not sheet.answers:
            continue
        people[sheet.perspective] += 1
        counts.update((statement, sheet.perspective, answer) for statement, answer in sheet.answers.items())
    return (
        pd.DataFrame([(*cell, n) for cell, n in counts.items()], columns=["statement", "group", "answer", "people"]),
        pd.DataFrame(people.items(), columns=["group", "people"]),
    )
