"""Each page in each state of a workshop: it renders, for whom it is meant, and without what is hidden."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html import escape, unescape
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from analysis.evaluation import evaluate
from analysis.grouping import form_groups
from content.deck import slide as slide_of
from content.tables import as_text
from content.views import VIEWS, View
from data.questionnaire_file import load_questionnaire
from data.store.access import Role, issue_key, redeem_key, revoke_all, role_of
from data.store.engine import Store
from data.store.releases import release, reveal
from data.store.sheets import EnteredSheet, add_sheets
from data.store.workshops import Workshop, close_workshop, create_workshop, open_workshop, questionnaire
from tests.e2e.stages import QUESTIONNAIRE, RESULT_PAGES, TODAY, Stages, new_workshop, set_the_stage
from texts.words import LANGUAGES, words
from ui.session import PAGE
from web.home import DASHBOARD
from web.identity import hashed
from web.same_address import most_from_one_address, note_sheet

from .conftest import Visit

IN_THE_ROOM = ("cockpit", "ueberblick", "unterschiede")
WITH_WORKSHOP = ("boegen", "hochladen", *IN_THE_ROOM, "bericht")
TEXTS = ("hilfe", "info-datenschutz", "info-impressum", "info-barrierefreiheit")
STATES = ("prepared", "open", "closed", "revealed", "finished")
ASKED = load_questionnaire(QUESTIONNAIRE)
DE = words("de")
HIDDEN = "nicht einzeln gezeigt (Schutz kleiner Gruppen)"


@pytest.fixture(scope="module")
def stages(store: Store) -> Stages:
    return set_the_stage(store)


def elements(app: AppTest) -> Iterator[Element]:
    """Everything on the page, also what has no name in the test kit."""
    return elements_of(app._tree)


def elements_of(block: Block) -> Iterator[Element]:
    """Everything in a part of the page."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from elements_of(child)
        else:
            yield child


def html_of(app: AppTest) -> str:
    """What the page says in our own HTML."""
    return "\n".join(one.proto.body for one in elements(app) if one.type == "html")


def headings(app: AppTest) -> list[str]:
    return re.findall(r"<h1>(.*?)</h1>", html_of(app))


def drawings(app: AppTest) -> list[dict[str, Any]]:
    """The figures that the browser is sent."""
    return [json.loads(one.proto.spec) for one in elements(app) if one.type == "plotly_chart"]


def values(part: Any) -> Iterator[str | float]:
    """Every text and number in a figure, also in packed arrays."""
    if isinstance(part, dict) and "bdata" in part:
        yield from np.frombuffer(base64.b64decode(part["bdata"]), part["dtype"]).tolist()
    elif isinstance(part, dict):
        for inner in part.values():
            yield from values(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from values(inner)
    elif isinstance(part, str | int | float):
        yield part


@pytest.mark.parametrize("address", DASHBOARD["moderator"])
def test_address_that_the_server_lets_through_is_a_page(visit: Visit, stages: Stages, address: str) -> None:
    app = visit(address, workshop=stages.open.id)

    # The first page stands at "/".
    assert app.session_state[PAGE] == ("" if address == "workshops" else address)


@pytest.mark.parametrize("page", ["", *WITH_WORKSHOP, *TEXTS])
def test_page_renders_in_every_state(visit: Visit, stages: Stages, page: str) -> None:
    for state in STATES:
        workshop: Workshop = getattr(stages, state)

        app = visit(page, workshop=workshop.id)

        assert not app.exception, state
        assert len(headings(app)) == 1, state


def test_moderators_learn_of_many_sheets_from_one_address_while_the_room_is_open(visit: Visit, store: Store) -> None:
    workshop = new_workshop(store, is_open=True)
    add_sheets(store, workshop.id, [EnteredSheet("kommunalpolitik", {"1.01": "A"})], source="paper")
    for number in range(5):
        before = html_of(visit("cockpit", workshop=workshop.id))
        note_sheet(workshop.code, f"sheet {number}", "203.0.113.9")

    assert "von einer Adresse" not in before
    assert "5 Bögen kamen von einer Adresse." in html_of(visit("cockpit", workshop=workshop.id))


def test_addresses_of_deleted_test_sheets_are_forgotten(visit: Visit, store: Store) -> None:
    workshop = new_workshop(store, is_open=True)
    for number in range(5):
        note_sheet(workshop.code, f"sheet {number}", "203.0.113.9")
    app = visit("cockpit", workshop=workshop.id)

    next(box for box in app.checkbox if box.label.startswith("Ja, alle Bögen")).check().run()
    next(button for button in app.button if button.label.startswith("Testbögen löschen")).click().run()

    assert not app.exception
    assert most_from_one_address(workshop.code) == 0


def test_workshops_of_the_same_name_are_told_apart(visit: Visit, stages: Stages) -> None:
    rows = re.findall(r'<div class="row"><h2>(.*?)</div>', html_of(visit(workshop=stages.open.id)))

    assert stages.open.title == stages.prepared.title
    assert len(set(rows)) == len(rows) >= len(STATES)
    assert [stages.open.code in row for row in rows] == ["gewählt" in row for row in rows]


@pytest.mark.parametrize(
    ("page", "views"),
    [("ueberblick", ("radar", "gruppen", "karte", "verwaltung")), ("unterschiede", ("aussagen",))],
)
def test_view_draws_one_chart(visit: Visit, stages: Stages, page: str, views: tuple[str, ...]) -> None:
    for view in views:
        app = visit(page, workshop=stages.revealed.id, sicht=view)

        assert not app.exception
        assert len(drawings(app)) == 1


@pytest.mark.parametrize("view", [view for view in VIEWS["ueberblick"] if view != "anregungen"])
def test_page_says_what_the_slide_says(visit: Visit, stages: Stages, store: Store, view: str) -> None:
    closed = release(store, stages.revealed.id)
    assert closed is not None
    results = evaluate(closed.counted, ASKED)
    slide = slide_of(View("ueberblick", view), results, ASKED, DE)

    app = visit("ueberblick", workshop=stages.revealed.id, sicht=view)

    said = html_of(app)
    tables = re.findall(
        rf"<table>\s*<caption>{re.escape(escape(slide.table.title))}</caption>.*?</table>", said, re.DOTALL
    )
    (shown,) = [re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", table) for table in tables]
    expected = [*slide.table.heads, *(as_text(DE, value) for row in slide.table.rows for value in row)]
    assert [unescape(cell) for cell in shown] == expected
    assert slide.finding.sentence in unescape(said)


@pytest.mark.parametrize("field", [field.id for field in ASKED.fields])
def test_suggestions_follow_what_the_room_answered(visit: Visit, stages: Stages, field: str) -> None:
    title, suggestions = ASKED.field(field).title["de"], ASKED.field(field).suggestions

    app = visit("ueberblick", workshop=stages.revealed.id, sicht="anregungen", feld=field)

    page = unescape(html_of(app))
    assert not app.exception
    assert re.search(
        rf"{title}: (aus Sicht der Anwesenden|unterschiedlich gesehen|je nach Aussage verschieden|kaum einschätzbar) ",
        page,
    )
    shown = {pattern: [one.text["de"] in page for one in found] for pattern, found in suggestions.items()}
    (pattern,) = (pattern for pattern, found in shown.items() if any(found))
    for_all = [one for one in suggestions[pattern] if not one.fits and not one.topics]
    assert for_all and all(one.text["de"] in page for one in for_all)
    assert all(question["de"] in page for question in ASKED.questions[pattern])
    assert all(measure.what["de"] in page for measure in ASKED.field(field).measures)


@pytest.mark.parametrize("page", [*WITH_WORKSHOP, *TEXTS])
@pytest.mark.parametrize("state", STATES)
def test_every_page_offers_the_other_language_and_the_way_out(
    visit: Visit, stages: Stages, page: str, state: str
) -> None:
    app = visit(page, workshop=getattr(stages, state).id)

    said = html_of(app)
    assert said.count('action="/abmelden"') == 1
    for language in set(LANGUAGES) - {"de"}:
        assert said.count(f'action="/sprache/{language}?seite={page}') == 1


def test_groups_in_the_radar_outlast_a_reload(visit: Visit, stages: Stages) -> None:
    app = visit("ueberblick", workshop=stages.revealed.id, sicht="radar", gruppen="politik,nobody")

    assert app.button_group(key="ueberblick-gruppen").value == ["politik"]
    assert app.query_params["gruppen"] in ("politik", ["politik"])


@pytest.mark.parametrize("page", [*IN_THE_ROOM, "bericht"])
@pytest.mark.parametrize("state", ["prepared", "open", "closed"])
def test_nothing_is_shown_before_it_is_revealed(visit: Visit, stages: Stages, page: str, state: str) -> None:
    app = visit(page, workshop=getattr(stages, state).id)

    assert drawings(app) == []
    assert re.findall(r"\d,\d", html_of(app)) == []
    assert [one for one in elements(app) if one.type == "download_button"] == []


@pytest.mark.parametrize("page", ["", *WITH_WORKSHOP, "hilfe"])
@pytest.mark.parametrize("role", ["screen", "scribe", "table", "comoderator"])
def test_devices_of_the_room_have_no_page_here(visit: Visit, stages: Stages, page: str, role: Role) -> None:
    app = visit(page, role=role, workshop=stages.revealed.id)

    assert not app.exception
    assert {one.type for one in elements(app)} == {"html", "info"}
    assert [one.value for one in app.info] == [
        "Dieses Gerät ist für den Raum angemeldet. Bitte laden Sie die Seite neu."
    ]


def test_over_with_the_sign_in_nothing_is_left(visit: Visit, store: Store, stages: Stages) -> None:
    app = visit("ueberblick", workshop=stages.revealed.id)
    assert len(drawings(app)) == 1

    revoke_all(store)
    app.run()

    assert drawings(app) == []
    assert stages.revealed.municipality not in html_of(app)
    assert [one.value for one in app.info] == [
        "Diese Anmeldung gilt nicht mehr. Aus diesem Fenster wird nichts mehr geändert. "
        "„python3 run.py key“ gibt eine neue Adresse aus."
    ]


def test_moderator_signs_out_all_other_devices(visit: Visit, store: Store, stages: Stages) -> None:
    other = redeem_key(store, issue_key(store, "moderator", valid=timedelta(minutes=5)))
    assert other is not None
    app = visit("cockpit", workshop=stages.open.id)

    next(button for button in app.button if button.label == "Alle anderen Geräte abmelden").click().run()

    assert role_of(store, hashed(other[2])) is None
    assert [one.value for one in app.success] == [
        "Nur dieses Gerät ist noch angemeldet; offene Einmal-Codes gelten nicht mehr. "
        "Links für Teams gelten weiter, bis Sie sie unter „Datei hochladen“ widerrufen."
    ]
    assert headings(app.run()) == [f"{stages.open.title} · {stages.open.municipality}"]


FIRST = load_questionnaire(QUESTIONNAIRE).short_form[:3]
ONE_HIDDEN = {
    "fachverwaltung": "AAAAAA",
    "kommunalpolitik": "ABB---",  # three rated: hidden, 10/3 = 3,3
    "organisationen": "CCCCB-",  # hidden with it, so that nobody can subtract: 11/5 = 2,2
}
"""Answers of six people each to the first statement; all agree with the other two."""


@pytest.fixture(scope="module")
def with_a_hidden_cell(store: Store) -> Workshop:
    return workshop_hiding(store, ONE_HIDDEN)


def workshop_hiding(store: Store, answers: dict[str, str]) -> Workshop:
    """A closed and shown workshop in which two of three groups are hidden at the first statement."""
    new = create_workshop(
        store,
        municipality="Musterlingen",
        title="Kleine Gruppe",
        held_on=TODAY,
        questionnaire_text=QUESTIONNAIRE.read_text("utf-8"),
        room=FIRST,
        administration=(),
    )
    open_workshop(store, new.id)
    sheets = [
        EnteredSheet(key, {FIRST[1]: "A", FIRST[2]: "A"} | ({} if answer == "-" else {FIRST[0]: answer}))
        for key, given in answers.items()
        for answer in given
    ]
    add_sheets(store, new.id, sheets, source="paper")
    asked = questionnaire(store, new)
    close_workshop(store, new.id, lambda people: form_groups(people, asked, threshold=new.threshold))
    for page in RESULT_PAGES:
        reveal(store, new.id, page)
    return new


@pytest.mark.parametrize(
    ("page", "query"),
    [
        *(("ueberblick", {"sicht": view}) for view in VIEWS["ueberblick"]),
        *(("unterschiede", {"aussage": statement}) for statement in FIRST),
    ],
)
def test_hidden_values_are_not_in_what_a_page_sends(
    visit: Visit, with_a_hidden_cell: Workshop, page: str, query: dict[str, str]
) -> None:
    app = visit(page, workshop=with_a_hidden_cell.id, **query)

    assert not app.exception
    words = [html_of(app), *(str(value) for figure in drawings(app) for value in values(figure))]
    for secret in ("3,3", "2,2", "n = 3", "n = 5", "ABB", "0 von 3", "0 von 5"):
        assert [text for text in words if secret in text] == []
    numbers = [one for figure in drawings(app) for one in values(figure["data"]) if isinstance(one, int | float)]
    assert [one for one in numbers if abs(one - 10 / 3) < 0.01 or abs(one - 11 / 5) < 0.01] == []


def test_rows_that_the_sentence_names_are_marked_in_the_table(visit: Visit, stages: Stages) -> None:
    app = visit("ueberblick", workshop=stages.revealed.id, sicht="radar")

    (finding,) = re.findall(r'<h2 class="finding">(.*?)</h2>', html_of(app))
    rows = re.findall(r'<tr class="named"><th scope="row">(.*?)</th>', html_of(app))
    titles = {field.short["de"]: escape(field.title["de"]) for field in ASKED.fields}
    assert sorted(rows) == sorted(title for short, title in titles.items() if re.search(rf"\b{short}\b", finding))
    assert len(rows) == 2
