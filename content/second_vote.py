"""What is said of a second vote, beside the first: no praise, and of a group nothing that may not be shown."""

from collections.abc import Iterator

from analysis.measures import level
from analysis.questionnaire import Questionnaire
from analysis.results import Group, Ratings, Results, StatementResult
from analysis.second_vote import SecondVote
from content.answers import Answers, answer_columns
from content.findings.finding import Finding
from content.findings.statement import sides_in_short
from content.groups import level_of
from content.labels import ROOM
from content.tables import Table, filled, mean, too_few
from texts.titles import group_short, hidden_text
from texts.words import Words


def after_finding(_: Words, before: StatementResult, after: SecondVote) -> Finding:
    """How many moved, else how the sides stand now; ValueError for a second vote on another statement."""
    _same(before, after)
    if after.moves is not None:
        return Finding(
            _(
                "Nach dem Gespräch: {up} höher, {stayed} unverändert, {down} niedriger",
                up=after.moves.up,
                stayed=after.moves.stayed,
                down=after.moves.down,
            )
        )
    if after.ratings is None:
        return Finding(_("Für ein Ergebnis gibt es zu wenige Stimmen"))
    return Finding(_("Nach dem Gespräch: {sides}", sides=sides_in_short(_, after.ratings)))


def after_table(
    _: Words, before: StatementResult, after: SecondVote, results: Results, questionnaire: Questionnaire
) -> Table:
    """The room before and after, then each group of the release after; of groups there is no row before beside it."""
    _same(before, after)
    rows = (
        _room(_, _("Alle im Raum, vorher"), before.ratings, before.e, before.people),
        _room(_, _("Alle im Raum, nachher"), after.ratings, after.e, after.voted),
        *_groups(_, after, results, questionnaire),
    )
    ids = (ROOM, ROOM, *(group.id for group in results.groups_beside))
    return filled(_title(_, after), answer_columns(_, questionnaire), rows, ids)


def _same(before: StatementResult, after: SecondVote) -> None:
    if after.statement != before.id:
        raise ValueError(f"a second vote on {after.statement}, not on {before.id}")


def _title(_: Words, after: SecondVote) -> str:
    if after.moves is None:
        return _("Was zu dieser Aussage vor und nach dem Gespräch angekreuzt wurde")
    return _(
        "Was zu dieser Aussage vor und nach dem Gespräch angekreuzt wurde. "
        "Von {n} Personen, die beide Male bewertet haben: {up} höher, {stayed} unverändert, {down} niedriger",
        n=after.moves.n,
        up=after.moves.up,
        stayed=after.moves.stayed,
        down=after.moves.down,
    )


def _room(_: Words, who: str, ratings: Ratings | None, e: int | None, people: int) -> Answers:
    return Answers(who, ratings, mean(_, level(ratings) if ratings else None), e, people, too_few(_))


def _groups(_: Words, after: SecondVote, results: Results, questionnaire: Questionnaire) -> Iterator[Answers]:
    for group in results.groups_beside:
        yield _group(_, group, after, questionnaire)


def _group(_: Words, group: Group, after: SecondVote, questionnaire: Questionnaire) -> Answers:
    """Who cannot judge is counted among those of the group who voted, which is known only where both are shown."""
    cell = after.cells[group.id]
    who = _("{group}, nachher", group=group_short(_, group, questionnaire))
    voted, e = (0, None) if cell.ratings is None or cell.e is None else (cell.ratings.n + cell.e, cell.e)
    return Answers(who, cell.ratings, level_of(_, cell), e, voted, hidden_text(_))
