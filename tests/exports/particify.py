"""Particify / ARSnova: counts of a content's options, and what people wrote; nobody's own answers are in either."""

from collections import Counter
from collections.abc import Sequence

from analysis.questionnaire import ANSWERS, Questionnaire
from tests.exports.delimited import delimited
from tests.exports.people import Person, labels, started

COMMENT_HEADER = ("Frage", "Zeitstempel", "Antwort", "Favorit", "Richtig/Falsch", "Score", "Kategorie")


def contents(people: Sequence[Person], questionnaire: Questionnaire) -> bytes:
    """One line a content, options and counts each in one cell with line breaks: tabs, UTF-16LE with BOM."""
    table = [["Inhaltstyp", "Frage", "Antwortoptionen", "Anzahl"]]  # [M]: the columns
    options = "\n".join(labels(questionnaire).values())
    for statement in questionnaire.statements.values():
        chosen = Counter(person.answers.get(statement.id) for person in people)
        table.append(["SCALE", statement.text["de"], options, "\n".join(str(chosen[answer]) for answer in ANSWERS)])
    return "\ufeff".encode("utf-16-le") + delimited(table, separator="\t", encoding="utf-16-le")


def comments(people: Sequence[Person]) -> bytes:
    """The written questions: UTF-8 without BOM, comma, a header with one comma more than the lines have."""
    written = [
        f'"{person.comment.replace(chr(34), 2 * chr(34))}",{started(place):%Y-%m-%d-%H:%M},"",false,0,0,""'
        for place, person in enumerate(people)
    ]
    return "".join(line + "\r\n" for line in [",".join(COMMENT_HEADER) + ",", *written]).encode()
