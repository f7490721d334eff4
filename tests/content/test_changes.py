"""What a comparison of two runs says: higher, lower, too small to be read, and what is not compared."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from analysis.changes import Change, Changes, RunComparison
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.changes import change_parts, changes_slide, comparable_groups
from content.deck import deck, views
from content.margins import kicker
from content.views import View, view_at
from tests.room.workshops import demo
from texts.words import Words, words

DE, EN = words("de"), words("en")
THEN = date(2024, 10, 8)


@pytest.fixture(scope="module")
def seen() -> tuple[Results, Questionnaire]:
    return demo()


def beside(results: Results, *directions: str, later: date = date(2026, 1, 1)) -> Results:
    """The same with one change a direction, of the first fields; and of as many statements."""

    def changes(ids: list[str]) -> tuple[Change, ...]:
        of = zip(ids, directions, strict=False)
        return tuple(Change(one, Fraction(2), Fraction(3), 20, 24, way) for one, way in of)  # type: ignore[arg-type]

    room = Changes(changes([one.id for one in results.fields]), changes([one.id for one in results.statements]))
    return replace(results, since=RunComparison("x", earlier=THEN, later=later, room=room, groups={}))


@pytest.mark.parametrize(
    ("directions", "sentence"),
    [
        (
            ("hoeher", "hoeher", "hoeher", *["klein"] * 4),
            "3 Handlungsfelder werden höher eingeschätzt als 2024. "
            "Bei 4 ist der Unterschied zu klein, um ihn zu deuten",
        ),
        (
            ("niedriger", "klein"),
            "Ein Handlungsfeld wird niedriger eingeschätzt als 2024. "
            "Einmal ist der Unterschied zu klein, um ihn zu deuten",
        ),
        (("hoeher", "hoeher", "niedriger"), "Höher eingeschätzt als 2024: 2 von 3 Handlungsfeldern. Niedriger: 1"),
        (("klein", "klein"), "In keinem Handlungsfeld ist der Unterschied zu 2024 groß genug, um ihn zu deuten"),
        ((), "Zu wenig ist gleich geblieben, um etwas zu vergleichen"),
    ],
)
def test_finding_counts_what_can_be_read(
    seen: tuple[Results, Questionnaire], directions: tuple[str, ...], sentence: str
) -> None:
    results, asked = seen

    made = changes_slide(DE, beside(results, *directions), asked, View("vergleich"))

    assert made.finding.sentence == sentence
    readable = [one.id for one, way in zip(results.fields, directions, strict=False) if way != "klein"]
    assert list(made.finding.named) == readable


@pytest.mark.parametrize(
    ("language", "later", "words_of_it"),
    [
        (DE, date(2024, 12, 1), "als am 8. Oktober 2024"),
        (EN, date(2024, 12, 1), "than on 8 October 2024"),
        (EN, date(2025, 3, 1), "than in 2024"),
    ],
)
def test_runs_of_one_year_are_told_apart_by_their_days(
    seen: tuple[Results, Questionnaire], language: Words, later: date, words_of_it: str
) -> None:
    results, asked = seen

    made = changes_slide(language, beside(results, "hoeher", later=later), asked, View("vergleich"))

    assert words_of_it in made.finding.sentence


@pytest.mark.parametrize(
    ("language", "later", "heads", "nothing", "line"),
    [
        (
            DE,
            date(2024, 12, 1),
            ("8. Oktober 2024", "1. Dezember 2024"),
            "zum 8. Oktober 2024 groß genug",
            "von der Einschätzung am 8. Oktober 2024 zu der am 1. Dezember 2024,",
        ),
        (
            DE,
            THEN,
            ("1. Durchgang", "3. Durchgang"),
            "zum 1. Durchgang groß genug",
            "von der Einschätzung im 1. Durchgang zu der im 3. Durchgang,",
        ),
        (EN, THEN, ("run 1", "run 3"), "from run 1 large enough", "from the rating in run 1 to that in run 3,"),
        (
            EN,
            date(2025, 3, 1),
            ("2024", "2025"),
            "from 2024 large enough",
            "from the rating in 2024 to that in 2025,",
        ),
    ],
)
def test_runs_of_one_day_are_told_apart_by_their_numbers(
    seen: tuple[Results, Questionnaire],
    language: Words,
    later: date,
    heads: tuple[str, str],
    nothing: str,
    line: str,
) -> None:
    results, asked = seen
    compared = beside(results, "klein", later=later)
    assert compared.since is not None
    compared = replace(compared, since=replace(compared.since, runs=(1, 3)))

    for view in ("felder", "aussagen"):
        made = changes_slide(language, compared, asked, View("vergleich", view))
        assert made.table.heads[1:3] == heads
        assert nothing in made.finding.sentence
        assert line in made.table.title

    beside_it = kicker(language, made, compared, asked)
    article = "dem " if language is DE else ""
    assert f"{article}{heads[0]} · " in beside_it


def test_table_has_both_levels_with_their_people_and_a_word_but_no_difference(
    seen: tuple[Results, Questionnaire],
) -> None:
    results, asked = seen

    made = changes_slide(DE, beside(results, "hoeher", "klein"), asked, View("vergleich", "aussagen"))

    assert made.table.heads == ("Aussage", "2024", "2026", "Veränderung")
    first, second = made.table.rows
    assert first[1:] == ("2,0 (n = 20)", "3,0 (n = 24)", "höher")
    assert second[1:] == ("2,0 (n = 20)", "3,0 (n = 24)", "Unterschied zu klein zum Deuten")


def test_what_is_not_compared_is_named(seen: tuple[Results, Questionnaire]) -> None:
    results, asked = seen
    compared = beside(results, "hoeher")
    assert compared.since is not None
    since = replace(compared.since, reworded=("1.03",), added=("2.01",), dropped=("x", "y"))

    made = changes_slide(DE, replace(compared, since=since), asked, View("vergleich"))

    caution, left_out = made.notes
    assert caution.lines[0] == "zweimal gefragt, nicht unbedingt dieselben Personen"
    assert left_out.title == "Nicht verglichen"
    assert left_out.lines[0].startswith("1.03 ") and left_out.lines[0].endswith(": inzwischen anderer Wortlaut")
    assert left_out.lines[1:] == ("Eine Aussage kam erst jetzt dazu", "2 frühere Aussagen fehlen jetzt")


def test_statements_come_by_fives_first_those_that_can_be_read(seen: tuple[Results, Questionnaire]) -> None:
    results, _asked = seen
    compared = beside(results, *["klein"] * 6, "hoeher", "klein")

    parts = change_parts(compared)

    ids = [one.id for one in results.statements]
    assert [[one.id for one in part] for part in parts] == [[ids[6], *ids[:3]], [*ids[3:6], ids[7]]]


def test_a_group_is_compared_where_both_show_it_and_by_the_address_alone(seen: tuple[Results, Questionnaire]) -> None:
    results, asked = seen
    group = comparable_groups(results)[0]
    view = View("vergleich", groups=(group,))

    made = changes_slide(DE, results, asked, view)

    assert view_at(made.address) == view
    assert made.shows[0] == group
    assert made.table.columns == ("",) * len(made.table.heads)
    assert changes_slide(DE, results, asked, View("vergleich", groups=("nie",))).shows[0] == "alle"


def test_deck_has_the_comparison_behind_the_overview_only_where_there_is_one(
    seen: tuple[Results, Questionnaire],
) -> None:
    results, asked = seen

    pages = [view.page for view in views(results)]

    assert pages.index("vergleich") > pages.index("ueberblick")
    assert pages.index("unterschiede") > len(pages) - 1 - pages[::-1].index("vergleich")
    assert "vergleich" not in [view.page for view in views(replace(results, since=None))]
    alone = changes_slide(DE, replace(results, since=None), asked, View("vergleich"))
    assert (alone.chart, alone.table.rows) == (None, ())
    assert len(deck(results, asked, EN)) == len(pages)
