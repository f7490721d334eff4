"""Letters that a wrong character set has damaged: "FÃ¼r", "F√ºr", "F├╝r", "F?r". What is certain is undone."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from analysis.questionnaire import Questionnaire
from data.intake.columns.headings import Catalogue, ends
from data.intake.containers.reading import Worksheet
from data.intake.said import Said, said
from data.intake.spelling import squeezed
from data.intake.wording.vocabulary import UNSTATED_WORDS

_READ_AS = (
    "cp1252", "latin-1", "mac-roman", "cp850", "cp437", "iso8859-15",
    "cp1250", "iso8859-2", "cp852", "cp1254", "cp1251",
)  # fmt: skip
_MIXED_UP = (
    ("mac-roman", "cp1252"), ("cp850", "cp1252"), ("cp437", "cp1252"), ("cp1252", "mac-roman"), ("cp1252", "cp850"),
    ("cp1252", "cp437"), ("latin-1", "cp850"), ("cp1250", "cp1252"), ("cp1251", "cp1252"), ("iso8859-2", "latin-1"),
)  # fmt: skip
"""Read as the first, written as the second."""
_GERMAN = "äöüÄÖÜßẞ"
_CLEAN = re.compile(f"[\t\n -~{_GERMAN}éèêëáàâçñóôúøåæœÉ„“”‚‘’»«›‹–—…€§°·•☐☑☒✓✔✗✘×²³½\u00a0\u00ad\u200b\u2011]*")
_MOST_TIMES = 3
_LONGEST_LOOKED_AT = 600
_MOST_LOOKED_AT = 3_000
_ENDS_LOOKED_AT = 20
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?+(?=[^\W\d_])|(?<!\S)\?+(?=[^\W\d_])")
_OPEN = re.compile("[\x80-\x9f]")
_EVIDENT = re.compile(
    rf"{_LOST.pattern}|[\x80-\x9f]|[ÃÂâ√¬├┬Ă][^\sA-Za-z]|(?<=[A-Za-z])[^\w\s'’`´.,:;*/()&+\"…!|\\=<>\[\]{{}}@#%^~$–—-](?=[a-z])"
)
_NO_WORD = re.compile("[^a-z0-9]+")
_SAMPLE = 300
_LONG = 20
_EXAMPLE = 60


class Damage:
    """What is damaged in a file: ``mended`` by damaged text, and what is ``left``."""

    def __init__(self, worksheets: Sequence[Worksheet], catalogue: Catalogue) -> None:
        values = dict.fromkeys(chain.from_iterable(row for worksheet in worksheets for row in worksheet.rows))
        texts = [one for one in values if isinstance(one, str)]
        self._damaged = dict.fromkeys(one for one in texts if is_damaged(one))
        self._phrases = _phrases(catalogue.questionnaire)
        self.mended: dict[str, str] = {}
        self._undo_character_sets()
        self._find_lost_letters([one for one in texts if one not in self.mended])
        self.left = frozenset(one for one in self._damaged if one not in self.mended and _EVIDENT.search(one))

    @property
    def note(self) -> Said | None:
        """Says that something was mended, with the shortest example."""
        if not self.mended:
            return None
        before = min(self.mended, key=lambda one: (len(one), one))
        return said("mended_letters", before=_shown(before), after=_shown(self.mended[before]))

    def undone(self, worksheet: Worksheet) -> Worksheet:
        """The worksheet with its letters."""
        if not self.mended:
            return worksheet
        rows = (
            tuple(self.mended.get(one, one) if isinstance(one, str) else one for one in row) for row in worksheet.rows
        )
        return replace(worksheet, rows=tuple(rows))

    def _undo_character_sets(self) -> None:
        """UTF-8 proves itself; between sets of one byte the texts of the questionnaire must come out."""
        sample = list(islice(self._damaged, _SAMPLE))
        clean = {one: len(dict(_undone(sample, one, "utf-8"))) for one in _READ_AS}
        for read_as in sorted(filter(clean.__getitem__, clean), key=lambda one: -clean[one]):
            self.mended |= dict(_undone(self._still(), read_as, "utf-8"))
        left = list(islice(self._still(), _SAMPLE))
        known = {pair: self._known(text for _, text in _undone(left, *pair)) for pair in _MIXED_UP}
        best = max(known, key=lambda pair: known[pair])
        if known[best]:
            self.mended |= dict(_undone(self._still(), *best))

    def _still(self) -> list[str]:
        return [one for one in self._damaged if one not in self.mended]

    def _known(self, texts: Iterable[str]) -> int:
        return sum(_without_others(text) in self._phrases for text in texts)

    def _find_lost_letters(self, texts: Sequence[str]) -> None:
        """A text of the questionnaire of which nothing but its umlauts is missing can only be that text."""
        likely = (one for one in texts if self._may_lack(one) and not _has_umlauts(one))
        for one in islice((one for one in likely if len(one) <= _LONGEST_LOOKED_AT), _MOST_LOOKED_AT):
            if (found := self._phrase(one)) is not None:
                self.mended[one] = found
            elif one in self._damaged:
                for before, end in islice(ends(one), _ENDS_LOOKED_AT):
                    if len(end) >= _LONG and (found := self._phrase(end)) is not None:
                        self.mended[one] = before + found
                        break

    def _may_lack(self, text: str) -> bool:
        """Short texts only where a sign stands for what is lost."""
        return text in self._damaged or len(text) >= _LONG or "_" in text

    def _phrase(self, text: str) -> str | None:
        found = self._phrases.get(_without_others(text))
        return found if found != text else None


def _undone(damaged: Iterable[str], read_as: str, written_as: str) -> Iterator[tuple[str, str]]:
    """Those texts that come out clean, also of several wrong readings one after the other."""
    for one in damaged:
        text = one
        for _ in range(_MOST_TIMES):
            text = _recoded(text, read_as, written_as)
            if not text or text == one or _CLEAN.fullmatch(text):
                break
        if text and text != one and _CLEAN.fullmatch(text):
            yield one, text


def is_damaged(text: str) -> bool:
    """Whether signs stand in it that German texts don't have, or a question mark within a word."""
    if text.isascii():
        return "?" in text and _LOST.search(text) is not None
    return _CLEAN.fullmatch(unicodedata.normalize("NFC", text)) is None or _LOST.search(text) is not None


def _recoded(text: str, read_as: str, written_as: str) -> str:
    """Undo one wrong reading; "" where the text was not read so."""
    try:
        if _OPEN.search(text) is None:
            return text.encode(read_as).decode(written_as)
        return b"".join(_bytes(one, read_as) for one in text).decode(written_as)
    except UnicodeError:
        return ""


def _bytes(sign: str, encoding: str) -> bytes:
    """Also of the bytes that the set leaves open; browsers and Excel keep them."""
    return bytes([ord(sign)]) if "\x80" <= sign <= "\x9f" else sign.encode(encoding)


def _phrases(questionnaire: Questionnaire) -> Mapping[str, str]:
    """All texts with umlauts that answers and heads may be, by what is left of them without; each of only one."""
    texts = [text for one in questionnaire.statements.values() for text in one.text.values()]
    texts += [text for step in questionnaire.scale for text in step.names]
    for one in questionnaire.perspectives.values():
        texts += [*one.title.values(), *one.short.values(), *one.aliases]
    sectors = [text for one in questionnaire.sectors for text in (*one.title.values(), *one.short.values())]
    texts += [form for text in sectors for form in (text, f"{text} (ohne nähere Angabe)")]
    texts += UNSTATED_WORDS
    found: dict[str, set[str]] = {}
    for text in texts:
        found.setdefault(_without_others(text), set()).add(squeezed(text))
    by_squeezed = {squeezed(text): text for text in texts}
    return {
        left: by_squeezed[next(iter(forms))]
        for left, forms in found.items()
        if len(forms) == 1 and left and left != next(iter(forms))
    }


def _without_others(text: str) -> str:
    """Only the letters and figures of ASCII."""
    return _NO_WORD.sub("", text.replace("&", " und ").lower())


def _has_umlauts(text: str) -> bool:
    return any(sign in _GERMAN for sign in text)


def _shown(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _EXAMPLE else f"{plain[:_EXAMPLE]}…"
