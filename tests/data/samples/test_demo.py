from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.evaluation import evaluate
from analysis.results import Results
from config import ROOT
from data.questionnaire_file import parse_questionnaire
from data.samples.demo import DIFFERENT, HARD_TO_JUDGE, SPLIT, STRENGTH, WEAKNESS, fill_demo
from data.store.administration import administration_sheet
from data.store.engine import Store
from data.store.releases import Release, release
from data.store.sheets import tally
from data.store.workshops import Workshop

TODAY = date(2027, 3, 4)


@pytest.fixture
def demo(tmp_path: Path, opened: Callable[[str], Store]) -> tuple[Store, Workshop]:
    store = opened(f"sqlite:///{tmp_path / 'demo.sqlite3'}")
    return store, fill_demo(store, _shipped(), TODAY)


def test_demo_is_closed_and_not_yet_revealed(demo: tuple[Store, Workshop]) -> None:
    store, workshop = demo

    assert (workshop.municipality, workshop.state, workshop.held_on) == ("Musterlingen", "closed", TODAY)
    assert not _release(store, workshop).revealed


def test_demo_has_people_in_all_sectors_and_one_perspective_below_the_threshold(demo: tuple[Store, Workshop]) -> None:
    store, workshop = demo
    present = tally(store, workshop.id)
    questionnaire = parse_questionnaire(_shipped())

    sizes = {
        sector.id: sum(present.people.get(perspective.id, 0) for perspective in sector.perspectives)
        for sector in questionnaire.sectors
    }
    groups = {group.id: group.people for group in _release(store, workshop).counted.groups}

    assert (present.present, sum(present.people.values()), present.without_answers) == (42, 42, 1)
    assert sizes == {"verwaltung": 11, "politik": 8, "zivilgesellschaft": 15, "wirtschaft": 4}
    assert groups == {"verwaltung": 12, "politik": 9, "zivilgesellschaft": 9, "communities": 6, "uebrige": 6}


def test_demo_has_the_tensions_that_it_is_there_to_show(demo: tuple[Store, Workshop]) -> None:
    store, workshop = demo

    patterns = [statement.pattern for statement in _results(store, workshop).statements]

    assert {place: patterns[place] for place in (STRENGTH, DIFFERENT, SPLIT, WEAKNESS, HARD_TO_JUDGE)} == {
        STRENGTH: "staerke",
        DIFFERENT: "auseinander",
        SPLIT: "geteilt",
        WEAKNESS: "bedarf",
        HARD_TO_JUDGE: "kaum_einschaetzbar",
    }


def test_demo_shows_all_three_bands_of_disagreement(demo: tuple[Store, Workshop]) -> None:
    store, workshop = demo

    bands = {statement.band for statement in _results(store, workshop).statements}

    assert {"gering", "mittel", "gross"} <= bands


def test_demo_comes_with_a_reasoned_verwaltungsbogen(demo: tuple[Store, Workshop]) -> None:
    store, workshop = demo

    sheet = administration_sheet(store, workshop.id)

    assert tuple(sheet) == workshop.administration
    assert all(answer.answer for answer in sheet.values())
    assert any(answer.reason for answer in sheet.values())
    assert any(answer.who_knows for answer in sheet.values())


def test_demo_is_the_same_every_time(demo: tuple[Store, Workshop]) -> None:
    store, workshop = demo
    again = fill_demo(store, _shipped(), TODAY)

    assert again.id != workshop.id
    assert _release(store, again).counted.counts.equals(_release(store, workshop).counted.counts)


def test_demo_fits_a_questionnaire_with_other_sectors(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    text = _shipped()
    without_sectors = text[: text.index("sectors:")] + text[text.index("bands:") :]
    plain = "sectors:\n  - {id: eins, title: {de: Eins}}\n  - {id: zwei, title: {de: Zwei}}\n"
    store = opened(f"sqlite:///{tmp_path / 'other.sqlite3'}")

    workshop = fill_demo(store, plain + without_sectors, TODAY)

    assert [group.id for group in _release(store, workshop).counted.groups] == ["eins", "uebrige"]


def _shipped() -> str:
    return (ROOT / "questionnaire.yaml").read_text(encoding="utf-8")


def _release(store: Store, workshop: Workshop) -> Release:
    found = release(store, workshop.id)
    assert found is not None
    return found


def _results(store: Store, workshop: Workshop) -> Results:
    return evaluate(_release(store, workshop).counted, parse_questionnaire(_shipped()))
