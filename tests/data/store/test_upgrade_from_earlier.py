"""Stores that earlier versions have really filled go to the newest tables, and all that was in them is there."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest

from analysis.stage import Place
from content.documents.report import report
from data.backup.content import Content
from data.backup.restoring import restore
from data.backup.taking import opened
from data.dossiers import shown_dossier
from data.evening import evening
from data.store.access import hashed, redeem_key, role_of
from data.store.administration import administration_sheet
from data.store.ballots import ballots
from data.store.databases import own_database
from data.store.engine import Store, open_store
from data.store.municipalities import folded
from data.store.sheets import save_answers, sheet, tally
from data.store.stages import stage
from data.store.workshops import Workshop, workshops
from reports.check import results_as_json
from tests.data.store.earlier.loading import FROZEN, HERE, REVISIONS, Earlier, Rows, filled, rows_at, said
from texts.words import words

WORD = "Rathaus im Nebel"
RENAMED = {"second_votes": "votes"}
GONE = {"workshops": {"municipality"}}
"""Columns that a later step takes away; what stood in them is asserted by itself."""
CHANGED = {"workshops": {"delete_sheets_on"}, "stages": {"step", "frozen", "arranged", "resume"}}
"""Columns in which a later step writes something; what became of them is asserted by itself."""


@dataclass(frozen=True, eq=False)
class Upgraded:
    """What was there ``before``, and the store as the newest version has opened it."""

    before: Earlier
    store: Store

    @property
    def rows(self) -> Rows:
        return rows_at(self.before.url)


@pytest.fixture(scope="module", params=product(REVISIONS, ["sqlite", "postgresql"]), ids="-".join)
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgraded]:
    """Opened once for all that only look, and for those at the end that go on with it."""
    revision, kind = request.param
    with ExitStack() as stack:
        if kind == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('earlier') / 'store.sqlite3'}"
        else:
            url = stack.enter_context(own_database(request.getfixturevalue("postgres")))
        before = filled(revision, url)
        store = open_store(url)
        stack.callback(store.close)
        yield Upgraded(before, store)


def test_everything_that_stood_in_a_table_stands_there_yet(upgraded: Upgraded) -> None:
    before, after = upgraded.before.rows, upgraded.rows
    for name in set(before.tables) - {"alembic_version"}:
        there = name if name in after.tables else RENAMED[name]
        gone = set(before.columns(name)) - set(after.columns(there))
        assert gone <= GONE.get(name, set()), name
        wanted = tuple(one for one in before.columns(name) if one not in gone | CHANGED.get(name, set()))
        assert after.only(there, wanted) == before.only(name, wanted), name


def test_days_of_deletion_that_were_told_are_kept(upgraded: Upgraded) -> None:
    columns = ("id", "delete_sheets_on")
    told = {row for row in upgraded.before.rows.only("workshops", columns) if row[1] is not None}
    after = set(upgraded.rows.only("workshops", columns))
    assert len(told) >= 2
    assert told <= after
    assert None not in {day for _workshop, day in after}


def test_releases_are_byte_for_byte_what_they_were(upgraded: Upgraded) -> None:
    assert len(upgraded.before.said["releases"]) == 4
    assert upgraded.rows.only("releases", FROZEN) == Counter(map(tuple, upgraded.before.said["releases"]))


def test_results_are_those_that_the_version_of_then_computed(upgraded: Upgraded) -> None:
    for place, then in upgraded.before.said["results"].items():
        assert results_of(upgraded.store, place) == of_people(then)


def results_of(store: Store, place: str) -> dict[str, Any]:
    """What this version says of a release, as JSON."""
    now = evening(store, place)
    assert now is not None and now.results is not None
    return dict(json.loads(json.dumps(results_as_json(now.results, now.results, now.questionnaire, words("de")))))


def of_people(results: dict[str, Any]) -> dict[str, Any]:
    """The first version said how many of those who had ticked something ticked E; it is said of all in the group, since
    the difference told how many had left a gap."""
    for statement in results["statements"].values():
        for group, cell in statement["e_groups"].items():
            cell["of"] = results["groups"][group]
    return results


def test_settings_sheets_and_the_administration_are_the_same(upgraded: Upgraded) -> None:
    store, every = upgraded.store, {one.id: one for one in workshops(upgraded.store)}

    assert set(every) == set(upgraded.before.said["workshops"])
    for place, then in upgraded.before.said["workshops"].items():
        of, counted = every[place], tally(store, place)
        assert settings_of(of) == {name: then[name] for name in settings_of(of)}
        assert folded(of.municipality) == folded(then["municipality"])
        assert [counted.finished, counted.people, counted.without_answers] == then["tally"][1:]
        sheet_of_all = {
            one: [it.answer, it.reason, it.who_knows] for one, it in administration_sheet(store, place).items()
        }
        assert sheet_of_all == then["administration_sheet"]


def settings_of(of: Workshop) -> dict[str, Any]:
    plain = ("code", "title", "threshold", "mode", "state", "archived", "locked", "wifi_name", "wifi_password")
    asked = {name: list(getattr(of, name)) for name in ("room", "administration")}
    return {**{name: getattr(of, name) for name in plain}, **asked, "held_on": str(of.held_on)}


def test_talk_stands_where_it_stood(upgraded: Upgraded) -> None:
    """Between 0014 and 0015 a statement has got the step of the guess: the same place has another number."""
    store, place = upgraded.store, upgraded.before.shown
    statement = next(iter(upgraded.before.said["results"][place]["statements"]))

    found, held = stage(store, place), ballots(store, place)

    if upgraded.before.revision == "0001":
        assert (found.place, held) == (Place("ankommen"), {})
        return
    step = 3 if upgraded.before.revision == "0014" else 2
    on_stage = Place("folie", f"aussage?sicht=verteilung&teil={statement}", step)
    assert (found.place, found.resume) == (on_stage, Place("folie", on_stage.slide, step - 1))
    assert found.order == (Place("folie", "ueberblick?sicht=radar", 2), on_stage, Place("pause"))
    assert sorted((one.is_closed, one.is_shown) for one in held.values()) == [(False, False), (True, True)]


def test_documents_say_what_was_agreed_and_nothing_of_what_was_not_shown(upgraded: Upgraded) -> None:
    store, said_then = upgraded.store, upgraded.before.said
    shown = {row[0] for row in said_then["releases"] if row[FROZEN.index("shown")] != "[]"}

    made = {place: shown_dossier(store, place, date(2027, 1, 1)) for place in said_then["workshops"]}

    assert {place for place, dossier in made.items() if dossier is not None} == shown
    every = [report(words("de"), dossier) for dossier in made.values() if dossier is not None]
    assert len(every) == 3
    found = made[upgraded.before.shown]
    assert found is not None
    talked, became = upgraded.before.revision != "0001", upgraded.before.revision == "0026"
    assert [one.answer for one in found.agreements.values()] == (["B", "dissent"] if talked else [])
    assert len(found.second_votes) == talked
    sayings = sorted(one.text for one in found.sayings)
    assert sayings == (["Ein Satz mit der Nummer 0.", "Ein kurzer Satz."] if talked else [])
    assert len(found.notes) == talked + became
    assert [one.what for one in found.measures] == ([f"Maßnahme {n}" for n in range(3)] if became else [])


@pytest.fixture(scope="module")
def backup() -> Content:
    """It takes a second to open: the passphrase is stretched."""
    return opened(HERE / "0026.sicherung", WORD)


@pytest.mark.parametrize("upgraded", [("0026", "sqlite"), ("0026", "postgresql")], indirect=True, ids="-".join)
def test_backup_of_before_is_what_is_there(upgraded: Upgraded, backup: Content) -> None:
    assert restore(upgraded.store, backup).was_there


def test_backup_of_before_comes_back(store: Store, backup: Content) -> None:
    of_then = said("0026")

    restored = restore(store, backup)

    place, url = restored.workshop_id, store.engine.url.render_as_string(hide_password=False)
    assert results_of(store, place) == of_then["results"][place]
    (then,) = [row for row in of_then["releases"] if row[0] == place]
    names = tuple(name for name in FROZEN if name != "number")  # the closings are counted anew
    assert rows_at(url).only("releases", names) == {tuple(then[:1] + then[2:]): 1}


def test_devices_are_signed_in_and_keys_open(upgraded: Upgraded) -> None:
    store, said_then = upgraded.store, upgraded.before.said
    places = {"moderator": None, "screen": upgraded.before.shown}

    for role, place in places.items():
        found = role_of(store, hashed(said_then["devices"][role]))
        assert found is not None
        assert (found.role, found.workshop_id) == (role, place)
        assert (redeem_key(store, said_then["keys"][role]) or ())[:2] == (role, place)


def test_phones_have_their_sheets_and_go_on(upgraded: Upgraded) -> None:
    store, said_then = upgraded.store, upgraded.before.said

    for token, (code, *then) in said_then["phones"].items():
        found = sheet(store, token, code)
        assert found is not None
        assert [found.perspective, found.finished, dict(found.answers)] == then
    of = next(one["code"] for one in said_then["workshops"].values() if one["state"] == "open")
    token = next(token for token, (code, *_rest) in said_then["phones"].items() if code == of)
    assert save_answers(store, token, of, {"1.01": "D"}).result().answers["1.01"] == "D"
