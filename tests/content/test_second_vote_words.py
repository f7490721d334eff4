"""What is said of a second vote: the moves in words, and nothing of a group that may not be shown."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.results import Cell, Ratings
from analysis.second_vote import Moves, SecondVote
from content.labels import ROOM
from content.second_vote import after_finding, after_table
from content.suggestions import statement_slide
from texts.words import words

DE, EN = words("de"), words("en")
HIDDEN = "nicht einzeln gezeigt (Schutz kleiner Gruppen)"


@pytest.fixture
def before(results):
    return replace(results.statements[0], ratings=Ratings(10, 10, 10, 4), e=2, people=40)


@pytest.fixture
def after(before):
    hidden = {group: Cell(None, None, None, cell.people) for group, cell in before.cells.items()}
    first = next(iter(hidden))
    cells = hidden | {first: Cell(Ratings(4, 2, 0, 0), Fraction(11, 3), 1, 9)}
    return SecondVote(before.id, 37, Ratings(14, 10, 8, 4), 1, Moves(6, 25, 3), cells)


def test_moves_are_said_without_praise(before, after):
    assert after_finding(DE, before, after).sentence == "Nach dem Gespräch: 6 höher, 25 unverändert, 3 niedriger"
    assert after_finding(EN, before, after).sentence == "After the talk: 6 higher, 25 unchanged, 3 lower"


def test_where_moves_are_hidden_the_sides_are_said(before, after):
    finding = after_finding(DE, before, replace(after, moves=None))

    assert finding.sentence == "Nach dem Gespräch: 24 stimmen (eher) zu, 12 (eher) nicht zu"


def test_too_few_votes_are_no_result(before, after):
    finding = after_finding(DE, before, replace(after, moves=None, ratings=None, e=None))

    assert finding.sentence == "Für ein Ergebnis gibt es zu wenige Stimmen"


@pytest.mark.parametrize("say", [after_finding, lambda *given: after_table(*given, None, None)])
def test_a_vote_on_another_statement_is_refused(before, after, say):
    with pytest.raises(ValueError, match="a second vote on other, not on"):
        say(DE, before, replace(after, statement="other"))


def test_table_has_the_room_before_and_after_and_each_group_after(before, after, results, questionnaire):
    table = after_table(DE, before, after, results, questionnaire)

    assert table.rows[0] == ("Alle im Raum, vorher", 10, 10, 10, 4, 34, Decimal("2.8"), "2 von 40")
    assert table.rows[1] == ("Alle im Raum, nachher", 14, 10, 8, 4, 36, Decimal("2.9"), "1 von 37")
    assert table.rows[2][1:] == (4, 2, 0, 0, 6, Decimal("3.7"), "1 von 7")
    assert {row[1:] for row in table.rows[3:]} == {(HIDDEN,) * 7}
    assert all(row[0].endswith(", nachher") for row in table.rows[2:])
    assert table.ids == (ROOM, ROOM, *(group.id for group in results.groups))


def test_table_has_the_columns_of_the_statement(before, after, results, questionnaire):
    table = after_table(DE, before, after, results, questionnaire)

    assert table.heads == statement_slide(DE, results, questionnaire, before.id).table.heads


def test_moves_stand_in_the_title_only_where_they_are_shown(before, after, results, questionnaire):
    shown = after_table(DE, before, after, results, questionnaire).title
    hidden = after_table(DE, before, replace(after, moves=None), results, questionnaire).title

    assert shown == f"{hidden}. Von 34 Personen, die beide Male bewertet haben: 6 höher, 25 unverändert, 3 niedriger"


def test_who_cannot_judge_is_hidden_where_nobody_knows_how_many_of_a_group_voted(before, after, results, questionnaire):
    first = next(iter(after.cells))
    cells = after.cells | {first: Cell(None, None, 3, 9)}

    table = after_table(DE, before, replace(after, cells=cells), results, questionnaire)

    assert table.rows[2][1:] == (HIDDEN,) * 7


def test_too_few_in_the_room_say_so(before, after, results, questionnaire):
    table = after_table(DE, before, replace(after, ratings=None, e=None, moves=None), results, questionnaire)

    assert table.rows[1][1:] == ("zu wenige Antworten",) * 7
