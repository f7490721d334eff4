"""What resembles a statement is proposed; where a word can turn the meaning, all that it may be are shown."""

import pytest

from data.intake.columns.headings import Catalogue
from data.intake.columns.proposals import proposals
from tests.data.intake.catalogues import NINE, catalogue_of
from tests.exports.people import QUESTIONNAIRE

CATALOGUE = catalogue_of(NINE)


def with_a_slip(text: str) -> str:
    """The longest word lacks its third letter."""
    longest = max(text.split(), key=len)
    return text.replace(longest, longest[:2] + longest[3:])


def test_a_slip_gives_one_proposal():
    assert proposals("Vereine & Initiativen werden gefordert.", CATALOGUE) == ("5",)
    assert proposals("3. Wie ist es? - Vereine und Inititiativen werden gefördert", CATALOGUE) == ("5",)
    assert proposals("Bitte schätzen Sie ein [Bürgerinnen wissen, wer zuständig ist]", CATALOGUE) == ("6",)


def test_ein_and_kein_are_both_shown():
    assert proposals("Unsere Kommune hat ein gemeinsames Leitbil.", CATALOGUE) == ("1", "2")
    assert proposals("Unsere Kommune hat kein gemeinsames Leitbil.", CATALOGUE) == ("2", "1")


@pytest.mark.parametrize(
    ("known", "head"),
    [
        (
            "Die Verwaltung unterstützt Vereine vor Ort aktiv.",
            "Die Verwaltung unterstützt Vereine vor Ort nicht aktiv.",
        ),
        ("Unsere Kommune hat dafür ein gemeinsames Leitbild.", "Unsere Kommune hat dafür kein gemeinsames Leitbild."),
        ("Alle Schulen arbeiten mit den Vereinen zusammen.", "Viele Schulen arbeiten mit den Vereinen zusammen."),
        ("Die Beratung ist mit dem Angebot gut zufrieden.", "Die Beratung ist mit dem Angebot gut unzufrieden."),
        (
            "Bis 2030 ist die Behörde mit allen Stellen gut besetzt.",
            "Bis 2035 ist die Behörde mit allen Stellen gut besetzt.",
        ),
        ("The administration always informs the citizens.", "The administration never informs the citizens."),
    ],
)
def test_a_word_that_turns_the_meaning_is_left_to_people(known, head):
    assert proposals(head, catalogue_of({"a": known})) == ()
    assert proposals(with_a_slip(known), catalogue_of({"a": known})) == ("a",)


def test_of_two_statements_that_are_alike_both_are_shown_the_likelier_first():
    means = catalogue_of({"a": "Wir haben dafür finanzielle Mittel.", "b": "Wir haben dafür finanzielles Mittel!"})

    assert proposals("Wir haben dafür finanziellem Mittel.", means) == ("a", "b")


def test_at_most_three_are_shown():
    many = catalogue_of({str(number): f"Die Kommune fördert das Projekt Nummer {number} gut." for number in range(9)})

    assert len(proposals("Die Kommune fördert das Projekt Nummer x gut.", many)) == 3


@pytest.mark.parametrize("head", ["", "v_12", "Q1", "Name", "Welche Perspektive bringen Sie mit?", "G02Q01[SQ001]"])
def test_what_resembles_nothing_gives_nothing(head):
    assert proposals(head, CATALOGUE) == ()


def test_every_statement_of_our_questionnaire_is_proposed_for_a_slip_in_it():
    catalogue = Catalogue(QUESTIONNAIRE)
    slips = {one.id: f"Frage - {with_a_slip(one.text['de'])}" for one in QUESTIONNAIRE.statements.values()}

    assert {one: proposals(head, catalogue) for one, head in slips.items()} == {one: (one,) for one in slips}
