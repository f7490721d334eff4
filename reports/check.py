"""What ``run.py check`` prints of a result: one JSON object, or text to read."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from analysis.plan import PlanItem
from analysis.questionnaire import RATINGS, Questionnaire
from analysis.results import Cell, FieldResult, Ratings, Results, StatementResult
from content.fields import field_columns
from content.groups import group_table
from content.plan import plan_table
from content.slides import Slide
from content.statements import agenda
from content.suggestions import statement_slide
from content.tables import Value, as_text
from texts.numbers import rounded
from texts.sentences import method_sentences, sheets_title
from texts.titles import band_title
from texts.words import Words


def results_as_json(results: Results, asked: Results, questionnaire: Questionnaire, words: Words) -> dict[str, Any]:
    """Published figures only; levels and distances to one decimal, ``disagreement`` as an exact fraction.

    ``results`` covers all statements of the questionnaire, ``asked`` those of the files: fields are means over these.
    """
    empty = {field.id: field for field in results.fields}
    fields = {**empty, **{field.id: field for field in asked.fields}}
    return {
        "groups": {group.id: group.people for group in results.groups},
        "statements": {statement.id: _statement(statement) for statement in results.statements},
        "fields": {identifier: _field(field, questionnaire, words) for identifier, field in fields.items()},
        "discuss_first": list(results.discuss_first),
        "knowledge_gaps": list(results.knowledge_gaps),
    }


def _statement(statement: StatementResult) -> dict[str, Any]:
    return {
        "counts": _counts(statement.ratings),
        "e": statement.e,
        "blank": statement.blank,
        "level": _decimal(statement.level),
        "disagreement": _fraction(statement.disagreement),
        "group_distance": _decimal(statement.group_distance),
        "band": statement.band,
        "pattern": statement.pattern,
        "groups": {group: _cell(cell) for group, cell in statement.cells.items()},
        "e_groups": {
            group: None if cell.e is None else {"e": cell.e, "of": cell.people}
            for group, cell in statement.cells.items()
        },
    }


def _cell(cell: Cell) -> dict[str, Any] | None:
    if cell.ratings is None:
        return None
    return {"counts": _counts(cell.ratings), "level": _decimal(cell.level)}


def _field(field: FieldResult, questionnaire: Questionnaire, words: Words) -> dict[str, Any]:
    return {
        "level": _decimal(field.level),
        "band": band_title(words, field.band, questionnaire),
        "pattern": field.pattern,
        "groups": {group: _decimal(cell.level) for group, cell in field.cells.items()},
    }


def _counts(ratings: Ratings | None) -> dict[str, int] | None:
    return None if ratings is None else ratings._asdict()


def _decimal(value: Fraction | None) -> float | None:
    return None if value is None else float(rounded(value))


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def results_as_text(results: Results, questionnaire: Questionnaire, words: Words) -> str:
    """The same to read in a terminal, in the reader's language."""
    return "\n".join(_lines(results, questionnaire, words))


def _lines(results: Results, questionnaire: Questionnaire, _: Words) -> Iterator[str]:
    yield sheets_title(_, results.respondents, results.without_answers)
    yield _("Gruppen:")
    for title, people, _perspectives in group_table(_, results, questionnaire).rows:
        yield f"  {title}: {people}"
    yield ""
    yield _("Handlungsfelder (Einschätzung im Mittel, 1 = trifft nicht zu, 4 = trifft zu):")
    columns = field_columns(_, questionnaire)
    for field in results.fields:
        title, *values = (as_text(_, columns[name].cell(field)) for name in ("title", "level", "band", "pattern"))
        yield f"  {title}: {' · '.join(values)}"
    for table in agenda(_, results, questionnaire, names=("number", "text", "reason", "band")):
        yield ""
        yield table.title
        for row, statement in zip(table.rows, table.ids, strict=True):
            yield from _statement_lines(row, statement_slide(_, results, questionnaire, statement), _)
    yield ""
    yield from method_sentences(_)


def _statement_lines(row: Sequence[Value], slide: Slide, _: Words) -> Iterator[str]:
    number, text, why, band = row
    yield f"  {number} {text}"
    yield f"       {why} · " + _("Wie weit auseinander? {band}", band=band)
    for who, *values in slide.table.rows[1:] or slide.table.rows:
        counts = values[: len(RATINGS)]
        shown = [f"{code} {count}" for code, count in zip(RATINGS, counts, strict=True)]
        yield f"       {who}: {' '.join(shown) if isinstance(counts[0], int) else counts[0]}"


def plan_as_text(_: Words, plan: Sequence[PlanItem], results: Results, questionnaire: Questionnaire) -> list[str]:
    """The Gesprächsplan to read in a terminal, in the order of the talk."""
    table = plan_table(_, plan, results, questionnaire)
    if not table.rows:
        return [_("Für einen Gesprächsplan reichen die Antworten noch nicht.")]
    lines = [table.title]
    for (name, field, why, question, minutes), statement in zip(table.rows, table.ids, strict=True):
        lines.append(f"  {_('{n} Min.', n=minutes):>7}  {statement} {name} · {field}")
        lines += [f"           {said}" for said in (why, question) if said]
    return lines
