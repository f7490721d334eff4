"""Numbers as people read them."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_BEFORE_A_UNIT = re.compile(r"(?<=[\d}]) (?=%|[KMG]B\b)")


def rounded(value: Fraction, places: int = 1) -> Decimal:
    """The value to ``places`` decimals, half up (away from zero), never "-0"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def of_hundred(share: Fraction) -> int:
    """A measure from 0 to 1 as a whole number up to 100, half up: for what is no share of people."""
    return int(rounded(share * 100, 0))


def places_to_tell(value: Fraction, limits: Iterable[Fraction | None]) -> int:
    """With how many decimals a value is read on its own side of each limit: one, or more where it lies so close below
    a limit that one would round it up to that: "1,98", whose name is the one below 2,0."""
    above = [limit for limit in limits if limit is not None and value < limit]
    places = 1
    while any(Fraction(rounded(value, places)) >= limit for limit in above):
        places += 1
    return places


def with_units(text: str) -> str:
    """A text whose numbers, also those still to come in a gap, keep their units at a line's end: "5 %", "10 MB"."""
    return _BEFORE_A_UNIT.sub("\u00a0", text)
