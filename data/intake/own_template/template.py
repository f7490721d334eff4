"""Reads our own template, in any format: answers, the Verwaltungsbogen, and what became of every cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import SystemRandom

from analysis.questionnaire import Questionnaire
from data.intake.containers.reading import TEXT_TITLE, UnusableFileError
from data.intake.ledger import Booking, Ledger, Problem
from data.intake.own_template.administration_sheet import read_administration_sheet
from data.intake.own_template.answers_sheet import read_answers_sheet
from data.intake.own_template.cells import RawSheet
from data.intake.own_template.entries import Entries
from data.intake.said import Said, said
from data.intake.spelling import normalised
from data.sheet import AdministrationAnswer, EnteredSheet

ANSWERS_SHEET = "Antworten"
ADMINISTRATION_SHEET = "Verwaltungsbogen"
HELP_SHEET = "Hilfe"
NO_SHEET, NO_STATEMENT = said("template_without_answers"), said("template_without_statement")


@dataclass(frozen=True)
class TemplateFile:
    """What a file holds.

    ``sheets`` have at least one answer and come in random order. ``statements`` are those with a column.
    """

    filename: str
    sheets: tuple[EnteredSheet, ...] = ()
    without_answers: int = 0
    administration: tuple[AdministrationAnswer, ...] = ()
    statements: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    notes: tuple[Said, ...] = ()


def understand(raw: Iterable[RawSheet], questionnaire: Questionnaire, *, filename: str) -> TemplateFile:
    """Read the cells of a filled template; raises UnusableFileError if it is another workbook."""
    booking = Booking()
    entries = Entries(questionnaire, booking)
    people: list[EnteredSheet] = []
    statements: frozenset[str] = frozenset()
    administration: dict[str, AdministrationAnswer] = {}
    reason = NO_SHEET
    for sheet in raw:
        title = normalised(sheet.title)
        if title in (normalised(ANSWERS_SHEET), normalised(TEXT_TITLE)):
            people, statements = read_answers_sheet(sheet, entries)
            reason = NO_STATEMENT
        elif title == normalised(ADMINISTRATION_SHEET):
            administration = read_administration_sheet(sheet, entries)
        else:
            booking.book("metadata" if title == normalised(HELP_SHEET) else "ignored", len(sheet.cells))
    if not statements and not administration:
        raise UnusableFileError(reason)
    answered = [person for person in people if person.answers]
    SystemRandom().shuffle(answered)
    return TemplateFile(
        filename,
        sheets=tuple(answered),
        without_answers=len(people) - len(answered),
        administration=tuple(administration.values()),
        statements=statements,
        problems=booking.problems,
        ledger=booking.ledger,
        notes=booking.notes,
    )
