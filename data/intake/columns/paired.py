"""Code columns beside columns with the same answers in words: "Aussage" and "Aussage:label"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.intake.columns.headings import Catalogue, Match
from data.intake.columns.rivals import NONE, is_filled
from data.intake.questions import Question, question_id
from data.intake.said import Said, said
from data.intake.spelling import canonical
from data.intake.tables import Column, Table
from data.intake.wording.degrees import degree_of
from data.intake.wording.missing import missing_word
from data.intake.wording.numbered_steps import numbered
from data.intake.wording.vocabulary import AnswerWords

CODES, WORDS = said("codes"), said("words")
_NAMES = (
    r"(?:value|antwort|answer)?[ _-]?(?:labels?|beschriftung|bezeichnung|klartext|text|wortlaut|worte?|codes?|coded"
    r"|kodiert|codiert|numerisch|numeric|num|werte?|zahl|value)"
)
_BEHIND = re.compile(rf"(?<=\S)[\s:._|/\[({{–-]+{_NAMES}[\s)\]}}]*$", re.IGNORECASE)
_BEFORE = re.compile(rf"^[\s(\[]*{_NAMES}[\s:._|/\])}}–-]+(?=\S)", re.IGNORECASE)
_LONGEST_NAME = 80
"""Signs at the end of a head in which such a name is looked for: elsewhere long separators would take squared time."""
_FEW = 0.05
_MOST_WORDS = 0.9
_ADDRESSES, _EXAMPLES = 10, 3


@dataclass
class Paired:
    """``found`` has one column of each pair; ``beside`` are the others. ``told``: the answers that codes stand for."""

    found: dict[int, Match]
    beside: set[int] = field(default_factory=set)
    told: dict[str, str] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    open: set[int] = field(default_factory=set)
    notes: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class _Pair:
    codes: int
    words: int
    match: Match


def paired(
    table: Table, catalogue: Catalogue, found: Mapping[int, Match], answers: Mapping[str, str], words: AnswerWords
) -> Paired:
    """The codes count, and the words beside them say what they mean; where they don't agree, a person chooses."""
    result = Paired(dict(found))
    pairs = list(_pairs(table, catalogue, found, words))
    if not pairs:
        return result
    seen = list(_seen(table, pairs))
    told = _told(seen, words)
    all_worded = all(words.answer(word) is not None for _, _, word in seen if word)
    if told is None and all_worded:
        _ask(result, table, pairs, answers)
        return result
    codes_count = told is not None and all_worded
    for pair in pairs:
        _take(result, pair, codes_count=codes_count)
    if codes_count and told is not None:
        result.told = told
        result.notes = _notes(table, pairs, seen, told, words)
    return result


def _pairs(table: Table, catalogue: Catalogue, found: Mapping[int, Match], words: AnswerWords) -> Iterator[_Pair]:
    """Two columns of a statement, one of numbers or codes and one of words."""
    columns: defaultdict[str, dict[int, Match]] = defaultdict(dict)
    for index, column in enumerate(table.columns):
        match = found.get(index) or _without_name(column, catalogue)
        if match is not None and len(match.statements) == 1 and not column.options:
            columns[match.statements[0]][index] = match
    for matches in columns.values():
        if len(matches) == 2 and len({table.columns[index].part for index in matches}) == 1:
            kinds = {_kind(table, table.columns[index], words): index for index in matches}
            if kinds.keys() == {"codes", "words"} and _stand_together(table, list(matches)):
                match = next(iter(sorted(matches.values(), key=lambda one: one.how)))
                yield _Pair(kinds["codes"], kinds["words"], match)


def _stand_together(table: Table, indices: Sequence[int]) -> bool:
    """Whether most people who have the one have the other, too; else they are versions of one question."""
    columns = [[is_filled(value) for value in table.values(table.columns[index])] for index in indices]
    both = sum(map(all, zip(*columns, strict=True)))
    return 2 * both >= min(map(sum, columns))


def _without_name(column: Column, catalogue: Catalogue) -> Match | None:
    heads = [_nameless(head) if isinstance(head, str) else head for head in column.heads]
    return catalogue.match(heads) if heads != list(column.heads) else None


def _nameless(head: str) -> str:
    start = max(0, len(head) - _LONGEST_NAME)
    return _BEFORE.sub("", head[:start] + _BEHIND.sub("", head[start:]))


def _kind(table: Table, column: Column, words: AnswerWords) -> str:
    texts = Counter(canonical(value) for value in table.values(column) if is_filled(value))
    if not texts:
        return ""
    if all(numbered(text) is not None for text in texts):
        return "codes"
    worded = sum(cells for text, cells in texts.items() if len(text) > 1 and _is_worded(text, words))
    return "words" if worded >= _MOST_WORDS * texts.total() else ""


def _is_worded(text: str, words: AnswerWords) -> bool:
    return words.answer(text) is not None or degree_of(text) is not None or missing_word(text) is not None


def _seen(table: Table, pairs: Sequence[_Pair]) -> Iterator[tuple[tuple[int, int], str, str]]:
    """For each person and pair: the place (record, pair), the code and the words."""
    for number, pair in enumerate(pairs):
        codes, words = table.values(table.columns[pair.codes]), table.values(table.columns[pair.words])
        for place, (code, word) in enumerate(zip(codes, words, strict=True)):
            if code is not None or word is not None:
                yield (place, number), canonical(code), canonical(word)


def _told(seen: Sequence[tuple[tuple[int, int], str, str]], words: AnswerWords) -> dict[str, str] | None:
    """What each code stands for by most of the words beside it; None where that is not nearly always the same."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, code, word in seen:
        answer = words.answer(word) if word else None
        if code and answer is not None:
            counts[code][answer] += 1
    told = {code: answers.most_common(1)[0][0] for code, answers in counts.items()}
    cells = sum(answers.total() for answers in counts.values())
    other = cells - sum(answers[told[code]] for code, answers in counts.items())
    clear = all(2 * answers[told[code]] > answers.total() for code, answers in counts.items())
    return told if told and clear and len(set(told.values())) == len(told) and other <= max(1, _FEW * cells) else None


def _take(result: Paired, pair: _Pair, *, codes_count: bool) -> None:
    kept, other = (pair.codes, pair.words) if codes_count else (pair.words, pair.codes)
    result.found[kept] = pair.match
    result.found.pop(other, None)
    result.beside.add(other)


def _ask(result: Paired, table: Table, pairs: Sequence[_Pair], answers: Mapping[str, str]) -> None:
    examples = tuple(
        said(
            "two_columns",
            first=table.letter(table.columns[one.codes]),
            second=table.letter(table.columns[one.words]),
        )
        for one in pairs[:_EXAMPLES]
    )
    text = said("codes_and_words", n=len(pairs), pairs=examples)
    question = Question(question_id("statement", "zahl und wort"), "statement", text, (WORDS, CODES, NONE))
    result.asked.append(question)
    answer = question.answer(answers)
    for pair in pairs:
        if answer in (WORDS, CODES):
            _take(result, pair, codes_count=answer == CODES)
            continue
        for index in (pair.codes, pair.words):
            result.found.pop(index, None)
            (result.open if answer is None else result.beside).add(index)


def _notes(
    table: Table,
    pairs: Sequence[_Pair],
    seen: Sequence[tuple[tuple[int, int], str, str]],
    told: Mapping[str, str],
    words: AnswerWords,
) -> list[Said]:
    notes = [said("codes_with_words", n=len(pairs))]
    odd = [place for place, code, word in seen if word and told.get(code) != words.answer(word)]
    if odd:
        shown = ", ".join(_address(table, pairs, place) for place in odd[:_ADDRESSES])
        more = " …" if len(odd) > _ADDRESSES else ""
        notes.append(said("codes_against_words", cells=f"{shown}{more}"))
    return notes


def _address(table: Table, pairs: Sequence[_Pair], place: tuple[int, int]) -> str:
    record, number = place
    column = table.columns[pairs[number].words]
    row = table.records[record][column.part]
    return table.parts[column.part].address(row, column.number)
