"""What a file is, by its bytes and not by its name; a German sentence for what cannot be read."""

import zipfile
from io import BytesIO

import pytest

from data.intake.containers import guard
from data.intake.containers.guard import UnusableFileError, container
from data.intake.said import Said
from tests.data.intake.conftest import made_file
from tests.data.intake.files import ODS_TYPE, OLE, old_workbook, ole, spreadsheet, workbook, workbook_parts, zipped
from tests.data.intake.german import german


def _locked(content: bytes) -> bytes:
    """The same archive with its first entry said to be encrypted."""
    changed = bytearray(content)
    changed[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def _many_entries() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(guard.MOST_ENTRIES + 1):
            archive.writestr(f"xl/{number}", "")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (made_file({"Blatt": [["a"]]}), "xlsx"),
        (workbook("<row/>"), "xlsx"),
        (zipped(workbook_parts({"Blatt": ""}) | {"xl/vbaProject.bin": "Makros"}), "xlsx"),
        (zipped({"XL\\Workbook.xml": ""}), "xlsx"),
        (zipped({"xl/workbook.bin": ""}), "xlsb"),
        (spreadsheet([["a"]]), "ods"),
        (old_workbook([["a"]]), "xls"),
        (ole({"Book": b""}), "xls"),
        (b"a;b\n1;2\n", "text"),
        ("Größe\tb\n".encode("utf-16"), "text"),
        (b"<3 gerne,b\n", "text"),
    ],
)
def test_containers_are_known_by_their_content(content: bytes, found: str) -> None:
    assert container(content) == found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", guard.EMPTY),
        (b"a" * (guard.MOST_BYTES + 1), guard.TOO_LARGE),
        (_many_entries(), guard.TOO_LARGE),
        (made_file({"Blatt": [["a"]]})[:-300], guard.DAMAGED),
        (b"PK\x03\x04" + bytes(200), guard.DAMAGED),
        (_locked(workbook("<row/>")), guard.PROTECTED),
        (ole({"EncryptionInfo": b"", "EncryptedPackage": bytes(5000)}), guard.PROTECTED),
        (
            zipped({"mimetype": ODS_TYPE, "content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            guard.PROTECTED,
        ),
        (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), guard.WORD),
        (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), guard.SLIDES),
        (spreadsheet([["a"]], kind="application/vnd.oasis.opendocument.text"), guard.TEXT_DOCUMENT),
        (zipped({"Index/Document.iwa": "", "Data/x.jpg": ""}), guard.NUMBERS),
        (zipped({"Index.zip": ""}), guard.NUMBERS),
        (zipped({"CSV/Umfrage.csv": "a;b"}), guard.PACKED),
        (zipped({}), guard.PACKED),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), guard.PACKED),
        (b"\x1f\x8b" + bytes(50), guard.PACKED),
        (ole({"WordDocument": b""}), guard.WORD),
        (ole({"PowerPoint Document": b""}), guard.SLIDES),
        (OLE + bytes(600), guard.OLD_OFFICE),
        (b"%PDF-1.7\n", guard.PDF),
        (b"\x89PNG\r\n\x1a\n", guard.PICTURE),
        (b"\xff\xd8\xff\xe0", guard.PICTURE),
        (b"\0\0\0\x18ftypheic", guard.PICTURE),
        (b"RIFF\0\0\0\0WEBPVP8", guard.PICTURE),
        (b"{\\rtf1 Hallo}", guard.WORD),
        (b"<html><body><table><tr><td>a</td></tr></table>", guard.WEB_PAGE),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", guard.WEB_PAGE),
        ("<TABLE><tr>".encode("utf-16"), guard.WEB_PAGE),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', guard.WEB_PAGE),
    ],
)
def test_what_cannot_be_read_gets_its_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        container(content)

    assert refusal.value.why == sentence


def test_every_sentence_says_what_to_do() -> None:
    sentences = [german(value) for name, value in vars(guard).items() if name.isupper() and isinstance(value, Said)]

    assert len(sentences) == 18
    assert [one for one in sentences if "Bitte" not in one or not one.endswith(".")] == []
