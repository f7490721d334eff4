"""What stands in the pictures: values where they belong, hidden values nowhere, what is named marked."""

from dataclasses import replace
from fractions import Fraction
from math import hypot

import pytest

from analysis.results import Cell, FieldCell, Ratings, Results
from charts.formats import FORMATS, Size
from charts.marks import Circle, Line, Mark, Path, Picture, Rect, Text
from charts.pictures import LAYOUTS
from charts.theme import ANSWER_COLOURS, GREY, INK, contrast, level_colour, plain, text_colour
from content.labels import ADMINISTRATION, ROOM, Labels
from tests.charts.conftest import GROUPS, all_pictures, drawn, looking_back, made_labels, with_odd_statements

SIZES: tuple[Size, ...] = ("page", "wall", "wall43", "paper")


def _of(picture: Picture, role: str) -> list[Mark]:
    return [mark for mark in picture.marks if mark.role == role]


def _texts(picture: Picture, role: str) -> list[str]:
    return [mark.text for mark in picture.texts if mark.role == role]


def _rects(picture: Picture, role: str) -> list[Rect]:
    return [mark for mark in picture.marks if isinstance(mark, Rect) and mark.role == role]


def _zero(picture: Picture) -> float:
    return next(mark.x1 for mark in picture.marks if isinstance(mark, Line) and mark.role == "zero")


def _radar_levels(picture: Picture, line: str) -> list[float]:
    """Levels of a line's marks in the circle, read off their distance from its middle."""
    rings = [mark for mark in picture.marks if isinstance(mark, Circle) and mark.role == "ring"]
    hole, outer = rings[0].radius, rings[-1].radius
    away = [hypot(x - rings[0].x, y - rings[0].y) for x, y in (mark.middle for mark in _of(picture, f"dot:{line}"))]
    return [round(1 + (one - hole) / (outer - hole) * 3, 3) for one in away]


def test_radar_shows_the_levels_of_room_and_verwaltungsbogen(results: Results, labels: Labels) -> None:
    picture = drawn("radar", results, labels, (ROOM, ADMINISTRATION))

    assert _radar_levels(picture, ROOM) == [round(float(field.level or 0), 3) for field in results.fields]
    assert _radar_levels(picture, ADMINISTRATION) == [
        round(float(field.administration_level or 0), 3) for field in results.fields
    ]
    assert _texts(picture, f"number:{ROOM}") == [labels.number(field.level or Fraction(0)) for field in results.fields]
    assert _texts(picture, f"key:{ROOM}") == ["Alle im Raum", "n = 42"]
    assert _texts(picture, f"key:{ADMINISTRATION}") == ["Verwaltungsbogen"]


def test_radar_starts_at_twelve_and_runs_clockwise(results: Results, labels: Labels) -> None:
    picture = drawn("radar", results, labels, (ROOM,))

    spokes = [mark for mark in picture.marks if isinstance(mark, Line) and mark.role == "spoke"]
    assert spokes[0].x1 == spokes[0].x2
    assert spokes[0].y2 < spokes[0].y1
    assert spokes[1].x2 > spokes[0].x2
    assert spokes[-1].x2 < spokes[0].x2


def test_radar_is_not_filled_and_leaves_a_gap_at_a_hidden_value(results: Results, labels: Labels) -> None:
    picture = drawn("radar", results, labels, (ROOM, "uebrige"))

    # hidden in the second, third and last of seven fields: a single point, and one run of three
    runs = [mark for mark in picture.marks if isinstance(mark, Path) and mark.role == "line:uebrige"]
    room = [mark for mark in picture.marks if isinstance(mark, Path) and mark.role == f"line:{ROOM}"]
    assert [(len(run.points), run.closed) for run in runs] == [(3, False)]
    assert [(len(run.points), run.closed) for run in room] == [(7, True)]
    assert len(_radar_levels(picture, "uebrige")) == 4
    assert {run.fill for run in runs + room} == {None}
    assert _texts(picture, "number:uebrige").count("–") == 3


def test_radar_lines_differ_by_dash_and_mark(results: Results, labels: Labels) -> None:
    lines = (ROOM, "verwaltung", "politik")
    picture = drawn("radar", results, labels, lines)

    dashes = {mark.dash for mark in picture.marks if isinstance(mark, Path) and mark.role.startswith("line:")}
    kinds = {type(_of(picture, f"dot:{line}")[0]) for line in lines}
    corners = [_of(picture, f"dot:{line}")[0] for line in lines[1:]]
    assert len(dashes) == 3
    assert kinds == {Circle, Path}
    assert all(isinstance(mark, Path) for mark in corners)
    assert corners[0] != corners[1]


def test_radar_refuses_a_fourth_line(results: Results, labels: Labels) -> None:
    with pytest.raises(ValueError, match="1 to 3 lines"):
        drawn("radar", results, labels, (ROOM, "verwaltung", "politik", "uebrige"))


@pytest.mark.parametrize("size", SIZES)
def test_no_word_of_the_scale_is_touched_by_a_line_of_the_radar(results: Results, labels: Labels, size: Size) -> None:
    short = replace(labels, fields={field: name.split()[0] for field, name in labels.fields.items()})
    picture = drawn("radar", results, short, (ROOM, ADMINISTRATION), size)

    rings = [mark for mark in picture.marks if isinstance(mark, Circle) and mark.role == "ring"]
    x, y, hole, outer = rings[0].x, rings[0].y, rings[0].radius, rings[-1].radius
    words = [mark for mark in picture.texts if mark.role == "scale"]
    assert " ".join(word.text for word in words) == "trifft nicht zu trifft zu eher nicht eher zu"
    for word in words:
        left, _top, right, _bottom = word.box
        corners = [hypot(a - x, b - y) for a in (left, right) for b in (word.y - 0.7 * word.size, word.y)]
        assert max(corners) < hole or min(corners) > outer or left > x + outer


def test_diverging_puts_agreement_right_and_the_rest_left_of_zero(results: Results, labels: Labels) -> None:
    picture = drawn("diverging", results, labels, ("1.01",))

    ratings = results.by_statement["1.01"].ratings
    assert ratings is not None
    bars = {answer: _rects(picture, f"bar:{answer}")[0] for answer in "ABCD"}
    unit = bars["A"].width / ratings.A
    in_people = {
        answer: (round((bar.x - _zero(picture)) / unit), round(bar.width / unit)) for answer, bar in bars.items()
    }
    assert in_people == {
        "D": (-ratings.disagree, ratings.D),
        "C": (-ratings.C, ratings.C),
        "B": (0, ratings.B),
        "A": (ratings.B, ratings.A),
    }
    assert {answer: bar.fill for answer, bar in bars.items()} == ANSWER_COLOURS
    assert {answer: _texts(picture, f"number:{answer}") for answer in "ABCD"} == {
        answer: [str(getattr(ratings, answer))] for answer in "ABCD"
    }


def test_diverging_hatches_e_and_counts_it_in_people(results: Results, labels: Labels) -> None:
    statements = ("1.01", "1.02")
    picture = drawn("diverging", results, labels, statements)

    e = [results.by_statement[one].e for one in statements]
    assert _texts(picture, "number:E") == [str(one) for one in e]
    assert [mark.fill for mark in _rects(picture, "bar:E")] == ["#ffffff", None] * 2
    hatch = [mark for mark in picture.marks if mark.role == "bar:E hatch"]
    assert len(hatch) > 10
    assert all(isinstance(mark, Line) for mark in hatch)


def test_diverging_leaves_empty_answers_out_and_says_where_there_are_too_few(results: Results, labels: Labels) -> None:
    picture = drawn("diverging", with_odd_statements(results), labels, ("1.01", "1.02", "1.03"))

    assert {answer: _texts(picture, f"number:{answer}") for answer in "ABCDE"} == {
        "A": ["42", "1"],
        "B": ["1"],
        "C": ["1"],
        "D": ["38"],
        "E": ["0", "1"],
    }
    assert _texts(picture, "hidden") == ["zu wenige Einschätzungen"]
    assert _texts(picture, "n") == ["42", "41"]


def test_diverging_has_one_zero_line_and_its_longest_bars_reach_the_edges(results: Results, labels: Labels) -> None:
    statements = tuple(one.id for one in results.statements)[:5]
    picture = drawn("diverging", results, labels, statements)

    ratings = [one for id_ in statements if (one := results.by_statement[id_].ratings)]
    bars = [rect for answer in "ABCD" for rect in _rects(picture, f"bar:{answer}")]
    unit = bars[0].width / ratings[0].A
    zeros = {mark.x1 for mark in picture.marks if isinstance(mark, Line) and mark.role == "zero"}
    left, right = min(bar.x for bar in bars), max(bar.x + bar.width for bar in bars)
    assert len(zeros) == 1
    assert left == pytest.approx(_zero(picture) - max(one.disagree for one in ratings) * unit)
    assert right == pytest.approx(_zero(picture) + max(one.agree for one in ratings) * unit)
    assert left == pytest.approx(FORMATS["page"].text_column + FORMATS["page"].gap)


def test_diverging_draws_shares_in_a_large_room(results: Results, labels: Labels) -> None:
    statements = ("1.01", "1.02")
    picture = drawn("diverging", replace(results, respondents=61), labels, statements)

    widths = [0.0, 0.0]
    for answer in "ABCD":
        for bar in _rects(picture, f"bar:{answer}"):
            widths[statements.index(bar.about or "")] += bar.width
    assert widths[0] == pytest.approx(widths[1])
    assert "Ein Feld = eine Person" not in " ".join(_texts(picture, "note"))


def test_dots_keep_the_order_of_the_groups_and_leave_hidden_ones_out(results: Results, labels: Labels) -> None:
    picture = drawn("dots", results, labels, ("1.02",))

    dots = [mark.role for mark in picture.marks if mark.role.startswith("dot:")]

    assert dots == ["dot:verwaltung", "dot:politik", "dot:communities"]


def test_dots_name_only_the_two_ends(results: Results, labels: Labels) -> None:
    picture = drawn("dots", results, labels, ("1.01",))

    assert set(_texts(picture, "direct")) == {"Verwaltung 3,5", "Migrant*innen 1,9"}


def test_dots_show_the_difference_of_the_two_values_at_the_ends(results: Results, labels: Labels) -> None:
    # 3.5 and 1.875, shown as 1,9: the room subtracts what it sees
    assert _texts(drawn("dots", results, labels, ("1.01",)), "span") == ["1,6"]


def test_dots_are_grey_where_the_difference_is_too_small(results: Results, labels: Labels) -> None:
    wide, narrow = (drawn("dots", results, labels, (statement,)) for statement in ("1.01", "1.02"))

    assert next(mark.stroke for mark in wide.shapes if mark.role.startswith("dot:")) == INK
    assert next(mark.stroke for mark in narrow.shapes if mark.role.startswith("dot:")) == GREY
    assert labels.too_small not in " ".join(_texts(wide, "note"))
    assert labels.too_small in " ".join(_texts(narrow, "note"))


def test_up_to_two_statements_have_a_lane_a_group_on_the_wall(results: Results, labels: Labels) -> None:
    picture = drawn("dots", results, labels, ("1.01", "1.02"), "wall")

    dots = [mark for mark in picture.shapes if mark.role.startswith("dot:") and mark.about == "1.01"]
    assert [mark.role.removeprefix("dot:") for mark in dots] == list(GROUPS)
    assert [mark.middle[1] for mark in dots] == sorted(mark.middle[1] for mark in dots)
    filled = [mark.role for mark in dots if isinstance(mark, Circle) and mark.fill == mark.stroke]
    assert filled == ["dot:verwaltung", "dot:communities"]
    assert _texts(picture, "span")[0] == "Spannweite 1,6 Stufen"
    assert _texts(picture, "hidden") == ["nicht einzeln gezeigt (Schutz kleiner Gruppen)"] * 2


def test_heatmap_hatches_hidden_cells(results: Results, labels: Labels) -> None:
    picture = drawn("levels", results, labels)

    assert _texts(picture, "number:uebrige") == ["2,9*", "3,1*", "2,9*", "2,1*"]
    assert [mark.about for mark in picture.texts if mark.role == "dash:uebrige"] == [
        "oeffnung",
        "teilhabe",
        "kommunikation",
    ]
    assert {mark.about for mark in picture.shapes if mark.role == "hidden:uebrige"} == {
        "oeffnung",
        "teilhabe",
        "kommunikation",
    }
    assert any(mark.role == "hidden:uebrige hatch" for mark in picture.shapes)


def test_heatmap_of_e_says_how_many_of_how_many(results: Results, labels: Labels) -> None:
    picture = drawn("e", results, labels, ("1.02",))

    told = {column: " ".join(_texts(picture, f"number:{column}")) for column in (*GROUPS, ROOM)}
    assert list(told.values()) == ["1 von 12", "1 von 7", "1 von 8", "5 von 9", "2 von 6", "10 von 42"]


def test_profiles_show_the_room_behind_each_group(results: Results, labels: Labels) -> None:
    picture = drawn("profiles", results, labels)

    drawn_roles = [mark.role for mark in picture.shapes if mark.role.startswith(("line:", "dot:"))]
    order = list(dict.fromkeys(role for role in drawn_roles if role != f"line:{ROOM}"))
    assert drawn_roles.count(f"line:{ROOM}") == len(GROUPS)
    assert order == [f"dot:{group}" for group in GROUPS]
    assert _texts(picture, "number:uebrige") == ["2,9*", "3,1*", "2,9*", "2,1*"]
    assert len(_texts(picture, "dash:uebrige")) == 3


def test_dumbbell_names_its_marks_above_the_first_pair(results: Results, labels: Labels) -> None:
    picture = drawn("dumbbell", results, labels)

    names = {mark.text: mark for mark in picture.texts if mark.role == "direct"}
    first = results.fields[0]
    assert first.level is not None
    assert first.administration_level is not None
    assert first.administration_level > first.level
    assert names["Alle im Raum"].box[2] < names["Verwaltungsbogen"].box[0]
    assert names["Alle im Raum"].y < min(mark.middle[1] for mark in _of(picture, f"dot:{ROOM}"))


def test_grey_is_explained_only_where_something_grey_is_to_be_seen(results: Results, labels: Labels) -> None:
    """Marks that lie over each other hide the line between them."""

    def with_distance(steps: Fraction) -> Picture:
        fields = tuple(
            replace(one, level=Fraction(2), administration_level=Fraction(2) + steps) for one in results.fields
        )
        return drawn("dumbbell", replace(results, fields=fields, respondents=5), labels)

    assert labels.too_small not in " ".join(_texts(with_distance(Fraction(1, 100)), "note"))
    assert labels.too_small in " ".join(_texts(with_distance(Fraction(7, 10)), "note"))
    assert labels.too_small not in " ".join(_texts(with_distance(Fraction(2)), "note"))


def test_means_from_a_part_of_the_statements_are_marked(results: Results, labels: Labels) -> None:
    whole = tuple(
        replace(
            one,
            rated=one.asked,
            administration_rated=one.asked,
            cells={group: replace(cell, shown=one.asked) for group, cell in one.cells.items()},
        )
        for one in results.fields
    )
    part = (replace(whole[0], administration_rated=whole[0].asked - 1), *whole[1:])

    for chart in ("levels", "profiles", "dumbbell", "radar"):
        shows = (ROOM, ADMINISTRATION) if chart == "radar" else ()
        assert labels.partly not in drawn(chart, replace(results, fields=whole), labels, shows).reading
    picture = drawn("dumbbell", replace(results, fields=part), labels)
    assert labels.partly in picture.reading
    assert sum(mark.text.endswith("*") for mark in picture.texts if mark.role == "number") == 1


def test_statement_shows_everybody_as_a_square_and_groups_in_screen_order(results: Results, labels: Labels) -> None:
    picture = drawn("statement", results, labels, ("1.02",), "wall")

    of = results.by_statement["1.02"]
    assert of.ratings is not None
    squares = [mark for answer in "ABCD" for mark in _rects(picture, f"bar:{answer}")]
    rows = {ROOM: of.ratings, **{group: cell.ratings for group, cell in of.cells.items()}}
    for row, ratings in rows.items():
        counted = [sum(mark.about == row for mark in _rects(picture, f"bar:{answer}")) for answer in "ABCD"]
        assert counted == list(ratings or Ratings(0, 0, 0, 0))
    assert len({(round(mark.width, 3), round(mark.height, 3)) for mark in squares}) == 1
    assert all((mark.x > _zero(picture)) == (mark.role in ("bar:A", "bar:B")) for mark in squares)
    heads = {mark.about: mark.y for mark in picture.texts if mark.role.startswith("head:")}
    assert list(heads) == [ROOM, *GROUPS] == sorted(heads, key=lambda row: heads[row])
    assert _texts(picture, "hidden") == ["nicht einzeln gezeigt (Schutz kleiner Gruppen)"] * 2
    assert _texts(picture, "n") == [str(ratings.n) for ratings in rows.values() if ratings]


def test_statement_shows_shares_in_a_large_room(results: Results, labels: Labels) -> None:
    picture = drawn("statement", replace(results, respondents=61), labels, ("1.01",))

    widths = dict.fromkeys((ROOM, *GROUPS), 0.0)
    for answer in "ABCD":
        for bar in _rects(picture, f"bar:{answer}"):
            widths[bar.about or ""] += bar.width
    assert list(widths.values()) == pytest.approx([widths[ROOM]] * 6)


@pytest.mark.parametrize("size", SIZES)
def test_no_picture_holds_anything_of_a_hidden_group(results: Results, size: Size) -> None:
    cells = {group: Cell(None, None, None, people) for group, (_, people) in GROUPS.items()}
    fields = {group: FieldCell(None, 0, None, 0, people) for group, (_, people) in GROUPS.items()}
    hidden = replace(
        results,
        statements=tuple(replace(statement, cells=cells) for statement in results.statements),
        fields=tuple(replace(field, cells=fields) for field in results.fields),
    )
    labels = replace(made_labels(), number=lambda value: f"<{value}>")

    for name, picture in all_pictures(hidden, labels, size).items():
        for mark in picture.marks:
            kind, _, group = mark.role.split()[0].partition(":")
            if group in GROUPS and kind != "head":
                in_key = kind == "key" and name == "radar of groups"
                assert in_key or kind in ("dash", "hidden", "number", "sign"), (name, mark)
                assert kind != "number" or (isinstance(mark, Text) and mark.text == "–"), (name, mark)
            if mark.about in GROUPS:
                assert kind in ("head", "hidden"), (name, mark)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("fields", [1, 2, 3])
def test_pictures_exist_for_workshops_about_few_fields(
    results: Results, labels: Labels, fields: int, size: Size
) -> None:
    few = replace(results, fields=results.fields[:fields], statements=results.statements[: 3 * fields])

    assert all(picture.texts for picture in all_pictures(few, labels, size).values())


@pytest.mark.parametrize("size", SIZES)
def test_pictures_exist_before_anybody_answered(results: Results, labels: Labels, size: Size) -> None:
    nobody = dict.fromkeys(("level", "equal_level", "disagreement", "group_distance"))
    fields = tuple(replace(field, **nobody, band=None, e_share=None, cells={}) for field in results.fields)
    statements = tuple(
        replace(one, **nobody, ratings=None, band=None, e=None, answered=None, blank=None, cells={})
        for one in results.statements
    )
    empty = replace(results, respondents=0, groups=(), fields=fields, statements=statements)

    lines = (ROOM, ADMINISTRATION)
    shows = {"radar": lines, "gaps": lines, "diverging": ("1.01",), "dots": ("1.01",), "statement": ("1.01",)}
    for chart in LAYOUTS:
        assert drawn(chart, empty, labels, shows.get(chart, ()), size).height > 30


@pytest.mark.parametrize(
    ("size", "width", "height", "smallest"),
    [
        ("wall", 1832, 742, 28),
        ("wall43", 1832, 1050, 34),
    ],
)
def test_pictures_of_a_room_have_its_size_and_no_smaller_letters(
    results: Results, labels: Labels, size: Size, width: int, height: int, smallest: int
) -> None:
    for name, picture in all_pictures(results, labels, size).items():
        assert (picture.width + 2 * picture.bleed, picture.height) == (width, height), name
        assert min(text.size for text in picture.texts) >= smallest, name


@pytest.mark.parametrize("size", SIZES)
def test_how_to_read_it_stands_in_the_picture_or_is_left_to_the_footer(
    results: Results, labels: Labels, size: Size
) -> None:
    for name, picture in all_pictures(results, labels, size).items():
        notes = " ".join(text.text for text in picture.texts if text.role == "note")
        assert (picture.reading in notes) == FORMATS[size].has_notes or not picture.reading, name


@pytest.mark.parametrize("size", SIZES)
def test_rows_of_which_the_sentence_speaks_are_marked(results: Results, labels: Labels, size: Size) -> None:
    statement = results.statements[2].id
    pictures = all_pictures(results, labels, size, ("teilhabe", statement))

    of_statements, without_rows = {"e", "diverging", "dots"}, {"radar", "gaps", "statement", "slope"}
    for name in LAYOUTS.keys() - without_rows:
        about = statement if name in of_statements else "teilhabe"
        marks = [mark for mark in pictures[name].marks if mark.role.startswith("named")]
        assert [(mark.role, mark.about) for mark in marks] == [("named", about), ("named bar", about)], name
        bold = [text for text in pictures[name].texts if text.role == "name named"]
        assert {text.about for text in bold} == {about}, name
        assert all(text.bold for text in bold), name
        assert marks[0].middle[1] == pytest.approx(marks[1].middle[1])
    underlined = [mark.about for mark in pictures["radar"].marks if mark.role == "named underline"]
    assert set(underlined) == {"teilhabe"}


def test_plain_escapes_what_plotly_would_read() -> None:
    assert plain("A & B <b> $x$") == "A &amp; B &lt;b&gt; &#36;x&#36;"


def test_level_colours_are_the_answers_own_at_whole_steps_and_readable_everywhere() -> None:
    assert [level_colour(Fraction(level)) for level in (1, 2, 3, 4)] == [ANSWER_COLOURS[answer] for answer in "DCBA"]
    for hundredths in range(100, 401):
        colour = level_colour(Fraction(hundredths, 100))
        assert contrast(text_colour(colour), colour) >= 4.5


@pytest.mark.parametrize("size", SIZES)
def test_letters_are_readable_on_what_lies_below_them(results: Results, labels: Labels, size: Size) -> None:
    for name, picture in all_pictures(results, labels, size, ("teilhabe", "1.03")).items():
        areas = [mark for mark in picture.marks if isinstance(mark, Rect) and mark.fill is not None]
        for text in picture.texts:
            x, y = text.middle
            below = [one for one in areas if one.x <= x <= one.x + one.width and one.y <= y <= one.y + one.height]
            ground = below[-1].fill if below else "#ffffff"
            assert contrast(text.colour, ground or "") >= 4.5, (name, text)


@pytest.mark.parametrize("respondents", [42, 61])
def test_statement_draws_e_of_all_rows_on_one_scale(results: Results, labels: Labels, respondents: int) -> None:
    picture = drawn("statement", replace(results, respondents=respondents), labels, ("1.02",), "wall")

    of = results.by_statement["1.02"]
    drawn_e = {mark.about: mark.width for mark in _rects(picture, "bar:E")}
    people = {ROOM: (of.e, respondents), **{group: (cell.e, cell.people) for group, cell in of.cells.items()}}
    parts = {row: (e or 0) / (size if respondents > 60 else 1) for row, (e, size) in people.items() if e}
    scales = [drawn_e[row] / part for row, part in parts.items()]
    assert len(scales) > 3
    assert scales == pytest.approx([scales[0]] * len(scales))


def test_slope_draws_a_line_for_each_change_and_grey_where_it_must_not_be_read(
    results: Results, labels: Labels
) -> None:
    seen = looking_back(results)
    assert seen.since is not None
    shows = (ROOM, *(field.id for field in results.fields))

    picture = drawn("slope", seen, labels, shows)

    changes = {one.id: one for one in seen.since.room.fields}
    lines = {mark.about: mark for mark in picture.shapes if isinstance(mark, Line) and mark.role.startswith("change")}
    assert lines.keys() == changes.keys()
    for id_, line in lines.items():
        change = changes[id_ or ""]
        assert (line.role == "change") == change.is_readable
        assert (line.y1 > line.y2) == (change.after > change.before)
    values = [text.text for text in picture.texts if text.role == "number"]
    assert sorted(values) == sorted(labels.number(v) for one in changes.values() for v in (one.before, one.after))
    assert [text.text for text in picture.texts if text.role == "head"] == ["2026", "n = 38", "2027", "n = 42"]


def test_slope_says_of_statements_how_many_stand_behind_each(results: Results, labels: Labels) -> None:
    picture = drawn("slope", looking_back(results), labels, (ROOM, "1.01", "1.02"), "wall")

    assert [text.text for text in picture.texts if text.role == "n"] == ["n = 38 und 42"] * 2
    assert {text.about for text in picture.texts if text.role == "name"} == {"1.01", "1.02"}
