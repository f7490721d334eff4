"""The results as PowerPoint: the show of the evening, native charts with the numbers of the screen, nothing hidden."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openxml_audit import validate_pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE

from analysis.comparison import span
from analysis.questionnaire import RATINGS
from analysis.results import Results
from analysis.second_vote import SecondVote
from content.deck import slide as made
from content.differences import spread_finding
from content.show import default_show
from content.statements import short_name
from content.tables import as_read
from content.views import View, view_at
from reports.presentation.show import presentation
from tests.dossiers import demo_dossiers, full, made_up
from tests.reports.pdf.samples import logo as logo_of
from texts.titles import hidden_text
from texts.words import words

from . import decks

DE, EN = words("de"), words("en")
ROOM, SHEET = "Alle im Raum", "Verwaltungsbogen"
TOO_FEW = "zu wenige Antworten"
SHORT = decks.ASKED.short_form
ALIKE = {"Musterlingen", "Wie weltoffen sind wir?", "Hauptamt", "Weil es so ist.", "Name", "Text", "n", "Status"}
GROUPS = ("Integration", "Communities")
"""What people typed, and words that both languages have."""


@pytest.fixture(scope="module")
def results() -> Results:
    return decks.results_of(decks.ASKED, SHORT)


@pytest.fixture(scope="module")
def shown(results: Results) -> Any:
    return decks.opened(presentation(decks.dossier(results), DE))


def _with_title(shown: Any, sentence: str) -> Any:
    wanted = sentence[:1].upper() + sentence[1:]
    return next(one for one in shown.slides if one.shapes.title.text_frame.text == wanted)


def _of(shown: Any, results: Results, view: View) -> Any:
    """The slide of a view: its table stands in the notes."""
    said = made(view, results, decks.ASKED, DE)
    return next(
        one
        for one in shown.slides
        if said.table.title in decks.notes(one) and said.finding.sentence in decks.notes(one) and _rows_in(one, said)
    )


def _rows_in(slide: Any, said: Any) -> bool:
    return all(str(row[0]) in decks.notes(slide) for row in said.table.rows)


def test_presentation_goes_through_the_show(shown: Any, results: Results) -> None:
    places = [view_at(place.slide) for place in default_show(results) if place.slide]
    there = [view for view in places if view.view not in ("gruppen", "anregungen") or view.page == "unterschiede"]
    wanted = [made(view, results, decks.ASKED, DE).finding.sentence for view in there]

    titles = [one.shapes.title.text_frame.text for one in shown.slides]

    assert titles[:2] == ["Wie weltoffen sind wir?", "Leitmotiv"]
    assert titles[-1] == "Methode"
    said, at = [decks.notes(one) for one in shown.slides], 0
    for sentence in wanted:
        at = next(place for place in range(at, len(said)) if sentence in said[place].split("\n")) + 1


@pytest.mark.parametrize("words_of", [DE, EN])
def test_no_two_slides_have_the_same_title(results: Results, words_of: Any) -> None:
    dossiers = (
        decks.dossier(results, measures=decks.measures(30)),
        *demo_dossiers(),
        made_up(60),
        made_up(0),
        made_up(30, statements=1),
    )
    for dossier in dossiers:
        shown = decks.opened(presentation(dossier, words_of))
        titles = [one.shapes.title.text_frame.text.casefold() for one in shown.slides]
        assert len(set(titles)) == len(titles)


def test_where_groups_are_compared_the_title_names_the_widest_distance_of_the_slide(results: Results) -> None:
    view = View("unterschiede", "gruppen", "2")
    shows = made(view, results, decks.ASKED, DE).shows
    found = spread_finding(DE, results, decks.ASKED, shows)
    assert found is not None

    shown = decks.opened(presentation(decks.dossier(results), DE))

    titles = [one.shapes.title.text_frame.text for one in shown.slides]
    assert any(title.startswith(found.sentence) and " (Folie 2 von " in title for title in titles)
    if found.named:
        widest = max(shows, key=lambda one: span(results.by_statement[one]) or 0)
        assert span(results.by_statement[found.named[0]]) == span(results.by_statement[widest])


def test_the_logo_stands_on_the_first_slide(results: Results) -> None:
    without, with_logo = (
        decks.opened(presentation(decks.dossier(results), DE, logo)).slides[0] for logo in (None, logo_of(600, 100))
    )

    assert not [one for one in without.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    (picture,) = [one for one in with_logo.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Logo von Musterlingen"
    assert picture.width == 6 * picture.height
    assert picture.top + picture.height <= with_logo.shapes.title.top


def test_every_slide_has_its_sentence_in_the_title_placeholder(shown: Any) -> None:
    for slide in shown.slides:
        assert slide.shapes.title.is_placeholder
        assert slide.shapes.title.text_frame.text
        assert slide.shapes[0]._element is slide.shapes.title._element  # read first


def test_every_number_of_a_slide_stands_in_its_notes(shown: Any, results: Results) -> None:
    for place in default_show(results):
        view = view_at(place.slide) if place.slide else View("ueberblick", "anregungen")
        if view.view in ("anregungen", "gruppen"):
            continue
        said = made(view, results, decks.ASKED, DE)
        notes = decks.notes(_of(shown, results, view))
        for row in as_read(DE, said.table):
            assert all(value in notes for value in row)
        assert "keine repräsentative Untersuchung" in notes


def test_radar_draws_the_levels_of_the_room_and_the_verwaltungsbogen(shown: Any, results: Results) -> None:
    (radar,) = decks.charts(_of(shown, results, View("ueberblick")))

    assert radar.kind == "radarChart"
    assert radar.values(ROOM) == tuple(decks.level(one.level) for one in results.fields)
    assert radar.values(SHEET) == tuple(decks.level(one.administration_level) for one in results.fields)


@pytest.mark.parametrize("part", ["", "2", "3", "4", "5"])
def test_bars_draw_the_counts_with_disagreement_at_the_left(shown: Any, results: Results, part: str) -> None:
    view = View("unterschiede", "aussagen", part)
    rows = [results.by_statement[one] for one in made(view, results, decks.ASKED, DE).shows]

    bars, *e = decks.charts(_of(shown, results, view))

    drawn = {one.head[0]: one.written for one in bars.columns if one.head[:2] in ("A ", "B ", "C ", "D ")}
    for at, one in enumerate(rows):
        counts = [drawn[code][at] for code in RATINGS]
        assert counts == ([None] * 4 if one.ratings is None else [*one.ratings[:2], *(-n for n in one.ratings[2:])])
    assert [one.kind for one in e] == ["barChart"] * len(e)
    assert all(chart.columns[-1].written == tuple(one.e for one in rows) for chart in e)


@pytest.mark.parametrize("part", ["", "2", "3"])
def test_dots_stand_at_the_shown_levels_of_the_groups(shown: Any, results: Results, part: str) -> None:
    view = View("unterschiede", "gruppen", part)
    rows = [results.by_statement[one] for one in made(view, results, decks.ASKED, DE).shows]

    (dots,) = decks.charts(_of(shown, results, view))

    assert dots.values(ROOM) == tuple(decks.level(one.level) for one in rows)
    levels = [tuple(decks.level(one.cells[group.id].level) for one in rows) for group in results.groups]
    drawn = [one.written for one in dots.columns if one.head not in (ROOM, "tx", "yVal")]
    assert drawn == [one for one in levels if any(value is not None for value in one)]
    heights = [one for one in dots.columns if one.head == "yVal"]
    for own, where in zip([*drawn, dots.values(ROOM)], heights, strict=True):
        assert [one is None for one in own] == [one is None for one in where.written]


def test_changes_draw_both_runs(shown: Any, results: Results) -> None:
    assert results.since is not None
    (dots,) = decks.charts(_of(shown, results, View("vergleich")))

    assert dots.values("2024") == tuple(decks.level(one.before) for one in results.since.room.fields)
    assert dots.values("2026") == tuple(decks.level(one.after) for one in results.since.room.fields)


def test_charts_keep_what_their_workbooks_hold_and_no_formula(shown: Any) -> None:
    found = [chart for slide in shown.slides for chart in decks.charts(slide)]

    assert len(found) > 20
    for chart in found:
        assert len(chart.book.sheetnames) == 1
        for column in chart.columns:
            assert [_number(one) for one in column.kept] == [_number(one) for one in column.written]
        assert {cell.data_type for row in chart.book.worksheets[0] for cell in row} <= {"s", "n", "inlineStr"}


def _number(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def test_a_statement_of_the_plan_is_followed_by_its_second_vote(shown: Any, results: Results) -> None:
    dossier = decks.dossier(results)
    first = next(iter(dossier.second_votes))
    titles = [one.shapes.title.text_frame.text for one in shown.slides]
    name = short_name(DE, decks.ASKED.statements[first])
    at = titles.index(f"Nach dem Gespräch: 1 höher, 2 unverändert, 3 niedriger ({name})")

    said = decks.texts(shown.slides[at])

    sentence = decks.ASKED.statements[first].text["de"]
    assert f"„{sentence}“" in said
    assert f"„{sentence}“" in decks.texts(shown.slides[at - 1])
    assert "Gemeinsame Einschätzung: Trifft eher zu" in said
    assert "Weil es so ist." in said


def test_hidden_second_votes_stay_hidden(results: Results) -> None:
    one = next(iter(results.plan))
    cells = {
        group: replace(cell, ratings=None, level=None, e=None)
        for group, cell in results.by_statement[one].cells.items()
    }
    nothing = SecondVote(one, 3, None, None, None, cells)

    shown = decks.opened(presentation(decks.dossier(results, second_votes={one: nothing}), DE))

    slide = _with_title(shown, "Für ein Ergebnis gibt es zu wenige Stimmen")
    bars = decks.charts(slide)
    assert all(
        value is None
        for chart in bars
        for own in chart.columns[1:]
        for value in own.written[1:]
        if own.head[1:2] == " "
    )
    assert decks.texts(slide).count(hidden_text(DE)) == len(results.groups)
    assert TOO_FEW in decks.texts(slide)


def test_nothing_stands_anywhere_where_everything_is_hidden(results: Results) -> None:
    nothing = decks.hidden(results)

    shown = decks.opened(presentation(decks.dossier(nothing, second_votes={}, agreements={}), DE))

    found = [chart for slide in shown.slides for chart in decks.charts(slide)]
    assert found == []
    assert TOO_FEW in "".join(decks.notes(one) for one in shown.slides)


def test_measures_stand_four_a_slide_without_a_name(results: Results) -> None:
    content = presentation(decks.dossier(results, measures=decks.measures(30)), DE)

    shown = decks.opened(content)
    there = [one for one in shown.slides if one.shapes.title.text_frame.text.startswith("30 Maßnahmen sind")]
    assert len(there) == 8
    said = [text for slide in there for text in decks.texts(slide) if text.startswith("Maßnahme ")]
    assert said == [f"Maßnahme {number}" for number in range(1, 31)]
    assert decks.PERSON not in _everything(content)


def test_slides_say_how_far_measures_are_and_what_the_talk_left_open() -> None:
    shown = decks.opened(presentation(full(), DE))
    texts = "\n".join(text for one in shown.slides for text in _texts_of(one))

    assert "nicht weiterverfolgt: Die Unterkunft ist geschlossen" in texts and "geplant, überfällig" in texts
    assert "3. September 2026, überfällig" in texts and "Stand: 4. März 2027" in texts
    assert "Dazu ist kein Ergebnis festgehalten." in texts and "Nicht mehr geschafft." in texts


def _texts_of(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def test_no_measures_and_no_date_are_asked_for_or_left_out(results: Results) -> None:
    shown = decks.opened(presentation(decks.dossier(results, measures=(), next_date=None, earlier=()), DE))

    titles = [one.shapes.title.text_frame.text for one in shown.slides]
    (empty,) = [one for one in _with_title(shown, "Was nehmen wir uns vor?").shapes if one.has_table]
    assert [cell.text for row in list(empty.table.rows)[1:] for cell in row.cells] == [""] * 12
    assert all(row.height > 400_000 for row in list(empty.table.rows)[1:])
    assert not any(title.startswith(("Wir sehen uns", "2 Maßnahmen waren")) for title in titles)


@pytest.mark.parametrize(
    "typed", ["=HYPERLINK(1;2)", "{=1}", "+1+1", "<b>fett</b> & „so“", "a\x00b\x1bc\ud800d\u202ee"]
)
def test_what_people_typed_stays_text(results: Results, typed: str) -> None:
    first = decks.ASKED.short_form[0]
    fields = tuple(
        replace(
            field,
            short={"de": typed},
            statements=tuple(replace(one, text={"de": typed}) if one.id == first else one for one in field.statements),
        )
        for field in decks.ASKED.fields
    )
    dossier = decks.dossier(
        results,
        replace(decks.ASKED, fields=fields),
        municipality=typed,
        title=typed,
        contact=typed,
        leitmotiv=typed,
        measures=[replace(one, what=typed, who=typed) for one in decks.measures(2)],
    )
    as_printed = "abcde" if "\x00" in typed else typed

    shown = decks.opened(presentation(dossier, DE))

    assert shown.slides[0].shapes.title.text_frame.text == as_printed
    assert as_printed in decks.texts(shown.slides[1])
    (radar,) = [one for slide in shown.slides for one in decks.charts(slide) if one.kind == "radarChart"]
    assert radar.columns[1].written == (as_printed,) * len(fields)
    assert radar.columns[1].kept == (as_printed,) * len(fields)
    assert radar.book.worksheets[0]["A2"].data_type in ("s", "inlineStr")
    assert shown.core_properties.author == as_printed


def test_file_opens_cleanly_and_says_nothing_of_who_made_it(results: Results, tmp_path: Any) -> None:
    content = presentation(decks.dossier(results), DE)
    path = tmp_path / "show.pptx"
    path.write_bytes(content)

    assert validate_pptx(path).errors == []
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in parts if "thumbnail" in name or "printer" in name]
    assert "Macintosh" not in _everything(content)
    about = decks.opened(content).core_properties
    assert (about.title, about.author, about.last_modified_by) == ("Wie weltoffen sind wir?", "Musterlingen", "")
    assert (about.language, about.created.date()) == ("de-DE", date(2026, 10, 1))


def test_every_picture_is_told_in_words(shown: Any) -> None:
    frames = [one for slide in shown.slides for one in slide.shapes if one.has_chart or one.has_table]

    assert all(one._element.xpath(".//p:cNvPr")[0].get("descr") for one in frames)


def test_everything_stands_on_its_slide(shown: Any) -> None:
    for slide in shown.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height


def test_long_names_leave_everything_on_its_slide(results: Results) -> None:
    long = "W" * 64
    fields = tuple(replace(one, short={"de": long}, title={"de": long}) for one in decks.ASKED.fields)
    measures = [replace(one, what=long * 2, who=long) for one in decks.measures(3)]
    dossier = decks.dossier(
        results, replace(decks.ASKED, fields=fields), title=long, municipality=long, measures=measures
    )

    test_everything_stands_on_its_slide(decks.opened(presentation(dossier, DE)))


def test_one_field_is_enough(results: Results) -> None:
    own = tuple(one for one in SHORT if decks.ASKED.field_of[one] == results.fields[0].id)
    alone = decks.results_of(decks.ASKED, own)

    shown = decks.opened(presentation(decks.dossier(alone), DE))

    assert [one for slide in shown.slides for one in decks.charts(slide) if one.kind == "radarChart"]
    test_everything_stands_on_its_slide(shown)


def test_presentation_speaks_english(results: Results) -> None:
    """What stands in both is typed by people, or no word."""
    dossier = decks.dossier(results)
    german, english = (_said(presentation(dossier, one)) for one in (DE, EN))

    same = {one for one in german & english if any(letter.isalpha() for letter in one)}
    assert {one for one in same - ALIKE if not one.startswith(("Maßnahme ", *GROUPS))} == set()
    assert decks.opened(presentation(dossier, EN)).core_properties.language == "en-GB"


def _said(content: bytes) -> set[str]:
    """Texts of slides, layouts, notes, charts and their workbooks, and what pictures are told as."""
    shown = decks.opened(content)
    found = set()
    for slide in shown.slides:
        found |= {*decks.texts(slide), *decks.notes(slide).split("\n")}
        found |= {one.get("descr") or one.get("name") for one in slide.shapes._spTree.xpath(".//p:cNvPr")}
        for chart in decks.charts(slide):
            found |= set(chart.book.sheetnames)
            found |= {cell.value for row in chart.book.worksheets[0] for cell in row if isinstance(cell.value, str)}
    for layout in (shown.slide_master, *shown.slide_layouts, shown.notes_master):
        found |= {layout.name, *(one.name for one in layout.shapes), *decks.texts(layout)}
    return {one for one in found if one}


def _everything(content: bytes) -> str:
    """All parts of the file and of the workbooks in it, one after the other."""
    said = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            said.append(_everything(part) if name.endswith(".xlsx") else part.decode("utf-8", "replace"))
    return "".join(said)
