"""The page Bericht: which documents there are, made on a press, then to look at and to download."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from content.documents.order import FILES, Order, file_purposes, file_titles
from data.dossiers import dossier
from data.evening import evening
from data.store.access import issue_key, redeem_key
from data.store.agreements import agree
from data.store.engine import Store
from data.store.notes import add_note, delete_note
from data.store.report_choices import ReportChoices, change_report_choices, report_choices
from data.store.workshops import Workshop
from tests.e2e.stages import Stages, demo_workshop, set_the_stage
from ui import made_documents
from ui.made_documents import LastMade

from .conftest import Visit
from .test_logos import picture
from .test_pages import DE, elements, headings, html_of


@pytest.fixture(scope="module")
def stages(store: Store) -> Stages:
    return set_the_stage(store)


def downloads(app: AppTest) -> list[str]:
    return [one.proto.label for one in elements(app) if one.type == "download_button"]


def test_documents_are_named_with_what_they_are_for_before_they_are_made(visit: Visit, stages: Stages) -> None:
    app = visit("bericht", workshop=stages.revealed.id)
    said = html_of(app)

    for words in (file_titles(DE), file_purposes(DE)):
        assert [one for one in words.values() if one not in said] == []
    assert downloads(app) == []
    assert [one.label for one in app.button if one.proto.type == "primary"] == ["Dokumente erstellen"]


@pytest.fixture(scope="module")
def made(store: Store) -> Workshop:
    """A workshop whose documents are made once for the tests of what becomes of them."""
    return demo_workshop(store, shown=("report",))


def press(app: AppTest, label: str) -> None:
    next(one for one in app.button if one.label == label).click().run(timeout=60)


def buttons(app: AppTest) -> list[str]:
    return [one.label for one in app.button]


def test_all_are_made_on_one_press_and_stay_over_a_reload(visit: Visit, made: Workshop) -> None:
    app = visit("bericht", workshop=made.id)
    app.text_input[0].set_value("Integrationsstelle").run()
    press(app, "Dokumente erstellen")

    assert downloads(app)[0] == "Alle als Zip herunterladen" and len(downloads(app)) == 1 + len(FILES)
    assert all(
        re.fullmatch(r"Herunterladen \((eine?|\d+) (Seiten?|Folien?|Tabellenbl(att|ätter))\)", one)
        for one in downloads(app)[1:]
    )
    assert 'alt="Bericht (PDF), Seite 1"' in html_of(app)
    assert not {"Dokumente erstellen", "Dokumente neu erstellen"} & set(buttons(app))
    again = visit("bericht", workshop=made.id)
    assert downloads(again) == downloads(app) and not {"Dokumente neu erstellen"} & set(buttons(again))
    assert re.search(r"Erstellt am \d\d\.\d\d\.\d{4} um \d\d:\d\d Uhr\. Sie bleiben hier", html_of(again))


def test_what_was_made_stays_with_a_sentence_once_something_else_is_wanted(visit: Visit, made: Workshop) -> None:
    app = visit("bericht", workshop=made.id)
    app.text_input[0].set_value("Hauptamt").run()
    app.checkbox(key=f"documents-{made.id}-released").check().run()

    assert len(downloads(app)) == 1 + len(FILES) and "Dokumente neu erstellen" in buttons(app)
    assert "noch mit den Angaben von vorhin. Anders ist jetzt: Kontakt, Freigabe. Neu machen?" in html_of(app)
    app.text_input[0].set_value("Integrationsstelle").run()
    app.checkbox(key=f"documents-{made.id}-released").uncheck().run()
    assert "von vorhin. Anders" not in html_of(app) and "Dokumente neu erstellen" not in buttons(app)


def test_page_shows_one_of_the_pages_that_there_are(visit: Visit, made: Workshop) -> None:
    app = visit("bericht", workshop=made.id)
    pages = app.selectbox(key="page-report_pdf")

    assert pages.options[0] == f"1 von {len(pages.options)}" and app.button(key="page-back").disabled
    app.button(key="page-on").click().run()
    assert 'alt="Bericht (PDF), Seite 2"' in html_of(app)
    app.selectbox(key="page-report_pdf").set_value(len(pages.options)).run()
    assert app.button(key="page-on").disabled and not app.button(key="page-back").disabled


def test_change_of_the_workshop_is_told_and_a_text_taken_back_takes_the_documents_with_it(
    visit: Visit, store: Store, made: Workshop
) -> None:
    note = add_note(store, made.id, "Das darf alle wissen", about="3.01", is_visible=True)
    app = visit("bericht", workshop=made.id)
    assert "Seitdem hat sich im Workshop etwas geändert. Neu machen?" in html_of(app) and downloads(app) != []
    press(app, "Dokumente neu erstellen")
    assert "etwas geändert" not in html_of(app) and downloads(app) != []

    delete_note(store, made.id, note.id, version=note.version)

    app = visit("bericht", workshop=made.id)
    assert downloads(app) == [] and "Das darf alle wissen" not in html_of(app)
    assert "hat jemand einen Text geändert oder zurückgenommen, der in ihnen stand" in html_of(app)
    assert "Dokumente erstellen" in buttons(app)


def test_documents_go_with_their_workshop(store: Store) -> None:
    of = demo_workshop(store, shown=("report",))
    now = evening(store, of.id)
    assert now is not None
    order = Order(dossier=dossier(store, now))
    made_documents.keep(LastMade(order=order, at=datetime(2026, 11, 30, 10, 42, tzinfo=UTC), files={}), of.id)

    made_documents.let_go(of.id)

    assert made_documents.last_made(order, of.id) is None


def test_choices_are_there_on_every_device(visit: Visit, store: Store, stages: Stages) -> None:
    of = stages.finished.id
    redeemed = redeem_key(store, issue_key(store, "moderator", valid=timedelta(minutes=5)))
    assert redeemed is not None
    app = visit("bericht", workshop=of, device=redeemed[2])
    assert report_choices(store, of) == ReportChoices()  # to look is no choice
    app.text_input[0].set_value(" Integrationsstelle ").run()
    app.button_group[0].set_value("en").run()
    app.checkbox(key=f"documents-{of}-part-felder").uncheck().run()
    app.checkbox(key=f"documents-{of}-released").check().run()

    kept = ReportChoices(language="en", contact="Integrationsstelle", left_out=("felder",), is_released=True)
    assert report_choices(store, of) == kept
    other = visit("bericht", workshop=of, device=redeemed[2])
    assert other.text_input[0].value == "Integrationsstelle" and other.button_group[0].value == "en"
    assert not other.checkbox(key=f"documents-{of}-part-felder").value
    assert other.checkbox(key=f"documents-{of}-released").value
    app.text_input[0].set_value("Hauptamt").run()
    other.checkbox(key=f"documents-{of}-released").uncheck().run()
    assert other.text_input[0].value == "Hauptamt"
    assert report_choices(store, of) == replace(kept, contact="Hauptamt", is_released=False)


def test_logo_of_a_sicherung_is_shown_only_if_it_is_one(visit: Visit, store: Store, stages: Stages) -> None:
    of = stages.finished.id
    for content, is_shown in ((picture("RGB", (90, 30), "PNG"), True), (b"<svg onload='x'/>", False)):
        change_report_choices(store, of, partial(replace, logo=content))
        app = visit("bericht", workshop=of)
        assert ("Logo entfernen" in buttons(app)) is is_shown and app.exception == []

    change_report_choices(store, of, partial(replace, logo=picture("RGB", (90, 30), "PNG")))
    app = visit("bericht", workshop=of)
    press(app, "Logo entfernen")
    assert report_choices(store, of).logo is None and "Logo entfernen" not in buttons(app)


def test_dossier_has_what_was_written_down_unless_it_is_private(stages: Stages, store: Store) -> None:
    of = stages.revealed.id
    agree(store, of, "3.01", "dissent", reason="Weil es so ist")
    add_note(store, of, "Das darf alle wissen", about="3.01", is_visible=True)
    add_note(store, of, "Geheim", about="3.01")
    now = evening(store, of)
    assert now is not None

    found = dossier(store, now)

    assert [note.text for note in found.notes] == ["Das darf alle wissen"]
    assert found.agreements["3.01"].reason == "Weil es so ist"


def test_there_is_no_dossier_before_a_result_was_shown(stages: Stages, store: Store) -> None:
    now = evening(store, stages.closed.id)
    assert now is not None

    with pytest.raises(ValueError, match="no result"):
        dossier(store, now)


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
