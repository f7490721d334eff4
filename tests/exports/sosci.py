"""SoSci Survey: one table with variable names, then labels, then interviews, as text in three encodings or as XLSX."""

from collections.abc import Mapping, Sequence

from analysis.questionnaire import Questionnaire
from tests.exports.delimited import CRLF, delimited
from tests.exports.people import (
    COMMENT_QUESTION,
    PERSPECTIVE_QUESTION,
    Person,
    ended,
    grid_question,
    has_finished,
    started,
    written_answers,
)
from tests.exports.workbooks import Cell, workbook

WORDS = {"A": "1", "B": "2", "C": "3", "D": "4", "E": "-1"}
NOT_ANSWERED = "-9"
FIRST_CASE = 41

BEFORE = {
    "CASE": "Interview-Nummer (fortlaufend)",
    "SERIAL": "Personenkennung oder Teilnahmecode (sofern verwendet)",
    "REF": "Referenz (sofern im Link angegeben)",
    "QUESTNNR": "Fragebogen, der im Interview verwendet wurde",
    "MODE": "Interview-Modus",
    "STARTED": "Zeitpunkt zu dem das Interview begonnen hat (Europe/Berlin)",
}  # [M]: all labels but the first and the last
AFTER = {
    "TIME001": "Verweildauer Seite 1",
    "TIME_SUM": "Verweildauer gesamt (ohne Ausreißer)",
    "MAILSENT": "Versandzeitpunkt der Einladungsmail (nur für nicht-anonyme Adressaten)",
    "LASTDATA": "Zeitpunkt als der Datensatz das letzte mal geändert wurde",
    "STATUS": "Status der Befragung (Markierung)",
    "FINISHED": "Wurde die Befragung abgeschlossen (letzte Seite erreicht)?",
    "Q_VIEWER": "Hat der Teilnehmer den Fragebogen nur angesehen, ohne die Pflichtfragen zu beantworten?",
    "LASTPAGE": "Seite, die der Teilnehmer zuletzt bearbeitet hat",
    "MAXPAGE": "Letzte Seite, die im Fragebogen bearbeitet wurde",
    "MISSING": "Anteil fehlender Antworten in Prozent",
    "MISSREL": "Anteil fehlender Antworten (gewichtet nach Relevanz)",
    "TIME_RSI": "Ausfüll-Geschwindigkeit (relativ)",
}  # [M]: all labels


def rows(
    people: Sequence[Person],
    questionnaire: Questionnaire,
    *,
    words: Mapping[str, str] = WORDS,
    viewers: int = 0,
    pretest: int = 0,
) -> list[list[str]]:
    """Names, labels (``Fragetitel: Item``), people; ``viewers`` only looked, ``pretest`` of the people were testers.

    -9 is a blank answer on a page that was sent; a page that nobody reached has empty cells.
    """
    named = BEFORE | {"AB01": PERSPECTIVE_QUESTION} | _items(questionnaire)
    named |= {f"AB{len(questionnaire.fields) + 2:02}_01": COMMENT_QUESTION} | AFTER
    table = [list(named), list(named.values())]
    for place, person in enumerate((*people, *[Person("", {})] * viewers)):
        finished, viewer = has_finished(person, questionnaire), place >= len(people)
        mode = "pretest" if place < pretest else "interview"
        row = [str(FIRST_CASE + place), "", "", "selbstcheck", mode, f"{started(place):%F %T}"]
        chosen = list(questionnaire.perspectives)
        row.append("" if viewer else str(chosen.index(person.perspective) + 1))
        for field in questionnaire.fields:
            given = written_answers(person, field, words)
            row += [text or NOT_ANSWERED for text in given] if finished or any(given) else given
        last = str(len(questionnaire.fields) + 2 if finished else 1)
        row += [person.comment, "35", "760", "", f"{ended(place):%F %T}", "", str(int(finished)), str(int(viewer))]
        table.append([*row, last, last, "5", "6", "0,76"])
    return table


def csv_utf16(table: list[list[str]]) -> bytes:
    """UTF-16 with BOM, tabs."""
    return delimited(table, separator="\t", line_end=CRLF, encoding="utf-16")


def csv_utf8(table: list[list[str]]) -> bytes:
    """UTF-8, tabs."""
    return delimited(table, separator="\t", line_end=CRLF)


def csv_latin1(table: list[list[str]]) -> bytes:
    """Latin-1, ";"; signs outside become "?"."""
    text = "".join(sign if ord(sign) < 256 else "?" for sign in delimited(table, separator=";").decode())
    return text.encode("latin-1")


def xlsx(table: list[list[str]]) -> bytes:
    """Codes are numbers, dates are texts, the labels stand in row 2."""
    body = [[_value(text) for text in row] for row in table[2:]]
    return workbook({"Daten": [*table[:2], *body]})  # [M]: the worksheet's name, dates as texts


def _items(questionnaire: Questionnaire) -> dict[str, str]:
    return {
        f"AB{section:02}_{item:02}": f"{grid_question(field)}: {statement.text['de']}"
        for section, field in enumerate(questionnaire.fields, 2)
        for item, statement in enumerate(field.statements, 1)
    }


def _value(text: str) -> Cell:
    if text.removeprefix("-").isdecimal():
        return int(text)
    return 0.76 if text == "0,76" else text or None
