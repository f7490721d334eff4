"""What can be taken home of a workshop, and an order of it: which files, in which language, with which parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from analysis.dossier import Dossier
from content.documents.filename import file_name
from content.documents.report import PARTS, Part
from texts.titles import with_run
from texts.words import Words, words

File = Literal[
    "report_pdf",
    "presentation_pptx",
    "workbook_xlsx",
    "briefing_docx",
    "briefing_pdf",
    "council_paper_docx",
    "summary_pdf",
    "summary_en_pdf",
    "follow_up_pdf",
    "pictures_pdf",
]
FILES: tuple[File, ...] = get_args(File)
"""In the order in which they are offered."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """``logo``: a small PNG; ``is_released``: whether the public summary may go out, else it says that it may not.
    ``has_preview``: whether pages of PDFs are wanted as pictures, too."""

    dossier: Dossier
    language: str = "de"
    files: tuple[File, ...] = FILES
    parts: tuple[Part, ...] = PARTS
    logo: bytes | None = None
    is_released: bool = False
    has_preview: bool = False

    def name(self, file: File) -> str:
        """What the file is called, in the language of its reader."""
        what, _blank, ending = file.rpartition("_")
        return self._named(_short(words(self.language))[what], ending)

    @property
    def archive(self) -> str:
        """What all of them together are called."""
        return self._named(words(self.language)("Dokumente"), "zip")

    def _named(self, what: str, ending: str) -> str:
        of = self.dossier
        return file_name(with_run(words(self.language), of.municipality, of.run), of.held_on, ending, what)


@dataclass(frozen=True)
class Made:
    """A file; ``pages``: how many pages, slides or worksheets it has. ``preview``: its pages as PNG, where wanted."""

    file: File
    name: str
    content: bytes
    pages: int
    preview: tuple[bytes, ...] = ()


def file_titles(_: Words) -> Mapping[File, str]:
    """What each is, in a phrase."""
    return {
        "report_pdf": _("Bericht (PDF)"),
        "presentation_pptx": _("Präsentation (PowerPoint)"),
        "workbook_xlsx": _("Auswertung (Excel)"),
        "briefing_docx": _("Kurz für die Leitung (Word)"),
        "briefing_pdf": _("Kurz für die Leitung (PDF)"),
        "council_paper_docx": _("Vorlage für den Rat (Word)"),
        "summary_pdf": _("Zusammenfassung für alle (PDF, einfache Sprache)"),
        "summary_en_pdf": _("Zusammenfassung für alle (PDF, Englisch)"),
        "follow_up_pdf": _("Blatt für das nächste Treffen (PDF)"),
        "pictures_pdf": _("Bilder der Leinwand (PDF)"),
    }


def file_purposes(_: Words) -> Mapping[File, str]:
    """For whom each is and what stands in it."""
    return {
        "report_pdf": _("Alles zum Nachlesen: Ergebnisse, Gespräch, Maßnahmen, Methode"),
        "presentation_pptx": _("Alle Ergebnisse als Folien, mit Diagrammen zum Weiterbearbeiten"),
        "workbook_xlsx": _("Alle Zahlen zum Weiterrechnen"),
        "briefing_docx": _("Zwei Seiten für Bürgermeisterin, Bürgermeister und Amtsleitung, zum Ergänzen"),
        "briefing_pdf": _("Dieselben zwei Seiten zum Ausdrucken"),
        "council_paper_docx": _("Entwurf für das Sitzungsbüro: Beschlussvorschlag, Sachverhalt, Maßnahmen"),
        "summary_pdf": _("Für Einwohnerinnen, Einwohner und Presse, in einfacher Sprache"),
        "summary_en_pdf": _("Dasselbe auf Englisch"),
        "follow_up_pdf": _("Maßnahmen und offene Fragen zum Abhaken"),
        "pictures_pdf": _("Die Folien der Leinwand als Bilder, auch die, die nicht gezeigt wurden"),
    }


def _short(_: Words) -> Mapping[str, str]:
    """What stands in names of files, in one word; the summaries' in the language that each has."""
    return {
        "report": _("Bericht"),
        "presentation": _("Präsentation"),
        "workbook": _("Auswertung"),
        "briefing": _("Leitung"),
        "council_paper": _("Vorlage"),
        "summary": "Zusammenfassung",
        "summary_en": "Summary",
        "follow_up": _("Folgetreffen"),
        "pictures": _("Bilder"),
    }
