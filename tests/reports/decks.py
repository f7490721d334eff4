"""Presentations read back: texts by slide, charts with the workbooks behind them; and a workshop to make them from."""

import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import openpyxl
import pandas as pd
from pptx import Presentation

from analysis.action_plan import Measure
from analysis.agenda import proposed
from analysis.counted import Counted
from analysis.dossier import Dossier
from analysis.evaluation import evaluate
from analysis.farewell import NextDate
from analysis.grouping import form_groups, group_counts
from analysis.protocol import Agreement
from analysis.questionnaire import Questionnaire
from analysis.results import Cell, FieldCell, Results
from analysis.run_comparison import compare_runs
from analysis.second_vote import Moves, SecondVote
from config import ROOT
from data.questionnaire_file import load_questionnaire

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
PERSON = "Erika Mustermann"
ASKED = load_questionnaire(ROOT / "questionnaire.yaml")
LEANINGS = ("AAAB", "DDDC", "EEEEA", "AD", "ABCDE", "ABCD ", "BBBC", "A    ")
TURNED = {"A": "C", "B": "C", "D": "B"}


@dataclass(frozen=True)
class Column:
    """A series, or the names of the rows: what the chart has kept of it, and what stands in the workbook."""

    head: str
    kept: tuple[str | None, ...]
    written: tuple[Any, ...]


@dataclass(frozen=True)
class Chart:
    """``kind``: the element that draws it; ``columns`` of its workbook by their references."""

    kind: str
    columns: tuple[Column, ...]
    book: Any

    def values(self, head: str) -> tuple[Any, ...]:
        return next(one.written for one in self.columns if one.head == head)


def counted(asked: Questionnaire, statements: tuple[str, ...], people: int, seed: int) -> Counted:
    """Random sheets; some groups leave most statements out."""
    chance = random.Random(seed)
    keys = list(asked.perspectives)
    seats = pd.DataFrame({"group": keys[:6], "people": [people // 6] * 5 + [people - people // 6 * 5]})
    rows = []
    for statement in statements:
        for group, size in zip(seats["group"], seats["people"], strict=True):
            leaning = chance.choice(LEANINGS)
            ticks = [chance.choice(leaning) for _person in range(size)]
            rows += [(statement, group, answer, ticks.count(answer)) for answer in "ABCDE" if answer in ticks]
    groups = form_groups(seats, asked, threshold=5, mode="perspectives")
    return Counted(
        counts=group_counts(pd.DataFrame(rows, columns=["statement", "group", "answer", "people"]), groups),
        groups=groups,
        statements=statements,
        threshold=5,
        without_answers=1,
        administration={one: chance.choice("ABCD") for one in statements},
    )


def results_of(asked: Questionnaire, statements: tuple[str, ...], people: int = 42, seed: int = 3) -> Results:
    """With a plan, and an earlier run in which people saw it differently."""
    now = counted(asked, statements, people, seed)
    answers = [TURNED.get(one, one) for one in now.counts["answer"]]
    then = now.counts.assign(answer=answers).groupby(["statement", "group", "answer"], as_index=False).sum()
    results, before = evaluate(now, asked), evaluate(replace(now, counts=then), asked)
    days = {"earlier": date(2024, 10, 8), "later": date(2026, 10, 1)}
    since = compare_runs(results, asked, before, asked, workshop_id="x", **days)
    return replace(results, plan=proposed(results).statements, since=since)


def measures(count: int) -> list[Measure]:
    return [
        Measure(
            id=f"m{number}",
            number=number,
            version="1",
            what=f"Maßnahme {number}",
            who="Hauptamt",
            person=PERSON,
            due=date(2026, 12, 1),
        )
        for number in range(1, count + 1)
    ]


def dossier(results: Results, asked: Questionnaire = ASKED, **changed: Any) -> Dossier:
    """Everything that a talk can add; the second vote says what the first has said."""
    talked = [one for one in results.plan[:2] if results.by_statement[one].ratings]
    after = {}
    for one in talked:
        first = results.by_statement[one]
        assert first.ratings is not None
        after[one] = SecondVote(one, first.ratings.n, first.ratings, first.e, Moves(1, 2, 3), first.cells)
    told: dict[str, Any] = {
        "municipality": "Musterlingen",
        "title": "Wie weltoffen sind wir?",
        "held_on": date(2026, 10, 1),
        "results": results,
        "questionnaire": asked,
        "agreements": {one: Agreement(one, "B", "Weil es so ist.", "1") for one in talked},
        "second_votes": after,
        "measures": measures(5),
        "next_date": NextDate(date(2027, 3, 9), "Integrationsbeauftragte"),
        "earlier": measures(2),
    }
    return Dossier(**(told | changed))


def hidden(results: Results) -> Results:
    """The same workshop, with nothing to show."""

    def cells(old: Mapping[str, Cell]) -> dict[str, Cell]:
        return {group: Cell(None, None, None, cell.people) for group, cell in old.items()}

    def field_cells(old: Mapping[str, FieldCell]) -> dict[str, FieldCell]:
        return {group: FieldCell(None, 0, None, 0, cell.people) for group, cell in old.items()}

    nothing: dict[str, Any] = {
        "level": None,
        "equal_level": None,
        "disagreement": None,
        "group_distance": None,
        "band": None,
        "pattern": "zu_wenige",
    }
    gone = {**nothing, "ratings": None, "e": None, "answered": None, "blank": None, "administration": None}
    return replace(
        results,
        statements=tuple(replace(one, **gone, cells=cells(one.cells)) for one in results.statements),
        fields=tuple(
            replace(
                one,
                **nothing,
                rated=0,
                e_share=None,
                administration_level=None,
                administration_band=None,
                cells=field_cells(one.cells),
            )
            for one in results.fields
        ),
        discuss_first=(),
        knowledge_gaps=(),
        plan=(),
        since=None,
    )


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def texts(slide: Any) -> list[str]:
    """Every paragraph of a slide, in the order of reading."""
    return [said for one in slide.shapes._spTree.iter(TEXT.replace("}t", "}p")) if (said := _said(one))]


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def _said(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(TEXT))


def charts(slide: Any) -> list[Chart]:
    return [_chart(shape.chart.part) for shape in slide.shapes if shape.has_chart]


def _chart(part: Any) -> Chart:
    book = openpyxl.load_workbook(io.BytesIO(part.chart_workbook.xlsx_part.blob))
    plot = part._element.find(f".//{CHART}plotArea")
    kind = next(one.tag.removeprefix(CHART) for one in plot if one.tag.endswith("Chart"))
    return Chart(kind, tuple(_columns(plot, book)), book)


def _columns(plot: Any, book: Any) -> Iterator[Column]:
    for series in plot.iter(f"{CHART}ser"):
        head = series.find(f"{CHART}tx/{CHART}strRef/{CHART}strCache/{CHART}pt/{CHART}v").text
        for reference in (f"{CHART}tx", f"{CHART}cat", f"{CHART}val", f"{CHART}xVal", f"{CHART}yVal"):
            found = series.find(reference)
            if found is not None:
                name = head if reference in (f"{CHART}val", f"{CHART}xVal") else reference.removeprefix(CHART)
                yield Column(name, *_both(found[0], book))


def _both(found: Any, book: Any) -> tuple[tuple[str | None, ...], tuple[Any, ...]]:
    sheet, cells = found.find(f"{CHART}f").text.rsplit("!", 1)
    area = book[sheet.strip("'")][cells.replace("$", "")]
    written = [one[0].value for one in area] if isinstance(area, tuple) else [area.value]
    points = {int(one.get("idx")): one.find(f"{CHART}v").text for one in found.iter(f"{CHART}pt")}
    return tuple(points.get(at) for at in range(len(written))), tuple(written)


def level(value: Fraction | None) -> float | None:
    """A level as it is shown, rounded half up."""
    return None if value is None else int(value * 10 + Fraction(1, 2)) / 10
