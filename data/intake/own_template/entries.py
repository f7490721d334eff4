"""Reads what people enter into single cells; books each as imported or rejected."""

import re

from analysis.questionnaire import UNSTATED, Questionnaire
from data.intake.cells import RawCell
from data.intake.ledger import Booking
from data.intake.said import Said, said
from data.intake.spelling import normalised
from data.intake.wording.vocabulary import AnswerWords, PerspectiveWords

LONGEST_TEXT = 2_000
_DECIMAL = re.compile(r"\d+[.,]\d+")
FORMULA, ERROR = said("formula"), said("error")
DATE = said("number_made_date")
UNKNOWN_STATEMENT, UNKNOWN_PERSPECTIVE = said("unknown_statement"), said("unknown_perspective")
NOT_ALLOWED = said("not_allowed")


class Entries:
    """Understands cells of one file in the words of its questionnaire."""

    def __init__(self, questionnaire: Questionnaire, booking: Booking) -> None:
        self.questionnaire = questionnaire
        self.booking = booking
        self._answers = AnswerWords(questionnaire)
        self._perspectives = PerspectiveWords(questionnaire)

    def perspective(self, worksheet: str, cell: RawCell) -> str:
        """The perspective key; an unknown one is rejected and counts as "ohne-angabe"."""
        reason = why_no_value(cell)
        found = None if reason else self._perspectives.perspective(cell.text)
        if found is None:
            self.booking.reject(worksheet, cell, reason or UNKNOWN_PERSPECTIVE)
            return UNSTATED
        self.booking.book("imported")
        return found

    def answer(self, worksheet: str, cell: RawCell) -> str | None:
        """A to E, or None for a rejected cell; numbers have no direction and are rejected."""
        reason = why_no_value(cell)
        found = self._answers.answer(cell.text) if cell.kind == "text" else None
        if found is None:
            self.booking.reject(worksheet, cell, reason or NOT_ALLOWED)
            return None
        self.booking.book("imported")
        return found

    def text(self, worksheet: str, cell: RawCell) -> str:
        """A reason or a name in the Verwaltungsbogen; empty where it is rejected."""
        reason = why_no_value(cell)
        if reason is None and len(cell.text) > LONGEST_TEXT:
            reason = said("long_text", most=LONGEST_TEXT)
        if reason is not None:
            self.booking.reject(worksheet, cell, reason)
            return ""
        self.booking.book("imported")
        return cell.text.strip()

    def statement(self, cell: RawCell) -> tuple[str | None, Said | None]:
        """The statement that a cell names, or None and why there is none."""
        reason = DATE if cell.kind == "date" else why_no_value(cell)
        if reason is not None:
            return None, reason
        found = self._statements_called(cell)
        if len(found) > 1:
            return None, said("ambiguous_number", either=tuple(found))
        return (found[0], None) if found else (None, UNKNOWN_STATEMENT)

    def statement_with_text(self, text: str) -> str | None:
        """The one statement that has this text in one of its languages."""
        name = normalised(text)
        found = [
            one for one, known in self.questionnaire.statements.items() if name in map(normalised, known.text.values())
        ]
        return found[0] if len(found) == 1 and name else None

    def is_text_of(self, text: str, statement: str) -> bool:
        """Whether this is the statement's text in one of its languages."""
        known = self.questionnaire.statements.get(statement)
        return known is not None and normalised(text) in {normalised(one) for one in known.text.values()}

    def _statements_called(self, cell: RawCell) -> list[str]:
        """Ids that a cell names; Excel makes the number 1.1 of both "1.1" and "1.10", and writes it "1,1"."""
        ids = self.questionnaire.statements
        if cell.kind == "number":
            return [one for one in ids if _as_number(one) == float(cell.text)]
        name = normalised(cell.text)
        found = [one for one in ids if normalised(one) in (name, name.replace(",", "."))]
        if found or not _DECIMAL.fullmatch(name):
            return found
        return [one for one in ids if _as_number(one) == float(name.replace(",", "."))]


def why_no_value(cell: RawCell) -> Said | None:
    """Formulas and error values are never taken for what they show."""
    return {"formula": FORMULA, "error": ERROR}.get(cell.kind)


def _as_number(identifier: str) -> float | None:
    try:
        return float(identifier)
    except ValueError:
        return None
