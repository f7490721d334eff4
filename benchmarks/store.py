"""How fast the store counts, saves and closes: python -m benchmarks.store [--url postgresql://…]"""

import argparse
import hashlib
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date

import yaml

from analysis.grouping import form_groups
from analysis.questionnaire import ANSWERS
from config import load_settings
from data.questionnaire_file import parse_questionnaire, questionnaire_text
from data.store.counting import COUNTS_BY_PLACE
from data.store.engine import Store, open_store
from data.store.sheets import EnteredSheet, add_sheets, counts, join, save_answers
from data.store.workshops import Workshop, close_workshop, create_workshop, delete_workshop, open_workshop

PEOPLE = 300
STATEMENTS = 108
THREADS = 16


def main() -> None:
    """Run all measurements on a fresh SQLite file, or on the database given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="an empty PostgreSQL database; without: a temporary SQLite file")
    url = parser.parse_args().url
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(url or f"sqlite:///{folder}/store.sqlite3")
        workshop = long_workshop(store)
        asked = parse_questionnaire(_long_form())
        try:
            _add_everybody(store, workshop, asked.perspective_keys)
            _show("counts of 300 × 108: SQL", _milliseconds(lambda: _counted_in_sql(store, workshop)), 40)
            if url is None:  # the database works in this thread: its own time, whatever else the machine does
                busy = _milliseconds(lambda: _counted_in_sql(store, workshop), clock=time.thread_time)
                _show("the same, processor time only", busy, 40)
            _show("counts with both frames and the tally", _milliseconds(lambda: counts(store, workshop.id)), 100)
            _show("600 answers at once", _at_once(store, workshop, asked.perspective_keys, 600), 250)
            _show("2,000 answers at once", _at_once(store, workshop, asked.perspective_keys, 2000), 800)
            rate = _saves_each_second(store, workshop, asked.perspective_keys)
            print(f"{'answers saved each second, 16 threads':<42}{rate:9.0f}    aim ≥ 2500")
            started = time.perf_counter()
            close_workshop(store, workshop.id, lambda people: form_groups(people, asked, threshold=5))
            _show("closing", (time.perf_counter() - started) * 1000, 1000)
        finally:
            delete_workshop(store, workshop.id)
            store.close()


def _show(what: str, milliseconds: float, budget: int) -> None:
    verdict = "ok" if milliseconds <= budget else "OVER BUDGET"
    print(f"{what:<42}{milliseconds:9.1f} ms budget ≤ {budget} ms  {verdict}")


def _milliseconds(
    work: Callable[[], object], rounds: int = 15, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The median of some rounds."""
    times = []
    for _ in range(rounds):
        started = clock()
        work()
        times.append((clock() - started) * 1000)
    return statistics.median(times)


def _counted_in_sql(store: Store, workshop: Workshop) -> int:
    with store.reading() as connection:
        return len(connection.execute(COUNTS_BY_PLACE, {"workshop": workshop.id}).all())


def _long_form() -> str:
    """The shipped questionnaire, its last field filled up to 108 statements."""
    content = yaml.safe_load(questionnaire_text(load_settings().questionnaire))
    there = sum(len(field["statements"]) for field in content["fields"])
    more = [{"id": f"x.{number}", "text": {"de": f"Aussage {number}."}} for number in range(STATEMENTS - there)]
    content["fields"][-1]["statements"] += more
    return yaml.safe_dump(content, allow_unicode=True)


def long_workshop(store: Store) -> Workshop:
    text = _long_form()
    statements = tuple(parse_questionnaire(text).statements)
    return create_workshop(
        store,
        municipality="Musterlingen",
        title="Messung",
        held_on=date(2027, 1, 1),
        questionnaire_text=text,
        room=statements,
        administration=statements,
    )


def _add_everybody(store: Store, workshop: Workshop, perspectives: tuple[str, ...]) -> None:
    sheets = [
        EnteredSheet(
            perspectives[person % len(perspectives)],
            {
                statement: ANSWERS[(person * 7 + place * 3 + person // 5) % 5]
                for place, statement in enumerate(workshop.room)
            },
        )
        for person in range(PEOPLE)
    ]
    add_sheets(store, workshop.id, sheets, source="paper")


def _tokens(store: Store, workshop: Workshop, perspectives: tuple[str, ...], many: int, kind: str) -> list[str]:
    open_workshop(store, workshop.id)
    tokens = [hashlib.sha256(f"{kind} {number}".encode()).hexdigest() for number in range(many)]
    joined = [
        join(store, workshop.id, perspective=perspectives[place % len(perspectives)], source="phone", token_hash=token)
        for place, token in enumerate(tokens)
    ]
    for future in joined:
        future.result()
    return tokens


def _at_once(store: Store, workshop: Workshop, perspectives: tuple[str, ...], many: int) -> float:
    """From the first submitted answer to the last one acknowledged."""
    tokens = _tokens(store, workshop, perspectives, many, f"at once {many}")
    started = time.perf_counter()
    saved = [save_answers(store, token, workshop.code, {workshop.room[0]: "B"}) for token in tokens]
    for future in saved:
        future.result()
    return (time.perf_counter() - started) * 1000


def _saves_each_second(store: Store, workshop: Workshop, perspectives: tuple[str, ...], seconds: int = 3) -> float:
    tokens = _tokens(store, workshop, perspectives, THREADS, "each second")
    acknowledged = [0] * THREADS
    until = time.perf_counter() + seconds

    def answer(thread: int) -> None:
        while time.perf_counter() < until:
            turn = acknowledged[thread]
            statement = workshop.room[turn % 21]
            save_answers(store, tokens[thread], workshop.code, {statement: ANSWERS[turn % 5]}).result()
            acknowledged[thread] += 1

    threads = [threading.Thread(target=answer, args=(thread,)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(acknowledged) / seconds


if __name__ == "__main__":
    main()
