"""What the room and its groups ticked on one statement, as rows and columns that all its tables share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analysis.questionnaire import RATINGS, Questionnaire
from analysis.results import Ratings
from content.statements import answer_titles
from content.tables import Column, Table, Value, e_of, rated, rating_columns
from texts.words import Words


@dataclass(frozen=True)
class Answers:
    """What the room or a group answered to a statement; ``instead`` stands for what is not shown."""

    who: str
    ratings: Ratings | None
    level: Value
    e: int | None
    people: int
    instead: str


def as_in_the_picture(table: Table) -> Table:
    """A table of these columns with the answers in the order of the bars beside it: from "trifft nicht zu" to "trifft
    zu"."""
    order = [0, *range(len(RATINGS), 0, -1), *range(len(RATINGS) + 1, len(table.heads))]
    rows = tuple(tuple(row[at] for at in order) for row in table.rows)
    return replace(table, heads=tuple(table.heads[at] for at in order), rows=rows)


def answer_columns(_: Words, questionnaire: Questionnaire, *, has_e: bool = True) -> tuple[Column[Answers], ...]:
    """Who, how often each answer, who rated, the level; and who cannot judge, unless that is not told yet."""
    ratings: Mapping[str, Column[Answers]] = rating_columns(
        answer_titles(_, questionnaire), lambda row: row.ratings, lambda row: row.instead
    )
    cannot_judge: Column[Answers] = Column(
        _("Keine Einschätzung möglich"), lambda row: e_of(_, row.e, row.people, row.instead)
    )
    return (
        Column(_("Gruppe"), lambda row: row.who),
        *ratings.values(),
        Column(_("Bewertet (A–D)"), lambda row: rated(row.ratings, row.instead)),
        Column(_("Einschätzung im Mittel"), lambda row: row.level),
        *([cannot_judge] if has_e else []),
    )
