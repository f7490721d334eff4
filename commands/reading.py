"""Files as commands read them: understood in children, nobody counted twice, and what a closed workshop would show."""

import json
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import Mode, form_groups, group_counts
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from commands.checked import Checked, file_as_json
from commands.terminal import as_lines
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
from reports.check import results_as_json
from texts.words import Words

OK, PROBLEMS, REFUSED = 0, 1, 2


@dataclass(frozen=True)
class Reading:
    """The files that were read; ``everything`` over all statements of the questionnaire, ``asked`` over those that the
    files ask."""

    checked: tuple[Checked, ...]
    everything: Results
    asked: Results

    @property
    def files(self) -> tuple[Understood, ...]:
        """What each was understood as."""
        return tuple(one.found for one in self.checked)

    @property
    def outcome(self) -> int:
        """0 read, 1 problems or open questions, 2 refused."""
        if any(file.status == "refused" for file in self.files):
            return REFUSED
        return PROBLEMS if any(file.questions or file.problems or file.quarantined for file in self.files) else OK

    def as_json(self, questionnaire: Questionnaire, words: Words) -> dict[str, Any]:
        """Files and results for programs."""
        speech = Speech(words, questionnaire)
        report: dict[str, Any] = {"files": [file_as_json(one, speech) for one in self.checked]}
        return report | results_as_json(self.everything, self.asked, questionnaire, words)


def questionnaire_at(path: Path) -> Questionnaire | Said:
    """The questionnaire, or why it cannot be used."""
    try:
        return load_questionnaire(path)
    except QuestionnaireError as error:
        return said("questionnaire_wrong", problems=error.problems)


def nothing_read(paths: Sequence[Path], why: Said, words: Words) -> dict[str, Any]:
    """For programs: all files refused for this, and no results."""
    nothing, speech = compare((), (), key=b"", at_least=1), Speech(words)
    refused = [file_as_json(Checked(path, Understood(path.name, refused=why), nothing), speech) for path in paths]
    return {
        "files": refused,
        "groups": {},
        "statements": {},
        "fields": {},
        "discuss_first": [],
        "knowledge_gaps": [],
    }


def read_files(
    words: Words,
    paths: Sequence[Path],
    questionnaire: Questionnaire,
    *,
    threshold: int,
    mode: Mode,
    answers: Mapping[str, str],
    options: Options,
) -> Reading:
    """All files together; complains on stderr about answers to no question."""
    read = [_understood(path, questionnaire, answers, options) for path in paths]
    _complain_about_answers(words, answers, read)
    checked, sheets = _compared(list(zip(paths, read, strict=True)))
    everything, asked = _results(read, sheets, questionnaire, threshold, mode)
    return Reading(tuple(checked), everything, asked)


def _understood(path: Path, questionnaire: Questionnaire, answers: Mapping[str, str], options: Options) -> Understood:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return Understood(path.name, refused=_not_opened(path, error))
    given = dict(answers)
    for _ in range(len(answers) + 1):  # an answer may bring the next question
        found = understood_apart(content, questionnaire, filename=path.name, answers=given, options=options)
        in_words = keys_of_words(found.questions, given, questionnaire)
        if not in_words:
            break
        given |= in_words
    return found


def _not_opened(path: Path, error: OSError) -> Said:
    """Windows says of a folder that it may not be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return said("no_such_file")
    if path.is_dir():
        return said("is_a_folder")
    return said("may_not_be_read") if isinstance(error, PermissionError) else said("cannot_be_opened")


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


def _complain_about_answers(_: Words, answers: Mapping[str, str], read: Sequence[Understood]) -> None:
    """Say which answers are to no question, or no choice of one; on stderr, so that JSON stays JSON."""
    for name, given in answers.items():
        asked = [one for file in read for one in file.asked if normalised(one.id) == normalised(name)]
        still_open = [one for file in read for one in file.questions if normalised(one.id) == normalised(name)]
        if not asked:
            complain(f"--answer {name}={given}: {_('Keine der Dateien stellt diese Frage.')}")
        elif len(still_open) == len(asked):
            complain(f"--answer {name}={given}: {_('Das passt zu keiner Auswahl dieser Frage.')}")


def complain(sentence: str) -> None:
    """On stderr, so that JSON stays JSON."""
    print(as_lines([sentence]), file=sys.stderr)


def print_json(report: Mapping[str, Any]) -> None:
    """With all letters escaped where the output cannot take each, as in a file on Windows."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(report, ensure_ascii=not is_unicode, indent=1))
