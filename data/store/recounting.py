"""The counts of a second vote, made once at its end: by the groups of the release, never by person."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from analysis.questionnaire import ANSWERS, RATINGS
from analysis.second_vote import GroupVote, Moves, Recount
from data.store.schema import answers, participants, releases, votes
from data.store.voting import IN_RELEASE

_BOTH = (
    select(
        participants.c.perspective,
        answers.c.answer.label("before"),
        votes.c.answer.label("after"),
        func.count().label("people"),
    )
    .join_from(votes, participants, participants.c.id == votes.c.participant_id)
    .join(
        answers,
        and_(answers.c.participant_id == participants.c.id, answers.c.statement == bindparam("statement")),
        isouter=True,
    )
    .where(
        votes.c.workshop_id == bindparam("workshop"),
        votes.c.kind == "second_vote",
        votes.c.statement == bindparam("statement"),
        participants.c.workshop_id == bindparam("workshop"),
        IN_RELEASE,
    )
    .group_by(participants.c.perspective, answers.c.answer, votes.c.answer)
)

Steps = Counter[tuple[str | None, str]]
"""Answer before (None: none) and after -> people; it stays in this file."""


def recount(connection: Connection, workshop_id: str, statement: str) -> Recount:
    """The counts as they are now, inside the transaction that closes the second vote.

    The first vote is the one that the release keeps: whoever's sheet has been deleted since then voted before only.
    """
    release = connection.execute(select(releases).where(releases.c.workshop_id == workshop_id)).one()
    group_of = {perspective: group["id"] for group in release.groups for perspective in group["perspectives"]}
    steps: dict[str, Steps] = {group["id"]: Counter() for group in release.groups}
    for row in connection.execute(_BOTH, {"workshop": workshop_id, "statement": statement}):
        if (group := group_of.get(row.perspective)) is not None:
            steps[group][row.before, row.after] += row.people
    before = _released(release.counts, statement, steps)
    groups = {group: _group_vote(before[group], taken) for group, taken in steps.items()}
    return Recount(groups, _moves(steps.values()))


def _released(counts: Iterable[Any], statement: str, groups: Iterable[str]) -> Mapping[str, Counter[str]]:
    before: dict[str, Counter[str]] = {group: Counter() for group in groups}
    for one, group, answer, people in counts:
        if one == statement:
            before[group][answer] += people
    return before


def _group_vote(before: Counter[str], steps: Steps) -> GroupVote:
    after = Counter[str]()
    for (_first, second), people in steps.items():
        after[second] += people
    twice = sum(people for (first, _second), people in steps.items() if first is not None)
    return GroupVote(
        after={answer: after[answer] for answer in ANSWERS},
        rated_before=sum(before[answer] for answer in RATINGS),
        rated_twice=sum(people for (first, second), people in steps.items() if first in RATINGS and second in RATINGS),
        only_before=before.total() - twice,
        only_after=after.total() - twice,
    )


def _moves(groups: Iterable[Steps]) -> Moves:
    moves = Counter[int]()
    for steps in groups:
        for (first, second), people in steps.items():
            if first is not None and first in RATINGS and second in RATINGS:
                way = RATINGS.index(second) - RATINGS.index(first)
                moves[(way > 0) - (way < 0)] += people
    return Moves(up=moves[-1], stayed=moves[0], down=moves[1])
