"""A person's name beside a measure stands where the moderator works, and in nothing that others read or take home."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import httpx
from openpyxl import load_workbook

from analysis.action_plan import Draft, Measure
from analysis.farewell import NextDate
from content.calendar import calendar
from data.evening import evening
from data.store.access import Role
from data.store.engine import Store
from data.store.farewell import decide_next_date, next_date
from data.store.measures import add_measure, measures
from data.store.releases import reveal
from data.store.stages import stage
from data.store.status_links import create_status_link
from data.store.workshops import Workshop
from reports.workbook import workbook
from tests.reports.dossiers import dossier_of
from tests.room.conftest import Device
from tests.room.test_comments import MORE_ROUTES
from tests.room.test_reveal import ROUTES
from tests.running import RunningServer
from texts.words import words

NAME = "Vorname Nachname-48210"
MAY_NAME = {"/regie/{code}/massnahmen", "/protokoll/{code}/massnahmen", "/massnahmen"}
"""Where measures are written down: a name is typed and taken away there."""


def named(store: Store, of: Workshop) -> list[Measure]:
    """Three measures with a name, one of them about the statement and one dropped."""
    for more in ({"about": ("3.01",)}, {"status": "dropped", "status_reason": "Nein"}, {}):
        said = Draft(what="Ein Blatt", who="Jugendamt", person=NAME, due=date(2027, 1, 31), **more)  # type: ignore[arg-type]
        add_measure(store, of.id, said)
    return measures(store, of.id)


def test_a_name_is_on_no_route_but_where_measures_are_written(
    devices: Callable[[Role | None, Workshop], Device], server: RunningServer, store: Store, workshop: Workshop
) -> None:
    reveal(store, workshop.id, "overview")
    named(store, workshop)
    regie = devices("moderator", workshop)
    readers = [regie, devices("scribe", workshop), devices("screen", workshop), devices(None, workshop)]
    _link, token = create_status_link(store, workshop.id, label="Ämter", valid=timedelta(days=1))
    for kind in ("massnahmen", "abschluss"):
        assert regie.move("zu", number=stage(store, workshop.id).number, kind=kind).status_code == 200
        for device in readers:
            for route in {*ROUTES, *MORE_ROUTES} - MAY_NAME:
                assert NAME not in device.get(route).text, (kind, route)
    stands = httpx.get(f"{server.base}/stand/{token}")
    assert stands.status_code == 200 and "Ein Blatt" in stands.text and NAME not in stands.text
    assert NAME in regie.get("/regie/{code}/massnahmen").text


def test_a_name_is_in_no_file(store: Store, workshop: Workshop) -> None:
    reveal(store, workshop.id, "overview")
    found = named(store, workshop)
    decide_next_date(store, workshop.id, NextDate(date(2027, 9, 9), "Rat"))
    now = evening(store, workshop.id)
    assert now is not None and now.results is not None

    book = workbook(dossier_of(now.results, now.questionnaire, measures=found, earlier=found), words("de"))
    decided, made = next_date(store, workshop.id), datetime.now(UTC)
    dates = calendar(words("de"), workshop.code, "Musterlingen", decided, found, made)

    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert all(NAME.encode() not in parts.read(name) for name in parts.namelist())
    cells = [str(cell.value) for sheet in load_workbook(io.BytesIO(book)) for row in sheet for cell in row]
    assert "Ein Blatt" in cells
    assert b"Ein Blatt" in dates and NAME.encode() not in re.sub(rb"\r\n ", b"", dates)
