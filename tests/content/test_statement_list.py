"""The list of statements: what it leaves, in which order, and which slide shows the same."""

from dataclasses import replace

import pytest

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.deck import slide
from content.statement_list import (
    LIST_COLUMNS,
    Choice,
    facts,
    in_order,
    kinds_of,
    list_order_titles,
    list_table,
    listed,
    screenful_of,
)
from content.views import View
from texts.words import words

DE = words("de")


def test_default_choice_leaves_all_in_the_order_of_the_talk(results: Results, questionnaire: Questionnaire) -> None:
    everything = listed(DE, Choice(), results, questionnaire)

    assert everything[: len(results.discuss_first)] == results.discuss_first
    assert sorted(everything) == sorted(one.id for one in results.statements)
    assert not Choice(search="  ").is_narrowed


def test_by_e_those_come_first_that_most_cannot_judge(results: Results) -> None:
    shares = [results.by_statement[one].e or 0 for one in in_order(results, "e")]

    assert shares == sorted(shares, reverse=True)
    assert len(shares) == len(results.statements)


def test_search_finds_sentences_and_numbers_in_any_spelling(results: Results, questionnaire: Questionnaire) -> None:
    sentence = questionnaire.statements["2.01"].text["de"]

    assert listed(DE, Choice(search="2.01"), results, questionnaire) == ("2.01",)
    assert listed(DE, Choice(search=f" {sentence.upper()} "), results, questionnaire) == ("2.01",)
    assert listed(DE, Choice(search=f"{sentence} Raumschiff"), results, questionnaire) == ()


def test_patterns_are_counted_as_they_are_chosen(results: Results, questionnaire: Questionnaire) -> None:
    for kind, title in kinds_of(DE, results).items():
        found = listed(DE, Choice(kind=kind), results, questionnaire)
        assert title.endswith(f" ({len(found)})")


def test_hidden_statement_has_words_instead_of_numbers(results: Results, questionnaire: Questionnaire) -> None:
    first = results.statements[0]
    cells = {group: replace(cell, ratings=None, level=None) for group, cell in first.cells.items()}
    hidden = replace(first, ratings=None, level=None, disagreement=None, pattern="zu_wenige", e=None, cells=cells)
    these = replace(results, statements=(hidden, *results.statements[1:]))

    row = dict(zip(LIST_COLUMNS, list_table(DE, these, questionnaire, (first.id,)).rows[0], strict=True))

    assert {row[name] for name in ("A", "B", "C", "D", "E", "rated", "pattern")} == {"zu wenige Antworten"}
    assert row["span"] == "–"
    assert facts(DE, hidden, questionnaire).endswith(" · zu wenige Antworten")


@pytest.mark.parametrize("order", list_order_titles(DE))
def test_slide_of_several_shows_the_chosen_one_and_its_neighbours(
    results: Results, questionnaire: Questionnaire, order: str
) -> None:
    choice = Choice(order)  # type: ignore[arg-type]
    statements = listed(DE, choice, results, questionnaire)

    for place, statement in enumerate(statements, 1):
        found = screenful_of(choice, results, statement)
        if found is None:
            assert order == "e" and not results.by_statement[statement].e
            continue
        view, first, last = found
        assert slide(view, results, questionnaire, DE).shows == statements[first - 1 : last]
        assert first <= place <= last


def test_narrowed_list_has_no_slide_of_several(results: Results) -> None:
    first = in_order(results, "besprechen")[0]

    assert screenful_of(Choice(), results, first) == (View("unterschiede", "aussagen"), 1, 4)
    assert screenful_of(Choice(field=results.by_statement[first].field), results, first) is None
