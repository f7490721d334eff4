"""``run.py check``: reads sheets without storing them and prints what a closed workshop would show."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.evaluation import evaluate
from analysis.grouping import Mode, form_groups, group_counts
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from data.counting import count_sheets
from data.intake.template import TemplateFile, read_template
from data.questionnaire_file import QuestionnaireError, load_questionnaire
from reports.check import results_as_json, results_as_text
from texts import words

OK, PROBLEMS, REFUSED = 0, 1, 2


def check(files: Sequence[Path], *, questionnaire_path: Path, threshold: int, mode: Mode, as_json: bool) -> int:
    """Print the report; returns 0 read, 1 problems, 2 refused."""
    try:
        questionnaire = load_questionnaire(questionnaire_path)
    except QuestionnaireError as error:
        message = "Der Fragebogen hat Fehler: " + " · ".join(error.problems)
        _print_refusal(files, message, as_json=as_json)
        return REFUSED
    read = [(path, read_template(path, questionnaire, filename=path.name)) for path in files]
    everything, asked = _results([file for _, file in read], questionnaire, threshold, mode)
    if as_json:
        report = {"files": [_file_as_json(path, file) for path, file in read]}
        report |= results_as_json(everything, asked, questionnaire, words("de"))
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for path, file in read:
            print("\n".join(_file_as_text(path, file)))
        if asked.respondents:
            print("\n" + results_as_text(asked, questionnaire, words("de")))
    if any(file.refused is not None for _, file in read):
        return REFUSED
    return PROBLEMS if any(file.problems for _, file in read) else OK


def _results(
    files: Sequence[TemplateFile], questionnaire: Questionnaire, threshold: int, mode: Mode
) -> tuple[Results, Results]:
    """Results over all statements of the questionnaire, and over those that the files ask."""
    counts, people = count_sheets(sheet for file in files for sheet in file.sheets)
    groups = form_groups(people, questionnaire, threshold=threshold, mode=mode)
    of_groups = group_counts(counts, groups)
    asked = [one for one in questionnaire.statements if any(one in file.statements for file in files)]
    administration = {one.statement: one.answer for file in files for one in file.administration if one.answer}
    everything, of_files = (
        evaluate(
            of_groups,
            groups,
            questionnaire,
            statements=statements,
            threshold=threshold,
            without_answers=sum(file.without_answers for file in files),
            administration=administration,
        )
        for statements in (list(questionnaire.statements), asked)
    )
    return everything, of_files


def _print_refusal(files: Sequence[Path], message: str, *, as_json: bool) -> None:
    if not as_json:
        print(message, file=sys.stderr)
        return
    refused = [_refused_as_json(path, message) for path in files]
    empty: dict[str, Any] = {"groups": {}, "statements": {}, "fields": {}, "discuss_first": [], "knowledge_gaps": []}
    print(json.dumps({"files": refused} | empty, ensure_ascii=False, indent=1))


def _refused_as_json(path: Path, message: str) -> dict[str, Any]:
    return {
        "file": str(path),
        "tool": "template",
        "status": "refused",
        "message": message,
        "respondents": 0,
        "without_answers": 0,
        "cells": {"total": 0, "imported": 0, "metadata": 0, "ignored": 0, "rejected": 0},
        "problems": [],
        "questions": [],
        "quarantined": [],
    }


def _file_as_json(path: Path, file: TemplateFile) -> dict[str, Any]:
    if file.refused is not None:
        return _refused_as_json(path, file.refused)
    ledger = file.ledger
    return _refused_as_json(path, "") | {
        "status": "ok",
        "message": None,
        "respondents": len(file.sheets),
        "without_answers": file.without_answers,
        "cells": {
            "total": ledger.total,
            "imported": ledger.imported,
            "metadata": ledger.metadata,
            "ignored": ledger.ignored,
            "rejected": ledger.rejected,
        },
        "problems": [
            {"cell": f"{problem.sheet}!{problem.cell}", "value": problem.value, "reason": problem.reason}
            for problem in file.problems
        ],
    }


def _file_as_text(path: Path, file: TemplateFile) -> list[str]:
    if file.refused is not None:
        return [f"{path}: nicht gelesen. {file.refused}"]
    ledger = file.ledger
    lines = [
        f"{path}: {len(file.sheets)} Bögen mit Antworten, {file.without_answers} ohne.",
        f"  Zellen: {ledger.total} = {ledger.imported} übernommen + {ledger.metadata} Überschriften und Texte "
        f"+ {ledger.ignored} nicht gebraucht + {ledger.rejected} nicht lesbar",
    ]
    return lines + [f"  {one.sheet}!{one.cell}: „{one.value}“ {one.reason}" for one in file.problems]
