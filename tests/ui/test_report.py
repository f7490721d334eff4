"""The page Bericht: which documents there are, made on a press, then to look at and to download."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from content.documents.order import FILES, file_purposes, file_titles
from data.dossiers import dossier
from data.evening import evening
from data.store.agreements import agree
from data.store.engine import Store
from data.store.notes import add_note
from tests.e2e.stages import Stages, set_the_stage

from .conftest import Visit
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


def test_all_are_made_on_one_press_and_anew_once_something_else_is_wanted(visit: Visit, stages: Stages) -> None:
    app = visit("bericht", workshop=stages.revealed.id)
    app.text_input[0].set_value("Integrationsstelle").run()
    next(one for one in app.button if one.label == "Dokumente erstellen").click().run(timeout=60)

    assert downloads(app)[0] == "Alle als Zip herunterladen" and len(downloads(app)) == 1 + len(FILES)
    assert all(
        re.fullmatch(r"Herunterladen \((eine?|\d+) (Seiten?|Folien?|Tabellenbl(att|ätter))\)", one)
        for one in downloads(app)[1:]
    )
    assert 'alt="Bericht (PDF), Seite 1"' in html_of(app)
    assert "Dokumente erstellen" not in [one.label for one in app.button]
    app.text_input[0].set_value("Hauptamt").run()
    assert downloads(app) == [] and "Dokumente erstellen" in [one.label for one in app.button]


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
