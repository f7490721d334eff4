"""The talk in writing, in words and as tables."""

from dataclasses import replace

from analysis.protocol import ASSESSMENTS, Agreement, Note
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.protocol import agreement_table, assessment_titles, note_table, subject_title
from texts.words import words

DE, EN = words("de"), words("en")
ODD = "<b>{name}</b>\n=1+1"


def note(number: int, about: str, *, is_visible: bool = True) -> Note:
    return Note(f"n{number}", about, f"{ODD} {number}", is_visible, number, "v")


def test_assessments_are_the_five_answers_and_that_it_is_still_seen_differently(questionnaire: Questionnaire) -> None:
    titles = assessment_titles(DE, questionnaire)

    assert tuple(titles) == ASSESSMENTS
    assert [titles["A"], titles["dissent"]] == ["Trifft zu", "Wir sehen es weiterhin verschieden"]
    assert assessment_titles(EN, questionnaire)["dissent"] == "We still see it differently"


def test_subjects_have_the_names_of_the_questionnaire(questionnaire: Questionnaire) -> None:
    field = questionnaire.fields[0]

    assert subject_title(DE, "", questionnaire) == "Zum ganzen Workshop"
    assert subject_title(DE, field.id, questionnaire) == DE.local(field.title)
    assert subject_title(DE, "gone", questionnaire) == "gone"


def test_agreements_stand_beside_what_was_answered(results: Results, questionnaire: Questionnaire) -> None:
    first, second = (one.id for one in results.statements[:2])
    agreed = {second: Agreement(second, "dissent", ODD, "v"), first: Agreement(first, "B", "", "v")}

    table = agreement_table(DE, results, questionnaire, agreed)

    assert table.heads == ("Nr.", "Aussage", "Muster", "Gemeinsame Einschätzung", "Begründung")
    assert [(row[0], *row[3:]) for row in table.rows] == [
        (first, "Trifft eher zu", ""),
        (second, "Wir sehen es weiterhin verschieden", ODD),
    ]
    assert table.ids == (first, second)


def test_private_notes_are_in_no_table(questionnaire: Questionnaire) -> None:
    field = questionnaire.fields[0].id
    table = note_table(DE, questionnaire, [note(1, ""), note(2, field, is_visible=False), note(3, field)])

    assert table.heads == ("Worum es geht", "Notiz")
    assert [row[1] for row in table.rows] == [f"{ODD} 1", f"{ODD} 3"]
    assert note_table(DE, questionnaire, [replace(note(1, ""), is_visible=False)]).rows == ()
