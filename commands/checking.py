"""``run.py check``: reads files without storing them and prints what a closed workshop would show."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.grouping import Mode
from analysis.plan import PlanItem, talk_plan
from analysis.questionnaire import Questionnaire
from commands.checked import file_as_text
from commands.reading import REFUSED, Reading, complain, nothing_read, print_json, questionnaire_at, read_files
from commands.terminal import as_lines
from content.plan import plan_as_json
from content.said.sentences import Speech
from data.intake.said import Said
from data.intake.understood import Options
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
    questionnaire = questionnaire_at(questionnaire_path)
    if isinstance(questionnaire, Said):
        if as_json:
            print_json(nothing_read(files, questionnaire, _) | ({} if minutes is None else {"plan": []}))
        else:
            complain(Speech(_)(questionnaire))
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
