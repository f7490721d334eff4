"""What a row of counts says to the room, decided on exact fractions, and in which order to talk about it."""

from collections.abc import Iterable
from fractions import Fraction

from analysis.measures import tenths
from analysis.results import Pattern, Ratings, StatementResult

WIDE = Fraction(1, 3)
"""U from which a room is spread: it equals a room split half and half one step apart."""
GROUPS_DIFFER = Fraction(3, 10)
"""Gruppenabstand in steps that counts as a difference."""
GROUPS_FAR_APART = Fraction(1, 2)
"""Gruppenabstand that matters even in a room of small U."""

BAND_ORDER = (None, "gering", "mittel", "gross")


def pattern(
    *,
    ratings: Ratings | None,
    e: int,
    answered: int,
    disagreement: Fraction | None,
    group_distance: Fraction | None,
    threshold: int,
) -> Pattern:
    """The first rule that fits; None stands for what is not shown.

    ``answered`` is the base of this one comparison, whether it is shown or not; what is shown of E is of people.
    """
    if answered < threshold:
        return "zu_wenige"
    if 2 * e >= answered:
        return "kaum_einschaetzbar"
    if ratings is None or ratings.n < threshold or disagreement is None:
        return "zu_wenige"
    apart = group_distance if group_distance is not None else Fraction(0)
    if (disagreement >= WIDE or apart >= GROUPS_FAR_APART) and apart >= GROUPS_DIFFER:
        return "auseinander"
    if 4 * ratings.agree >= 3 * ratings.n:
        return "staerke"
    if 4 * ratings.disagree >= 3 * ratings.n:
        return "bedarf"
    return "geteilt"


def discuss_first(statements: Iterable[StatementResult]) -> tuple[str, ...]:
    """Ids of all statements worth talking about, most worth it first: a proposal in bands, never a ranking."""
    eligible = [s for s in statements if s.ratings is not None and s.pattern != "kaum_einschaetzbar"]
    return tuple(statement.id for statement in sorted(eligible, key=_talk_order))


def knowledge_gaps(statements: Iterable[StatementResult]) -> tuple[str, ...]:
    """Ids of the statements that at least half could not judge, by the share of E among all people."""
    gaps = [s for s in statements if s.pattern == "kaum_einschaetzbar" and s.e is not None]
    return tuple(statement.id for statement in sorted(gaps, key=lambda s: -(s.e or 0)))


def _talk_order(statement: StatementResult) -> tuple[int, Fraction, Fraction]:
    distance = max(statement.group_distance or Fraction(0), Fraction(0))
    band = BAND_ORDER.index(statement.band)
    if distance >= GROUPS_FAR_APART:
        band = max(band, BAND_ORDER.index("mittel"))
    return -band, -tenths(distance), -(statement.disagreement or Fraction(0))
