"""Fills a store with an earlier version of the program, and writes down what that version says of it.

Run with the earlier version as the place of all modules, in the environment of today (its packages were the same):

    git archive COMMIT | tar -x -C OLD
    cd OLD && PYTHONPATH=OLD python .../tests/data/store/earlier/filling.py DATABASE_URL OUT

| fixture | commit  | what that version was                                                     |
| ------- | ------- | ------------------------------------------------------------------------- |
| 0001    | 2466131 | the first whole product, the last one with the first tables               |
| 0014    | 4ba0f48 | the room and the talk, before ballots were rebuilt and measures were kept |
| 0026    | baafd05 | all of what becomes of a workshop, with Sicherungen; before accounts      |

Writes ``OUT/REVISION-sqlite.sql.xz`` or ``OUT/REVISION-postgresql.sql.xz`` (by pg_dump), ``OUT/REVISION.json.xz`` and,
where that version has it, ``OUT/REVISION.sicherung``. Chance is seeded and the clock stands, so that both databases
hold the same. All municipalities are invented, and nobody's name stands in it.
"""

import json
import lzma
import secrets
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

CHANCE = Random(17)
time.time = lambda: 1_796_000_000.0
secrets.choice = CHANCE.choice  # type: ignore[assignment]
secrets.token_hex = lambda size=32: CHANCE.randbytes(size).hex()  # type: ignore[assignment]
secrets.token_urlsafe = lambda size=32: CHANCE.randbytes(size).hex()  # type: ignore[assignment]

from evenings import Evenings  # noqa: E402 - it imports what was seeded
from talks import fill_talk, fill_what_became_of_it, is_there  # noqa: E402

from analysis.evaluation import evaluate  # noqa: E402
from data.store.administration import administration_sheet  # noqa: E402
from data.store.engine import Store, open_store  # noqa: E402
from data.store.releases import Release, release  # noqa: E402
from data.store.sheets import sheet, tally  # noqa: E402
from data.store.workshops import Workshop, questionnaire, workshops  # noqa: E402
from reports.check import results_as_json  # noqa: E402

WORD = "Rathaus im Nebel"
RAW = "workshop_id, number, closed_on, threshold, statements, groups, counts, without_answers, administration, shown"


def main(url: str, out: Path) -> None:
    store = open_store(url)
    filler = Evenings(store, Path("questionnaire.yaml").read_text(encoding="utf-8"))
    shown = filler.all()
    phones = _tokens_of(store, shown)
    filler.phones[shown.id] = phones
    if is_there("data.store.stages"):
        fill_talk(store, shown, phones)
    if is_there("data.store.measures"):
        fill_what_became_of_it(store, shown, phones)
    said = _said(store, filler)
    revision = said["revision"]
    if is_there("data.backup.taking"):
        from data.backup.taking import back_up

        with (out / f"{revision}.sicherung").open("wb") as target:
            back_up(store, shown.code, target, WORD)
    store.close()
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    _packed(out / f"{revision}.json.xz", text)
    kind = url.partition(":")[0]
    _packed(out / f"{revision}-{kind}.sql.xz", _sqlite(url) if kind == "sqlite" else _postgresql(url))


def _tokens_of(store: Store, of: Workshop) -> list[str]:
    from sqlalchemy import select

    from data.store.schema import participants

    query = select(participants.c.token_hash).where(
        participants.c.workshop_id == of.id, participants.c.token_hash.is_not(None)
    )
    with store.reading() as connection:
        return sorted(connection.execute(query).scalars())


def _said(store: Store, filler: Evenings) -> dict[str, Any]:
    """All that this version says of what it holds."""
    from sqlalchemy import text

    with store.reading() as connection:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        frozen = [list(map(str, row)) for row in connection.execute(_frozen(connection.dialect.name))]
    every = {one.id: one for one in workshops(store)}
    return {
        "revision": revision,
        "releases": sorted(frozen),
        "results": {one.id: found for one in every.values() if (found := _results(store, one)) is not None},
        "workshops": {one.id: _workshop(store, one) for one in every.values()},
        "phones": {
            token: [every[place].code, found.perspective, found.finished, dict(found.answers)]
            for place, tokens in filler.phones.items()
            for token in tokens
            if place in every and (found := sheet(store, token, every[place].code)) is not None
        },
        "cookies": filler.cookies,
        "devices": filler.devices,
        "keys": filler.keys,
    }


def _frozen(dialect: str) -> Any:
    """The rows as the database holds them, JSON as text."""
    from sqlalchemy import text

    names = RAW.split(", ")
    cast = "CAST({} AS TEXT)" if dialect == "postgresql" else "{}"
    return text(f"SELECT {', '.join(cast.format(name) for name in names)} FROM releases")


def _results(store: Store, of: Workshop) -> dict[str, Any] | None:
    words = import_module("texts.words" if is_there("texts.words") else "texts").words
    found = release(store, of.id)
    if found is None:
        return None
    asked = questionnaire(store, of)
    results = evaluate(found.counted, asked) if hasattr(found, "counted") else _of_loose(found, asked)
    return results_as_json(results, results, asked, words("de"))


def _of_loose(found: Release, asked: Any) -> Any:
    """As the first version did it."""
    given = ("statements", "threshold", "without_answers", "administration")
    return evaluate(found.counts, found.groups, asked, **{name: getattr(found, name) for name in given})


def _workshop(store: Store, of: Workshop) -> dict[str, Any]:
    counted = tally(store, of.id)
    names = "code municipality title held_on room administration threshold mode wifi_name wifi_password state archived"
    settings = {name: _plain(getattr(of, name)) for name in (*names.split(), "locked")}
    filled = administration_sheet(store, of.id)
    sheet_of_all = {one: [said.answer, said.reason, said.who_knows] for one, said in filled.items()}
    return settings | {
        "tally": [counted.present, counted.finished, dict(counted.people), counted.without_answers],
        "administration_sheet": sheet_of_all,
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, (int, str)) else list(value) if isinstance(value, tuple) else str(value)


def _sqlite(url: str) -> str:
    with sqlite3.connect(url.partition("sqlite:///")[2]) as connection:
        return "\n".join(connection.iterdump())


def _postgresql(url: str) -> str:
    dump = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", url]
    told = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    return "\n".join(_statements(told.split("\n")))


def _statements(lines: list[str]) -> Iterator[str]:
    """Without comments, what psql alone understands, and settings that another server may not know."""
    is_within_a_text = False
    for line in lines:
        if is_within_a_text or not line.startswith(("--", "\\", "SET ")):
            yield line
            is_within_a_text ^= line.count("'") % 2 == 1


def _packed(place: Path, text: str) -> None:
    place.write_bytes(lzma.compress(text.encode(), preset=9))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
