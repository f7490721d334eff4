"""``run.py check``: reads files without storing them and prints what a closed workshop would show."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.grouping import Mode
from analysis.plan import PlanItem, talk_plan
from analysis.questionnaire import Questionnaire
from commands.checked import Checked, file_as_json, file_as_text
from commands.reading import REFUSED, Reading, complain, print_json, read_files
from commands.terminal import as_lines
from content.plan import plan_as_json
from content.said.sentences import Speech
from data.intake.novelty import compare
from data.intake.said import Said, said
from data.intake.understood import Options, Understood
from data.questionnaire_file import QuestionnaireError, load_questionnaire
from reports.check import plan_as_text, results_as_text
from texts.words import Words, words


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
        if as_json:
            print_json(nothing_read(files, why, Speech(_)) | ({} if minutes is None else {"plan": []}))
        else:
            complain(Speech(_)(why))
        return REFUSED
    found = read_files(_, files, questionnaire, threshold=threshold, mode=mode, answers=answers, options=options)
    plan = None if minutes is None else talk_plan(found.asked, minutes)
    if as_json:
        report = found.as_json(questionnaire, _)
        report |= {} if plan is None else {"plan": plan_as_json(_, plan, found.asked, questionnaire)}
        print_json(report)
    else:
        _print_text(_, found, plan, questionnaire)
    return found.outcome


def _print_text(
    _: Words,
    found: Reading,
    plan: Sequence[PlanItem] | None,
    questionnaire: Questionnaire,
) -> None:
    speech = Speech(_, questionnaire)
    for one in found.checked:
        print(as_lines(file_as_text(_, one, speech)))
    if found.asked.respondents:
        print("\n" + as_lines(results_as_text(found.asked, questionnaire, _).split("\n")))
    if plan is not None:
        print("\n" + as_lines(plan_as_text(_, plan, found.asked, questionnaire)))


def nothing_read(files: Sequence[Path], why: Said, speech: Speech) -> dict[str, Any]:
    """All files refused for this, and no results."""
    nothing = compare((), (), key=b"", at_least=1)
    refused = [file_as_json(Checked(path, Understood(path.name, refused=why), nothing), speech) for path in files]
    return {
        "files": refused,
        "groups": {},
        "statements": {},
        "fields": {},
        "discuss_first": [],
        "knowledge_gaps": [],
    }
