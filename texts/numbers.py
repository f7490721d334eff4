"""Numbers as people read them."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_BEFORE_A_UNIT = re.compile(r"(?<=[\d}]) (?=%|[KMG]B\b)")


def rounded(value: Fraction, places: int = 1) -> Decimal:
    """The value to ``places`` decimals, half up (away from zero), never "-0"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def with_units(text: str) -> str:
    """A text whose numbers, also those still to come in a gap, keep their units at a line's end: "5 %", "10 MB"."""
    return _BEFORE_A_UNIT.sub("\u00a0", text)
