"""What the mouse finds: every place that can be clicked, the row of the table that it reads, and no hidden answer."""

import random
import re
from dataclasses import replace
from typing import Any

import pytest

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import form_groups
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.figures import explorable
from charts.formats import FORMATS, panel
from charts.pictures import picture
from content.deck import deck
from content.labels import ROOM
from content.labels import labels as labels_of
from content.slides import Slide
from content.tables import as_read
from tests.analysis.conftest import people_frame as people_frame
from tests.analysis.conftest import questionnaire as questionnaire
from tests.analysis.test_attacker_workshops import KEYS, STATEMENTS, counted, some_sheets, swapped
from texts.words import words

PANEL = panel(520, 260)
SIZES = (PANEL, FORMATS["page"])
WORKSHOPS = 12
SMALL_ROOMS = 8


def _workshop(chance: random.Random, questionnaire: Questionnaire, people_frame: Any) -> Any:
    """Results of a room with small groups, and of the same with two hidden answers exchanged; how many were."""
    people = people_frame({key: chance.choice([0, 2, 3, 5, 6, SMALL_ROOMS]) for key in KEYS})
    groups = form_groups(people, questionnaire, threshold=5)
    sheets = some_sheets(chance, groups)
    options = {"statements": STATEMENTS, "threshold": 5, "without_answers": 0}
    results = evaluate(Counted(counted(sheets), groups, **options), questionnaire)
    other, swaps, _unanimous = swapped(chance, sheets, results)
    return results, evaluate(Counted(counted(other), groups, **options), questionnaire), swaps


@pytest.fixture
def results(questionnaire: Questionnaire, people_frame: Any) -> Results:
    found: Results = _workshop(random.Random(3), questionnaire, people_frame)[0]
    return found


def _charts(results: Results, questionnaire: Questionnaire) -> list[Slide]:
    return [slide for slide in deck(results, questionnaire, words("de")) if slide.chart]


def _figure(slide: Slide, results: Results, questionnaire: Questionnaire, format_: Any = PANEL) -> Any:
    _ = words("de")
    return explorable(slide, results, labels_of(results, questionnaire, _), format_, as_read(_, slide.table))


def _places(figure: Any) -> Any:
    return next(trace for trace in figure.data if trace.name == "about")


def _words(hover: str) -> list[str]:
    plain = re.sub("<[^>]+>", " ", hover).replace("&amp;", "&")
    return [word for word in plain.replace("\u2010", "").split() if word != "·"]


def test_every_row_can_be_clicked_and_every_place_is_a_row(results: Results, questionnaire: Questionnaire) -> None:
    for slide in _charts(results, questionnaire):
        for format_ in SIZES:
            clicked = {about for about, _ in _places(_figure(slide, results, questionnaire, format_)).customdata}
            assert clicked == set(slide.table.ids), slide.address


def test_cells_of_a_heat_map_are_about_their_field_and_group(results: Results, questionnaire: Questionnaire) -> None:
    slide = next(slide for slide in _charts(results, questionnaire) if slide.chart == "levels")

    clicked = {tuple(place) for place in _places(_figure(slide, results, questionnaire)).customdata}

    groups = ["", *(group.id for group in results.groups), ROOM]
    assert clicked == {(field.id, group) for field in results.fields for group in groups}


def test_the_mouse_reads_the_row_of_the_table_and_in_a_column_its_value(
    results: Results, questionnaire: Questionnaire
) -> None:
    for slide in _charts(results, questionnaire):
        rows = dict(zip(slide.table.ids, as_read(words("de"), slide.table), strict=True))
        places = _places(_figure(slide, results, questionnaire))
        for (about, group), hover in zip(places.customdata, places.hovertext, strict=True):
            columns = [
                place for place, column in enumerate(slide.table.columns) if place and (not group or column == group)
            ]
            expected = [rows[about][0], *(f"{slide.table.heads[one]}: {rows[about][one]}" for one in columns)]
            said = "".join(word for one in expected for word in one.split() if word != "·")
            assert "".join(_words(hover)) == said, slide.address


def test_places_lie_within_the_figure_and_do_not_cover_each_other(
    results: Results, questionnaire: Questionnaire
) -> None:
    labels = labels_of(results, questionnaire, words("de"))
    for slide in _charts(results, questionnaire):
        drawn = picture(slide, results, labels, PANEL)
        for place, one in enumerate(drawn.areas):
            assert -drawn.bleed - 0.1 <= one.x < one.x + one.width <= drawn.width + drawn.bleed + 0.1, slide.address
            assert one.y + one.height <= drawn.height + drawn.bleed, slide.address
            if slide.chart != "radar":  # its names may lie over the edge of the circle
                assert not any(_overlap(one, other) for other in drawn.areas[place + 1 :]), slide.address


def _overlap(one: Any, other: Any) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return bool(across > 0.5 and down > 0.5)


def test_marks_of_a_field_or_statement_are_within_its_places(results: Results, questionnaire: Questionnaire) -> None:
    labels = labels_of(results, questionnaire, words("de"))
    for slide in _charts(results, questionnaire):
        drawn = picture(slide, results, labels, PANEL)
        for mark in drawn.texts:
            if mark.about and mark.role.startswith(("name", "number")):
                x, y = mark.middle
                found = [
                    area.about
                    for area in drawn.areas
                    if area.x <= x <= area.x + area.width and area.y <= y <= area.y + area.height
                ]
                assert mark.about in found, (slide.address, mark.text)


def test_nothing_fades_moves_or_zooms_when_something_is_clicked(results: Results, questionnaire: Questionnaire) -> None:
    for slide in _charts(results, questionnaire):
        figure = _figure(slide, results, questionnaire)
        assert figure.layout.hovermode == "closest"
        assert figure.layout.xaxis.fixedrange
        assert figure.layout.yaxis.fixedrange
        for texts in (trace for trace in figure.data if trace.name == "texts"):
            assert set(texts.textfont.color) == {texts.unselected.textfont.color}
        clear = _places(figure)
        assert {clear.marker.color, clear.selected.marker.color, clear.unselected.marker.color} == {"rgba(0,0,0,0)"}


def test_foreign_text_beside_the_mouse_stays_text(results: Results, questionnaire: Questionnaire) -> None:
    slide = next(slide for slide in _charts(results, questionnaire) if slide.chart == "diverging")
    evil = '<a href="javascript:alert(1)">x</a>&<b>'
    table = replace(slide.table, rows=tuple((evil, *row[1:]) for row in slide.table.rows))

    hover = _places(_figure(replace(slide, table=table), results, questionnaire)).hovertext[0]

    assert hover.startswith("<b>&lt;a")
    assert set(re.findall("<[^>]*>", hover)) == {"<b>", "</b>", "<br>"}


@pytest.mark.parametrize("seed", range(WORKSHOPS))
def test_exchanged_hidden_answers_change_nothing_in_a_figure(
    questionnaire: Questionnaire, people_frame: Any, seed: int
) -> None:
    results, others, swaps = _workshop(random.Random(seed), questionnaire, people_frame)
    if not swaps:
        results, others, swaps = _workshop(random.Random(seed + 1_000), questionnaire, people_frame)

    assert swaps
    for slide, other in zip(_charts(results, questionnaire), _charts(others, questionnaire), strict=True):
        assert _figure(slide, results, questionnaire).to_json() == _figure(other, others, questionnaire).to_json(), (
            slide.address
        )
