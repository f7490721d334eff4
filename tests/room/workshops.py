"""Workshops to look at: the demo's, and hard ones with many groups, long words, many people, hidden cells."""

import random
import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.agenda import proposed
from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import form_groups, group_counts
from analysis.questionnaire import Questionnaire, Statement
from analysis.results import Results
from analysis.run_comparison import compare_runs
from config import ROOT
from data.questionnaire_file import load_questionnaire, questionnaire_text
from data.samples.demo import fill_demo
from data.store.engine import open_store
from data.store.releases import release
from data.store.workshops import questionnaire

Made = tuple[Results, Questionnaire]

LONG = (
    "Antidiskriminierungsberatung, Ausländerbehörde und Migrant*innenselbstorganisationen arbeiten bei uns vor Ort "
    "jederzeit eng, verlässlich und auf Augenhöhe mit allen Kindertageseinrichtungen zusammen."
)
"""Twenty words, as many as a statement may have, some of them long."""
LONG_FIELD = "Kommunikation & Konfliktmanagement in Nachbarschaftseinrichtungen"
LONG_SHORT = "Konfliktberatung"
"""Sixteen letters, as many as a short name may have."""
LEANINGS = ("AAAAB", "ABCD", "DDDDC", "BBBC", "EEEEA", "A", "AD", "BCCDE")


@cache
def demo() -> Made:
    """Musterlingen, as `run.py demo` shows it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'demo.db'}")
        try:
            new = fill_demo(store, questionnaire_text(ROOT / "questionnaire.yaml"), date(2026, 1, 1))
            closed, asked = release(store, new.id), questionnaire(store, new)
        finally:
            store.close()
    assert closed is not None
    return _looking_back(_planned(evaluate(closed.counted, asked)), closed.counted, asked), asked


TURNED = ({"A": "B", "B": "C", "C": "D"}, {"A": "B"}, {"D": "C", "C": "B", "B": "A"}, {})
"""What was answered instead in the earlier run, by field in turn."""


def _looking_back(now: Results, counted: Counted, asked: Questionnaire) -> Results:
    """The same beside an earlier run in which people saw some fields lower and some higher."""
    fields = {field.id: number for number, field in enumerate(asked.fields)}
    turned = [
        TURNED[fields[asked.field_of[statement]] % len(TURNED)].get(answer, answer)
        for statement, answer in zip(counted.counts["statement"], counted.counts["answer"], strict=True)
    ]
    then = counted.counts.assign(answer=turned).groupby(["statement", "group", "answer"], as_index=False).sum()
    before = evaluate(replace(counted, counts=then), asked)
    days = {"earlier": date(2024, 10, 8), "later": date(2026, 1, 1)}
    return replace(now, since=compare_runs(now, asked, before, asked, workshop_id="x", **days))


@cache
def hard(people: int = 300, seed: int = 5) -> Made:
    """As many groups as the questionnaire has perspectives, statements and fields with long words, odd answers."""
    chance = random.Random(seed)
    asked = _with_long_words(load_questionnaire(ROOT / "questionnaire.yaml"))
    names = list(asked.perspectives)
    seats = pd.DataFrame({"group": names, "people": _sizes(people, len(names), chance)})
    return _evaluated(asked, seats, chance), asked


@cache
def one_group(people: int = 9) -> Made:
    """A single group, as it is where few came."""
    asked = load_questionnaire(ROOT / "questionnaire.yaml")
    seats = pd.DataFrame({"group": ["fachverwaltung"], "people": [people]})
    return _evaluated(asked, seats, random.Random(2)), asked


def _planned(results: Results) -> Results:
    """As an evening has them: with the plan that is proposed."""
    return replace(results, plan=proposed(results).statements)


def _evaluated(asked: Questionnaire, seats: pd.DataFrame, chance: random.Random) -> Results:
    rows = []
    for statement in asked.short_form:
        for group, people in zip(seats["group"], seats["people"], strict=True):
            leaning = chance.choice(LEANINGS)
            ticks = [chance.choice(leaning) for _person in range(people)]
            rows += [(statement, group, answer, ticks.count(answer)) for answer in "ABCDE" if answer in ticks]
    groups = form_groups(seats, asked, threshold=5, mode="perspectives")
    counts = pd.DataFrame(rows, columns=["statement", "group", "answer", "people"])
    counted = Counted(
        counts=group_counts(counts, groups),
        groups=groups,
        statements=asked.short_form,
        threshold=5,
        without_answers=0,
        administration={one: chance.choice("ABCD") for one in asked.short_form},
    )
    return _looking_back(_planned(evaluate(counted, asked)), counted, asked)


def _sizes(people: int, groups: int, chance: random.Random) -> list[int]:
    weights = [chance.randint(1, 6) for _group in range(groups)]
    sizes = [max(people * weight // sum(weights), 5) for weight in weights]
    sizes[0] += people - sum(sizes)
    return sizes


def _with_long_words(asked: Questionnaire) -> Questionnaire:
    """Every third statement as long as statements may be, one field with a long title and a long short name."""

    def lengthened(place: int, statement: Statement) -> Statement:
        return replace(statement, text={"de": LONG}) if place % 3 == 0 else statement

    fields = [
        replace(field, statements=tuple(lengthened(place, one) for place, one in enumerate(field.statements)))
        for field in asked.fields
    ]
    fields[-1] = replace(fields[-1], title={"de": LONG_FIELD}, short={"de": LONG_SHORT})
    return replace(asked, fields=tuple(fields))
