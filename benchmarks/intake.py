"""How fast a large export is read and matched, beside pandas with openpyxl: python -m benchmarks.intake"""

import io
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pandas as pd
from openpyxl.utils import get_column_letter

from data.intake.apart import understood_apart
from data.intake.understood import Understood
from tests.data.intake.files import zipped
from tests.exports.people import PERSPECTIVE_QUESTION, QUESTIONNAIRE

PEOPLE, COLUMNS = 10_000, 120
ROUNDS = 5
BUDGET = 2.5
SMALL = b"Perspektive;1.01\nJobcenter;A\n"
SMALL_BUDGET = 0.4
META = ("Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert", "Datum gestartet")
FURTHER = ("Datum letzte Aktivität", PERSPECTIVE_QUESTION)
COMMENTS = ("Was läuft gut?", "Was fehlt?", "Wer fehlt?", "Was noch?")
STARTED = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def main() -> None:
    """Print each figure beside its budget and the other reader's."""
    for kind, shared in (("shared", True), ("inline", False)):
        content = _export(shared=shared)
        ours = _seconds(lambda content=content: _understood(content), rounds=ROUNDS)
        theirs = _seconds(lambda content=content: pd.read_excel(io.BytesIO(content), engine="openpyxl"), rounds=1)
        verdict = "ok" if ours <= BUDGET else "OVER BUDGET"
        print(
            f"{PEOPLE} × {COLUMNS}, {kind} strings, read and understood in the sandbox {ours:.2f} s "
            f"budget ≤ {BUDGET} s  {verdict}   (pandas + openpyxl {theirs:.2f} s, {theirs / ours:.1f} times as long)"
        )
    small = _seconds(lambda: understood_apart(SMALL, QUESTIONNAIRE, filename="klein.csv"), rounds=ROUNDS)
    verdict = "ok" if small <= SMALL_BUDGET else "OVER BUDGET"
    print(f"a file of one row {small:.2f} s budget ≤ {SMALL_BUDGET} s  {verdict}")


def _understood(content: bytes) -> Understood:
    found = understood_apart(content, QUESTIONNAIRE, filename="results-survey1.xlsx")
    if (found.status, found.people, len(found.statements)) != ("ok", PEOPLE, len(QUESTIONNAIRE.statements)):
        raise RuntimeError(f"not understood: {found.status}, {found.people} people")
    return found


def _table() -> list[list[str]]:
    """As LimeSurvey writes it: heads, then one person a row with an answer in words to every statement."""
    chance = random.Random(120)
    labels = [step.label["de"] for step in QUESTIONNAIRE.scale]
    perspectives = [one.title["de"] for one in QUESTIONNAIRE.perspectives.values()]
    statements = [f"Bitte schätzen Sie ein:  [{one.text['de']}]" for one in QUESTIONNAIRE.statements.values()]
    table = [[*META, *FURTHER, *statements, *COMMENTS]]
    for place in range(PEOPLE):
        started = f"{STARTED + timedelta(minutes=place):%F %T}"
        about = [str(place + 1), started, "8", "de", str(90_000 + place), started, started, chance.choice(perspectives)]
        table.append([*about, *chance.choices(labels, k=len(statements)), "", "", "", ""])
    return table


def _export(*, shared: bool) -> bytes:
    """That table as .xlsx, its texts in the cells or in one list for all."""
    letters = [get_column_letter(number) for number in range(1, COLUMNS + 1)]
    places: dict[str, int] = {}

    def cell(letter: str, number: int, text: str) -> str:
        if not text:
            return ""
        if text.isdecimal():
            return f'<c r="{letter}{number}"><v>{text}</v></c>'
        if shared:
            return f'<c r="{letter}{number}" t="s"><v>{places.setdefault(text, len(places))}</v></c>'
        return f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'

    rows = [
        f'<row r="{number}">{"".join(cell(*one) for one in zip(letters, [number] * COLUMNS, texts, strict=True))}</row>'
        for number, texts in enumerate(_table(), 1)
    ]
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in places)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KINDS}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KINDS}.sharedStrings+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{SPACE}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Antworten" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{SPACE}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SPACE}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
    }
    return zipped(parts)


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def _seconds(work: Callable[[], object], *, rounds: int) -> float:
    """Of the quickest round: what else the machine does only ever adds to it."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
