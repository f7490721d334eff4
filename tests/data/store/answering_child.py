"""Sixteen people answer without end; every acknowledged turn is printed. Killed by test_durability."""

import hashlib
import os
import sys
import threading
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))

from data.store.engine import open_store
from data.store.sheets import join, save_answers
from data.store.workshops import create_workshop, open_workshop


def main(url: str, questionnaire: Path) -> None:
    store = open_store(url)
    workshop = create_workshop(
        store,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=date(2027, 3, 4),
        questionnaire_text=questionnaire.read_text(encoding="utf-8"),
        room=("1.01", "1.02"),
        administration=(),
    )
    open_workshop(store, workshop.id)

    def answer(token_hash: str) -> None:
        turn = 0
        while True:
            changes = {"1.01": "ABCDE"[turn % 5], "1.02": "ABCDE"[turn // 5 % 5]}
            save_answers(store, token_hash, workshop.code, changes).result()
            os.write(1, f"{workshop.code} {token_hash} {turn}\n".encode())
            turn += 1

    tokens = [hashlib.sha256(f"{number}".encode()).hexdigest() for number in range(16)]
    for token in tokens:
        join(store, workshop.id, perspective="rat", source="phone", token_hash=token).result()
    threads = [threading.Thread(target=answer, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
