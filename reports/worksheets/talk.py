"""What the talk has added: what the room agrees on, its second votes, an earlier run and its measures."""

from dataclasses import replace
from typing import Any

from analysis.dossier import Dossier
from content.action_plan import action_table
from content.changes import changes_slide
from content.deck import comparison
from content.look_back import look_back_finding, look_back_table
from content.points import poll_table, result_columns
from content.protocol import agreement_table, note_table
from content.second_vote import after_finding, after_table
from content.statements import short_name
from content.tables import Table, stacked
from reports.cells import print_on
from reports.worksheets.layout import begin, begin_page, set_widths, write_lines, write_table
from texts.words import Words

LAST_PRINTED = "H"
"""Of the measures, up to how far they are: their details stand beside, for the screen."""


def agreed_tables(_: Words, dossier: Dossier) -> tuple[Table, ...]:
    """What the room has agreed, its measures without names, their poll, and the notes that may stand in a report."""
    asked, result = dossier.questionnaire, dossier.points
    beside = () if result is None else result_columns(_, result)
    tables = (
        agreement_table(_, dossier.results, asked, dossier.agreements),
        action_table(_, dossier.measures, asked, dossier.day, beside),
        *(() if result is None else (poll_table(_, result),)),
        note_table(_, asked, dossier.notes),
    )
    return tuple(table for table in tables if table.rows)


def write_agreed(worksheet: Any, _: Words, dossier: Dossier) -> None:
    row = begin(worksheet, _, dossier)
    for table in agreed_tables(_, dossier):
        row = write_table(worksheet, row, table)
    set_widths(worksheet, (36, 44, 26, 26, 40, 24, 18, 18, *(30,) * 9))
    print_on(worksheet, repeat_rows="1:1", area=f"A1:{LAST_PRINTED}{worksheet.max_row}")


def write_second_votes(worksheet: Any, _: Words, dossier: Dossier) -> None:
    """What has moved in a sentence each; then how the room answered before and after, and its groups after."""
    asked = dossier.questionnaire
    voted = [one for one in dossier.results.statements if one.id in dossier.second_votes]
    said = [
        (one.id, short_name(_, asked.statements[one.id]), after_finding(_, one, dossier.second_votes[one.id]).sentence)
        for one in voted
    ]
    row = begin(worksheet, _, dossier)
    heads = (_("Nr."), _("Aussage"), _("Nach dem Gespräch"))
    row = write_table(worksheet, row, Table(_("Zweite Abstimmung"), heads, tuple(said)))
    tables = [
        (said[place][:2], after_table(_, one, dossier.second_votes[one.id], dossier.results, asked))
        for place, one in enumerate(voted)
    ]
    write_table(worksheet, row, stacked(_("Antworten vor und nach dem Gespräch"), heads[:2], tables))
    set_widths(worksheet, (8, 44, 50, *(17,) * 7))
    print_on(worksheet, repeat_rows="1:1")


def write_comparison(worksheet: Any, _: Words, dossier: Dossier) -> None:
    """Fields, then statements by their numbers, of the room with the groups that both runs show."""
    views = comparison(dossier.results)
    slides = [changes_slide(_, dossier.results, dossier.questionnaire, view) for view in views]
    parts = [one for one in slides if one.view.view == "aussagen"]
    row = begin(worksheet, _, dossier)
    for note in slides[0].notes:
        row = write_lines(worksheet, row, note.title, note.lines)
    for fields in (one for one in slides if one.view.view == "felder"):
        row = write_table(worksheet, row, replace(fields.table, title=fields.finding.sentence), first=2)
    row_of = {one: values for part in parts for one, values in zip(part.table.ids, part.table.rows, strict=True)}
    rows = tuple((one, *row_of[one]) for one in dossier.results.by_statement if one in row_of)
    heads = (_("Nr."), *parts[0].table.heads)
    head = begin_page(worksheet, row)
    write_table(worksheet, row, Table(parts[0].finding.sentence, heads, rows))
    set_widths(worksheet, (8, 48, 15, 15, 22, *(21,) * 9))
    print_on(worksheet, repeat_rows=head)


def write_look_back(worksheet: Any, _: Words, dossier: Dossier) -> None:
    row = begin(worksheet, _, dossier)
    row = write_lines(worksheet, row, _("Was wurde daraus?"), [look_back_finding(_, dossier.earlier)])
    table = look_back_table(_, dossier.earlier, dossier.day)
    write_table(worksheet, row, replace(table, title=_("Maßnahmen aus dem früheren Durchgang")))
    set_widths(worksheet, (80, 50, 18, *(10,) * 5))
    print_on(worksheet, repeat_rows="1:1")
