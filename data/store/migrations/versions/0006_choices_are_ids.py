"""Remembered answers about files become ids; they were the German words of the choices.

What cannot be told is dropped: it is asked again. Ids of statements, columns and perspectives were ids before.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

REMEMBERED = sa.table("remembered", *map(sa.column, ("questionnaire", "fingerprint", "question", "answer")))

WORDS = {
    "direction": {"nicht übernehmen": "not_taken"},
    "missing": {"nicht übernehmen": "not_taken", "nicht beantwortet": "blank"},
    "perspective": {
        "keine": "none",
        "ja, auch für die Zeilen darunter": "rows_below",
        "nein, die Bögen darunter sind ohne Perspektive": "not_rows_below",
    },
    "statement": {"keine": "none", "zusammenführen": "join", "die Zahlen": "codes", "die Worte": "words"},
    "sheets": {"untereinander anfügen": "append", "Zeile für Zeile zusammenführen": "by_line"},
    "transposed": {"ja": "yes", "nein": "no"},
    "realign": {"wieder einordnen": "put_back", "diese Zeilen nicht zählen": "leave_out"},
}
"""By kind of question, choices without gaps."""
ONE_BY_ONE = {"einzeln entscheiden": "one_by_one"}
GAPS = {
    "missing": ((re.compile(r"([A-E]) .+", re.DOTALL), r"\1"),),
    "perspective": ((re.compile(r"Spalte (.+)", re.DOTALL), r"column:\1"),),
    "sheets": (
        (re.compile(r"zusammenführen nach „(.*)“", re.DOTALL), r"join:\1"),
        (re.compile(r"nur „(.*)“", re.DOTALL), r"only:\1"),
    ),
}
"""Choices with gaps, and the ids that they become."""
MEANS = r"(?:[A-E] |nicht beantwortet(?:, |$))"
STEP = re.compile(rf"(.+?) = (?:([A-E]) .+?|nicht beantwortet)(?:, (?=.+? = {MEANS})|$)", re.DOTALL)
"""One step of "1 = A Trifft zu, 2 = B Trifft eher zu"."""


def upgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(REMEMBERED)).all():
        key = [REMEMBERED.c[name] == getattr(row, name) for name in ("questionnaire", "fingerprint", "question")]
        answer = id_of(row.question, row.answer)
        if answer is None:
            connection.execute(REMEMBERED.delete().where(*key))
        elif answer != row.answer:
            connection.execute(REMEMBERED.update().where(*key).values(answer=answer))


def id_of(question: str, words: str) -> str | None:
    """What the choice is stored as from now on; None if that cannot be told."""
    kind = "perspective" if question == "perspective-column" else question.partition(":")[0]
    if kind not in WORDS:
        return None
    plain = WORDS[kind] | ONE_BY_ONE
    if words in plain:
        return plain[words]
    for form, identifier in GAPS.get(kind, ()):
        if form.fullmatch(words):
            return form.sub(identifier, words, count=1)
    if kind == "direction":
        return _steps(words)
    return words if kind in ("statement", "perspective") else None


def _steps(words: str) -> str | None:
    found, end = [], 0
    for step in STEP.finditer(words):
        if step.start() != end:
            return None
        found.append(f"{step[1]}={step[2] or ''}")
        end = step.end()
    return ",".join(found) if found and end == len(words) else None
