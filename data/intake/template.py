"""Reads our own Excel template: each non-empty cell ends up imported, metadata, ignored or rejected."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom
from typing import Literal

from analysis.questionnaire import ANSWERS, UNSTATED, Questionnaire
from data.intake.cells import RawCell, RawSheet, UnusableFileError, read_sheets
from data.intake.vocabulary import AnswerWords, PerspectiveWords, normalised
from data.store.administration import AdministrationAnswer
from data.store.sheets import EnteredSheet

ANSWERS_SHEET = "Antworten"
ADMINISTRATION_SHEET = "Verwaltungsbogen"
HELP_SHEET = "Hilfe"
PERSPECTIVE_HEADS = ("Perspektive", "Perspective")
STATEMENT_HEADS = ("Aussage", "Statement")
TEXT_HEADS = ("Text",)
ANSWER_HEADS = ("Antwort", "Answer")
REASON_HEADS = ("Begründung", "Reason")
WHO_KNOWS_HEADS = ("Wer weiß Bescheid", "Who knows")

LONGEST_TEXT = 2_000
LONGEST_SHOWN = 60
FORMULA = "Formel statt Wert: bitte als Wert einfügen."
ERROR = "Fehlerwert aus Excel: bitte eine Antwort eintragen oder die Zelle leeren."

Fate = Literal["imported", "metadata", "ignored", "rejected"]


@dataclass(frozen=True)
class Problem:
    """A cell that was not taken over, and why."""

    sheet: str
    cell: str
    value: str
    reason: str


@dataclass(frozen=True)
class Ledger:
    """What became of the non-empty cells of the file; the four sum up to ``total``."""

    total: int = 0
    imported: int = 0
    metadata: int = 0
    ignored: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class TemplateFile:
    """What a file holds; ``refused`` says in German why it holds nothing.

    ``sheets`` have at least one answer and come in random order. ``statements`` are those with a column.
    """

    filename: str
    refused: str | None = None
    sheets: tuple[EnteredSheet, ...] = ()
    without_answers: int = 0
    administration: tuple[AdministrationAnswer, ...] = ()
    statements: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)


def read_template(source: bytes | Path, questionnaire: Questionnaire, *, filename: str) -> TemplateFile:
    """Read a filled template in a child process; never raises for what is in the file."""
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
        raw = read_sheets(content)
    except UnusableFileError as error:
        return TemplateFile(filename, refused=str(error))
    except OSError:
        return TemplateFile(filename, refused="Die Datei lässt sich nicht öffnen.")
    return understand(raw, questionnaire, filename=filename)


def understand(raw: Iterable[RawSheet], questionnaire: Questionnaire, *, filename: str) -> TemplateFile:
    """The same for cells that are already read."""
    reading = _Reading(questionnaire)
    for sheet in raw:
        reading.read(sheet)
    if not reading.columns_seen and not reading.administration:
        return TemplateFile(filename, refused=reading.refusal())
    return reading.result(filename)


class _Reading:
    """One pass over a file: each cell is booked exactly once."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.answers = AnswerWords(questionnaire)
        self.perspectives = PerspectiveWords(questionnaire)
        self.booked: Counter[Fate] = Counter()
        self.problems: list[Problem] = []
        self.people: list[EnteredSheet] = []
        self.administration: dict[str, AdministrationAnswer] = {}
        self.columns_seen: set[str] = set()
        self.has_answers_sheet = False

    def read(self, sheet: RawSheet) -> None:
        title = normalised(sheet.title)
        if title == normalised(ANSWERS_SHEET):
            self.has_answers_sheet = True
            self._read_answers(sheet)
        elif title == normalised(ADMINISTRATION_SHEET):
            self._read_administration(sheet)
        else:
            self.booked["metadata" if title == normalised(HELP_SHEET) else "ignored"] += len(sheet.cells)

    def refusal(self) -> str:
        if not self.has_answers_sheet:
            return f"Das Blatt „{ANSWERS_SHEET}“ fehlt. Bitte die Vorlage aus diesem Workshop verwenden."
        return (
            f"Im Blatt „{ANSWERS_SHEET}“ steht in der ersten Zeile keine Aussage dieses Fragebogens. "
            "Bitte die Vorlage aus diesem Workshop verwenden."
        )

    def result(self, filename: str) -> TemplateFile:
        answered = [person for person in self.people if person.answers]
        SystemRandom().shuffle(answered)
        return TemplateFile(
            filename,
            sheets=tuple(answered),
            without_answers=len(self.people) - len(answered),
            administration=tuple(self.administration.values()),
            statements=frozenset(self.columns_seen),
            problems=tuple(self.problems),
            ledger=Ledger(
                total=self.booked.total(),
                imported=self.booked["imported"],
                metadata=self.booked["metadata"],
                ignored=self.booked["ignored"],
                rejected=self.booked["rejected"],
            ),
        )

    def _read_answers(self, sheet: RawSheet) -> None:
        """Row 1 holds "Perspektive" and the statement ids, row 2 maybe the texts, then one person a row."""
        rows = _rows(sheet)
        columns = self._columns(sheet.title, rows.pop(1, []))
        if 2 in rows and self._is_text_row(rows[2], columns):
            self._book_text_row(sheet.title, rows.pop(2), columns)
        for cells in rows.values():
            self._read_person(sheet.title, cells, columns)

    def _columns(self, sheet: str, head: Iterable[RawCell]) -> dict[int, str]:
        """Column number -> "Perspektive", a statement id, or "!" and a reason for a column that must be rejected."""
        columns: dict[int, str] = {}
        for cell in head:
            meaning = self._head_meaning(cell)
            if meaning in columns.values() and not meaning.startswith("!"):
                meaning = f"!Die Spalte „{meaning}“ gibt es zweimal; nur die erste wird gelesen."
            if not meaning:
                self.booked["ignored"] += 1
                continue
            columns[cell.column] = meaning
            if meaning.startswith("!"):
                self._reject(sheet, cell, meaning[1:])
            else:
                self.booked["metadata"] += 1
        self.columns_seen |= {meaning for meaning in columns.values() if meaning in self.questionnaire.statements}
        return columns

    def _head_meaning(self, cell: RawCell) -> str:
        if cell.kind in ("formula", "error"):
            return f"!{FORMULA if cell.kind == 'formula' else ERROR}"
        if _is_one_of(cell.text, PERSPECTIVE_HEADS):
            return PERSPECTIVE_HEADS[0]
        found = self._statements_called(cell)
        if len(found) > 1:
            return f"!Die Nummer ist nicht eindeutig ({' oder '.join(found)}): bitte als Text eintragen."
        if found:
            return found[0]
        looks_like_a_number = cell.text.strip().replace(".", "").replace(",", "").isdigit()
        return "!Diese Aussage gibt es im Fragebogen nicht." if looks_like_a_number else ""

    def _statements_called(self, cell: RawCell) -> list[str]:
        """Ids that a cell names; as a number, Excel makes 1.1 of both "1.1" and "1.10"."""
        ids = self.questionnaire.statements
        if cell.kind != "number":
            name = normalised(cell.text)
            return [one for one in ids if normalised(one) == name]
        return [one for one in ids if _as_number(one) == float(cell.text)]

    def _is_text_row(self, row: Iterable[RawCell], columns: Mapping[int, str]) -> bool:
        if any(cell.column == 1 and _is_one_of(cell.text, STATEMENT_HEADS) for cell in row):
            return True
        return any(self._is_text_of(cell.text, columns.get(cell.column, "")) for cell in row)

    def _is_text_of(self, text: str, statement: str) -> bool:
        known = self.questionnaire.statements.get(statement)
        return known is not None and normalised(text) in {normalised(one) for one in known.text.values()}

    def _book_text_row(self, sheet: str, row: Iterable[RawCell], columns: Mapping[int, str]) -> None:
        for cell in row:
            meaning = columns.get(cell.column)
            if meaning is None and cell.column != 1:
                self.booked["ignored"] += 1
            elif meaning in self.columns_seen and not self._is_text_of(cell.text, meaning or ""):
                self._book_other_text(sheet, cell, meaning or "")
            else:
                self.booked["metadata"] += 1

    def _book_other_text(self, sheet: str, cell: RawCell, statement: str) -> None:
        """A reworded text is left alone; the text of another statement means that columns were mixed up."""
        others = [one for one in self.questionnaire.statements if self._is_text_of(cell.text, one)]
        if not others:
            self.booked["metadata"] += 1
            return
        reason = f"Der Text gehört zur Aussage {others[0]}, die Spalte heißt aber {statement}. Bitte prüfen."
        self._reject(sheet, cell, reason)

    def _read_person(self, sheet: str, cells: Iterable[RawCell], columns: Mapping[int, str]) -> None:
        perspective = UNSTATED
        answers: dict[str, str] = {}
        is_person = False
        for cell in cells:
            meaning = columns.get(cell.column)
            if meaning is None or not normalised(cell.text):
                self.booked["ignored"] += 1
            elif meaning.startswith("!"):
                self._reject(sheet, cell, meaning[1:])
            elif meaning == PERSPECTIVE_HEADS[0]:
                is_person = True
                perspective = self._perspective(sheet, cell)
            else:
                is_person = True
                answer = self._answer(sheet, cell)
                if answer is not None:
                    answers[meaning] = answer
        if is_person:
            self.people.append(EnteredSheet(perspective, answers))

    def _perspective(self, sheet: str, cell: RawCell) -> str:
        reason = _why_no_value(cell)
        found = None if reason else self.perspectives.perspective(cell.text)
        if found is None:
            unknown = "Diese Perspektive gibt es nicht; der Bogen zählt ohne Angabe. Erlaubt: siehe Blatt „Hilfe“."
            self._reject(sheet, cell, reason or unknown)
            return UNSTATED
        self.booked["imported"] += 1
        return found

    def _answer(self, sheet: str, cell: RawCell) -> str | None:
        reason = _why_no_value(cell)
        found = None if reason or cell.kind != "text" else self.answers.answer(cell.text)
        if found is None:
            self._reject(sheet, cell, reason or self._allowed())
            return None
        self.booked["imported"] += 1
        return found

    def _allowed(self) -> str:
        labels = " · ".join(f"{step.code} {step.label.get('de', '')}" for step in self.questionnaire.scale)
        return f"Erlaubt sind {', '.join(ANSWERS[:-1])} und {ANSWERS[-1]} oder die Antwort in Worten: {labels}."

    def _read_administration(self, sheet: RawSheet) -> None:
        """Row 1 holds the heads; then one statement a row."""
        rows = _rows(sheet)
        heads = rows.pop(1, [])
        columns = _administration_columns(heads)
        self.booked["metadata"] += sum(cell.column in columns for cell in heads)
        self.booked["ignored"] += sum(cell.column not in columns for cell in heads)
        for cells in rows.values():
            self._read_administration_row(sheet.title, cells, columns)

    def _read_administration_row(self, sheet: str, cells: Iterable[RawCell], columns: Mapping[int, str]) -> None:
        named = {columns[cell.column]: cell for cell in cells if cell.column in columns and normalised(cell.text)}
        self.booked["ignored"] += sum(cell not in named.values() for cell in cells)
        statement, reason = self._statement_of_row(named.get("statement"))
        for name in ("statement", "text"):
            if name in named and (name == "text" or statement is not None):
                self.booked["metadata"] += 1
            elif name in named:
                self._reject(sheet, named[name], reason)
        given = {name: cell for name, cell in named.items() if name not in ("statement", "text")}
        if statement is None:
            for cell in given.values():
                self._reject(sheet, cell, reason)
            return
        answer = self._answer(sheet, given["answer"]) if "answer" in given else None
        texts = {name: self._text(sheet, given[name]) for name in ("reason", "who_knows") if name in given}
        if answer is not None or any(texts.values()):
            self.administration[statement] = AdministrationAnswer(statement, answer, **texts)

    def _statement_of_row(self, cell: RawCell | None) -> tuple[str | None, str]:
        """The statement of a row, or None and why there is none."""
        if cell is None:
            return None, "In dieser Zeile fehlt die Nummer der Aussage."
        found = self._statements_called(cell)
        if len(found) > 1:
            return None, f"Die Nummer ist nicht eindeutig ({' oder '.join(found)}): bitte als Text eintragen."
        if not found:
            return None, "Diese Aussage gibt es im Fragebogen nicht."
        if found[0] in self.administration:
            return None, f"Aussage {found[0]} gibt es in diesem Blatt zweimal; nur die erste wird gelesen."
        return found[0], ""

    def _text(self, sheet: str, cell: RawCell) -> str:
        reason = _why_no_value(cell)
        if reason is None and len(cell.text) > LONGEST_TEXT:
            reason = f"Der Text ist länger als {LONGEST_TEXT} Zeichen."
        if reason is not None:
            self._reject(sheet, cell, reason)
            return ""
        self.booked["imported"] += 1
        return cell.text.strip()

    def _reject(self, sheet: str, cell: RawCell, reason: str) -> None:
        self.booked["rejected"] += 1
        shown = cell.text if len(cell.text) <= LONGEST_SHOWN else f"{cell.text[:LONGEST_SHOWN]}…"
        self.problems.append(Problem(sheet, cell.address, shown, reason))


def _rows(sheet: RawSheet) -> dict[int, list[RawCell]]:
    rows: dict[int, list[RawCell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _administration_columns(heads: Iterable[RawCell]) -> dict[int, str]:
    names = {
        "statement": STATEMENT_HEADS,
        "text": TEXT_HEADS,
        "answer": ANSWER_HEADS,
        "reason": REASON_HEADS,
        "who_knows": WHO_KNOWS_HEADS,
    }
    columns: dict[int, str] = {}
    for cell in heads:
        for name, called in names.items():
            if _is_one_of(cell.text, called) and name not in columns.values():
                columns[cell.column] = name
    return columns


def _why_no_value(cell: RawCell) -> str | None:
    return {"formula": FORMULA, "error": ERROR}.get(cell.kind)


def _is_one_of(text: str, names: Iterable[str]) -> bool:
    return normalised(text) in {normalised(name) for name in names}


def _as_number(identifier: str) -> float | None:
    try:
        return float(identifier)
    except ValueError:
        return None
