"""All that tells that a row of a table has moved: its length, kinds of things in wrong columns, gaps, doubles."""

from collections.abc import Mapping, Sequence

from analysis.questionnaire import Questionnaire
from data.intake.cells import column_letters
from data.intake.containers.reading import Value
from data.intake.moved.doubles import doubled
from data.intake.moved.gaps import lone_gaps, uneven_crosses, without_both_ends
from data.intake.moved.kinds import Kind, Kinds, shown
from data.intake.moved.lengths import rows_of_other_length
from data.intake.moved.profiles import ASKED, Profile, Profiles, rows_of
from data.intake.moved.shifts import Shifts
from data.intake.said import Said, said
from data.intake.survey_tools.record_states import RecordState
from data.intake.tables import Table

BEGINNING = said("beginning")
_LONGEST_HEADING = 60
_REST = 2
_TIES = 2
"""Columns in which half of a short table stands otherwise than the other half: which of them moved cannot be told."""
_MOST_CELLS = 500_000
"""In odd rows, beyond which every odd row is set aside: in such a file hardly anything stands right."""


def moved_rows(
    table: Table,
    uses: Sequence[str],
    questionnaire: Questionnaire,
    states: Sequence[RecordState],
    answers: Mapping[Value, int],
) -> dict[int, Said]:
    """By place of the record why it must not be counted. Who has an id of the tool is found again by that.

    ``answers``: all values of statements, with how often they stand there.
    """
    kinds = Kinds(questionnaire)
    found: dict[int, Said] = {}
    for part in range(len(table.parts)):
        found = _PartOfTable(table, part, Profiles(table, part, uses, kinds, answers), kinds).reasons(states) | found
    identities = [None if place in found else state.identity for place, state in enumerate(states)]
    return doubled(table, uses, identities) | found


class _PartOfTable:
    """The rows of one worksheet."""

    def __init__(self, table: Table, part: int, profiles: Profiles, kinds: Kinds) -> None:
        self._table, self._number = table, part
        self._part, self._kinds = table.parts[part], kinds
        self._rows = rows_of(table, part)
        self._profiles, self._odd = profiles.columns, profiles.odd
        self._by_number = {one.number: one for one in self._profiles}
        self._cells_left = _MOST_CELLS
        self._asked = [one.number for one in self._profiles if one.use in ASKED]

    def reasons(self, states: Sequence[RecordState]) -> dict[int, Said]:
        """By place of the record."""
        lengths = rows_of_other_length(self._part, list(self._rows.values()))
        found = {place: lengths[row] for place, row in self._rows.items() if row in lengths}
        shifts = Shifts(self._profiles)
        for place in self._odd:
            if place in self._rows and place not in found and (reason := self._reason(place, shifts)) is not None:
                found[place] = reason
        found |= self._beginnings(found)
        stopped = {place for place in self._rows if states[place].finished is False}
        found |= uneven_crosses(self._table, self._number, self._rows, found.keys())
        known = stopped | found.keys()
        found |= without_both_ends(self._profiles, self._rows, self._part, known)
        return found | lone_gaps(self._profiles, self._rows, self._part, known | found.keys())

    def _cells(self, place: int) -> tuple[Kind, ...]:
        row = self._rows[place]
        values = self._part.worksheet.rows[row - 1] if row <= len(self._part.worksheet.rows) else ()
        return tuple([self._kinds[value] for value in values])

    def _reason(self, place: int, shifts: Shifts) -> Said | None:
        cells = self._cells(place)
        here = [(self._by_number.get(number), kind) for number, kind in enumerate(cells, 1)]
        strong = [(one, kind) for one, kind in here if one is not None and kind in one.strong]
        wrong = [(one, kind) for one, kind in here if one is not None and kind not in one.fits]
        filled = len(cells) - cells.count("empty")
        if not strong and filled <= _REST and not self._is_answered(cells):
            return self._said("rest", *wrong[0]) if len(wrong) == filled else None
        self._cells_left -= len(cells)
        tied = [(one, kind) for one, kind in here if one is not None and kind in one.tied]
        if len(tied) >= _TIES:
            return self._said("odd", *tied[0])
        if strong or (wrong and (self._cells_left < 0 or shifts.explain(cells))):
            return self._said("odd", *(strong or wrong)[0])
        return None

    def _is_answered(self, cells: Sequence[Kind]) -> bool:
        return any(cells[number - 1] != "empty" for number in self._asked if number <= len(cells))

    def _said(self, reason: str, profile: Profile, kind: Kind) -> Said:
        column = str(profile.number) if self._part.flipped else column_letters(profile.number)
        heading = " ".join(profile.heading.split())
        short = heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING]}…"
        return said(reason, column=column, heading=short, found=shown(kind))

    def _beginnings(self, found: Mapping[int, Said]) -> dict[int, Said]:
        """Rows without answers directly above one that has moved: the other half of it."""
        places = {row: place for place, row in self._rows.items()}
        above = {places.get(self._rows[place] - 1) for place in found}
        return {
            place: BEGINNING
            for place in above
            if place is not None and place not in found and not self._is_answered(self._cells(place))
        }
