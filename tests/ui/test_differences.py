"""The page Unterschiede: a list of all statements to work with, and the chosen one beside it."""

import base64
import json
import re
from collections import Counter
from html import unescape
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.evaluation import evaluate
from analysis.results import Results
from content.deck import slide
from content.statement_list import LIST_COLUMNS, Choice, in_order, kinds_of, list_order_titles, list_table, listed
from content.statements import short_name
from content.tables import as_text
from content.views import View
from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.releases import release
from data.store.workshops import Workshop
from tests.e2e.stages import QUESTIONNAIRE, Stages, set_the_stage
from texts.titles import hidden_text
from texts.words import words

from .conftest import Visit
from .test_pages import FIRST, ONE_HIDDEN, drawings, elements, elements_of, html_of, workshop_hiding

ASKED = load_questionnaire(QUESTIONNAIRE)
DE = words("de")
SEEN = ("name", "pattern", "span", "rated", "field")
"""Columns of the list that are texts; the other counts stand in its bars."""

EXCHANGED = ONE_HIDDEN | {"kommunalpolitik": "ABC---", "organisationen": "CCCBB-"}
"""The room answers the same; two people of the hidden groups have exchanged their answers."""


@pytest.fixture(scope="module")
def stages(store: Store) -> Stages:
    return set_the_stage(store)


@pytest.fixture(scope="module")
def results(store: Store, stages: Stages) -> Results:
    return results_of(store, stages.revealed)


def results_of(store: Store, workshop: Workshop) -> Results:
    closed = release(store, workshop.id)
    assert closed is not None
    return evaluate(closed.counted, ASKED)


def rows_of(app: AppTest) -> pd.DataFrame:
    """The list as the browser gets it."""
    (grid,) = app.dataframe
    return grid.value


def expected_rows(results: Results, choice: Choice) -> list[list[str]]:
    table = list_table(DE, results, ASKED, listed(DE, choice, results, ASKED))
    places = [LIST_COLUMNS.index(name) for name in SEEN]
    return [[as_text(DE, row[place]) for place in places] for row in table.rows]


def seen_rows(app: AppTest) -> list[list[str]]:
    return [list(row) for row in rows_of(app)[list(SEEN)].itertuples(index=False)]


def texts_of_bar(address: str) -> list[str]:
    """What is written in the bar of a row."""
    drawn = base64.b64decode(address.partition("base64,")[2]).decode()
    return [unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", drawn)]


def address(app: AppTest) -> dict[str, str]:
    return {name: one if isinstance(one, str) else one[0] for name, one in app.query_params.items()}


def shown_statement(app: AppTest) -> str:
    return str(app.selectbox(key="unterschiede-aussage").value)


@pytest.mark.parametrize("order", ["", *list_order_titles(DE), "unbekannt"])
def test_list_has_every_statement_in_the_chosen_order(
    visit: Visit, stages: Stages, results: Results, order: str
) -> None:
    app = visit("unterschiede", workshop=stages.revealed.id, ordnung=order)

    known = order if order in list_order_titles(DE) else "besprechen"
    assert not app.exception
    assert seen_rows(app) == expected_rows(results, Choice(known))  # type: ignore[arg-type]
    assert len(rows_of(app)) == len(stages.revealed.room)
    assert app.selectbox(key="unterschiede-ordnung").value == known


def test_statements_stand_as_in_the_questionnaire_if_so_chosen(visit: Visit, stages: Stages) -> None:
    app = visit("unterschiede", workshop=stages.revealed.id, ordnung="fragebogen")

    asked = ASKED.only(stages.revealed.room).statements.values()
    assert list(rows_of(app)["name"]) == [short_name(DE, statement) for statement in asked]


def test_bars_say_the_counts_of_their_rows(visit: Visit, stages: Stages, results: Results) -> None:
    app = visit("unterschiede", workshop=stages.revealed.id)

    table = list_table(DE, results, ASKED, in_order(results, "besprechen"))
    places = [LIST_COLUMNS.index(name) for name in "DCBAE"]
    written = 0
    for address, row in zip(rows_of(app)["bar"], table.rows, strict=True):
        counts = [str(row[place]) for place in places]
        said = texts_of_bar(address)
        assert not Counter(said) - Counter(counts)
        assert said[-1] == counts[-1]
        written += len(said)
    assert written > 2 * len(table.rows)


@pytest.mark.parametrize(
    "narrowed",
    [
        {"feld": "teilhabe"},
        {"muster": "staerke"},
        {"muster": "kaum_einschaetzbar"},
        {"suche": "kita"},
        {"suche": "3.01"},
        {"feld": "teilhabe", "muster": "staerke", "suche": "WOHNUNG"},
    ],
)
def test_list_is_narrowed_down_and_the_address_keeps_it(
    visit: Visit, stages: Stages, results: Results, narrowed: dict[str, str]
) -> None:
    app = visit("unterschiede", workshop=stages.revealed.id, **narrowed)

    choice = Choice(field=narrowed.get("feld", ""), kind=narrowed.get("muster", ""), search=narrowed.get("suche", ""))
    assert 0 < len(rows_of(app)) < len(stages.revealed.room)
    assert seen_rows(app) == expected_rows(results, choice)
    assert {name: address(app)[name] for name in narrowed} == narrowed


def test_without_narrowing_the_address_stays_short(visit: Visit, stages: Stages) -> None:
    app = visit("unterschiede", workshop=stages.revealed.id)

    assert set(app.query_params) == {"w", "ordnung", "aussage"}


def test_empty_list_says_what_to_do(visit: Visit, stages: Stages) -> None:
    app = visit("unterschiede", workshop=stages.revealed.id, suche="Raumschiff")

    assert len(app.dataframe) == 0
    (said,) = [one.value for one in app.info]
    assert said.startswith("Keine Aussage passt dazu.")
    next(button for button in app.button if button.label == "Alle Aussagen zeigen").click().run()
    assert len(rows_of(app)) == len(stages.revealed.room)


def test_chosen_statement_is_shown_with_all_that_is_known_of_it(visit: Visit, stages: Stages, results: Results) -> None:
    for statement in stages.revealed.room[:4]:
        app = visit("unterschiede", workshop=stages.revealed.id, aussage=statement)

        notes = slide(View("aussage", part=statement), results, ASKED, DE)
        said = unescape(html_of(app))
        assert shown_statement(app) == statement
        assert notes.title in said
        assert notes.finding.sentence in said
        assert all(line in said for note in notes.notes for line in note.lines)
        assert len(drawings(app)) == 1
        assert address(app)["aussage"] == statement


def test_chosen_statement_is_marked_in_the_list(visit: Visit, stages: Stages, results: Results) -> None:
    statements = in_order(results, "besprechen")
    app = visit("unterschiede", workshop=stages.revealed.id)
    assert shown_statement(app) == statements[0]

    app.selectbox(key="unterschiede-aussage").set_value(statements[7]).run()

    (grid,) = app.dataframe
    assert json.loads(grid.proto.selection_state)["selection"]["cells"] == [[7, "name"]]
    assert address(app)["aussage"] == statements[7]


def test_narrowing_keeps_the_chosen_statement_as_long_as_it_is_listed(
    visit: Visit, stages: Stages, results: Results
) -> None:
    statement = next(one for one in in_order(results, "fragebogen") if results.by_statement[one].field == "teilhabe")
    app = visit("unterschiede", workshop=stages.revealed.id, aussage=statement)

    app.selectbox(key="unterschiede-feld").set_value("teilhabe").run()
    assert shown_statement(app) == statement

    app.selectbox(key="unterschiede-feld").set_value("arbeit").run()
    assert results.by_statement[shown_statement(app)].field == "arbeit"


def test_several_go_to_the_leinwand_only_as_a_slide_shows_them(visit: Visit, stages: Stages) -> None:
    def offered(**query: str) -> list[str]:
        app = visit("unterschiede", workshop=stages.revealed.id, **query)
        return [button.label for button in app.button if "auf die Leinwand" in button.label]

    assert offered() == ["Aussagen 1 bis 5 auf die Leinwand"]
    assert offered(feld="teilhabe") == []


# What nobody may learn


@pytest.fixture(scope="module")
def hiding(store: Store) -> Workshop:
    return workshop_hiding(store, ONE_HIDDEN)


@pytest.fixture(scope="module")
def hiding_others(store: Store) -> Workshop:
    return workshop_hiding(store, EXCHANGED)


def test_hidden_cell_says_so_and_the_shown_one_beside_it_stays(visit: Visit, hiding: Workshop) -> None:
    app = visit("unterschiede", workshop=hiding.id, aussage=FIRST[0])

    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html_of(app))
    cells = {unescape(name): re.findall(r"<td>(.*?)</td>", row) for name, row in rows}
    hidden = [*[hidden_text(DE)] * 6, "0 von 6"]
    assert cells["Verwaltung"] == ["6", "0", "0", "0", "6", "4,0", "0 von 6"]
    assert [row for row in cells.values() if hidden_text(DE) in row] == [hidden, hidden]


def test_exchanged_hidden_answers_change_nothing_on_the_page(
    visit: Visit, hiding: Workshop, hiding_others: Workshop, store: Store
) -> None:
    kinds = [{"muster": kind} for kind in kinds_of(DE, results_of(store, hiding))]
    orders = [{"ordnung": order} for order in list_order_titles(DE)]
    searches = [{"suche": "kommune"}, {"suche": FIRST[0]}, {"feld": "steuerung"}, {"feld": "arbeit"}]
    compared = 0
    for query in [*orders, *kinds, *searches, *({"aussage": one} for one in FIRST)]:
        one, other = (visit("unterschiede", workshop=of.id, **query) for of in (hiding, hiding_others))
        assert sent(one, hiding) == sent(other, hiding_others)
        compared += len(one.dataframe)
    assert compared > 10


def sent(app: AppTest, of: Workshop) -> list[str]:
    """All that the browser gets, without what names this very workshop."""
    return [
        re.sub(r"[0-9a-f]{40,}|-[0-9a-f]{5,8}\b", "", unquote(str(one.proto)).replace(of.id, "").replace(of.code, ""))
        for one in elements(app)
        if one in list(elements_of(app.main))
    ]


def test_list_has_no_more_than_what_content_says(visit: Visit, hiding: Workshop, store: Store) -> None:
    results = results_of(store, hiding)

    for order in list_order_titles(DE):
        app = visit("unterschiede", workshop=hiding.id, ordnung=order)

        choice: Any = Choice(order)
        table = list_table(DE, results, ASKED, listed(DE, choice, results, ASKED))
        allowed = {as_text(DE, value) for row in table.rows for value in row}
        assert {value for row in seen_rows(app) for value in row} <= allowed
        assert {text for bar in rows_of(app)["bar"] for text in texts_of_bar(bar)} <= allowed
