"""Never twice: which records of a file are new, which have changed, and which survey the file continues."""

import hmac
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import SystemRandom

from data.sheet import EnteredSheet, StoredRecord, StoredSurvey
from data.sheet import FileRecord as FileRecord
from data.store.batches import batches
from data.store.engine import Store
from data.store.surveys import record_key, stored_surveys

SAME_SURVEY = 0.6
"""Share of equal answers, among those given both times, from which equal ids mean the same people."""

CONTINUED = 0.5
"""Share of a survey's records without any time stamp that a file must contain to continue it."""


@dataclass(frozen=True)
class Change:
    """A newer version of a stored sheet, with the numbers of answers that differ."""

    sheet: EnteredSheet
    added: int
    altered: int
    removed: int
    perspective_changed: bool


@dataclass(frozen=True)
class Comparison:
    """What a file brings; ``new`` and ``changed`` in random order.

    ``survey``: the stored survey that it continues, None if it begins one. ``unchanged``: records that are stored
    already. ``duplicates``: records left out because the file has the same identity twice. ``known``: ids of the stored
    batches with which it was compared.
    """

    survey: str | None
    new: tuple[EnteredSheet, ...]
    changed: tuple[Change, ...]
    unchanged: int
    duplicates: int
    known: frozenset[str] = frozenset()


def compare_with_stored(
    store: Store, workshop_id: str, records: Iterable[FileRecord], *, link_id: str | None, apart: bool = False
) -> Comparison:
    """Compare a file with the workshop's files; with a team's link only with those that came by it.

    ``apart``: it is known to be another survey. Raises WrongState once the workshop is finished.
    """
    key = record_key(store, workshop_id)
    known = frozenset(batch.id for batch in batches(store, workshop_id))
    surveys = () if apart else stored_surveys(store, workshop_id, link_id)
    return replace(compare(records, surveys, key=key), known=known)


def compare(records: Iterable[FileRecord], surveys: Sequence[StoredSurvey], *, key: bytes) -> Comparison:
    """Compare a file with the stored surveys of its workshop; ``key`` is the workshop's secret."""
    given = tuple(records)
    with_identity = [one for one in given if one.identity]
    named = _by_identity(with_identity, key)
    known, foreign = _sorted_by_identity(named, surveys)
    rows = {_row_hash(one, key): one for one in given if not one.identity}
    surplus = Counter(_row_hash(one, key) for one in given if not one.identity)
    in_file = surplus.total()
    timed = {row_hash for row_hash, one in rows.items() if one.moment}
    continued = _take_stored_rows(surplus, timed, known[:1], [one for one in surveys if one not in known[:1] + foreign])

    new = [_sheet(rows[row_hash], row_hash) for row_hash in surplus.elements()]
    changed: list[Change] = []
    stored = _versions(known)
    for record_hash, one in named.items():
        versions = stored.get(record_hash, [])
        if not versions:
            new.append(_sheet(one, record_hash))
        elif not any(_is_same(one, version) for version in versions):
            changed.append(_change(one, versions[0]))
    unchanged = in_file - surplus.total() + sum(record_hash in stored for record_hash in named) - len(changed)
    SystemRandom().shuffle(new)
    SystemRandom().shuffle(changed)
    return Comparison(
        survey=continued[0].id if continued else None,
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


def _sorted_by_identity(
    named: Mapping[str, FileRecord], surveys: Iterable[StoredSurvey]
) -> tuple[list[StoredSurvey], list[StoredSurvey]]:
    """The surveys that hold the same people, best first, and those in which other people have the same ids.

    Each is judged by the records that no better one has.
    """
    known: list[StoredSurvey] = []
    foreign: list[StoredSurvey] = []
    claimed: set[str] = set()
    for survey in sorted(surveys, key=lambda one: _agreement(named, one.records)[:2], reverse=True):
        equal, _, in_both = _agreement(named, [one for one in survey.records if one.record not in claimed])
        if equal < SAME_SURVEY * in_both:
            foreign.append(survey)
        elif ids := {one.record for one in survey.records} & named.keys():
            known.append(survey)
            claimed |= ids
    return known, foreign


def _agreement(named: Mapping[str, FileRecord], stored: Iterable[StoredRecord]) -> tuple[int, int, int]:
    """Numbers of equal answers, of common records, and of answers given both times."""
    common = [(named[one.record].answers, one.answers) for one in stored if one.record in named]
    equal = sum(len(now.items() & before.items()) for now, before in common)
    return equal, len(common), sum(len(now.keys() & before.keys()) for now, before in common)


def _versions(known: Iterable[StoredSurvey]) -> dict[str, list[StoredRecord]]:
    """What is stored of each record, the best survey's first."""
    found: dict[str, list[StoredRecord]] = {}
    for survey in known:
        for stored in survey.records:
            found.setdefault(stored.record, []).append(stored)
    return found


def _is_same(one: FileRecord, stored: StoredRecord) -> bool:
    return one.perspective == stored.perspective and dict(one.answers) == dict(stored.answers)


def _take_stored_rows(
    surplus: Counter[str], timed: set[str], known: Sequence[StoredSurvey], others: Sequence[StoredSurvey]
) -> list[StoredSurvey]:
    """Take out of ``surplus`` what is stored; gives ``known`` and the further surveys that the file continues.

    A row with a time stamp is the same wherever it is stored. Without one, two departments' tables may hold equal rows:
    a survey is continued only if the file has enough of it.
    """
    continued = list(known)
    for survey in known:
        surplus.subtract(surplus & _stored(survey))
    waiting = {survey.id: survey for survey in others}
    while True:
        shares = [(surplus & _stored(survey), survey) for survey in waiting.values()]
        fitting = [
            (shared, survey)
            for shared, survey in shares
            if not timed.isdisjoint(shared) or (shared and shared.total() >= CONTINUED * len(survey.records))
        ]
        if not fitting:
            return continued
        shared, best = max(fitting, key=lambda found: found[0].total())
        surplus.subtract(shared)
        continued.append(waiting.pop(best.id))


def _stored(survey: StoredSurvey) -> Counter[str]:
    return Counter(stored.record for stored in survey.records)


def _sheet(one: FileRecord, record_hash: str, replaces: str = "") -> EnteredSheet:
    return EnteredSheet(one.perspective, one.answers, record_hash, replaces)


def _change(one: FileRecord, before: StoredRecord) -> Change:
    in_both = one.answers.keys() & before.answers.keys()
    return Change(
        sheet=_sheet(one, before.record, before.participant_id),
        added=len(one.answers) - len(in_both),
        altered=sum(one.answers[statement] != before.answers[statement] for statement in in_both),
        removed=len(before.answers) - len(in_both),
        perspective_changed=one.perspective != before.perspective,
    )


def _row_hash(one: FileRecord, key: bytes) -> str:
    return _keyed_hash(key, f"row|{_row(one)}")


def _row(one: FileRecord) -> str:
    return json.dumps([one.moment, one.perspective, sorted(one.answers.items())])


def _keyed_hash(key: bytes, text: str) -> str:
    """HMAC-SHA256: without the key nobody can try out which record it was."""
    return hmac.digest(key, text.encode(errors="surrogatepass"), "sha256").hex()
