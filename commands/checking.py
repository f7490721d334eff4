"""``run.py check``: reads files without storing them and prints what a closed workshop would show."""

import json
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import Mode, form_groups, group_counts
from analysis.plan import PlanItem, talk_plan
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from commands.checked import Checked, file_as_json, file_as_text
from commands.terminal import as_lines
from content.plan import plan_as_json
from content.said.answers import keys_of_words
from content.said.sentences import Speech
from data.counting import count_sheets
from data.intake.apart import understood_apart
from data.intake.containers.guard import MOST_BYTES
from data.intake.novelty import compare
from data.intake.said import Said, said
from data.intake.spelling import normalised
from data.intake.understood import Options, Understood
from data.questionnaire_file import QuestionnaireError, load_questionnaire
from data.sheet import EnteredSheet, StoredRecord, StoredSurvey
from reports.check import plan_as_text, results_as_json, results_as_text
from texts.words import Words, words

OK, PROBLEMS, REFUSED = 0, 1, 2
UNREADABLE = said("cannot_be_opened")


def check(
    files: Sequence[Path],
    *,
    questionnaire_path: Path,
    threshold: int,
    mode: Mode,
    as_json: bool,
    answers: Mapping[str, str],
    options: Options,
    language: str = "de",
    minutes: int | None = None,
) -> int:
    """Print the report, with a Gesprächsplan if there are ``minutes`` for it.

    Returns 0 read, 1 problems or open questions, 2 refused.
    """
    _ = words(language)
    try:
        questionnaire = load_questionnaire(questionnaire_path)
    except QuestionnaireError as error:
        why = said("questionnaire_wrong", problems=error.problems)
        _print_refusal(files, why, Speech(_), as_json=as_json, is_planned=minutes is not None)
        return REFUSED
    read = [_understood(path, questionnaire, answers, options) for path in files]
    _complain_about_answers(_, answers, read)
    checked, sheets = _compared(list(zip(files, read, strict=True)))
    everything, asked = _results(read, sheets, questionnaire, threshold, mode)
    plan = None if minutes is None else talk_plan(asked, minutes)
    if as_json:
        speech = Speech(_, questionnaire)
        report = {"files": [file_as_json(one, speech) for one in checked]}
        report |= results_as_json(everything, asked, questionnaire, _)
        report |= {} if plan is None else {"plan": plan_as_json(_, plan, asked, questionnaire)}
        _print_json(report)
    else:
        _print_text(_, checked, asked, plan, questionnaire)
    return _outcome(read)


def _outcome(read: Sequence[Understood]) -> int:
    if any(file.status == "refused" for file in read):
        return REFUSED
    return PROBLEMS if any(file.questions or file.problems or file.quarantined for file in read) else OK


def _complain_about_answers(_: Words, answers: Mapping[str, str], read: Sequence[Understood]) -> None:
    """Say which answers are to no question, or no choice of one; on stderr, so that JSON stays JSON."""
    for name, given in answers.items():
        asked = [one for file in read for one in file.asked if normalised(one.id) == normalised(name)]
        still_open = [one for file in read for one in file.questions if normalised(one.id) == normalised(name)]
        if not asked:
            _complain(f"--answer {name}={given}: {_('Keine der Dateien stellt diese Frage.')}")
        elif len(still_open) == len(asked):
            _complain(f"--answer {name}={given}: {_('Das passt zu keiner Auswahl dieser Frage.')}")


def _understood(path: Path, questionnaire: Questionnaire, answers: Mapping[str, str], options: Options) -> Understood:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return Understood(path.name, refused=UNREADABLE)
    given = dict(answers)
    for _ in range(len(answers) + 1):  # an answer may bring the next question
        found = understood_apart(content, questionnaire, filename=path.name, answers=given, options=options)
        in_words = keys_of_words(found.questions, given, questionnaire)
        if not in_words:
            break
        given |= in_words
    return found


def _compared(read: Sequence[tuple[Path, Understood]]) -> tuple[list[Checked], list[EnteredSheet]]:
    """Each file beside those before it, so that nobody counts twice; and the sheets that count in the end."""
    key = secrets.token_bytes(32)
    surveys: dict[str, list[tuple[str, EnteredSheet]]] = {}
    checked = []
    for number, (path, found) in enumerate(read):
        known = tuple(_survey(name, sheets) for name, sheets in surveys.items())
        comparison = compare(found.records, known, key=key, at_least=1)  # who asks has all the files
        replaced = {sheet.replaces for sheet in comparison.changed}
        for name, sheets in surveys.items():
            surveys[name] = [one for one in sheets if one[0] not in replaced]
        survey = surveys.setdefault(comparison.survey or str(number), [])
        coming = (*comparison.new, *comparison.changed)
        survey += [(f"{number}-{place}", replace(sheet, replaces="")) for place, sheet in enumerate(coming)]
        checked.append(Checked(path, found, comparison))
    return checked, [sheet for sheets in surveys.values() for _, sheet in sheets]


def _survey(name: str, sheets: Sequence[tuple[str, EnteredSheet]]) -> StoredSurvey:
    records = tuple(StoredRecord(one, sheet.record, sheet.perspective, sheet.answers) for one, sheet in sheets)
    return StoredSurvey(name, (), date.min, records)


def _results(
    files: Sequence[Understood],
    sheets: Sequence[EnteredSheet],
    questionnaire: Questionnaire,
    threshold: int,
    mode: Mode,
) -> tuple[Results, Results]:
    """Results over all statements of the questionnaire, and over those that the files ask."""
    counts, people = count_sheets(sheets)
    groups = form_groups(people, questionnaire, threshold=threshold, mode=mode)
    asked = [one for one in questionnaire.statements if any(one in file.statements for file in files)]
    administration = {one.statement: one.answer for file in files for one in file.administration if one.answer}
    everything = Counted(
        counts=group_counts(counts, groups),
        groups=groups,
        statements=tuple(questionnaire.statements),
        threshold=threshold,
        without_answers=sum(file.without_answers for file in files),
        administration=administration,
    )
    of_files = replace(everything, statements=tuple(asked))
    return evaluate(everything, questionnaire), evaluate(of_files, questionnaire)


def _print_text(
    _: Words,
    checked: Sequence[Checked],
    asked: Results,
    plan: Sequence[PlanItem] | None,
    questionnaire: Questionnaire,
) -> None:
    speech = Speech(_, questionnaire)
    for one in checked:
        print(as_lines(file_as_text(_, one, speech)))
    if asked.respondents:
        print("\n" + as_lines(results_as_text(asked, questionnaire, _).split("\n")))
    if plan is not None:
        print("\n" + as_lines(plan_as_text(_, plan, asked, questionnaire)))


def _print_refusal(files: Sequence[Path], why: Said, speech: Speech, *, as_json: bool, is_planned: bool) -> None:
    if not as_json:
        _complain(speech(why))
        return
    nothing = compare((), (), key=b"", at_least=1)
    refused = [file_as_json(Checked(path, Understood(path.name, refused=why), nothing), speech) for path in files]
    empty: dict[str, Any] = {"groups": {}, "statements": {}, "fields": {}, "discuss_first": [], "knowledge_gaps": []}
    _print_json({"files": refused} | empty | ({"plan": []} if is_planned else {}))


def _complain(sentence: str) -> None:
    print(as_lines([sentence]), file=sys.stderr)


def _print_json(report: Mapping[str, Any]) -> None:
    """With all letters escaped where the output cannot take each, as in a file on Windows."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(report, ensure_ascii=not is_unicode, indent=1))
