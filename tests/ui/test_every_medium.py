"""Random evenings: page, workbook and check say of every slide the same words, numbers and nulls."""

import io
import json
import random
import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from analysis.evaluation import evaluate
from analysis.grouping import form_groups
from analysis.questionnaire import UNSTATED
from analysis.results import Results
from content.deck import deck, slide
from content.differences import statements_of
from content.slides import Slide
from content.statement_list import list_table
from content.tables import as_text
from content.views import View, view_at
from data.questionnaire_file import load_questionnaire
from data.sheet import AdministrationAnswer, EnteredSheet
from data.store.administration import save_administration
from data.store.engine import Store
from data.store.entering import add_sheets
from data.store.releases import release, reveal
from data.store.workshops import Workshop, close_workshop
from reports.template import template
from reports.workbook import workbook
from tests.e2e.stages import QUESTIONNAIRE, RESULT_PAGES, new_workshop
from tests.reports.dossiers import dossier_of
from tests.test_checking import check
from texts.titles import hidden_text
from texts.words import words

from .conftest import Visit
from .test_pages import html_of

ASKED = load_questionnaire(QUESTIONNAIRE)
DE = words("de")
TOO_FEW = "zu wenige Antworten"
SEEDS = (7, 11, 23)
LEANINGS = ("AAAB", "DDDC", "EEEA", "AD", "ABCDE", "ABCD ", "E", "A        ")


@dataclass(frozen=True)
class Evening:
    """A closed workshop of random sheets, its results and all its slides; ``file`` holds the same sheets."""

    workshop: Workshop
    results: Results
    slides: tuple[Slide, ...]
    file: Path

    def of(self, page: str, view: str = "") -> list[Slide]:
        return [one for one in self.slides if one.view.page == page and view in ("", one.view.view)]


def random_sheets(seed: int) -> list[EnteredSheet]:
    """Perspectives of any size, statements with leanings of their own; some are left blank by most."""
    chance = random.Random(seed)
    perspectives = [*chance.sample(list(ASKED.perspectives), 4), UNSTATED]
    sheets = []
    leaning = {one: chance.choice(LEANINGS) for one in ASKED.short_form}
    for perspective in perspectives:
        own = {one: chance.choice(["A", "D", ""]) * 2 for one in ASKED.short_form}
        for _person in range(chance.choice([1, 3, 5, 8, 12])):
            picked = {one: chance.choice(leaning[one] + own[one]) for one in ASKED.short_form}
            answers = {one: letter for one, letter in picked.items() if letter != " "}
            sheets.append(EnteredSheet(perspective, answers))
    return [sheet for sheet in sheets if set(sheet.answers.values()) - {"E"}]


def file_of(sheets: list[EnteredSheet], administration: dict[str, str], path: Path) -> Path:
    """Our own template, filled in."""
    content = template(ASKED, statements=ASKED.short_form, administration=tuple(administration))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Antworten"]
    columns = {sheet.cell(1, column).value: column for column in range(1, sheet.max_column + 1)}
    for row, one in enumerate(sheets, 3):
        sheet.cell(row, 1, None if one.perspective == UNSTATED else one.perspective)
        for statement, letter in one.answers.items():
            sheet.cell(row, columns[statement], letter)
    for row in book["Verwaltungsbogen"].iter_rows(min_row=2):
        if row[0].value in administration:
            row[2].value = administration[row[0].value]
    book.save(path)
    return path


@pytest.fixture(scope="module", params=SEEDS)
def evening(request: pytest.FixtureRequest, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Evening:
    new = new_workshop(store, is_open=True, title=f"Abend {request.param}")
    sheets, chance = random_sheets(request.param), random.Random(request.param)
    administration = {one: chance.choice("ABCDE") for one in ASKED.short_form if chance.random() < 0.6}
    add_sheets(store, new.id, sheets, source="upload")
    save_administration(store, new.id, [AdministrationAnswer(one, answer) for one, answer in administration.items()])
    close_workshop(store, new.id, lambda people: form_groups(people, ASKED, threshold=new.threshold))
    for page in RESULT_PAGES:
        reveal(store, new.id, page)
    closed = release(store, new.id)
    assert closed is not None
    results = evaluate(closed.counted, ASKED)
    path = file_of(sheets, administration, tmp_path_factory.mktemp("evening") / "boegen.xlsx")
    return Evening(new, results, deck(results, ASKED, DE), path)


def texts_of(slide: Slide) -> list[list[str]]:
    return [[as_text(DE, value) for value in row] for row in slide.table.rows]


def test_evenings_hold_what_may_not_be_said(evening: Evening) -> None:
    """Else the other tests would compare nothing of interest."""
    said = {cell for slide in evening.slides for row in texts_of(slide) for cell in row}

    assert hidden_text(DE) in said
    assert {one.view.page for one in evening.slides} == {"ueberblick", "unterschiede", "aussage"}
    assert len(evening.of("aussage")) == len(ASKED.short_form)


def test_every_slide_is_found_by_its_address(evening: Evening) -> None:
    for one in evening.slides:
        assert slide(view_at(one.address), evening.results, ASKED, DE) == one

    assert len({one.address for one in evening.slides}) == len(evening.slides)


def test_page_says_what_slides_say(visit: Visit, evening: Evening) -> None:
    for one in evening.of("ueberblick"):
        app = visit(one.view.page, workshop=evening.workshop.id, **one.view.query)

        assert not app.exception
        page = html_of(app)
        assert one.finding.sentence in unescape(page)
        if one.chart is not None:
            assert cells_on(page, one) == [[*one.table.heads], *texts_of(one)]
        for line in (line for note in one.notes for line in note.lines):
            assert line in unescape(page)


def test_page_says_of_each_statement_what_its_slide_says(visit: Visit, evening: Evening) -> None:
    for one in evening.of("aussage"):
        app = visit("unterschiede", workshop=evening.workshop.id, aussage=one.view.part)

        assert not app.exception
        page = html_of(app)
        assert {one.title, one.finding.sentence} <= set(re.findall(r'<h2 class="finding">(.*?)</h2>', unescape(page)))
        assert cells_on(page, one) == [[*one.table.heads], *texts_of(one)]
        assert all(line in unescape(page) for note in one.notes for line in note.lines)


def test_list_of_statements_says_what_slides_of_several_say(visit: Visit, evening: Evening) -> None:
    app = visit("unterschiede", workshop=evening.workshop.id)

    table = list_table(DE, evening.results, ASKED, statements_of(View("unterschiede"), evening.results))
    heads, *rows = the_table_on(html_of(app), table.title)
    assert [heads, *rows] == [[*table.heads], *([as_text(DE, value) for value in row] for row in table.rows)]
    in_list = dict(zip(table.ids, (dict(zip(heads, row, strict=True)) for row in rows), strict=True))
    answers = [head for head in heads if re.match("[A-E] ", head)]
    assert len(answers) == 5
    for one in evening.of("unterschiede", "aussagen"):
        for statement, row in zip(one.shows, texts_of(one), strict=True):
            said = dict(zip(one.table.heads, row, strict=False))
            counted = [head for head in answers if head in said]
            assert {head: in_list[statement][head] for head in counted} == {head: said[head] for head in counted}
            assert len(counted) >= 4
    for one in evening.of("unterschiede", "gruppen"):
        for statement, row in zip(one.shows, texts_of(one), strict=True):
            said = dict(zip(one.table.heads, row, strict=True))
            assert in_list[statement]["Spannweite"] == said["Spannweite in Stufen"]


def tables_on(page: str, title: str) -> list[list[list[str]]]:
    """Every table on the page that has this title, row by row."""
    caption = re.escape(escape(title))
    tables = re.findall(rf"<table>\s*<caption>{caption}</caption>.*?</table>", page, re.DOTALL)
    rows = [re.findall(r"<tr.*?</tr>", table, re.DOTALL) for table in tables]
    return [[[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in one] for one in rows]


def the_table_on(page: str, title: str) -> list[list[str]]:
    (table,) = tables_on(page, title)
    return table


def cells_on(page: str, slide: Slide) -> list[list[str]]:
    return the_table_on(page, slide.table.title)


@pytest.fixture(scope="module")
def sheets_of_the_book(evening: Evening) -> dict[str, list[list[str]]]:
    """The workbook as it is read: sheet -> rows of texts."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(dossier_of(evening.results, ASKED), DE)))
    return {sheet.title: [[shown(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book}


def shown(cell: Any) -> str:
    """A cell as Excel shows it in German."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    if cell.number_format == "0 %":
        return f"{round(cell.value * 100)}\u00a0%"
    number = f"{cell.value:.1f}".replace(".", ",") if cell.number_format == "0.0" else f"{cell.value:.0f}"
    return number.replace("-", "−")


def table_in(rows: list[list[str]], title: str) -> dict[tuple[str, ...], dict[str, str]]:
    """The table under this title: its rows by their first cell, and by their first three; each by its heads."""
    start = next(place for place, row in enumerate(rows) if row[0] == title)
    heads = [head for head in rows[start + 1] if head]
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows[start + 2 :]:
        if not row[0]:
            break
        said = dict(zip(heads, row, strict=False))
        found[(row[0],)] = found[tuple(row[:3])] = said
    return found


def test_workbook_says_what_slides_of_fields_say(evening: Evening, sheets_of_the_book: dict[str, Any]) -> None:
    fields = table_in(sheets_of_the_book["Überblick"], "Handlungsfelder")
    levels = table_in(sheets_of_the_book["Gruppen"], "Einschätzung im Mittel nach Gruppen")
    bases = table_in(sheets_of_the_book["Gruppen"], "Grundlage der Mittelwerte")
    compared = 0
    for one in evening.of("ueberblick"):
        for title, *cells in texts_of(one) if one.chart else ():
            for head, cell in zip(one.table.heads[1:], cells, strict=True):
                if head == "Verwaltungsbogen im Mittel":
                    level, basis = fields[(title,)][head], fields[(title,)]["Grundlage des Verwaltungsbogens"]
                    assert cell in (level, f"{level} ({basis})")
                elif head in fields[(title,)]:
                    assert cell == fields[(title,)][head]
                else:
                    level, basis = levels[(title,)][head], bases[(title,)][head]
                    assert cell in (level, f"{level} ({basis})")
                    assert cell == level or hidden_text(DE) not in (level, basis)
                compared += 1
    assert compared > 7 * 10


def test_workbook_says_what_slides_of_statements_say(evening: Evening, sheets_of_the_book: dict[str, Any]) -> None:
    room = table_in(sheets_of_the_book["Aussagen"], "Aussagen")
    groups = table_in(sheets_of_the_book["Gruppen"], "Antworten nach Gruppen")
    for one in evening.of("aussage"):
        (_everybody, *of_room), *of_groups = texts_of(one)
        in_book = room[(one.view.part,)]
        heads = one.table.heads[1:]
        assert of_room[:-1] == [in_book[head] for head in heads[:-1]]
        assert of_room[-1].startswith(in_book[f"E {heads[-1]}"])
        for group, *cells in of_groups:
            assert cells == [groups[one.view.part, one.title, group][head] for head in heads]
    for one in evening.of("unterschiede", "aussagen"):
        for statement, row in zip(one.shows, texts_of(one), strict=True):
            for head, cell in zip(one.table.heads[:-1], row[:-1], strict=True):
                assert cell == room[(statement,)][head]


def test_workbook_has_the_ideas_of_the_slides(evening: Evening, sheets_of_the_book: dict[str, Any]) -> None:
    rows = [row[:4] for row in sheets_of_the_book["Anregungen"]]

    for one in evening.of("ueberblick", "anregungen"):
        assert [row[1:] for row in rows if row[0] == one.title and row[3] in {cells[2] for cells in texts_of(one)}] == (
            texts_of(one)
        )


def test_check_prints_what_slides_say(evening: Evening) -> None:
    printed = check(evening.file)
    printed_json = json.loads(check(evening.file, "--json"))

    (radar,) = evening.of("ueberblick", "radar")
    for title, level, band, _administration, pattern, _basis in texts_of(radar):
        assert f"  {title}: {level} · {band} · {pattern}\n" in printed
    said = dict(re.findall(r"^  (\d\.\d\d) .*\n((?:       .*\n)+)", printed, re.MULTILINE))
    for one in evening.of("aussage"):
        (_room, *of_room), *of_groups = texts_of(one)
        figures = printed_json["statements"][one.view.part]
        assert nulls(figures["counts"], of_room[:4])
        for (group, *cells), id_ in zip(of_groups, figures["groups"], strict=True):
            assert nulls((figures["groups"][id_] or {}).get("counts"), cells[:4])
            if one.view.part in said:
                counts = " ".join(f"{code} {n}" for code, n in zip("ABCD", cells, strict=False))
                assert f"       {group}: {cells[0] if cells[0] == hidden_text(DE) else counts}\n" in said[one.view.part]
    assert list(said) == [*printed_json["discuss_first"], *printed_json["knowledge_gaps"]]


def nulls(counts: dict[str, int] | None, cells: list[str]) -> bool:
    """Whether null stands where the slide has words, and the same numbers elsewhere."""
    if counts is None:
        return set(cells) <= {hidden_text(DE), TOO_FEW}
    return [str(counts[code]) for code in "ABCD"] == cells
