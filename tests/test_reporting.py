"""``report`` on real files: the documents are there, say the numbers of ``check``, and ask what ``check`` asks."""

import io
import json
import re
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdfium2
import pytest

from commands.command_line import main
from tests.test_checking import LAYOUT, check, people_of, workbook_of


def report(*arguments: object, code: int = 0) -> tuple[str, str]:
    printed, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(printed), redirect_stderr(complained):
        try:
            ended = main(["report", *map(str, arguments)])
        except SystemExit as stop:
            ended = int(str(stop.code))
    assert ended == code, (printed.getvalue(), complained.getvalue())
    return printed.getvalue(), complained.getvalue()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(workbook_of(people_of(LAYOUT, 9), tmp_path_factory.mktemp("bogen") / "bogen.xlsx"))


def read(path: Path) -> str:
    """All that the document says, blanks as one."""
    match path.suffix:
        case ".pdf":
            document = pypdfium2.PdfDocument(path)
            told = [page.get_textpage().get_text_range() for page in document]
        case ".docx":
            made = docx.Document(str(path))
            told = [one.text for one in made.paragraphs]
            told += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        case ".pptx":
            shapes = [shape for slide in pptx.Presentation(str(path)).slides for shape in slide.shapes]
            told = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
            told += [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
        case _:
            book = openpyxl.load_workbook(path)
            told = [
                str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
            ]
    return re.sub(r"\s+", " ", " ".join(told))


def test_four_documents_are_written_and_say_what_check_says(file: Path, tmp_path: Path) -> None:
    said = json.loads(report(file, "--out", tmp_path / "neu", "--municipality", "Köln", "--json")[0])

    assert said["results"] == json.loads(check(file, "--json"))
    assert [one["format"] for one in said["files"]] == ["pdf", "pptx", "xlsx", "docx"]
    assert all(one["pages"] > 0 for one in said["files"])
    for one in said["files"]:
        path = Path(one["path"])
        assert (
            path.name.startswith(f"{date.today().isoformat()}_Koeln_Selbstcheck_") and path.parent == tmp_path / "neu"
        )
        assert "Köln" in read(path) and "24 Bögen mit Antworten" in read(path)
    levels = {field["level"] for field in said["results"]["fields"].values()}
    for one in (said["files"][0], said["files"][3]):
        told = read(Path(one["path"]))
        assert [level for level in levels if level is not None and f"{level:.1f}".replace(".", ",") not in told] == []


def test_only_wanted_formats_are_written_in_the_wanted_language(file: Path, tmp_path: Path) -> None:
    said = json.loads(report(file, "--out", tmp_path, "--formats", "docx,pdf", "--language", "en", "--json")[0])

    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf"]
    assert "Where do we stand?" in read(Path(said["files"][0]["path"]))


def test_nothing_is_written_while_a_question_is_open(tmp_path: Path) -> None:
    source = tmp_path / "fragt.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Aussage", "Irgendwas"])
    sheet.append(["Eine Aussage, die es nicht gibt", "ja"])
    book.save(source)
    out = tmp_path / "out"

    expected = json.loads(_checked(source)[1])
    printed, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(printed), redirect_stderr(complained):
        ended = main(["report", str(source), "--out", str(out), "--json"])

    assert ended == (_checked(source)[0] or 1)
    assert json.loads(printed.getvalue()) == {"files": [], "results": expected}
    assert not out.exists()


def _checked(source: Path) -> tuple[int, str]:
    printed = io.StringIO()
    with redirect_stdout(printed):
        return main(["check", str(source), "--json"]), printed.getvalue()


def test_refused_file_and_folder_are_told_in_a_sentence(file: Path, tmp_path: Path) -> None:
    (tmp_path / "leer.xlsx").write_bytes(b"")
    told, complained = report(tmp_path / "leer.xlsx", file, "--out", tmp_path / "a", code=2)
    assert "nicht gelesen" in told and "Dokumente gibt es erst" in complained and not (tmp_path / "a").exists()

    (tmp_path / "datei").write_bytes(b"")
    _told, complained = report(file, "--out", tmp_path / "datei", code=2)
    assert f"Der Ordner {tmp_path / 'datei'} kann nicht beschrieben werden" in complained


@pytest.mark.parametrize("arguments", [("--formats", "pdf,doc"), ("--formats", ","), ()])
def test_wrong_call_is_told_in_german(file: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    out = ("--out", tmp_path) if arguments else ()
    _told, complained = report(file, *out, *arguments, code=64)
    assert "Aufruf:" in complained


def test_packages_are_whole(file: Path, tmp_path: Path) -> None:
    said = json.loads(report(file, "--out", tmp_path, "--formats", "pptx,xlsx,docx", "--json")[0])
    for one in said["files"]:
        assert zipfile.ZipFile(one["path"]).testzip() is None


def test_long_and_empty_names_are_told(file: Path, tmp_path: Path) -> None:
    for wrong in ("x" * 81,):
        _told, complained = report(file, "--out", tmp_path, "--municipality", wrong, code=64)
        assert "höchstens 80 Zeichen" in complained
    told, _complained = report(file, "--out", tmp_path / "a", "--formats", "pdf")
    assert "Unsere-Kommune" in told


def test_folder_that_cannot_be_written_to_leaves_json_whole(file: Path, tmp_path: Path) -> None:
    (tmp_path / "datei").write_bytes(b"")
    told, _complained = report(file, "--out", tmp_path / "datei", "--json", code=2)

    said = json.loads(told)
    assert said["files"] == [] and said["results"]["statements"]
