"""Reads our own template, in any format: answers, the Verwaltungsbogen, and what became of every cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import SystemRandom

from analysis.questionnaire import Questionnaire
from data.intake.containers.reading import TEXT_TITLE, UnusableFileError
from data.intake.ledger import Booking, Ledger, Problem
from data.intake.own_template.administration_worksheet import read_administration_worksheet
from data.intake.own_template.answers_worksheet import read_answers_worksheet
from data.intake.own_template.cells import RawWorksheet
from data.intake.own_template.entries import Entries
from data.intake.said import Said, said
from data.intake.spelling import normalised
from data.sheet import AdministrationAnswer, EnteredSheet

ANSWERS_WORKSHEET = "Antworten"
ADMINISTRATION_WORKSHEET = "Verwaltungsbogen"
HELP_WORKSHEET = "Hilfe"
NO_WORKSHEET, NO_STATEMENT = said("template_without_answers"), said("template_without_statement")


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


def understand(raw: Iterable[RawWorksheet], questionnaire: Questionnaire, *, filename: str) -> TemplateFile:
    """Read the cells of a filled template; raises UnusableFileError if it is another workbook."""
    booking = Booking()
    entries = Entries(questionnaire, booking)
    people: list[EnteredSheet] = []
    statements: frozenset[str] = frozenset()
    administration: dict[str, AdministrationAnswer] = {}
    reason = NO_WORKSHEET
    for worksheet in raw:
        title = normalised(worksheet.title)
        if title in (normalised(ANSWERS_WORKSHEET), normalised(TEXT_TITLE)):
            people, statements = read_answers_worksheet(worksheet, entries)
            reason = NO_STATEMENT
        elif title == normalised(ADMINISTRATION_WORKSHEET):
            administration = read_administration_worksheet(worksheet, entries)
        else:
            booking.book("metadata" if title == normalised(HELP_WORKSHEET) else "ignored", len(worksheet.cells))
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
