"""The small pictures of a page: as large as asked for, readable, drawn alike by both renderers, and whole."""

from dataclasses import replace

import pytest

from analysis.results import Results
from charts.formats import PANEL_BLEED
from charts.marks import Text
from charts.plotly_figure import plotly_figure
from charts.svg import svg
from content.labels import Labels
from tests.charts.conftest import GROUPS, PANELS, made_labels, panel_pictures
from tests.charts.random_results import invented
from tests.charts.test_layout import SEEDS, edges, outside, overlapping
from tests.charts.test_renderers import agree, expected_shapes, in_figure, in_svg, written_texts

SMALLEST = 12
SHORT = ("Steuerung", "Öffnung", "Teilhabe", "Arbeit", "Beteiligung", "Zusammenhalt", "Kommunikation")
GROUPS_SHORT = ("Verwaltung", "Politik", "Communities", "Zivilgesellsch.", "Übrige")


@pytest.fixture
def own() -> Labels:
    """With the short names of our own questionnaire."""
    labels = made_labels()
    groups = dict(zip(GROUPS, GROUPS_SHORT, strict=True))
    return replace(labels, fields=dict(zip(labels.fields, SHORT, strict=True)), groups=groups)


@pytest.mark.parametrize("seed", (*SEEDS, 2, 4))
@pytest.mark.parametrize(("people", "language"), [(30, "de"), (60, "en"), (60, "de"), (300, "en")])
def test_texts_of_panels_keep_apart_and_inside_and_are_large_enough(seed: int, people: int, language: str) -> None:
    results, labels = invented(seed, language, people)

    for name, picture in panel_pictures(results, labels, (results.fields[0].id, results.statements[0].id)).items():
        assert outside(picture) == [], name
        assert overlapping(picture) == [], name
        assert min(text.size for text in picture.texts) >= SMALLEST, name
        for left, top, right, bottom in map(edges, picture.shapes):
            assert left >= -picture.bleed - 0.01, name
            assert right <= picture.width + picture.bleed + 0.01, name
            assert top >= -1, name
            assert bottom <= picture.height + 1, name


def test_a_panel_has_the_size_that_it_was_given(results: Results, own: Labels) -> None:
    for name, picture in panel_pictures(results, own).items():
        assert (picture.width + 2 * PANEL_BLEED, picture.height) == PANELS[name], name


def test_a_panel_grows_where_many_groups_have_no_room_in_it() -> None:
    results, labels = invented(5, "en", 300)

    assert len(results.groups) == 10
    assert panel_pictures(results, labels)["levels"].height > PANELS["levels"][1]


@pytest.mark.parametrize("chart", ["levels", "dumbbell", "radar"])
def test_long_names_of_fields_are_wrapped_and_whole(results: Results, labels: Labels, chart: str) -> None:
    names = [mark for mark in panel_pictures(results, labels)[chart].texts if mark.role == "name"]

    for field in results.fields:
        written = " ".join(mark.text for mark in names if mark.about == field.id)
        assert written.replace("\u2010 ", "") == labels.fields[field.id]


def test_panels_call_statements_by_their_names(results: Results, labels: Labels) -> None:
    pictures = panel_pictures(results, labels)

    for name in ("diverging", "dots", "e"):
        written = [mark.text for mark in pictures[name].texts if mark.role == "name"]
        assert written == [f"Name von {one.id}" for one in results.statements[:5]], name


@pytest.mark.parametrize("named", [(), ("kommunikation", "zusammenhalt", "1.01")])
def test_panels_cut_no_word_of_our_own_names(results: Results, own: Labels, named: tuple[str, ...]) -> None:
    for name, picture in panel_pictures(results, own, named).items():
        written = [mark for mark in picture.texts if mark.role != "direct"]
        assert not [mark.text for mark in written if "…" in mark.text or "\u2010" in mark.text], name
        heads = {mark.text for mark in written if isinstance(mark, Text) and mark.role.startswith("name")}
        assert heads <= {*SHORT, *own.names.values()}, name


def test_both_renderers_draw_panels_as_their_marks_say(results: Results, labels: Labels) -> None:
    for picture in panel_pictures(results, labels, ("teilhabe", "1.03")).values():
        expected, words = list(expected_shapes(picture)), written_texts(picture.texts)
        figures = (plotly_figure(picture), plotly_figure(picture, [""] * len(picture.areas)))
        for drawn, written in (in_svg(svg(picture, "Bild")), *map(in_figure, figures)):
            agree(drawn, expected)
            for one, wanted in zip(sorted(written), sorted(words), strict=True):
                assert (one[0], *one[4:]) == (wanted[0], *wanted[4:])
                assert one[1:4] == pytest.approx(wanted[1:4], abs=0.11)
