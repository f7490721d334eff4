"""What briefing, council paper, public summary and follow-up sheet say: nobody has to ask what was left out."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from analysis.action_plan import Measure
from analysis.dossier import Dossier
from analysis.farewell import NextDate
from analysis.protocol import DISSENT, Agreement, Note
from analysis.results import Group, Ratings
from content.action_plan import cost_choices, cost_titles, level_text
from content.document import Bullets, Facts, Gap, Grid, Paragraph, Section
from content.documents.after_talk import counted_since, differing, is_settled, settled
from content.documents.base import groups_named
from content.documents.briefing import SHAPES, briefing
from content.documents.council_paper import council_paper
from content.documents.follow_up import follow_up
from content.documents.lists import ALL, KINDS, in_a_table, listed, of_kind
from content.documents.order import Order
from content.documents.report import report
from content.documents.summary import summary
from content.statements import short_name
from tests.content.documents.test_documents import MAKERS, Make, chapter, texts
from tests.dossiers import ASKED, DAY, full, made_up
from texts.titles import group_in_public
from texts.words import words

DE, EN, PLAIN = words("de"), words("en"), words("de-x-einfach")


def measure(number: int, **said: Any) -> Measure:
    return Measure(id=f"m{number}", number=number, version="1", **{"what": f"Maßnahme {number}", **said})


def with_plan(*measures: Measure) -> Dossier:
    return replace(full(), measures=list(measures), points=None)


@pytest.mark.parametrize("make", (council_paper, summary))
def test_up_to_seven_statements_of_a_kind_none_is_left_out(make: Make) -> None:
    of = full()
    said = texts(make(DE, of))

    for kind in KINDS:
        found = of_kind(of, kind)
        named = [one for one in found if of.questionnaire.statements[one.id].text["de"] in said]
        assert named == found[:ALL]


@pytest.mark.parametrize("shape", SHAPES)
def test_briefing_names_each_of_them_however_short_it_is(shape: tuple[int, bool]) -> None:
    of = full()
    told = chapter(briefing(DE, of, shape), "raum")

    for kind in KINDS:
        for one in of_kind(of, kind)[:ALL]:
            asked = of.questionnaire.statements[one.id]
            assert (asked.text["de"] if shape[1] else short_name(DE, asked)) in told


def test_of_more_than_seven_it_is_said_how_many_stand_elsewhere() -> None:
    of = made_up(60)
    found = of_kind(of, "verschieden")
    section = listed(DE, of, "verschieden")
    table = in_a_table(DE, of)

    assert len(found) > 2 * ALL and section is not None and table is not None
    listed_here, more = section.blocks
    assert isinstance(listed_here, Bullets) and len(listed_here.items) == ALL
    assert more == Paragraph(f"{len(found) - ALL} weitere stehen im Bericht.")
    assert section.title == f"Verschieden gesehen: {len(found)} von 108 Aussagen"
    assert f"{len(found) - ALL} weitere stehen im Bericht." in str(table.table.rows)


def test_what_the_talk_has_settled_is_no_longer_seen_differently() -> None:
    of = full()
    answers = {one: said.answer for one, said in of.agreements.items()}
    apart = [one.id for one in of.results.statements if one.pattern in ("auseinander", "geteilt")]

    assert sorted({*(one.id for one in differing(of)), *(one.id for one in settled(of))}) == sorted(apart)
    assert [one.id for one in settled(of)] == [one for one in apart if answers.get(one, DISSENT) != DISSENT]
    assert any(answers.get(one.id) == DISSENT for one in differing(of))
    for make in (briefing, council_paper, summary):
        told = texts(make(DE, of))
        assert "Nach dem Gespräch gemeinsam eingeschätzt" in told or "Das ist unsere gemeinsame Einschätzung." in told


def test_report_says_at_once_for_how_many_the_talk_has_brought_a_shared_assessment() -> None:
    of = full()

    told = chapter(report(DE, of), "kurz")

    assert "Bei einer von 21 Aussagen gehen Perspektiven auseinander, 9 weitere sind geteilt." in told
    assert "Für eine dieser 10 Aussagen gibt es nach dem Gespräch eine gemeinsame Einschätzung, es bleiben 9." in told
    assert "nach dem Gespräch" not in chapter(report(DE, made_up()), "kurz")


def test_a_room_that_voted_alike_after_the_talk_is_of_one_mind_without_a_word_on_it() -> None:
    of = full()
    statement, vote = next((one, vote) for one, vote in of.second_votes.items() if one in {s.id for s in differing(of)})
    one = of.results.by_statement[statement]
    silent = replace(of, agreements={})

    def after(ratings: Ratings | None) -> bool:
        return is_settled(replace(silent, second_votes={statement: replace(vote, ratings=ratings)}), one)

    assert after(Ratings(20, 10, 5, 5)) and after(Ratings(0, 10, 10, 20))
    assert not after(Ratings(20, 9, 5, 6)) and not after(None)
    dissent = {statement: Agreement(statement, DISSENT, "", "1")}
    assert not is_settled(
        replace(of, agreements=dissent, second_votes={statement: replace(vote, ratings=Ratings(40, 0, 0, 0))}), one
    )


def test_numbers_before_and_after_the_talk_stand_together() -> None:
    of = full()

    assert [counted_since(DE, one, of).split("” ")[-1].split("“ ")[1] for one in settled(of)] == [
        "Vor dem Gespräch stimmten 22 (eher) zu und 20 (eher) nicht zu, nach dem Gespräch 24 und 18. "
        "Gemeinsame Einschätzung: Trifft eher zu."
    ]


def test_council_paper_says_of_how_many_statements_and_what_means_are() -> None:
    said = chapter(council_paper(DE, full()), "sachverhalt")
    alone = texts(council_paper(DE, made_up(30, statements=1, has_sheet=False)))

    assert "Gefragt war nach 21 Aussagen aus 7 Handlungsfeldern." in said
    assert "Kaum einschätzbar: 1 von 21 Aussagen" in said
    assert "keine Schulnoten. Der Verwaltungsbogen ist eine gemeinsame Antwort" in said
    assert "Gefragt war nach einer Aussage aus einem Handlungsfeld." in alone
    assert "keine Schulnoten." in alone and "Verwaltungsbogen ist" not in alone


@pytest.mark.parametrize("make", (report, briefing))
def test_what_means_are_is_said_where_they_first_stand(make: Make) -> None:
    assert "Mittelwerte von 1 (trifft nicht zu) bis 4 (trifft zu), keine Schulnoten." in texts(make(DE, full()))


@pytest.mark.parametrize("make", MAKERS)
def test_measures_have_a_day_and_the_workshop_its_name(make: Make) -> None:
    of = full()
    document = make(DE, of)

    assert "Stand: 4. März 2027." in texts(document)
    assert any("Selbstcheck-Workshop (erfundenes Beispiel)" in line for line in document.lines)


def test_what_is_dropped_is_named_with_its_reason() -> None:
    of = with_plan(measure(1, status="dropped", status_reason="Kein Geld."), measure(2, status="dropped"))

    for make in (briefing, council_paper):
        told = texts(make(DE, of))
        assert "Nicht weiterverfolgt: Maßnahme 1 (Kein Geld). Nicht weiterverfolgt: Maßnahme 2." in told
    assert "Das verfolgen wir nicht weiter: Maßnahme 1 (Kein Geld)." in texts(summary(DE, of))


def test_what_others_decide_on_is_not_promised_in_public() -> None:
    council, own = measure(1, decides="council"), measure(2, decides="administration")
    begun, unsaid = measure(3, decides="council", status="begun"), measure(4)

    for make in (summary, follow_up):
        told = texts(make(DE, with_plan(council, own, begun, unsaid)))
        assert told.count("Darüber entscheidet noch: Rat.") == 1


def test_cost_is_told_by_the_name_of_its_class_and_explained_where_it_is_chosen() -> None:
    assert list(cost_titles(DE).values()) == ["kein Geld, nur Zeit", "gering", "mittel", "hoch"]
    assert list(cost_titles(EN).values()) == ["no money, only time", "low", "medium", "high"]
    assert cost_choices(DE)["large"] == "hoch (eigene Stelle, eigener Haushaltsposten)"


def test_hoped_for_effect_is_told_in_words_with_its_step() -> None:
    assert level_text(DE, measure(1, level=4)) == "Menschen wissen oder können mehr (Stufe 4 von 7)"
    assert level_text(DE, measure(1)) == ""


def test_briefing_asks_once_who_decides_on_what_nobody_has_said() -> None:
    of = with_plan(*(measure(number) for number in range(1, 8)), measure(8, status="done"))

    told = chapter(briefing(DE, of), "entscheiden")

    assert "Offen: Wer entscheidet über „Maßnahme 1“, „Maßnahme 2“, „Maßnahme 3“, „Maßnahme 4“ und 3 weitere " in told
    assert "Offen" not in chapter(briefing(DE, with_plan(measure(1, decides="council"))), "entscheiden")


def test_briefing_says_who_was_there_and_when_the_leadership_is_asked() -> None:
    of = full()

    assert f"Im Raum waren: {groups_named(DE, of)}." in briefing(DE, of).lines
    assert "Es lädt ein: Büro der Bürgermeisterin." in chapter(briefing(DE, of), "leitung")
    past = replace(of, next_date=NextDate(of.held_on, "Rathaus"))
    assert "Es lädt ein" not in chapter(briefing(DE, past), "leitung")


def test_what_measures_cost_is_said_of_each_and_amounts_are_asked_for() -> None:
    costs = ("large", "medium", "small", "none", None)
    of = with_plan(
        *(measure(place, cost=cost) for place, cost in enumerate(costs)), measure(9, cost="large", status="done")
    )
    section = next(one for one in council_paper(DE, of).blocks if isinstance(one, Section) and one.id == "finanzen")
    lists = [one.items for one in section.blocks if isinstance(one, Bullets)]
    table = section.blocks[-1]

    assert lists == [("Maßnahme 0", "Maßnahme 1"), ("Maßnahme 2",), ("Maßnahme 3",), ("Maßnahme 4",)]
    assert "Diese Maßnahmen brauchen" in str(section.blocks) and "Diese Maßnahme ist" in str(section.blocks)
    assert isinstance(table, Grid) and table.table.heads == ("Jahr", "Betrag", "Produkt", "Deckung")
    assert all(isinstance(cell, Gap) for row in table.table.rows for cell in row)


def test_council_paper_names_files_that_there_are() -> None:
    of = full()
    told = chapter(council_paper(DE, of), "anlagen")
    order = Order(dossier=of)

    assert order.name("report_pdf") in told and order.name("workbook_xlsx") in told
    assert order.name("workbook_xlsx") not in chapter(council_paper(DE, with_plan()), "anlagen")


def test_council_paper_is_a_draft_once() -> None:
    document = council_paper(DE, full())

    assert document.mark == "Entwurf" and "Entwurf" not in texts(document)


def test_council_paper_has_headings_and_places_to_write_in() -> None:
    document = council_paper(DE, full())
    (facts,) = [one for one in document.walk() if isinstance(one, Facts)]

    assert [name for name, value in facts.rows if isinstance(value, Gap)] == [
        "Art der Vorlage",
        "Nummer der Vorlage",
        "Beteiligte Stellen",
        "Frühere Vorlagen",
    ]
    assert {one.id for one in document.walk() if isinstance(one, Section)} >= {f"liste-{kind}" for kind in KINDS}


def test_follow_up_asks_of_all_that_has_no_result() -> None:
    of = full()
    told = texts(follow_up(DE, of))
    names = {one: short_name(DE, asked) for one, asked in of.questionnaire.statements.items()}

    assert f"Nicht mehr geschafft: {names[of.results.plan[-1]]}" in told
    assert f"Ohne Ergebnis: {names[of.on_stage[-1]]}" in told
    assert "Notiz: Das Thema Wohnen kommt beim nächsten Treffen zuerst." in told
    noted = [Note("n", of.on_stage[-1], "Da fehlt nichts.", True, 1, "1")]
    assert "Ohne Ergebnis" not in texts(follow_up(DE, replace(of, notes=noted)))
    assert "Nicht mehr geschafft" not in texts(follow_up(DE, replace(of, on_stage=())))


def test_follow_up_asks_of_what_is_overdue_and_of_what_nobody_decides() -> None:
    assert "Praktika für Eingewanderte in der Verwaltung: überfällig. Wer entscheidet darüber?" in texts(
        follow_up(DE, full())
    )
    told = texts(follow_up(DE, with_plan(measure(1), measure(2, decides="council", due=DAY - timedelta(days=1)))))
    assert "Maßnahme 1: Wer entscheidet darüber?" in told and "Maßnahme 2: überfällig." in told


def test_shared_assessments_are_called_so_beside_numbers() -> None:
    assert "(41 : 0; gemeinsame Einschätzung: Trifft zu)" in texts(briefing(DE, full(), SHAPES[1]))


def test_follow_up_has_a_line_for_what_nobody_has_said() -> None:
    def known(of: Dossier) -> dict[str, str]:
        (facts,) = [one for one in follow_up(DE, of).walk() if isinstance(one, Facts)]
        return {name: value for name, value in facts.rows if not value.startswith("_")}

    assert known(full()) == {
        "Tag": "Donnerstag, 18. März 2027",
        "Es lädt ein": "Büro der Bürgermeisterin",
        "Fragen beantwortet": "Integrationsstelle",
    }
    assert known(made_up()) == {}
    assert texts(follow_up(DE, full())).count("18. März 2027") == 1


def test_groups_in_public_are_groups_and_no_answers() -> None:
    small = Group("uebrige", 5, ("verwaltungsspitze", "ohne-angabe"), parts=("verwaltungsspitze", "ohne-angabe"))
    large = Group("fachverwaltung", 9, ("fachverwaltung",))
    named = [group_in_public(DE, one, ASKED) for one in (large, small)]

    assert named == ["Fachverwaltungen", "Übrige Perspektiven (Politik & Leitung, ohne Angabe)"]
    assert "Möchte ich nicht sagen" not in texts(report(DE, full()))
    assert "Ich arbeite" not in texts(summary(PLAIN, full()))


def test_plain_summary_says_that_it_is_worded_more_simply_and_calls_steps_as_the_report_does() -> None:
    of = full()

    assert "Die Sätze sind hier einfacher formuliert." in texts(summary(PLAIN, of))
    assert "worded more simply" not in texts(summary(EN, of))
    for band in of.questionnaire.bands:
        assert DE.local(band.title) == PLAIN.local(band.title)


def test_plain_summary_says_what_holds_of_statements_that_differ_and_what_the_sheet_says_beside_them() -> None:
    told = texts(summary(PLAIN, full()))

    depends = "Hier kommt es auf den Satz an: Bei einem stimmen die meisten zu, bei 2 nicht."
    assert f"Mitmachen und Mitreden: {depends} Bogen der Verwaltung: im Aufbau." in told
    assert "Chancen für alle: Das sehen wir verschieden. Bogen der Verwaltung: auf gutem Weg." in told
    assert "Das sagen wir zusammen: Trifft zu." in told and "Das stimmt" not in told


def test_plain_summary_names_who_was_there_and_who_invites() -> None:
    told = texts(summary(PLAIN, full()))

    assert "Andere zusammen (Firmen, Arbeitsagentur, Jobcenter, ohne Angabe)" in told
    assert "18. März 2027. Die Einladung kommt von: Büro der Bürgermeisterin. Fragen" in told


def test_summary_says_who_answers_questions_even_where_nobody_is_named() -> None:
    assert "Fragen beantwortet Ihre Kommune." in texts(summary(DE, replace(full(), contact="")))


def test_documents_of_measures_that_were_all_done_ask_for_no_decision() -> None:
    of = with_plan(measure(1, status="done", decides="council", cost="large", due=DAY))

    assert "entscheidet über" not in texts(council_paper(DE, of))
    assert "Maßnahme 1. Das ist erledigt." in texts(summary(DE, of))
