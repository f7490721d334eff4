"""The Gesprächsplan: which statements a room talks about in its minutes, for how long, and in which order."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.results import Pattern, Ratings, Results, StatementResult

MINUTES: Mapping[Pattern, int] = {
    "auseinander": 12,
    "geteilt": 10,
    "bedarf": 8,
    "kaum_einschaetzbar": 6,
    "staerke": 4,
}
"""For how long a statement is talked about; one with too few answers never is."""
SHORTEST_WITH_GAP = 45
"""Minutes of a talk from which the largest gap in knowledge is a must-have."""
MOST_OF_A_FIELD = 2
"""Statements of one field that the first pass of the fill takes."""


@dataclass(frozen=True)
class PlanItem:
    """A statement to talk about: its id, its pattern, and for how many minutes."""

    statement: str
    kind: Pattern
    minutes: int


@dataclass(frozen=True)
class _Candidates:
    """What may be talked about; the kinds as they follow each other in the talk, in each the first is chosen first."""

    strengths: Sequence[StatementResult]
    contested: Sequence[StatementResult]
    gaps: Sequence[StatementResult]
    needs: Sequence[StatementResult]

    def in_order(self) -> tuple[StatementResult, ...]:
        return (*self.strengths, *self.contested, *self.gaps, *self.needs)


def talk_plan(
    results: Results, minutes: int, pinned: Iterable[str] = (), skipped: Collection[str] = ()
) -> tuple[PlanItem, ...]:
    """What to talk about in so many minutes, in the order of the talk; the same for the same values.

    Must-haves are the pinned statements in their order, the strongest Bedarf, the best Stärke and, from 45 minutes on,
    the largest gap in knowledge; each once, a pinned one in its place among the pinned. While they take longer than
    ``minutes``, the last of this list goes; one always stays. The rest of the time is filled with "auseinander" and
    "geteilt" as in ``discuss_first``: whatever fits, at most two a field, then without that limit. Only what the fill
    takes counts towards the two, and a pinned one that had to go may come back with it. Without any must-have, the
    first of the fill is taken whatever ``minutes`` is.

    The talk begins with Stärken, then come "auseinander" and "geteilt" as in ``discuss_first``, then gaps in knowledge,
    then Bedarf; of each kind first what would be chosen first. A skipped statement never comes, not even pinned: the
    next of its kind is the best. Left out are pinned ones with too few answers, and unknown ids.
    """
    candidates = _candidates(results, skipped)
    in_order = candidates.in_order()
    must_haves = _must_haves(candidates, minutes, pinned)
    chosen = {*must_haves, *_fill(candidates.contested, must_haves, minutes - sum(must_haves.values()))}
    return tuple(PlanItem(one.id, one.pattern, MINUTES[one.pattern]) for one in in_order if one.id in chosen)


def _candidates(results: Results, skipped: Collection[str]) -> _Candidates:
    def talked(ids: Iterable[str]) -> list[StatementResult]:
        return [results.by_statement[one] for one in ids if one not in skipped]

    rated = [(one, one.ratings) for one in talked(results.by_statement) if one.ratings is not None]
    return _Candidates(
        strengths=_clearest_first((one, _share(of.agree, of)) for one, of in rated if one.pattern == "staerke"),
        contested=[one for one in talked(results.discuss_first) if one.pattern in ("auseinander", "geteilt")],
        gaps=talked(results.knowledge_gaps),
        needs=_clearest_first((one, _share(of.disagree, of)) for one, of in rated if one.pattern == "bedarf"),
    )


def _share(people: int, ratings: Ratings) -> Fraction:
    return Fraction(people, ratings.n)


def clearest(results: Results, *patterns: Pattern) -> list[StatementResult]:
    """The statements with one of these patterns: shared ones by the share of those of one mind, all others by what is
    to be discussed first."""
    found = [one for one in results.statements if one.pattern in patterns]
    order = {one: place for place, one in enumerate((*results.discuss_first, *results.knowledge_gaps))}
    if set(patterns) <= {"staerke", "bedarf"}:
        rated = [(one, one.ratings) for one in found if one.ratings is not None]
        return _clearest_first((one, max(_share(of.agree, of), _share(of.disagree, of))) for one, of in rated)
    return sorted(found, key=lambda one: order.get(one.id, len(order)))


def _clearest_first(shares: Iterable[tuple[StatementResult, Fraction]]) -> list[StatementResult]:
    """By the share of those of one mind, then by Uneinigkeit; equal ones stay in the order of the questionnaire."""
    ordered = sorted(shares, key=lambda known: (-known[1], known[0].disagreement or Fraction(0)))
    return [statement for statement, _share in ordered]


def _must_haves(candidates: _Candidates, minutes: int, pinned: Iterable[str]) -> dict[str, int]:
    """Ids with their minutes, in the order in which they are kept."""
    minutes_of = {one.id: MINUTES[one.pattern] for one in candidates.in_order()}
    gaps = candidates.gaps[:1] if minutes >= SHORTEST_WITH_GAP else ()
    best = [one.id for one in (*candidates.needs[:1], *candidates.strengths[:1], *gaps)]
    kept = {one: minutes_of[one] for one in (*pinned, *best) if one in minutes_of}
    while len(kept) > 1 and sum(kept.values()) > minutes:
        kept.popitem()
    return kept


def _fill(contested: Sequence[StatementResult], taken: Collection[str], minutes: int) -> list[str]:
    """Ids of what fits into the minutes that are left; where nothing is taken yet, the first fits."""
    found: list[str] = []
    of_field: Counter[str] = Counter()
    for most in (MOST_OF_A_FIELD, len(contested)):
        for one in contested:
            length = MINUTES[one.pattern]
            fits = length <= minutes or not (taken or found)
            if fits and of_field[one.field] < most and one.id not in (*taken, *found):
                found.append(one.id)
                of_field[one.field] += 1
                minutes -= length
    return found
