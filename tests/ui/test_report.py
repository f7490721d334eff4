"""The page Bericht: what it says of the workbook is what the workbook has."""

import io
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from analysis.evaluation import evaluate
from data.store.engine import Store
from data.store.releases import release
from reports.workbook import workbook
from tests.e2e.stages import Stages, set_the_stage

from .conftest import Visit
from .test_pages import ASKED, DE, elements, headings, html_of


@pytest.fixture(scope="module")
def stages(store: Store) -> Stages:
    return set_the_stage(store)


def test_every_worksheet_is_named_with_what_it_says(visit: Visit, stages: Stages, store: Store) -> None:
    closed = release(store, stages.revealed.id)
    assert closed is not None
    book = load_workbook(io.BytesIO(workbook(evaluate(closed.counted, ASKED), ASKED, DE, title="x")))

    said = html_of(visit("bericht", workshop=stages.revealed.id))

    (table,) = re.findall(r'<table class="rows contents">.*?</table>', said, re.DOTALL)
    named = re.findall(r'<th scope="row"><b>(.*?)</b></th><td>(.+?)</td>', table)
    assert [unescape(name) for name, _what in named] == book.sheetnames


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
