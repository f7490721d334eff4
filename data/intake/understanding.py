"""What a file of any tool holds: recognised, matched, read to people, with all that it leaves open as questions.

A pure function of the worksheets and the answers given so far; it is run again with each answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.questionnaire import Questionnaire
from data.intake.bundles import bundled
from data.intake.columns.headings import Catalogue
from data.intake.containers.guard import UnusableFileError
from data.intake.containers.reading import Worksheet
from data.intake.ledger import Booking
from data.intake.recognition import Recognition, left_out_of
from data.intake.rows.people import filled
from data.intake.said import Said, said
from data.intake.spelling import normalised
from data.intake.survey_tools import tools
from data.intake.tables import Table
from data.intake.understood import USUAL, Options, Understood
from data.intake.wording.named_blocks import FOR_ALL
from data.intake.wording.vocabulary import PerspectiveWords
from data.intake.worksheets.layout import tables_of
from data.intake.worksheets.refusals import SHORTENED

_SHORT = 30
"""Rows of a table in which the few that are left are not to be trusted where most have moved."""
_MOST_LOOKS = 6
_MANY_MOVED = 0.02
"""Share of all rows; fewer cannot look like the rule."""


def understood(
    worksheets: Sequence[Worksheet],
    questionnaire: Questionnaire,
    *,
    filename: str,
    answers: Mapping[str, str] | None = None,
    options: Options = USUAL,
) -> Understood:
    """Recognise, match and read a foreign file; never raises for what is in the file."""
    catalogue = Catalogue(questionnaire)
    given = _with_keys(answers or {}, questionnaire)
    return bundled(lambda one: _understood(worksheets, catalogue, one, filename=filename, options=options), given)


def _understood(
    worksheets: Sequence[Worksheet], catalogue: Catalogue, given: Mapping[str, str], *, filename: str, options: Options
) -> Understood:
    try:
        layout = tables_of(worksheets, catalogue, given)
    except UnusableFileError as error:
        return Understood(filename, tool=_likely_tool(worksheets, error.why), refused=error.why)
    booking = Booking()
    for worksheet, _reason in layout.unused:
        booking.book("ignored", cells_of(worksheet))
    unused = [said("unused_sheet", sheet=worksheet.title, reason=reason) for worksheet, reason in layout.unused]
    notes = (*layout.notes, *unused)
    open_here = tuple(one for one in layout.questions if one.answer(given) is None)
    if layout.table is None:
        skipped = {id(worksheet) for worksheet, _reason in layout.unused}
        booking.book("rejected", sum(cells_of(worksheet) for worksheet in worksheets if id(worksheet) not in skipped))
        return Understood(
            filename,
            tool=tools.likely(worksheets),
            asked=layout.questions,
            questions=open_here,
            notes=notes,
            ledger=booking.ledger,
        )
    understanding, moved = _without_moved_rows(layout.table, catalogue, given, options)
    people = len(layout.table.records)
    if len(moved) == people > 0 or (people <= _SHORT and 2 * len(moved) > people):
        refused = said("all_moved", reason=next(iter(moved.values())))
        return Understood(filename, tool=understanding.tool, refused=refused)
    rows_aside = sorted(moved)
    aside = tuple(left_out_of(layout.table, record, moved[record]) for record in rows_aside)
    for record in rows_aside:
        rows = zip(layout.table.parts, record, strict=True)
        booking.book("rejected", sum(filled(part, row) for part, row in rows if row))
    asked = list(layout.questions)
    if (question := understanding.question_about_blocks()) is not None:
        asked.append(question)
        if question.answer(given) == FOR_ALL:
            understanding = understanding.with_blocks_filled({record[0] for record in rows_aside})
    return understanding.result(filename, asked, notes, booking, aside)


def _without_moved_rows(
    table: Table, catalogue: Catalogue, given: Mapping[str, str], options: Options
) -> tuple[Recognition, dict[tuple[int, ...], Said]]:
    """The table as it is understood without the records that have moved, and why each of those has.

    Where many have, they look like the rule; so the others are looked at again once those are gone that stand out.
    """
    found: dict[tuple[int, ...], Said] = {}
    for _ in range(_MOST_LOOKS):
        understanding = Recognition(table, catalogue, given, options)
        moved = understanding.moved()
        if not moved:
            return understanding, found
        found |= {table.records[place]: reason for place, reason in moved.items()}
        kept = tuple(one for place, one in enumerate(table.records) if place not in moved)
        if not kept:
            return understanding, found
        table = replace(table, records=kept)
        if len(moved) < _MANY_MOVED * (len(found) + len(kept)):
            break
    return Recognition(table, catalogue, given, options), found


def _with_keys(answers: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, str]:
    """Perspectives may also be answered by their titles."""
    words = PerspectiveWords(questionnaire)
    return {
        name: (words.perspective(given) or given) if normalised(name).startswith("perspective") else given
        for name, given in answers.items()
    }


def _likely_tool(worksheets: Sequence[Worksheet], refusal: Said) -> tools.ToolId:
    """Only LimeSurvey shortens questions."""
    return "limesurvey" if refusal == SHORTENED else tools.likely(worksheets)


def cells_of(worksheet: Worksheet) -> int:
    """How many cells of the worksheet are not empty."""
    return sum(len(row) - row.count(None) for row in worksheet.rows) + len(worksheet.errors) + len(worksheet.formulas)
