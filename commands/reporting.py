"""``run.py report``: documents from spreadsheets, without a server and without storing anything."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from analysis.dossier import Dossier
from analysis.grouping import Mode
from analysis.questionnaire import Questionnaire
from commands.checked import file_as_text
from commands.exit_codes import FAILED
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
from content.documents.order import File, Made, Order
from content.said.sentences import Speech
from data.intake.said import Said
from data.intake.understood import Options
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
        if as_json:
            print_json({"files": [], "results": nothing_read(files, questionnaire, _)})
        else:
            complain(Speech(_)(questionnaire))
        return REFUSED
    found = read_files(_, files, questionnaire, threshold=threshold, mode=mode, answers=answers, options=options)
    order = _order(_, found, questionnaire, formats, municipality, title, language)
    try:
        written = _written(order, out) if _can_be_written(found) else []
    except OSError as error:
        complain(_("Der Ordner {folder} kann nicht beschrieben werden: {reason}", folder=out, reason=error.strerror))
        if as_json:
            print_json({"files": [], "results": found.as_json(questionnaire, _)})
        return REFUSED
    except TypesettingError as error:
        complain(_("Die Dokumente konnten nicht erstellt werden: {reason}", reason=error))
        return FAILED
    if as_json:
        print_json(
            {"files": [_as_json(one, path) for one, path in written], "results": found.as_json(questionnaire, _)}
        )
    else:
        _print_text(_, found, written, questionnaire)
    return found.outcome or (OK if written else PROBLEMS)


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
    )
    return Order(dossier=dossier, language=language, files=tuple(file for one in formats for file in FILES[one]))


def _can_be_written(found: Reading) -> bool:
    """Documents say something only of files that are understood whole, and of people."""
    is_open = any(file.questions or file.status == "refused" for file in found.files)
    return not is_open and found.asked.respondents > 0


def _written(order: Order, out: Path) -> list[tuple[Made, Path]]:
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for one in made(order):
        path = out / one.name
        half = path.with_name(f"{path.name}.tmp")
        half.write_bytes(one.content)
        half.replace(path)
        written.append((one, path))
    return written


def _as_json(one: Made, path: Path) -> dict[str, Any]:
    return {"format": path.suffix[1:], "path": str(path), "pages": one.pages}


def _print_text(_: Words, found: Reading, written: Sequence[tuple[Made, Path]], questionnaire: Questionnaire) -> None:
    speech = Speech(_, questionnaire)
    for one in found.checked:
        print(as_lines(file_as_text(_, one, speech)))
    for document, path in written:
        print(as_lines([_.plural("{path}: eine Seite", "{path}: {n} Seiten", document.pages, path=path)]))
    if not written:
        complain(_("Dokumente gibt es erst, wenn alle Dateien gelesen und alle Fragen beantwortet sind."))
