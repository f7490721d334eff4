"""Never twice: which records of a file are new, which have changed, and which survey the file continues."""

import hmac
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from random import SystemRandom

from data.sheet import EnteredSheet, FileRecord, StoredRecord, StoredSurvey

MOSTLY_OTHERS = 10
"""A file with more rows without id and time stamp than so many for each one repeated could be a list of guesses."""


@dataclass(frozen=True)
class Comparison:
    """What a file brings; ``new`` and ``changed`` in random order.

    ``survey``: the stored survey that it continues, None if it begins one. ``changed``: newer versions of stored
    sheets; in how many answers they differ is told nowhere. ``unchanged``: records that are stored already.
    ``duplicates``: records left out because the file has the same identity twice. ``known``: ids of the stored batches
    with which it was compared.
    """

    survey: str | None
    new: tuple[EnteredSheet, ...]
    changed: tuple[EnteredSheet, ...]
    unchanged: int
    duplicates: int
    known: frozenset[str] = frozenset()


def compare(records: Iterable[FileRecord], surveys: Sequence[StoredSurvey], *, key: bytes, at_least: int) -> Comparison:
    """Compare a file with the stored surveys of its workshop; ``key`` is the workshop's secret.

    Of stored people it tells nothing but to somebody who has them already: a survey exists for a file only if the file
    repeats, to the last answer, at least half of its records and ``at_least`` so many. Else somebody could read a sheet
    by trying: "still changed", "still changed", "unchanged". Beyond that a record is the same or it is not.
    """
    given = tuple(records)
    with_identity = [one for one in given if one.identity]
    named = _by_identity(with_identity, key)
    rows = {_row_hash(one, key): one for one in given if not one.identity}
    surplus = Counter(_row_hash(one, key) for one in given if not one.identity)
    in_file = surplus.total()
    plain = {row_hash for row_hash, one in rows.items() if not one.moment}
    known = _repeated(named, surplus, plain, surveys, at_least=max(1, at_least))

    new = [_sheet(rows[row_hash], row_hash) for row_hash in surplus.elements()]
    changed: list[EnteredSheet] = []
    stored = _versions(known)
    for record_hash, one in named.items():
        versions = stored.get(record_hash, [])
        if not versions:
            new.append(_sheet(one, record_hash))
        elif not any(_is_same(one, version) for version in versions):
            changed.append(_sheet(one, record_hash, versions[0].participant_id))
    unchanged = in_file - surplus.total() + sum(record_hash in stored for record_hash in named) - len(changed)
    SystemRandom().shuffle(new)
    SystemRandom().shuffle(changed)
    return Comparison(
        survey=known[0].id if known else None,
        new=tuple(new),
        changed=tuple(changed),
        unchanged=unchanged,
        duplicates=len(with_identity) - len(named),
    )


def _by_identity(records: Iterable[FileRecord], key: bytes) -> dict[str, FileRecord]:
    """Records by their hash; of one identity the record with more answers, whatever the order."""
    found: dict[str, FileRecord] = {}
    for one in records:
        record_hash = _keyed_hash(key, f"id|{one.identity}")
        earlier = found.get(record_hash)
        found[record_hash] = one if earlier is None else max(earlier, one, key=_fullness)
    return found


def _fullness(one: FileRecord) -> tuple[int, str]:
    return len(one.answers), _row(one)


def _repeated(
    named: Mapping[str, FileRecord],
    surplus: Counter[str],
    plain: Set[str],
    surveys: Iterable[StoredSurvey],
    *,
    at_least: int,
) -> list[StoredSurvey]:
    """The surveys of which the file repeats enough, best first; takes the rows that they hold out of ``surplus``.

    Each is judged by what no better one has; one that is below the limit changes nothing for the others.
    """
    found: list[StoredSurvey] = []
    waiting = {survey.id: (survey, _repeated_ids(named, survey)) for survey in surveys}
    while True:
        guesses = sum(count for row_hash, count in surplus.items() if row_hash in plain)
        enough = max(at_least, -(-guesses // MOSTLY_OTHERS))
        fitting = []
        for survey, ids in waiting.values():
            rows = surplus & _stored(survey)
            repeats = len(ids) + rows.total()
            if repeats >= enough and 2 * repeats >= len(survey.records):
                fitting.append((repeats, survey.id, rows, ids))
        if not fitting:
            return found
        _, best, rows, claimed = max(fitting, key=lambda one: one[:2])
        surplus.subtract(rows)
        found.append(waiting.pop(best)[0])
        waiting = {survey.id: (survey, ids - claimed) for survey, ids in waiting.values()}


def _repeated_ids(named: Mapping[str, FileRecord], survey: StoredSurvey) -> frozenset[str]:
    """The records with an id that the file repeats exactly."""
    return frozenset(one.record for one in survey.records if one.record in named and _is_same(named[one.record], one))


def _versions(known: Iterable[StoredSurvey]) -> dict[str, list[StoredRecord]]:
    """What is stored of each record, the best survey's first."""
    found: dict[str, list[StoredRecord]] = {}
    for survey in known:
        for stored in survey.records:
            found.setdefault(stored.record, []).append(stored)
    return found


def _is_same(one: FileRecord, stored: StoredRecord) -> bool:
    return one.perspective == stored.perspective and dict(one.answers) == dict(stored.answers)


def _stored(survey: StoredSurvey) -> Counter[str]:
    return Counter(stored.record for stored in survey.records)


def _sheet(one: FileRecord, record_hash: str, replaces: str = "") -> EnteredSheet:
    return EnteredSheet(one.perspective, one.answers, record_hash, replaces)


def _row_hash(one: FileRecord, key: bytes) -> str:
    return _keyed_hash(key, f"row|{_row(one)}")


def _row(one: FileRecord) -> str:
    return json.dumps([one.moment, one.perspective, sorted(one.answers.items())])


def _keyed_hash(key: bytes, text: str) -> str:
    """HMAC-SHA256: without the key nobody can try out which record it was."""
    return hmac.digest(key, text.encode(errors="surrogatepass"), "sha256").hex()
