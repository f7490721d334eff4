"""The clock of one of two processes is wrong, and jumps while phones answer: what ends early, what is lost?

    .venv/bin/python -m benchmarks.faults.clock [LIBRARY]

Debian's libfaketime (package faketime, or ``LIBRARY``: its file) sets the clock of the second process alone: an hour
ahead, an hour behind, at once, and 400 days ahead while it starts, which is when it deletes what is due. The database
and the first process have the right time. Ends with 1 if an answer is lost or refused, if a key, a ballot or a sign-in
of the first process ends early at the second, or if a sheet is deleted. F14 of the list of faults.
"""

import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import httpx

from analysis.grouping import form_groups
from benchmarks.faults.writers import Writer, answering, endured_by, joined, opened
from data.store.access import issue_key
from data.store.ballots import ballot, open_ballot, progress
from data.store.engine import Store
from data.store.releases import reveal
from data.store.sheets import tally
from data.store.workshops import Workshop, close_workshop, questionnaire, workshop_by_code
from tests.deploy.stack import Stack, stack

PHONES = 16
JUMPS = ("+0", "+3600s", "-3600s", "+1y", "+3600s")
"""What the second process believes, in turn; at last an hour ahead, for what comes then."""
FOR = 3.0
"""Seconds of each."""
DAYS_AHEAD = "+400d"
MINUTE = 60


def main(library: Path | None) -> int:
    if library is None:
        print("For this, please install Debian's package faketime.", file=sys.stderr)
        return 70
    with stack(is_quick=False) as whole:
        clock = whole.folder / "clock"
        _set(clock, "+0")
        _restart(whole, library, clock)
        code, room = opened(whole)
        phones = joined(whole, code, room, PHONES)
        is_well = [_jumps(clock, phones), _is_at_once_believed(whole, code, phones)]
        _set(clock, DAYS_AHEAD)
        is_well.append(_starts_in_the_future(whole, library, clock, code))
    return 0 if all(is_well) else 1


def _set(clock: Path, offset: str) -> None:
    clock.write_text(offset)


def _restart(whole: Stack, library: Path, clock: Path) -> None:
    """The second process, with a clock of its own; what counts seconds between two moments stays right, as it does."""
    whole.servers[1].stop()
    settings = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_CACHE_DURATION": "1"}
    whole.start_again(1, **settings, FAKETIME_DONT_FAKE_MONOTONIC="1", DONT_FAKE_MONOTONIC="1")


def _jumps(clock: Path, phones: list[Writer]) -> bool:
    """Phones answer meanwhile."""
    with answering(phones):
        for offset in JUMPS:
            _set(clock, offset)
            time.sleep(FOR)
    found = endured_by(phones)
    print(f"jumps {', '.join(JUMPS)}: {found}")
    return found.lost == found.refused == 0


def _is_at_once_believed(whole: Stack, code: str, phones: list[Writer]) -> bool:
    """An hour ahead: a key and a ballot that last a minute, begun by the right clock, and a sign-in."""
    store, second = whole.store(), whole.servers[1].base
    told = httpx.get(f"{second}/health", timeout=20).headers["date"]
    of = _closed(store, code)
    with httpx.Client(base_url=second, headers={"Origin": second}, timeout=30) as desk:
        key = issue_key(store, "moderator", None, valid=timedelta(minutes=1))
        signed_in = desk.get(f"/anmelden/{key}").status_code
        there = desk.get(f"/regie/{code}").status_code
    open_ballot(store, of.id, of.room[0], int(store.now()) + MINUTE)
    taken = [_vote(whole, phone, of) for phone in phones]
    found, voted = ballot(store, of.id, of.room[0]), progress(store, of.id, of.room[0]).voted
    store.close()
    print(
        f"an hour ahead ({told}): key {signed_in}, Regie {there}, {taken.count(303)} of {len(phones)} votes taken, "
        f"{voted} counted, ended by itself as all had voted: {found is not None and found.is_closed}"
    )
    return (signed_in, there, taken.count(303), voted) == (303, 200, len(phones), len(phones))


def _vote(whole: Stack, phone: Writer, of: Workshop) -> int:
    """At the second process, with the cookie that nginx handed on."""
    second = whole.servers[1].base
    form = {"aussage": of.room[0], "antwort": "ABCDE"[phone.seed % 5]}
    with httpx.Client(base_url=second, headers={"Origin": second}, timeout=30) as straight:
        cookies = "; ".join(f"{name}={value}" for name, value in phone.client.cookies.items())
        return straight.post(f"/t/{of.code}/abstimmen", data=form, headers={"Cookie": cookies}).status_code


def _closed(store: Store, code: str) -> Workshop:
    """With a result shown, so that the room may vote once more."""
    of = workshop_by_code(store, code)
    assert of is not None
    close_workshop(store, of.id, partial(form_groups, questionnaire=questionnaire(store, of), threshold=of.threshold))
    reveal(store, of.id, "differences")
    return of


def _starts_in_the_future(whole: Stack, library: Path, clock: Path, code: str) -> bool:
    """It deletes what is due, and forgets sign-ins that nobody has used for long, while it starts."""
    store = whole.store()
    of = workshop_by_code(store, code)
    assert of is not None
    first = whole.servers[0].base
    with httpx.Client(base_url=first, timeout=30) as desk:
        desk.get(f"/anmelden/{issue_key(store, 'moderator', None, valid=timedelta(minutes=5))}")
        before = tally(store, of.id).present
        _restart(whole, library, clock)
        told = httpx.get(f"{whole.servers[1].base}/health", timeout=20).headers["date"]
        time.sleep(FOR)
        left, there = tally(store, of.id).present, desk.get(f"/regie/{code}").status_code
    store.close()
    print(f"started at {told}, sheets due {of.delete_sheets_on}: {left} of {before} sheets there, Regie {there}")
    return left == before == PHONES and there == 200


def _found() -> Path | None:
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else _found()))
