"""What people write for an answer or a perspective, and what it means."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from analysis.questionnaire import ANSWERS, UNSTATED, Questionnaire, sector_only

UNSTATED_WORDS = (
    UNSTATED,
    "Möchte ich nicht sagen",
    "Keine Angabe",
    "Ohne nähere Angabe",
    "I would rather not say",
    "I prefer not to say",
    "Prefer not to say",
    "Not stated",
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LETTER_AND_LABEL = re.compile(r"([a-e])(?:\s*[–—\-:.)=]+\s*|\s+)(.+)")


@lru_cache(maxsize=10_000)
def normalised(text: str) -> str:
    """Case, blanks, invisible signs, quotes and a full stop at the end do not matter."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold().replace("&", " und ")
    return " ".join(plain.split()).strip(" .„“”\"'‚‘’()[]")


def is_one_of(text: str, names: Iterable[str]) -> bool:
    """Whether the text is one of these names, in whatever spelling of blanks and case."""
    return normalised(text) in {normalised(name) for name in names}


class AnswerWords:
    """Understands A–E, the labels of the scale in any language, and "A – Trifft zu"."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        labels = {normalised(label): step.code for step in questionnaire.scale for label in step.label.values()}
        self._codes = labels | {code.casefold(): code for code in ANSWERS}

    def answer(self, text: str) -> str | None:
        """The answer's code, or None if it is not understood."""
        word = normalised(text)
        both = _LETTER_AND_LABEL.fullmatch(word)
        if word in self._codes or both is None:
            return self._codes.get(word)
        letter, label = both.groups()
        return letter.upper() if self._codes.get(normalised(label)) == letter.upper() else None


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
        return self._keys.get(normalised(text)) or None

    def _add(self, names: Mapping[str, Iterable[str]]) -> None:
        """Names that an earlier kind of name has taken stay there; two owners within one kind leave it to nobody."""
        own: dict[str, str] = {}
        for key, called in names.items():
            for name in {normalised(name) for name in called} - {""}:
                own[name] = key if own.get(name, key) == key else ""
        self._keys = own | self._keys


def _sector_titles(titles: Mapping[str, str]) -> list[str]:
    """Alone and as the template's list and the screens write it."""
    return [form for title in titles.values() for form in (title, f"{title} (ohne nähere Angabe)")]
