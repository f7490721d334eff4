"""How fast a large export is read, beside pandas with openpyxl on the same file: python -m benchmarks.intake"""

import io
import random
import time
from collections.abc import Callable

import pandas as pd

from data.intake.reading import read_file
from tests.data.intake.files import zipped

PEOPLE, COLUMNS = 10_000, 120
ROUNDS = 5
BUDGET = 1.8
"""Of the 2.5 seconds until an export is understood; the rest is for matching."""
LABELS = ("Trifft zu", "Trifft eher zu", "Trifft eher nicht zu", "Trifft nicht zu", "Keine Einschätzung möglich")
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def main() -> None:
    """Print each figure beside its budget and the other reader's."""
    for kind, shared in (("shared", True), ("inline", False)):
        content = _export(shared=shared)
        ours = _seconds(lambda content=content: read_file(content), rounds=ROUNDS)
        theirs = _seconds(lambda content=content: pd.read_excel(io.BytesIO(content), engine="openpyxl"), rounds=1)
        verdict = "ok" if ours <= BUDGET else "OVER BUDGET"
        print(
            f"{PEOPLE} × {COLUMNS}, {kind} strings{ours:9.2f} s budget ≤ {BUDGET} s  {verdict}"
            f"   (pandas + openpyxl {theirs:.2f} s, {theirs / ours:.1f} times as long)"
        )


def _export(*, shared: bool) -> bytes:
    """An .xlsx as survey tools write it: heads, then one person a row with an answer in words in every cell."""
    chance = random.Random(120)
    letters = [f"{chr(64 + n // 26) if n >= 26 else ''}{chr(65 + n % 26)}" for n in range(COLUMNS)]

    def row(number: int, texts: list[str]) -> str:
        cells = (
            f'<c r="{column}{number}" t="s"><v>{text}</v></c>'
            if shared
            else f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in zip(letters, texts, strict=True)
        )
        return f'<row r="{number}">{"".join(cells)}</row>'

    heads = [f"Aussage {n}" for n in range(COLUMNS)]
    answers = [str(COLUMNS + n) for n in range(len(LABELS))] if shared else list(LABELS)
    rows = [row(1, [str(n) for n in range(COLUMNS)] if shared else heads)]
    rows += [row(number, chance.choices(answers, k=COLUMNS)) for number in range(2, PEOPLE + 2)]
    strings = "".join(f"<si><t>{text}</t></si>" for text in (*heads, *LABELS))
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
