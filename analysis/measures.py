"""Level, Uneinigkeit and Gruppenabstand from counts, as exact fractions.

Sources: Berry & Mielke (1992), index of ordinal variation with its correction for odd n; the Gruppenabstand is the mean
distance of pairs between groups minus that within groups, half the energy distance per pair of groups.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from analysis.results import DisagreementBand, Ratings

VALUES = (4, 3, 2, 1)
"""A to D as levels: 4 "trifft zu" … 1 "trifft nicht zu"."""

LARGEST_DISTANCE = 3
"""Steps between A and D."""


def level(ratings: Ratings) -> Fraction | None:
    """Mean of the ratings on 4..1 ("Einschätzung im Mittel"); None without any."""
    if ratings.n == 0:
        return None
    return Fraction(4 * ratings.A + 3 * ratings.B + 2 * ratings.C + ratings.D, ratings.n)


def disagreement(ratings: Ratings) -> Fraction | None:
    """U in 0..1: the distances of all pairs of people, by the largest sum possible for this n; None below two people.

    0 is all the same, 1 is one half A and the other D (Berry & Mielke 1992).
    """
    if ratings.n < 2:
        return None
    largest = LARGEST_DISTANCE * (ratings.n // 2) * ((ratings.n + 1) // 2)
    return Fraction(_pair_distances(ratings), largest)


def group_distance(groups: Sequence[Ratings]) -> Fraction | None:
    """Steps by which two people of different groups are further apart than two of the same group.

    0 if groups do not differ, whatever their sizes; may be slightly negative. None with fewer than two groups, or if
    every group has one person only.
    """
    sizes = [size for group in groups if (size := group.n) > 0]
    pairs_within = sum(_pairs(size) for size in sizes)
    if len(sizes) < 2 or pairs_within == 0:
        return None
    room = Ratings(*map(sum, zip(*groups, strict=True)))
    pairs_between = _pairs(room.n) - pairs_within
    distances_within = sum(_pair_distances(group) for group in groups)
    distances_between = _pair_distances(room) - distances_within
    # between / pairs_between - within / pairs_within, as one fraction
    return Fraction(distances_between * pairs_within - distances_within * pairs_between, pairs_between * pairs_within)


def disagreement_band(value: Fraction) -> DisagreementBand:
    """ "Wie weit auseinander?": a third of U is a room split one step apart, two thirds two steps."""
    if 3 * value < 1:
        return "gering"
    return "mittel" if 3 * value < 2 else "gross"


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """Mean of the values that are there; None without any."""
    there = [value for value in values if value is not None]
    if not there:
        return None
    common = lcm(*(value.denominator for value in there))  # one fraction at the end: adding them one by one is slow
    return Fraction(sum(value.numerator * (common // value.denominator) for value in there), common * len(there))


def smallest_difference_to_read(smallest_n: int) -> Fraction:
    """Steps below which a difference is "zu klein zum Deuten": 1.8/√n, rounded up to 0.1, n of the smallest group."""
    tenths = 1
    while tenths * tenths * smallest_n < 18 * 18:
        tenths += 1
    return Fraction(tenths, 10)


def tenths(value: Fraction) -> Fraction:
    """The value as it is shown: to one decimal, half up (away from zero)."""
    up = int(abs(value) * 10 + Fraction(1, 2))
    return Fraction(up if value >= 0 else -up, 10)


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _pair_distances(ratings: Ratings) -> int:
    """Sum over all pairs of their distance in steps: at each of the three borders, people below times people above."""
    n, a, b, c = ratings.n, ratings.A, ratings.B, ratings.C
    return a * (n - a) + (a + b) * (n - a - b) + (a + b + c) * (n - a - b - c)
