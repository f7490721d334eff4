"""Looks at a file's bytes before any library opens it: which container it is, or why it cannot be used."""

import io
import zipfile
from typing import Literal

from data.intake.said import Said, said

Container = Literal["xlsx", "xlsb", "ods", "xls", "text"]

MOST_BYTES = 20_000_000
"""Twice what the page takes; ``check`` reads from the disk."""
MOST_ENTRIES = 2_000
MOST_UNPACKED = 300_000_000
"""A workbook of 10,000 × 120 cells unpacks to 40–80 MB."""
MOST_RATIO = 500
"""Unpacked : packed; only of interest from 10 MB on. A worksheet of answers packs 10 to 100 times, blanks 1,000."""
MANY_UNPACKED = 10_000_000

EMPTY = said("empty")
DAMAGED = said("damaged")
TOO_LARGE = said("too_large")
TOO_SLOW = said("too_slow")
TOO_MANY_WORKSHEETS = said("too_many_sheets")
TOO_MANY_DIFFERENT = said("too_many_different")
NOT_UNDERSTOOD = said("not_understood")
PROTECTED = said("protected")
NO_TABLE = said("no_table")
PACKED = said("packed")
WORD = said("word_document")
SLIDES = said("slides")
TEXT_DOCUMENT = said("text_document")
NUMBERS = said("numbers_file")
PDF = said("pdf")
PICTURE = said("picture")
WEB_PAGE = said("web_page")
OLD_OFFICE = said("old_office")

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (
    (b"%PDF", PDF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"Rar!", PACKED),
    (b"\x1f\x8b", PACKED),
    (b"{\\rtf", WORD),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<body")
_MARKUP_IN = 1_000
_ENCRYPTED_ENTRY = 0x1


class UnusableFileError(Exception):
    """The file cannot be read; ``why`` says the reason and what to do."""

    def __init__(self, why: Said) -> None:
        super().__init__(why.id)
        self.why = why


def container(content: bytes) -> Container:
    """What the bytes are, whatever the file is called; raises UnusableFileError."""
    if not content:
        raise UnusableFileError(EMPTY)
    if len(content) > MOST_BYTES:
        raise UnusableFileError(TOO_LARGE)
    if content.startswith(_ZIP):
        return _archive(content)
    if content.startswith(_OLE):
        return _old_office(content)
    for start, reason in _OTHER:
        if content.startswith(start):
            raise UnusableFileError(reason)
    if content[4:8] == b"ftyp" or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        raise UnusableFileError(PICTURE)
    beginning = content[:_MARKUP_IN].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if beginning.startswith(_MARKUP):
        raise UnusableFileError(WEB_PAGE)
    return "text"


def _old_office(content: bytes) -> Container:
    """Names of the streams, as the OLE directory holds them: UTF-16."""
    workbook, book, encrypted, document, slides = (
        name.encode("utf-16-le") in content
        for name in ("Workbook", "Book\0", "EncryptedPackage", "WordDocument", "PowerPoint Document")
    )
    if workbook or book:
        return "xls"
    raise UnusableFileError(PROTECTED if encrypted else WORD if document else SLIDES if slides else OLD_OFFICE)


def _archive(content: bytes) -> Container:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, len(content))
            return _packed(archive, entries)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise UnusableFileError(DAMAGED) from error


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    """By the sizes that the archive declares; the scan meets those that lie."""
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise UnusableFileError(TOO_LARGE)
    if unpacked > MANY_UNPACKED and unpacked > MOST_RATIO * packed:
        raise UnusableFileError(TOO_LARGE)
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise UnusableFileError(PROTECTED)


def _packed(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Container:
    names = {entry.filename.lower().replace("\\", "/") for entry in entries}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and "content.xml" in names:
        return _open_document(archive)
    if "word/document.xml" in names:
        raise UnusableFileError(WORD)
    if "ppt/presentation.xml" in names:
        raise UnusableFileError(SLIDES)
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        raise UnusableFileError(NUMBERS)
    raise UnusableFileError(PACKED)


def _open_document(archive: zipfile.ZipFile) -> Container:
    with archive.open("mimetype") as file:
        kind = file.read(100)
    if not kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise UnusableFileError(TEXT_DOCUMENT)
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as file:
            if b"encryption-data" in file.read(MANY_UNPACKED):
                raise UnusableFileError(PROTECTED)
    return "ods"
