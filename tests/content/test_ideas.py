"""Anregungen in parts."""

import pytest

from content.ideas import Idea, idea_of


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("Fragen Sie nach (Amt).", Idea("", "Fragen Sie nach.", "Amt")),
        ("Fragen Sie nach. Oft (Amt mit Rat)", Idea("Fragen Sie nach", "Oft.", "Amt mit Rat")),
        ("Gehen Sie (etwa montags) hin.", Idea("", "Gehen Sie (etwa montags) hin.", "")),
        ("Was hilft? Fragen Sie alle.", Idea("Was hilft?", "Fragen Sie alle.", "")),
        (
            "Diese Überschrift hat leider mehr als sieben Wörter. Dann folgt etwas.",
            Idea("", "Diese Überschrift hat leider mehr als sieben Wörter. Dann folgt etwas.", ""),
        ),
        ("Nur z. B. so", Idea("", "Nur z. B. so", "")),
    ],
)
def test_brackets_at_the_end_say_who_and_a_short_first_sentence_is_the_title(text: str, idea: Idea) -> None:
    assert idea_of(text) == idea


def test_every_word_of_an_idea_is_in_one_of_its_parts() -> None:
    idea = idea_of("Laden Sie ein. Reden Sie eine Stunde miteinander (Integrationsstelle).")

    assert idea.words == "Laden Sie ein Reden Sie eine Stunde miteinander. Integrationsstelle"
