"""The page Maßnahmen: the board, what is added later, many at once, and nothing is lost to another hand."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from analysis.action_plan import Draft, Measure
from analysis.farewell import NextDate
from data.evening import evening
from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.farewell import begin_exit_questions, decide_next_date
from data.store.measures import add_measure, delete_measure, measures, save_measure
from data.store.workshops import Workshop
from tests.e2e.stages import MEASURES, QUESTIONNAIRE, RESULT_PAGES, demo_workshop
from ui import measure_news

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
    assert "ohne Tag" in said and "noch offen ·" not in said

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
        ({"Bis wann? (TT.MM.JJJJ)": "31.02.2027"}, "Den 31.02.2027 gibt es nicht."),
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
    app = next(one for one in app.button if one.label == "Vorlage oder Anregung wählen …").click().run()
    app = next(one for one in app.selectbox if one.label == "Handlungsfeld").set_value("teilhabe").run()

    app = app.button(key="start-teilhabe.v0").click().run()
    app = save(app)

    (kept,) = measures(store, workshop.id)
    assert kept.what and kept.who and kept.due is not None and kept.about == ("teilhabe",)
    assert kept.first_step and kept.decides and kept.cost and kept.sign and kept.risk


def test_a_new_measure_on_a_statement_begins_with_what_fits_it(visit: Visit, store: Store, workshop: Workshop) -> None:
    asked = load_questionnaire(QUESTIONNAIRE)
    app = visit("massnahmen", workshop=workshop.id)
    app = next(one for one in app.button if one.label == "Vorlage oder Anregung wählen …").click().run()
    app = next(one for one in app.selectbox if one.label == "Zu einer Aussage").set_value("3.13").run()
    templates = enumerate(asked.field("teilhabe").measures)
    number, fitting = next((number, one) for number, one in templates if "3.13" in one.fits)
    offered = [one.label for one in app.button if (one.key or "").startswith("start-")]
    assert offered[0] == fitting.what["de"]

    app = app.button(key=f"start-teilhabe.v{number}").click().run()
    app = save(app)

    (kept,) = measures(store, workshop.id)
    assert (kept.what, kept.about) == (fitting.what["de"], ("3.13",))


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


def in_the_table(app: AppTest, **typed: object) -> AppTest:
    """What the table holds, and the press on its button."""
    app = app.button_group(key="measures-view").set_value("tabelle").run()
    app.session_state["measures-table-0"] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []} | typed
    app = app.run()
    return next(one for one in app.button if one.label == "Änderungen speichern").click().run()


def test_many_are_changed_at_once(visit: Visit, store: Store, workshop: Workshop, written: list[Measure]) -> None:
    app = visit("massnahmen", workshop=workshop.id)

    in_the_table(
        app,
        edited_rows={0: {"who": "Schulamt", "due": "1.3.2027", "status": "erledigt"}},
        added_rows=[{"what": "Noch eine", "status": "geplant"}],
        deleted_rows=[1],
    )

    found = measures(store, workshop.id)
    assert [(one.what, one.who, one.due, one.status) for one in found] == [
        (MEASURES[0].what, "Schulamt", date(2027, 3, 1), "done"),
        ("Noch eine", "", None, "planned"),
    ]


def test_dates_of_the_table_are_texts_in_the_order_of_the_page(
    visit: Visit, store: Store, workshop: Workshop, written: list[Measure]
) -> None:
    app = in_the_table(visit("massnahmen", workshop=workshop.id), edited_rows={0: {"due": "15.03.2027"}})

    assert [one.due for one in measures(store, workshop.id) if one.id == written[0].id] == [date(2027, 3, 15)]
    (shown,) = app.dataframe
    assert list(shown.value["due"]) == ["15.03.2027", ""]
    assert '"type": "text"' in shown.proto.columns.split('"due"')[1][:300].replace('":"', '": "')


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"added_rows": [{"who": "ohne Was"}]}, "Zeile 2: Was soll getan werden?"),
        ({"added_rows": [{"what": "Neu", "due": "31.02.2027"}]}, "Zeile 2 („Neu“): Den 31.02.2027 gibt es nicht."),
        ({"edited_rows": {0: {"due": "im März"}}}, "“): Bitte ein Datum in der Form 24.09.2026 angeben."),
        ({"edited_rows": {0: {"status": "verworfen"}}}, "schreibt daneben, warum"),
        ({"edited_rows": {0: {"what": "a" * 150}}}, "Der Text ist zu lang."),
    ],
)
def test_of_many_none_is_kept_and_none_lost_where_one_cannot_be(
    visit: Visit, store: Store, workshop: Workshop, written: list[Measure], typed: dict[str, object], sentence: str
) -> None:
    app = in_the_table(visit("massnahmen", workshop=workshop.id), **typed, deleted_rows=[1])

    assert sentence in app.error[0].value and "Noch ist nichts gespeichert." in app.error[0].value
    assert measures(store, workshop.id) == written
    assert app.session_state["measures-table-0"]["deleted_rows"] == [1]


def test_of_many_what_somebody_else_has_changed_stays(
    visit: Visit, store: Store, workshop: Workshop, written: list[Measure]
) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    app = app.button_group(key="measures-view").set_value("tabelle").run()
    app.session_state["measures-table-0"] = {"edited_rows": {0: {"who": "A"}}, "added_rows": [], "deleted_rows": []}
    app = app.run()
    save_measure(store, workshop.id, written[0].id, Draft(what="Die andere"), version=written[0].version)

    app = next(one for one in app.button if one.label == "Änderungen speichern").click().run()

    assert MEASURES[0].what in app.warning[0].value and measures(store, workshop.id)[0].what == "Die andere"


def test_what_somebody_types_of_a_measure_that_is_deleted_meanwhile_stays(
    visit: Visit, store: Store, workshop: Workshop, written: list[Measure]
) -> None:
    app = visit("massnahmen", workshop=workshop.id)
    app = app.button(key=f"open-{written[0].id}").click().run()
    delete_measure(store, workshop.id, written[0].id, version=written[0].version)

    app = save(app, Risiko="Bleibt stehen")

    said = "Jemand anders hat diese Maßnahme gelöscht. Ihre Worte stehen noch hier."
    assert [one.value for one in (*app.info, *app.error)] == [said, "Diese Maßnahme gibt es inzwischen nicht mehr."]
    assert of_form(app, "Risiko").value == "Bleibt stehen"  # type: ignore[attr-defined]
    assert f"delete-{written[0].id}" not in [one.key for one in app.button]


def test_table_opens_without_any_measure(visit: Visit, store: Store, workshop: Workshop) -> None:
    app = in_the_table(visit("massnahmen", workshop=workshop.id), added_rows=[{"what": "Die erste", "due": "1.3.27"}])

    assert not app.exception
    assert [(one.what, one.due) for one in measures(store, workshop.id)] == [("Die erste", date(2027, 3, 1))]


def test_there_is_news_once_the_page_would_say_something_else(store: Store, workshop: Workshop) -> None:
    def stand() -> object:
        return measure_news.stand_of(workshop, measures(store, workshop.id), store)

    seen = [stand()]
    one = add_measure(store, workshop.id, Draft(what="Aus der Regie"))
    seen.append(stand())
    save_measure(store, workshop.id, one.id, Draft(what="Anders"), version=one.version)
    seen.append(stand())
    decide_next_date(store, workshop.id, NextDate(date(2027, 3, 9), "Rat"))
    seen.append(stand())
    begin_exit_questions(store, workshop.id)
    seen.append(stand())

    assert len(set(seen)) == 5 and stand() == seen[-1]
