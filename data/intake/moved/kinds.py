"""What kind of thing a cell holds, so that one in a wrong column stands out."""

import re
from datetime import date

from rapidfuzz import fuzz

from analysis.questionnaire import UNSTATED, Questionnaire
from data.intake.containers.reading import Value
from data.intake.said import Said, said
from data.intake.spelling import canonical
from data.intake.survey_tools.conventions import is_unanswered
from data.intake.wording.degrees import degree_of
from data.intake.wording.missing import missing_word
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.vocabulary import AnswerWords, PerspectiveWords, one_choice

Kind = str
"""empty · answer · letter (A to E alone) · word (that there is no answer, or one with a slip) · perspective · moment ·
number · figure (one that no answer of this file is) · code and what it begins with · identifier · mark (a cross) ·
text."""

SHOWN: dict[Kind, Said] = {
    "answer": said("some_answer"),
    "letter": said("some_answer"),
    "word": said("some_word"),
    "perspective": said("some_perspective"),
    "moment": said("some_date"),
    "number": said("some_number"),
    "figure": said("some_number"),
    "code": said("some_code"),
    "empty": said("nothing"),
    "identifier": said("some_identifier"),
    "mark": said("some_cross"),
    "text": said("some_text"),
}

_LONGEST = 120
_MOMENT = re.compile(r"(?:[A-Za-z]{2,3}\.?,? )?\d{1,4}[-./] ?\d{1,2}[-./] ?\d{1,4}(?:[ T,].{0,60})?")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[AaPp]\.?[Mm]\.?)?")
_IDENTIFIER = re.compile(
    r"(?:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,}|[^\s@]+@[^\s@]+|(?:\d{1,3}\.){3}\d{1,3}",
    re.IGNORECASE,
)
_MARK = re.compile(r"[x✓✔☑☒✗✘√×]", re.IGNORECASE)
_YES_OR_NO = frozenset({"ja", "nein", "yes", "no", "true", "false", "richtig", "falsch"})
_SLIP = 80.0


class Kinds(dict[Value, Kind]):
    """The kind of each value, found once."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__({None: "empty"})
        self._answers, self._perspectives = AnswerWords(questionnaire), PerspectiveWords(questionnaire)
        self._labels = [one_choice(text) for step in questionnaire.scale for text in step.names]

    def __missing__(self, value: Value) -> Kind:
        if isinstance(value, date):
            kind = "moment"
        elif isinstance(value, str):
            kind = _by_figures(value) or self._kind(canonical(value))
        else:
            kind = "number"
        self[value] = kind
        return kind

    def _kind(self, text: str) -> Kind:
        if not text:
            return "empty"
        if len(text) > _LONGEST:
            return "text"
        if self._answers.answer(text) is not None:
            return "letter" if len(one_choice(text)) == 1 else "answer"
        if missing_word(text) is not None or is_unanswered("table", text):
            return "word"
        if (degree := degree_of(text)) is not None:
            return "word" if degree[1] in _YES_OR_NO else "answer"
        perspective = self._perspectives.perspective(text)
        if perspective is not None:
            return "word" if perspective == UNSTATED else "perspective"
        return self._kind_of_signs(text)

    def _kind_of_signs(self, text: str) -> Kind:
        if (found := numbered(text)) is not None:
            return f"code {found[0]}" if found[0] else "number"
        if _MOMENT.fullmatch(text) or _CLOCK.fullmatch(text):
            return "moment"
        if _IDENTIFIER.fullmatch(text):
            return "identifier"
        if _MARK.fullmatch(text):
            return "mark"
        word = one_choice(text)
        slip = any(fuzz.ratio(word, label) >= _SLIP or label in word for label in self._labels)
        return "word" if slip else "text"


def _by_figures(text: str) -> Kind:
    """What most values are that hardly come again: told before all words are tried; "" for others."""
    if text.isdecimal():
        return "number"
    return "moment" if text[:1].isdecimal() and _MOMENT.fullmatch(text) else ""


def shown(kind: Kind) -> Said:
    """What to call it in a sentence."""
    return SHOWN[kind.split(" ", 1)[0]]
