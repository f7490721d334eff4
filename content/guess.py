"""What is said of a guess: what the room guessed most often, and what then came most often. No praise, no blame."""

from collections.abc import Iterable, Mapping

from analysis.guess import Guess
from analysis.questionnaire import Questionnaire
from content.statements import answer_titles
from content.tables import Table, Value
from texts.titles import answer_labels
from texts.words import Words


def guess_sentence(_: Words, guess: Guess, questionnaire: Questionnaire) -> str:
    """What was guessed most often; ValueError below the threshold."""
    answers = _answers(_, guess.favourites, questionnaire)
    if len(guess.favourites) > 1:
        return _("Am häufigsten vermutet: {answers} (je {most} von {n})", answers=answers, most=_most(guess), n=guess.n)
    return _("Am häufigsten vermutet: {answers} ({most} von {n})", answers=answers, most=_most(guess), n=guess.n)


def resolution(_: Words, guess: Guess, questionnaire: Questionnaire) -> str:
    """The guess beside what was ticked most often; the guess alone where that is not told; ValueError as above."""
    guessed = guess_sentence(_, guess, questionnaire)
    if not guess.right:
        return guessed
    right = _answers(_, guess.right, questionnaire)
    return _("{guessed}. Am häufigsten angekreuzt: {right}", guessed=guessed, right=right)


def guess_table(_: Words, totals: Mapping[str, int], questionnaire: Questionnaire) -> Table:
    """How often each answer was guessed, in one row."""
    titles = answer_titles(_, questionnaire)
    row: tuple[Value, ...] = (_("Vermutungen"), *(totals[answer] for answer in titles))
    return Table(_("Was der Raum vermutet hat"), (_("Gruppe"), *titles.values()), (row,))


def _answers(_: Words, codes: Iterable[str], questionnaire: Questionnaire) -> str:
    labels = answer_labels(_, questionnaire)
    # Translators: one of the answers, quoted within a sentence.
    return _.joined([_("„{answer}“", answer=labels[code]) for code in codes])


def _most(guess: Guess) -> int:
    if guess.totals is None:
        raise ValueError("below the threshold no guess is told")
    return max(guess.totals.values())
