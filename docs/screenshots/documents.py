"""Makes pictures of the documents of the demo's earlier run: .venv/bin/python -m docs.screenshots.documents

PDFs are drawn by Typst; files of office programs by LibreOffice (``soffice``), where it is installed. The gallery is
docs/dokumente.md.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

from content.documents.order import Made, Order, file_titles
from docs.screenshots.make import HERE
from reports.making import made
from tests.dossiers import full
from texts.words import words

FOLDER = HERE / "dokumente"
SCALE = 1.15
SHOWN = {
    "report_pdf": (0, 1, 2, 8, 11, 13),
    "presentation_pptx": (2, 3, 5, 7, 14, 15),
    "workbook_xlsx": (0, 1),
    "briefing_docx": (0, 1),
    "briefing_pdf": (0, 1),
    "council_paper_docx": (0, 1),
    "summary_pdf": (0,),
    "summary_en_pdf": (0,),
    "follow_up_pdf": (0,),
    "pictures_pdf": (1, 3, 5),
}
"""Pages of each, from 0; without those that it does not have."""


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    parts = ["# Alle Dokumente im Bild\n", _ABOUT]
    titles = file_titles(words("de"))
    for one in made(Order(dossier=full())):
        names = _pictures(one)
        parts.append(f"## {titles[one.file]}\n")
        parts += [f"![{titles[one.file]}, Seite {page}](screenshots/dokumente/{name})" for page, name in names]
        parts.append("")
    (HERE.parent / "dokumente.md").write_text("\n".join(parts).rstrip() + "\n", "utf-8")
    return 0


_ABOUT = """Gemacht mit `python -m docs.screenshots.documents` aus dem Durchgang vom Vorjahr der Demo: einige Seiten
aus jedem Dokument. PDF zeichnet Typst; Word, PowerPoint und Excel sind hier, wie LibreOffice sie zeigt.

Die Seite „Bericht“ macht sie auf einen Druck. Kontakt, Logo, Teile und Freigabe stehen beim Workshop und sind
nach dem Neuladen, auf einem zweiten Laptop und aus einer Sicherung wieder da. Was zuletzt gemacht wurde, bleibt
auf der Seite, mit Tag, Uhrzeit und einem Satz, wenn sich Angaben oder Workshop seitdem geändert haben.
Gespeichert wird es nicht: Es liegt im Arbeitsspeicher, bis das Programm neu startet, und geht mit dem Workshop
oder sobald ein Text zurückgenommen ist, der darin stand. Neu gemacht ist alles in Sekunden.
"""


def _pictures(one: Made) -> list[tuple[int, str]]:
    """The shown pages as files; of each its number and name."""
    names = []
    document = pypdfium2.PdfDocument(one.content if one.name.endswith(".pdf") else _as_pdf(one))
    for page in SHOWN[one.file]:
        if page < len(document):
            name = f"{one.file}-{page + 1}.webp"
            picture = document[page].render(scale=SCALE).to_pil().convert("RGB")
            picture.thumbnail((1000, 1000))
            picture.save(FOLDER / name, "WEBP", quality=80)
            names.append((page + 1, name))
    return names


def _as_pdf(one: Made) -> bytes:
    """What LibreOffice makes of it."""
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice (soffice) wird gebraucht, um Word, PowerPoint und Excel zu zeigen.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, one.name)
        source.write_bytes(one.content)
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        return source.with_suffix(".pdf").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
