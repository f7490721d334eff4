"""What the figures hold: values by figure.data, hidden values nowhere, foreign text as text."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from analysis.results import Cell, FieldCell, Results
from charts.diverging import diverging
from charts.dots import dots
from charts.dumbbell import dumbbell
from charts.heatmap import e_statement_heatmap, level_heatmap
from charts.profiles import profiles
from charts.radar import radar
from charts.theme import (
    ANSWER_COLOURS,
    FORMATS,
    Size,
    balanced,
    contrast,
    level_colour,
    plain,
    text_colour,
    wrapped,
)
from content.labels import ADMINISTRATION, ROOM, Labels
from tests.charts.conftest import GROUPS, made_labels, with_odd_statements


def _all_figures(results: Results, labels: Labels, size: Size = "page") -> dict[str, Any]:
    statements = [statement.id for statement in results.statements][:7]
    return {
        "radar": radar(results, labels, lines=(ROOM, "zivilgesellschaft", "uebrige"), size=size),
        "profiles": profiles(results, labels, size=size),
        "levels": level_heatmap(results, labels, size=size),
        "e by statement": e_statement_heatmap(results, labels, statements, size=size),
        "dumbbell": dumbbell(results, labels, size=size),
        "diverging": diverging(results, labels, statements, size=size),
        "dots": dots(results, labels, statements, size=size, chosen="uebrige"),
    }


def _trace(figure: Any, name: str) -> Any:
    return next(trace for trace in figure.data if trace.name == name)


def test_radar_shows_the_levels_of_room_and_verwaltungsbogen(results: Results, labels: Labels) -> None:
    figure = radar(results, labels)

    room = next(trace for trace in figure.data if trace.legendgroup == ROOM)
    administration = next(trace for trace in figure.data if trace.legendgroup == ADMINISTRATION)

    levels = [float(field.level or 0) for field in results.fields]
    assert list(room.r) == [*levels, levels[0]]
    assert list(administration.r)[:7] == [float(field.administration_level or 0) for field in results.fields]
    assert room.name == "Alle im Raum<br>n = 42"
    assert administration.name == "Verwaltungsbogen"


def test_radar_starts_at_twelve_and_runs_clockwise_from_one_to_four(results: Results, labels: Labels) -> None:
    polar = radar(results, labels).layout.polar

    assert (polar.angularaxis.rotation, polar.angularaxis.direction) == (90, "clockwise")
    assert list(polar.radialaxis.range) == [1, 4]
    assert polar.hole == 0.15


def test_radar_leaves_a_gap_at_a_hidden_value(results: Results, labels: Labels) -> None:
    figure = radar(results, labels, lines=(ROOM, "uebrige"))

    line = next(trace for trace in figure.data if trace.legendgroup == "uebrige")

    assert [radius is None for radius in line.r] == [False, True, True, False, False, False, True]
    assert line.connectgaps is False
    assert line.fill == "none"


def test_radar_lines_differ_by_dash_and_marker(results: Results, labels: Labels) -> None:
    figure = radar(results, labels, lines=(ROOM, "verwaltung", "politik"))

    lines = [trace for trace in figure.data if trace.legendgroup]

    assert len({trace.line.dash for trace in lines}) == len({trace.marker.symbol for trace in lines}) == 3


def test_radar_refuses_a_fourth_line(results: Results, labels: Labels) -> None:
    with pytest.raises(ValueError, match="1 to 3 lines"):
        radar(results, labels, lines=(ROOM, "verwaltung", "politik", "uebrige"))


def test_diverging_puts_agreement_right_and_the_rest_left_of_zero(results: Results, labels: Labels) -> None:
    figure = diverging(results, labels, ["1.01"])

    ratings = results.by_statement["1.01"].ratings
    assert ratings is not None
    spans = {answer: (_trace(figure, answer).base[0], _trace(figure, answer).x[0]) for answer in "ABCD"}
    assert spans == {
        "D": (-ratings.disagree, ratings.D),
        "C": (-ratings.C, ratings.C),
        "B": (0, ratings.B),
        "A": (ratings.B, ratings.A),
    }
    assert {answer: _trace(figure, answer).marker.color for answer in "ABCDE"} == ANSWER_COLOURS | {"E": "#ffffff"}
    assert _trace(figure, "E").marker.pattern.shape == "/"


def test_diverging_keeps_empty_answers_and_statements_without_ratings(results: Results, labels: Labels) -> None:
    figure = diverging(with_odd_statements(results), labels, ["1.01", "1.02", "1.03"])

    assert [trace.name for trace in figure.data[:5]] == ["A", "B", "C", "D", "E"]
    assert list(_trace(figure, "D").x) == [0, 38, None]
    assert list(_trace(figure, "A").x) == [42, 1, None]
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert "zu wenige Einschätzungen" in texts
    assert "0 von 42" in texts


def test_diverging_has_one_scale_for_all_pages_of_a_workshop(results: Results, labels: Labels) -> None:
    first, second = (diverging(results, labels, [statement]) for statement in ("1.01", "1.03"))

    assert first.layout.xaxis.range == second.layout.xaxis.range


def test_diverging_draws_shares_in_a_large_room(results: Results, labels: Labels) -> None:
    figure = diverging(replace(results, respondents=61), labels, ["1.01"])

    assert list(figure.layout.xaxis.range) == [-1, 1]
    assert sum(_trace(figure, answer).x[0] for answer in "ABCD") == pytest.approx(1)


def test_dots_keep_the_order_of_the_groups_and_leave_hidden_ones_out(results: Results, labels: Labels) -> None:
    figure = dots(results, labels, ["1.02"])

    groups = next(trace for trace in figure.data if trace.ids is not None)

    assert list(groups.ids) == ["verwaltung", "politik", "communities"]


def test_dots_name_only_the_two_ends(results: Results, labels: Labels) -> None:
    figure = dots(results, labels, ["1.01"])

    texts = [annotation.text for annotation in figure.layout.annotations]

    assert {text for text in texts if any(short in text for short, _ in GROUPS.values())} == {
        "Verwaltung 3,5",
        "Migrant*innen 1,9",
    }


def test_dots_are_grey_where_the_difference_is_too_small(results: Results, labels: Labels) -> None:
    wide, narrow = (dots(results, labels, [statement]) for statement in ("1.01", "1.02"))

    assert next(trace for trace in wide.data if trace.ids).marker.line.color[0] == "#1a1a1a"
    assert next(trace for trace in narrow.data if trace.ids).marker.line.color[0] == "#595959"


def test_heatmap_hatches_hidden_cells(results: Results, labels: Labels) -> None:
    figure = level_heatmap(results, labels)

    column = _trace(figure, "uebrige")

    assert list(column.text) == ["2,9", "–", "–", "3,1", "2,9", "2,1", "–"]
    assert list(column.marker.pattern.shape) == ["", "/", "/", "", "", "", "/"]


def test_heatmap_of_e_says_how_many_of_how_many(results: Results, labels: Labels) -> None:
    figure = e_statement_heatmap(results, labels, ["1.02"])

    assert [trace.text[0] for trace in figure.data] == [
        "1 von 12",
        "1 von 7",
        "1 von 8",
        "5 von 9",
        "2 von 6",
        "10 von 42",
    ]


def test_profiles_show_each_group_before_the_room(results: Results, labels: Labels) -> None:
    figure = profiles(results, labels)

    assert [trace.name for trace in figure.data] == [name for group in GROUPS for name in (ROOM, group)]


@pytest.mark.parametrize("size", ["page", "screen"])
def test_no_figure_holds_anything_of_a_hidden_group(results: Results, size: Size) -> None:
    cells = {group: Cell(None, None, None, people) for group, (_, people) in GROUPS.items()}
    fields = {group: FieldCell(None, 0, None, 0, people) for group, (_, people) in GROUPS.items()}
    hidden = replace(
        results,
        statements=tuple(replace(statement, cells=cells) for statement in results.statements),
        fields=tuple(replace(field, cells=fields) for field in results.fields),
    )
    labels = replace(made_labels(), number=lambda value: f"<{value}>")
    rooms = {f"&lt;{field.level}&gt;" for field in results.fields}

    for figure in _all_figures(hidden, labels, size).values():
        for trace in figure.data:
            if trace.name in GROUPS and trace.type == "bar":
                assert set(trace.text) == {"–"}
                assert set(trace.customdata or ()) == set()
            elif trace.name in GROUPS or trace.legendgroup in GROUPS:
                assert set(trace.r if trace.type == "scatterpolar" else trace.x) == {None}
            assert trace.ids is None
    texts = [annotation.text for annotation in profiles(hidden, labels, size=size).layout.annotations]
    assert not rooms & set(texts)


@pytest.mark.parametrize("size", ["page", "screen"])
def test_no_figure_answers_to_the_mouse_or_changes_with_streamlits_theme(
    results: Results, labels: Labels, size: Size
) -> None:
    for figure in _all_figures(results, labels, size).values():
        assert figure.layout.hovermode is False
        assert figure.layout.template.layout.to_plotly_json() == {}


@pytest.mark.parametrize("fields", [1, 2, 3])
def test_figures_exist_for_workshops_about_few_fields(results: Results, labels: Labels, fields: int) -> None:
    kept = results.fields[:fields]
    few = replace(results, fields=kept, statements=results.statements[: 3 * fields])

    assert all(len(figure.data) > 0 for figure in _all_figures(few, labels).values())


def test_figures_exist_before_anybody_answered(results: Results, labels: Labels) -> None:
    nobody = dict.fromkeys(("level", "equal_level", "disagreement", "group_distance"))
    fields = tuple(replace(field, **nobody, band=None, e_share=None, cells={}) for field in results.fields)
    statements = tuple(
        replace(one, **nobody, ratings=None, band=None, e=None, answered=None, blank=None, cells={})
        for one in results.statements
    )
    empty = replace(results, respondents=0, groups=(), fields=fields, statements=statements)

    figures = [
        radar(empty, labels),
        profiles(empty, labels),
        level_heatmap(empty, labels),
        dumbbell(empty, labels),
        diverging(empty, labels, ["1.01"]),
        dots(empty, labels, ["1.01"]),
    ]

    assert all(figure.layout.height > 100 for figure in figures)


def test_screen_figures_fit_a_projector(results: Results, labels: Labels) -> None:
    smallest = FORMATS["screen"].smallest
    for name, figure in _all_figures(results, labels, "screen").items():
        assert figure.layout.width == 1840, name
        assert figure.layout.height <= 860, name
        sizes = [annotation.font.size for annotation in figure.layout.annotations]
        assert min(sizes, default=smallest) >= smallest == 22, name


def test_foreign_text_stays_text(results: Results) -> None:
    evil = '<a href="javascript:alert(1)">Müller & Söhne</a> $x$'
    labels = replace(
        made_labels({statement.id: evil for statement in results.statements}), groups=dict.fromkeys(GROUPS, evil)
    )

    for name, figure in _all_figures(results, labels).items():
        assert "<a" not in str(figure.to_json()), name
        assert "$" not in str(figure.to_json()).replace("\\u0024", "$").replace("$schema", ""), name


def test_plain_escapes_what_plotly_would_read() -> None:
    assert plain("A & B <b> $x$") == "A &amp; B &lt;b&gt; &#36;x&#36;"


def test_wrapped_breaks_between_words_and_shows_what_it_leaves_out() -> None:
    assert wrapped("Interkulturelle Öffnung & Antirassismus", 24) == "Interkulturelle Öffnung<br>&amp; Antirassismus"
    assert wrapped("eins zwei drei vier fünf sechs", 9, 2) == "eins zwei<br>drei …"


def test_balanced_leaves_no_lonely_last_word() -> None:
    assert balanced("1 Trifft nicht zu", 14) == "1 Trifft<br>nicht zu"
    assert balanced("4 Trifft zu", 14) == "4 Trifft zu"
    assert balanced("Integrationsbeauftragte", 10) == "Integrationsbeauftragte"


def test_level_colours_are_the_answers_own_at_whole_steps_and_readable_everywhere() -> None:
    assert [level_colour(Fraction(level)) for level in (1, 2, 3, 4)] == [ANSWER_COLOURS[answer] for answer in "DCBA"]
    for hundredths in range(100, 401):
        colour = level_colour(Fraction(hundredths, 100))
        assert contrast(text_colour(colour), colour) >= 4.5


@pytest.mark.parametrize("size", ["page", "screen"])
def test_rows_of_which_the_sentence_speaks_are_marked(results: Results, labels: Labels, size: Size) -> None:
    statements = [statement.id for statement in results.statements][:7]
    figures = {
        "levels": level_heatmap(results, labels, named=("teilhabe",), size=size),
        "profiles": profiles(results, labels, named=("teilhabe",), size=size),
        "dumbbell": dumbbell(results, labels, named=("teilhabe",), size=size),
        "e by statement": e_statement_heatmap(results, labels, statements, named=statements[2:3], size=size),
        "diverging": diverging(results, labels, statements, named=statements[2:3], size=size),
        "dots": dots(results, labels, statements, named=statements[2:3], size=size),
    }

    for name, figure in figures.items():
        marks = [shape for shape in figure.layout.shapes if shape.xsizemode == "pixel"]
        assert [(shape.y0, shape.y1) for shape in marks] == [(1.54, 2.46)] * 2, name
    spokes = radar(results, labels, named=("teilhabe",), size=size).layout.polar.angularaxis.ticktext
    assert ["<u>" in text for text in spokes] == [False, False, True, False, False, False, False]


def test_dots_show_the_difference_of_the_two_values_at_the_ends(results: Results, labels: Labels) -> None:
    texts = [annotation.text for annotation in dots(results, labels, ["1.01"]).layout.annotations]

    # 3.5 and 1.875, shown as 1,9: the room subtracts what it sees
    assert {"Verwaltung 3,5", "Migrant*innen 1,9", "<b>1,6</b>"} <= set(texts)
