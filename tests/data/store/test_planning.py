"""What a workshop expects and has printed: kept beside it, taken over where it fits, unseen by others."""

import ast
from functools import partial

import pytest

from analysis.grouping import form_groups
from data.store.engine import Store
from data.store.paper import add_paper_sheet
from data.store.planning import WrongState, expect, expected, note_printed, printed
from data.store.questionnaires import questionnaire
from data.store.sheets import EnteredSheet
from data.store.workshops import Workshop, close_workshop, next_run
from tests.running import ROOT

TRIES_EVERYTHING = ROOT / "data/backup/trying_out.py"
"""Reads all of a Sicherung before it is stored, and gives nothing of it on."""


def test_expected_people_are_kept_and_replaced(store: Store, opened_workshop: Workshop) -> None:
    before = expected(store, opened_workshop.id)
    expect(store, opened_workshop.id, {"fachamt": 12, "rat": 9})
    first = expected(store, opened_workshop.id)

    expect(store, opened_workshop.id, {"fachamt": 0, "rat": 7})

    assert (before, first, expected(store, opened_workshop.id)) == ({}, {"fachamt": 12, "rat": 9}, {"rat": 7})


def test_nobody_is_expected_any_more_once_it_is_closed(store: Store, opened_workshop: Workshop) -> None:
    add_paper_sheet(store, opened_workshop.id, EnteredSheet("rat", {"1.01": "A"}))
    asked = questionnaire(store, opened_workshop)
    close_workshop(store, opened_workshop.id, partial(form_groups, questionnaire=asked, threshold=3))

    with pytest.raises(WrongState):
        expect(store, opened_workshop.id, {"rat": 9})
    with pytest.raises(WrongState):
        expect(store, "nirgends", {"rat": 9})


def test_next_run_expects_the_same_people_and_has_printed_nothing(store: Store, prepared: Workshop) -> None:
    expect(store, prepared.id, {"rat": 9})
    note_printed(store, prepared.id, "kurz/de")

    new = next_run(store, prepared.id, prepared.held_on)

    assert expected(store, new.id) == {"rat": 9}
    assert printed(store, new.id) == []


def test_each_opened_form_is_noted_once(store: Store, prepared: Workshop) -> None:
    for form in ("raum/de", "kurz/de", "raum/de"):
        note_printed(store, prepared.id, form)

    assert printed(store, prepared.id) == ["kurz/de", "raum/de"]


def test_only_the_dashboard_reads_whom_a_workshop_expects() -> None:
    """Leinwand, phones and reports are made from ``Workshop``, counts and releases."""
    readers = set()
    for path in ROOT.glob("[a-z]*/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if path == TRIES_EVERYTHING:
                continue
            if isinstance(node, ast.ImportFrom) and node.module == "data.store.planning":
                readers |= {path.relative_to(ROOT).parts[0] for name in node.names if name.name in ("expected", "*")}
            if isinstance(node, ast.Import):
                assert "data.store.planning" not in {name.name for name in node.names}

    assert readers - {"tests"} == {"ui"}
    assert "expected" not in Workshop.__dataclass_fields__
