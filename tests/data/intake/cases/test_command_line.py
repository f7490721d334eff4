"""The command line reads the same files with a questionnaire of nine statements."""

import json
import os
import subprocess
import sys

import pytest
import yaml

from config import ROOT
from tests.data.intake.cases.kit import ASKED, CODES, ENGLISH, PEOPLE, TEXTS
from tests.exports import limesurvey as ls
from tests.exports.people import A1_TO_A5
from tests.exports.workbooks import workbook

DIRECTION = (
    "direction=A1 = A Trifft zu, A2 = B Trifft eher zu, A3 = C Trifft eher nicht zu, A4 = D Trifft nicht zu, A5 = E"
)


@pytest.fixture
def asked(tmp_path):
    content = yaml.safe_load((ROOT / "questionnaire.yaml").read_text(encoding="utf-8"))
    content["fields"] = content["fields"][:3]
    for place, field in enumerate(content["fields"]):
        for about_others in ("topics", "suggestions", "measures"):
            field.pop(about_others, None)
        field["statements"] = [
            {"id": one, "text": {"de": TEXTS[one], "en": ENGLISH[one]}, "codes": list(CODES[one])}
            for one in list(TEXTS)[3 * place : 3 * place + 3]
        ]
    path = tmp_path / "neun.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_command_line_asks_for_the_direction_and_takes_the_answer(tmp_path, asked):
    path = tmp_path / "results-survey482913.csv"
    path.write_bytes(ls.csv(ls.rows(PEOPLE, ASKED, headings="code", words=A1_TO_A5), separator=","))

    asking = _checked(path, asked, "perspective=fachverwaltung")
    found = _checked(path, asked, "perspective=fachverwaltung", DIRECTION)

    file = asking["files"][0]
    assert (file["tool"], file["status"]) == ("limesurvey", "needs_answer")
    assert [(one["id"], one["kind"]) for one in file["questions"]] == [("direction", "direction")]
    file = found["files"][0]
    assert (file["tool"], file["status"], file["respondents"]) == ("limesurvey", "ok", len(PEOPLE))
    cells = file["cells"]
    assert cells["total"] == sum(cells[fate] for fate in ("imported", "metadata", "ignored", "rejected"))
    given = [one.answers.get("L1") for one in PEOPLE]
    assert found["statements"]["L1"]["counts"] == {letter: given.count(letter) for letter in "ABCD"}
    assert found["statements"]["L1"]["e"] == given.count("E")


def test_command_line_names_answers_that_fit_nothing(tmp_path, asked):
    path = tmp_path / "results-survey482913.csv"
    path.write_bytes(ls.csv(ls.rows(PEOPLE, ASKED, headings="code", words=A1_TO_A5), separator=","))

    run = _run(path, asked, "perspective=Mars", "sheets=ja")

    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "--answer perspective=Mars: Das passt zu keiner Auswahl dieser Frage.",
        "--answer sheets=ja: Keine der Dateien stellt diese Frage.",
    ]


def test_command_line_explains_taken_cells_only_once_nothing_is_open(tmp_path, asked):
    path = tmp_path / "tabelle.csv"
    first, second = list(TEXTS)[:2]
    path.write_text(f"Perspektive;{TEXTS[first]};{TEXTS[second]}\nKommunalpolitik;A;weiß nicht\nKommunalpolitik;B;C\n")

    asking = _run(path, asked, output=())
    found = _run(path, asked, "missing:weiss nicht=nicht beantwortet", output=())

    assert "Was bedeutet das?" in asking.stdout
    assert "übernommene Zellen" not in asking.stdout
    assert "  5 übernommene Zellen = 3 Antworten + 2 Perspektiven\n" in found.stdout


def test_command_line_names_ids_beside_words(tmp_path, asked):
    path = tmp_path / "results-survey482913.csv"
    path.write_bytes(ls.csv(ls.rows(PEOPLE, ASKED, headings="code", words=A1_TO_A5), separator=","))

    (question,) = _checked(path, asked, "perspective=fachverwaltung")["files"][0]["questions"]

    assert question["choices"][0].startswith("A1 = A Trifft zu, A2 = B Trifft eher zu, ")
    assert question["choice_ids"][0] == "A1=A,A2=B,A3=C,A4=D,A5=E"
    assert (question["choices"][-1], question["choice_ids"][-1]) == ("nicht übernehmen", "not_taken")
    assert question["asks"]["id"] == "which_direction"
    assert question["asks"]["gaps"]["value"] == "A1"


@pytest.mark.parametrize(
    "answer", ["A1=A,A2=B,A3=C,A4=D,A5=E", "A1 = A Trifft zu, A2 = B", "A1 = A True, A2 = B", "a1=a true, a2=b"]
)
def test_answers_are_taken_by_id_and_in_words(tmp_path, asked, answer):
    path = tmp_path / "results-survey482913.csv"
    path.write_bytes(ls.csv(ls.rows(PEOPLE, ASKED, headings="code", words=A1_TO_A5), separator=","))

    found = _checked(path, asked, "perspective=fachverwaltung", f"direction={answer}")

    assert found["files"][0]["status"] == "ok"
    assert found["statements"]["L1"]["e"] == [one.answers.get("L1") for one in PEOPLE].count("E")


def test_command_line_refuses_two_answers_to_the_same_question(tmp_path, asked):
    path = tmp_path / "tabelle.csv"
    path.write_bytes(b"")

    run = _run(path, asked, "perspective=fachverwaltung", "Perspective =betriebe")

    assert (run.returncode, run.stdout) == (64, "")
    assert run.stderr.splitlines()[-1].endswith(
        "check: --answer Perspective steht zweimal da; auf jede Frage gibt es eine Antwort"
    )


def test_command_line_spells_out_what_a_terminal_would_obey(tmp_path, asked):
    path = tmp_path / "tabelle\x1b[2J.xlsx"
    first, second = list(TEXTS)[:2]
    answers = [("A", "B"), ("viel \u202egleiv\nZellen: 0", "C"), ("B", "D")]
    rows = [["Kommunalpolitik", *one] for one in answers]
    path.write_bytes(workbook({"Liste": [["Perspektive", TEXTS[first], TEXTS[second]], *rows]}))

    printed = _run(path, asked, output=()).stdout

    assert not any(sign in printed for sign in "\x1b\u202e")
    assert r"tabelle\x1b[2J.xlsx: 3 Bögen" in printed
    assert r"„viel \u202egleiv\nZellen: 0“" in printed


def test_command_line_speaks_english_if_wanted(tmp_path, asked):
    path = tmp_path / "tabelle.csv"
    first, second = list(TEXTS)[:2]
    rows = "Kommunalpolitik;A;weiß nicht\nKommunalpolitik;vielleicht;C\n"
    path.write_text(f"Perspektive;{TEXTS[first]};{TEXTS[second]}\n{rows}")
    english = ("--language", "en")

    asking = _run(path, asked, output=english).stdout.splitlines()
    (file,) = _checked(path, asked, "missing:weiss nicht=not answered", output=("--json", *english))["files"]

    assert asking[0].endswith("tabelle.csv: 2 sheets with answers.")
    assert asking[2:7] == [
        "  Question: In the file, statements have “weiß nicht” (1×). What does that mean?",
        "    --answer 'missing:weiss nicht=…'",
        "      E I can’t judge",
        "      not answered",
        "      do not take over",
    ]
    assert file["status"] == "ok"
    assert [(one["cell"], one["value"], one["id"], one["gaps"]) for one in file["problems"]] == [
        ("CSV!B3", "vielleicht", "no_step", {})
    ]
    assert file["problems"][0]["reason"].startswith("This is no answer of the scale. Allowed are A, B, C, D, and E")


def test_command_line_refuses_in_english_if_wanted(tmp_path, asked):
    path = tmp_path / "leer.csv"
    path.write_bytes(b"")
    english = ("--language", "en")

    refused = _run(path, asked, output=english)
    (file,) = _checked(path, asked, output=("--json", *english))["files"]

    assert refused.stdout == f"{path}: not read. The file is empty (0 bytes). Please export or save it again.\n"
    assert (file["message"], file["refused"]) == (
        "The file is empty (0 bytes). Please export or save it again.",
        {"id": "empty", "gaps": {}},
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_command_line_prints_what_stands_in_a_file_whatever_the_outputs_letters_are(tmp_path, asked, encoding):
    path = tmp_path / "tabelle.csv"
    first, second = list(TEXTS)[:2]
    rows = "Kommunalpolitik;A;Bağcılar 👍 für\nKommunalpolitik;B;C\n"
    path.write_text(f"Perspektive;{TEXTS[first]};{TEXTS[second]}\n{rows}", encoding="utf-8")
    command = [sys.executable, "run.py", "check", str(path), "--questionnaire", str(asked)]
    environment = {**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"}

    in_words, in_json = (
        subprocess.run([*command, *output], cwd=ROOT, capture_output=True, check=False, env=environment)
        for output in ((), ("--json",))
    )

    assert (in_words.returncode, in_words.stderr) == (1, b"")
    (file,) = json.loads(in_json.stdout.decode(encoding))["files"]
    assert [one["value"] for one in file["problems"]] == ["Bağcılar 👍 für"]


def _checked(path, questionnaire, *answers, output=("--json",)):
    return json.loads(_run(path, questionnaire, *answers, output=output).stdout)


def _run(path, questionnaire, *answers, output=("--json",)):
    command = [sys.executable, "run.py", "check", str(path), *output, "--questionnaire", str(questionnaire)]
    for answer in answers:
        command += ["--answer", answer]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
