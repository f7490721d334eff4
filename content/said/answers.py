"""Finds the choice that somebody names in words, in any of our languages."""

import unicodedata
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
    """For answers to open questions that name a choice by its words or begin so: its key, under the answer's name."""
    keys: dict[str, str] = {}
    for question in questions:
        for name, answer in given.items():
            if _squeezed(name) == _squeezed(question.id):
                key = named_choice(question.choices, answer, asked)
                if key is not None and key != answer:
                    keys[name] = key
    return keys


def named_choice(choices: Sequence[Choice], given: str, questionnaire: Questionnaire) -> str | None:
    """The key of the one choice that is called so or, if none is, begins so; None if none does, or several.

    A choice is called by its key and by its words in each language: a beginning has to be unmistakable among all.
    """
    speeches = [Speech(words(language), questionnaire) for language in LANGUAGES]
    called = {one.key: (one.key, *(speech(one) for speech in speeches)) for one in choices}
    wanted = _squeezed(given)
    exact = [key for key, names in called.items() if given in names]
    alike = [key for key, names in called.items() if wanted in map(_squeezed, names)]
    begun = [
        key for key, names in called.items() if wanted and any(_squeezed(name).startswith(wanted) for name in names)
    ]
    found = exact or alike or begun
    return found[0] if len(found) == 1 else None


def _squeezed(text: str) -> str:
    """Case, blanks, how letters are put together, and signs around it do not matter."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split()).strip(".„“”\"'‚‘’()[]")
