"""Who is expected: typed beside the preparation, compared while people come in, seen by nobody else."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from data.store.engine import Store
from data.store.links import create_upload_link, redeem_upload_link
from data.store.planning import expect, expected, note_printed
from data.store.sheets import EnteredSheet, add_sheets
from data.store.workshops import Workshop, open_workshop, workshop
from tests.e2e.stages import new_workshop

from .conftest import Visit
from .test_pages import WITH_WORKSHOP, elements, html_of
from .test_upload_links import A_DAY
from .test_workshops import FIRST


@pytest.fixture
def of(store: Store) -> Workshop:
    return new_workshop(store, is_open=False)


def marks(app: AppTest) -> dict[str, tuple[str, str]]:
    """Each thing to prepare with its mark and its fact."""
    found = re.findall(r'<i class="mark (\w+)".*?</i><b>(.*?)</b><p class="note">(.*?)</p>', html_of(app))
    return {title: (mark, unescape(fact)) for mark, title, fact in found}


def numbers(app: AppTest) -> list[tuple[str, str, str]]:
    """Each perspective with its bar's width and its words."""
    bar = r'<td class="bar"><div.*?><i style="width:(\d+)%"></i></div></td>'
    row = rf'<th scope="row">(.*?)</th>{bar}<td class="number">(.*?)</td>'
    return [(unescape(title), width, said) for title, width, said in re.findall(row, html_of(app))]


def save(app: AppTest, of: Workshop, **people: str) -> AppTest:
    for key, number in people.items():
        app.text_input(key=f"expected-{of.id}-{key}").set_value(number)
    return next(one for one in app.button if one.label == "Zahlen speichern").click().run()


def add(store: Store, of: Workshop, **sizes: int) -> None:
    sheets = [EnteredSheet(key, {FIRST: "A"}) for key, people in sizes.items() for _person in range(people)]
    add_sheets(store, of.id, sheets, source="paper")


def test_numbers_are_free_until_they_are_there(visit: Visit, store: Store, of: Workshop) -> None:
    app = visit("cockpit", workshop=of.id)
    before = marks(app)["Wer kommt"]

    app = save(app, of, fachverwaltung="12", kommunalpolitik="9")

    assert before == ("free", "Mit Zahlen je Perspektive sehen Sie beim Sammeln, wer noch fehlt.")
    assert marks(app)["Wer kommt"] == ("done", "21 Personen erwartet")
    assert expected(store, of.id) == {"fachverwaltung": 12, "kommunalpolitik": 9}


@pytest.mark.parametrize("typed", ["viele", "-3", "1,5"])
def test_what_is_no_number_is_refused_at_its_field(visit: Visit, store: Store, of: Workshop, typed: str) -> None:
    expect(store, of.id, {"kommunalpolitik": 9})

    app = save(visit("cockpit", workshop=of.id), of, fachverwaltung=typed, kommunalpolitik="8")

    assert [one.value for one in app.error] == ["Bitte eine Zahl, oder nichts."]
    assert expected(store, of.id) == {"kommunalpolitik": 9}


def test_emptied_number_is_not_known_any_more(visit: Visit, store: Store, of: Workshop) -> None:
    expect(store, of.id, {"fachverwaltung": 12, "kommunalpolitik": 9})

    save(visit("cockpit", workshop=of.id), of, kommunalpolitik="")

    assert expected(store, of.id) == {"fachverwaltung": 12}


def test_bars_are_drawn_against_the_expected_people(visit: Visit, store: Store, of: Workshop) -> None:
    expect(store, of.id, {"fachverwaltung": 12, "kommunalpolitik": 4, "betriebe": 6})
    open_workshop(store, of.id)
    add(store, of, fachverwaltung=9, kommunalpolitik=5, organisationen=3)

    app = visit("cockpit", workshop=of.id)

    assert {said: width for _title, width, said in numbers(app)} == {
        "9 von 12": "75",
        "5 von 4": "100",
        "3": "33",
        "0 von 6": "0",
    }


def test_without_expected_people_bars_are_beside_the_most(visit: Visit, store: Store, of: Workshop) -> None:
    open_workshop(store, of.id)
    add(store, of, fachverwaltung=8, kommunalpolitik=2)

    assert [row[1:] for row in numbers(visit("cockpit", workshop=of.id))] == [("100", "8"), ("25", "2")]


def test_a_single_sheet_of_a_perspective_is_counted_for_the_moderators_too(
    visit: Visit, store: Store, of: Workshop
) -> None:
    open_workshop(store, of.id)
    add(store, of, fachverwaltung=8, kommunalpolitik=1)

    assert [said for _title, _width, said in numbers(visit("cockpit", workshop=of.id))] == ["8", "1"]


def test_group_below_the_threshold_is_named_while_people_come_in(visit: Visit, store: Store, of: Workshop) -> None:
    open_workshop(store, of.id)
    add(store, of, fachverwaltung=5, kommunalpolitik=2)
    few = html_of(visit("cockpit", workshop=of.id))
    add(store, of, kommunalpolitik=3)

    assert "Noch unter 5: Politik & Leitung (2). Wird zusammengelegt, wenn niemand mehr kommt." in unescape(few)
    assert "Noch unter 5" not in html_of(visit("cockpit", workshop=of.id))


def test_numbers_stand_in_the_cockpit_only(visit: Visit, store: Store, of: Workshop) -> None:
    expect(store, of.id, {"fachverwaltung": 739})
    open_workshop(store, of.id)
    _id, token = create_upload_link(store, of.id, label="Amt", valid=A_DAY)
    team = redeem_upload_link(store, token)
    assert team is not None

    pages = {page: visit(page, workshop=of.id) for page in ("", *WITH_WORKSHOP)}
    pages["team"] = visit("hochladen", device=team[1])

    said = {name: "".join(str(one.proto) for one in elements(app)) for name, app in pages.items()}
    assert {name for name, text in said.items() if re.search(r"\b739\b", text)} == {"cockpit"}


def test_paper_is_done_once_a_form_was_opened(visit: Visit, store: Store, of: Workshop) -> None:
    before = marks(visit("cockpit", workshop=of.id))["Papier"]
    note_printed(store, of.id, "raum/de")
    one = marks(visit("cockpit", workshop=of.id))["Papier"]
    note_printed(store, of.id, "raum/de-x-einfach")
    two = marks(visit("cockpit", workshop=of.id))["Papier"]

    assert before == ("free", "Fragebögen für alle, die ohne Telefon mitmachen")
    assert one == ("done", "Ein Fragebogen wurde zum Drucken geöffnet.")
    assert two == ("done", "2 verschiedene Fragebögen wurden zum Drucken geöffnet.")


def test_changed_perspective_takes_its_number_out_of_sight(visit: Visit, store: Store, of: Workshop) -> None:
    expect(store, of.id, {"nie_gefragt": 5})
    open_workshop(store, of.id)

    app = visit("cockpit", workshop=of.id)

    assert not app.exception
    assert numbers(app) == []
    now = workshop(store, of.id)
    assert now is not None and now.state == "open"
