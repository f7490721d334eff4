"""``run.py report``: documents from spreadsheets, without a server and without storing anything."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from analysis.dossier import Dossier
from analysis.grouping import Mode
from analysis.questionnaire import Questionnaire
from commands.checked import file_as_text
from commands.exit_codes import FAILED
from commands.folder import not_written
from commands.nothing_written import why_little_is_shown, why_no_documents
from commands.reading import (
    OK,
    PROBLEMS,
    REFUSED,
    Reading,
    complain,
    nothing_read,
    print_json,
    questionnaire_at,
    read_files,
)
from commands.terminal import as_lines
from config import load_settings
from content.documents.order import File, Made, Order
from content.said.sentences import Speech
from data.intake.said import Said
from data.intake.understood import Options
from data.library_file import library_in
from reports.making import made
from reports.pdf.typesetting import TypesettingError
from texts.words import Words, words

FILES: Mapping[str, tuple[File, ...]] = {
    "pdf": ("report_pdf",),
    "pptx": ("presentation_pptx",),
    "xlsx": ("workbook_xlsx",),
    "docx": ("briefing_docx",),
}
"""What is written in each format."""


def report(
    files: Sequence[Path],
    *,
    out: Path,
    formats: Sequence[str],
    municipality: str,
    title: str,
    questionnaire_path: Path,
    threshold: int,
    mode: Mode,
    as_json: bool,
    answers: Mapping[str, str],
    options: Options,
    language: str,
) -> int:
    """Write the documents, unless a file is refused or asks something; returns 0, 1 or 2 as ``check`` does."""
    _ = words(language)
    questionnaire = questionnaire_at(questionnaire_path)
    if isinstance(questionnaire, Said):
        sentence = Speech(_)(questionnaire)
        if as_json:
            print_json(_nothing(sentence, nothing_read(files, questionnaire, _)))
        else:
            complain(sentence)
        return REFUSED
    found = read_files(_, files, questionnaire, threshold=threshold, mode=mode, answers=answers, options=options)
    if why := why_no_documents(_, found):
        _tell_why(_, why, found, questionnaire, as_json=as_json)
        return found.outcome or PROBLEMS
    order = _order(_, found, questionnaire, formats, municipality, title, language)
    written: list[tuple[Made, Path]] = []
    ended = _write(_, order, out, written)
    if as_json and ended != FAILED:
        results = found.as_json(questionnaire, _)
        print_json({"files": [_as_json(one, path) for one, path in written], "results": results})
    elif ended == OK:
        _print_text(_, found, written, questionnaire)
    return ended or found.outcome


def _nothing(why: str, read: Mapping[str, Any]) -> dict[str, Any]:
    """For programs: no documents, why, and what was understood of each file; there are no results to tell."""
    return {"files": [], "message": why, "results": {"files": read["files"]}}


def _tell_why(_: Words, why: str, found: Reading, questionnaire: Questionnaire, *, as_json: bool) -> None:
    if as_json:
        print_json(_nothing(why, found.as_json(questionnaire, _)))
        return
    _print_files(_, found, questionnaire)
    complain(why)


def _write(_: Words, order: Order, out: Path, written: list[tuple[Made, Path]]) -> int:
    """Adds to ``written`` what is there; says what went wrong."""
    try:
        for one in _each_written(order, out):
            written.append(one)
    except OSError as error:
        complain(not_written(_, out, error))
        return REFUSED
    except TypesettingError as error:
        complain(_("Die Dokumente konnten nicht erstellt werden: {reason}", reason=error))
        return FAILED
    return OK


def _order(
    _: Words,
    found: Reading,
    questionnaire: Questionnaire,
    formats: Sequence[str],
    municipality: str,
    title: str,
    language: str,
) -> Order:
    sheet = [one for file in found.files for one in file.administration]
    dossier = Dossier(
        municipality=municipality.strip() or _("Unsere Kommune"),
        title=title.strip() or _("Selbstcheck-Workshop"),
        held_on=date.today(),
        results=found.asked,
        questionnaire=questionnaire,
        reasons={one.statement: one.reason for one in sheet if one.reason},
        who_knows={one.statement: one.who_knows for one in sheet if one.who_knows},
        library=library_in(load_settings().library).library,
    )
    return Order(dossier=dossier, language=language, files=tuple(file for one in formats for file in FILES[one]))


def _each_written(order: Order, out: Path) -> Iterator[tuple[Made, Path]]:
    """Whole or not at all, so that nobody opens half a document."""
    out.mkdir(parents=True, exist_ok=True)
    for one in made(order):
        path = out / one.name
        half = path.with_name(f"{path.name}.tmp")
        try:
            half.write_bytes(one.content)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
        yield one, path


def _as_json(one: Made, path: Path) -> dict[str, Any]:
    return {"format": path.suffix[1:], "path": str(path), "pages": one.pages}


def _print_text(_: Words, found: Reading, written: Sequence[tuple[Made, Path]], questionnaire: Questionnaire) -> None:
    _print_files(_, found, questionnaire)
    for document, path in written:
        print(as_lines([_.plural("{path}: eine Seite", "{path}: {n} Seiten", document.pages, path=path)]))
    if little := why_little_is_shown(_, found):
        complain(little)


def _print_files(_: Words, found: Reading, questionnaire: Questionnaire) -> None:
    speech = Speech(_, questionnaire)
    for one in found.checked:
        print(as_lines(file_as_text(_, one, speech)))
