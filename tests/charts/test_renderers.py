"""Both renderers draw exactly the marks: positions, texts and numbers agree, and foreign text stays text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from analysis.results import Results
from charts.formats import Size
from charts.marks import Circle, Line, Path, Picture, Rect, Shape, Text, alike
from charts.plotly_figure import BASE_LINE, plotly_figure
from charts.svg import svg
from content.labels import Labels
from tests.charts.conftest import GROUPS, all_pictures, made_labels
from tests.charts.test_charts import SIZES

NUMBER = r"-?\d+(?:\.\d+)?"
Drawn = tuple[str, tuple[float, ...], str | None, str | None]
"""Kind, numbers that say where, fill, stroke."""
Written = tuple[str, float, float, float, str, bool, str]


def expected_shapes(picture: Picture) -> Iterator[Drawn]:
    for together in alike(picture.shapes):
        first = together[0]
        stroke = first.stroke
        match first:
            case Rect():
                yield "rect", (first.x, first.y, first.width, first.height), first.fill, stroke
            case Circle():
                yield "circle", (first.x, first.y, first.radius), first.fill, stroke
            case Path():
                yield "path", tuple(part for point in first.points for part in point), first.fill, stroke
            case Line():
                yield "path", tuple(part for line in together for part in _ends(line)), None, stroke


def _ends(line: Shape) -> tuple[float, float, float, float]:
    assert isinstance(line, Line)
    return line.x1, line.y1, line.x2, line.y2


def in_svg(drawing: str) -> tuple[list[Drawn], list[Written]]:
    drawn: list[Drawn] = []
    written: list[Written] = []
    for element in ElementTree.fromstring(drawing):
        kind = element.tag.split("}")[1]
        fill, stroke = element.get("fill"), element.get("stroke")
        if kind == "text":
            anchor = element.get("text-anchor", "start")
            x, y, size = (float(element.get(name, "nan")) for name in ("x", "y", "font-size"))
            written.append((element.text or "", x, y, size, anchor, element.get("font-weight") == "700", fill or ""))
        elif kind != "title":
            names = {"rect": ("x", "y", "width", "height"), "circle": ("cx", "cy", "r"), "path": ("d",)}[kind]
            numbers = re.findall(NUMBER, " ".join(element.get(name, "") for name in names))
            drawn.append((kind, tuple(map(float, numbers)), None if fill == "none" else fill, stroke))
    return drawn, written


def in_figure(figure: Any) -> tuple[list[Drawn], list[Written]]:
    drawn: list[Drawn] = []
    for shape in figure.layout.shapes:
        fill, stroke = shape.fillcolor, shape.line.color if shape.line.width else None
        if shape.type == "rect":
            where: tuple[float, ...] = (shape.x0, shape.y0, shape.x1 - shape.x0, shape.y1 - shape.y0)
        elif shape.type == "circle":
            where = ((shape.x0 + shape.x1) / 2, (shape.y0 + shape.y1) / 2, (shape.x1 - shape.x0) / 2)
        else:
            where = tuple(map(float, re.findall(NUMBER, shape.path)))
        drawn.append((shape.type, where, fill, stroke))
    anchors = {"middle right": "start", "middle center": "middle", "middle left": "end"}
    written = [
        (_unescaped(text), x, y + BASE_LINE * size, size, anchors[place], weight == 700, colour)
        for texts in figure.data
        if texts.name == "texts"
        for text, x, y, size, place, weight, colour in zip(
            texts.text,
            texts.x,
            texts.y,
            texts.textfont.size,
            texts.textposition,
            texts.textfont.weight,
            texts.textfont.color,
            strict=True,
        )
    ]
    return drawn, written


def _unescaped(text: str) -> str:
    return text.replace("&#36;", "$").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def agree(drawn: list[Drawn], expected: list[Drawn]) -> None:
    assert [(kind, fill, stroke) for kind, _, fill, stroke in drawn] == [
        (kind, fill, stroke) for kind, _, fill, stroke in expected
    ]
    for (_, where, _, _), (_, wanted, _, _) in zip(drawn, expected, strict=True):
        assert where == pytest.approx(wanted, abs=0.11)


def written_texts(texts: tuple[Text, ...]) -> list[Written]:
    return [(one.text, one.x, one.y, one.size, one.anchor, one.bold, one.colour) for one in texts]


@pytest.mark.parametrize("size", SIZES)
def test_both_renderers_agree_with_the_marks(results: Results, labels: Labels, size: Size) -> None:
    for picture in all_pictures(results, labels, size, ("teilhabe", "1.03")).values():
        expected, words = list(expected_shapes(picture)), written_texts(picture.texts)
        for drawn, written in (in_svg(svg(picture, "Bild")), in_figure(plotly_figure(picture))):
            agree(drawn, expected)
            assert [(one[0], *one[4:]) for one in written] == [(one[0], *one[4:]) for one in words]
            for one, wanted in zip(written, words, strict=True):
                assert one[1:4] == pytest.approx(wanted[1:4], abs=0.11)


@pytest.mark.parametrize("size", SIZES)
def test_svg_keeps_a_strict_policy_and_says_what_it_shows(results: Results, labels: Labels, size: Size) -> None:
    for picture in all_pictures(results, labels, size).values():
        drawing = svg(picture, "Was <zu> sehen & hören ist")

        root = ElementTree.fromstring(drawing)
        attributes = {name for element in root.iter() for name in element.attrib}
        assert not {name for name in attributes if name == "style" or name.startswith("on") or "href" in name}
        assert root.get("role") == "img"
        assert root[0].tag.endswith("title")
        assert root[0].text == "Was <zu> sehen & hören ist"
        assert (root.get("viewBox") or "").split()[3] == f"{picture.height:.1f}".removesuffix(".0")


def test_svg_names_roles_as_classes_and_lets_whole_lines_draw_themselves(results: Results, labels: Labels) -> None:
    root = ElementTree.fromstring(svg(all_pictures(results, labels, "wall")["radar"], ""))

    lines = {element.get("class"): element for element in root if "line" in (element.get("class") or "").split()}
    assert lines["line line-alle"].get("pathLength") == "1"
    assert lines["line line-verwaltungsbogen"].get("pathLength") is None  # its dashes are lengths of the path
    assert lines["line line-verwaltungsbogen"].get("stroke-dasharray")


@pytest.mark.parametrize("size", SIZES)
def test_foreign_text_stays_text(results: Results, size: Size) -> None:
    evil = '<script>alert(1)</script> <a href="javascript:alert(1)">Müller & Söhne</a> $x$ \x00\x1b\ud800 ]]>'
    labels = replace(
        made_labels({statement.id: evil for statement in results.statements}), groups=dict.fromkeys(GROUPS, evil)
    )

    for name, picture in all_pictures(results, labels, size).items():
        drawing = svg(picture, evil)
        root = ElementTree.fromstring(drawing)
        tags = {element.tag.split("}")[1] for element in root.iter()}
        assert tags <= {"svg", "title", "rect", "circle", "path", "text"}, name
        assert not re.search("[\x00\x1b\ud800]", drawing), name
        figure = str(plotly_figure(picture).to_json())
        assert "<script" not in figure, name
        assert "<a" not in figure, name
        assert "$" not in figure.replace("$schema", ""), name


def test_no_figure_answers_to_the_mouse_or_changes_with_streamlits_theme(results: Results, labels: Labels) -> None:
    for picture in all_pictures(results, labels, "page").values():
        figure = plotly_figure(picture)
        assert figure.layout.hovermode is False
        assert figure.layout.template.layout.to_plotly_json() == {}
        assert figure.layout.autosize is False


def test_places_for_clicks_say_what_they_are_about(results: Results, labels: Labels) -> None:
    picture = all_pictures(results, labels, "page")["diverging"]

    places = next(trace for trace in plotly_figure(picture).data if trace.name == "about")

    assert {about for about, _ in places.customdata} == {statement.id for statement in results.statements[:7]}
    assert len(places.x) == len(places.y) == len(places.customdata)
