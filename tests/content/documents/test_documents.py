"""What the documents say: all that the workshop came to, of nobody by name, and nothing that was not there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from analysis.dossier import Dossier
from analysis.farewell import NextDate
from analysis.library import Library
from analysis.results import Pattern
from content.document import Block, Bullets, Document, Facts, Figure, Grid, Paragraph, Prompt, Section
from content.documents.briefing import briefing
from content.documents.council_paper import council_paper
from content.documents.decisions import decisions
from content.documents.examples import MOST
from content.documents.fields import sees_apart
from content.documents.follow_up import follow_up
from content.documents.report import PARTS, report, there_in
from content.documents.summary import summary
from content.documents.talk import talked, without_result
from content.findings.field import assessment_title
from content.labels import ROOM
from content.statements import numbered_name
from content.tables import Value, as_text
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


def test_report_leads_to_what_others_have_done() -> None:
    """By statement of the talk, in the order of the Bibliothek, each to its first source; nothing without a card."""
    of = full()
    found = next(one for one in report(DE, of).blocks if isinstance(one, Section) and one.id == "praxis")
    names, lists = found.blocks[1::2], found.blocks[2::2]
    fitting = [one for one in dict.fromkeys((*talked(of), *of.results.plan)) if of.library.fitting(one)]

    told = [f"Zu {numbered_name(DE, of.questionnaire.statements[one])}:" for one in fitting]
    assert names == tuple(Paragraph(one, "finding") for one in told)
    assert len(lists) == len(fitting) > 2
    for statement, shown in zip(fitting, lists, strict=True):
        cards = of.library.fitting(statement)[:MOST]
        assert isinstance(shown, Bullets) and len(shown.items) == len(shown.addresses) == len(cards)
        for card, item, address in zip(cards, shown.items, shown.addresses, strict=True):
            assert card.practice is not None and DE.local(card.title) in item
            assert address == card.practice.sources[0].url
    assert "praxis" not in sections(report(DE, replace(of, library=Library(()))))


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

    assert apart and not any(sees_apart(field) for field in made_up(has_sheet=False).results.fields)
    assert any(field.band == field.administration_band for field in apart), "a sheet with a step, a room without one"
    for field in of.results.fields:
        says = told[f"feld-{field.id}"]
        assert (" laut Verwaltungsbogen " in says) == (field in apart)
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
    listed, late, open_ = points.blocks
    assert isinstance(listed, Bullets) and len(listed.items) == 3
    assert listed.items[0] == (
        "Stelle für Sprachmittlung im Bürgerbüro schaffen. Es entscheidet: Rat. Kosten: hoch. Zuständig: Sozialamt. "
        "Erster Schritt: Die Zählung des Bedarfs im Bürgerbüro beginnt. Fertig bis: 28. Mai 2027."
    )
    assert listed.items[1] == (
        "Wie gehen wir weiter vor bei „Gleiche Chancen auf Kita“? Perspektiven gehen auseinander. "
        "Die Gruppen liegen bis zu 2,4 Stufen auseinander. 22 stimmen (eher) zu, 19 (eher) nicht zu. "
        "Nach dem Gespräch: 24 : 17."
    )
    assert "Runder Tisch" not in " ".join(listed.items), "is begun"
    assert late == Paragraph("Überfällig: „Praktika für Eingewanderte in der Verwaltung“.")
    assert open_ == Paragraph("Offen: Wer entscheidet über „Praktika für Eingewanderte in der Verwaltung“?")


def test_first_step_has_a_day_until_it_has_passed() -> None:
    of = full()
    then = texts(briefing(DE, replace(of, made_on=of.held_on)))

    assert "Erster Schritt: Die Zählung des Bedarfs im Bürgerbüro beginnt, bis 19. März 2026." in then
    assert "19. März 2026" not in texts(briefing(DE, of))


def test_decisions_take_note_promise_nothing_and_name_a_day() -> None:
    of = replace(full(), made_on=None, next_date=NextDate(DAY, "Rathaus"))
    _noted, asked, back = decisions(DE, of)

    assert asked == (
        "Der Rat nimmt die Maßnahmen und ihren Stand zur Kenntnis. Maßnahmen, für die der Rat zuständig ist, "
        "legt die Verwaltung einzeln zur Entscheidung vor."
    )
    assert back == "Die Verwaltung berichtet dem Rat nach dem nächsten Treffen am 4. März 2027 über den Stand."
    without_date = decisions(DE, replace(of, next_date=None))
    assert without_date[2] == "Die Verwaltung berichtet dem Rat bis zum 5. März 2027 über den Stand."
    assert "Maßnahmen vorzuschlagen" in decisions(DE, replace(of, measures=()))[1]


def test_council_paper_says_who_decides_on_what_and_leaves_its_kind_to_the_council_s_office() -> None:
    told = texts(council_paper(DE, full()))

    assert council_paper(DE, full()).title == "Vorlage" and "Art der Vorlage" in told
    assert "Der Rat entscheidet über: Stelle für Sprachmittlung im Bürgerbüro schaffen. Noch offen ist, wer " in told
    assert "Von 41 Bewertungen stimmen 41 (eher) zu." in told


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


def chapter(document: Document, id_: str) -> str:
    """All that stands in the section with this id; empty without it."""
    found = [one for one in document.walk() if isinstance(one, Section) and one.id == id_]
    return texts(replace(document, title="", lines=(), blocks=tuple(found)))


def test_report_tells_of_a_talk_only_what_was_talked_about() -> None:
    of = full()
    planned, names = of.results.plan, of.questionnaire.statements
    told = chapter(report(DE, of), "gespraech")
    silent = replace(of, on_stage=(), agreements={}, second_votes={}, notes=(), sayings=(), measures=(), next_date=None)

    assert of.on_stage == planned[:-1] and len(planned) > 1
    assert all(names[one].text["de"] in told for one in of.on_stage) and names[planned[-1]].text["de"] not in told
    assert told.splitlines()[-3:] == [
        "Nicht mehr geschafft",
        f"Geplant waren {len(planned)} Aussagen, besprochen wurden davon {len(planned) - 1}. Es fehlt:",
        numbered_name(DE, names[planned[-1]]),
    ]
    assert "gespraech" not in sections(report(DE, silent)) and "massnahmen" not in sections(report(DE, silent))
    only_said = chapter(report(DE, replace(silent, sayings=of.sayings)), "gespraech")
    assert only_said.splitlines()[1] == "Kommentare" and "gesprochen" not in only_said


def test_what_was_not_reached_is_told_only_of_a_talk_on_the_leinwand() -> None:
    assert "Nicht mehr geschafft" not in texts(report(DE, replace(full(), on_stage=())))


def test_what_is_late_is_marked_by_the_day_of_the_document() -> None:
    of = full()
    (late,) = [one for one in of.measures if one.is_late(DAY)]
    then, now = replace(of, made_on=None), replace(of, made_on=DAY)

    assert late.status == "planned" and late.due is not None
    for make in (report, briefing, council_paper, follow_up):
        assert "geplant, überfällig" not in texts(make(DE, then)) and "geplant, überfällig" in texts(make(DE, now))
    assert "Eine davon ist überfällig." in texts(report(DE, now))
    assert "Das sollte fertig sein bis: 3. September 2026." in texts(summary(DE, now))
    assert "geplant, überfällig" in texts(report(DE, replace(demo_dossiers()[1], made_on=DAY)))


def test_a_day_that_has_passed_is_no_meeting_to_come() -> None:
    of = replace(full(), made_on=DAY, next_date=NextDate(date(2026, 9, 3), "Rathaus"))

    assert "Das nächste Treffen war vereinbart für Donnerstag, 3. September 2026." in texts(report(DE, of))
    for make in MAKERS:
        assert "wieder am" not in texts(make(DE, of)) and "treffen uns wieder" not in texts(make(DE, of))
    assert decisions(DE, of)[2] == "Die Verwaltung berichtet dem Rat bis zum 3. März 2028 über den Stand."
    assert follow_up(DE, of).title == "Für das nächste Treffen"


def test_of_one_group_alone_nothing_is_said_that_compares() -> None:
    of = made_up(7)
    document = report(DE, of)

    assert len(of.results.groups) == 1 and "gruppen" not in [
        one.id for one in document.walk() if isinstance(one, Section)
    ]
    assert "nach Perspektiven" not in texts(document)
    for block in document.walk():
        if isinstance(block, Figure):
            assert set(block.slide.table.columns) <= {"", ROOM}


def test_it_is_told_in_sentences_how_many_and_on_what_it_rests() -> None:
    of = full()
    said = texts(report(DE, of))

    assert "Bei 4 von 21 Aussagen stimmten mindestens drei Viertel (eher) zu." in said
    assert "Bei einer von 21 Aussagen antworten die Gruppen verschieden." in said
    assert "Kommunikation & Konfliktmanagement: Verwaltungsbogen aus 2 von 3 Aussagen." in said
    assert "3,5 (aus 2 von 3 Aussagen)" in said and "gut verankert (3,5 aus 2 von 3 Aussagen)" in said
    assert "Kommunikation & Konfliktmanagement: Communities und Übrige aus 2 von 3 Aussagen." in said
    assert "Zusammenhalt & Begegnung: Alle gezeigten Gruppen aus 2 von 3 Aussagen." in said
    for make in (briefing, council_paper, summary):
        assert "aus 2 von 3 Aussagen" in texts(make(DE, of))
    assert "Jeder Mittelwert beruht auf allen Aussagen" in texts(report(DE, _complete(of)))


@pytest.mark.parametrize("make", (report, briefing, council_paper))
def test_means_over_different_statements_are_told_over_the_same_ones_too(make: Make) -> None:
    assert "Verwaltungsbogen aus 2 von 3 Aussagen. Bei denselben 2 Aussagen: Raum " in texts(make(DE, full()))


def test_people_of_the_administration_who_see_it_otherwise_than_their_sheet_are_told_of() -> None:
    of = full()
    told = (
        "schätzen es deutlich niedriger ein als der Verwaltungsbogen: bei Kommunikation & Konfliktmanagement 1,1 "
        "statt 3,5 (bei denselben 2 Aussagen)."
    )
    fields = [
        replace(one, cells=one.cells | {"verwaltung": replace(one.cells["verwaltung"], level=None)})
        for one in of.results.fields
    ]
    hidden = replace(of, results=replace(of.results, fields=tuple(fields)))

    assert told in texts(report(DE, of)) and "deutlich niedriger ein" not in texts(report(DE, hidden))


def test_a_talk_that_left_nothing_says_so() -> None:
    of = full()
    told = chapter(report(DE, of), "gespraech")
    (silent,) = without_result(of)

    assert silent in of.on_stage and told.count("Dazu ist kein Ergebnis festgehalten.") == 1
    assert "Dazu ist kein" not in texts(report(DE, replace(of, on_stage=())))


def test_a_second_vote_is_told_in_the_order_of_its_picture_and_of_how_many() -> None:
    of = full()
    heads = [
        one.table.heads for one in report(DE, of).walk() if isinstance(one, Grid) and one.table.heads[0] == "Gruppe"
    ]
    again = [head for head in heads if "Bewertet (A–D)" in head]

    assert len(again) == len(of.second_votes)
    assert all([head[0] for head in one[1:5]] == ["D", "C", "B", "A"] for one in again)
    assert "Nachher zählen nur die 41 Personen, die noch einmal abgestimmt haben." in texts(report(DE, of))


def test_english_documents_say_that_texts_of_people_are_not_translated() -> None:
    line = "Texts written at the workshop are shown in the original language."

    for make in MAKERS:
        assert line in make(EN, full()).lines and line not in make(EN, made_up()).lines


def _complete(of: Dossier) -> Dossier:
    fields = tuple(replace(one, rated=one.asked, administration_rated=one.asked) for one in of.results.fields)
    return replace(of, results=replace(of.results, fields=fields))


@pytest.mark.parametrize("make", (report, council_paper))
def test_a_mean_and_the_name_beside_it_say_the_same(make: Make) -> None:
    """1,99 is not yet 2,0, from which on the next name holds; where there is no name, it is 2,0 as in the picture."""
    standing = _standing(make(DE, _all_close("bedarf")))
    assert {(as_text(DE, row[1]), row[2]) for row in standing} == {("1,99", "erste Schritte")}

    standing = _standing(make(DE, _all_close("geteilt")))
    assert {as_text(DE, row[1]) for row in standing} == {"2,0"}


def test_decimals_are_explained_where_they_stand() -> None:
    close, apart = _all_close("bedarf"), _all_close("geteilt")

    assert "mit mehr Stellen" in chapter(report(DE, close), "stand")
    assert "1,99" not in texts(report(DE, apart)) and "mit mehr Stellen" not in chapter(report(DE, apart), "stand")


def _standing(document: Document) -> tuple[tuple[Value, ...], ...]:
    grids = [one.table for one in document.walk() if isinstance(one, Grid)]
    (standing,) = [one for one in grids if one.heads[2:3] == ("Aus Sicht der Anwesenden",)]
    return standing.rows


def _all_close(pattern: Pattern) -> Dossier:
    """Every field just below the second Einschätzung."""
    of = full()
    fields = tuple(
        replace(one, level=Fraction(199, 100), band=0, pattern=pattern, patterns=(pattern,))
        for one in of.results.fields
    )
    return replace(of, results=replace(of.results, fields=fields))


def test_briefing_names_who_answers_questions() -> None:
    assert "Fragen beantwortet: Integrationsstelle." in briefing(DE, full()).lines
    assert not any("Fragen" in line for line in briefing(DE, made_up()).lines)


def test_follow_up_without_measures_has_lines_to_write_on() -> None:
    (grid,) = [one for one in follow_up(DE, made_up()).walk() if isinstance(one, Grid)]

    assert grid.table.heads == ("Was?", "Wer?", "Bis wann?", "Was ist passiert?")
    assert len(grid.table.rows) == 6 and not "".join(str(cell) for row in grid.table.rows for cell in row).strip()


def test_measures_that_were_all_dropped_are_none() -> None:
    of = full()
    dropped = replace(of, measures=[replace(one, status="dropped") for one in of.measures])
    said = chapter(report(DE, dropped), "massnahmen")

    assert "Zurzeit ist keine Maßnahme vereinbart." in said and "Was nehmen wir uns vor?" not in said
