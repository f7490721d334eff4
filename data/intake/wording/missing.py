"""Words and numbers by which people or tools say that they have no answer: E and "not answered" are not the same."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from analysis.questionnaire import CANNOT_JUDGE
from data.intake.containers.reading import Value
from data.intake.questions import Question, question_id
from data.intake.said import Said, said
from data.intake.wording.open_points import (
    BLANK,
    NOT_TAKEN,
    ON_REQUEST,
    Findings,
    OpenPoint,
    Reading,
    Written,
    counted,
    rejected,
)
from data.intake.wording.vocabulary import apart, one_choice

_WORDS = (
    "weiß nicht",
    "weiß ich nicht",
    "ich weiß nicht",
    "ich weiß es nicht",
    "weiß es nicht",
    "unbekannt",
    "keine Angabe",
    "ohne Angabe",
    "keine Angaben",
    "k. A.",
    "o. A.",
    "w. n.",
    "kann ich nicht beurteilen",
    "kann ich nicht einschätzen",
    "kann ich nicht sagen",
    "nicht beurteilbar",
    "nicht einschätzbar",
    "nicht zu beurteilen",
    "keine Beurteilung möglich",
    "keine Einschätzung",
    "keine Bewertung",
    "keine Bewertung möglich",
    "keine Aussage",
    "keine Aussage möglich",
    "keine Meinung",
    "keine Antwort",
    "nicht beantwortet",
    "unbeantwortet",
    "möchte ich nicht sagen",
    "weiß nicht / keine Angabe",
    "weiß nicht / k. A.",
    "weiß nicht / kann ich nicht beurteilen",
    "enthalte mich",
    "Enthaltung",
    "nicht zutreffend",
    "trifft nicht auf mich zu",
    "nicht relevant",
    "nicht anwendbar",
    "entfällt",
    "fehlt",
    "fehlend",
    "leer",
    "n. z.",
    "n. b.",
    "n/a",
    "not applicable",
    "not relevant",
    "not answered",
    "no answer",
    "no opinion",
    "no response",
    "none",
    "null",
    "nan",
    "missing",
    "skipped",
    "unknown",
    "unsure",
    "not sure",
    "don't know",
    "I don't know",
    "do not know",
    "I do not know",
    "can't say",
    "cannot say",
    "I cannot say",
    "prefer not to say",
    "prefer not to answer",
)
_SIGNS = ("-", "–", "—", "--", "---", "/", "?", "??", "???")
_HINTS = {
    ("sosci", "-1"): (said("minus_1_in_sosci"),),
    ("sosci", "-2"): (said("minus_2_in_sosci"),),
}


def _squeezed(word: str) -> str:
    return re.sub(r"[\W_]+", "", word)


CANNOT_SAY, NO_ANSWER = said("answer", answer=CANNOT_JUDGE), said("blank")
_BY_LETTERS = {_squeezed(one_choice(word)): one_choice(word) for word in _WORDS}
MISSING_WORDS = (*_BY_LETTERS, *_BY_LETTERS.values())
_BY_SIGN = {one_choice(sign): sign for sign in _SIGNS}


def missing_word(text: str) -> str | None:
    """The word's one spelling if it says that there is no answer: "k. a" for "K.A."; None for all other words."""
    word = one_choice(text)
    both = apart(word)
    for candidate in (word, *([both[1]] if both is not None else ())):
        if (found := _BY_LETTERS.get(_squeezed(candidate))) is not None:
            return found
    return _BY_SIGN.get(word)


def missing_findings(written: Sequence[Written], *, tool: str) -> Findings:
    """A question for each such word, whatever its spellings."""
    groups: defaultdict[str, list[Written]] = defaultdict(list)
    for one in written:
        groups[missing_word(one.text) or one.text].append(one)
    return Findings(points=tuple(missing_point(word, group, tool=tool) for word, group in groups.items()))


def missing_point(subject: str, group: Sequence[Written], *, tool: str) -> OpenPoint:
    """What a word or number stands for that is no step of the scale."""
    values = [one.value for one in group]
    outcomes: dict[Said, Mapping[Value, Reading]] = {
        CANNOT_SAY: dict.fromkeys(values, CANNOT_JUDGE),
        NO_ANSWER: dict.fromkeys(values, BLANK),
        NOT_TAKEN: rejected(group, ON_REQUEST),
    }
    text = said("what_is_missing", values=counted([group], quoted=True), more=_HINTS.get((tool, subject), ()))
    return OpenPoint(Question(question_id("missing", subject), "missing", text, tuple(outcomes)), outcomes)
