"""What a tool says about a whole response: whether it is finished, whether it counts, and by what it is known again."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from data.intake.containers.reading import Value
from data.intake.said import Said, said
from data.intake.spelling import canonical
from data.intake.survey_tools.conventions import is_unanswered
from data.intake.survey_tools.moments import to_the_minute
from data.intake.survey_tools.signature import Meaning, ToolId, head_name
from data.intake.tables import Column, Table
from data.intake.wording.yes_no import YES, truth

ONLY_LOOKED, TESTER, PREVIEW = said("only_looked"), said("test"), said("preview")

_T = TypeVar("_T")

_ALWAYS_FINISHED: frozenset[ToolId] = frozenset({"msforms", "google-forms", "nextcloud-forms", "kobo"})
"""These store a response only when it is sent."""
_PREVIEWS = frozenset({"survey preview", "umfragevorschau", "preview", "survey test", "1", "2", "9", "17"})
_EXCLUDED: Mapping[str, tuple[frozenset[str], Said]] = {
    "qviewer": (YES, ONLY_LOOKED),
    "tester": (YES | {"tester"}, TESTER),
    "status": (_PREVIEWS, PREVIEW),
    "responsetype": (_PREVIEWS, PREVIEW),
    "antworttyp": (_PREVIEWS, PREVIEW),
    "distributionchannel": (_PREVIEWS, PREVIEW),
}
"""By head: the values that exclude a response, and why."""
_MODE = "mode"
_INTERVIEWS = frozenset({"", "interview"})
_EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?E[+-]?\d{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RecordState:
    """``excluded``: why the response is left out by default. ``is_test``: offered to be left out.

    ``identity`` is the same for a response in every later export, "" if the tool gives it no id; ``moment`` is when it
    was sent, to the minute. Neither is to be shown.
    """

    finished: bool | None = None
    excluded: Said | None = None
    is_test: bool = False
    identity: str = ""
    moment: str = ""


def record_states(table: Table, tool: ToolId, meanings: Mapping[int, Meaning]) -> tuple[RecordState, ...]:
    """One for each record of the table, in its order."""
    reader = _Reader(table, tool, meanings)
    moments = reader.first("moment")
    keys, starts, seeds = (reader.first(meaning) for meaning in ("key", "start", "seed"))
    return tuple(
        map(
            RecordState,
            reader.finished(moments),
            reader.excluded(),
            reader.tests(),
            map(
                lambda key, start, seed: "|".join((tool, key, start, seed)) if key else "",
                _each(_key, keys),
                _each(to_the_minute, starts),
                _each(canonical, seeds),
            ),
            _each(to_the_minute, moments),
        )
    )


class _Reader:
    """Reads the columns that say something about the whole response; each answer is a list by record."""

    def __init__(self, table: Table, tool: ToolId, meanings: Mapping[int, Meaning]) -> None:
        self._table, self._tool = table, tool
        self._columns: dict[Meaning, list[Column]] = {}
        for index, meaning in meanings.items():
            self._columns.setdefault(meaning, []).append(table.columns[index])

    def first(self, meaning: Meaning) -> list[Value]:
        """What stands in the first of these columns that says something; joined worksheets have some twice."""
        found: list[Value] = [None] * len(self._table.records)
        for column in self._columns.get(meaning, ()):
            given = _each(self._said, self._table.values(column))
            found = [new if old is None else old for old, new in zip(found, given, strict=True)]
        return found

    def finished(self, moments: Sequence[Value]) -> list[bool | None]:
        if self._tool in _ALWAYS_FINISHED:
            return [True] * len(moments)
        if self._tool == "limesurvey":
            return [moment is not None if "moment" in self._columns else None for moment in moments]
        return _each(_finished_in_efs if self._tool == "efs" else _finished, self.first("finished"))

    def excluded(self) -> list[Said | None]:
        """The reason of the first column that gives one."""
        found: list[Said | None] = [None] * len(self._table.records)
        for column in self._columns.get("excludes", ()):
            for values, reason in (_EXCLUDED[name] for name in _names(column) if name in _EXCLUDED):
                texts = _each(_folded, self._table.values(column))
                found = [old or (reason if text in values else None) for old, text in zip(found, texts, strict=True)]
        return found

    def tests(self) -> list[bool]:
        found = [False] * len(self._table.records)
        for column in self._columns.get("excludes", ()):
            if _MODE in _names(column):
                texts = _each(_folded, self._table.values(column))
                found = [old or text not in _INTERVIEWS for old, text in zip(found, texts, strict=True)]
        return found

    def _said(self, value: Value) -> Value:
        return None if isinstance(value, str) and is_unanswered(self._tool, value) else value


def _each(function: Callable[[Value], _T], values: Iterable[Value]) -> list[_T]:
    """The function of all values, reckoned once for each different one."""
    known: dict[Value, _T] = {}
    return [known[value] if value in known else known.setdefault(value, function(value)) for value in values]


def _names(column: Column) -> list[str]:
    return [head_name(head) for head in column.heads if isinstance(head, str)]


def _folded(value: Value) -> str:
    return canonical(value).casefold()


def _finished(value: Value) -> bool | None:
    return truth(canonical(value))


def _finished_in_efs(value: Value) -> bool | None:
    text = _folded(value)
    return text in ("31", "32") or text.startswith(("completed", "beendet")) if text else None


def _key(value: Value) -> str:
    """An id of figures as such; "" where Excel has rounded it to 1.18E+10."""
    text = canonical(value)
    if not _EXPONENT.fullmatch(text):
        return text
    number = Decimal(text.replace(",", "."))
    exponent = number.as_tuple().exponent
    return str(int(number)) if exponent == 0 else ""
