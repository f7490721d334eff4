"""What is wrong with a questionnaire stands on the page, in the language of who reads it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.store.access import issue_key, redeem_key
from data.store.engine import Store
from tests.e2e.stages import new_workshop

from .conftest import Visit

BROKEN = "id: x\nversion: '1'\ntitle: {en: X}\n"

Speaking = Callable[[str], AppTest]


@pytest.fixture
def speaking(visit: Visit, store: Store) -> Speaking:
    """The page of the workshops, for a moderator who has chosen this language."""

    def open_page(language: str) -> AppTest:
        redeemed = redeem_key(store, issue_key(store, "moderator", valid=timedelta(minutes=5)))
        assert redeemed is not None
        return visit("workshops", device=f"{redeemed[2]}.{language}")

    return open_page


@pytest.mark.parametrize(("language", "said"), [("de", "title: de fehlt"), ("en", "title: de is missing")])
def test_problems_of_an_uploaded_questionnaire_are_listed(speaking: Speaking, language: str, said: str) -> None:
    app = speaking(language)

    app.file_uploader(key="own-questionnaire").set_value([("fragen.yaml", BROKEN.encode(), "")])
    app.run()

    assert not app.exception
    assert app.text[0].value == said


@pytest.mark.parametrize(
    ("language", "button", "said"),
    [
        ("de", "Perspektiven speichern", "perspectives: title „Amt“ steht doppelt"),
        ("en", "Save perspectives", "perspectives: title “Amt” stands there twice"),
    ],
)
def test_perspective_that_stands_twice_is_named(
    speaking: Speaking, store: Store, language: str, button: str, said: str
) -> None:
    workshop = new_workshop(store, is_open=False)
    app = speaking(language)
    app.button(key=f"perspectives-{workshop.id}").click().run()

    app.text_area(key=f"perspectives-{workshop.id}-verwaltung").set_value("Amt\nAmt")
    next(one for one in app.button if one.label == button and workshop.id in one.form_id).click()
    app.run()

    assert not app.exception
    assert [one.value for one in app.text] == [said]
