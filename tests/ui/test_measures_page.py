"""The page Maßnahmen: the board, what is added later, many at once, and nothing is lost to another hand."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from analysis.action_plan import Measure
from analysis.points import Sums
from content.action_plan import action_table
from content.points import result_columns
from content.tables import Table
from data.evening import evening
from data.polling import points_shown
from data.store.engine import Store
from data.store.measures import add_measure, measures, save_measure
from data.store.point_polls import open_poll
from data.store.schema import point_polls
from data.store.workshops import Workshop, questionnaire
from tests.e2e.stages import MEASURES, RESULT_PAGES, demo_workshop
from texts.words import words

from .conftest import Visit
from .test_pages import html_of


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return demo_workshop(store, shown=RESULT_PAGES)


@pytest.fixture
def written(store: Store, workshop: Workshop) -> list[Measure]:
    return [add_measure(store, workshop.id, said) for said in MEASURES]


def of_form(app: AppTest, label: str) -> object:
    """The input with this label."""
    inputs = [*app.text_input, *app.text_area, *app.selectbox, *app.multiselect, *app.checkbox]
    return next(one for one in inputs if one.label == label)


def save(app: AppTest, **typed: object) -> AppTest:
    for label, value in typed.items():
        of_form(app, label).set_value(value)  # type: ignore[attr-defined]
    return next(one for one in app.button if one.label == "Maßnahme speichern").click().run()


def test_the_board_is_by_date_and_by_field(visit: Visit, workshop: Workshop, written: list[Measure]) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    said = unescape(html_of(app))
    assert "2 Maßnahmen sind vereinbart, bei einer ist noch etwas offen" in said
    assert said.index("31. Januar 2027") < said.index("Abendrunde mit Eltern")

    app = app.button_group(key="measures-view").set_value("feld").run()
    assert [unescape(one) for one in re.findall("<h3>(.*?)</h3>", html_of(app))] == ["Fairer Zugang & Teilhabe"]


def test_all_that_is_known_later_is_added(
    visit: Visit, store: Store, workshop: Workshop, written: list[Measure]
) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    app = app.button(key=f"open-{written[1].id}").click().run()

    app = save(app, **{"Wer? (eine Funktion oder Stelle)": "Elternbeirat", "Bis wann? (TT.MM.JJJJ)": "15.2.2027"})
    app = save(app, **{"Wer entscheidet": "committee", "Kosten": "small", "Wirkungsstufe": 3, "Ursache": "Neu"})

    kept = measures(store, workshop.id)[1]
    assert (kept.who, kept.due, kept.decides, kept.cost, kept.level, kept.cause) == (
        "Elternbeirat",
        date(2027, 2, 15),
        "committee",
        "small",
        3,
        "Neu",
    )
    assert "Wirkung beginnt bei Stufe 4" in html_of(app)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"Was?": " "}, "Was soll getan werden?"),
        ({"Bis wann? (TT.MM.JJJJ)": "morgen"}, "Bitte ein Datum in der Form"),
        ({"Status": "dropped"}, "schreibt dazu, warum"),
        ({"Name": "Vorname Nachname"}, "nur, wenn die Person einverstanden ist"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    visit: Visit, store: Store, workshop: Workshop, written: list[Measure], typed: dict[str, str], sentence: str
) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    app = app.button(key=f"open-{written[0].id}").click().run()

    app = save(app, **(typed | {"Risiko": "Bleibt stehen"}))

    assert [sentence in one.value for one in app.error] == [True]
    assert of_form(app, "Risiko").value == "Bleibt stehen"  # type: ignore[attr-defined]
    assert measures(store, workshop.id) == written


def test_a_new_measure_begins_from_a_template(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    chosen = next(one for one in app.selectbox if one.label == "Mit einer Vorlage oder Anregung beginnen")

    app = chosen.set_value("teilhabe.v0").run()
    app = save(app)

    (kept,) = measures(store, workshop.id)
    assert kept.what and kept.who and kept.due is not None and kept.about == ("teilhabe",)


def test_of_two_windows_the_second_reads_the_first_and_may_still_have_its_way(
    visit: Visit, store: Store, workshop: Workshop, written: list[Measure]
) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    app = app.button(key=f"open-{written[0].id}").click().run()
    other = replace(MEASURES[0], who="Schulamt")
    save_measure(store, workshop.id, written[0].id, other, version=written[0].version)

    app = save(app, **{"Wer? (eine Funktion oder Stelle)": "Sozialamt"})
    assert "Schulamt" in app.error[0].value and measures(store, workshop.id)[0].who == "Schulamt"
    app = save(app)

    assert not app.error and measures(store, workshop.id)[0].who == "Sozialamt"


def test_a_measure_is_deleted(visit: Visit, store: Store, workshop: Workshop, written: list[Measure]) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    app = app.button(key=f"open-{written[0].id}").click().run()

    app.button(key=f"delete-{written[0].id}").click().run()

    assert measures(store, workshop.id) == written[1:]


def test_the_room_sees_them(visit: Visit, store: Store, workshop: Workshop, written: list[Measure]) -> None:
    app = visit("massnahmen", workshop=workshop.id)

    app.button(key="stage-measures").click().run()

    now = evening(store, workshop.id)
    assert now is not None and now.stage.place.kind == "massnahmen"


def test_many_are_changed_at_once(visit: Visit, store: Store, workshop: Workshop, written: list[Measure]) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    app = app.button_group(key="measures-view").set_value("tabelle").run()
    app.session_state["measures-table-0"] = {
        "edited_rows": {0: {"who": "Schulamt", "due": "2027-03-01", "status": "erledigt"}},
        "added_rows": [{"what": "Noch eine", "status": "geplant"}, {"who": "ohne Was"}],
        "deleted_rows": [1],
    }

    app = app.run()
    app = next(one for one in app.button if one.label == "Änderungen speichern").click().run()

    found = measures(store, workshop.id)
    assert [(one.what, one.who, one.due, one.status) for one in found] == [
        (MEASURES[0].what, "Schulamt", date(2027, 3, 1), "done"),
        ("Noch eine", "", None, "planned"),
    ]
    assert ["Nicht gespeichert: –: Was soll getan werden?" in one.value for one in app.warning] == [True]


def test_points_stand_beside_measures_once_the_room_has_seen_them(
    visit: Visit, store: Store, workshop: Workshop, written: list[Measure]
) -> None:
    open_poll(store, workshop.id, "points", [one.id for one in written])
    app = visit("massnahmen", workshop=workshop.id)
    assert "Nach Punkten" not in app.button_group(key="measures-view").options
    assert not re.search(r"· \d Punkte", html_of(app))

    ids = {one.id: number for number, one in enumerate(written, 3)}
    sums = Sums(6, ids, dict.fromkeys(ids, 0)).as_json()
    store.write(lambda connection: connection.execute(update(point_polls).values(state="shown", result=sums)).rowcount)
    app = visit("massnahmen", workshop=workshop.id)
    app = app.button_group(key="measures-view").set_value("punkte").run()

    said = unescape(html_of(app))
    assert said.index("Abendrunde mit Eltern") < said.index("31. Januar 2027")
    assert re.findall(r"· (\d Punkte)", said) == ["4 Punkte", "3 Punkte"]
    planned = written_table(store, workshop)
    assert [row[planned.heads.index("Punkte")] for row in planned.rows] == [3, 4]


def written_table(store: Store, of: Workshop) -> Table:
    """The measures as the workbook has them."""
    result, asked = points_shown(store, of), questionnaire(store, of)
    assert result is not None
    return action_table(words("de"), measures(store, of.id), asked, result_columns(words("de"), result))
