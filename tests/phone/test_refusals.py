"""What goes wrong on a phone is said in a sentence of its own, in every language of the pages."""

import pytest

from data.store.errors import ExitOver, ExitTooLong
from phone.refusals import refusal
from texts.words import words

SAID = [
    (ExitOver(), "de", 409, "Die Rückmeldung ist schon beendet. Ihre Antworten wurden nicht mehr aufgenommen."),
    (ExitOver(), "en", 409, "The feedback is closed already. Your answers were not taken any more."),
    (ExitOver(), "de-x-einfach", 409, "Die Fragen sind schon zu Ende. Ihre Antworten zählen nicht mehr."),
    (ExitTooLong(), "de", 422, "Der Satz ist zu lang: höchstens 140 Zeichen. Bitte kürzen Sie ihn."),
    (ExitTooLong(), "en", 422, "The sentence is too long: 140 characters at most. Please shorten it."),
    (
        ExitTooLong(),
        "de-x-einfach",
        422,
        "Der Satz ist zu lang. Höchstens 140 Zeichen sind möglich. Bitte kürzen Sie ihn.",
    ),
]


@pytest.mark.parametrize(("error", "language", "status", "sentence"), SAID)
def test_late_or_too_long_feedback_is_no_vote(error: Exception, language: str, status: int, sentence: str) -> None:
    assert refusal(words(language), error) == (status, sentence)
