"""Texts that a municipality edits for its participants."""

from data.store.engine import Store
from data.store.wording import wording

from .conftest import Visit


def test_english_text_is_edited_beside_the_german_one(visit: Visit, store: Store) -> None:
    page = visit("privacy")
    german, english = page.text_area

    english.set_value("The town deletes after 90 days.")
    page.button[1].click().run()

    assert german.value.startswith("Hier steht, was bei dieser Umfrage")
    assert wording(store, "datenschutz", "en") == "The town deletes after 90 days."
    assert wording(store, "datenschutz", "de") is None


def test_help_for_moderators_is_german(visit: Visit) -> None:
    assert len(visit("help").text_area) == 1
