"""Puts what was said of a file into words: the sentence of its id, with its gaps filled for the reader."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from analysis.questionnaire import ANSWERS, Questionnaire
from content.said.choices import choices
from content.said.forms import Sentence
from content.said.notes import notes
from content.said.questionnaire import questionnaire_problems
from content.said.questions import parts, questions
from content.said.reasons import reasons, rows
from content.said.refusals import refusals, sheets
from texts.titles import answer_labels
from texts.words import Words

OWN_GAPS = frozenset({"allowed", "remedy", "text", "label"})
"""Gaps that are filled here: from the questionnaire, and with what is said again and again."""


class Said(Protocol):
    """An id, and its gaps: texts of the file, numbers, ids of the questionnaire, or what is said in its turn."""

    @property
    def id(self) -> str: ...

    @property
    def gaps(self) -> Mapping[str, Any]: ...


@cache
def sentences(_: Words) -> Mapping[str, Sentence]:
    """Every sentence by its id, with its gaps still open."""
    of_files = {**choices(_), **reasons(_), **rows(_), **notes(_), **sheets(_), **refusals(_)}
    return {**questions(_), **parts(_), **of_files, **questionnaire_problems(_)}


class Speech:
    """Says in one language what was read in files of one questionnaire, or what is wrong with a questionnaire."""

    def __init__(self, _: Words, questionnaire: Questionnaire | None = None) -> None:
        self._words = _
        self._statements = {} if questionnaire is None else questionnaire.statements
        self._labels = {} if questionnaire is None else answer_labels(_, questionnaire)
        self._without_gaps: dict[str, str] = {}

    def __call__(self, said: Said) -> str:
        """The whole sentence, or the name of a choice."""
        if said.gaps:
            return self._filled(said)
        if said.id not in self._without_gaps:
            self._without_gaps[said.id] = self._filled(said)
        return self._without_gaps[said.id]

    def _filled(self, said: Said) -> str:
        found = sentences(self._words)[said.id]
        gaps = {name: self._gap(name, gap) for name, gap in said.gaps.items()}
        if isinstance(found, str):
            return found.format(**gaps, **self._own_gaps(found, said)).strip()
        of_number = self._words.plural
        return of_number(*found, **gaps)

    def _gap(self, name: str, gap: Any) -> Any:
        if isinstance(gap, str | int):
            return gap
        if isinstance(gap, tuple):
            return self._joining(name)([str(self._gap("", one)) for one in gap])
        return self(gap)

    def _joining(self, name: str) -> Callable[[Sequence[str]], str]:
        if name in ("values", "letters"):
            return self._words.joined
        if name == "either":
            return lambda names: self._words.joined(names, "or")
        apart = dict.fromkeys(("statements", "columns", "examples", "problems"), " · ") | {"more": " "}
        return apart.get(name, ", ").join

    def _own_gaps(self, sentence: str, said: Said) -> dict[str, str]:
        own: dict[str, str] = {}
        if "{allowed}" in sentence:
            own["allowed"] = self._allowed()
        if "{remedy}" in sentence:
            own["remedy"] = _remedy(self._words)
        if "{text}" in sentence:
            own["text"] = self._words.local(self._statements[said.gaps["statement"]].text)
        if "{label}" in sentence:
            own["label"] = self._labels[said.gaps["answer"]]
        return own

    def _allowed(self) -> str:
        _ = self._words
        named = " · ".join(f"{code} {label}" for code, label in self._labels.items())
        return _("Erlaubt sind {letters} oder die Antwort in Worten: {named}.", letters=_.joined(ANSWERS), named=named)


def _remedy(_: Words) -> str:
    return _(
        "Bitte die Datei neu exportieren, am besten als .xlsx, oder die Zeile in Ordnung bringen und noch einmal "
        "hochladen."
    )
