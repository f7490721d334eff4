"""Answers about files that former versions remembered, as German words, are ids after the update, or asked again."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from content.said.sentences import Speech
from data.intake.said import Said, said
from data.store.engine import MIGRATIONS, Store
from data.store.remembered import remembered
from tests.exports.people import QUESTIONNAIRE
from texts.words import words

id_of: Callable[[str, str], str | None] = import_module("data.store.migrations.versions.0006_choices_are_ids").id_of

OF_BEFORE = {
    "direction": "1 = A Trifft zu, 2 = B Trifft eher zu, 3 = C Trifft eher nicht zu, 4 = D Trifft nicht zu",
    "direction:q#_": "Q1_0 = nicht beantwortet, Q1_1 = D Trifft nicht zu, Q1_2 = C Trifft eher nicht zu",
    "direction:stimme zu": "1 – stimme zu, ganz = A Trifft zu, stimme nicht zu = D Trifft nicht zu",
    "direction:ja": "nicht übernehmen",
    "direction:alle zusammen": "einzeln entscheiden",
    "direction:a": "eine Auswahl, die niemand mehr kennt",
    "missing:-9": "E Keine Einschätzung möglich",
    "missing:k. a.": "nicht beantwortet",
    "missing:weiß nicht": "nicht übernehmen",
    "missing:x": "vielleicht",
    "perspective": "Spalte Blatt2!C",
    "perspective-column": "keine",
    "perspective:amt": "fachverwaltung",
    "perspective:verein": "sector:zivilgesellschaft",
    "perspective:für die zeilen darunter": "ja, auch für die Zeilen darunter",
    "perspective:alle anderen": "ohne-angabe",
    "statement:v_12": "1.01",
    "statement:v_13": "keine",
    "statement:doppelt": "zusammenführen",
    "statement:doppelt 1.01": "AF",
    "statement:zahl und wort": "die Zahlen",
    "sheets": "zusammenführen nach „lfd. „Nr.““",
    "transposed": "nein",
    "realign": "wieder einordnen",
    "spalte 3": "1.01",
}
"""What version 0005 kept, by question."""

NOW = {
    "direction": "1=A,2=B,3=C,4=D",
    "direction:q#_": "Q1_0=,Q1_1=D,Q1_2=C",
    "direction:stimme zu": "1 – stimme zu, ganz=A,stimme nicht zu=D",
    "direction:ja": "not_taken",
    "direction:alle zusammen": "one_by_one",
    "missing:-9": "E",
    "missing:k. a.": "blank",
    "missing:weiß nicht": "not_taken",
    "perspective": "column:Blatt2!C",
    "perspective-column": "none",
    "perspective:amt": "fachverwaltung",
    "perspective:verein": "sector:zivilgesellschaft",
    "perspective:für die zeilen darunter": "rows_below",
    "perspective:alle anderen": "ohne-angabe",
    "statement:v_12": "1.01",
    "statement:v_13": "none",
    "statement:doppelt": "join",
    "statement:doppelt 1.01": "AF",
    "statement:zahl und wort": "codes",
    "sheets": "join:lfd. „Nr.“",
    "transposed": "no",
    "realign": "put_back",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def filled_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database as version 0005 left it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
        _fill(url)
        yield url
        return
    server: str = request.getfixturevalue("postgres")
    url = f"{server.rpartition('/')[0]}/choices"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE choices")
    _fill(url.replace("postgresql:", "postgresql+psycopg:"))
    yield url
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE choices WITH (FORCE)")


def _fill(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        rows = [
            {"fingerprint": fingerprint, "question": question, "answer": answer}
            for fingerprint in ("f1", "f2")
            for question, answer in OF_BEFORE.items()
        ]
        connection.execute(text("INSERT INTO remembered VALUES ('neun', :fingerprint, :question, :answer)"), rows)
    engine.dispose()


def test_remembered_words_become_ids_and_what_nobody_knows_is_asked_again(
    filled_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(filled_url)

    assert remembered(store, "neun", "f1") == NOW
    assert remembered(store, "neun", "f2") == NOW


@pytest.mark.parametrize(
    ("question", "choice"),
    [
        ("direction", said("not_taken")),
        ("direction:alle zusammen", said("one_by_one")),
        (
            "direction:x#",
            said(
                "steps",
                steps=(
                    said("step_blank", value="x0"),
                    said("step", value="x1", answer="E"),
                    said("step", value="x2", answer="C"),
                ),
            ),
        ),
        ("missing:-", said("answer", answer="E")),
        ("missing:-", said("blank")),
        ("missing:-", said("not_taken")),
        ("perspective", said("in_column", column="AB")),
        ("perspective", said("perspective", perspective="sector:politik")),
        ("perspective-column", said("column", column="Blatt2!C")),
        ("perspective-column", said("none")),
        ("perspective:für die zeilen darunter", said("rows_below")),
        ("perspective:für die zeilen darunter", said("not_rows_below")),
        ("statement:x", said("statement", statement="1.01")),
        ("statement:x", said("none")),
        ("statement:doppelt", said("join")),
        ("statement:doppelt", said("one_by_one")),
        ("statement:zahl und wort", said("words")),
        ("statement:zahl und wort", said("codes")),
        ("sheets", said("append")),
        ("sheets", said("by_line")),
        ("sheets", said("join_by", heading="Nr.")),
        ("sheets", said("only", sheet="nur „dies“")),
        ("transposed", said("yes")),
        ("transposed", said("no")),
        ("realign", said("put_back")),
        ("realign", said("leave_out")),
    ],
)
def test_every_choice_that_was_stored_in_german_is_known_by_its_id(question: str, choice: Said) -> None:
    in_german = Speech(words("de"), QUESTIONNAIRE)(choice)

    assert id_of(question, in_german) == choice.key
