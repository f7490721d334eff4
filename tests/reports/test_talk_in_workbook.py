"""What the talk has added, in the workbook: only where there is something, in the words of the room."""

import io
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import openpyxl
import pytest

from analysis.action_plan import Measure
from analysis.changes import Change, Changes, RunComparison
from analysis.points import Option, PollResult, Question, Tallied
from analysis.protocol import Agreement, Note
from analysis.questionnaire import Questionnaire
from analysis.results import Cell, Ratings, Results
from analysis.second_vote import Moves, SecondVote
from content.changes import changes_slide
from content.second_vote import after_table
from content.views import View
from reports.workbook import workbook
from tests.reports.dossiers import dossier_of
from texts.words import words

DE = words("de")
HIDDEN = "nicht einzeln gezeigt (Schutz kleiner Gruppen)"


def book_of(results: Results, questionnaire: Questionnaire, language: str = "de", **added: Any) -> Any:
    content = workbook(dossier_of(results, questionnaire, **added), words(language))
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(worksheet: Any) -> list[tuple[Any, ...]]:
    rows = [tuple(cell.value for cell in row) for row in worksheet.iter_rows(min_row=4)]
    return [tuple(value for value in row if value is not None) for row in rows if any(row)]


def second_vote(results: Results) -> SecondVote:
    before = results.by_statement["1.1"]
    hidden = {group: Cell(None, None, None, cell.people) for group, cell in before.cells.items()}
    return SecondVote("1.1", 12, Ratings(6, 3, 2, 0), 1, Moves(4, 6, 1), hidden)


def beside_an_earlier_run(results: Results) -> Results:
    change = Change("1.1", Fraction(2), Fraction(5, 2), 20, 12, "hoeher")
    room = Changes((replace(change, id="eins"),), (replace(change, id="2.01", direction="klein"), change))
    group = results.groups[0].id
    since = RunComparison("x", date(2024, 1, 1), date(2026, 10, 1), room, {group: Changes((), (change,))})
    return replace(results, since=since)


def measure(**said: Any) -> Measure:
    return Measure(**{"what": "Leitbild", "who": "Rat", "id": "m", "number": 1, "version": "", **said})


def test_without_a_talk_there_is_nothing_of_it(results: Results, questionnaire: Questionnaire) -> None:
    nothing = SecondVote("9.99", 12, None, None, None, {})

    book = book_of(results, questionnaire, second_votes={"9.99": nothing}, agreements={"9.99": None})

    assert book.sheetnames == ["Überblick", "Aussagen", "Gruppen", "Methode"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de", ["Vergleich", "Zweite Abstimmung", "Vereinbart", "Frühere Maßnahmen"]),
        ("en", ["Comparison", "Second vote", "Agreed", "Earlier measures"]),
    ],
)
def test_every_part_of_the_talk_has_a_worksheet(
    results: Results, questionnaire: Questionnaire, language: str, names: list[str]
) -> None:
    added = {"second_votes": {"1.1": second_vote(results)}, "measures": [measure()], "earlier": [measure()]}

    book = book_of(beside_an_earlier_run(results), questionnaire, language, **added)

    assert [name for name in book.sheetnames if name in names] == names


def test_second_vote_stands_beside_the_first(results: Results, questionnaire: Questionnaire) -> None:
    after = second_vote(results)

    rows = rows_of(book_of(results, questionnaire, second_votes={"1.1": after})["Zweite Abstimmung"])

    assert rows[2] == ("1.1", "Es gibt ein Leitbild.", "Nach dem Gespräch: 4 höher, 6 unverändert, 1 niedriger")
    # (4 + 3 + 2 + 1) · 3 / 12 = 2.5, then (6 · 4 + 3 · 3 + 2 · 2) / 11 = 3.36…
    assert rows[5][2:] == ("Alle im Raum, vorher", 3, 3, 3, 3, 12, 2.5, "0 von 12")
    assert rows[6][2:] == ("Alle im Raum, nachher", 6, 3, 2, 0, 11, 3.4, "1 von 12")
    assert rows[7][2:] == ("Verwaltung, nachher", *[HIDDEN] * 7)
    table = after_table(DE, results.by_statement["1.1"], after, results, questionnaire)
    assert len(rows) == 5 + len(table.rows)


def test_what_is_hidden_of_a_second_vote_is_hidden_here(results: Results, questionnaire: Questionnaire) -> None:
    after = replace(second_vote(results), ratings=None, e=None, moves=None)

    rows = rows_of(book_of(results, questionnaire, second_votes={"1.1": after})["Zweite Abstimmung"])

    assert rows[2][2] == "Für ein Ergebnis gibt es zu wenige Stimmen"
    assert {value for row in rows[6:] for value in row[3:]} == {"zu wenige Antworten", HIDDEN}


def test_comparison_says_both_levels_and_where_they_have_gone(results: Results, questionnaire: Questionnaire) -> None:
    since = beside_an_earlier_run(results)
    first = changes_slide(DE, since, questionnaire, View("vergleich"))

    rows = rows_of(book_of(since, questionnaire)["Vergleich"])

    heads = next(place for place, row in enumerate(rows) if row[0] == "Handlungsfeld")
    assert rows[heads - 1] == (first.finding.sentence,)
    assert rows[heads + 1] == first.table.rows[0]
    assert rows[heads + 1][:4] == ("Eins", "2,0 (n = 20)", "2,5 (n = 12)", "höher")
    assert rows[heads + 3][:5] == ("Nr.", "Aussage", "2024", "2026", "Veränderung")
    assert [row[0] for row in rows[heads + 4 :]] == ["1.1", "2.01"]
    assert rows[heads + 4][2:] == ("2,0 (n = 20)", "2,5 (n = 12)", "höher", "2,0, dann 2,5: höher")
    assert rows[heads + 5][-2:] == ("Unterschied zu klein zum Deuten", "nicht in beiden gezeigt")
    assert any("zweimal gefragt, nicht unbedingt dieselben Personen" in row for row in rows)


def test_points_stand_beside_measures_and_with_those_who_gave_them(
    results: Results, questionnaire: Questionnaire
) -> None:
    option = Option("m", "Leitbild")
    points = PollResult(Question("points", (option,)), 12, (Tallied(option, 7, None),))

    rows = rows_of(book_of(results, questionnaire, measures=[measure()], points=points)["Vereinbart"])

    assert rows[1][:4] == ("Was?", "Wer?", "Bis wann?", "Punkte")
    assert rows[2][:4] == ("Leitbild", "Rat", "noch offen", 7)
    assert rows[3] == ("12 Personen haben abgestimmt. Jede Person hat einen Punkt",)
    assert rows[5] == ("Leitbild", 7)


def test_earlier_measures_have_their_status_and_no_name(results: Results, questionnaire: Questionnaire) -> None:
    earlier = [measure(person="Vorname Nachname", status="dropped", status_reason="Streit")]

    book = book_of(results, questionnaire, earlier=earlier)

    rows = rows_of(book["Frühere Maßnahmen"])
    assert rows[1] == ("Eine Maßnahme war vereinbart: 1 verworfen",)
    assert rows[-1] == ("Leitbild", "Rat · noch offen", "verworfen")
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not {"Vorname Nachname", "Streit"} & cells


def test_nothing_typed_becomes_a_formula(results: Results, questionnaire: Questionnaire) -> None:
    typed = '=HYPERLINK("x")'
    added = {
        "measures": [measure(what=typed, who=typed)],
        "earlier": [measure(what=typed, who=typed)],
        "notes": [Note("n", "", typed, True, 1, "")],
        "agreements": {"1.1": Agreement("1.1", "A", typed, "")},
        "municipality": f"{typed}\x1b\ud800\ufffe",
    }

    book = book_of(results, questionnaire, **added)

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert sum(cell.value == typed for cell in cells) == 5
    assert (book.properties.creator, book.properties.lastModifiedBy) == (typed, None)
