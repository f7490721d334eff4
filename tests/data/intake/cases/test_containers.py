"""Case 30: the same table in every container is the same people; what is no table gets its sentence."""

import json

import pytest

from commands.command_line import main
from data.intake.containers import guard
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, came_out, file, put_in
from tests.data.intake.files import binary_workbook, old_workbook, ole, spreadsheet, zipped
from tests.data.intake.german import german
from tests.exports.delimited import delimited
from tests.exports.people import labels, perspective_title
from tests.exports.workbooks import workbook

WORDS = labels(ASKED)
TABLE = [["Selbstcheck", *[""] * 10], ["Nr.", "Perspektive", *TEXTS.values()]] + [
    [str(number), perspective_title(one, ASKED), *(WORDS.get(one.answers.get(key, ""), "") for key in TEXTS)]
    for number, one in enumerate(PEOPLE, 1)
]
FILLED = [[cell or None for cell in row] for row in TABLE]
CONTAINERS = {
    "answers.xlsx": lambda: workbook({"Blatt": FILLED}),
    "workbook called.csv": lambda: workbook({"Blatt": FILLED}),
    "answers.ods": lambda: spreadsheet(FILLED),
    "answers.xls": lambda: old_workbook(FILLED),
    "answers.xlsb": lambda: binary_workbook(FILLED),
    "text called.xlsx": lambda: delimited(TABLE, separator=";", encoding="cp1252"),
    "text.csv": lambda: delimited(TABLE, separator=","),
    "sep.csv": lambda: b"sep=;\r\n" + delimited(TABLE, separator=";", encoding="cp1252"),
    "mac.csv": lambda: delimited(TABLE, separator=";", encoding="mac_roman", line_end="\r"),
    "dos.csv": lambda: delimited(TABLE, separator=";", encoding="cp850"),
    "tabs.txt": lambda: delimited(TABLE, separator="\t", encoding="utf-16"),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_table_is_the_same_in_every_container(name):
    found = file(CONTAINERS[name](), name).understood()

    assert (found.tool, found.status, found.problems) == ("table", "ok", ())
    assert came_out(found) == put_in(PEOPLE)


REFUSED = {
    "empty.xlsx": (b"", guard.EMPTY),
    "secret.xlsx": (ole({"EncryptionInfo": b"", "EncryptedPackage": bytes(9_000)}), guard.PROTECTED),
    "page.xls": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", guard.WEB_PAGE),
    "letter.xlsx": (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}), guard.WORD),
    "apple.numbers": (zipped({"Index/Document.iwa": "x", "Index/Tables/DataList.iwa": "x"}), guard.NUMBERS),
    "cut.xlsx": (workbook({"Blatt": FILLED})[:-300], guard.DAMAGED),
    "any.zip": (zipped({"foto.txt": "x"}), guard.PACKED),
    "image.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, guard.PICTURE),
    "page.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 20, guard.PDF),
}


def test_what_is_no_table_gets_one_german_sentence(tmp_path, capsys):
    paths = [tmp_path / name for name in REFUSED]
    for path, (content, _) in zip(paths, REFUSED.values(), strict=True):
        path.write_bytes(content)

    code = main(["check", *map(str, paths), "--json"])
    files = json.loads(capsys.readouterr().out)["files"]

    assert code == 2
    assert {(one["status"], one["respondents"], one["cells"]["total"]) for one in files} == {("refused", 0, 0)}
    for one, (_, sentence) in zip(files, REFUSED.values(), strict=True):
        assert one["message"] == german(sentence)
        assert one["refused"] == {"id": sentence.id, "gaps": {}}
        assert one["message"].endswith(".")
