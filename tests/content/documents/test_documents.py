"""What the documents say: all that the workshop came to, of nobody by name, and nothing that was not there."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from analysis.dossier import Dossier
from analysis.farewell import NextDate
from content.document import Block, Bullets, Document, Facts, Figure, Grid, Paragraph, Prompt, Section
from content.documents.briefing import briefing, decisions
from content.documents.council_paper import council_paper
from content.documents.fields import sees_apart
from content.documents.follow_up import follow_up
from content.documents.report import PARTS, report, there_in
from content.documents.summary import summary
from content.findings import assessment_title
from content.tables import as_text
from tests.dossiers import DAY, demo_dossiers, full, made_up, with_measures
from texts.words import Words, words

DE, EN = words("de"), words("en")
Make = Callable[[Words, Dossier], Document]
MAKERS: tuple[Make, ...] = (report, briefing, council_paper, summary, follow_up)


def texts(document: Document) -> str:
    return "\n".join((document.title, *document.lines, *(line for block in document.walk() for line in _lines(block))))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Section():
            yield block.title
        case Paragraph() | Prompt():
            yield block.text
        case Bullets():
            yield from block.items
        case Facts():
            yield from (part for row in block.rows for part in row)
        case Grid():
            yield from block.table.heads
            yield from (as_text(DE, value) for row in block.table.rows for value in row)
        case Figure():
            yield block.slide.alt


def sections(document: Document) -> list[str]:
    return [block.id for block in document.blocks if isinstance(block, Section)]


def test_report_has_its_parts_in_their_order() -> None:
    whole = sections(report(DE, full()))

    assert whole == ["kurz", "wer", *(part for part in PARTS if part in whole), "methode"]
    assert set(PARTS) - set(whole) == {"rueckblick", "vergleich"}
    assert sections(report(DE, full(), ("massnahmen",))) == ["kurz", "wer", "massnahmen", "methode"]
    assert set(there_in(DE, demo_dossiers()[1])) >= {"rueckblick", "vergleich"}


def test_report_says_all_that_the_talk_has_left() -> None:
    of = full()
    said = texts(report(DE, of))

    assert len(of.second_votes) == 2 and len(of.agreements) == 3 and of.sayings and of.notes and of.points
    for one in (*of.sayings, *of.notes):
        assert one.text in said
    for measure in of.measures:
        assert measure.what in said
    for agreement in of.agreements.values():
        assert agreement.reason in said
    for statement, reason in of.reasons.items():
        if statement in of.results.by_statement and of.results.by_statement[statement].pattern in (
            "auseinander",
            "geteilt",
        ):
            assert reason in said
    assert "Wir sehen es weiterhin verschieden" in said and "Zweite Abstimmung." in said
    assert "Integrationsstelle" in said and f"Fassung {of.questionnaire.version}" in said


def test_where_sheet_and_room_differ_by_a_band_no_single_one_is_told() -> None:
    of = full()
    apart = [field for field in of.results.fields if sees_apart(field)]
    told = {
        block.id: texts(replace(report(DE, of), blocks=(block,)))
        for block in report(DE, of).walk()
        if isinstance(block, Section)
    }

    assert apart and len(apart) < len(of.results.fields)
    for field in of.results.fields:
        says = told[f"feld-{field.id}"]
        assert ("Perspektiven gehen auseinander. Anwesende:" in says) == (field in apart)
        assert assessment_title(DE, field, of.questionnaire) in says


@pytest.mark.parametrize("make", MAKERS)
def test_nobody_is_named(make: Make) -> None:
    assert "Geheim" not in texts(make(DE, with_measures(full(), 3)))


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("people", [0, 3, 300])
def test_there_is_a_document_of_every_workshop(make: Make, people: int) -> None:
    """Of one in which nothing was said, and of which everything is hidden, too."""
    for of in (made_up(people), made_up(people, statements=1), with_measures(made_up(people), 30)):
        document = make(EN, of)
        assert document.title and all(one.title for one in document.walk() if isinstance(one, Section))


def test_briefing_names_three_points_first_those_that_others_have_to_decide() -> None:
    of = full()
    (points,) = [one for one in briefing(DE, of).walk() if isinstance(one, Section) and one.id == "entscheiden"]
    (listed,) = points.blocks
    assert isinstance(listed, Bullets) and len(listed.items) == 3
    assert "Es entscheidet: Rat. Kosten: hoch" in listed.items[0] and "Wie gehen wir weiter vor" in listed.items[-1]


def test_decisions_take_note_instruct_and_name_a_day() -> None:
    of = replace(full(), next_date=NextDate(DAY, "Rathaus"))

    assert decisions(DE, of)[2] == "Die Verwaltung berichtet bis zum 4. März 2027 über den Stand."
    assert (
        decisions(DE, replace(of, next_date=None))[2] == "Die Verwaltung berichtet bis zum 5. März 2027 über den Stand."
    )
    assert "Maßnahmen vorzuschlagen" in decisions(DE, replace(of, measures=()))[1]


def test_council_paper_is_for_decision_where_a_measure_needs_one() -> None:
    assert council_paper(DE, full()).title == "Beschlussvorlage (Entwurf)"
    assert council_paper(DE, with_measures(full(), 2)).title == "Mitteilungsvorlage (Entwurf)"


def test_summary_is_of_all_together_and_a_draft_until_it_is_released() -> None:
    of = full()
    said = texts(summary(DE, of))

    assert summary(DE, of).mark == "Entwurf – nicht freigegeben" and summary(DE, of, is_released=True).mark == ""
    assert not any(isinstance(block, Grid | Figure) for block in summary(DE, of).walk())
    for group in of.results.groups:
        assert f"n = {group.people}" not in said
    assert all(one.text not in said for one in (*of.notes, *of.sayings))


def test_follow_up_asks_of_what_is_neither_done_nor_dropped() -> None:
    said = texts(follow_up(DE, full()))
    by_status = {one.status: one.what for one in full().measures}

    assert by_status["planned"] in said and by_status["begun"] in said
    assert f"Schon erledigt: {by_status['done']}." in said and by_status["dropped"] not in said
    assert "Weiterhin verschieden gesehen" in said
