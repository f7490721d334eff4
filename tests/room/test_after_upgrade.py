"""A store of 0.1, updated by ``run.py migrate``: Leinwand, workbook, phones and signed-in devices as before."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

import httpx
import openpyxl
import pandas as pd
import pytest

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.questionnaire import Questionnaire
from analysis.results import Group, Results
from analysis.stage import Place
from content.deck import deck
from data.dossiers import shown_dossier
from data.evening import evening
from data.store.engine import Store, open_store
from data.store.stages import move, stage
from data.store.workshops import Workshop, questionnaire, workshop
from reports.workbook import workbook
from room.leinwand import scene
from tests.data.store.earlier.loading import FROZEN, Earlier, filled
from tests.running import ROOT, RunningServer
from tests.web.conftest import streamlit_run
from texts.words import words

DE = words("de")


@dataclass(frozen=True, eq=False)
class Instance:
    """A started server on the updated store, which is opened a second time."""

    before: Earlier
    server: RunningServer
    store: Store

    @property
    def workshop(self) -> Workshop:
        found = workshop(self.store, self.before.shown)
        assert found is not None
        return found

    def device(self, **cookies: str) -> httpx.Client:
        return httpx.Client(base_url=self.server.base, timeout=60, cookies=cookies)


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    folder = tmp_path_factory.mktemp("instance")
    url = f"sqlite:///{folder / 'selbstcheck.sqlite3'}"
    before = filled("0001", url)
    migrate = [sys.executable, "commands", "migrate"]
    told = subprocess.run(
        migrate, cwd=ROOT, env={**os.environ, "DATA_DIR": str(folder)}, capture_output=True, text=True, check=True
    )
    assert told.stdout == "Der Datenspeicher hat den Stand dieser Fassung.\n"
    server = streamlit_run(folder)
    store = open_store(url)
    yield Instance(before, server, store)
    store.close()
    server.stop()


@pytest.fixture(scope="module")
def asked(instance: Instance) -> Questionnaire:
    return questionnaire(instance.store, instance.workshop)


@pytest.fixture(scope="module")
def then(instance: Instance, asked: Questionnaire) -> Results:
    """The results of the release as the earlier version has noted it, read without any store."""
    row = next(row for row in instance.before.said["releases"] if row[0] == instance.before.shown)
    frozen = dict(zip(FROZEN, row, strict=True))
    groups, counts, statements, administration = (
        json.loads(frozen[name]) for name in ("groups", "counts", "statements", "administration")
    )
    counted = Counted(
        pd.DataFrame(counts, columns=["statement", "group", "answer", "people"]),
        tuple(Group(one["id"], one["people"], tuple(one["perspectives"]), tuple(one["parts"])) for one in groups),
        tuple(statements),
        int(frozen["threshold"]),
        int(frozen["without_answers"]),
        administration,
    )
    return evaluate(counted, asked)


def test_leinwand_shows_each_slide_as_the_release_says(instance: Instance, asked: Questionnaire, then: Results) -> None:
    of, screen = instance.workshop, instance.device(selbstcheck=instance.before.said["devices"]["screen"])
    now = evening(instance.store, of.id)
    assert now is not None and now.results is not None
    as_noted = replace(now, results=replace(then, plan=now.results.plan))
    slides = deck(as_noted.results or then, asked, DE)

    assert deck(now.results, asked, DE) == slides
    with screen:
        for one in slides[:: len(slides) // 6]:
            place = Place("folie", one.address, len(one.steps) - 1)
            move(instance.store, of.id, replace(stage(instance.store, of.id), place=place))
            shown = screen.get(f"/leinwand/{of.code}/bild").json()["html"]
            assert shown == scene(DE, instance.store, as_noted, place, "wall").html, one.address


def test_phone_of_before_has_its_sheet_and_the_moderator_the_regie(instance: Instance) -> None:
    every = instance.before.said["workshops"].values()
    code = next(one["code"] for one in every if one["state"] == "open")
    phone = instance.device(**{f"bogen_{code}": f"{instance.before.said['cookies'][code]}.de.phone"})
    moderator = instance.device(selbstcheck=f"{instance.before.said['devices']['moderator']}.de")

    with phone, moderator, instance.device() as nobody:
        page = phone.get(f"/t/{code}", follow_redirects=True)
        regie = f"/regie/{instance.workshop.code}"
        assert (page.status_code, moderator.get(regie).status_code, nobody.get(regie).status_code) == (200, 200, 403)
    assert "Für welche Perspektive" not in page.text
    assert "Ihr Bogen ist mit 2 Antworten abgegeben." in page.text


def test_workbook_has_the_numbers_that_the_version_of_then_computed(instance: Instance) -> None:
    made = shown_dossier(instance.store, instance.before.shown, date(2027, 1, 1))
    assert made is not None
    rows = list(openpyxl.load_workbook(BytesIO(workbook(made, DE)))["Aussagen"].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == "Nr.")
    level = heads.index("Einschätzung im Mittel")

    found = {row[0]: [*row[3:8], row[level]] for row in rows[rows.index(heads) + 1 :] if row[level] is not None}
    expected = instance.before.said["results"][instance.before.shown]["statements"]
    assert found == {one: [*it["counts"].values(), it["e"], it["level"]] for one, it in expected.items()}
