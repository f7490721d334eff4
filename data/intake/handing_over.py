"""What the server and the process that reads files say to each other: lines of JSON, each checked where it arrives."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.questionnaire import ANSWERS, Questionnaire
from data.intake.plain import NotPlainError, as_plain, from_plain
from data.intake.said import Said
from data.intake.understood import Options, Understood
from data.sheet import FileRecord

MOST_SAID = 32_000_000
"""Bytes of an answer: 50,000 people with 200 statements, and as many rows left out, each with its reason."""
_MOST_VALUES = 3_000_000
_OPEN = "-"
_LETTERS = frozenset({*ANSWERS, _OPEN})


@dataclass(frozen=True)
class Wish:
    """What is to be understood of a file, beside its bytes."""

    questionnaire: Questionnaire
    filename: str
    answers: Mapping[str, str]
    options: Options


def wish_as_line(wish: Wish) -> bytes:
    """Without what no file is read by: bands, suggestions and the like."""
    asked = wish.questionnaire
    bare = tuple(
        replace(one, introduction={}, assessments=(), suggestions={}, measures=(), topics=()) for one in asked.fields
    )
    bare_questionnaire = replace(asked, bands=(), questions={}, fields=bare)
    return json.dumps(as_plain(replace(wish, questionnaire=bare_questionnaire))).encode()


def wish_of(line: bytes) -> Wish:
    return from_plain(Wish, json.loads(line))


def understood_as_line(found: Understood) -> bytes:
    """Answers of people as letters in the order of ``statements``, open questions by place; all else as it is."""
    statements = sorted({one for record in found.records for one in record.answers})
    rows = [
        [one.perspective, one.identity, one.moment, "".join([one.answers.get(name, _OPEN) for name in statements])]
        for one in found.records
    ]
    rest = as_plain(replace(found, records=(), questions=()))
    still = [found.asked.index(one) for one in found.questions]
    return json.dumps({"understood": rest, "open": still, "statements": statements, "records": rows}).encode()


def understood_of(line: bytes, wish: Wish) -> Understood:
    """Raises NotPlainError unless it is an answer to the wish: of its file, its statements and its perspectives."""
    if len(line) > MOST_SAID or line.count(b",") + line.count(b"[") + line.count(b"{") > _MOST_VALUES:
        raise NotPlainError
    try:
        sent = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotPlainError from error
    if not isinstance(sent, dict) or sent.keys() != {"understood", "open", "statements", "records"}:
        raise NotPlainError
    found = from_plain(Understood, sent["understood"])
    still = from_plain(tuple[int, ...], sent["open"])
    if not set(range(len(found.asked))).issuperset(still):
        raise NotPlainError
    records = _records(sent["statements"], sent["records"], wish.questionnaire)
    asked = wish.questionnaire.statements.keys()
    named = found.statements | {one.statement for one in found.administration}
    if found.filename != wish.filename or not asked >= named or not _is_sayable(found, wish.questionnaire):
        raise NotPlainError
    return replace(found, records=records, questions=tuple(found.asked[place] for place in still))


def _is_sayable(found: Understood, questionnaire: Questionnaire) -> bool:
    """Whether all statements, answers and perspectives that are spoken of are the questionnaire's, and numbers are."""
    ids: dict[str, Collection[object]] = {
        "statement": questionnaire.statements.keys(),
        "answer": _LETTERS,
        "perspective": questionnaire.perspective_keys,
    }
    return all(
        gap in ids[name] if name in ids else name != "n" or isinstance(gap, int)
        for one in _all_said(found)
        for part in one.parts()
        for name, gap in part.gaps.items()
    )


def _all_said(found: Understood) -> Iterator[Said]:
    yield from found.notes
    yield from (one.reason for one in found.problems)
    yield from (one.reason for one in (*found.quarantined, *found.left_out))
    for question in found.asked:
        yield from (question.text, *question.choices)
    yield from filter(None, (found.refused, *(one.label for one in found.asked)))


def _records(statements: Any, rows: Any, questionnaire: Questionnaire) -> tuple[FileRecord, ...]:
    names = from_plain(tuple[str, ...], statements)
    if not questionnaire.statements.keys() >= set(names) or not isinstance(rows, list):
        raise NotPlainError
    perspectives = frozenset(questionnaire.perspective_keys)
    return tuple([_record(row, names, perspectives) for row in rows])


def _record(row: Any, statements: tuple[str, ...], perspectives: frozenset[str]) -> FileRecord:
    if not isinstance(row, list) or len(row) != 4 or not all(isinstance(one, str) for one in row):
        raise NotPlainError
    perspective, identity, moment, letters = row
    if perspective not in perspectives or len(letters) != len(statements) or not _LETTERS.issuperset(letters):
        raise NotPlainError
    answers = {name: letter for name, letter in zip(statements, letters, strict=True) if letter != _OPEN}
    return FileRecord(perspective, answers, identity, moment)
