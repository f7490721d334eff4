"""How fast results come from counts, and pages and files from results: python -m benchmarks.results"""

import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from analysis.counted import Counted
from analysis.dossier import Dossier
from analysis.evaluation import evaluate
from analysis.grouping import form_groups, group_counts
from analysis.questionnaire import ANSWERS, Questionnaire
from config import load_settings
from data.questionnaire_file import load_questionnaire, questionnaire_text
from reports.workbook import workbook
from texts.words import words

PEOPLE = 300
STATEMENTS_BY_FIELD = (14, 14, 30, 12, 13, 12, 13)
ROUNDS = 15

PAGES = ("workshops", "cockpit", "boegen", "hochladen", "ueberblick", "unterschiede", "bericht", "hilfe")


def main() -> None:
    """Print each figure beside its budget."""
    asked = _long_form()
    counts, people = _room(asked)
    groups = form_groups(people, asked, threshold=5)
    counted = Counted(group_counts(counts, groups), groups, tuple(asked.statements), 5)
    results = evaluate(counted, asked)
    dossier = Dossier(
        municipality="Benchmark", title="Benchmark", held_on=date(2026, 1, 1), results=results, questionnaire=asked
    )
    _show(
        "all results of 300 × 108 from counts",
        _median(lambda: evaluate(counted, asked)),
        25,
    )
    _show("counts by group, once at closing", _median(lambda: group_counts(counts, groups)), 25)
    _show(
        "workbook of 108 statements",
        _median(lambda: workbook(dossier, words("de")), rounds=3),
        6000,
    )
    for page, milliseconds in _page_times():
        _show(f"page {page}, warm", milliseconds, 300)


def _long_form() -> Questionnaire:
    """Our questionnaire with 108 statements: those that it has, repeated under other ids."""
    short = load_questionnaire(load_settings().questionnaire)
    fields = tuple(
        replace(
            field,
            topics=(),
            statements=tuple(
                replace(field.statements[n % len(field.statements)], id=f"{place}.{n + 1:03d}", topic=None)
                for n in range(size)
            ),
        )
        for place, (field, size) in enumerate(zip(short.fields, STATEMENTS_BY_FIELD, strict=True), start=1)
    )
    return replace(short, fields=fields)


def _room(asked: Questionnaire) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts of 300 people who answered everything at random, and the people by perspective."""
    chance = random.Random(108)
    perspectives = [chance.choice(list(asked.perspectives)) for _ in range(PEOPLE)]
    cells: Counter[tuple[str, str, str]] = Counter()
    for perspective in perspectives:
        cells.update((statement, perspective, chance.choice(ANSWERS)) for statement in asked.statements)
    counts = [(*cell, number) for cell, number in cells.items()]
    return (
        pd.DataFrame(counts, columns=["statement", "group", "answer", "people"]),
        pd.DataFrame(Counter(perspectives).items(), columns=["group", "people"]),
    )


def _page_times() -> Iterable[tuple[str, float]]:
    """Server time of each page's second and later runs, on the demo workshop."""
    from streamlit.runtime.context import ContextProxy
    from streamlit.runtime.pages_manager import PagesManager

    from data.samples.demo import fill_demo
    from data.store.access import issue_key, redeem_key
    from data.store.releases import reveal
    from tests.dashboard import page_at, without_pages_directory
    from web import runtime
    from web.identity import STAFF_COOKIE

    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        store = runtime.store()
        demo = fill_demo(store, questionnaire_text(load_settings().questionnaire), date.today())
        for page in ("overview", "differences", "report"):
            reveal(store, demo.id, page)
        signed_in = redeem_key(store, issue_key(store, "moderator", valid=timedelta(minutes=5)))
        assert signed_in is not None
        ContextProxy.cookies = {STAFF_COOKIE: signed_in[2]}  # Streamlit's test runner has none
        PagesManager.__init__ = without_pages_directory
        for page in PAGES:
            app = page_at("" if page == "workshops" else page)
            app.run()
            if app.exception:
                raise SystemExit(f"{page}: {app.exception}")
            yield page, _median(app.run, rounds=7)
        runtime.close()


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds, after one run to warm up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _show(what: str, milliseconds: float, budget: int) -> None:
    verdict = "ok" if milliseconds <= budget else "OVER BUDGET"
    print(f"{what:<42}{milliseconds:9.1f} ms budget ≤ {budget} ms  {verdict}")


if __name__ == "__main__":
    main()
