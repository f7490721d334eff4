"""A file as it comes: our own template or anybody's export, read to the same thing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from analysis.questionnaire import Questionnaire
from data.intake.columns.headings import Catalogue
from data.intake.containers.guard import UnusableFileError
from data.intake.containers.reading import TEXT_TITLE, Value, Worksheet
from data.intake.ledger import Ledger
from data.intake.mending.prepared import prepared
from data.intake.own_template.answers_worksheet import PERSPECTIVE_HEADS, STATEMENT_HEADS
from data.intake.own_template.cells import raw_worksheet
from data.intake.own_template.template import ADMINISTRATION_WORKSHEET, ANSWERS_WORKSHEET, TemplateFile
from data.intake.own_template.template import understand as template_understood
from data.intake.said import Said, said
from data.intake.spelling import is_one_of
from data.intake.understanding import understood
from data.intake.understood import USUAL, Options, Understood
from data.sheet import AdministrationAnswer, FileRecord


def understood_file(
    worksheets: Sequence[Worksheet],
    questionnaire: Questionnaire,
    *,
    filename: str,
    answers: Mapping[str, str] | None = None,
    options: Options = USUAL,
) -> Understood:
    """What the file holds; never raises for what is in it."""
    try:
        mended = prepared(worksheets, Catalogue(questionnaire))
        if is_template(mended.worksheets, questionnaire):
            found = _from_template(mended.worksheets, questionnaire, filename, options)
        else:
            found = understood(mended.worksheets, questionnaire, filename=filename, answers=answers, options=options)
    except UnusableFileError as error:
        return Understood(filename, refused=error.why)
    found = mended.named(found)
    return _as_administration(found) if options.source == "administration" else found


def is_template(worksheets: Sequence[Worksheet], questionnaire: Questionnaire) -> bool:
    """Whether a worksheet is called and begins like one of our template; in a text file the second row must, too."""
    for worksheet in worksheets:
        first, second = ([*worksheet.rows, (), ()])[:2]
        if is_one_of(worksheet.title, [ADMINISTRATION_WORKSHEET]) and _begins(first, STATEMENT_HEADS):
            return True
        as_text = (
            worksheet.title == TEXT_TITLE and _begins(first, PERSPECTIVE_HEADS) and _begins(second, STATEMENT_HEADS)
        )
        if (as_text or is_one_of(worksheet.title, [ANSWERS_WORKSHEET])) and _names_codes(first, questionnaire):
            return True
    return False


def _names_codes(heads: Sequence[Value], questionnaire: Questionnaire) -> bool:
    matches = map(Catalogue(questionnaire).match, ([head] for head in heads))
    return any(match is not None and match.how == "code" for match in matches)


def _begins(row: Sequence[Value], names: Sequence[str]) -> bool:
    return bool(row) and isinstance(row[0], str) and is_one_of(row[0], names)


def _from_template(
    worksheets: Sequence[Worksheet], questionnaire: Questionnaire, filename: str, options: Options
) -> Understood:
    try:
        read = template_understood(map(raw_worksheet, worksheets), questionnaire, filename=filename)
    except UnusableFileError as error:
        return Understood(filename, tool="template", refused=error.why)
    wanted = questionnaire.statements if options.asked is None else options.asked
    people = [{one: answer for one, answer in sheet.answers.items() if one in wanted} for sheet in read.sheets]
    records = tuple(
        FileRecord(sheet.perspective, answers, "", "")
        for sheet, answers in zip(read.sheets, people, strict=True)
        if answers
    )
    return Understood(
        filename,
        tool="template",
        statements=frozenset(one for one in read.statements if one in wanted),
        people=len(records),
        records=records,
        without_answers=read.without_answers + len(read.sheets) - len(records),
        administration=read.administration,
        problems=read.problems,
        notes=(*_not_asked(read, wanted), *read.notes),
        ledger=_without(read.ledger, sum(len(sheet.answers) for sheet in read.sheets) - sum(map(len, people))),
    )


def _not_asked(read: TemplateFile, wanted: Collection[str]) -> tuple[Said, ...]:
    foreign = sorted(one for one in read.statements if one not in wanted)
    if not foreign:
        return ()
    return (said("not_asked", statements=", ".join(foreign)),)


def _without(ledger: Ledger, answers: int) -> Ledger:
    """Answers to statements that are not asked are not needed."""
    return replace(ledger, imported=ledger.imported - answers, ignored=ledger.ignored + answers)


def _as_administration(found: Understood) -> Understood:
    """The Verwaltungsbogen of our template, else the one person's answers; of several people the file is refused."""
    if found.refused is not None or found.questions or not found.records:
        return found
    if found.administration:
        return replace(found, records=())
    if len(found.records) > 1:
        return replace(found, refused=said("several_people", n=len(found.records)))
    answers = tuple(AdministrationAnswer(one, answer) for one, answer in found.records[0].answers.items())
    return replace(found, administration=answers, records=())
