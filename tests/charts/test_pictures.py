"""From a slide to its picture, in each medium."""

import pytest

from analysis.results import Results
from charts.figures import figure
from charts.formats import FORMATS
from charts.pictures import picture, svg
from content.findings.finding import Finding
from content.labels import Labels
from content.slides import Slide
from content.tables import Table
from content.views import View


def _slide(chart: str | None) -> Slide:
    return Slide(
        view=View("aussage", part="1.01"),
        title="",
        finding=Finding("Perspektiven gehen auseinander", ("1.01",)),
        table=Table("Antworten je Gruppe.", (), ()),
        chart=chart,
        shows=("1.01",),
    )


def test_a_slide_is_drawn_with_what_it_shows_what_its_finding_names_and_its_alt_text(
    results: Results, labels: Labels
) -> None:
    slide = _slide("diverging")

    drawn = picture(slide, results, labels, FORMATS["wall"])

    assert {mark.about for mark in drawn.marks if mark.role.startswith("named")} == {"1.01"}
    assert f"<title>{slide.alt}</title>" in svg(slide, results, labels, FORMATS["wall"])
    assert figure(slide, results, labels, FORMATS["wall"]).layout.height == drawn.height


def test_a_slide_of_words_alone_has_no_picture(results: Results, labels: Labels) -> None:
    with pytest.raises(ValueError, match="has no chart"):
        picture(_slide(None), results, labels, FORMATS["page"])
