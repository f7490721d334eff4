"""The results and what the talk has added as an Excel workbook, a worksheet for each; native charts."""

import io
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from analysis.dossier import Dossier
from reports.packages import dated
from reports.printable import writable
from reports.worksheets.answers import (
    write_groups,
    write_measures,
    write_method,
    write_overview,
    write_statements,
    write_suggestions,
)
from reports.worksheets.layout import workbook_title
from reports.worksheets.talk import agreed_tables, write_agreed, write_comparison, write_look_back, write_second_votes
from texts.words import Words

WIDEST_TITLE = 31
"""Excel's limit for the name of a worksheet."""

Writing = Callable[[Any, Words, Dossier], None]


def workbook(dossier: Dossier, words: Words) -> bytes:
    """An .xlsx with the numbers of the screen; hidden values are hidden here too."""
    book = Workbook()
    book.properties = DocumentProperties(
        title=writable(workbook_title(words, dossier)), creator=writable(dossier.municipality)
    )
    book.remove(book.worksheets[0])
    for name, writing in _worksheets(words, dossier):
        writing(book.create_sheet(name[:WIDEST_TITLE]), words, dossier)
    file = io.BytesIO()
    book.save(file)
    return dated(file.getvalue(), dossier.held_on)


def _worksheets(_: Words, dossier: Dossier) -> Iterator[tuple[str, Writing]]:
    """Those that have something to say, by their names."""
    fields = dossier.questionnaire.fields
    yield _("Überblick"), write_overview
    yield _("Aussagen"), write_statements
    if dossier.results.groups_beside:
        yield _("Gruppen"), write_groups
    if dossier.results.since is not None and dossier.results.since.room.statements:
        yield _("Vergleich"), write_comparison
    if any(field.suggestions or field.assessments for field in fields):
        yield _("Anregungen"), write_suggestions
    if any(field.measures for field in fields):
        yield _("Maßnahmen"), write_measures
    if any(one.id in dossier.second_votes for one in dossier.results.statements):
        yield _("Zweite Abstimmung"), write_second_votes
    if agreed_tables(_, dossier):
        yield _("Vereinbart"), write_agreed
    if dossier.earlier:
        yield _("Frühere Maßnahmen"), write_look_back
    yield _("Methode"), write_method
