"""Which statement a column's head means: by its code, its text, or the text at the head's end; never by likeness."""

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.questionnaire import Questionnaire
from data.intake.containers.reading import Value
from data.intake.spelling import plain, spellings, squeezed, without_markup
from data.intake.tables import is_too_long

How = Literal["code", "text", "suffix"]

MOST_BREAKS = 40
"""So many beginnings of a row's text are tried in a head, from its end; a statement has at most 20 words."""

_BREAK = re.compile(r"\s?[-–—]\s|:\s*|\.\s*|\?\s*|!\s*|…\s*|;\s|[\n\t\[(>|/„“”»«\"]")
_CODE_AND_TEXT = re.compile(r"\s*([^\s]{1,60}?)[.:;|)\]–—-]{0,5}(?:\s+|(?<=\][.:;|])|$)(.*)", re.DOTALL)
_SEPARATORS = re.compile(r"[\[\]_().:/\\-]+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_NUMBERING = re.compile(r"\W{0,10}\d[\d.]{0,20}[.):\]–-]{0,5}\s+(?=\S)")
_COPY = re.compile(r"(?:\.\d{1,2}|(?<=[^\W\d])[2-9]|(?<=[.!?)\]])[2-9])\s*$")
"""What Excel tables ("Frage2") and scripts ("Frage.1") put behind a head that comes again."""
_MOST_WORDS = 100
_MOST_BESIDE = 25
"""Letters and figures of a number before a text and of a mark behind it."""
_END = 60
"""Characters at the end of a head in which such marks are sought."""
_STATEMENT = re.compile(r"(?:aussage|statement)(?:\s*(?:nr|no)\b\.?)?", re.IGNORECASE)
_REQUIRED = re.compile(r"[(\[]\s*(?:pflicht(?:frage|feld|angabe)?|erforderlich|required)\s*[)\]]\W*$", re.IGNORECASE)
_MEASURED = re.compile(
    r"\s*(?:(?:points|punkte|feedback)\s+[-–]\s|(?:gruppenzeit|fragenzeit|group time|question time):)"
)
"""Heads that end in a question but hold no answer to it: points of a quiz, seconds."""
_REMARK = re.compile(
    r"\s*(?:kommentar|anmerkung|bemerkung|begründung|erläuterung|comment|remark|reason)(?:en|e|s)?"
    r"(?: zu| zur aussage| on| for)?\s*[:–-]\s*(.+)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Match:
    """The statements that a head may mean (more than one: it fits several), and by what."""

    statements: tuple[str, ...]
    how: How
    other_text: bool = False
    """The code fits, but a text beside it is another statement's."""


def ends(text: str) -> Iterator[tuple[str, str]]:
    """What may be the row's text behind a question's, the longest of the last first: what is before it, and it."""
    cleaned = without_markup(text)
    if "_" in cleaned and not any(map(str.isspace, cleaned.strip())):
        cleaned = cleaned.replace("_", " ")
    for found in deque(_BREAK.finditer(cleaned), maxlen=MOST_BREAKS):
        yield cleaned[: found.end()], cleaned[found.end() :]


class Catalogue:
    """The statements of a questionnaire, to be found by what files call them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        statements = questionnaire.statements.values()
        self._codes = _owners({one.id: [_code(name) for name in (one.id, *one.codes)] for one in statements})
        self._ids = {_code(one.id) for one in statements}
        self._texts = _owners(
            {one.id: [squeezed(form) for text in one.text.values() for form in spellings(text)] for one in statements}
        )
        self._numbers = {one.id: number for one in statements if (number := _number(one.id)) is not None}
        self.texts = {one.id: tuple(dict.fromkeys(map(plain, one.text.values()))) for one in statements}
        """The plain texts of each statement in all languages."""
        self._longer = _longer(self.texts)
        self._lengths = frozenset(map(len, self._texts))
        self._known: dict[tuple[tuple[type, Value], ...], Match | None] = {}

    @property
    def squeezed_texts(self) -> Collection[str]:
        """All texts of the statements, in all languages and spellings."""
        return self._texts.keys()

    def match(self, heads: Sequence[Value]) -> Match | None:
        """What the heads of one column mean together: a code before a text before the text at an end."""
        key = tuple([(type(head), head) for head in heads])
        if key not in self._known:
            self._known[key] = self._matched([head for head in heads if not is_too_long(head)])
        return self._known[key]

    def _matched(self, heads: Sequence[Value]) -> Match | None:
        texts = [head for head in heads if isinstance(head, str) and head.strip()]
        if any(map(self._is_about, texts)):
            return None
        if coded := self._by_code(heads, texts):
            return coded
        for text in reversed(texts):
            if found := self._by_text(text):
                return Match(found, "text")
        for text in reversed(texts):
            if found := self._by_end(text):
                return Match(found, "suffix")
        return None

    def text_of(self, statement: str) -> str:
        """The statement's German text."""
        return self.questionnaire.statements[statement].text["de"]

    def _is_about(self, text: str) -> bool:
        """Whether the column says something about the answer to a statement instead of the answer."""
        folded = text.casefold()
        remark = _REMARK.fullmatch(folded)
        return bool(_MEASURED.match(folded)) or (remark is not None and bool(self._by_text(remark[1])))

    def _by_code(self, heads: Sequence[Value], texts: Sequence[str]) -> Match | None:
        """A whole number does not count beside the text of another statement: "3" is then the survey's numbering."""
        for head in heads:
            found = self._coded(head)
            other = bool(found) and self._is_other(found, [text for text in texts if text is not head])
            if found and not (other and str(head).strip().isdecimal()):
                return Match(found, "code", other)
        return next(filter(None, map(self._by_code_and_text, texts)), None)

    def _coded(self, head: Value) -> tuple[str, ...]:
        """Those called so; as a number 1.1 may be both "1.1" and "1.10"."""
        if isinstance(head, str):
            found = self._codes.get(_code(head), ()) or self._codes.get(_code(_STATEMENT.sub("", head)), ())
            return found if found or not _DECIMAL.fullmatch(head.strip()) else self._numbered(head.replace(",", "."))
        return self._numbered(head) if isinstance(head, int | float) and not isinstance(head, bool) else ()

    def _numbered(self, number: str | float) -> tuple[str, ...]:
        return tuple(one for one, own in self._numbers.items() if own == float(number))

    def _by_code_and_text(self, text: str) -> Match | None:
        """ "G02Q01[SQ001]. Frage [Aussage]", "1.01 Aussage", "Frage [1.01 Aussage]"."""
        code, rest = _code_and_text(text)
        if (found := self._codes.get(code, ())) and not code.isdecimal():
            return Match(found, "code", self._is_other(found, [rest]))
        if (name := _name_in_path(text)) and (found := self._codes.get(_code(name), ())):
            return Match(found, "code")
        written = _code(text)
        for before, end in ends(text) if any(map(written.__contains__, self._ids)) else ():
            code, rest = _code_and_text(end)
            found = self._codes.get(code, ()) if code in self._ids and not code.isdecimal() else ()
            if found and (before.endswith(("[", "(")) or not plain(rest) or self._by_text(rest)):
                return Match(found, "code", self._is_other(found, [rest]))
        return None

    def _is_other(self, statements: Sequence[str], texts: Iterable[str]) -> bool:
        """Whether one of these texts is known as another statement's."""
        found = [self._by_text(text) or self._by_end(text) for text in texts]
        return any(one and not set(one) & set(statements) for one in found)

    def _by_text(self, text: str) -> tuple[str, ...]:
        """The whole text, maybe behind a number of its own or before the number of a copy."""
        number = _NUMBERING.match(text)
        unnumbered = text[number.end() :] if number is not None else text
        forms = dict.fromkeys((text, unnumbered, _original(text), _original(unnumbered), _unmarked(unnumbered)))
        return next((found for form in forms if (found := self._texts.get(squeezed(form), ()))), ())

    def _by_end(self, text: str) -> tuple[str, ...]:
        """The text behind a break; together with those that end in it, where their beginning seems to stand before."""
        last = self._last_texts(text)
        for before, end in ends(text) if last else ():
            if found := self._by_text(end) if any(_may_begin(end, one) for one in last) else ():
                said = set(plain(before).split())
                longer = [
                    other
                    for one in found
                    for other, words in self._longer.get(one, ())
                    if 2 * len(words & said) >= len(words)
                ]
                return tuple(dict.fromkeys([*found, *longer]))
        return ()

    def _last_texts(self, text: str) -> set[str]:
        """The statements' texts, squeezed, that are its last letters: only then it is looked where one may begin."""
        cleaned = without_markup(text)
        letters = {squeezed(form) for form in (cleaned, _original(cleaned), _unmarked(cleaned))}
        return {form[-length:] for form in letters for length in self._lengths if form[-length:] in self._texts}


def _may_begin(end: str, text: str) -> bool:
    """Whether it begins like this squeezed text, maybe behind a number, and is hardly longer."""
    letters = "".join(filter(str.isalnum, end))
    first = next(filter(str.isalpha, letters), "")
    return len(letters) <= len(text) + _MOST_BESIDE and plain(first)[:1] == next(filter(str.isalpha, text), "")


def _original(text: str) -> str:
    """Without the number of a copy."""
    return text[:-_END] + _COPY.sub("", text[-_END:])


def _unmarked(text: str) -> str:
    """Without the mark of a question that must be answered."""
    return text[:-_END] + _REQUIRED.sub("", text[-_END:])


def _name_in_path(text: str) -> str:
    """The name of a question behind Kobo's groups: c of "a/b/c"; empty where it is no such path."""
    *groups, name = text.strip().split("/")
    is_path = bool(groups) and all(groups) and not any(map(str.isspace, text.strip()))
    return name if is_path and any(map(str.isalpha, name)) else ""


def _owners(names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for statement, called in names.items():
        for name in called:
            if name and statement not in owners[name]:
                owners[name].append(statement)
    return {name: tuple(statements) for name, statements in owners.items()}


def _longer(texts: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, set[str]]]]:
    """For each statement those whose text ends in its text, with the words that they have before it."""
    found: defaultdict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    owners = _owners(texts)
    for other, called in texts.items():
        for words in map(str.split, called):
            for place in range(max(1, len(words) - _MOST_WORDS), len(words)):
                for one in owners.get(" ".join(words[place:]), ()):
                    if one != other:
                        found[one].append((other, set(words[:place])))
    return dict(found)


def _code(text: str) -> str:
    """Brackets, underscores, case and blanks do not matter: G02Q01[SQ001] = g02q01_sq001."""
    return _SEPARATORS.sub("_", "".join(text.split()).casefold()).strip("_")


def _code_and_text(text: str) -> tuple[str, str]:
    """A code with a figure in it and what follows, or two empty texts."""
    both = _CODE_AND_TEXT.fullmatch(text)
    return (_code(both[1]), both[2]) if both is not None and any(map(str.isdigit, both[1])) else ("", "")


def _number(identifier: str) -> float | None:
    try:
        return float(identifier)
    except ValueError:
        return None
