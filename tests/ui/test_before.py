"""Before there is a workshop, every page says what to do."""

import pytest

from .conftest import Visit

SAYS_WHERE = "Noch gibt es keinen Workshop. Legen Sie ihn unter „Workshops“ an."


def test_first_page_offers_a_workshop_and_an_example(visit: Visit) -> None:
    app = visit()

    assert not app.exception
    assert {button.label for button in app.button} == {
        "Beispiel-Workshop laden",
        "Probe starten",
        "Wiederherstellen",
        "Workshop anlegen",
    }


@pytest.mark.parametrize("page", ["boegen", "hochladen", "cockpit", "ueberblick", "unterschiede", "bericht"])
def test_page_of_a_workshop_says_where_to_begin(visit: Visit, page: str) -> None:
    app = visit(page)

    assert not app.exception
    assert [one.value for one in app.info] == [SAYS_WHERE]


@pytest.mark.parametrize("page", ["hilfe", "info-datenschutz", "info-impressum", "info-barrierefreiheit"])
def test_text_is_there_from_the_first_day(visit: Visit, page: str) -> None:
    app = visit(page)

    assert not app.exception
    assert app.expander[0].label == "Text bearbeiten"
