"""What the room and its groups ticked on one statement, as rows and columns that all its tables share."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.questionnaire import Questionnaire
from analysis.results import Ratings
from content.statements import answer_titles
from content.tables import Column, Value, e_of, rated, rating_columns
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
