"""Pictures that come in steps: what may not be seen yet is not in them, and nothing moves when it comes."""

from dataclasses import replace

import pytest

from analysis.results import Results
from charts.formats import FORMATS, Size
from charts.marks import Line, Rect
from charts.pictures import LAYOUTS, picture, svg
from charts.steps import without
from charts.svg import svg as as_svg
from content.findings.finding import Finding
from content.labels import ADMINISTRATION, ROOM, Labels
from content.slides import Slide
from content.tables import Table
from content.views import View

LINES = (ROOM, ADMINISTRATION)
WALLS: tuple[Size, ...] = ("wall", "wall43")


def _slide(chart: str, *, shows: tuple[str, ...], named: tuple[str, ...] = ()) -> Slide:
    return Slide(View("ueberblick"), "", Finding("", named), Table("Netz.", (), ()), chart=chart, shows=shows)


def _at(slide: Slide, step: int) -> Slide:
    """The radar at a step: the axes, then one line after the other."""
    return replace(slide, steps=("achsen", *slide.shows), step=step)


def _of(role: str) -> str:
    return role.removesuffix(" new").partition(":")[2]


@pytest.mark.parametrize("size", WALLS)
def test_each_step_has_the_marks_of_its_lines_at_the_places_of_the_whole(
    results: Results, labels: Labels, size: Size
) -> None:
    slide = _slide("radar", shows=LINES)
    whole = picture(slide, results, labels, FORMATS[size])

    for revealed in ((), (ROOM,), LINES):
        step = picture(_at(slide, len(revealed)), results, labels, FORMATS[size])
        assert step.marks == tuple(one for one in whole.marks if _of(one.role) in ("", *revealed))
    assert {_of(mark.role) for mark in whole.marks} == {"", *LINES}


@pytest.mark.parametrize("size", WALLS)
def test_nothing_moves_when_the_sentence_names_other_fields(results: Results, labels: Labels, size: Size) -> None:
    fields = [field.id for field in results.fields]
    circles = []
    for named in ((), (fields[0],), tuple(fields)):
        drawn = picture(_slide("radar", shows=LINES, named=named), results, labels, FORMATS[size])
        circles.append([mark for mark in drawn.marks if mark.role.split(":")[0] in ("ring", "dot", "number", "key")])

    assert circles[0] == circles[1] == circles[2]


def test_distance_of_two_lines_is_a_band_only_where_both_are_seen(results: Results, labels: Labels) -> None:
    slide = _slide("gaps", shows=LINES, named=("teilhabe",))

    def bands(revealed: tuple[str, ...]) -> list[str | None]:
        drawn = picture(_at(slide, len(revealed)), results, labels, FORMATS["wall"])
        return [mark.about for mark in drawn.marks if mark.role == "band"]

    assert bands(LINES) == ["teilhabe"]
    assert bands((ROOM,)) == bands(()) == []


def test_band_reaches_from_mark_to_mark(results: Results, labels: Labels) -> None:
    drawn = picture(_slide("gaps", shows=LINES, named=("teilhabe",)), results, labels, FORMATS["wall"])

    (band,) = (mark for mark in drawn.marks if isinstance(mark, Line) and mark.role == "band")
    ends = [mark.middle for mark in drawn.shapes if mark.role.startswith("dot") and mark.about == "teilhabe"]
    assert sorted([(band.x1, band.y1), (band.x2, band.y2)]) == [pytest.approx(end) for end in sorted(ends)]


def test_what_comes_with_a_step_is_told_apart(results: Results, labels: Labels) -> None:
    slide = _slide("radar", shows=LINES)

    drawn = picture(_at(slide, 2), results, labels, FORMATS["wall"], is_new=True)

    assert {_of(mark.role) for mark in drawn.marks if mark.role.endswith(" new")} == {ADMINISTRATION}
    assert not any(mark.role.endswith(" new") for mark in drawn.marks if _of(mark.role) != ADMINISTRATION)


def test_bars_that_come_know_the_zero_line_and_their_scale_does_not(results: Results, labels: Labels) -> None:
    slide = replace(_slide("diverging", shows=("1.01", "1.02")), view=View("unterschiede"))

    drawn = picture(slide, results, labels, FORMATS["wall"], is_new=True)
    drawing = as_svg(drawn, slide.alt)

    bars = [mark for mark in drawn.shapes if isinstance(mark, Rect) and mark.role.startswith("bar:")]
    zero = next(mark.x1 for mark in drawn.shapes if isinstance(mark, Line) and mark.role == "zero")
    assert all(mark.role.endswith(" new") for mark in bars)
    at_zero = [mark for mark in bars if not mark.role.startswith("bar:E")]  # who cannot judge has a column apart
    assert drawing.count(f'transform-origin="{zero:.1f} 0"'.replace(".0 0", " 0")) == len(at_zero)
    assert drawing.count("transform-origin") == len(at_zero)
    assert not any(mark.role.endswith(" new") for mark in drawn.marks if mark.role.split(":")[0] in ("zero", "scale"))
    assert " new" not in svg(slide, results, labels, FORMATS["wall"])


def test_who_cannot_judge_leaves_no_mark_before_their_step(results: Results, labels: Labels) -> None:
    (first, *_others) = (one for one in results.statements if one.e)
    before = LAYOUTS["statement"](replace(results, groups=()), labels, (first.id,), (), FORMATS["wall"])

    left = without(before, ("E",))

    assert [mark for mark in before.marks if "hatch" in mark.role]
    assert not [mark for mark in left.marks if ":E" in mark.role or mark.role == "between people"]
