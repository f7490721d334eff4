"""Two Durchgänge of one municipality side by side: a function of two published results, so it tells nothing more."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from analysis.changes import Change, Changes, Direction, RunComparison
from analysis.grouping import OTHERS
from analysis.measures import mean, smallest_difference_to_read
from analysis.questionnaire import Questionnaire
from analysis.results import Group, Results, StatementResult

Shown = tuple[Fraction, int]
"""A level, and how many people stand behind it."""


def compare_runs(
    now: Results,
    asked: Questionnaire,
    before: Results,
    asked_before: Questionnaire,
    *,
    workshop_id: str,
    earlier: date,
    later: date,
    runs: tuple[int, int] = (1, 2),
) -> RunComparison:
    """What both runs show of the statements that they ask in the same words, and of the fields over these."""
    both = [one.id for one in now.statements if one.id in before.by_statement]
    same = [one for one in both if _wording(asked, one) == _wording(asked_before, one)]
    people = (before.respondents, now.respondents)
    groups = {
        group.id: _changes(now, before, same, people, _of_group(group.id))
        for group, people in _same_groups(now.groups, before.groups)
    }
    return RunComparison(
        workshop_id=workshop_id,
        earlier=earlier,
        later=later,
        room=_changes(now, before, same, people, _of_room),
        groups={group: found for group, found in groups.items() if found.statements},
        reworded=tuple(one for one in both if one not in same),
        added=tuple(one.id for one in now.statements if one.id not in before.by_statement),
        dropped=tuple(one.id for one in before.statements if one.id not in now.by_statement),
        runs=runs,
    )


def _wording(asked: Questionnaire, statement: str) -> str:
    """The German sentence; blanks and line ends say nothing."""
    return " ".join(asked.statements[statement].text["de"].split())


def _of_room(statement: StatementResult) -> Shown | None:
    if statement.level is None or statement.ratings is None:
        return None
    return statement.level, statement.ratings.n


def _of_group(group: str) -> Callable[[StatementResult], Shown | None]:
    def shown(statement: StatementResult) -> Shown | None:
        cell = statement.cells[group]
        return None if cell.level is None or cell.ratings is None else (cell.level, cell.ratings.n)

    return shown


def _changes(
    now: Results,
    before: Results,
    same: Sequence[str],
    people: tuple[int, int],
    shown: Callable[[StatementResult], Shown | None],
) -> Changes:
    pairs = {one: (shown(before.by_statement[one]), shown(now.by_statement[one])) for one in same}
    statements = [
        Change(one, old[0], new[0], old[1], new[1], _direction(old, new))
        for one, (old, new) in pairs.items()
        if old is not None and new is not None
    ]
    fields = (_field(now, field.id, same, statements, people) for field in now.fields)
    return Changes(tuple(one for one in fields if one is not None), tuple(statements))


def _field(
    now: Results, field: str, same: Sequence[str], statements: Sequence[Change], people: tuple[int, int]
) -> Change | None:
    """Means over the same statements in both; None unless at least half of those in the same words have a value."""
    here = [one for one in statements if now.by_statement[one.id].field == field]
    possible = sum(now.by_statement[one].field == field for one in same)
    old, new = mean(one.before for one in here), mean(one.after for one in here)
    if old is None or new is None or 2 * len(here) < possible:
        return None
    way = _direction((old, people[0]), (new, people[1]))
    return Change(field, old, new, *people, way, compared=len(here), asked=now.by_field[field].asked)


def _direction(before: Shown, after: Shown) -> Direction:
    """Where a level has gone, as far as the smaller number of people lets it be read."""
    (old, n_before), (new, n_after) = before, after
    if abs(new - old) < smallest_difference_to_read(max(min(n_before, n_after), 1)):
        return "klein"
    return "hoeher" if new > old else "niedriger"


def _same_groups(now: Sequence[Group], before: Sequence[Group]) -> list[tuple[Group, tuple[int, int]]]:
    """Groups with one id, of which nobody's perspective stands in another group of the other run, with both sizes."""
    found = []
    earlier = {group.id: group for group in before}
    for group in now:
        old = earlier.get(group.id)
        if old is not None and _is_same(group, old, now, before):
            found.append((group, (old.people, group.people)))
    return found


def _is_same(new: Group, old: Group, now: Sequence[Group], before: Sequence[Group]) -> bool:
    if new.id == OTHERS and set(new.parts) != set(old.parts):
        return False
    elsewhere_now = {key for group in now if group.id != new.id for key in group.perspectives}
    elsewhere_before = {key for group in before if group.id != old.id for key in group.perspectives}
    return not (elsewhere_now & set(old.perspectives) or elsewhere_before & set(new.perspectives))
