"""``report`` on real files: the documents are there, say the numbers of ``check``, and ask what ``check`` asks."""

import errno
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
    """All that the document says, pictures in Word by their alt texts; blanks as one."""
    match path.suffix:
        case ".pdf":
            document = pypdfium2.PdfDocument(path)
            told = [page.get_textpage().get_text_range() for page in document]
        case ".docx":
            made = docx.Document(str(path))
            told = [one.text for one in made.paragraphs]
            told += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
            told += [one._inline.docPr.get("descr") for one in made.inline_shapes]
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
    told = json.loads(printed.getvalue())
    assert told["files"] == [] and told["message"].startswith("Dokumente gibt es erst, wenn alle")
    assert told["results"] == {"files": expected["files"]}
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
    assert complained == (
        f"Der Ordner {tmp_path / 'datei'} lässt sich nicht anlegen: Dort liegt eine Datei, die so heißt. Bitte nennen "
        "Sie mit --out einen anderen Ordner.\n"
    )


WRONG_CALLS = {
    (): ("Es fehlt noch: FILE, --out", "Still missing: FILE, --out"),
    ("f",): ("Es fehlt noch: --out", "Still missing: --out"),
    ("f", "--out"): ("--out: dahinter fehlt eine Angabe", "--out: something is missing behind it"),
    ("f", "--out", "o", "--formats", "pdf,doc"): (
        "--formats: eine Auswahl aus pdf,pptx,xlsx,docx wird erwartet, nicht 'pdf,doc'",
        "--formats: a choice of pdf,pptx,xlsx,docx is expected, not 'pdf,doc'",
    ),
    ("f", "--out", "o", "--formats", ","): (
        "--formats: eine Auswahl aus pdf,pptx,xlsx,docx wird erwartet, nicht ','",
        "--formats: a choice of pdf,pptx,xlsx,docx is expected, not ','",
    ),
    ("f", "--out", "o", "--title", "x" * 81): (
        "--title: höchstens 80 Zeichen werden erwartet, es sind 81",
        "--title: at most 80 characters are expected, there are 81",
    ),
    ("f", "--out", "o", "--groups", "foo"): (
        "--groups: 'foo' gibt es hier nicht. Möglich sind: sectors, perspectives",
        "--groups: 'foo' does not exist here. Possible are: sectors, perspectives",
    ),
    ("f", "--out", "o", "--threshold", "2"): (
        "--threshold: eine ganze Zahl ab 3 wird erwartet, nicht '2'",
        "--threshold: a whole number from 3 on is expected, not '2'",
    ),
    ("f", "--out", "o", "--json=3"): (
        "--json: hier steht keine Angabe, also auch nicht '3'",
        "--json: this takes no value, and so not '3'",
    ),
    ("f", "--out", "o", "--bogus"): ("Das gibt es hier nicht: --bogus", "This does not exist here: --bogus"),
    ("f", "--out", "o", "--answer", "x"): (
        "--answer: ID=WERT wird erwartet, nicht 'x'",
        "--answer: ID=VALUE is expected, not 'x'",
    ),
    ("f", "--out", "o", "--answer", "a=1", "--answer", "A=2"): (
        "--answer A steht zweimal da; auf jede Frage gibt es eine Antwort",
        "--answer A is given twice; each question has one answer",
    ),
}


@pytest.mark.parametrize("arguments", WRONG_CALLS)
def test_wrong_call_is_told_in_whole_sentences(arguments: tuple[str, ...]) -> None:
    german, english = WRONG_CALLS[arguments]

    _told, complained = report(*arguments, code=64)
    assert complained.startswith("Aufruf:") and f": {german}\n" in complained
    for wanted in (("--language", "en"), ("--language=en",)):
        assert f": {english}\n" in report(*arguments[:1], *wanted, *arguments[1:], code=64)[1]


def test_wrong_call_shows_a_right_one() -> None:
    _told, complained = report(code=64)
    assert "\nBeispiel: python3 run.py report bogen.xlsx --out dokumente\n" in complained


def test_ambiguous_option_is_told(file: Path) -> None:
    _told, complained = report(file, "--out", "o", "--t", "5", code=64)
    assert ": --t ist nicht eindeutig. Gemeint sein kann: --threshold, --title\n" in complained


def test_packages_are_whole(file: Path, tmp_path: Path) -> None:
    said = json.loads(report(file, "--out", tmp_path, "--formats", "pptx,xlsx,docx", "--json")[0])
    for one in said["files"]:
        assert zipfile.ZipFile(one["path"]).testzip() is None


def test_empty_name_is_a_name_of_our_own(file: Path, tmp_path: Path) -> None:
    told, _complained = report(file, "--out", tmp_path / "a", "--formats", "pdf")
    assert "Unsere-Kommune" in told


def test_folder_that_cannot_be_written_to_leaves_json_whole(file: Path, tmp_path: Path) -> None:
    (tmp_path / "datei").write_bytes(b"")
    told, _complained = report(file, "--out", tmp_path / "datei", "--json", code=2)

    said = json.loads(told)
    assert said["files"] == [] and said["results"]["statements"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EACCES, "darf hier nichts geschrieben werden"),
        (errno.EROFS, "darf hier nichts geschrieben werden"),
        (errno.ENOSPC, "ist kein Speicherplatz mehr frei"),
        (errno.EEXIST, "Dort liegt eine Datei, die so heißt"),
        (errno.ENOTDIR, "Dort liegt eine Datei, die so heißt"),
        (errno.EIO, "lässt sich nichts schreiben (Fehler EIO)"),
    ],
)
def test_what_the_system_says_is_told_with_what_to_do(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    written = Path.write_bytes

    def stops(self: Path, content: bytes) -> int:
        if self.name.endswith(".docx.tmp"):
            written(self, content[:9])
            raise OSError(code, "This is English", str(self))
        return written(self, content)

    monkeypatch.setattr(Path, "write_bytes", stops)
    told, complained = report(file, "--out", tmp_path / "a", "--formats", "pptx,docx", "--json", code=2)

    assert said in complained and "English" not in complained and "--out" in complained
    assert [one["format"] for one in json.loads(told)["files"]] == ["pptx"]  # which is there, and whole
    assert [path.suffix for path in (tmp_path / "a").iterdir()] == [".pptx"]


def answered(path: Path, letters: str, *, sheet: str = "Antworten", column: int | None = None) -> Path:
    """Our template with a row of the same answer for each letter, or a column of one."""
    main(["template", str(path)])
    book = openpyxl.load_workbook(path)
    table = book[sheet]
    if column is not None:
        for row in range(2, table.max_row + 1):
            if re.fullmatch(r"\d\.\d\d", str(table.cell(row, 1).value)):
                table.cell(row, column).value = letters
    for row, letter in enumerate(letters if column is None else "", 3):
        for cell in table[1]:
            if re.fullmatch(r"\d\.\d\d", str(cell.value)):
                table.cell(row, cell.column).value = letter
    book.save(path)
    return path


def test_files_without_answers_are_told_with_what_is_missing(tmp_path: Path) -> None:
    out = tmp_path / "a"
    for letters, said in (
        ("", "Noch hat kein Bogen eine Antwort. Dokumente gibt es, sobald wenigstens einer ausgefüllt ist."),
        ("xxxxxx", "Kein Bogen hat eine Antwort, die zählt; oben steht, warum. Bitte berichtigen Sie die Datei."),
    ):
        _told, complained = report(answered(tmp_path / "bogen.xlsx", letters), "--out", out, code=1)
        assert complained.endswith(f"{said}\n") and "Fragen beantwortet" not in complained and not out.exists()


def test_verwaltungsbogen_alone_is_told(tmp_path: Path) -> None:
    file = answered(tmp_path / "bogen.xlsx", "A", sheet="Verwaltungsbogen", column=3)

    _told, complained = report(file, "--source", "administration", "--out", tmp_path / "a", code=1)

    assert complained.endswith("Dokumente gibt es, sobald Bögen von Teilnehmenden dabei sind.\n")


def test_refused_and_missing_files_are_told_each_by_its_reason(tmp_path: Path) -> None:
    for file, said in (
        (tmp_path / "fehlt.xlsx", "Diese Datei gibt es nicht. Bitte prüfen Sie Name und Ordner."),
        (tmp_path, "Das ist ein Ordner. Bitte nennen Sie die Dateien darin einzeln."),
    ):
        told, complained = report(file, "--out", tmp_path / "a", code=2)
        assert told == f"{file}: nicht gelesen. {said}\n"
        assert complained == "Dokumente gibt es erst, wenn alle Dateien gelesen sind.\n"
    _told, complained = report(file, "--questionnaire", tmp_path / "q.yaml", "--out", tmp_path / "a", code=2)
    assert complained == "Der Fragebogen hat Fehler: q.yaml: Diese Datei gibt es nicht.\n"


def test_only_cannot_judge_is_an_answer_and_few_people_are_told(tmp_path: Path) -> None:
    only_e = answered(tmp_path / "e.xlsx", "EEEEEE")
    _told, complained = report(only_e, "--out", tmp_path / "a", "--formats", "docx")
    assert complained == ""

    few = answered(tmp_path / "b.xlsx", "BBB")
    _told, complained = report(few, "--out", tmp_path / "a", "--formats", "docx")
    assert complained == (
        "Das sind erst 3 Bögen mit Antworten. Ergebnisse gibt es ab 5; in den Dokumenten steht noch keines.\n"
    )
    _told, complained = report(few, "--out", tmp_path / "a", "--formats", "docx", "--threshold", "3")
    assert complained == ""


def test_refused_run_tells_programs_why_and_nothing_empty(file: Path, tmp_path: Path) -> None:
    told = json.loads(report(tmp_path / "fehlt.xlsx", file, "--out", tmp_path / "a", "--json", code=2)[0])

    assert told.keys() == {"files", "message", "results"} and told["files"] == []
    assert told["message"] == "Dokumente gibt es erst, wenn alle Dateien gelesen sind."
    assert told["results"].keys() == {"files"}
    assert [one["status"] for one in told["results"]["files"]] == ["refused", "ok"]
    assert told["results"]["files"][0]["refused"]["id"] == "no_such_file"
