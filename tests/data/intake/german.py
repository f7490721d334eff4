"""What is said of files, in German, as pages and the terminal show it."""

from collections.abc import Iterable

from analysis.questionnaire import Questionnaire
from content.said.sentences import Speech
from data.intake.questions import Question
from data.intake.said import Said
from tests.data.intake.cases.kit import ASKED
from texts.words import words


def german(said: Said, questionnaire: Questionnaire = ASKED) -> str:
    """The sentence, or the name of a choice; ``questionnaire`` has the words of its answers and statements."""
    return Speech(words("de"), questionnaire)(said)


def in_german(said: Iterable[Said], questionnaire: Questionnaire = ASKED) -> tuple[str, ...]:
    """Several, such as the notes on a file."""
    return tuple(german(one, questionnaire) for one in said)


def asked_in_german(question: Question, questionnaire: Questionnaire = ASKED) -> str:
    """The question's text."""
    return german(question.text, questionnaire)


def choices_in_german(question: Question, questionnaire: Questionnaire = ASKED) -> tuple[str, ...]:
    """All that it offers."""
    return in_german(question.choices, questionnaire)


def keys(question: Question) -> tuple[str, ...]:
    """What its choices are stored as, and given as an answer."""
    return tuple(one.key for one in question.choices)
