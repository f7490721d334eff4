"""Dossiers for tests of documents: the demo's earlier run, in which everything has happened, and made-up ones."""

import random
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.action_plan import Measure
from analysis.counted import Counted
from analysis.dossier import Dossier
from analysis.evaluation import evaluate
from analysis.grouping import form_groups, group_counts
from analysis.questionnaire import Questionnaire
from config import ROOT
from data.counting import count_sheets
from data.dossiers import dossier
from data.evening import evening
from data.questionnaire_file import load_questionnaire, questionnaire_text
from data.samples.history import fill_history
from data.sheet import EnteredSheet
from data.store.engine import open_store
from data.store.releases import reveal
from data.store.workshops import workshops

DAY = date(2027, 3, 4)
ASKED = load_questionnaire(ROOT / "questionnaire.yaml")


@cache
def demo_dossiers() -> tuple[Dossier, Dossier]:
    """The earlier run of the demo, with documents of today since that is how far its measures are, and the one of
    today beside it."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'demo.sqlite3'}")
        try:
            today = fill_history(store, questionnaire_text(ROOT / "questionnaire.yaml"), DAY)
            reveal(store, today.id, "overview")
            found = [evening(store, one.id) for one in sorted(workshops(store), key=lambda one: one.run)]
            earlier, now = (
                dossier(store, one, contact="Integrationsstelle", made_on=DAY) for one in found if one is not None
            )
        finally:
            store.close()
    return earlier, now


def full() -> Dossier:
    return demo_dossiers()[0]


def made_up(
    people: int = 60,
    *,
    statements: int | None = None,
    asked: Questionnaire = ASKED,
    threshold: int = 5,
    has_sheet: bool = True,
) -> Dossier:
    """So many people who have answered by chance, and nothing else."""
    chance, keys = random.Random(1), list(asked.perspectives)
    ids = list(asked.statements)[:statements]
    sheets = [
        EnteredSheet(keys[number % len(keys)], {one: chance.choice("AABBCCDDE") for one in ids})
        for number in range(people)
    ]
    counts, sizes = count_sheets(sheets)
    groups = form_groups(sizes, asked, threshold=threshold, mode="sectors")
    counted = Counted(
        counts=group_counts(counts, groups),
        groups=groups,
        statements=tuple(ids),
        threshold=threshold,
        without_answers=0,
        administration=dict.fromkeys(ids[::2], "B") if has_sheet else {},
    )
    return Dossier(
        municipality="Musterlingen",
        title="Workshop",
        held_on=DAY,
        results=evaluate(counted, asked),
        questionnaire=asked,
    )


def with_measures(of: Dossier, count: int, *, what: str = "Etwas tun", who: str = "Amt") -> Dossier:
    plan = [
        Measure(
            id=f"m{number}", number=number, version="1", what=f"{what} {number}", who=who, person="Frau Geheim", due=DAY
        )
        for number in range(1, count + 1)
    ]
    return replace(of, measures=plan)
