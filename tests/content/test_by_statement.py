"""A field on whose statements the room is of one mind, but says yes to one and no to the next."""

from dataclasses import replace

import pytest

from analysis.questionnaire import Suggestion
from analysis.results import FieldResult, Pattern
from content.documents.report import report
from content.documents.summary import summary
from content.fields import field_columns
from content.findings.field import assessment, assessment_title, suggestions
from content.findings.pattern import pattern_finding, told_by_pattern
from content.suggestions import field_slide
from tests.content.documents.test_documents import texts
from tests.dossiers import full
from texts.words import words

DE, EN = words("de"), words("en")
MIXED: tuple[Pattern, ...] = ("staerke", "bedarf", "bedarf")


def field(pattern: Pattern, patterns: tuple[Pattern, ...]) -> FieldResult:
    return replace(full().results.by_field["beteiligung"], pattern=pattern, patterns=patterns)


@pytest.mark.parametrize(
    ("pattern", "patterns", "title"),
    [
        ("geteilt", MIXED, "je nach Aussage verschieden"),
        ("geteilt", ("staerke", "bedarf", "kaum_einschaetzbar"), "je nach Aussage verschieden"),
        ("geteilt", ("staerke", "geteilt", "bedarf"), "unterschiedlich gesehen"),
        ("geteilt", ("staerke", "auseinander", "bedarf"), "unterschiedlich gesehen"),
        ("geteilt", ("kaum_einschaetzbar", "zu_wenige"), "unterschiedlich gesehen"),
        ("auseinander", MIXED, "unterschiedlich gesehen"),
        ("kaum_einschaetzbar", MIXED, "kaum einschätzbar"),
        ("geteilt", (), "unterschiedlich gesehen"),
    ],
)
def test_only_where_the_room_agrees_on_each_statement(
    pattern: Pattern, patterns: tuple[Pattern, ...], title: str
) -> None:
    assert assessment_title(DE, field(pattern, patterns), full().questionnaire) == title


def test_it_says_which_statements_are_what() -> None:
    one = field("geteilt", MIXED)
    sentence = (
        "Von den 3 Aussagen dazu gilt: eine ist eine gemeinsame Stärke und "
        "bei 2 sehen die Anwesenden gemeinsamen Handlungsbedarf."
    )

    assert assessment(DE, one, full().questionnaire) == sentence
    assert pattern_finding(DE, one) == "je nach Aussage verschieden"
    assert field_columns(DE, full().questionnaire)["pattern"].cell(one) == "je nach Aussage verschieden"
    said = told_by_pattern(EN, ("auseinander", "geteilt", "geteilt"))
    assert said == "Of the 3 statements, one divides the groups and 2 divide the room."


def test_it_is_asked_and_proposed_what_fits_its_statements() -> None:
    of = full()
    asked = of.questionnaire
    ideas = {kind: (Suggestion({"de": f"{kind}."}),) for kind in ("staerke", "bedarf", "geteilt")}
    with_ideas = replace(asked, fields=tuple(replace(one, suggestions=ideas) for one in asked.fields))

    assert (field("geteilt", MIXED).topic, field("geteilt", ("staerke", "zu_wenige")).topic) == ("bedarf", "staerke")
    assert of.results.by_field["beteiligung"].differs_by_statement
    assert suggestions(DE, of.results, with_ideas, "beteiligung") == ["bedarf."]
    table = field_slide(DE, of.results, with_ideas, "beteiligung").table
    assert "geteilt." not in [row[2] for row in table.rows] and len(table.rows) == 2


def test_documents_do_not_say_that_people_see_it_differently() -> None:
    of = full()

    assert "Engagement & Beteiligung: je nach Aussage verschieden (im Mittel 2,0)" in texts(report(DE, of))
    assert "Engagement & Beteiligung: Das sehen wir verschieden." not in texts(summary(DE, of))
