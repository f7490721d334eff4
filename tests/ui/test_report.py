"""The page Bericht: what it says of the workbook is what the workbook has."""

import io
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from analysis.evaluation import evaluate
from data.store.agreements import agree, agreements
from data.store.engine import Store
from data.store.measures import measures
from data.store.notes import add_note, notes
from data.store.releases import release
from reports.workbook import workbook
from tests.e2e.stages import Stages, set_the_stage
from tests.reports.dossiers import dossier_of

from .conftest import Visit
from .test_pages import ASKED, DE, elements, headings, html_of

ODD = "=1+1 <script> {name} \"'\n\n🎈 שלום"


@pytest.fixture(scope="module")
def stages(store: Store) -> Stages:
    return set_the_stage(store)


def test_every_worksheet_is_named_with_what_it_says(visit: Visit, stages: Stages, store: Store) -> None:
    closed = release(store, stages.revealed.id)
    assert closed is not None
    planned = measures(store, stages.revealed.id)
    made = workbook(dossier_of(evaluate(closed.counted, ASKED), ASKED, measures=planned), DE)
    book = load_workbook(io.BytesIO(made))

    said = html_of(visit("bericht", workshop=stages.revealed.id))

    (table,) = re.findall(r'<table class="rows contents">.*?</table>', said, re.DOTALL)
    named = re.findall(r'<th scope="row"><b>(.*?)</b></th><td>(.+?)</td>', table)
    assert [unescape(name) for name, _what in named] == book.sheetnames


def test_what_was_written_down_stands_in_the_workbook_unless_it_is_private(
    visit: Visit, stages: Stages, store: Store
) -> None:
    of = stages.revealed.id
    agree(store, of, "3.01", "dissent", reason=ODD)
    add_note(store, of, ODD, about="3.01", is_visible=True)
    add_note(store, of, "Geheim", about="3.01")
    closed = release(store, of)
    assert closed is not None
    results = evaluate(closed.counted, ASKED)
    said = dossier_of(results, ASKED, agreements=agreements(store, of), notes=notes(store, of))
    book = load_workbook(io.BytesIO(workbook(said, DE)))

    cells = [cell.value for row in book["Vereinbart"].iter_rows() for cell in row if cell.value is not None]
    assert cells.count(ODD) == 2 and "Geheim" not in cells
    assert "Wir sehen es weiterhin verschieden" in cells and "Perspektiven gehen auseinander" in cells
    assert [row[0].data_type for row in book["Vereinbart"].iter_rows() if row[0].value == "3.01"] == ["s"]
    named = re.findall(r'<th scope="row"><b>(.*?)</b></th>', html_of(visit("bericht", workshop=of)))
    assert [unescape(name) for name in named] == book.sheetnames


def test_download_is_the_only_primary_button_and_stands_in_the_head(visit: Visit, stages: Stages) -> None:
    app = visit("bericht", workshop=stages.revealed.id)

    types = [one.type for one in elements(app)]
    (download,) = [one for one in elements(app) if one.type == "download_button"]
    assert download.proto.type == "primary"
    assert types.index("download_button") < next(
        place for place, one in enumerate(elements(app)) if one.type == "html" and "contents" in one.proto.body
    )


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("open", "Ergebnisse gibt es, sobald die Umfrage geschlossen ist. Schließen können Sie sie im „Cockpit“."),
        ("closed", "Nur hier ansehen"),
    ],
)
def test_before_there_is_a_report_the_page_says_what_to_do(visit: Visit, stages: Stages, state: str, said: str) -> None:
    app = visit("bericht", workshop=getattr(stages, state).id)

    assert [*(one.value for one in app.info), *(one.label for one in app.button)][0] == said
    assert headings(app) == ["Bericht · Musterlingen"]
