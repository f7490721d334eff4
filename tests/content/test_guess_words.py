"""What is said of a guess: what was guessed most often, and what came, each once it may be told."""

import pytest

from analysis.guess import Guess, Guesses, guess
from analysis.talk import Talk, Votes
from content.balloting import ASKED, votes_sentence
from content.guess import guess_sentence, guess_table, resolution
from content.talk import ENDED_AT, STEPS, VOTED_AT
from content.talking import talk_sentence
from texts.words import words

DE, EN = words("de"), words("en")


def told(*given: int, right: tuple[str, ...] = ()) -> Guess:
    return Guess(dict(zip("ABCDE", given, strict=True)), right)


def test_most_frequent_guess_is_said_with_its_number(questionnaire):
    assert (
        guess_sentence(DE, told(5, 9, 4, 0, 2), questionnaire) == "Am häufigsten vermutet: „Trifft eher zu“ (9 von 20)"
    )
    assert (
        guess_sentence(DE, told(9, 9, 2, 0, 0), questionnaire)
        == "Am häufigsten vermutet: „Trifft zu“ und „Trifft eher zu“ (je 9 von 20)"
    )


def test_what_came_is_said_beside_it_without_praise(questionnaire):
    both = resolution(DE, told(5, 9, 4, 0, 2, right=("A",)), questionnaire)

    assert both == "Am häufigsten vermutet: „Trifft eher zu“ (9 von 20). Am häufigsten angekreuzt: „Trifft zu“"
    assert resolution(EN, told(0, 9, 0, 0, 0, right=("B",)), questionnaire).startswith("Guessed most often: “")


def test_guess_stands_alone_where_what_came_is_not_told(questionnaire):
    one = told(5, 9, 4, 0, 2)

    assert resolution(DE, one, questionnaire) == guess_sentence(DE, one, questionnaire)


@pytest.mark.parametrize("say", [guess_sentence, resolution])
def test_below_the_threshold_nothing_can_be_said(questionnaire, say):
    with pytest.raises(ValueError, match="below the threshold"):
        say(DE, guess(Guesses({"A": 2}), 5), questionnaire)


def test_table_has_every_answer(questionnaire):
    table = guess_table(DE, told(5, 9, 4, 0, 2).totals, questionnaire)

    assert table.rows == (("Vermutungen", 5, 9, 4, 0, 2),)
    assert table.heads[1:] == tuple(f"{step.code} {DE.local(step.label)}" for step in questionnaire.scale)


def test_regie_reads_how_far_it_is_and_then_what_was_guessed(results, questionnaire):
    def said(votes, made=None):
        talk = Talk("vermutung", "1.1", votes=votes, guess=made)
        return talk_sentence(DE, talk, "1.1", results, questionnaire)

    assert said(None) == "Gleich raten wir: Welche Antwort kam am häufigsten?"
    assert said(Votes("guess", 1, True, False, 0, 3, 12)) == "Geraten: 3 von 12"
    over = Votes("guess", 2, False, False, 0, 3, 12)
    assert said(over, Guess(None)) == "Das Raten ist zu Ende: 3 von 12 Vermutungen"
    assert said(over, told(9, 0, 0, 0, 0)) == "Am häufigsten vermutet: „Trifft zu“ (9 von 9)"


def test_every_kind_of_ballot_has_its_words_its_step_and_its_end():
    assert set(ASKED) == set(VOTED_AT.values()) == set(ENDED_AT)
    for step, kind in VOTED_AT.items():
        assert votes_sentence(DE, kind, None) == ASKED[kind](DE).coming
        assert all(STEPS.index(end) > STEPS.index(step) for end in ENDED_AT[kind])  # type: ignore[arg-type]
