"""A small questionnaire, a workshop with it, and people who answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from data.store.engine import Store
from data.store.sheets import join, save_answers
from data.store.workshops import Workshop, create_workshop, open_workshop

QUESTIONNAIRE = """
id: klein
version: "1.0"
title: {de: Kleiner Fragebogen}
scale:
  - {code: A, value: 4, label: {de: Trifft zu}}
  - {code: B, value: 3, label: {de: Trifft eher zu}}
  - {code: C, value: 2, label: {de: Trifft eher nicht zu}}
  - {code: D, value: 1, label: {de: Trifft nicht zu}}
  - {code: E, value: null, label: {de: Keine Einschätzung möglich}}
sectors:
  - id: verwaltung
    title: {de: Verwaltung}
    perspectives:
      - {id: fachamt, title: {de: Fachämter}}
      - {id: leitstelle, title: {de: Leitstelle}}
  - id: politik
    title: {de: Politik}
    perspectives:
      - {id: rat, title: {de: Rat}}
fields:
  - id: feld
    title: {de: Ein Feld}
    statements:
      - {id: "1.01", short: true, text: {de: Wir fangen an.}}
      - {id: "1.02", short: true, text: {de: Wir machen weiter.}}
      - {id: "1.03", text: {de: Wir hören zu.}}
"""


@pytest.fixture
def questionnaire_text() -> str:
    return QUESTIONNAIRE


@pytest.fixture
def prepared(store: Store) -> Workshop:
    return prepared_in(store)


def prepared_in(store: Store, municipality: str = "Musterlingen") -> Workshop:
    """A workshop that asks the room 1.01 and 1.02, and the administration all three."""
    return create_workshop(
        store,
        municipality=municipality,
        title="Selbstcheck",
        held_on=date(2027, 3, 4),
        questionnaire_text=QUESTIONNAIRE,
        room=("1.02", "1.01"),
        administration=("1.01", "1.02", "1.03"),
        threshold=3,
    )


@pytest.fixture
def opened_workshop(store: Store, prepared: Workshop) -> Workshop:
    open_workshop(store, prepared.id)
    return prepared


@dataclass(frozen=True)
class Phone:
    """One person's phone in the room."""

    store: Store
    token_hash: str
    code: str

    def answers(self, **answers: str | None) -> dict[str, str]:
        """Answer ``s1_01="A"``; gives all that is stored."""
        changes = {name[1:].replace("_", "."): answer for name, answer in answers.items()}
        return save_answers(self.store, self.token_hash, self.code, changes).result().answers


@pytest.fixture
def phone(store: Store, opened_workshop: Workshop) -> Callable[..., Phone]:
    """Lets a new phone join the opened workshop: ``phone("rat")``."""
    number = 0

    def joined(perspective: str = "fachamt") -> Phone:
        nonlocal number
        number += 1
        token_hash = hashlib.sha256(f"{number}".encode()).hexdigest()
        join(store, opened_workshop.id, perspective=perspective, source="phone", token_hash=token_hash).result()
        return Phone(store, token_hash, opened_workshop.code)

    return joined
