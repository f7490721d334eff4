"""A file is understood in a process of its own: what comes back is checked data, and the same as without it."""

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from config import ROOT
from data.intake.apart import understood_apart
from data.intake.containers.reading import read_file
from data.intake.files import understood_file
from data.intake.handing_over import Wish, understood_as_line, understood_of, wish_as_line, wish_of
from data.intake.ledger import Ledger, Problem
from data.intake.plain import NotPlainError
from data.intake.questions import Question
from data.intake.said import said
from data.intake.understood import ColumnUse, LeftOut, Options, Understood
from data.sheet import AdministrationAnswer, FileRecord
from tests.data.intake.cases.kit import ASKED, PEOPLE
from tests.exports import limesurvey as ls
from tests.exports.people import A1_TO_A5

EXPORT = ls.csv(ls.rows(PEOPLE, ASKED, headings="code", words=A1_TO_A5), separator=",")
LOADED = """
import sys
sys.path.append(sys.argv[1])
import {module}
print(*sorted({{name.split(".")[0] for name in sys.modules}} & {{{foreign}}}))
"""
WISH = Wish(ASKED, "datei.xlsx", {"perspective": "ohne-angabe"}, Options(asked=frozenset({"L1", "L2"}), comments=True))
ASKS_FOR_X = Question(
    "missing:x",
    "missing",
    said("what_is_missing", values=(said("quoted_times", value="x", n=1),), more=()),
    (
        said("answer", answer="E"),
        said("statement", statement="L1"),
        said("perspective", perspective="betriebe"),
    ),
    label=said("headed_column", column="A", heading="x"),
    examples=("x",),
)
FOUND = Understood(
    "datei.xlsx",
    tool="kobo",
    asked=(ASKS_FOR_X,),
    questions=(ASKS_FOR_X,),
    columns=(ColumnUse("A", "Erste", "statement", "L1", "code"),),
    statements=frozenset({"L1", "L2"}),
    people=2,
    records=(
        FileRecord("ohne-angabe", {"L1": "A"}, "kobo|1", "2026-03-01T09:15"),
        FileRecord("ohne-angabe", {"L1": "E", "L2": "D"}, "kobo|2", ""),
    ),
    administration=(AdministrationAnswer("L1", None, "Grund", "Amt"),),
    problems=(Problem("Blatt", "A1", "x", said("no_step")),),
    quarantined=(LeftOut("Blatt", 3, said("longer", cells=3, usual=2)),),
    ledger=Ledger(4, 3, 0, 0, 1),
)


def _without_order(found: Understood) -> Understood:
    return replace(found, records=tuple(sorted(found.records, key=lambda one: (one.identity, str(one.answers)))))


@pytest.mark.parametrize("answers", [{}, {"perspective": "ohne-angabe", "direction": "A1=A,A2=B"}])
def test_a_file_comes_to_the_same_in_a_process_of_its_own(answers: dict[str, str]) -> None:
    here = understood_file(read_file(EXPORT), ASKED, filename="results.csv", answers=answers)

    apart = understood_apart(EXPORT, ASKED, filename="results.csv", answers=answers)

    assert _without_order(apart) == _without_order(here)


def test_everything_that_is_found_comes_back() -> None:
    assert understood_of(understood_as_line(FOUND), WISH) == FOUND


def test_the_wish_comes_over_without_what_no_file_is_read_by() -> None:
    came = wish_of(wish_as_line(WISH))

    assert (came.filename, came.answers, came.options) == (WISH.filename, WISH.answers, WISH.options)
    assert came.questionnaire.statements == {
        one: replace(statement, topic=None) for one, statement in ASKED.statements.items()
    }
    assert (came.questionnaire.sectors, came.questionnaire.scale) == (ASKED.sectors, ASKED.scale)


def _changed(place: str, value: Any) -> bytes:
    sent = json.loads(understood_as_line(FOUND))
    *path, last = place.split(".")
    inner = sent
    for step in path:
        inner = inner[int(step) if step.isdecimal() else step]
    inner[int(last) if last.isdecimal() else last] = value
    return json.dumps(sent).encode()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("understood.people", "2"),
        ("understood.people", True),
        ("understood.people", None),
        ("understood.filename", "andere.xlsx"),
        ("understood.further", 1),
        ("understood.refused", ["x"]),
        ("understood.statements", ["L1", "gibt-es-nicht"]),
        ("understood.columns.0.use", "alles"),
        ("understood.asked.0.kind", "perspektive"),
        ("understood.asked.0.text.id", "gibt-es-nicht"),
        ("understood.asked.0.text.gaps", {}),
        ("understood.asked.0.text.gaps.values.0.gaps.n", "1"),
        ("understood.asked.0.choices.0.gaps.answer", "F"),
        ("understood.asked.0.choices.1.gaps.statement", "gibt-es-nicht"),
        ("understood.asked.0.choices.2.gaps.perspective", "gibt-es-nicht"),
        ("understood.problems.0.reason", "Das ist keine Antwort."),
        ("understood.problems.0.reason.gaps", {"further": 1}),
        ("understood.quarantined.0.reason.gaps.cells", 1.5),
        ("open", [1]),
        ("open", [-1]),
        ("open", ["0"]),
        ("understood.ledger", [1, 2, 3, 4, 5]),
        ("understood.administration.0.statement", "gibt-es-nicht"),
        ("statements", ["L1", "gibt-es-nicht"]),
        ("statements", "L1"),
        ("records", {}),
        ("records.0", ["ohne-angabe", "", ""]),
        ("records.0.0", "gibt-es-nicht"),
        ("records.0.1", 7),
        ("records.0.3", "AF"),
        ("records.0.3", "A"),
        ("records.0.3", ["A", "B"]),
    ],
)
def test_what_is_not_as_agreed_is_not_believed(place: str, value: Any) -> None:
    with pytest.raises(NotPlainError):
        understood_of(_changed(place, value), WISH)


@pytest.mark.parametrize("line", [b"", b"[]", b"{", b"[" * 100_000, b"1" * 10_000, b"\xff", b"[" + b"1," * 4_000_000])
def test_what_is_no_answer_at_all_is_not_believed(line: bytes) -> None:
    with pytest.raises(NotPlainError):
        understood_of(line, WISH)


@pytest.mark.parametrize(
    ("module", "foreign"),
    [
        ("data.intake.worker", '"sqlalchemy", "pandas", "numpy", "openpyxl", "streamlit", "yaml"'),
        ("data.intake.apart", '"sqlalchemy", "pandas", "openpyxl", "streamlit"'),
    ],
)
def test_understanding_loads_neither_the_store_nor_pandas(module: str, foreign: str) -> None:
    code = LOADED.format(module=module, foreign=foreign)

    loaded = subprocess.run(
        [sys.executable, "-I", "-c", code, str(ROOT)], capture_output=True, text=True, check=True
    ).stdout.split()

    assert loaded == []
