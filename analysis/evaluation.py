"""One function turns counts into everything that screens and files may show."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from analysis.counted import Counted
from analysis.measures import VALUES, disagreement, disagreement_band, group_distance, level, mean
from analysis.patterns import discuss_first, knowledge_gaps, pattern
from analysis.privacy import shown_of_row
from analysis.questionnaire import ANSWERS, CANNOT_JUDGE, RATINGS, Band, Field, Questionnaire
from analysis.results import Cell, FieldCell, FieldResult, Group, Ratings, Results, StatementResult

_VALUE_OF = dict(zip(RATINGS, VALUES, strict=True))
_NOBODY = dict.fromkeys(ANSWERS, 0)

Row = Mapping[str, Mapping[str, int]]
"""One statement: group id -> answer -> people."""


def evaluate(counted: Counted, questionnaire: Questionnaire) -> Results:
    """Results for the statements asked; raises ValueError for counts of a group that is not named."""
    groups, threshold, sheet = counted.groups, counted.threshold, counted.administration
    asked = questionnaire.only(counted.statements)
    rows = _rows(counted.counts, groups)
    answered = {one: sum(sum(answers.values()) for answers in rows.get(one, {}).values()) for one in asked.statements}
    evaluated = tuple(
        _statement(s, asked.field_of[s], rows.get(s, {}), groups, threshold, answered[s], sheet.get(s))
        for s in asked.statements
    )
    by_field: dict[str, list[StatementResult]] = {field.id: [] for field in asked.fields}
    for statement in evaluated:
        by_field[statement.field].append(statement)
    return Results(
        threshold=threshold,
        respondents=counted.people,
        without_answers=counted.without_answers,
        groups=groups,
        statements=evaluated,
        fields=tuple(
            _field(field, by_field[field.id], groups, threshold, answered, questionnaire.bands)
            for field in asked.fields
        ),
        discuss_first=discuss_first(evaluated),
        knowledge_gaps=knowledge_gaps(evaluated),
    )


def _rows(counts: pd.DataFrame, groups: Sequence[Group]) -> dict[str, dict[str, dict[str, int]]]:
    known = {group.id for group in groups}
    if unknown := set(counts["group"].unique()) - known:
        raise ValueError(f"counts of unknown groups: {sorted(unknown)}")
    rows: dict[str, dict[str, dict[str, int]]] = {}
    columns = (counts[column].to_numpy(dtype=object) for column in ("statement", "group", "answer", "people"))
    for statement, group, answer, people in zip(*columns, strict=True):
        row = rows.get(statement)
        if row is None:
            row = rows[statement] = {one: dict(_NOBODY) for one in known}
        row[group][answer] += people
    return rows


def _statement(
    identifier: str,
    field: str,
    row: Row,
    groups: Sequence[Group],
    threshold: int,
    answered: int,
    administration: str | None,
) -> StatementResult:
    ratings_of = {group.id: _ratings(row.get(group.id, _NOBODY)) for group in groups}
    e_of = {group.id: row.get(group.id, _NOBODY)[CANNOT_JUDGE] for group in groups}
    people_of = {group.id: group.people for group in groups}
    people, e = sum(people_of.values()), sum(e_of.values())
    shown = shown_of_row({group: ratings.n for group, ratings in ratings_of.items()}, people_of, threshold)

    room = Ratings(*(sum(column) for column in zip(*ratings_of.values(), strict=True))) if shown.room else None
    cells = {
        group: Cell(
            ratings=ratings if group in shown.cells else None,
            level=level(ratings) if group in shown.cells else None,
            e=e_of[group] if group in shown.e_cells else None,
            people=people_of[group],
        )
        for group, ratings in ratings_of.items()
    }
    spread = disagreement(room) if room else None
    distance = group_distance([cell.ratings for cell in cells.values() if cell.ratings is not None])
    return StatementResult(
        id=identifier,
        field=field,
        ratings=room,
        level=level(room) if room else None,
        equal_level=mean(cell.level for cell in cells.values()),
        disagreement=spread,
        group_distance=distance,
        band=None if spread is None else disagreement_band(spread),
        pattern=pattern(
            ratings=room,
            e=e,
            answered=answered,
            disagreement=spread,
            group_distance=distance,
            threshold=threshold,
        ),
        people=people,
        e=e if shown.e else None,
        answered=answered if room else None,
        blank=people - answered if room else None,
        cells=cells,
        administration=administration,
    )


def _ratings(answers: Mapping[str, int]) -> Ratings:
    return Ratings(answers["A"], answers["B"], answers["C"], answers["D"])


def _field(
    field: Field,
    statements: Sequence[StatementResult],
    groups: Sequence[Group],
    threshold: int,
    answered_of: Mapping[str, int],
    bands: Sequence[Band],
) -> FieldResult:
    """Means over the statements' published values, so that they can be checked by hand and reveal nothing more.

    Only the comparison of E with all answers (``answered_of``) counts what is not shown, as in each statement.
    """
    rated = [statement for statement in statements if statement.ratings is not None]
    levels = mean(statement.level for statement in statements)
    spread = mean(statement.disagreement for statement in statements)
    distance = mean(statement.group_distance for statement in statements)
    judged = [statement for statement in statements if answered_of[statement.id] >= threshold]
    shares = [Fraction(statement.e, statement.people) for statement in statements if statement.e is not None]
    summed = (
        Ratings(*(sum(column) for column in zip(*(s.ratings for s in rated if s.ratings), strict=True)))
        if rated
        else None
    )
    by_administration = [_VALUE_OF[s.administration] for s in statements if s.administration in _VALUE_OF]
    administration_level = Fraction(sum(by_administration), len(by_administration)) if by_administration else None
    return FieldResult(
        id=field.id,
        level=levels,
        equal_level=mean(statement.equal_level for statement in statements),
        disagreement=spread,
        group_distance=distance,
        band=_band(levels, len(rated), len(statements), bands),
        pattern=pattern(
            ratings=summed,
            e=sum(statement.e or 0 for statement in judged),
            answered=sum(answered_of[statement.id] for statement in judged),
            disagreement=spread,
            group_distance=distance,
            threshold=threshold,
        ),
        rated=len(rated),
        asked=len(statements),
        e_share=mean(shares),
        cells={group.id: _field_cell([one.cells[group.id] for one in statements], group.people) for group in groups},
        administration_level=administration_level,
        administration_band=_band(administration_level, len(by_administration), len(statements), bands),
        administration_rated=len(by_administration),
        patterns=tuple(statement.pattern for statement in statements),
    )


def _field_cell(cells: Sequence[Cell], people: int) -> FieldCell:
    levels = [cell.level for cell in cells if cell.level is not None]
    shares = [Fraction(cell.e, cell.people) for cell in cells if cell.e is not None]
    return FieldCell(
        level=mean(levels) if 2 * len(levels) >= len(cells) else None,
        shown=len(levels),
        e_share=mean(shares),
        e_shown=len(shares),
        people=people,
    )


def _band(value: Fraction | None, rated: int, asked: int, bands: Sequence[Band]) -> int | None:
    """Place of the first band that holds; None below half of the statements: "noch keine Aussage"."""
    if value is None or 2 * rated < asked:
        return None
    return next(place for place, band in enumerate(bands) if band.below is None or value < band.below)
