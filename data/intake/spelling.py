"""When two texts are the same: what of case, blanks, umlauts, markup and invisible signs does not count."""

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from data.intake.containers.reading import Value

LONGEST_WORDING = 4_000
"""Characters of a text that are compared."""
_AT_ONCE = 500
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_TAG = re.compile(r"<[^<>]{1,200}>")
_WHOLE = re.compile(r"(-?\d+)[.,]0{1,2}")
_SIGNS = re.compile(r"[\W_]+")


def spellings(text: str) -> tuple[str, ...]:
    """The text, and as it is written where there are no umlauts."""
    return tuple(dict.fromkeys((text, text.translate(_SPELLED_OUT))))


def composed(text: str) -> str:
    """Unicode's one form (NFKC), long texts in pieces: a long row of accents takes the square of its length."""
    pieces = (text[start : start + _AT_ONCE] for start in range(0, len(text), _AT_ONCE))
    return text if text.isascii() else "".join(unicodedata.normalize("NFKC", piece) for piece in pieces)


@lru_cache(maxsize=10_000)
def normalised(text: str) -> str:
    """Case, blanks, invisible signs, entities, quotes and a full stop at the end do not matter."""
    folded = visible(html.unescape(text[:LONGEST_WORDING])).casefold().replace("&", " und ")
    return " ".join(folded.split()).strip(" .„“”\"'‚‘’()[]")


def is_one_of(text: str, names: Iterable[str]) -> bool:
    """Whether the text is one of these names, in whatever spelling of blanks and case."""
    return normalised(text) in {normalised(name) for name in names}


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Only words and figures count: no tags, entities, invisible signs, punctuation, case or blanks."""
    cleaned = visible(without_markup(text)).casefold()
    return " ".join(_SIGNS.sub(" ", cleaned.replace("&", " und ")).split())


def visible(text: str) -> str:
    """Without soft hyphens and the like, all kinds of blanks as blanks."""
    return composed(text).translate(_INVISIBLE)


def squeezed(text: str) -> str:
    """As plain, with all words in one: where blanks got lost or came in between is no difference."""
    return plain(text).replace(" ", "")


def without_markup(text: str) -> str:
    """Without tags and entities, also those that were escaped twice."""
    return _TAG.sub(" ", html.unescape(html.unescape(text)))


def canonical(value: Value) -> str:
    """The same text for 1, 1.0, "1", "1.0" and "1,00"; dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    whole = _WHOLE.fullmatch(text)
    return text if whole is None else whole[1]
