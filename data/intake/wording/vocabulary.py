"""What people write for an answer or a perspective, and what it means."""

import re
from collections.abc import Iterable, Mapping

from analysis.questionnaire import ANSWERS, UNSTATED, Questionnaire, sector_only
from data.intake.spelling import normalised, spellings

UNSTATED_WORDS = (
    UNSTATED,
    "Möchte ich nicht sagen",
    "Keine Angabe",
    "Ohne nähere Angabe",
    "I would rather not say",
    "I prefer not to say",
    "Prefer not to say",
    "Not stated",
    "Ohne Angabe",
    "Keine Angaben",
    "Nicht angegeben",
    "Möchte ich nicht angeben",
    "k. A.",
    "k.A.",
    "kA",
    "o. A.",
    "n/a",
    "-",
    "–",
)
_BEFORE_LABEL = re.compile(r"([a-e]|(?:[a-z_]{1,10})?-?\d{1,3})(?:\s*[–—\-−:.,)\]=([|]+\s*|\s+)(.+)")
_BEHIND_LABEL = re.compile(r"(.+?)\s*[(\[=]\s*([a-e]|(?:[a-z_]{1,10})?-?\d{1,3})")
_EXAMPLES = re.compile(r"\s*[(\[]\s*(?:z\.? ?b\.|zum beispiel|bspw\.|e\.? ?g\.|u\.? ?a\.).*$")
_GENDER_SIGN = re.compile(r"(?<=\w)[*:_/·](?=in(?:nen)?)")

_MOST_LANGUAGES = 10
_BETWEEN_LANGUAGES = re.compile(r"\s*[/|]\s*")


def one_choice(text: str) -> str:
    """Normalised, without the ";" that tools write behind the only one of several possible choices, "!" and "*"."""
    return normalised(normalised(text).rstrip("; !*"))


def apart(word: str) -> tuple[str, str] | None:
    """A letter or number and the words beside it: ("1", "trifft zu") of "1 – Trifft zu" or "Trifft zu (1)"."""
    if (before := _BEFORE_LABEL.fullmatch(word)) is not None:
        return before[1], normalised(before[2])
    if (behind := _BEHIND_LABEL.fullmatch(word)) is not None:
        return behind[2], normalised(behind[1])
    return None


class AnswerWords:
    """Understands A–E, the labels of the scale in any language, its aliases, and each beside its letter or a number."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        labels = {
            normalised(spelling): step.code
            for step in questionnaire.scale
            for label in step.names
            for spelling in spellings(label)
        }
        self._codes = labels | {code.casefold(): code for code in ANSWERS}
        self._labels = [
            {normalised(step.label[language]): step.code for step in questionnaire.scale if language in step.label}
            for language in {one for step in questionnaire.scale for one in step.label}
        ]

    @property
    def texts(self) -> Iterable[str]:
        """All letters and labels, normalised."""
        return self._codes.keys()

    def answer(self, text: str) -> str | None:
        """The answer's code, or None if it is not understood; a letter beside a label must be its own.

        Kobo's names of answers have underscores: "trifft_eher_zu".
        """
        word = one_choice(text)
        if "_" in word and word not in self._codes:
            word = word.replace("_", " ")
        both = apart(word)
        if word in self._codes or both is None:
            return self._codes.get(word) or self._in_languages(word)
        mark, label = both
        code = self._codes.get(label)
        return code if mark.upper() not in ANSWERS or mark.upper() == code else None

    def truth_beside(self, texts: Iterable[str]) -> str | None:
        """The answer that the truth value TRUE stands for: Excel makes it of the label "True", which then stands beside
        the other labels of its language."""
        written = set(map(one_choice, texts))
        for labels in self._labels:
            if "true" in labels and written & (labels.keys() - {"true"}):
                return labels["true"]
        return None

    def _in_languages(self, word: str) -> str | None:
        """The same answer in several languages: "Trifft zu / Agree"."""
        if not 0 < word.count("/") + word.count("|") <= _MOST_LANGUAGES:
            return None
        labels = [normalised(part) for part in _BETWEEN_LANGUAGES.split(word)]
        found = {self._codes.get(label) for label in labels}
        return found.pop() if len(set(labels)) > 1 and len(found) == 1 and all(len(one) > 1 for one in labels) else None


class PerspectiveWords:
    """Understands a perspective or sector by id, title, short name or alias, in any language."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._keys: dict[str, str] = {}
        perspectives, sectors = questionnaire.perspectives.values(), questionnaire.sectors
        self._add({one.id: [one.id] for one in perspectives})
        self._add({sector_only(one.id): [one.id, sector_only(one.id)] for one in sectors})
        self._add({UNSTATED: UNSTATED_WORDS})
        self._add({one.id: one.title.values() for one in perspectives})
        self._add({sector_only(one.id): _sector_titles(one.title) for one in sectors})
        self._add({one.id: one.short.values() for one in perspectives})
        self._add({sector_only(one.id): _sector_titles(one.short) for one in sectors})
        self._add({one.id: one.aliases for one in perspectives})

    def perspective(self, text: str) -> str | None:
        """The perspective key, or None if it is unknown or two perspectives are called so."""
        name = _name(text)
        if name in self._keys:
            return self._keys[name] or None
        both = apart(name)
        if both is not None and both[1] in self._keys:
            return self._keys[both[1]] or None
        return self._keys.get(_EXAMPLES.sub("", name)) or self._of_sector(name)

    def _of_sector(self, name: str) -> str | None:
        """ "Verwaltung: Ämter"; the sector alone would be less."""
        sector, _, rest = (part.strip() for part in name.partition(":"))
        known = self._keys.get(sector, "").startswith(sector_only(""))
        return (self._keys.get(rest) or None) if known else None

    def _add(self, names: Mapping[str, Iterable[str]]) -> None:
        """Names that an earlier kind of name has taken stay there; two owners within one kind leave it to nobody."""
        own: dict[str, str] = {}
        for key, called in names.items():
            for name in {_name(form) for title in called for form in spellings(title)} - {""}:
                own[name] = key if own.get(name, key) == key else ""
        self._keys = own | self._keys


def _name(text: str) -> str:
    """Bürgermeister:in, Bürgermeister_in and Bürgermeister*in are one."""
    return _GENDER_SIGN.sub("*", one_choice(text))


def _sector_titles(titles: Mapping[str, str]) -> list[str]:
    """Alone and as the template's list and the screens write it."""
    return [form for title in titles.values() for form in (title, f"{title} (ohne nähere Angabe)")]
