"""Looks at a file's bytes before any library opens it, and says in German why it cannot be used."""

import io
import zipfile

MOST_BYTES = 20_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
"""Unpacked : packed; only of interest from 10 MB on, small repetitive files pack well."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_ENTRY = 0x1

NOT_EXCEL = "Das ist keine Excel-Datei (.xlsx). Bitte die Vorlage in Excel oder LibreOffice als .xlsx speichern."
DAMAGED = "Die Datei ist beschädigt oder unvollständig. Bitte neu speichern oder noch einmal übertragen."
TOO_LARGE = "Die Datei ist zu groß. Bitte auf mehrere Dateien verteilen oder leere Bereiche löschen."
PROTECTED = "Die Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern."


def why_unusable(content: bytes) -> str | None:
    """A German sentence for a file that must not be opened; None for one that looks like a workbook."""
    if not content:
        return "Die Datei ist leer (0 Byte)."
    if len(content) > MOST_BYTES:
        return TOO_LARGE
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return PROTECTED
        return "Das ist eine Datei im alten Office-Format (.xls, .doc). Bitte als .xlsx speichern."
    if not content.startswith(_ZIP):
        return NOT_EXCEL
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _why_unusable_archive(archive.infolist(), len(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return DAMAGED


def _why_unusable_archive(entries: list[zipfile.ZipInfo], packed: int) -> str | None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        return TOO_LARGE
    if unpacked > 10_000_000 and unpacked > MOST_RATIO * packed:
        return TOO_LARGE
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        return PROTECTED
    names = {entry.filename.lower().replace("\\", "/") for entry in entries}
    if "word/document.xml" in names:
        return "Das ist ein Word-Dokument, keine Excel-Datei. Bitte die ausgefüllte Vorlage (.xlsx) hochladen."
    if "mimetype" in names and "content.xml" in names:
        return "Das ist eine OpenDocument-Datei. Bitte in LibreOffice „Speichern unter“ wählen, Format Excel (.xlsx)."
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        return "Das ist eine Numbers-Datei. Bitte in Numbers „Ablage › Exportieren › Excel“ wählen."
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        return NOT_EXCEL
    return None
