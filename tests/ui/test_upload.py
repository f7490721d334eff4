"""The page Datei hochladen: what a file leaves open is asked, what comes of it is shown, and nothing counts twice."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pandas as pd
import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from data.counting import count_sheets
from data.store.access import issue_key, redeem_key
from data.store.administration import administration_sheet
from data.store.engine import Store
from data.store.sheets import counts, tally
from data.store.workshops import Workshop
from reports.lists import list_workbook
from reports.template import template
from tests.e2e.stages import new_workshop, with_wrong_cells
from tests.exports import efs, limesurvey, msforms, nextcloud
from tests.exports.people import ONE_IS_AGREE, QUESTIONNAIRE, Person, made_people
from tests.exports.sample import SHORT
from tests.exports.workbooks import saved

from .conftest import Visit
from .test_pages import html_of
from .test_upload_links import press

PEOPLE = made_people(SHORT, 11)
FEWER = PEOPLE[:6]
ALREADY = "Genau diese Datei ist schon übernommen; sie wird kein zweites Mal gezählt."
RECALLED = "Die Antworten stammen von einer früheren Datei mit denselben Überschriften. Bitte prüfen."
IN_ORDER = "Der Reihe nach zuordnen (bitte danach prüfen)"
NOTHING_NEW = "Alle Bögen dieser Datei sind schon da; es gibt nichts zu übernehmen."

Upload = Callable[..., AppTest]


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return new_workshop(store, is_open=True)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lists that are offered for download, the newest last."""
    made: list[bytes] = []

    def keep(*of: object) -> bytes:
        made.append(list_workbook(*of))
        return made[-1]

    monkeypatch.setattr("reports.lists.list_workbook", keep)
    return made


@pytest.fixture
def upload(visit: Visit, workshop: Workshop) -> Upload:
    """Drops files on the page, in a window of its own or in the one that is ``into``."""

    def drop(*files: tuple[str, bytes], into: AppTest | None = None) -> AppTest:
        app = into or visit("hochladen", workshop=workshop.id)
        app.file_uploader[0].set_value([(name, content, "") for name, content in files])
        app.run()
        assert not app.exception
        return app

    return drop


def lime(people: Sequence[Person]) -> bytes:
    return limesurvey.csv(limesurvey.rows(people, SHORT))


def lime_saved_again(people: Sequence[Person]) -> bytes:
    return limesurvey.xlsx(limesurvey.rows(people, SHORT), SHORT)


def answers_of(people: Iterable[Person]) -> int:
    return sum(len(one.answers) for one in people)


def said(app: AppTest) -> list[str]:
    """Our own paragraphs and quiet lines."""
    return [unescape(text) for text in re.findall(r"<p[^>]*>(.*?)</p>", html_of(app))]


def taken(app: AppTest) -> list[str]:
    """The files in the list of those taken over, without the day."""
    lines = [re.sub(r", übernommen am [\d.]+", "", text) for text in said(app) if ", übernommen am " in text]
    return sorted(lines)


def rows_of(app: AppTest, caption: str) -> list[list[str]]:
    """The cells of our own table with this caption."""
    found = re.findall(rf"<caption>{caption}</caption>.*?<tbody[^>]*>(.*?)</tbody>", html_of(app), re.DOTALL)
    assert len(found) == 1
    return [
        [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", found[0])
    ]


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def choose(app: AppTest, label: str, choice: str) -> AppTest:
    """Answer a question."""
    return next(one for one in (*app.radio, *app.selectbox) if one.label == label).set_value(choice).run()


def stored(store: Store, workshop: Workshop) -> dict[str, int]:
    return dict(tally(store, workshop.id).people)


def undo(app: AppTest, name: str) -> AppTest:
    """Press "Zurücknehmen" beside the file; the buttons stand in the order of the lines."""
    lines = [text for text in said(app) if ", übernommen am " in text]
    place = next(number for number, line in enumerate(lines) if line.startswith(f"{name}:"))
    return [button for button in app.button if button.label == "Zurücknehmen"][place].click().run()


def tick(app: AppTest, label: str) -> AppTest:
    return next(box for box in app.checkbox if box.label == label).check().run()


def answers_in(store: Store, workshop: Workshop) -> int:
    """How many answers count in the workshop."""
    answers, _people, _without = counts(store, workshop.id)
    return int(answers["people"].sum())


def as_counted(answers: pd.DataFrame) -> dict[tuple[str, ...], int]:
    return {(row.statement, row.group, row.answer): row.people for row in answers.itertuples()}


def cells(content: bytes) -> list[tuple[object, ...]]:
    """The rows of a workbook with one sheet."""
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    return list(sheet.iter_rows(values_only=True))


def coded(people: Sequence[Person]) -> bytes:
    """A LimeSurvey export of codes: numbers for answers, AO01 … for perspectives."""
    return limesurvey.xlsx(limesurvey.rows(people, SHORT, words=ONE_IS_AGREE), SHORT)


def test_the_same_bytes_are_counted_once_in_this_window_and_in_any_other(
    upload: Upload, store: Store, workshop: Workshop
) -> None:
    app = press(upload(("a.csv", lime(FEWER)), ("b.csv", lime(FEWER))), "Übernehmen")

    assert [one.value for one in app.info] == [ALREADY]
    assert taken(app) == [f"a.csv: 6 Bögen (Antworten: {answers_of(FEWER)}) (LimeSurvey)"]
    for again in (upload(("c.csv", lime(FEWER)), into=app), upload(("c.csv", lime(FEWER)))):
        assert [one.value for one in again.info] == [ALREADY]
        assert buttons(again).count("Übernehmen") == 0
    assert sum(stored(store, workshop).values()) == 6


def test_the_same_file_dropped_twice_at_once_is_shown_once(upload: Upload) -> None:
    app = upload(("a.csv", lime(FEWER)), ("b.csv", lime(FEWER)))

    assert [one.value for one in app.info] == [
        "Genau diese Datei steht schon weiter oben; sie wird kein zweites Mal gezählt."
    ]
    assert buttons(app).count("Übernehmen") == 1


SAVED = {"a.csv": lime(FEWER), "a.xlsx": lime_saved_again(FEWER)}


@pytest.mark.parametrize(("first", "second"), [tuple(SAVED), tuple(reversed(SAVED))])
def test_a_file_saved_in_another_format_brings_nobody(upload: Upload, first: str, second: str) -> None:
    press(upload((first, SAVED[first])), "Übernehmen")

    app = upload((second, SAVED[second]))

    assert [one.value for one in app.info] == [NOTHING_NEW]
    assert "0 neu · 0 geändert · 6 schon vorhanden" in said(app)
    assert "Übernehmen" not in buttons(app)


def test_a_grown_file_brings_the_new_people_and_is_undone_first(
    upload: Upload, store: Store, workshop: Workshop
) -> None:
    before = f"alt.csv: 6 Bögen (Antworten: {answers_of(FEWER)}) (LimeSurvey)"
    added = f"neu.csv: 5 Bögen (Antworten: {answers_of(PEOPLE[6:])}) (LimeSurvey)"
    press(upload(("alt.csv", lime(FEWER))), "Übernehmen")

    app = upload(("neu.csv", lime(PEOPLE)))
    assert "5 neu · 0 geändert · 6 schon vorhanden" in said(app)
    press(app, "Übernehmen")
    assert taken(app) == [before, added]

    undo(app, "alt.csv")
    assert [one.value for one in app.warning] == [
        "Auf diese Datei baut „neu.csv“ auf. Bitte zuerst diese zurücknehmen."
    ]
    assert taken(app) == [before, added]
    assert sum(stored(store, workshop).values()) == 11

    undo(app, "neu.csv")
    assert taken(app) == [before]
    assert sum(stored(store, workshop).values()) == 6
    assert taken(undo(app, "alt.csv")) == []
    assert stored(store, workshop) == {}


def test_a_sheet_that_became_complete_is_shown_as_a_change_and_counts_once(
    upload: Upload, store: Store, workshop: Workshop
) -> None:
    first = FEWER[0]
    half = replace(first, answers=dict(list(first.answers.items())[:5]))
    press(upload(("halb.csv", lime([half, *FEWER[1:]]))), "Übernehmen")
    early = answers_in(store, workshop)

    app = upload(("ganz.csv", lime(FEWER)))

    assert "0 neu · 1 geändert · 5 schon vorhanden" in said(app)
    press(app, "Übernehmen")
    assert answers_in(store, workshop) == answers_of(FEWER)
    assert sum(stored(store, workshop).values()) == 6
    undo(app, "ganz.csv")
    assert answers_in(store, workshop) == early
    assert sum(stored(store, workshop).values()) == 6


def test_another_survey_can_be_counted_as_new(upload: Upload, store: Store, workshop: Workshop) -> None:
    press(upload(("a.csv", lime(FEWER))), "Übernehmen")
    app = upload(("b.xlsx", lime_saved_again(FEWER)))

    tick(app, "Das ist eine andere Befragung: alle Bögen als neu zählen")
    press(app, "Übernehmen")

    assert sum(stored(store, workshop).values()) == 12


def test_one_persons_file_becomes_the_verwaltungsbogen_and_is_undone(
    upload: Upload, store: Store, workshop: Workshop
) -> None:
    person = made_people(QUESTIONNAIRE, 1)[0]
    app = upload(("amt.xlsx", msforms.xlsx(msforms.rows([person], QUESTIONNAIRE))))

    choose(app, "Was steht in den Dateien?", "administration")
    press(app, "Verwaltungsbogen übernehmen")

    given = administration_sheet(store, workshop.id)
    assert {one: answer.answer for one, answer in given.items()} == dict(person.answers)
    assert taken(app) == [f"amt.xlsx: Verwaltungsbogen (Antworten: {len(person.answers)})"]
    assert stored(store, workshop) == {}
    undo(app, "amt.xlsx")
    assert administration_sheet(store, workshop.id) == {}


def test_several_people_are_no_verwaltungsbogen(upload: Upload) -> None:
    app = upload(("alle.csv", lime(FEWER)))

    choose(app, "Was steht in den Dateien?", "administration")

    assert [one.value for one in app.error] == ["Diese Datei lässt sich nicht übernehmen."]
    assert [one.value for one in app.text] == [
        "Diese Datei enthält 6 Bögen. Der Verwaltungsbogen ist genau ein gemeinsamer Bogen. "
        "Bögen mehrerer Stellen laden Sie bitte als Bögen von Teilnehmenden hoch."
    ]


def test_a_filled_template_brings_its_verwaltungsbogen_and_its_people(
    upload: Upload, store: Store, workshop: Workshop
) -> None:
    book = load_workbook(io.BytesIO(template(QUESTIONNAIRE, statements=QUESTIONNAIRE.short_form)))
    book["Antworten"]["A3"], book["Antworten"]["B3"] = "Kommunalpolitik", "A"
    book["Verwaltungsbogen"]["C2"] = "B"
    app = upload(("vorlage.xlsx", saved(book)))

    press(app, "Verwaltungsbogen übernehmen")
    assert "Verwaltungsbogen übernehmen" not in buttons(app)
    press(app, "Übernehmen")

    assert taken(app) == [
        "vorlage.xlsx: Verwaltungsbogen (Antworten: 1)",
        "vorlage.xlsx: ein Bogen (Antworten: 1) (unsere Vorlage)",
    ]
    assert stored(store, workshop) == {"kommunalpolitik": 1}
    assert [one.answer for one in administration_sheet(store, workshop.id).values()] == ["B"]


def test_the_offered_template_asks_the_administration_all_that_it_is_asked(
    visit: Visit, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []

    def keep(*of: object, **options: object) -> bytes:
        made.append(template(*of, **options))
        return made[-1]

    monkeypatch.setattr("reports.template.template", keep)
    st.cache_resource.clear()
    visit("hochladen", workshop=workshop.id)
    book = load_workbook(io.BytesIO(made[0]))

    assert [cell.value for cell in book["Antworten"][1]][1:] == list(workshop.room)
    asked = [row[0].value for row in book["Verwaltungsbogen"]][1:]
    assert (len(asked), asked) == (108, list(workshop.administration))


def test_all_answers_of_the_templates_verwaltungsbogen_come_back(
    upload: Upload, store: Store, workshop: Workshop
) -> None:
    book = load_workbook(
        io.BytesIO(template(QUESTIONNAIRE, statements=workshop.room, administration=workshop.administration))
    )
    for row in range(2, 110):
        book["Verwaltungsbogen"].cell(row, 3, "ABCDE"[row % 5])
    app = upload(("verwaltung.xlsx", saved(book)))

    press(app, "Verwaltungsbogen übernehmen")

    kept = administration_sheet(store, workshop.id)
    assert {one: answer.answer for one, answer in kept.items()} == {
        one: "ABCDE"[row % 5] for row, one in enumerate(workshop.administration, 2)
    }


def test_a_file_without_perspectives_belongs_to_one(upload: Upload, store: Store, workshop: Workshop) -> None:
    rows = [[row[0], *row[4:-1]] for row in nextcloud.rows(FEWER, SHORT, user_ids=True)]
    app = upload(("jugendamt.csv", nextcloud.csv(rows)))
    (question,) = [one for one in app.selectbox if one.label.startswith("Diese Datei nennt keine Perspektive.")]
    assert "Übernehmen" not in buttons(app)

    choose(app, question.label, "fachverwaltung")
    press(app, "Übernehmen")

    assert stored(store, workshop) == {"fachverwaltung": 6}


def test_cells_that_cannot_be_read_are_listed_and_left_out_knowingly(
    upload: Upload, listed: list[bytes], store: Store, workshop: Workshop
) -> None:
    app = upload(("eigene.xlsx", with_wrong_cells(FEWER)))
    caption = "Zellen, die sich nicht lesen ließen"

    assert [row[0] for row in rows_of(app, caption)] == ["Auswertung!C6", "Auswertung!D7"]
    assert "vielleicht" not in html_of(app)
    assert [row[0] for row in cells(listed[-1])] == ["Zelle", "Auswertung!C6", "Auswertung!D7"]
    assert "vielleicht" not in str(cells(listed[-1]))

    tick(app, "Mit dem Inhalt der Zellen")
    assert [row[:2] for row in rows_of(app, caption)] == [["Auswertung!C6", "vielleicht"], ["Auswertung!D7", "#REF!"]]
    assert [list(row[:2]) for row in cells(listed[-1])][1:] == [
        ["Auswertung!C6", "vielleicht"],
        ["Auswertung!D7", "#REF!"],
    ]

    assert "Übernehmen" not in buttons(app)
    press(app, "Ohne diese Zellen übernehmen")
    assert answers_in(store, workshop) == answers_of(FEWER) - 2
    assert sum(stored(store, workshop).values()) == 6


def test_codes_are_asked_about_and_the_next_file_of_the_survey_is_answered_already(
    upload: Upload, store: Store, workshop: Workshop
) -> None:
    app = upload(("erste.xlsx", coded(FEWER)))
    assert "7 Fragen sind noch offen. Danach lässt sich die Datei übernehmen." in [one.value for one in app.info]
    direction = next(one for one in app.radio if one.label.startswith("In der Datei stehen bei Aussagen die Werte"))
    choose(app, direction.label, next(one for one in direction.options if one.startswith("1 = A ")))
    for place, person in enumerate(FEWER, 1):
        choose(app, f"„AO0{place}“ (1-mal)", person.perspective)
    press(app, "Übernehmen")
    assert stored(store, workshop) == {person.perspective: 1 for person in FEWER}

    app = upload(("zweite.xlsx", coded(PEOPLE[:6][::-1] + PEOPLE[:3])))
    assert RECALLED in said(app)
    assert "Ohne diese Zellen übernehmen" not in buttons(app)
    assert next(one for one in app.selectbox if one.label == "„AO01“ (2-mal)").value == FEWER[0].perspective

    choose(app, "„AO01“ (2-mal)", "bildungstraeger")
    assert ["Bildungsträger", "2"] in rows_of(app, "Bögen mit Antworten je Perspektive")


def test_columns_without_text_are_named_in_their_order(upload: Upload, store: Store, workshop: Workshop) -> None:
    people = PEOPLE[:4] * 2
    app = upload(("efs.csv", efs.csv(efs.rows(people, SHORT, embedded=2))))
    assert IN_ORDER not in buttons(app)  # one of the columns may hold the perspective
    (perspective,) = [one for one in app.selectbox if one.label.startswith("Diese Datei nennt keine Perspektive.")]

    choose(app, perspective.label, "Spalte H")
    for place, person in enumerate(people[:4], 1):
        choose(app, f"„{place}“ (2-mal)", person.perspective)
    many = next(
        one for one in app.radio if one.label.startswith(f"Zu dieser Datei gibt es {len(SHORT.statements)} Fragen")
    )
    choose(app, many.label, "einzeln entscheiden")
    press(app, IN_ORDER)
    direction = next(one for one in app.radio if one.label.startswith("In der Datei stehen bei Aussagen die Werte"))
    choose(app, direction.label, next(one for one in direction.options if one.startswith("1 = A ")))
    assert rows_of(app, "Antworten je Handlungsfeld") == [
        [field.title["de"], str(sum(one.id in person.answers for person in people for one in field.statements))]
        for field in SHORT.fields
    ]
    press(app, "Übernehmen")

    answers, _groups, _without = counts(store, workshop.id)
    expected, _people = count_sheets(people)
    assert as_counted(answers) == as_counted(expected)


def test_the_page_asks_and_reports_in_english(
    visit: Visit, upload: Upload, store: Store, workshop: Workshop, listed: list[bytes]
) -> None:
    redeemed = redeem_key(store, issue_key(store, "moderator", valid=timedelta(minutes=5)))
    assert redeemed is not None
    page = visit("hochladen", workshop=workshop.id, device=f"{redeemed[2]}.en")
    book = load_workbook(io.BytesIO(with_wrong_cells(FEWER)))
    book.worksheets[0]["E6"] = "k. A."
    hidden = book.create_sheet("Notizen")
    hidden["A1"], hidden.sheet_state = "x", "hidden"

    app = upload(("eigene.xlsx", saved(book)), into=page)
    asking = next(one for one in app.radio if one.label.startswith("In the file"))
    assert (asking.label, asking.options) == (
        "In the file, statements have “k. A.” (1×). What does that mean?",
        ["E I can’t judge", "not answered", "do not take over"],
    )
    app = asking.set_value("blank").run()

    assert "Worksheet “Notizen”: The worksheet is hidden." in said(app)
    reasons = [row[-1] for row in rows_of(app, "Cells that could not be read")]
    assert reasons[0].startswith("This is no answer of the scale. Allowed are A, B, C, D, and E, or the answer in")
    assert reasons[1] == "Error value from Excel: please enter an answer or empty the cell."
    assert [row[-1] for row in cells(listed[-1])][1:] == reasons


def test_a_file_is_refused_in_english(visit: Visit, upload: Upload, store: Store, workshop: Workshop) -> None:
    redeemed = redeem_key(store, issue_key(store, "moderator", valid=timedelta(minutes=5)))
    assert redeemed is not None
    page = visit("hochladen", workshop=workshop.id, device=f"{redeemed[2]}.en")

    app = upload(("bild.csv", b"\x89PNG\r\n"), into=page)

    assert [one.value for one in app.text] == [
        "This is a picture. Please upload the answers as a table (.xlsx, .csv) or type them in under “Enter sheets”."
    ]
