"""While the database is away, pages say so in a sentence, keep what was typed, and go on by themselves."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data.store.access import issue_key, redeem_key
from data.store.engine import Store
from tests.e2e.stages import new_workshop
from tests.failing_database import FailingDatabase, failing_database
from tests.ui.conftest import Visit
from web import runtime
from web.identity import STAFF_COOKIE

AWAY = "Der Datenspeicher antwortet gerade nicht. Sobald er wieder da ist, geht es hier von selbst weiter."
LOST = (
    "Der Datenspeicher hat eine Zeit lang nicht geantwortet. Ihre letzte Änderung ist vielleicht nicht gespeichert: "
    "Bitte sehen Sie nach."
)


@pytest.fixture
def database(postgres: str) -> Iterator[FailingDatabase]:
    with failing_database(postgres) as database:
        yield database


@pytest.fixture
def store(database: FailingDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    runtime.close()
    monkeypatch.setenv("DATABASE_URL", database.url)
    monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:8501")
    monkeypatch.setattr("data.store.writer.AWAY_AT_MOST", 0.3)
    yield runtime.store()
    runtime.close()


@pytest.fixture
def device(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A moderator looks at whatever page is run."""
    redeemed = redeem_key(store, issue_key(store, "moderator", valid=timedelta(minutes=5)))
    assert redeemed is not None
    monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: redeemed[2]})


@pytest.mark.parametrize("address", ["workshops", "cockpit", "boegen", "bericht"])
def test_page_says_so_and_is_there_again_afterwards(
    visit: Visit, store: Store, database: FailingDatabase, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    of = new_workshop(store, is_open=True)
    app = visit(address, workshop=of.id)
    before = [one.value for one in app.error], bool(app.exception)

    database.goes()
    app.run()
    away = [one.value for one in app.error], bool(app.exception)
    database.comes_back()
    app.run()

    assert before == ([], False)
    assert away == ([AWAY], False)
    assert ([one.value for one in app.error], bool(app.exception)) == ([], False)
    assert "Traceback" not in caplog.text
    assert LOST not in [one.value for one in app.warning]  # nobody has changed anything


def changes_by_a_callback() -> None:
    """Pages as they are: guarded as a whole, with a callback, a fragment and what is typed."""
    import streamlit as st

    from data.store.errors import StoreUnavailable
    from data.store.workshops import change_workshop, workshop
    from ui import absence, access

    @access.asks("moderator")
    def rename() -> None:
        change_workshop(access.store(), st.query_params["w"], title=st.session_state["title"])

    @st.fragment
    @access.asks("moderator")
    def now() -> None:
        found = workshop(access.store(), st.query_params["w"])
        st.text(found.title if found else "")

    def page() -> None:
        absence.say_what_was_lost()
        now()
        st.text_input("Titel", key="title")
        st.button("Umbenennen", on_click=rename)

    absence.begin_page()
    try:
        page()
    except StoreUnavailable:
        access.end_with_the_way_back()


@pytest.mark.usefixtures("device")
def test_change_that_was_refused_is_said_and_what_was_typed_stays(
    store: Store, database: FailingDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    of = new_workshop(store, is_open=True, title="Alt")
    app = AppTest.from_function(changes_by_a_callback, default_timeout=30)
    app.query_params["w"] = of.id
    app.run()
    app.text_input(key="title").input("Neu")

    database.goes()
    app.button[0].click().run()
    away = [one.value for one in app.error], bool(app.exception)
    database.comes_back()
    app.run()

    assert away == ([AWAY], False)
    assert ([one.value for one in app.warning], [one.value for one in app.text]) == ([LOST], ["Alt"])
    assert app.text_input(key="title").value == "Neu"
    assert not app.exception
    app.button[0].click().run()
    assert ([one.value for one in app.warning], [one.value for one in app.text]) == ([], ["Neu"])
    assert "Traceback" not in caplog.text
