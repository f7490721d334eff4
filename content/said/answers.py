"""Finds the choice that somebody names in words, in any of our languages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from analysis.questionnaire import Questionnaire
from content.said.sentences import Said, Speech
from texts.words import LANGUAGES, words


class Choice(Said, Protocol):
    """A choice of a question; its key is what is stored."""

    @property
    def key(self) -> str: ...


class Question(Protocol):
    """What a file asks."""

    @property
    def id(self) -> str: ...

    @property
    def choices(self) -> Sequence[Choice]: ...


def keys_of_words(questions: Iterable[Question], given: Mapping[str, str], asked: Questionnaire) -> dict[str, str]:
    """For answers to open questions that name a choice by its words: the choice's key, under the answer's name."""
    keys: dict[str, str] = {}
    for question in questions:
        for name, answer in given.items():
            if _squeezed(name) == _squeezed(question.id):
                key = named_choice(question.choices, answer, asked)
                if key is not None and key != answer:
                    keys[name] = key
    return keys


def named_choice(choices: Sequence[Choice], given: str, questionnaire: Questionnaire) -> str | None:
    """The key of the one choice that is called so or, if none is, begins so; None if none does, or several."""
    wanted = _squeezed(given)
    speeches = [Speech(words(language), questionnaire) for language in LANGUAGES]
    called = {one.key: {_squeezed(speech(one)) for speech in speeches} for one in choices}
    exact = [key for key, names in called.items() if wanted in names]
    begun = [key for key, names in called.items() if wanted and any(name.startswith(wanted) for name in names)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def _squeezed(text: str) -> str:
    """Case, blanks, and signs around it do not matter."""
    return "".join(text.casefold().split()).strip(".„“”\"'‚‘’()[]")
