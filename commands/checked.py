"""A file that ``run.py check`` has read, printed: as JSON, or as text to read."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from content.said.sentences import Speech
from data.intake.novelty import Comparison
from data.intake.plain import as_plain
from data.intake.questions import Question
from data.intake.said import Said
from data.intake.understood import LeftOut, Understood
from texts.sentences import sheets_title, taken_cells_title
from texts.words import Words


@dataclass(frozen=True)
class Checked:
    """A file, and what it adds to the files before it."""

    path: Path
    found: Understood
    comparison: Comparison


def file_as_json(checked: Checked, say: Callable[[Said], str]) -> dict[str, Any]:
    """Words for people to read, each beside the id and the gaps that they are made of."""
    found, comparison = checked.found, checked.comparison
    return {
        "file": str(checked.path),
        "tool": found.tool,
        "status": found.status,
        "message": None if found.refused is None else say(found.refused),
        "refused": as_plain(found.refused),
        "respondents": 0 if found.refused is not None else found.people,
        "without_answers": found.without_answers,
        "unfinished": found.unfinished,
        "new": len(comparison.new),
        "changed": len(comparison.changed),
        "unchanged": comparison.unchanged,
        "duplicates": comparison.duplicates,
        "cells": asdict(found.ledger),
        "questions": [_question_as_json(one, say) for one in found.questions],
        "problems": [
            {"cell": f"{one.worksheet}!{one.cell}", "value": one.value, "reason": say(one.reason)}
            | as_plain(one.reason)
            for one in found.problems
        ],
        "quarantined": [_row_as_json(one, say) for one in found.quarantined],
        "left_out": [_row_as_json(one, say) for one in found.left_out],
        "columns": [asdict(one) for one in found.columns],
        "notes": list(map(say, found.notes)),
        "note_ids": list(map(as_plain, found.notes)),
        "comments": [asdict(one) for one in found.comments],
    }


def _question_as_json(question: Question, say: Callable[[Said], str]) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "text": say(question.text),
        "choices": list(map(say, question.choices)),
        "choice_ids": [one.key for one in question.choices],
        "asks": as_plain(question.text),
    }


def _row_as_json(row: LeftOut, say: Callable[[Said], str]) -> dict[str, Any]:
    return {"row": row.row, "sheet": row.worksheet, "reason": say(row.reason), **as_plain(row.reason)}


def file_as_text(_: Words, checked: Checked, speech: Speech) -> list[str]:
    found, ledger = checked.found, checked.found.ledger
    if found.refused is not None:
        return [_("{file}: nicht gelesen. {reason}", file=checked.path, reason=speech(found.refused))]
    cells = _(
        "Zellen: {total} = {imported} übernommen + {metadata} Überschriften und Texte + {ignored} nicht gebraucht "
        "+ {rejected} nicht lesbar",
        **asdict(ledger),
    )
    lines = [f"{checked.path}: {sheets_title(_, found.people, found.without_answers)}.", f"  {cells}"]
    answers = sum(len(record.answers) for record in found.records)
    of_administration = sum(one.answer is not None for one in found.administration)
    taken = taken_cells_title(_, ledger.imported, answers, of_administration)
    if taken and not found.questions:  # while one is open, nobody's answers are taken over yet
        lines.append(f"  {taken}")
    lines += _questions_as_text(_, found, speech)
    set_aside, uncounted = (
        _("Zeile {row} ({sheet}) zurückgestellt: {reason}"),
        _("Zeile {row} ({sheet}) nicht gezählt: {reason}"),
    )
    for sentence, rows in ((set_aside, found.quarantined), (uncounted, found.left_out)):
        lines += [f"  {sentence.format(row=one.row, sheet=one.worksheet, reason=speech(one.reason))}" for one in rows]
    lines += [f"  {speech(note)}" for note in found.notes]
    cell = _("{cell}: „{value}“ {reason}")
    return lines + [
        f"  {cell.format(cell=f'{one.worksheet}!{one.cell}', value=one.value, reason=speech(one.reason))}"
        for one in found.problems
    ]


def _questions_as_text(_: Words, found: Understood, speech: Speech) -> list[str]:
    """Each with its choices, said once where several have the same."""
    lines: list[str] = []
    before: tuple[Said, ...] = ()
    for one in found.questions:
        again = one.choices == before
        above = f" ({_('Auswahl wie oben')})" if again else ""
        lines += [f"  {_('Frage: {text}', text=speech(one.text))}", f"    --answer '{one.id}=…'{above}"]
        lines += [f"      {speech(choice)}" for choice in one.choices if not again]
        before = one.choices
    return lines
