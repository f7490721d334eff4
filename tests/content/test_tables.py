"""Every table word by word and number by number, worked out by hand from ANSWERED in tests/reports/conftest.py."""

from dataclasses import replace

import pytest

from analysis.questionnaire import MeasureTemplate, Questionnaire, Suggestion
from analysis.results import Results
from content.deck import deck
from content.fields import chart_table, field_table, group_field_tables
from content.groups import group_table
from content.labels import labels
from content.method import method_box, scale_tables, title_lines
from content.statements import agenda, statement_table
from content.suggestions import assessment_table, field_slide, measure_table, question_table, statement_slide
from content.tables import Share, Table, as_text, stacked
from content.views import order_titles, view_titles
from texts.words import words

DE = words("de")
HIDDEN = "nicht einzeln gezeigt (Schutz kleiner Gruppen)"
TOO_FEW = "zu wenige Antworten"
SCALE = ("Trifft zu", "Trifft eher zu", "Trifft eher nicht zu", "Trifft nicht zu", "Keine Einschätzung möglich")
ANSWERS = tuple(f"{code} {label}" for code, label in zip("ABCDE", SCALE, strict=True))
APART = "Perspektiven gehen auseinander"
DIVIDED = "geteilt, aber nicht klar nach Perspektiven"
UNEINIG = "Uneinigkeit (0–100, kein Anteil)"
CAMPS = "{} stimmen (eher) zu : {} stimmen (eher) nicht zu"
BY_GROUP = ("Alle im Raum (n = 12)", "Verwaltung (n = 6)", "Zivilgesellschaft (n = 6)")


def read(table: Table) -> list[list[str]]:
    """A table as it is read: its title, its heads, its rows."""
    return [[table.title], [*table.heads], *([as_text(DE, value) for value in row] for row in table.rows)]


@pytest.fixture
def spoken(questionnaire: Questionnaire) -> Questionnaire:
    """The made questionnaire with texts around its first field."""
    first, *others = questionnaire.fields
    ideas = {
        "staerke": (Suggestion({"de": "Halten Sie es fest."}),),
        "auseinander": (Suggestion({"de": "Fragen Sie beide."}),),
    }
    field = replace(
        first,
        introduction={"de": "Es geht um Ziele."},
        assessments=({"de": "eins"}, {"de": "zwei"}, {"de": "Vieles trägt schon."}),
        suggestions=ideas,
        measures=(
            MeasureTemplate({"de": "Leitbild beschließen"}, {"de": "Rat"}, 6),
            MeasureTemplate({"de": "Einladen"}, {"de": "Amt"}, 1),
        ),
    )
    questions = {"auseinander": ({"de": "Was sehen Sie?"},), "geteilt": ({"de": "Wer sieht es anders?"},)}
    return replace(questionnaire, fields=(field, *others), questions=questions)


def test_fields(results: Results, questionnaire: Questionnaire) -> None:
    # U of 1.1: 90/108, of 1.10: 7/48, their mean 49.0 %; E: no one and 4 of 12, 17 %; the groups of 1.1: 62/36 - 28/30
    assert read(field_table(DE, results, questionnaire)) == [
        ["Handlungsfelder"],
        [
            "Handlungsfeld",
            "Alle im Raum im Mittel",
            "Aus Sicht der Anwesenden",
            "Jede Gruppe zählt gleich",
            "Uneinigkeit (0–100, kein Anteil)",
            "Spannweite in Stufen",
            "Gruppenabstand in Stufen",
            "Muster",
            "Keine Einschätzung möglich",
            "Grundlage",
            "Verwaltungsbogen im Mittel",
            "Laut Verwaltungsbogen",
            "Grundlage des Verwaltungsbogens",
        ],
        [
            *(
                "Eins",
                "2,8",
                "unterschiedlich gesehen",
                "2,5",
                "49",
                "1,6",
                "0,8",
                APART,
                "17\u00a0%",
                "aus 2 von 2 Aussagen",
            ),
            *("4,0", "gut verankert", "aus 1 von 2 Aussagen"),
        ],
        [
            *(
                "Zwei",
                "3,0",
                "unterschiedlich gesehen",
                "3,0",
                "56",
                "0,4",
                "−0,1",
                DIVIDED,
                "8\u00a0%",
                "aus 1 von 2 Aussagen",
            ),
            *("–", "noch keine Aussage", "aus 0 von 2 Aussagen"),
        ],
    ]
    assert field_table(DE, results, questionnaire).ids == ("eins", "zwei")


def test_numbers_of_charts(results: Results, questionnaire: Questionnaire) -> None:
    title, heads = ["Zahlen der Diagramme"], ["Handlungsfeld", "Alle im Raum", "Verwaltungsbogen"]
    alone = replace(results, fields=tuple(replace(field, administration_level=None) for field in results.fields))

    assert read(chart_table(DE, results, questionnaire)) == [title, heads, ["Eins", "2,8", "4,0"], ["Zwei", "3,0", "–"]]
    assert read(chart_table(DE, alone, questionnaire)) == [title, heads[:2], ["Eins", "2,8"], ["Zwei", "3,0"]]
    assert chart_table(DE, results, questionnaire).ids == ("eins", "zwei")


def test_fields_by_group(results: Results, questionnaire: Questionnaire) -> None:
    heads = ["Handlungsfeld", *BY_GROUP]
    assert {table.ids for table in group_field_tables(DE, results, questionnaire)} == {("eins", "zwei")}
    of = "aus {} von 2 Aussagen".format

    assert [read(table) for table in group_field_tables(DE, results, questionnaire)] == [
        [["Einschätzung im Mittel nach Gruppen"], heads, ["Eins", "2,8", "3,3", "1,7"], ["Zwei", "3,0", "2,8", "3,2"]],
        [["Grundlage der Mittelwerte"], heads, ["Eins", of(2), of(1), of(1)], ["Zwei", of(1), of(1), of(1)]],
        [
            ["Keine Einschätzung möglich nach Gruppen"],
            heads,
            ["Eins", "17\u00a0%", "0\u00a0%", "33\u00a0%"],
            ["Zwei", "8\u00a0%", "8\u00a0%", "8\u00a0%"],
        ],
    ]


def test_fields_of_hidden_groups(results: Results, questionnaire: Questionnaire) -> None:
    hidden = replace(
        results,
        fields=tuple(
            replace(field, cells={id_: replace(cell, level=None, e_share=None) for id_, cell in field.cells.items()})
            for field in results.fields
        ),
    )

    for table in group_field_tables(DE, hidden, questionnaire):
        assert [row[2:] for row in read(table)[2:]] == [[HIDDEN, HIDDEN]] * 2


def test_statements(results: Results, questionnaire: Questionnaire) -> None:
    assert read(statement_table(DE, results, questionnaire)) == [
        ["Aussagen"],
        [
            *("Nr.", "Handlungsfeld", "Aussage", *ANSWERS, "Bewertet (A–D)", "Geantwortet (A–E)", "Ohne Antwort"),
            *("Einschätzung im Mittel", "Jede Gruppe zählt gleich", UNEINIG, "Wie weit auseinander?", "Lager"),
            *("Spannweite in Stufen", "Gruppenabstand in Stufen", "Muster", "Verwaltungsbogen"),
        ],
        [
            *("1.1", "Eins", "Es gibt ein Leitbild.", "3", "3", "3", "3", "0", "12", "12", "0", "2,5", "2,5"),
            *("83", "groß", CAMPS.format(6, 6), "1,6", "0,8", APART, "Trifft zu"),
        ],
        [
            *("1.10", "Eins", "Es gibt ein Budget.", "1", "7", "0", "0", "4", "8", "12", "0", "3,1", "–"),
            *("15", "gering", CAMPS.format(8, 0), "–", "–", "gemeinsame Stärke", SCALE[4]),
        ],
        [
            *("2.01", "Zwei", "Es gibt Räume.", "3", "4", "3", "0", "2", "10", "12", "0", "3,0", "3,0"),
            *("56", "mittel", CAMPS.format(7, 3), "0,4", "−0,1", DIVIDED, "–"),
        ],
        [
            *("2.02", "Zwei", "=SUMME(A1)", *[TOO_FEW] * 4, "0", *[TOO_FEW] * 4, "–"),
            *("–", "–", TOO_FEW, "–", "–", TOO_FEW, "–"),
        ],
    ]
    assert statement_table(DE, results, questionnaire).ids == ("1.1", "1.10", "2.01", "2.02")


def test_agenda(results: Results, questionnaire: Questionnaire) -> None:
    names = ("number", "text", "reason", "band")
    title = ["Zuerst besprechen: ein Vorschlag, keine Rangfolge"]
    heads = ["Nr.", "Aussage", "Warum besprechen", "Wie weit auseinander?"]
    first = ["1.1", "Es gibt ein Leitbild.", f"{APART} · Spannweite 1,6 Stufen · {CAMPS.format(6, 6)}", "groß"]
    second = ["2.01", "Es gibt Räume.", f"{DIVIDED} · Uneinigkeit 56 von 100 · {CAMPS.format(7, 3)}", "mittel"]
    third = [
        "1.10",
        "Es gibt ein Budget.",
        f"gemeinsame Stärke · Uneinigkeit 15 von 100 · {CAMPS.format(8, 0)}",
        "gering",
    ]

    (table,) = agenda(DE, results, questionnaire, names=names)
    (two,) = agenda(DE, results, questionnaire, names=names, most=2)

    assert read(table) == [title, heads, first, second, third]
    assert read(two) == [title, heads, first, second]
    assert table.ids == ("1.1", "2.01", "1.10")


def test_agenda_ends_with_what_few_can_judge(results: Results, questionnaire: Questionnaire) -> None:
    gap = replace(results, discuss_first=(), knowledge_gaps=("1.10",))

    (table,) = agenda(DE, gap, questionnaire, names=("number",))

    assert read(table) == [["Kaum einschätzbar: Wer weiß es?"], ["Nr."], ["1.10"]]


def test_groups(results: Results, questionnaire: Questionnaire) -> None:
    both = replace(results, groups=(replace(results.groups[0], perspectives=("fach", "vereine")),))

    assert read(group_table(DE, both, questionnaire))[-1][2] == "Fachämter & Referate, Vereine"
    assert read(group_table(DE, results, questionnaire)) == [
        ["Gruppen"],
        ["Gruppe", "Personen", "Perspektiven"],
        ["Verwaltung", "6", "Fachämter & Referate"],
        ["Zivilgesellschaft", "6", "Vereine"],
    ]


def test_what_may_follow(results: Results, spoken: Questionnaire) -> None:
    assert read(assessment_table(DE, results, spoken)) == [
        ["Einschätzung der Handlungsfelder"],
        ["Handlungsfeld", "Worum es geht", "Aus Sicht der Anwesenden", "Einschätzung in Worten"],
        ["Eins", "Es geht um Ziele.", "unterschiedlich gesehen", "–"],
        ["Zwei", "", "unterschiedlich gesehen", "–"],
    ]
    assert read(question_table(DE, results, spoken)) == [
        ["Fragen zum Einstieg"],
        ["Muster", "Frage"],
        [APART, "Was sehen Sie?"],
        [DIVIDED, "Wer sieht es anders?"],
    ]
    assert read(measure_table(DE, spoken, "eins")) == [
        ["Vorlagen für Maßnahmen: Eins"],
        ["Was?", "Wer?", "Bis wann?"],
        ["Leitbild beschließen", "Rat", "in 6 Monaten"],
        ["Einladen", "Amt", "in einem Monat"],
    ]


def test_questions_speak_of_perspectives_only_where_there_are_two(results: Results, spoken: Questionnaire) -> None:
    one = replace(results, groups=results.groups[:1])

    assert read(question_table(DE, one, spoken))[-1] == ["geteilt", "Wer sieht es anders?"]


def test_notes_of_a_field_and_of_a_statement(results: Results, spoken: Questionnaire) -> None:
    field = field_slide(DE, results, spoken, "eins")
    statement = statement_slide(DE, results, spoken, "1.1")

    assert (field.title, field.finding.sentence) == ("Eins", "Eins: unterschiedlich gesehen (im Mittel 2,8)")
    assert [(note.kind, note.title, note.lines) for note in field.notes] == [
        ("about", "Worum es geht", ("Es geht um Ziele.",)),
        ("pattern", f"Muster: {APART}", ()),
        ("questions", "Fragen zum Einstieg", ("Was sehen Sie?",)),
        ("ideas", "Anregungen", ("Fragen Sie beide.",)),
    ]
    assert statement.notes == field.notes[2:]
    assert read(field.table) == [
        ["Anregungen"],
        ["Muster", "Passt zu", "Anregung"],
        [APART, "ganzes Handlungsfeld, 1.1", "Fragen Sie beide."],
        ["gemeinsame Stärke", "1.10", "Halten Sie es fest."],
    ]


def test_slides_say_what_they_are(results: Results, questionnaire: Questionnaire) -> None:
    fields = ["Handlungsfeld", *BY_GROUP, "Spannweite in Stufen", "Gruppenabstand in Stufen"]
    levels = ["Alle im Raum im Mittel", "Aus Sicht der Anwesenden"]
    said = {
        slide.address: (slide.chart, slide.title, slide.table.title, [*slide.table.heads])
        for slide in deck(results, questionnaire, DE)
    }

    assert said["ueberblick?sicht=radar"] == (
        "radar",
        "Handlungsfelder",
        "Netzdiagramm: Einschätzung im Mittel je Handlungsfeld, 1 = trifft nicht zu, 4 = trifft zu.",
        ["Handlungsfeld", *levels, "Verwaltungsbogen im Mittel", "Muster", "Grundlage"],
    )
    assert said["ueberblick?sicht=gruppen"] == (
        "profiles",
        "Perspektiven",
        "Je Gruppe die Einschätzung der Handlungsfelder, dahinter als graue Linie alle im Raum.",
        fields,
    )
    assert said["ueberblick?sicht=karte"] == (
        "levels",
        "Feld × Perspektive",
        "Einschätzung im Mittel je Handlungsfeld und Gruppe, 1 = trifft nicht zu, 4 = trifft zu.",
        fields,
    )
    assert said["ueberblick?sicht=verwaltung"] == (
        "dumbbell",
        "Verwaltung : Raum",
        "Je Handlungsfeld die Einschätzung laut Verwaltungsbogen und die aller im Raum.",
        ["Handlungsfeld", "Verwaltungsbogen im Mittel", "Laut Verwaltungsbogen", *levels],
    )
    assert said["unterschiede?sicht=aussagen"] == (
        "diverging",
        "Wie der Raum antwortet",
        "Je Aussage die Zahl der Antworten von „trifft nicht zu“ bis „trifft zu“, rechts „keine Einschätzung“.",
        ["Aussage", *ANSWERS, "Ohne Antwort", "Einschätzung im Mittel", "Wie weit auseinander?", "Warum besprechen"],
    )
    assert said["unterschiede?sicht=gruppen"] == (
        "dots",
        "Wer sieht es wie",
        "Je Aussage die Einschätzung im Mittel jeder Gruppe, 1 = trifft nicht zu, 4 = trifft zu.",
        ["Aussage", *fields[1:]],
    )
    assert said["unterschiede?sicht=e"] == (
        "e",
        "Wer kann es nicht einschätzen",
        "Je Aussage und Gruppe: wie viele „Keine Einschätzung möglich“ geantwortet haben.",
        ["Aussage", *BY_GROUP],
    )
    assert said["ueberblick?sicht=anregungen&feld=zwei"][:2] == (None, "Zwei")
    assert said["aussage?sicht=verteilung&teil=2.01"] == (
        "statement",
        "Es gibt Räume.",
        "Was alle im Raum und jede Gruppe zu dieser Aussage angekreuzt haben.",
        ["Gruppe", *ANSWERS[:4], "Bewertet (A–D)", "Einschätzung im Mittel", "Keine Einschätzung möglich"],
    )


def test_views_and_orders_have_names() -> None:
    assert view_titles(DE, "ueberblick") == {
        "radar": "Handlungsfelder",
        "gruppen": "Perspektiven",
        "karte": "Feld × Perspektive",
        "verwaltung": "Verwaltung : Raum",
        "anregungen": "Anregungen",
    }
    assert view_titles(DE, "unterschiede") == {
        "aussagen": "Wie der Raum antwortet",
        "gruppen": "Wer sieht es wie",
        "e": "Wer kann es nicht einschätzen",
    }
    assert view_titles(DE, "aussage") == {"verteilung": "Aussage"}
    assert list(order_titles(DE).items()) == [
        ("besprechen", "Zuerst besprechen"),
        ("uneinigkeit", "Am weitesten auseinander"),
        ("spannweite", "Größte Spannweite"),
        ("fragebogen", "Reihenfolge des Fragebogens"),
    ]


def test_method(results: Results, questionnaire: Questionnaire) -> None:
    assert title_lines(DE, results, "Musterlingen") == (
        "Musterlingen",
        "12 Bögen mit Antworten, ein Bogen ohne Antworten",
        "Dies ist ein Gesprächsanlass, keine repräsentative Untersuchung. Die Werte gelten für die Anwesenden.",
    )
    assert method_box(DE, results)[-7:] == (
        "Einzelne Gruppen werden nur gezeigt, wenn mindestens 5 ihrer Mitglieder die Aussage bewertet haben. "
        f"Sonst steht dort: {HIDDEN}.",
        "Manchmal bleibt eine weitere Gruppe verborgen, damit sich eine kleine nicht ausrechnen lässt.",
        "„Keine Einschätzung möglich“ wird über alle Personen der Gruppe gezählt, "
        "auch über die, die nichts angekreuzt haben.",
        "Der Verwaltungsbogen ist eine gemeinsame Antwort der Verwaltung und in keinem anderen Wert enthalten.",
        "Mittelwerte, Spannweiten und Gruppenabstände sind auf eine Stelle gerundet, Anteile auf ganze Prozent.",
        "Ein Mittelwert knapp unter der Grenze zur nächsten Einschätzung steht mit mehr Stellen da.",
        "Handlungsfelder: Mittel über die Werte ihrer Aussagen. "
        "Eine Einschätzung in Worten steht nur, wo der Raum ähnlich antwortet.",
    )
    scale, bands = scale_tables(DE, questionnaire)
    assert read(scale) == [["Skala"], ["Antwort", "Bedeutung"], *([*pair] for pair in zip("ABCDE", SCALE, strict=True))]
    assert read(bands) == [
        ["Einschätzungen"],
        ["Einschätzung", "Wann sie dasteht"],
        ["erste Schritte", "1,0 bis unter 2,0"],
        ["im Aufbau", "2,0 bis unter 2,8"],
        ["gut verankert", "ab 2,8"],
        [
            "unterschiedlich gesehen",
            "Über alle Aussagen zusammen stimmen weder drei Viertel (eher) zu noch drei Viertel (eher) nicht zu, "
            "oder die Gruppen antworten deutlich verschieden.",
        ],
        [
            "je nach Aussage verschieden",
            "Über alle Aussagen zusammen ist es geteilt, aber bei jeder einzelnen Aussage, die sich einschätzen ließ, "
            "sind sich mindestens drei Viertel einig.",
        ],
        [
            "kaum einschätzbar",
            "Mindestens die Hälfte aller Antworten zu den Aussagen ist „Keine Einschätzung möglich“.",
        ],
        ["noch keine Aussage", "Weniger als die Hälfte der Aussagen hat genug Bewertungen."],
    ]


def test_labels_of_charts(results: Results, questionnaire: Questionnaire) -> None:
    said = labels(results, questionnaire, DE)

    assert (dict(said.fields), dict(said.groups)) == (
        {"eins": "Eins", "zwei": "Zwei"},
        {"verwaltung": "Verwaltung", "stadt": "Zivil"},
    )
    assert said.statements["2.01"] == "Es gibt Räume."
    assert dict(said.answers) == dict(zip("ABCDE", SCALE, strict=True))
    assert said.rings == ("Trifft nicht zu", "Trifft eher nicht zu", "Trifft eher zu", "Trifft zu")
    assert [said.line(line) for line in ("alle", "verwaltungsbogen", "stadt")] == [
        "Alle im Raum",
        "Verwaltungsbogen",
        "Zivil",
    ]
    assert (said.hidden, said.too_few, said.span) == (HIDDEN, TOO_FEW, "Spannweite")
    assert said.too_small == "grau: Unterschied zu klein zum Deuten"
    assert said.e_of.format(e=1, people=2) == "1 von 2"
    assert (said.people.format(n=3), said.rated, said.cannot_judge) == ("n = 3", "n = bewertet", f"E = {SCALE[4]}")
    assert said.patterns == {"1.1": "gehen auseinander", "1.10": "gemeinsame Stärke", "2.01": "geteilt", "2.02": ""}
    assert said.scale == "Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu"
    assert (said.one_person, said.ends) == ("Ein Feld = eine Person", "gefüllt: die beiden Enden der Spannweite")
    assert said.span_of.format(steps="1,2") == "Spannweite 1,2 Stufen"


def test_stacked_tables_keep_their_rows_apart() -> None:
    first, second = Table("x", ("a", "b"), ((1, Share(7)),)), Table("y", ("a", "b"), ((2, "–"), (3, "–")))

    table = stacked("beide", ("Nr.",), [(("1.",), first), (("2.",), second)])

    assert read(table) == [["beide"], ["Nr.", "a", "b"], ["1.", "1", "7\u00a0%"], ["2.", "2", "–"], ["2.", "3", "–"]]
    assert read(stacked("eine", ("Nr.",), [(("1.",), first)])) == [["eine"], ["Nr.", "a", "b"], ["1.", "1", "7\u00a0%"]]
    assert read(stacked("nichts", ("Nr.",), [])) == [["nichts"], ["Nr."]]
