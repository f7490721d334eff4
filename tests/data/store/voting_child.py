"""Sixteen people vote again without end; every acknowledged vote is printed. Killed by test_durability."""

import hashlib
import os
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path.cwd()))

from analysis.results import Group
from data.store.ballots import open_ballot, vote
from data.store.engine import open_store
from data.store.releases import reveal
from data.store.sheets import join, save_answers
from data.store.workshops import close_workshop, create_workshop, open_workshop


def everybody(people: pd.DataFrame) -> tuple[Group, ...]:
    return (Group("politik", int(people["people"].sum()), ("rat",)),)


def main(url: str, questionnaire: Path) -> None:
    store = open_store(url)
    workshop = create_workshop(
        store,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=date(2027, 3, 4),
        questionnaire_text=questionnaire.read_text(encoding="utf-8"),
        room=("1.01",),
        administration=(),
    )
    open_workshop(store, workshop.id)
    tokens = [hashlib.sha256(f"{number}".encode()).hexdigest() for number in range(16)]
    for token in tokens:
        join(store, workshop.id, perspective="rat", source="phone", token_hash=token).result()
        save_answers(store, token, workshop.code, {"1.01": "A"}).result()
    close_workshop(store, workshop.id, everybody)
    reveal(store, workshop.id, "overview")
    open_ballot(store, workshop.id, "1.01", int(time.time()) + 3600)

    def votes(token_hash: str) -> None:
        turn = 0
        while True:
            vote(store, token_hash, workshop.code, "1.01", "ABCDE"[turn % 5]).result()
            os.write(1, f"{workshop.id} {token_hash} {turn}\n".encode())
            turn += 1

    threads = [threading.Thread(target=votes, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
